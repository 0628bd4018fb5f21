"""Natural wrong answers to cross_entropy(y_hat, y): one mistake each, named and explained."""

import torch


def averages_over_the_batch(y_hat, y):
    """You return one average for the whole batch instead of one loss for each example.

    Whoever trains decides later whether to sum or to average, and needs the n separate numbers for it.
    Compare the shape of your result with the shape of y.
    """
    return -torch.log(y_hat[range(len(y_hat)), y]).mean()


def sums_over_the_batch(y_hat, y):
    """You add the losses of the batch up into one number.

    Whoever trains decides later whether to sum or to average, and needs the n separate numbers for it.
    Compare the shape of your result with the shape of y.
    """
    return -torch.log(y_hat[range(len(y_hat)), y]).sum()


def forgets_the_minus(y_hat, y):
    """You return the logarithm with its own sign, so better predictions get a higher loss.

    The logarithm of a probability is never positive; a loss is never negative, and 0 when all is right.
    Training makes the loss small: look at what a small value would mean with your sign.
    """
    return torch.log(y_hat[range(len(y_hat)), y])


def takes_the_logarithm_to_base_two(y_hat, y):
    """You use the logarithm to base 2; the book uses the natural one.

    The loss is then in bits, about 1.44 times too large everywhere, and so is the gradient.
    A probability of one half should cost about 0.69 here.
    """
    return -torch.log2(y_hat[range(len(y_hat)), y])


def takes_the_logarithm_to_base_ten(y_hat, y):
    """You use the logarithm to base 10; the book uses the natural one.

    The loss and its gradient come out less than half as large as they should be.
    A probability of one half should cost about 0.69 here.
    """
    return -torch.log10(y_hat[range(len(y_hat)), y])


def picks_the_columns_for_every_row(y_hat, y):
    """You take the columns named in y from every row, so n labels give an n by n table.

    Each example has one label, and only its own entry counts; here each row is read n times.
    Compare the shape of what you pick with the shape of y: every row needs its own column.
    """
    return -torch.log(y_hat[:, y])


def picks_whole_rows(y_hat, y):
    """You use the labels to pick rows of y_hat, but a label names a column.

    A row is an example; which class it belongs to says where in that row to look.
    Print what you pick for two examples, and compare it with the entries that you expect.
    """
    return -torch.log(y_hat[y])


def reads_one_flat_list(y_hat, y):
    """All labels are looked up from the beginning of the table, so they meet the first rows and not their own.

    In a table read as one flat list, position 2 is in the first row for every example.
    Print what you pick for the second example, and check which row it comes from.
    """
    return -torch.log(y_hat.flatten()[y])


def swaps_the_arguments(y, y_hat):
    """You take the labels first and the predictions second; the callers pass them the other way round.

    Your code then uses probabilities as positions in a list of labels, which cannot work.
    Compare the order of your parameters with the signature in the exercise.
    """
    return -torch.log(y_hat[range(len(y_hat)), y])


def applies_softmax_again(y_hat, y):
    """You apply softmax to y_hat, but y_hat already holds probabilities.

    A second softmax flattens them: even a perfect prediction would cost something.
    Try a row that gives its class a probability of 1: its loss should be 0.
    """
    y_hat_exp = torch.exp(y_hat)
    probabilities = y_hat_exp / y_hat_exp.sum(1, keepdim=True)
    return -torch.log(probabilities[range(len(y_hat)), y])


def hands_probabilities_to_the_built_in_loss(y_hat, y):
    """What comes back is what PyTorch's own cross-entropy gives, which expects raw scores and returns an average.

    It applies its own softmax to the probabilities, and it hides the step that this exercise is about.
    Build the loss from y_hat itself: pick each example's entry, and think about which function to apply.
    """
    return torch.nn.functional.cross_entropy(y_hat, y)


def keeps_an_extra_dimension(y_hat, y):
    """Your losses stand in a column of shape (n, 1) instead of a vector of shape (n,).

    Combined with a vector of n numbers, a column silently spreads out to an n by n table.
    Compare the shape of your result with the shape of y.
    """
    return -torch.log(y_hat.gather(1, y.reshape(-1, 1)))


def turns_tensors_into_numbers(y_hat, y):
    """You turn each probability into a plain number, and that cuts it off from autograd.

    The values are right, but no gradient can flow back to y_hat, so nothing could be learned from them.
    Look for the place where a tensor becomes a number, and stay with tensors to the end.
    """
    picked = [float(y_hat[i, label]) for i, label in enumerate(y)]
    return -torch.log(torch.tensor(picked, dtype=y_hat.dtype))


def measures_the_probability_of_being_wrong(y_hat, y):
    """You take the logarithm of one minus the probability.

    The loss is then small when the right class looks unlikely, which is the wrong way round.
    Try a row that gives its class a probability near 1: its loss should be near 0.
    """
    return -torch.log(1 - y_hat[range(len(y_hat)), y])


def forgets_the_logarithm(y_hat, y):
    """You return minus the probability without its logarithm.

    The logarithm is what makes a confident mistake expensive; without it, all mistakes cost much the same.
    A probability of 1 should cost exactly 0.
    """
    return -y_hat[range(len(y_hat)), y]


