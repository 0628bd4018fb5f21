"""Right answers to softmax(X) in unusual styles: each deserves full marks."""

import math
from functools import reduce

import numpy as np
import torch


def keeps_the_dimension(X):
    """The book's way: sums with keepdim."""
    X_exp = torch.exp(X)
    partition = X_exp.sum(1, keepdim=True)
    return X_exp / partition


def reshapes_the_sums(X):
    """A column by reshape."""
    X_exp = X.exp()
    return X_exp / X_exp.sum(dim=1).reshape(-1, 1)


def unsqueezes_the_sums(X):
    """A column by unsqueeze, and the last dimension by its negative index."""
    e = torch.exp(X)
    return e / e.sum(-1).unsqueeze(-1)


def indexes_with_none(X):
    """A column by indexing with None."""
    e = torch.exp(X)
    return e / e.sum(axis=1)[:, None]


def subtracts_the_row_maximum(X):
    """The stable softmax."""
    X_exp = torch.exp(X - X.max(dim=1, keepdim=True).values)
    return X_exp / X_exp.sum(dim=1, keepdim=True)


def subtracts_the_detached_row_maximum(X):
    """The stable softmax with the maximum out of the graph, unpacked from its pair."""
    largest, _ = X.detach().max(1, keepdim=True)
    X_exp = torch.exp(X - largest)
    return X_exp / X_exp.sum(1, keepdim=True)


def subtracts_amax_under_no_grad(X):
    """The stable softmax with amax in a no_grad block."""
    with torch.no_grad():
        largest = X.amax(dim=1, keepdim=True)
    X_exp = (X - largest).exp()
    return X_exp / X_exp.sum(dim=1, keepdim=True)


def subtracts_the_global_maximum(X):
    """The same shift for every row."""
    X_exp = torch.exp(X - X.max())
    return X_exp / X_exp.sum(1, keepdim=True)


def subtracts_the_row_mean(X):
    """A shift by the mean is as right as a shift by the maximum."""
    X_exp = torch.exp(X - X.mean(1, keepdim=True))
    return X_exp / X_exp.sum(1, keepdim=True)


def powers_of_e(X):
    """The exponential as a power of math.e."""
    powers = torch.pow(math.e, X)
    return powers / powers.sum(1, keepdim=True)


def loops_over_the_rows(X):
    """One row at a time, stacked."""
    rows = []
    for row in X:
        exponentials = torch.exp(row)
        rows.append(exponentials / exponentials.sum())
    return torch.stack(rows)


def fills_an_empty_tensor(X):
    """Rows written into a new tensor."""
    result = torch.empty_like(X)
    for i in range(X.shape[0]):
        e = torch.exp(X[i])
        result[i] = e / e.sum()
    return result


def works_on_the_transpose(X):
    """Columns of the transpose, turned back at the end."""
    X_exp = torch.exp(X.T)
    return (X_exp / X_exp.sum(0)).T


def multiplies_by_a_matrix_of_ones(X):
    """The row sums as a product with ones."""
    X_exp = torch.exp(X)
    ones = torch.ones((X.shape[1], 1), dtype=X.dtype)
    return X_exp / (X_exp @ ones)


def sums_with_einsum(X):
    """The row sums by einsum."""
    X_exp = torch.exp(X)
    return X_exp / torch.einsum("ij->i", X_exp).view(-1, 1)


def expands_the_sums(X):
    """The sums spread to the full shape before the division."""
    X_exp = torch.exp(X)
    return torch.div(X_exp, X_exp.sum(1, keepdim=True).expand_as(X_exp))


def multiplies_by_the_reciprocal(X):
    """A product with the reciprocal instead of a division."""
    X_exp = torch.exp(X)
    return X_exp * X_exp.sum(1, keepdim=True).reciprocal()


def takes_the_logarithm_and_goes_back(X):
    """exp of the scores minus the logarithm of the partition."""
    return torch.exp(X - torch.log(torch.exp(X).sum(1, keepdim=True)))


def adds_columns_one_by_one(X):
    """Python's reduce over the columns."""
    X_exp = torch.exp(X)
    total = reduce(lambda a, b: a + b, X_exp.unbind(1))
    return torch.stack([column / total for column in X_exp.unbind(1)], dim=1)


def compares_all_pairs(X):
    """1 over the sum of exp of the differences."""
    differences = X.unsqueeze(1) - X.unsqueeze(2)
    return 1 / torch.exp(differences).sum(2)


def clones_and_works_in_place(X):
    """In place, but on a copy."""
    result = X.clone()
    result -= X.detach().amax(1, keepdim=True)
    result.exp_()
    return result / result.sum(1, keepdim=True)


def with_type_hints(scores: torch.Tensor, dim: int = 1) -> torch.Tensor:
    """Type hints, another name, and a parameter with a default."""
    exponentials: torch.Tensor = torch.exp(scores)
    return exponentials / exponentials.sum(dim=dim, keepdim=True)


def prints_as_it_goes(X):
    """Prints left in from debugging."""
    print("X has shape", X.shape)
    X_exp = torch.exp(X)
    print("row sums", X_exp.sum(1))
    return X_exp / X_exp.sum(1, keepdim=True)


def uses_a_nested_function(X):
    """A helper inside, applied to each row."""

    def one_row(row):
        exponentials = row.exp()
        return exponentials / sum(exponentials)

    return torch.stack(list(map(one_row, X)))


def _partition(X_exp):
    return X_exp.sum(1, keepdim=True)


def uses_a_helper(X):
    """A helper outside."""
    X_exp = torch.exp(X)
    return X_exp / _partition(X_exp)


def uses_a_lambda(X):
    """A lambda inside."""
    normalise = lambda t: t / t.sum(1, keepdim=True)  # noqa: E731 - learners write it so
    return normalise(torch.exp(X))


class _Softmax:
    """An instance of a class with __call__."""

    def __call__(self, X):
        X_exp = torch.exp(X)
        return X_exp / X_exp.sum(1, keepdim=True)


an_object_that_can_be_called = _Softmax()


def finds_the_shift_with_numpy(X):
    """The maximum found by numpy, which needs no gradient."""
    largest = np.max(X.detach().numpy(), axis=1, keepdims=True)
    X_exp = torch.exp(X - torch.from_numpy(largest))
    return X_exp / X_exp.sum(1, keepdim=True)


def adds_a_tiny_epsilon(X):
    """An epsilon against division by zero."""
    X_exp = torch.exp(X)
    return X_exp / (X_exp.sum(1, keepdim=True) + 1e-12)


def takes_any_number_of_dimensions(X):
    """More general than asked."""
    X_exp = torch.exp(X)
    return X_exp / X_exp.sum(dim=X.dim() - 1, keepdim=True)
