"""Wrong answers to the softmax exercise, each with the idea behind its one mistake."""

import math

import numpy as np
import torch
import torch.nn.functional as F
from torch import Tensor


def everything_shares_one_total(X):
    """idea: sum over the whole tensor"""
    numerator = X.exp()
    denominator = numerator.sum()
    return numerator / denominator


def shifted_then_one_total(logits: Tensor) -> Tensor:
    """idea: sum over the whole tensor"""
    # shift by the biggest score so that nothing overflows
    biggest = logits.max()
    e = torch.exp(logits - biggest)
    return e * (1 / torch.einsum("ij->", e))


def flat_logsumexp(X):
    """idea: sum over the whole tensor"""
    log_total = torch.logsumexp(X.flatten(), dim=0)
    return torch.exp(X - log_total)


def totals_of_axis_zero(X):
    """idea: sum down the columns"""
    exps = torch.exp(X)
    return exps / exps.sum(dim=0)


def column_einsum(scores):
    """idea: sum down the columns"""
    weights = torch.exp(scores - scores.max())
    partition = torch.einsum("nc->c", weights)
    return torch.einsum("nc,c->nc", weights, partition.reciprocal())


def one_column_at_a_time(X):
    """idea: sum down the columns"""
    done = []
    for column in X.unbind(dim=1):
        e = (column - column.max()).exp()
        done.append(e / e.sum())
    return torch.stack(done, dim=1)


def plain_row_sums(X):
    """idea: keepdim missing"""
    X_exp = torch.exp(X)
    partition = X_exp.sum(1)
    return X_exp / partition


def row_sums_by_matmul(z: Tensor) -> Tensor:
    """idea: keepdim missing"""
    e = z.exp()
    ones = torch.ones(z.shape[1], dtype=z.dtype)
    return torch.div(e, e @ ones)


def row_maxima_lie_flat(X):
    """idea: keepdim missing"""
    row_max = X.max(dim=1).values
    e = torch.exp(X - row_max)
    return e / e.sum(dim=1, keepdim=True)


def exp_underscore(X):
    """idea: input changed in place"""
    X.exp_()
    return X / X.sum(dim=1, keepdim=True)


def minus_equals(X):
    """idea: input changed in place"""
    # for numerical stability
    X -= X.amax(dim=1, keepdim=True)
    e = X.exp()
    return e / e.sum(dim=1, keepdim=True)


def row_by_row_into_itself(scores):
    """idea: input changed in place"""
    for i in range(scores.shape[0]):
        e = torch.exp(scores[i] - scores[i].max())
        scores[i] = e / e.sum()
    return scores


def scores_as_shares(X):
    """idea: exp forgotten"""
    return X / X.sum(dim=1, keepdim=True)


def shares_in_a_loop(X: Tensor) -> Tensor:
    """idea: exp forgotten"""
    rows = []
    for row in X:
        total = 0.0
        for value in row:
            total = total + value
        rows.append(row / total)
    return torch.stack(rows)


def stays_in_log_space(X):
    """idea: log_softmax instead of softmax"""
    biggest = X.amax(dim=1, keepdim=True)
    shifted = X - biggest
    return shifted - shifted.exp().sum(dim=1, keepdim=True).log()


def the_other_library_call(X):
    """idea: log_softmax instead of softmax"""
    return F.log_softmax(X, dim=-1)


def log_of_the_right_thing(x):
    """idea: log_softmax instead of softmax"""
    e = torch.exp(x)
    p = e / e.sum(1).unsqueeze(1)
    return p.log()


def squash_then_share(X):
    """idea: sigmoid normalised"""
    squashed = torch.sigmoid(X)
    return squashed / squashed.sum(1, keepdim=True)


def _logistic(t: Tensor) -> Tensor:
    return 1 / (1 + torch.exp(-t))


def home_made_sigmoid(X: Tensor) -> Tensor:
    """idea: sigmoid normalised"""
    probs = _logistic(X)
    return probs / probs.sum(dim=-1).view(-1, 1)


def minus_a_pair(X):
    """idea: max's tuple not unpacked"""
    m = X.max(dim=1, keepdim=True)
    e = torch.exp(X - m)
    return e / e.sum(dim=1, keepdim=True)


def torch_max_gives_two(scores):
    """idea: max's tuple not unpacked"""
    peaks = torch.max(scores, 1)
    safe = scores - peaks.reshape(-1, 1)
    return safe.exp() / safe.exp().sum(1, keepdim=True)


def computes_and_forgets(X):
    """idea: nothing returned"""
    X_exp = torch.exp(X)
    partition = X_exp.sum(1, keepdim=True)
    result = X_exp / partition  # noqa: F841 -- the result that never leaves is the mistake


def prints_its_answer(X):
    """idea: nothing returned"""
    e = (X - X.amax(1, keepdim=True)).exp()
    print(e / e.sum(1, keepdim=True))


def only_positive(X):
    """idea: stops at exp"""
    return torch.exp(X)


def e_to_the_power(X):
    """idea: stops at exp"""
    numerator = math.e**X
    numerator.sum(dim=1, keepdim=True)
    return numerator


def powers_of_two(X):
    """idea: base 2 instead of e"""
    p = 2**X
    return p / p.sum(dim=1, keepdim=True)


def exp2_stable(X: Tensor) -> Tensor:
    """idea: base 2 instead of e"""
    top, _ = X.max(dim=1, keepdim=True)
    e = torch.exp2(X - top)
    return e / torch.einsum("ij->i", e)[:, None]


def scaled_by_log_two(X):
    """idea: base 2 instead of e"""
    e = (X * math.log(2)).exp()
    return torch.stack([row / row.sum() for row in e])


def by_way_of_numpy(X):
    """idea: gradient cut off (detach/numpy/.data)"""
    values = X.detach().numpy()
    e = np.exp(values - values.max(axis=1, keepdims=True))
    return torch.from_numpy(e / e.sum(axis=1, keepdims=True))


def works_on_the_data(X):
    """idea: gradient cut off (detach/numpy/.data)"""
    e = torch.exp(X.data)
    return e / e.sum(1, keepdim=True)


def through_lists(X):
    """idea: gradient cut off (detach/numpy/.data)"""
    table = []
    for row in X.detach().tolist():
        top = max(row)
        powers = [math.exp(score - top) for score in row]
        table.append([power / sum(powers) for power in powers])
    return torch.tensor(table, dtype=X.dtype)
