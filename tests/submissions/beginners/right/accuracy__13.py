from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

import torch
from torch import Tensor


@dataclass
class _Predictions:
    raw: Tensor

    @cached_property
    def classes(self) -> Tensor:
        return self.raw.argmax(dim=1) if self.raw.dim() > 1 else self.raw.long()

    def agreeing_with(self, labels: Tensor) -> int:
        return int(torch.nonzero(self.classes == labels).shape[0])


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    return float(_Predictions(y_hat).agreeing_with(y))
