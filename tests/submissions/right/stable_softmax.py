"""Right answers to stable_softmax(X) in unusual styles: each deserves full marks."""

import math

import numpy as np
import torch


def subtracts_the_values_of_max(X):
    """The values of max, which returns the places too."""
    X_exp = torch.exp(X - X.max(dim=1, keepdim=True).values)
    return X_exp / X_exp.sum(dim=1, keepdim=True)


def takes_the_shift_out_of_the_graph(X):
    """The maximum detached, unpacked from its pair, as a column by None."""
    largest, _ = X.detach().max(1)
    X_exp = torch.exp(X - largest[:, None])
    return X_exp / X_exp.sum(1)[:, None]


def subtracts_a_little_more(X):
    """Any shift near the maximum will do."""
    X_exp = torch.exp(X - X.amax(1, keepdim=True) - 1)
    return X_exp / X_exp.sum(1, keepdim=True)


def shifts_twice(X):
    """The mean first, then the maximum of what is left."""
    X = X - X.mean(1, keepdim=True)
    X_exp = (X - X.amax(1, keepdim=True)).exp()
    return X_exp / X_exp.sum(1, keepdim=True)


def loops_over_the_rows(X):
    """One row at a time, stacked."""
    rows = []
    for row in X:
        exponentials = torch.exp(row - max(row))
        rows.append(exponentials / sum(exponentials))
    return torch.stack(rows)


def fills_an_empty_tensor(X):
    """Rows written into a new tensor."""
    result = torch.empty_like(X)
    for i in range(len(X)):
        e = (X[i] - X[i].max()).exp()
        result[i] = e / e.sum()
    return result


def compares_all_pairs(X):
    """1 over the sum of exp of the differences: what overflows there is a probability of 0."""
    differences = X.unsqueeze(1) - X.unsqueeze(2)
    return 1 / torch.exp(differences.clamp(max=80)).sum(2)


def sorts_first(X):
    """The largest of a row is the last of its sorted scores."""
    X_exp = torch.exp(X - X.sort(dim=1).values[:, -1:])
    return X_exp / X_exp.sum(1, keepdim=True)


def finds_the_maximum_with_numpy(X):
    """The shift needs no gradient, so numpy may find it."""
    largest = torch.from_numpy(np.max(X.detach().numpy(), axis=1, keepdims=True))
    X_exp = torch.exp(X - largest)
    return X_exp / X_exp.sum(1, keepdim=True)


def works_on_the_transpose(X):
    """Columns of the transpose, turned back at the end."""
    X_exp = torch.exp(X.T - X.T.amax(0))
    return (X_exp / X_exp.sum(0)).T


def works_in_place_on_a_copy(X):
    """In place, but on what the subtraction has made."""
    result = X - X.amax(1, keepdim=True)
    result = result.exp_()
    return result / result.sum(1, keepdim=True)


def takes_logarithms_of_what_is_shifted(X):
    """Through the logarithm, with the maximum taken off before."""
    X = X - X.amax(1, keepdim=True)
    return torch.exp(X - torch.log(torch.exp(X).sum(1, keepdim=True)))


def powers_of_e(X):
    """The exponential as a power of math.e, a matrix of ones for the sums."""
    powers = torch.pow(math.e, X - X.amax(1, keepdim=True))
    return powers / (powers @ torch.ones(X.shape[1], 1, dtype=X.dtype))


def in_double_precision_after_all(X):
    """float64 in between, with the shift."""
    shifted = X.double() - X.double().amax(1, keepdim=True)
    return (shifted.exp() / shifted.exp().sum(1, keepdim=True)).to(X.dtype)


def uses_a_helper_of_its_own(scores: torch.Tensor) -> torch.Tensor:
    """Type hints, another name, a nested function."""

    def shifted(rows: torch.Tensor) -> torch.Tensor:
        return rows - rows.amax(dim=-1, keepdim=True)

    exponentials = shifted(scores).exp()
    return exponentials * exponentials.sum(dim=-1, keepdim=True).reciprocal()
