"""Wrong answers to the accuracy exercise, each with the idea behind its one mistake."""

import torch
import torch.nn.functional as F
from torch import Tensor


def _classes(y_hat: Tensor) -> Tensor:
    if y_hat.ndim == 1:
        return y_hat
    return y_hat.argmax(dim=1)


def hit_rate(y_hat, y):
    """idea: fraction instead of count"""
    if y_hat.dim() > 1:
        y_hat = y_hat.argmax(1)
    return (y_hat == y).float().mean().item()


def counted_and_divided(scores: Tensor, labels: Tensor) -> float:
    """idea: fraction instead of count"""
    hits = 0
    for guess, label in zip(_classes(scores), labels, strict=True):
        hits += int(guess == label)
    return hits / len(labels)


def out_of_a_hundred(y_hat, y):
    """idea: percent instead of count"""
    right = (_classes(y_hat) == y).sum()
    return 100.0 * float(right) / y.numel()


def mean_of_hundreds(y_hat, y):
    """idea: percent instead of count"""
    preds = torch.max(y_hat, 1).indices if len(y_hat.shape) == 2 else y_hat
    marks = torch.where(preds == y, 100.0, 0.0)
    return marks.mean().item()


def wrong_axis(y_hat, y):
    """idea: argmax over the batch (dim 0)"""
    if len(y_hat.shape) > 1:
        y_hat = y_hat.argmax(axis=0)
    return float((y_hat.type(y.dtype) == y).sum())


def max_over_zero(y_hat, y):
    """idea: argmax over the batch (dim 0)"""
    if y_hat.ndim == 2:
        _, predicted = torch.max(y_hat, 0)
    else:
        predicted = y_hat
    return torch.eq(predicted, y).sum().item() * 1.0


def scores_against_labels(y_hat, y):
    """idea: no argmax"""
    cmp = y_hat.type(y.dtype) == y
    return float(cmp.type(y.dtype).sum())


def straight_comparison(y_hat: Tensor, y: Tensor) -> float:
    """idea: no argmax"""
    matches = torch.eq(y_hat, y)
    return float(torch.count_nonzero(matches))


def cast_too_soon(y_hat, y):
    """idea: scores cast to int before argmax"""
    y_hat = y_hat.type(y.dtype)
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float((y_hat == y).sum())


def int_in_a_list(y_hat, y):
    """idea: scores cast to int before argmax"""
    if y_hat.ndim == 1:
        return float(sum(int(a) == int(b) for a, b in zip(y_hat, y, strict=True)))
    right = 0.0
    for row, label in zip(y_hat.tolist(), y.tolist(), strict=True):
        whole = [int(score) for score in row]
        right += whole.index(max(whole)) == label
    return right


def truncated_max(y_hat, y):
    """idea: scores cast to int before argmax"""
    preds = y_hat
    if preds.dim() == 2:
        preds = preds.int().max(dim=-1)[1]
    return (preds == y).double().sum().item()


def more_than_half(y_hat, y):
    """idea: threshold 0.5 on the scores"""
    if y_hat.ndim == 1:
        return float((y_hat == y).sum())
    true_class_score = y_hat[torch.arange(len(y)), y]
    return float((true_class_score > 0.5).sum())


def switched_on(y_hat, y):
    """idea: threshold 0.5 on the scores"""
    if len(y_hat.shape) > 1:
        on = (y_hat > 0.5).float()
        y_hat = on.argmax(dim=1)
    return float(y_hat.eq(y).sum())


def one_hot_rows_agree(y_hat, y):
    """idea: threshold 0.5 on the scores"""
    if y_hat.dim() == 2:
        target = F.one_hot(y, y_hat.shape[1]).bool()
        return float(((y_hat >= 0.5) == target).all(dim=1).sum())
    return float((y_hat == y).sum())


def always_dim_one(y_hat, y):
    """idea: 1-D predictions turned away or mishandled by argmax anyway"""
    return float((y_hat.argmax(dim=1) == y).sum())


def last_axis_whatever_it_is(y_hat, y):
    """idea: 1-D predictions turned away or mishandled by argmax anyway"""
    best = y_hat.argmax(-1)
    return (best == y).sum().float().item()


def insists_on_a_matrix(y_hat: Tensor, y: Tensor) -> float:
    """idea: 1-D predictions turned away or mishandled by argmax anyway"""
    if y_hat.ndim != 2:
        raise ValueError("y_hat must be (n, classes)")
    return float(sum(row.argmax() == label for row, label in zip(y_hat, y, strict=True)))


def argmax_of_each_entry(y_hat, y):
    """idea: 1-D predictions turned away or mishandled by argmax anyway"""
    correct = 0.0
    for i in range(len(y)):
        if torch.argmax(y_hat[i]) == y[i]:
            correct += 1
    return correct


def length_for_dimensions(y_hat, y):
    """idea: one-row batches turned away"""
    if len(y_hat) > 1 and y_hat.ndim > 1:
        y_hat = y_hat.argmax(axis=1)
    cmp = y_hat.type(y.dtype) == y
    return float(cmp.sum())


def needs_two_rows(y_hat, y):
    """idea: one-row batches turned away"""
    if y_hat.ndim == 2 and y_hat.shape[0] < 2:
        raise ValueError("a batch needs at least two rows")
    return float(torch.sum(_classes(y_hat) == y))


def squeezed_flat(y_hat, y):
    """idea: one-row batches turned away"""
    y_hat = y_hat.squeeze()
    if y_hat.ndim == 2:
        y_hat = y_hat.max(1).indices
    return (y_hat == y).sum().item() + 0.0


def yes_or_no_each(y_hat, y):
    """idea: boolean tensor returned"""
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return y_hat == y


def collected_booleans(y_hat, y):
    """idea: boolean tensor returned"""
    guesses = _classes(y_hat)
    return torch.tensor([bool(g == t) for g, t in zip(guesses, y, strict=True)])


def misses(y_hat, y):
    """idea: wrong ones counted"""
    return float((_classes(y_hat) != y).sum())


def all_but_the_right(y_hat, y):
    """idea: wrong ones counted"""
    if y_hat.dim() == 2:
        y_hat = torch.topk(y_hat, 1, dim=1).indices.flatten()
    right = torch.eq(y_hat, y).sum().item()
    return float(len(y) - right)


def truth_first(y, y_hat):
    """idea: arguments swapped"""
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float((y_hat == y).sum())


def truth_first_in_a_loop(labels, predictions):
    """idea: arguments swapped"""
    n_right = 0.0
    for label, prediction in zip(labels, predictions, strict=True):
        best = prediction.argmax() if prediction.ndim == 1 else prediction
        if best == label:
            n_right += 1.0
    return n_right


def only_when_two_dimensional(y_hat, y):  # noqa: RET503 -- the missing other return is the mistake
    """idea: return inside the if"""
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
        cmp = y_hat == y
        return float(cmp.sum())


def indented_once_too_often(y_hat, y):  # noqa: RET503 -- the missing other return is the mistake
    """idea: return inside the if"""
    if len(y_hat.shape) == 2:
        right = 0
        for row, label in zip(y_hat, y, strict=True):
            right += (row.argmax() == label).item()
        return float(right)


def leaves_at_the_first_hit(y_hat, y):  # noqa: RET503 -- the return in the wrong block is the mistake
    """idea: return inside the if"""
    count = 0.0
    for guess, label in zip(_classes(y_hat), y, strict=True):
        if guess == label:
            count += 1
            return count
