"""Right answers to accuracy(y_hat, y) in unusual styles: each deserves full marks."""

import numpy as np
import torch


def casts_as_the_book_does(y_hat, y):
    """The book's way: argmax for tables, the same dtype, a float."""
    if len(y_hat.shape) > 1 and y_hat.shape[1] > 1:
        y_hat = y_hat.argmax(axis=1)
    matches = y_hat.type(y.dtype) == y
    return float(matches.type(y.dtype).sum())


def casts_nothing(y_hat, y):
    """No casts before the comparison."""
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float((y_hat == y).sum())


def calls_item(y_hat, y):
    """An integer from item()."""
    predictions = y_hat if y_hat.dim() == 1 else y_hat.argmax(-1)
    return (predictions == y).sum().item()


def returns_an_int(y_hat, y):
    """An int instead of a float."""
    if y_hat.dim() == 2:
        y_hat = torch.argmax(y_hat, dim=1)
    return int(torch.sum(y_hat == y))


def returns_a_tensor(y_hat, y):
    """A 0-dim tensor instead of a float."""
    if y_hat.ndim == 2:
        y_hat = y_hat.argmax(1)
    return (y_hat == y).float().sum()


def returns_a_tensor_of_integers(y_hat, y):
    """A 0-dim int64 tensor."""
    if y_hat.ndim == 2:
        y_hat = y_hat.argmax(1)
    return torch.count_nonzero(y_hat == y)


def returns_a_numpy_float(y_hat, y):
    """numpy from end to end."""
    predictions, labels = y_hat.detach().numpy(), y.numpy()
    if predictions.ndim > 1:
        predictions = predictions.argmax(axis=1)
    return np.float64(np.sum(predictions == labels))


def unpacks_max(y_hat, y):
    """The indices from max."""
    if len(y_hat.shape) > 1:
        _, y_hat = torch.max(y_hat, 1)
    return float(y_hat.eq(y).sum())


def sorts_the_scores(y_hat, y):
    """The last of the sorted positions."""
    if y_hat.ndim > 1:
        y_hat = y_hat.argsort(dim=1)[:, -1]
    return float((y_hat == y).sum())


def takes_the_top_one(y_hat, y):
    """topk with k = 1."""
    if y_hat.ndim > 1:
        y_hat = y_hat.topk(1, dim=1).indices.squeeze(1)
    return float((y_hat == y).sum())


def loops_over_the_rows(y_hat, y):
    """A counter in a loop."""
    right = 0.0
    for i in range(len(y)):
        prediction = y_hat[i].argmax() if y_hat.ndim > 1 else y_hat[i]
        if prediction == y[i]:
            right += 1
    return right


def sums_a_generator(y_hat, y):
    """Python's sum over plain integers."""
    predictions = y_hat.argmax(dim=1).tolist() if y_hat.ndim > 1 else y_hat.tolist()
    return float(sum(p == label for p, label in zip(predictions, y.tolist(), strict=True)))


def sums_a_list(y_hat, y):
    """sum(list) over booleans."""
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return sum((y_hat == y).tolist())


def multiplies_the_mean(y_hat, y):
    """The share of right ones times how many there are."""
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float((y_hat == y).double().mean() * len(y))


def subtracts_the_wrong_ones(y_hat, y):
    """All minus the wrong ones."""
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float(len(y) - (y_hat != y).sum())


def counts_the_selected(y_hat, y):
    """The length of what a mask selects."""
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float(len(y[y_hat == y]))


def counts_zero_differences(y_hat, y):
    """Differences that are zero."""
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    differences = y_hat - y
    return float((differences == 0).sum())


def tries_and_catches(y_hat, y):
    """An exception tells the two shapes apart."""
    try:
        predictions = y_hat.argmax(dim=1)
    except IndexError:
        predictions = y_hat
    return float((predictions == y).sum())


def compares_the_shapes(y_hat, y):
    """The shapes of both tell the two cases apart."""
    predictions = y_hat if y_hat.shape == y.shape else y_hat.argmax(dim=1)
    return float((predictions == y).sum())


def recurses(y_hat, y):
    """A table is turned into classes and counted by the same function."""
    if y_hat.ndim > 1:
        return recurses(y_hat.argmax(dim=1), y)
    return float((y_hat == y).sum())


def works_without_gradients(y_hat, y):
    """A no_grad block."""
    with torch.no_grad():
        if y_hat.ndim > 1:
            y_hat = y_hat.argmax(dim=1)
        return float((y_hat == y).sum())


def with_type_hints(predictions: torch.Tensor, labels: torch.Tensor, dim: int = 1) -> float:
    """Type hints, other names, and a parameter with a default."""
    if predictions.ndim > 1:
        predictions = torch.argmax(predictions, dim=dim)
    return float(torch.eq(predictions, labels).sum())


def prints_as_it_goes(y_hat, y):
    """Prints left in from debugging."""
    print(y_hat.shape, y.shape)
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    print("right:", (y_hat == y).sum())
    return float((y_hat == y).sum())


def uses_a_nested_function(y_hat, y):
    """A helper inside."""

    def predictions():
        return y_hat.argmax(1) if y_hat.ndim > 1 else y_hat

    return float((predictions() == y).sum())


def _is_right(row, label):
    return bool((row.argmax() if row.ndim else row) == label)


def uses_a_helper(y_hat, y):
    """A helper outside, for one row."""
    return float(len([i for i in range(len(y)) if _is_right(y_hat[i], y[i])]))


def uses_a_lambda(y_hat, y):
    """A lambda for the choice."""
    to_classes = lambda t: t.argmax(1) if t.ndim > 1 else t  # noqa: E731 - learners write it so
    return float((to_classes(y_hat) == y).sum())


class _Accuracy:
    """An instance of a class with __call__."""

    def __call__(self, y_hat, y):
        if y_hat.ndim > 1:
            y_hat = y_hat.argmax(dim=1)
        return float((y_hat == y).sum())


an_object_that_can_be_called = _Accuracy()
