"""Natural wrong answers to stable_softmax(X): one mistake each, named and explained."""

import torch


def applies_the_plain_formula(X):
    """You exponentiate the scores as they are, so large ones overflow and very low ones all become 0.

    The exponential of 89 is inf in float32 already, and inf / inf is nan; so is 0 / 0, in a row of very low scores.
    Adding one number to all scores of a row leaves the probabilities alone: which number would make them harmless?
    """
    X_exp = torch.exp(X)
    return X_exp / X_exp.sum(1, keepdim=True)


def subtracts_one_maximum_from_all_rows(X):
    """You subtract the largest score of the whole tensor, and rows far below it vanish.

    Nothing overflows, but in a row that is 1000 lower every exponential is 0, and 0 / 0 is nan.
    Each row may have a shift of its own: which dimension has the maximum to be taken along?
    """
    X_exp = torch.exp(X - X.max())
    return X_exp / X_exp.sum(1, keepdim=True)


def subtracts_the_maximum_of_each_column(X):
    """You subtract the largest score of each column, so the scores of a row are shifted by different numbers.

    Only what is added to all scores of a row alike leaves its probabilities as they are.
    Print the maxima: there should be one for each row, not one for each class.
    """
    X_exp = torch.exp(X - X.max(0, keepdim=True).values)
    return X_exp / X_exp.sum(1, keepdim=True)


def subtracts_the_mean(X):
    """You subtract the mean of each row, and a score far above the mean still overflows.

    The shift cancels, as it should, but it is not large enough: with [1000, 0], 500 is left in the exponent.
    After the shift no score should be above 0. Which number of the row makes sure of that?
    """
    X_exp = torch.exp(X - X.mean(1, keepdim=True))
    return X_exp / X_exp.sum(1, keepdim=True)


def subtracts_the_minimum(X):
    """You subtract the smallest score of each row, so all that is left is positive, and can overflow.

    The shift cancels, as it should, but the exponential overflows upwards, not downwards.
    After the shift no score should be above 0. Which number of the row makes sure of that?
    """
    X_exp = torch.exp(X - X.min(1, keepdim=True).values)
    return X_exp / X_exp.sum(1, keepdim=True)


def subtracts_the_largest_absolute_value(X):
    """You subtract the largest absolute value of each row, and a row of low scores sinks even lower.

    In a row of negative scores, the one furthest from 0 is the smallest: every exponential becomes 0, and 0 / 0 is nan.
    The largest score itself, with its sign, would become exactly 0.
    """
    X_exp = torch.exp(X - X.abs().max(1, keepdim=True).values)
    return X_exp / X_exp.sum(1, keepdim=True)


def adds_the_maximum(X):
    """You add the largest score instead of subtracting it, so large scores become twice as large.

    The shift cancels, as it should, but it goes the wrong way.
    After the shift, the largest score of each row should be 0.
    """
    X_exp = torch.exp(X + X.max(1, keepdim=True).values)
    return X_exp / X_exp.sum(1, keepdim=True)


def divides_the_scores_by_their_maximum(X):
    """You divide the scores by the largest one, which keeps them small and changes the result.

    Softmax looks at the differences of the scores, and a division makes all of them smaller.
    Is there something else to do with the largest score, that leaves the differences as they are?
    """
    X_exp = torch.exp(X / X.max(1, keepdim=True).values)
    return X_exp / X_exp.sum(1, keepdim=True)


def cuts_large_scores_off(X):
    """You cut off scores that are too large or too small, so different scores become the same.

    Nothing overflows, but [1000, 999] then reads like [80, 80]: whoever was ahead no longer is.
    What softmax needs are the differences, and those survive if the whole row is moved instead.
    """
    X_exp = torch.exp(X.clamp(-80, 80))
    return X_exp / X_exp.sum(1, keepdim=True)


def puts_numbers_in_the_place_of_nan(X):
    """You overflow first and replace nan afterwards, when the probabilities are lost already.

    A nan says that something went wrong before; no number in its place knows the scores, and no gradient comes back.
    Go back to the step where inf appears, and look for a way not to get there.
    """
    X_exp = torch.exp(X)
    return torch.nan_to_num(X_exp / X_exp.sum(1, keepdim=True))


