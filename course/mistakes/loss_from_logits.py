"""Natural wrong answers to loss_from_logits(logits, y): one mistake each, named and explained."""

import torch


def _log_sum_exp(logits):
    largest = logits.max(1, keepdim=True).values
    return torch.log(torch.exp(logits - largest).sum(1)) + largest[:, 0]


def takes_softmax_and_the_logarithm_one_by_one(logits, y):
    """You compute the plain softmax and then its logarithm, so large logits overflow before the logarithm comes.

    The exponential of 89 is inf in float32 already, inf / inf is nan, and the logarithm of 0 is minus infinity.
    Write the logarithm of the fraction as a difference: where does it meet an exponential?
    """
    X_exp = torch.exp(logits)
    probabilities = X_exp / X_exp.sum(1, keepdim=True)
    return -torch.log(probabilities[range(len(y)), y])


def takes_the_logarithm_of_a_stable_softmax(logits, y):
    """Your softmax does not overflow, but a class far below the best gets 0 from it, and its logarithm is infinite.

    A class that is 200 below the best should cost 200; in between, its probability was too small for a float.
    So the probability must not be computed at all: what becomes of the logarithm of a fraction?
    """
    X_exp = torch.exp(logits - logits.max(1, keepdim=True).values)
    probabilities = X_exp / X_exp.sum(1, keepdim=True)
    return -torch.log(probabilities[range(len(y)), y])


def adds_an_epsilon_before_the_logarithm(logits, y):
    """You add a tiny number before the logarithm, which makes every large loss the same.

    With 1e-8, nothing costs more than 18.4, however wrong it is, and where it is most wrong no gradient is left.
    Without the probability there is no logarithm of 0: take the logarithm of the fraction apart.
    """
    X_exp = torch.exp(logits - logits.max(1, keepdim=True).values)
    probabilities = X_exp / X_exp.sum(1, keepdim=True)
    return -torch.log(probabilities[range(len(y)), y] + 1e-8)


def sums_the_exponentials_as_they_are(logits, y):
    """You take the fraction apart, but the exponentials in the sum still overflow.

    A score of 100 makes the sum inf in float32, and a row of very low scores makes it 0.
    Which number can be taken out of the exponents of a row, and be added again after the logarithm?
    """
    return torch.log(torch.exp(logits).sum(1)) - logits[range(len(y)), y]


def forgets_to_add_the_maximum_again(logits, y):
    """You take the largest score out of the sum, and do not put it back after the logarithm.

    Taken out of the exponents, it is a factor of the sum, and behind the logarithm a term that has to be added.
    Try a row whose largest score is 0: there your loss is right.
    """
    largest = logits.max(1, keepdim=True).values
    return torch.log(torch.exp(logits - largest).sum(1)) - logits[range(len(y)), y]


def takes_one_maximum_for_all_rows(logits, y):
    """You take the largest logit of the whole tensor out of the sums, and rows far below it vanish.

    Nothing overflows, but in a row that is 1000 lower every exponential is 0, and the logarithm of 0 is minus infinity.
    Each row may have a shift of its own: which dimension has the maximum to be taken along?
    """
    shifted = logits - logits.max()
    return torch.log(torch.exp(shifted).sum(1)) - shifted[range(len(y)), y]


def takes_the_maximum_of_each_column(logits, y):
    """You subtract the largest logit of each column, so the scores of a row are shifted by different numbers.

    Only what is added to all scores of a row alike leaves its loss as it is.
    Print the maxima: there should be one for each row, not one for each class.
    """
    shifted = logits - logits.max(0, keepdim=True).values
    return torch.log(torch.exp(shifted).sum(1)) - shifted[range(len(y)), y]


def cuts_large_logits_off(logits, y):
    """You cut off logits that are too large or too small, so a loss of 1000 becomes a smaller one.

    Nothing overflows, but [1000, 999] then reads like [80, 80], and no gradient comes back from what was cut off.
    Shift the whole row instead of cutting it: the differences survive.
    """
    cut = logits.clamp(-80, 80)
    return torch.log(torch.exp(cut).sum(1)) - cut[range(len(y)), y]


def puts_numbers_in_the_place_of_nan(logits, y):
    """You overflow first and replace inf and nan afterwards, when the loss is lost already.

    No number put in their place knows how wrong the model was, and no gradient comes back.
    Go back to the step where inf appears, and look for a way not to get there.
    """
    X_exp = torch.exp(logits)
    probabilities = X_exp / X_exp.sum(1, keepdim=True)
    return torch.nan_to_num(-torch.log(probabilities[range(len(y)), y]))


def takes_logits_for_probabilities(logits, y):
    """You take the logarithm of the logits themselves, as if they were probabilities.

    Logits are scores of any sign: the logarithm of a negative one is nan, and their exponentials are still to come.
    What has softmax to do with the scores before the logarithm, and what is left of it afterwards?
    """
    return -torch.log(logits[range(len(y)), y])


