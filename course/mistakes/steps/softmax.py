"""The steps of softmax(X), and what may be wrong with each: learners make two mistakes at once.

A class writes one step anew. It has the name of a mistake in softmax.py beside this folder, or explains itself.
"""

import torch


class _Steps:
    def __call__(self, X):
        powers = self.powers(self.scores(X))
        return self.finished(self.divided(powers, self.sums(powers, X)))

    def scores(self, X):
        return X

    def powers(self, scores):
        return torch.exp(scores)

    def sums(self, powers, X):
        return powers.sum(dim=1, keepdim=True)

    def divided(self, powers, sums):
        return powers / sums

    def finished(self, probabilities):
        return probabilities


class FlipsTheSignOfTheScores(_Steps):
    def scores(self, X):
        return -X


class AbsoluteScores(_Steps):
    """The scores count without their signs.

    A negative score says that a class is unlikely, and its probability should be small.
    Look for abs, or for a square, before the exponential.
    """

    def scores(self, X):
        return X.abs()


class LeavesNegativeScoresAtZero(_Steps):
    """Every negative score counts as 0.

    The exponential makes positive numbers of all scores by itself; nothing has to be cut off before.
    Try a row with two different negative scores: their probabilities should differ.
    """

    def scores(self, X):
        return X.clamp(min=0)


class SubtractsTheLargestOfEachColumn(_Steps):
    """The largest score of each column is subtracted, and not of each row.

    Only a number that is the same for a whole row cancels in the division.
    Look at the dimension in which you search for the largest score.
    """

    def scores(self, X):
        return X - X.amax(dim=0, keepdim=True)


class DividesTheScoresByTheirMaximum(_Steps):
    def scores(self, X):
        return X / X.amax(dim=1, keepdim=True)


class StandardizesTheScores(_Steps):
    """Each row is scaled to the same spread before the exponential.

    How far apart the scores are is what the model has to say; after the scaling all rows are equally sure.
    The formula takes the scores as they are.
    """

    def scores(self, X):
        return (X - X.mean(dim=1, keepdim=True)) / X.std(dim=1, keepdim=True)


class StandardizesTheScores__of_all(_Steps):
    def scores(self, X):
        return (X - X.mean(dim=1, keepdim=True)) / X.std(dim=1, keepdim=True, correction=0)


class ScalesByTheNumberOfClasses(_Steps):
    """The scores are divided by the root of the number of classes before the exponential.

    That belongs to attention, where the scores are products of long vectors; here it only evens the row out.
    The formula takes the scores as they are.
    """

    def scores(self, X):
        return X / X.shape[1] ** 0.5


class CutsTheScoresToWholeNumbers(_Steps):
    """The scores are cut to whole numbers before the exponential.

    What stands behind the point is lost, and with it most of what tells the classes apart.
    Look for int, long or // before the exponential.
    """

    def scores(self, X):
        return X.trunc()


class CutsLargeScores(_Steps):
    """Large scores are cut to a limit before the exponential.

    Two classes beyond the limit then get the same probability, however far apart their scores are.
    Look for clamp or min: what keeps the exponential small and leaves the result as it is, is to subtract the largest
    score of each row.
    """

    def scores(self, X):
        return X.clamp(max=10)


class CutsLargeScores__at_five(_Steps):
    def scores(self, X):
        return X.clamp(max=5)


class CutsLargeScores__at_twenty(_Steps):
    def scores(self, X):
        return X.clamp(max=20)


class RaisesTwoInsteadOfE(_Steps):
    def powers(self, scores):
        return 2**scores


class RaisesTenInsteadOfE(_Steps):
    """You raise 10 to the scores, where the formula raises e.

    The order of the classes stays, but the largest score takes far too much.
    Look for the exponential function that torch has.
    """

    def powers(self, scores):
        return 10**scores


class RoundsE(_Steps):
    def powers(self, scores):
        return 2.72**scores


class RoundsE__to_one_digit(_Steps):
    def powers(self, scores):
        return 2.7**scores


class RoundsE__down(_Steps):
    def powers(self, scores):
        return 2.71**scores


class ForgetsTheExponential(_Steps):
    def powers(self, scores):
        return scores


