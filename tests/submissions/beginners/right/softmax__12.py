from collections.abc import Iterator

import torch
from torch import Tensor


def _rows(X: Tensor) -> Iterator[Tensor]:
    for row in X:
        e = torch.exp(row - max(row.tolist()))
        yield e / sum(e)


def softmax(X: Tensor) -> Tensor:
    if len(X) == 0:
        return X.clone()
    return torch.stack(list(_rows(X)))