def forgets_the_score_of_the_true_class(logits, y):
    """You return the log-sum-exp of each row, so the labels play no part.

    It is what stands below the fraction line; above it stands the score of the true class.
    Look at where y is used in your code.
    """
    return _log_sum_exp(logits)


def forgets_the_log_sum_exp(logits, y):
    """You return minus the score of the true class, and nothing weighs it against the other classes.

    Such a loss gets smaller when all scores grow together, though no probability has changed.
    Add 100 to every score of a row: the loss should not move. Which part is missing?
    """
    return -logits[range(len(y)), y]


def forgets_the_minus(logits, y):
    """You return the logarithm with its own sign, so better predictions get a higher loss.

    A loss is never negative, and 0 when the model is sure and right.
    Look at which of the two, log-sum-exp and the score of the true class, is subtracted from the other.
    """
    return logits[range(len(y)), y] - _log_sum_exp(logits)


def averages_over_the_batch(logits, y):
    """You return one average for the whole batch instead of one loss for each example.

    Whoever trains decides later whether to sum or to average, and needs the n separate numbers for it.
    Compare the shape of your result with the shape of y.
    """
    return (_log_sum_exp(logits) - logits[range(len(y)), y]).mean()


def sums_over_the_batch(logits, y):
    """You add the losses of the batch up into one number.

    Whoever trains decides later whether to sum or to average, and needs the n separate numbers for it.
    Compare the shape of your result with the shape of y.
    """
    return (_log_sum_exp(logits) - logits[range(len(y)), y]).sum()


def picks_the_columns_for_every_row(logits, y):
    """You take the columns named in y from every row, so n labels give an n by n table.

    Each sample has one label, and only its own score counts; here each row is read n times.
    Compare the shape of what you pick with the shape of y: every row needs its own column.
    """
    return _log_sum_exp(logits)[:, None] - logits[:, y]


def keeps_an_extra_dimension(logits, y):
    """Your losses stand in a column of shape (n, 1) instead of a vector of shape (n,).

    Combined with a vector of n numbers, a column silently spreads out to an n by n table.
    Compare the shape of your result with the shape of y.
    """
    return _log_sum_exp(logits)[:, None] - logits.gather(1, y[:, None])


def subtracts_a_vector_from_a_column(logits, y):
    """You subtract the scores, of shape (n,), from a column of shape (n, 1), which gives an n by n table.

    Every row's log-sum-exp meets the score of every sample; only the diagonal is asked for.
    Print the shapes of both before the subtraction, and make them the same.
    """
    return _log_sum_exp(logits)[:, None] - logits[range(len(y)), y]


def sums_down_the_batch(logits, y):
    """You sum the exponentials over the samples instead of the classes.

    A column holds one class of many images; the classes that compete stand in a row.
    Compare the shape of your sums with the number of rows, and look at the dimension that you sum over.
    """
    largest = logits.max(0, keepdim=True).values
    sums = torch.log(torch.exp(logits - largest).sum(0)) + largest[0]
    return sums - logits[range(len(y)), y]


def keeps_the_indices_of_max(logits, y):
    """You subtract what max returned, but along a dimension max returns two things.

    It gives the largest values and also where they stand; a tensor cannot be subtracted from such a pair.
    Print what max returns for a small tensor, and pick the part that you need.
    """
    shifted = logits - logits.max(1, keepdim=True)
    return torch.log(torch.exp(shifted).sum(1)) - shifted[range(len(y)), y]


def lets_the_maximum_drop_its_dimension(logits, y):
    """The largest scores come back with shape (n,), and subtracting them lines them up with the columns.

    On a square input each column gets another row's shift without a word; on others the shapes do not fit.
    Compare the shape of your maxima with the shape (n, 1) that would line up with the rows.
    """
    shifted = logits - logits.max(1).values
    return torch.log(torch.exp(shifted).sum(1)) - shifted[range(len(y)), y]


def shifts_its_input_in_place(logits, y):
    """You subtract the maximum inside logits itself, so the caller's scores are shifted too.

    The shift is right; only the tensor that it happens in is shared with whoever called you.
    Print logits before and after the call, and look at what your assignment does to the caller's tensor.
    """
    logits -= logits.max(1, keepdim=True).values
    return torch.log(torch.exp(logits).sum(1)) - logits[range(len(y)), y]


def leaves_the_graph(logits, y):
    """You compute outside autograd's sight, so no gradient can flow back to the logits.

    The maximum alone may be taken out of the graph, as it cancels; the scores themselves may not.
    Ask the result whether it requires a gradient when the logits do, and look at where the graph is left.
    """
    logits = logits.detach()
    return _log_sum_exp(logits) - logits[range(len(y)), y]


def returns_nothing(logits, y):
    """Your function hands nothing back, so the caller receives None.

    Training would have nothing to make smaller.
    Look at how your function ends: what it works out has to be returned.
    """
    losses = _log_sum_exp(logits) - logits[range(len(y)), y]  # noqa: F841 - the unused result is the mistake