class NormalisesTheSigmoid(_Steps):
    def powers(self, scores):
        return torch.sigmoid(scores)


class SquaresTheScores(_Steps):
    """The scores are squared, where the formula takes the exponential.

    A square is positive too, but a score of -2 then counts as much as one of 2.
    Compare the row [-2, 0] with the row [2, 0]: the two should differ.
    """

    def powers(self, scores):
        return scores**2


class TakesOneOffThePowers(_Steps):
    """1 is taken off each exponential.

    A score of 0 then gets no share at all, and a negative one less than none.
    Look at which function makes your powers.
    """

    def powers(self, scores):
        return torch.exp(scores) - 1


class AddsOneToThePowers(_Steps):
    """1 is added to each exponential.

    The exponential is positive by itself; with 1 more, all classes look more alike than they are.
    Look at what you add against zero, and at how large it is.
    """

    def powers(self, scores):
        return torch.exp(scores) + 1


class SumsDownTheColumns(_Steps):
    def sums(self, powers, X):
        return powers.sum(dim=0, keepdim=True)


class SumsOverTheWholeTensor(_Steps):
    def sums(self, powers, X):
        return powers.sum()


class LetsTheSumDropItsDimension(_Steps):
    def sums(self, powers, X):
        return powers.sum(dim=1)


class DividesByTheMaximum(_Steps):
    def sums(self, powers, X):
        return powers.amax(dim=1, keepdim=True)


class DividesByTheAverage(_Steps):
    def sums(self, powers, X):
        return powers.mean(dim=1, keepdim=True)


class DividesByTheSumOfTheScores(_Steps):
    """You divide by the sum of the scores, and not of their exponentials.

    Only the sum of what stands above the fraction line makes the row add up to 1.
    Compare the two sums for a row such as [0, 1].
    """

    def sums(self, powers, X):
        return X.sum(dim=1, keepdim=True)


class DividesByTheExponentialOfTheSum(_Steps):
    """You divide by the exponential of the sum, and not by the sum of the exponentials.

    The two differ: e to the power of 1 + 2 is a product, not a sum.
    Look at the order in which you sum and take the exponential.
    """

    def sums(self, powers, X):
        return torch.exp(X.sum(dim=1, keepdim=True))


class AddsOneToTheSum(_Steps):
    """1 is added to the sum that each row is divided by.

    The rows then add up to less than 1; a sum of exponentials is never 0, so nothing has to be added.
    Print the sums of the rows of your result.
    """

    def sums(self, powers, X):
        return powers.sum(dim=1, keepdim=True) + 1


class NeverStartsTheSumAnew(_Steps):
    def sums(self, powers, X):
        return powers.sum(dim=1, keepdim=True).cumsum(dim=0)


class SumsWithoutTheFirstClass(_Steps):
    """The first class is missing from the sum that each row is divided by.

    Python counts from 0: a loop or a slice from 1 on passes over the first one.
    Print the sums of the rows of your result: they come out above 1.
    """

    def sums(self, powers, X):
        return powers[:, 1:].sum(dim=1, keepdim=True)


class SumsWithoutTheLastClass(_Steps):
    """The last class is missing from the sum that each row is divided by.

    A loop up to the number of classes less 1, or a slice up to -1, stops one class too early.
    Print the sums of the rows of your result: they come out above 1.
    """

    def sums(self, powers, X):
        return powers[:, :-1].sum(dim=1, keepdim=True)


class SumsThreeClasses(_Steps):
    """Three classes are summed, however many there are.

    The example has three; another batch may have two or ten.
    Use what the shape of X says, or a sum along a dimension.
    """

    def sums(self, powers, X):
        return powers[:, 0:1] + powers[:, 1:2] + powers[:, 2, None]


class DividesByTheNumberOfClasses(_Steps):
    """You divide by the number of classes.

    Only the sum of a row's exponentials makes the row add up to 1.
    Print the sums of the rows of your result.
    """

    def sums(self, powers, X):
        return X.shape[1]


class DividesByTheNumberOfRows(_Steps):
    """You divide by the number of rows.

    Only the sum of a row's exponentials makes the row add up to 1.
    Print the sums of the rows of your result.
    """

    def sums(self, powers, X):
        return X.shape[0]


