from operator import eq
from torch import Tensor


def _best(scores: list[float]) -> int:
    return max(range(len(scores)), key=scores.__getitem__)


def accuracy(y_hat: Tensor, y: Tensor) -> float:
    predicted = [_best(p) if isinstance(p, list) else p for p in y_hat.tolist()]
    return float(sum(map(eq, predicted, y.tolist())))