def stops_at_the_probability(y_hat, y):
    """You pick the right entries and return them as they are.

    They are how likely the true classes looked; a loss should be large when that is small.
    You have done the harder half: look at the formula for what happens to each picked entry.
    """
    return y_hat[range(len(y_hat)), y]


def uses_the_first_label_for_every_row(y_hat, y):
    """You use the first example's label for all the examples.

    The first loss is right and the others read somebody else's column.
    Print which column you read for the second example, and compare it with its label.
    """
    return -torch.log(y_hat[:, y[0]])


def trusts_the_prediction(y_hat, y):
    """You look at the class with the highest probability, not at the true class.

    The loss then only asks how confident the model is, never whether it is right.
    Look at where y is used in your code.
    """
    return -torch.log(y_hat[range(len(y_hat)), y_hat.argmax(1)])


def takes_the_logarithm_of_the_sum(y_hat, y):
    """You add the probabilities of different examples and take the logarithm of the sum.

    Each example has a loss of its own, and a logarithm of a sum is not a sum of logarithms.
    Look at the order of your steps, and at the shape of the result.
    """
    return -torch.log(y_hat[range(len(y_hat)), y].sum())


def returns_nothing(y_hat, y):
    """Your function hands nothing back, so the caller receives None.

    Training would have nothing to make smaller.
    Look at how your function ends: what it works out has to be returned.
    """
    losses = -torch.log(y_hat[range(len(y_hat)), y])  # noqa: F841 - the unused result is the mistake


def counts_labels_from_one(y_hat, y):
    """You subtract 1 from the labels, as if the first class were number 1.

    Labels start at 0 here, so every example reads its neighbour's column, and label 0 the last one.
    Work the book's small example out by hand, and compare the entries that you pick.
    """
    return -torch.log(y_hat[range(len(y_hat)), y - 1])


def adds_up_all_the_classes(y_hat, y):
    """You add the logarithms of all the classes, so the label plays no part.

    Only the probability of the true class should count.
    Look at where y is used in your code.
    """
    return -torch.log(y_hat).sum(1)


def weighs_by_the_prediction_itself(y_hat, y):
    """You weigh each logarithm by the prediction, which gives the entropy of y_hat.

    Cross-entropy weighs by the truth instead: 1 for the true class and 0 for the rest.
    Look at where y is used in your code.
    """
    return -(y_hat * torch.log(y_hat)).sum(1)


def sums_down_the_classes(y_hat, y):
    """You sum over the examples instead of the classes, so there is one number for each class.

    The loss belongs to an example: n rows should give n numbers.
    Compare the shape of your result with the shape of y, and look at the dimension that you sum over.
    """
    one_hot = torch.eye(y_hat.shape[1], dtype=y_hat.dtype)[y]
    return -(one_hot * torch.log(y_hat)).sum(0)


def measures_the_squared_error(y_hat, y):
    """You measure the squared distance to the label, which is the loss of linear regression.

    For classes it punishes a confident mistake too little: it never exceeds 2.
    Look at the loss that the book derives for classification.
    """
    one_hot = torch.eye(y_hat.shape[1], dtype=y_hat.dtype)[y]
    return ((y_hat - one_hot) ** 2).sum(1)


def puts_the_minus_inside_the_logarithm(y_hat, y):
    """You take the logarithm of a negative number, which gives nan.

    One nan in the loss turns every parameter into nan at the next update.
    Look at what the minus sign stands in front of.
    """
    return torch.log(-y_hat[range(len(y_hat)), y])


def adds_too_much_against_zero(y_hat, y):
    """You add a constant before the logarithm that is large enough to change the loss.

    A guard against log(0) is fine, but it should be far smaller than any probability that matters.
    Compare the loss of a small probability, say 0.01, with its true value.
    """
    return -torch.log(y_hat[range(len(y_hat)), y] + 0.01)


def changes_the_labels(y_hat, y):
    """The labels themselves are changed: after the call y is no longer what it was.

    The accuracy is counted with the same y afterwards.
    Look for an operation on y whose name ends in _, or for an assignment to y[...].
    """
    return -torch.log(y_hat.gather(1, y.unsqueeze_(1))).squeeze(1)


def overwrites_the_predictions(y_hat, y):
    """You take the logarithm inside y_hat itself, so the caller's probabilities are gone.

    The accuracy is counted from the same y_hat afterwards, and autograd may refuse the change.
    Print y_hat before and after the call, and look for a method that works in place.
    """
    y_hat.log_()
    return -y_hat[range(len(y_hat)), y]


def marks_every_label_in_every_row(y_hat, y):
    """The labels of all samples count in every row; each row should have only its own.

    With [:, y] a colon means all rows, so what is true of one sample counts for all.
    Take two samples with different labels, and print what your code picks or marks in each row.
    """
    marks = torch.zeros_like(y_hat)
    marks[:, y] = 1
    return -(marks * torch.log(y_hat)).sum(dim=1)


def counts_the_other_classes_too(y_hat, y):
    """You add the logarithms of what the other classes leave to 1: that is the loss for yes-or-no questions.

    Classes that exclude each other need one term a sample, the one of the true class.
    Work out a row of three probabilities by hand: how many logarithms does the formula have?
    """
    marks = torch.nn.functional.one_hot(y, y_hat.shape[1])
    return -(marks * torch.log(y_hat) + (1 - marks) * torch.log(1 - y_hat)).sum(dim=1)
