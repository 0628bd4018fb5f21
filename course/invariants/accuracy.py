"""What holds of accuracy(y_hat, y), whatever the scores and the labels are."""

import torch

from course.values import probabilities

CLASSES = 5


def _scores(seed, classes):
    """A row of scores for each of these classes, which has the largest one."""
    rows = probabilities(seed, len(classes), CLASSES)
    shifts = [int(label) - int(row.argmax()) for row, label in zip(rows, classes, strict=True)]
    return torch.stack([row.roll(shift) for row, shift in zip(rows, shifts, strict=True)])


def _count(accuracy, y_hat, y):
    return float(accuracy(y_hat.clone(), y.clone()))


def _of_right_ones(accuracy, seed, classes):
    """What is counted where all predictions are right, and these are the classes."""
    return _count(accuracy, _scores(seed, classes), torch.tensor(classes))


def _of_each_class(accuracy, seed):
    """What is counted of one row that is right, for each class that it may be of."""
    return [_of_right_ones(accuracy, seed, [label]) for label in range(CLASSES)]


def _mixed(seed, rows=6):
    """Scores and labels, of which some are right."""
    y = (torch.arange(rows) + seed) % CLASSES
    predicted = torch.where(torch.arange(rows) % 3 < 2, y, (y + 2) % CLASSES)
    return _scores(seed, predicted.tolist()), y


def right_ones_of_the_last_class_are_not_counted(accuracy, seed):
    """Right predictions of the last class are not counted.

    It is a class as any other; a slice or a loop up to one before the end never comes to it.
    Try one row whose last score is the largest.
    """
    counts = _of_each_class(accuracy, seed)
    return counts[-1] == 0 and 0 not in counts[1:-1]


def right_ones_of_class_zero_are_not_counted(accuracy, seed):
    """Right predictions of class 0 are not counted.

    It is a class as any other; as a truth value, or as a factor, its number makes it vanish.
    Try one row whose first score is the largest.
    """
    counts = _of_each_class(accuracy, seed)
    return counts[0] == 0 and 0 not in counts[1:-1]


def right_ones_of_one_class_count_once(accuracy, seed):
    """Several right predictions of the same class count once.

    Each row counts for itself; in a set, or a dictionary, equal ones become one.
    Try two rows of the same class that are both right.
    """
    label = 1 + seed % 3
    return _of_right_ones(accuracy, seed, [label] * 4) == 1 < _of_right_ones(accuracy, seed, [1, 2, 3])


def the_count_is_one_at_most(accuracy, seed):
    """However many predictions are right, what comes back is 1 at most.

    The number of right predictions is asked for, from 0 to the number of rows.
    Try a batch with two right predictions, and look at how your code comes from the first to the second.
    """
    counts = [_of_right_ones(accuracy, seed, [1, 2, 3][:rows] + [2] * (rows - 3)) for rows in (1, 2, 3, 5)]
    return max(counts) == 1


def the_first_row_is_not_counted(accuracy, seed):
    """A right prediction in the first row is not counted.

    Python counts from 0: a loop or a slice from 1 on passes over the first one.
    Try a batch of one row.
    """
    return _one_is_missing(accuracy, seed) and not _counted(accuracy, seed, [0]) and _counted(accuracy, seed, [1]) == 1


def the_last_row_is_not_counted(accuracy, seed):
    """A right prediction in the last row is not counted.

    A loop up to n - 1, or a slice up to -1, stops one row too early.
    Try a batch of one row.
    """
    return _one_is_missing(accuracy, seed) and not _counted(accuracy, seed, [2]) and _counted(accuracy, seed, [1]) == 1


def _one_is_missing(accuracy, seed):
    """Whether one too few is counted where all are right, of one row, of two and of three."""
    return all(_counted(accuracy, seed, range(rows), rows) == rows - 1 for rows in (1, 2, 3))


def _counted(accuracy, seed, right, rows=3):
    """What is counted where these rows are right, and the others are not."""
    y = (torch.arange(rows) + seed) % 3 + 1
    predicted = [int(label) if row in right else int(label) % 3 + 1 for row, label in enumerate(y)]
    return _count(accuracy, _scores(seed, predicted), y)


def a_constant_changes_the_count(accuracy, seed):
    """Adding the same number to all the scores changes the count.

    Which score of a row is the largest stays the same, and nothing else matters.
    Look for scores that are compared with a fixed number, rounded, or taken without their signs.
    """
    y_hat, y = _mixed(seed)
    before = _count(accuracy, y_hat, y)
    return any(_count(accuracy, y_hat + number, y) != before for number in (-2.0, 3.0))


def a_miss_by_one_counts(accuracy, seed):
    """In one dimension, a prediction that misses its label by 1 counts.

    Classes are names: a prediction is right or wrong, and no nearer to one class than to another.
    Look at how predictions and labels are compared.
    """
    y = torch.tensor([seed % CLASSES])
    return _count(accuracy, y + 1, y) > 0 == _count(accuracy, y + 3, y)


def scores_and_classes_count_differently(accuracy, seed):
    """Scores, and the classes that they predict, give different counts.

    In two dimensions y_hat holds scores, in one dimension it holds classes; both stand for the same predictions.
    Look at what your code does in either case.
    """
    y_hat, y = _mixed(seed)
    return _count(accuracy, y_hat, y) != _count(accuracy, y_hat.argmax(dim=1), y)


def the_order_of_the_rows_counts(accuracy, seed):
    """With its rows in another order, the same batch gives another count.

    Each row is right or wrong by itself.
    Look for what a loop keeps from row to row, and at the dimension of the search for the largest score.
    """
    y_hat, y = _mixed(seed)
    return _count(accuracy, y_hat, y) != _count(accuracy, y_hat.flip(0), y.flip(0))


def something_counts_where_nothing_is_right(accuracy, seed):
    """Where no prediction is right, what comes back is not 0.

    Look at what the count begins with, and at how predictions and labels are compared.
    Try one row whose largest score stands elsewhere than at its label.
    """
    y = torch.tensor([0, 1, 2])
    return _count(accuracy, _scores(seed, [2, 4, 3]), y) != 0


def one_more_right_one_does_not_count_one(accuracy, seed):
    """One more right prediction does not always raise the count by 1.

    Each row that is right adds 1, wherever it stands and whatever its class is.
    Try a batch with one right prediction, and the same batch with two.
    """
    return _counted(accuracy, seed, [0, 1]) != _counted(accuracy, seed, [0]) + 1
