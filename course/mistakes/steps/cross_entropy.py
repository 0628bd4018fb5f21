"""The steps of cross_entropy(y_hat, y), and what may be wrong with each: learners make two mistakes at once.

A class writes one step anew. It has the name of a mistake in cross_entropy.py beside this folder, or explains itself.
"""

import torch
from torch.nn.functional import one_hot


class _Steps:
    def __call__(self, y_hat, y):
        return self.finished(self.losses(self.probabilities(y_hat), y), y_hat, y)

    def probabilities(self, y_hat):
        return y_hat

    def losses(self, y_hat, y):
        return self.signed(self.logarithm(self.picked(y_hat, y)))

    def picked(self, y_hat, y):
        return y_hat[range(len(y_hat)), y]

    def logarithm(self, p):
        return torch.log(p)

    def signed(self, logarithms):
        return -logarithms

    def finished(self, losses, y_hat, y):
        return losses


class AppliesSoftmaxAgain(_Steps):
    def probabilities(self, y_hat):
        return y_hat.softmax(dim=1)


class AddsTooMuchAgainstZero(_Steps):
    def probabilities(self, y_hat):
        return y_hat + 0.01


class AddsTooMuchAgainstZero__a_thousandth(_Steps):
    def probabilities(self, y_hat):
        return y_hat + 1e-3


class AddsTooMuchAgainstZero__a_tenth(_Steps):
    def probabilities(self, y_hat):
        return y_hat + 0.1


class RaisesSmallProbabilities(_Steps):
    """Small probabilities are raised to a limit before the logarithm.

    A guard against log(0) is fine, but it should be far smaller than any probability that matters.
    Compare the loss of a small probability, say 0.0002, with its true value.
    """

    def probabilities(self, y_hat):
        return y_hat.clamp(min=0.1)


class RaisesSmallProbabilities__to_a_hundredth(_Steps):
    def probabilities(self, y_hat):
        return y_hat.clamp(min=0.01)


class RaisesSmallProbabilities__to_a_thousandth(_Steps):
    def probabilities(self, y_hat):
        return y_hat.clamp(min=0.001)


class PicksTheColumnsForEveryRow(_Steps):
    def picked(self, y_hat, y):
        return y_hat[:, y]


class PicksWholeRows(_Steps):
    def picked(self, y_hat, y):
        return y_hat[y]


class ReadsOneFlatList(_Steps):
    def picked(self, y_hat, y):
        return y_hat.take(y)


class CountsLabelsFromOne(_Steps):
    def picked(self, y_hat, y):
        return y_hat[range(len(y_hat)), y - 1]


class UsesTheFirstLabelForEveryRow(_Steps):
    def picked(self, y_hat, y):
        return y_hat[:, y[0]]


class TrustsThePrediction(_Steps):
    def picked(self, y_hat, y):
        return y_hat.amax(dim=1)


class PicksTheSmallestProbability(_Steps):
    """The smallest probability of each row is picked, whatever its label is.

    The true class is the one that y names; it may be likely or unlikely.
    Look at where y is used in your code.
    """

    def picked(self, y_hat, y):
        return y_hat.amin(dim=1)


class PicksTheFirstClass(_Steps):
    """The probability of class 0 is picked in each row, whatever its label is.

    The true class is the one that y names, and differs from row to row.
    Look at where y is used in your code.
    """

    def picked(self, y_hat, y):
        return y_hat[:, 0]


class ReadsTheFirstColumn(_Steps):
    """The labels are used as rows, and what is read there stands in column 0.

    A label says which column of its own row counts.
    With gather, the dimension says along which the index counts: along the classes.
    """

    def picked(self, y_hat, y):
        return y_hat[y, 0]


class OrdersTheLossesByClass(_Steps):
    """The losses stand in the order of the classes, and not of the rows.

    Whoever calls finds each sample's loss at the place of the sample.
    Look for a loop over the classes whose results are put one behind the other.
    """

    def picked(self, y_hat, y):
        return torch.cat([y_hat[y == label, label] for label in range(y_hat.shape[1])])


class KeepsAnExtraDimension(_Steps):
    def picked(self, y_hat, y):
        return y_hat.gather(1, y[:, None])