class DividesByTheLengthOfTheVector(_Steps):
    """You divide by the root of the sum of squares, the length of a vector.

    The squares of a row then add up to 1, and not its numbers.
    Print the sums of the rows of your result.
    """

    def sums(self, powers, X):
        return (powers**2).sum(dim=1, keepdim=True).sqrt()


class StopsAtTheExponential(_Steps):
    def divided(self, powers, sums):
        return powers


class MultipliesByTheSum(_Steps):
    """You multiply by the sum, where the formula divides by it.

    The larger the exponentials, the larger everything gets; a probability is at most 1.
    Look at the operator between the exponentials and their sum.
    """

    def divided(self, powers, sums):
        return powers * sums


class TurnsTheFractionOver(_Steps):
    """You divide the sum by the exponentials, and not the other way round.

    All results are then at least 1, and the largest score gets the smallest.
    Look at which of the two stands above the fraction line.
    """

    def divided(self, powers, sums):
        return sums / powers


class SubtractsTheSum(_Steps):
    """You subtract the sum, where the formula divides by it.

    For logarithms that would be the same thing; exponentials have to be divided.
    Look at the operator between the exponentials and their sum.
    """

    def divided(self, powers, sums):
        return powers - sums


class DividesByTheOthers(_Steps):
    """Each exponential is divided by the sum of the others alone, without itself.

    That gives odds; they add up to more than 1.
    A class belongs to the sum that it is divided by.
    """

    def divided(self, powers, sums):
        return powers / (sums - powers)


class ReturnsTheLogarithm(_Steps):
    def finished(self, probabilities):
        return probabilities.log()


class RoundsTheResult__to_four(_Steps):
    def finished(self, probabilities):
        return probabilities.round(decimals=4)


class RoundsTheResult__to_three(_Steps):
    def finished(self, probabilities):
        return probabilities.round(decimals=3)


class RoundsTheResult__to_two(_Steps):
    def finished(self, probabilities):
        return probabilities.round(decimals=2)


class ForgetsToTransposeBack(_Steps):
    def finished(self, probabilities):
        return probabilities.T


class CastsToSinglePrecision(_Steps):
    def finished(self, probabilities):
        return probabilities.float()


class LeavesTheGraph(_Steps):
    def finished(self, probabilities):
        return probabilities.detach()


class GivesEverythingToTheWinner(_Steps):
    def finished(self, probabilities):
        winners = probabilities.argmax(dim=1)
        return torch.nn.functional.one_hot(winners, probabilities.shape[1]).to(probabilities.dtype)


class ReturnsTheOtherProbability(_Steps):
    """Each number is 1 minus its probability.

    It says how unlikely a class is; the largest score should get the largest number.
    Look at what happens to the result at the end.
    """

    def finished(self, probabilities):
        return 1 - probabilities


class ReturnsPercent(_Steps):
    """The probabilities are given in percent, so a row adds up to 100.

    What is computed with them next, such as a logarithm, needs them from 0 to 1.
    Look for a factor of 100.
    """

    def finished(self, probabilities):
        return 100 * probabilities


class ReturnsTheLargestOfEachRow(_Steps):
    """Only the largest probability of each row comes back.

    The loss needs the probability of the true class, which need not be the largest.
    The result has the shape of X.
    """

    def finished(self, probabilities):
        return probabilities.amax(dim=1)


class ReturnsThePrediction(_Steps):
    """What comes back is the place of the largest probability of each row, the prediction.

    The probabilities themselves are asked for: the loss is computed from them.
    The result has the shape of X.
    """

    def finished(self, probabilities):
        return probabilities.argmax(dim=1)


class LeavesTheLastRowAtZero(_Steps):
    """The last row of the result is 0.

    A loop up to the number of rows less 1, or a slice up to -1, stops one row too early.
    Try an X with a single row.
    """

    def finished(self, probabilities):
        return torch.cat([probabilities[:-1], torch.zeros_like(probabilities[:1])])


class LeavesTheFirstRowAtZero(_Steps):
    """The first row of the result is 0.

    Python counts from 0: a loop or a slice from 1 on passes over the first row.
    Try an X with a single row.
    """

    def finished(self, probabilities):
        return torch.cat([torch.zeros_like(probabilities[:1]), probabilities[1:]])