def adds_an_epsilon_against_zero(X):
    """You add a tiny number to the sum, which helps against 0 / 0 and not against inf / inf.

    Large scores still give nan, and a row of very low ones gets probabilities of 0 that do not add up to 1.
    If the largest exponential of a row were always 1, its sum could be neither 0 nor inf.
    """
    X_exp = torch.exp(X)
    return X_exp / (X_exp.sum(1, keepdim=True) + 1e-12)


def shifts_only_the_numerator(X):
    """You subtract the maximum above the fraction line but not below it.

    The shift cancels only if both parts have it; with one alone the rows do not add up to 1.
    Look at which tensor goes into your sum.
    """
    X_shifted = torch.exp(X - X.max(1, keepdim=True).values)
    return X_shifted / torch.exp(X).sum(1, keepdim=True)


def moves_to_double_precision(X):
    """You compute in float64, which only moves the limit: there the exponential overflows at 710.

    Scores of 100 are fine that way, and scores of 1000 are not; no precision has room for all exponentials.
    A shift of the row costs nothing and has no limit.
    """
    X_exp = torch.exp(X.double())
    return (X_exp / X_exp.sum(1, keepdim=True)).to(X.dtype)


def goes_through_the_logarithm(X):
    """You subtract the maximum plus the logarithm of the sum at once, and beside a large maximum the logarithm is lost.

    A float has seven digits, or sixteen: -1e30 plus 1.4 is -1e30, so that a row of such scores adds up to more than 1.
    Take the maximum off first; what is left is small, and keeps its digits.
    """
    largest = X.max(1, keepdim=True).values
    return torch.exp(X - (largest + torch.log(torch.exp(X - largest).sum(1, keepdim=True))))


def lets_the_maximum_drop_its_dimension(X):
    """The largest scores come back with shape (n,), and subtracting them lines them up with the columns.

    On a square input each column gets another row's shift without a word; on others the shapes do not fit.
    Compare the shape of your maxima with the shape (n, 1) that would line up with the rows.
    """
    X_exp = torch.exp(X - X.max(1).values)
    return X_exp / X_exp.sum(1, keepdim=True)


def keeps_the_indices_of_max(X):
    """You subtract what max returned, but along a dimension max returns two things.

    It gives the largest values and also where they stand; a tensor cannot be subtracted from such a pair.
    Print what max returns for a small tensor, and pick the part that you need.
    """
    X_exp = torch.exp(X - X.max(1, keepdim=True))
    return X_exp / X_exp.sum(1, keepdim=True)


def lets_the_sum_drop_its_dimension(X):
    """Your row sums come back with shape (n,), and dividing by them lines them up with the columns.

    On a square input this divides by the wrong row's sum without a word; on others the shapes do not fit.
    Compare the shape of your sums with the shape (n, 1) that would line up with the rows.
    """
    X_exp = torch.exp(X - X.max(1, keepdim=True).values)
    return X_exp / X_exp.sum(1)


def shifts_its_input_in_place(X):
    """You subtract the maximum inside X itself, so the caller's scores are shifted too.

    The shift is right; only the tensor that it happens in is shared with whoever called you.
    Print X before and after the call, and look at what your assignment does to the caller's tensor.
    """
    X -= X.max(1, keepdim=True).values
    X_exp = torch.exp(X)
    return X_exp / X_exp.sum(1, keepdim=True)


def leaves_the_graph(X):
    """You compute outside autograd's sight, so no gradient can flow back through the result.

    The maximum alone may be taken out of the graph, as the shift cancels; the scores themselves may not.
    Ask the result whether it requires a gradient when X does, and look at where the graph is left.
    """
    X = X.detach()
    X_exp = torch.exp(X - X.max(1, keepdim=True).values)
    return X_exp / X_exp.sum(1, keepdim=True)


def stops_at_the_exponential(X):
    """You return the exponentials of the shifted scores before they are divided by their sum.

    Nothing overflows any more, and the largest of a row is 1; but the row does not add up to 1 yet.
    Print the sum of each row of the result: one step is left.
    """
    return torch.exp(X - X.max(1, keepdim=True).values)


def returns_nothing(X):
    """Your function hands nothing back, so the caller receives None.

    The next step of the model would have nothing to work with.
    Look at how your function ends: what it works out has to be returned.
    """
    X_exp = torch.exp(X - X.max(1, keepdim=True).values)
    X_exp / X_exp.sum(1, keepdim=True)