class AddsUpAllTheClasses(_Steps):
    def losses(self, y_hat, y):
        return -torch.log(y_hat).sum(dim=1)


class CountsTheOtherClassesToo(_Steps):
    def losses(self, y_hat, y):
        marks = one_hot(y, y_hat.shape[1])
        return -(marks * torch.log(y_hat) + (1 - marks) * torch.log(1 - y_hat)).sum(dim=1)


class MarksEveryLabelInEveryRow(_Steps):
    def losses(self, y_hat, y):
        marks = torch.zeros_like(y_hat)
        marks[:, y] = 1
        return -(marks * torch.log(y_hat)).sum(dim=1)


class MarksEveryLabelInEveryRow__and_sums_down(_Steps):
    def losses(self, y_hat, y):
        marks = torch.zeros_like(y_hat)
        marks[:, y] = 1
        return -(marks * torch.log(y_hat)).sum(dim=0)


class SmoothsTheLabels(_Steps):
    """A part of each label is spread over the other classes, so their logarithms count too.

    That is label smoothing, a method for training large nets; the loss asked for is the plain one.
    Only the probability of the true class counts.
    """

    def losses(self, y_hat, y):
        classes = y_hat.shape[1]
        targets = one_hot(y, classes) * 0.9 + 0.1 / classes
        return -(targets * torch.log(y_hat)).sum(dim=1)


class WeighsByThePredictionItself(_Steps):
    def losses(self, y_hat, y):
        return -(y_hat * torch.log(y_hat)).sum(dim=1)


class SumsDownTheClasses(_Steps):
    def losses(self, y_hat, y):
        return -(one_hot(y, y_hat.shape[1]) * torch.log(y_hat)).sum(dim=0)


class KeepsTheWholeTable(_Steps):
    """What comes back is a whole table, with 0 for all classes but the true one.

    One number a sample is asked for: the table has to be added up along the classes.
    Compare the shape of your result with the shape of y.
    """

    def losses(self, y_hat, y):
        return -(one_hot(y, y_hat.shape[1]) * torch.log(y_hat))


class TakesTheLogarithmOfEverything(_Steps):
    """What comes back is minus the logarithm of the whole table; the labels play no part.

    Only the probability of the true class should count, one number a sample.
    Look at where y is used in your code.
    """

    def losses(self, y_hat, y):
        return -torch.log(y_hat)


class MeasuresTheSquaredError(_Steps):
    def losses(self, y_hat, y):
        return ((y_hat - one_hot(y, y_hat.shape[1])) ** 2).sum(dim=1)


class TakesTheLogarithmToBaseTwo(_Steps):
    def logarithm(self, p):
        return torch.log2(p)


class TakesTheLogarithmToBaseTen(_Steps):
    def logarithm(self, p):
        return torch.log10(p)


class ForgetsTheLogarithm(_Steps):
    def logarithm(self, p):
        return p


class MeasuresTheProbabilityOfBeingWrong(_Steps):
    def logarithm(self, p):
        return torch.log(1 - p)


class TakesTheLogarithmOfOneMore(_Steps):
    """The logarithm is taken of 1 plus the probability.

    A sure and right prediction should cost 0; here it costs most.
    Look at which logarithm you take, and at what you add against zero.
    """

    def logarithm(self, p):
        return torch.log(1 + p)


class TakesOneMinusTheProbability(_Steps):
    """The loss is 1 minus the probability, without a logarithm.

    It falls as the probability rises, but a sure mistake costs no more than 1.
    Look for the logarithm in the formula.
    """

    def logarithm(self, p):
        return p - 1


class AddsTheLogarithmOfTheRest(_Steps):
    """The logarithm of 1 minus the probability is added too.

    That is the loss of a yes-or-no question, both answers at once; here one term a sample is asked for.
    Try a probability of 0.5: its loss should be 0.69, and not twice that.
    """

    def logarithm(self, p):
        return torch.log(p) + torch.log(1 - p)


