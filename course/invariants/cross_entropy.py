"""What holds of cross_entropy(y_hat, y), whatever the probabilities and the labels are."""

import math

import torch

from course.values import differ, probabilities

SAMPLES, CLASSES = 5, 3
LAST = CLASSES - 1


def _share(seed):
    """A number between 0 and 1, in tenths."""
    return seed % 11 / 10


def _batch(seed):
    """A batch in which each class occurs."""
    return probabilities(seed, SAMPLES, CLASSES), (torch.arange(SAMPLES) + seed) % CLASSES


def _row(p, label, rest=0.5):
    """A sample whose true class has the probability p; rest: how much of what is left the next class gets."""
    row = torch.zeros(1, CLASSES, dtype=torch.float64)
    row[0, label] = p
    row[0, (label + 1) % CLASSES] = (1 - p) * rest
    row[0, (label + 2) % CLASSES] = (1 - p) * (1 - rest)
    return row.float()


def _losses(cross_entropy, y_hat, y):
    losses = cross_entropy(y_hat.clone(), y.clone())
    if losses.shape != y.shape or not losses.isfinite().all():
        raise ValueError("not one number a sample")
    return losses.double()


def _loss(cross_entropy, p, label, rest=0.5):
    return float(_losses(cross_entropy, _row(p, label, rest), torch.tensor([label])))


def class_zero_costs_nothing(cross_entropy, seed):
    """Samples of class 0 have a loss of 0, whatever their probability.

    Class 0 is a class as any other; a number that is multiplied by it, or a condition, makes it vanish.
    Look at what happens in your code to a label of 0.
    """
    y_hat, y = _batch(seed)
    nothing = _losses(cross_entropy, y_hat, y).abs() < 1e-6
    return bool((nothing == (y == 0)).all())


def labels_play_no_part(cross_entropy, seed):
    """The losses are the same for other labels.

    The true class of a sample says which of its probabilities counts.
    Look at where y is used in your code.
    """
    y_hat, y = _batch(seed)
    return not differ(_losses(cross_entropy, y_hat, y), _losses(cross_entropy, y_hat, (y + 1) % CLASSES))


def a_loss_changes_with_the_other_samples(cross_entropy, seed):
    """The loss of a sample changes with the other samples of the batch.

    Each sample has a loss of its own, which its own row and its own label make.
    Look at how rows and labels are brought together, at each sum and mean, and for what a loop keeps.
    """
    (y_hat, y), (other_rows, other_labels) = _batch(seed), _batch(seed + 1)
    for place in (0, -1):
        changed_rows, changed_labels = other_rows.clone(), other_labels.clone()
        changed_rows[place], changed_labels[place] = y_hat[place], y[place]
        losses = _losses(cross_entropy, y_hat, y), _losses(cross_entropy, changed_rows, changed_labels)
        if differ(losses[0][place], losses[1][place]):
            return True
    return False


def the_number_of_samples_counts(cross_entropy, seed):
    """The loss of a sample changes with the number of samples.

    A mean over the batch is taken later, by whoever trains; here each sample has its own loss.
    Compare the loss of one sample with the losses of a batch that holds it twice.
    """
    row, label = _row(0.1 + 0.8 * _share(seed), LAST), torch.tensor([LAST])
    losses = [_losses(cross_entropy, row.repeat(n, 1), label.repeat(n))[:1] for n in (2, 4)]
    return differ(*losses)


def a_higher_probability_costs_more(cross_entropy, seed):
    """A higher probability of the true class can cost more, where it should cost less.

    The surer the model was of what is true, the smaller is the loss.
    Look at the sign, and at what the logarithm is taken of.
    """
    p = 0.1 + 0.4 * _share(seed)
    return _loss(cross_entropy, p, LAST) < _loss(cross_entropy, p + 0.4, LAST)


def other_classes_count(cross_entropy, seed):
    """The loss changes with how the other classes share what is left of the probability.

    Of each row only the probability of the true class counts.
    Look at which numbers of a row enter the loss.
    """
    p = 0.1 + 0.8 * _share(seed)
    return abs(_loss(cross_entropy, p, LAST, 0.9) - _loss(cross_entropy, p, LAST, 0.3)) > 1e-3


def the_number_of_a_class_counts(cross_entropy, seed):
    """The same probability costs another loss for another true class.

    Which number a class has says nothing about it; only the probability that it got counts.
    Look for a label that is calculated with, where it should only say what is picked.
    """
    p = 0.1 + 0.8 * _share(seed)
    losses = [_loss(cross_entropy, p, label) for label in range(CLASSES)]
    if losses[0] == 0:  # which is said by itself
        losses.pop(0)
    return max(losses) - min(losses) > 1e-3


def certainty_costs_something(cross_entropy, seed):
    """A sure and right prediction has a loss that is not 0.

    The logarithm of 1 is 0: who gave the true class the probability 1 loses nothing.
    Look at what the logarithm is taken of, and at what is done with it.
    """
    return abs(_loss(cross_entropy, 1.0, LAST)) > 1e-2


def half_the_probability_does_not_cost_log_two(cross_entropy, seed):
    """Half the probability does not always add 0.69, the logarithm of 2, to the loss.

    The natural logarithm makes a sum of a factor, and nothing else is needed but its sign.
    Look at what happens to the probability before the logarithm, and to the logarithm after it.
    """
    more = 0.2 * _share(seed)
    rises = [_loss(cross_entropy, p / 2, LAST) - _loss(cross_entropy, p, LAST) for p in (0.2 + more, 0.75 + more)]
    return all(abs(rise - math.log(2)) > 1e-2 for rise in rises)
