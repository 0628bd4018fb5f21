"""The steps of accuracy(y_hat, y), and what may be wrong with each: learners make two mistakes at once.

A class writes one step anew. It has the name of a mistake in accuracy.py beside this folder, or explains itself.
"""

import torch


class _Steps:
    def __call__(self, y_hat, y):
        classes = self.predicted(self.scores(y_hat)) if y_hat.ndim > 1 else self.given(y_hat)
        return self.finished(self.counted(self.compared(classes, y), classes, y), y)

    def scores(self, y_hat):
        return y_hat

    def predicted(self, scores):
        return scores.argmax(dim=1)

    def given(self, classes):
        return classes

    def compared(self, classes, y):
        return classes == y

    def counted(self, right, classes, y):
        return float(right.sum())

    def finished(self, count, y):
        return count


class AbsoluteScores(_Steps):
    """The largest score is looked for without the signs.

    A strongly negative score says that the model holds a class for unlikely.
    Try a row such as [-3, 1]: class 1 has the highest score.
    """

    def scores(self, y_hat):
        return y_hat.abs()


class RoundedScores(_Steps):
    """The scores are rounded before the largest one is looked for.

    Two scores that are close become equal, and the first of them wins.
    Look for a round, or for a dtype of whole numbers, before the search.
    """

    def scores(self, y_hat):
        return y_hat.round()


class TruncatesTheScoresFirst(_Steps):
    def scores(self, y_hat):
        return y_hat.long()


class SearchesDownTheBatch(_Steps):
    def predicted(self, scores):
        return scores.argmax(dim=0)


class SearchesTheWholeTable(_Steps):
    def predicted(self, scores):
        return scores.argmax()


class PredictsTheLowestScore(_Steps):
    def predicted(self, scores):
        return scores.argmin(dim=1)


class ComparesTheBestScore(_Steps):
    def predicted(self, scores):
        return scores.max(dim=1).values


class ComparesTheBestScore__cut_to_a_whole_number(_Steps):
    def predicted(self, scores):
        return scores.max(dim=1).values.long()


class ComparesScoresWithLabels(_Steps):
    def predicted(self, scores):
        return scores


class ComparesEveryPredictionWithEveryLabel(_Steps):
    def predicted(self, scores):
        return scores.argmax(dim=1, keepdim=True)


class CountsClassesFromOne(_Steps):
    def predicted(self, scores):
        return scores.argmax(dim=1) + 1


class CountsPredictionsAboveOneHalfAlone(_Steps):
    """A prediction counts only where its score is above one half.

    With ten classes, the best one often has less than that, and scores need not be probabilities at all.
    What counts is only whether the true class has the largest score of its row.
    """

    def predicted(self, scores):
        return torch.where(scores.amax(dim=1) > 0.5, scores.argmax(dim=1), -1)


class FindsNoClassAmongNegativeScores(_Steps):
    """A row in which every score is negative gets no prediction.

    The search begins at 0, so a score below it never counts as the largest; scores may have any sign.
    Try a row such as [-3, -1]: class 1 has the highest score.
    """

    def predicted(self, scores):
        return torch.where(scores.amax(dim=1) > 0, scores.argmax(dim=1), -1)


class PredictsClassZeroAmongNegativeScores(_Steps):
    """A row in which every score is negative gets class 0 as its prediction.

    The search begins at 0, so a score below it never counts as the largest; scores may have any sign.
    Try a row such as [-3, -1]: class 1 has the highest score.
    """

    def predicted(self, scores):
        return torch.where(scores.amax(dim=1) > 0, scores.argmax(dim=1), 0)


class PredictsTheFirstAboveOneHalf(_Steps):
    """The first class with a score above one half is taken for the prediction.

    A row may have several such scores, or none; what counts is the largest.
    Try a row such as [0.6, 0.9], and one such as [0.3, 0.4].
    """

    def predicted(self, scores):
        return (scores > 0.5).long().argmax(dim=1)


class TakesTheSecondBest(_Steps):
    """The class with the second highest score is taken for the prediction.

    After sorting, the place of the highest score depends on the order: from the smallest on it is the last.
    Sort a row by hand and mark where its prediction stands.
    """

    def predicted(self, scores):
        return scores.argsort(dim=1, descending=True)[:, min(1, scores.shape[1] - 1)]


class SearchesAmongFinishedPredictions(_Steps):
    def given(self, classes):
        return classes.argmax(dim=0)


class CutsClassesAtAHalf(_Steps):
    def given(self, classes):
        return (classes > 0.5).to(classes.dtype)


class CountsTheWrongOnes(_Steps):
    def compared(self, classes, y):
        return classes != y


class TellsOnlyZeroFromTheRest(_Steps):
    """All classes but 0 count as the same one.

    As truth values every number but 0 is the same; which class it was is lost.
    Compare classes 1 and 2 in a row by themselves and look at what your comparison says.
    """

    def compared(self, classes, y):
        return classes.bool() == y.bool()