class MultipliesByTheProbability(_Steps):
    """Each logarithm is multiplied by the probability that the model gave.

    That is a term of the entropy; the cross-entropy weighs by the truth, which is 1 for the true class.
    Try a probability of 0.1: its loss should be 2.3, and not 0.23.
    """

    def logarithm(self, p):
        return p * torch.log(p)


class ForgetsTheMinus(_Steps):
    def signed(self, logarithms):
        return logarithms


class SquaresTheLoss(_Steps):
    """The logarithms are squared.

    A square is positive too, but the loss is minus the logarithm, not its square.
    Try a probability of 0.1: its loss should be 2.3, and not 5.3.
    """

    def signed(self, logarithms):
        return logarithms**2


class AveragesOverTheBatch(_Steps):
    def finished(self, losses, y_hat, y):
        return losses.mean()


class SumsOverTheBatch(_Steps):
    def finished(self, losses, y_hat, y):
        return losses.sum()


class DividesByTheNumberOfSamples(_Steps):
    """Each loss is divided by the number of samples.

    The mean over a batch is taken later, by whoever trains; divided here, it would be divided twice.
    Compare the loss of one sample alone with its loss in a batch of two.
    """

    def finished(self, losses, y_hat, y):
        return losses / len(y)


class DividesByTheNumberOfClasses(_Steps):
    """Each loss is divided by the number of classes.

    A mean along the classes does that: all but one of its terms are 0.
    Compare your loss of one sample with minus the logarithm of one probability.
    """

    def finished(self, losses, y_hat, y):
        return losses / y_hat.shape[1]


class KeepsAnExtraDimension__at_the_end(_Steps):
    def finished(self, losses, y_hat, y):
        return losses.unsqueeze(1)


class TurnsTensorsIntoNumbers(_Steps):
    def finished(self, losses, y_hat, y):
        return losses.detach()


class RoundsTheLosses(_Steps):
    """The losses are rounded.

    Rounding has no useful gradient, so nothing could be learned from them.
    Round only where you print; what you return should keep every digit.
    """

    def finished(self, losses, y_hat, y):
        return losses.round(decimals=4)


class RoundsTheLosses__to_three(_Steps):
    def finished(self, losses, y_hat, y):
        return losses.round(decimals=3)


class RoundsTheLosses__to_two(_Steps):
    def finished(self, losses, y_hat, y):
        return losses.round(decimals=2)


class LeavesRightPredictionsAtZero(_Steps):
    """A sample whose prediction is right has a loss of 0.

    The loss asks how sure the model was; a right prediction with a probability of 0.5 still costs 0.69.
    Look for a condition that passes over some samples.
    """

    def finished(self, losses, y_hat, y):
        return torch.where(y_hat.argmax(dim=1) == y, 0, losses)


class LeavesOutTheFirstSample(_Steps):
    """The loss of the first sample is missing.

    Python counts from 0: a loop or a slice from 1 on passes over the first one.
    Compare the shape of your result with the shape of y.
    """

    def finished(self, losses, y_hat, y):
        return losses[1:]


class LeavesOutTheLastSample(_Steps):
    """The loss of the last sample is missing.

    A loop up to n - 1, or a slice up to -1, stops one sample too early.
    Compare the shape of your result with the shape of y.
    """

    def finished(self, losses, y_hat, y):
        return losses[:-1]


class AddsUpFromSampleToSample(_Steps):
    """Each loss holds the losses of the samples before it too.

    One loss a sample is asked for, each by itself.
    Look for a sum that is not started anew for each sample.
    """

    def finished(self, losses, y_hat, y):
        return losses.cumsum(dim=0)


class LeavesTheLastSampleAtZero(_Steps):
    """The loss of the last sample is 0.

    A loop up to n - 1, or a slice up to -1, stops one sample too early.
    Try a batch of one sample.
    """

    def finished(self, losses, y_hat, y):
        return torch.cat([losses[:-1], torch.zeros(1, dtype=losses.dtype)])


class LeavesTheFirstSampleAtZero(_Steps):
    """The loss of the first sample is 0.

    Python counts from 0: a loop or a slice from 1 on passes over the first one.
    Try a batch of one sample.
    """

    def finished(self, losses, y_hat, y):
        return torch.cat([torch.zeros(1, dtype=losses.dtype), losses[1:]])
