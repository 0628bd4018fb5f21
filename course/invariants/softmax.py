"""What holds of softmax(X), whatever the scores are."""

import math

import torch

from course.values import differ, scores

ROWS, CLASSES = 4, 3


def _probabilities(softmax, X):
    result = softmax(X.clone())
    if result.shape != X.shape or not result.isfinite().all():
        raise ValueError("no table of numbers of the right shape")
    return result.double()


def other_scores_give_the_same(softmax, seed):
    """Other scores in a table of the same shape give the same result.

    What comes back has to be computed anew from the scores of each call.
    Look for a result that is kept from an earlier call, and for a name that does not stand for X.
    """
    one, other = scores(seed, ROWS, CLASSES), scores(seed + 1, ROWS, CLASSES)
    return not differ(_probabilities(softmax, one), _probabilities(softmax, other))


def a_row_changes_with_the_others(softmax, seed):
    """What comes back for a row changes with the other rows.

    Each row is a sample of its own, and its probabilities come of its own scores alone.
    Look at the dimension of each sum and maximum, and for what a loop keeps from one row to the next.
    """
    X, others = scores(seed, ROWS, CLASSES), scores(seed + 1, ROWS, CLASSES)
    for row in (0, -1):
        changed = others.clone()
        changed[row] = X[row]
        if differ(_probabilities(softmax, X)[row], _probabilities(softmax, changed)[row]):
            return True
    return False


def classes_are_not_treated_alike(softmax, seed):
    """The classes are not treated alike: where two columns change places, their results do not.

    The number of a class plays no part in softmax, only its score does.
    Look for an index, a slice or a sort that does something of its own with some of the classes.
    """
    X, order = scores(seed, ROWS, CLASSES), [2, 0, 1]
    return differ(_probabilities(softmax, X)[:, order], _probabilities(softmax, X[:, order]))


def a_higher_score_gets_less(softmax, seed):
    """A higher score can get a lower probability.

    exp keeps the order, and so does the division by one sum for the whole row.
    Look for a sign, and for what loses the sign or the order of the scores on the way.
    """
    X = scores(seed, ROWS, CLASSES)
    ordered = _probabilities(softmax, X).gather(1, X.argsort(dim=1))
    return bool((ordered.diff(dim=1) < -1e-3).any())


def a_constant_changes_the_result(softmax, seed):
    """Adding 1 to all the scores of a row changes what comes back.

    Only the differences of scores count: the constant becomes a factor of all the exponentials, and the division takes
    it out again.
    Look at whether the sum holds the very exponentials that are divided by it.
    """
    X = scores(seed, ROWS, CLASSES)
    return differ(_probabilities(softmax, X), _probabilities(softmax, X + 1))


def ratios_are_no_powers_of_e(softmax, seed):
    """A score that is higher by 1 does not always get e times the probability.

    exp makes it so, and the division by one sum for the whole row leaves the ratio of two probabilities as it is.
    Look at what happens to the scores before exp, and to the exponentials after it.
    """
    for score in (-2.5, -1.0, 0.5, 2.0):
        score += seed % 10 / 10
        first, second, _third = _probabilities(softmax, torch.tensor([[score, score + 1, score]]))[0].tolist()
        if math.isclose(second, math.e * first, rel_tol=1e-3):
            return False
    return True