class AcceptsLargerClasses(_Steps):
    """A prediction counts where it is the label, or any larger number.

    Classes are names: a larger number is no better and no worse than a smaller one.
    Look at how predictions and labels are compared.
    """

    def compared(self, classes, y):
        return classes >= y


class AcceptsSmallerClasses(_Steps):
    """A prediction counts where it is the label, or any smaller number.

    Classes are names: a larger number is no better and no worse than a smaller one.
    Look at how predictions and labels are compared.
    """

    def compared(self, classes, y):
        return classes <= y


class CountsLabelsFromOne(_Steps):
    """The labels are made smaller by 1 before they are compared, as if the first class were number 1.

    Labels start at 0 here, just as positions do, so each is compared with its neighbour.
    Print your predictions next to y for a batch that you know to be right.
    """

    def compared(self, classes, y):
        return classes == y - 1


class CountsEveryRow(_Steps):
    def counted(self, right, classes, y):
        return float(right.numel())


class DemandsAPerfectBatch(_Steps):
    def counted(self, right, classes, y):
        return float(right.all())


class NeverCountsBeyondOne(_Steps):
    """The count is 1 as soon as one prediction is right, and never gets beyond.

    A count has to be raised by 1 each time; setting it to 1, or asking whether there is any, is something else.
    Try a batch with two right predictions.
    """

    def counted(self, right, classes, y):
        return float(right.any())


class AddsUpTheClasses(_Steps):
    """A right prediction adds the number of its class, and not 1.

    A right prediction of class 0 then adds nothing, and one of class 2 adds 2.
    Print what you add up for a batch that is all right.
    """

    def counted(self, right, classes, y):
        return float((classes * right).sum())


class PassesOverClassZero(_Steps):
    def counted(self, right, classes, y):
        return float(torch.count_nonzero(classes * right))


class LeavesOutTheLastRow(_Steps):
    def counted(self, right, classes, y):
        return float(right[:-1].sum())


class LeavesOutTheFirstRow(_Steps):
    def counted(self, right, classes, y):
        return float(right[1:].sum())


class ReturnsInsideTheLoop(_Steps):
    def counted(self, right, classes, y):
        return float(right[0])


class LooksAtTheLastRowAlone(_Steps):
    """Only the last row decides: the answer is 1 if its prediction is right, and else 0.

    What a loop assigns at each turn, and does not add to, is overwritten by the next turn.
    Try two rows of which the first alone is right.
    """

    def counted(self, right, classes, y):
        return float(right[-1])


class CountsClassesInCommon(_Steps):
    """What is counted is how many classes occur among the predictions and among the labels, in any order.

    A prediction is right only if it meets the label of its own row; in a set the rows are lost.
    Try predictions [0, 1] with the labels [1, 0]: none is right.
    """

    def counted(self, right, classes, y):
        return float(len(set(classes.flatten().tolist()) & set(y.tolist())))


class StopsAtTheFirstWrongOne(_Steps):
    """The counting stops at the first wrong prediction, so right ones after it are not counted.

    A wrong prediction is passed over; the rows after it still count.
    Look for what leaves the loop.
    """

    def counted(self, right, classes, y):
        return float(right.long().cumprod(dim=0).sum())


class SubtractsTheDistances(_Steps):
    """The distances between predicted and true class are taken off the number of rows.

    Classes are names: a prediction is right or wrong, and a miss by 3 is no worse than one by 1.
    Look at how predictions and labels are compared.
    """

    def counted(self, right, classes, y):
        return float(len(y) - (classes - y).abs().sum())


class AddsUpTheDistances(_Steps):
    """The distances between predicted and true class are added up.

    Classes are names: a prediction is right or wrong, and how far apart the two numbers are says nothing.
    Look at how predictions and labels are compared.
    """

    def counted(self, right, classes, y):
        return float((classes - y).abs().sum())


class LooksForTheClassAmongAllLabels(_Steps):
    def counted(self, right, classes, y):
        return float(sum(one in y.tolist() for one in classes.flatten().tolist()))


class ReturnsAFraction(_Steps):
    def finished(self, count, y):
        return count / len(y)


class ReturnsAPercentage(_Steps):
    def finished(self, count, y):
        return 100 * count / len(y)


class TakesTheWrongOnesOff(_Steps):
    """The wrong predictions are taken off the right ones.

    A wrong prediction costs nothing here; it is just not counted.
    Try a batch with one right prediction and one wrong one: the answer should be 1.
    """

    def finished(self, count, y):
        return 2 * count - len(y)


class CountsEachTwice(_Steps):
    """Each right prediction counts twice.

    Look for a factor, or for something that is added in two places.
    Try a batch of one row, with the right prediction: the answer should be 1.
    """

    def finished(self, count, y):
        return 2 * count


class CountsOneTooMany(_Steps):
    """The count is 1 too high.

    A count starts at 0, before anything has been looked at.
    Try a batch in which nothing is right: the answer should be 0.
    """

    def finished(self, count, y):
        return count + 1
