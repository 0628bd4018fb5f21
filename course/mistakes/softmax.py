"""Natural wrong answers to softmax(X): one mistake each, named and explained."""

import torch


def sums_over_the_whole_tensor(X):
    """You divide by one sum over the whole tensor, so all the rows share a total of 1.

    Every row is the prediction for its own image and needs a total of its own.
    Print the sum of each row of the result, and look at which dimension your sum runs over.
    """
    X_exp = torch.exp(X)
    return X_exp / X_exp.sum()


def sums_down_the_columns(X):
    """You sum down the columns, so each column adds up to 1 instead of each row.

    A column holds one class for many images; a row holds one image's scores, and those should compete.
    Print the sums of the result along both dimensions, and look at the dimension that you sum over.
    """
    X_exp = torch.exp(X)
    return X_exp / X_exp.sum(0, keepdim=True)


def lets_the_sum_drop_its_dimension(X):
    """When you divide, the row sums line up with the columns and not with their rows.

    On a square input this divides by the wrong row's sum without a word; on others the shapes do not fit.
    Compare the shape of your sums with the shape (n, 1) that would line up with the rows.
    """
    X_exp = torch.exp(X)
    return X_exp / X_exp.sum(1)


def overwrites_its_input(X):
    """You compute the exponentials inside X itself, so the caller's tensor is changed.

    Whoever called you may still need the scores, and autograd refuses to lose a tensor that it needs.
    Print X before and after the call, and look for a method that works in place.
    """
    X.exp_()
    return X / X.sum(1, keepdim=True)


def shifts_its_input_in_place(X):
    """You subtract the maximum inside X itself, so the caller's scores are shifted too.

    Subtracting it is a good idea, for large scores would overflow; only the tensor it happens in is shared.
    Print X before and after the call, and look at what your assignment does to the caller's tensor.
    """
    X -= X.max(1, keepdim=True).values
    X_exp = torch.exp(X)
    return X_exp / X_exp.sum(1, keepdim=True)


def forgets_the_exponential(X):
    """You divide the scores by their sum without taking the exponential first.

    Scores may be negative, or sum to zero; probabilities may not.
    Try a row such as [-1, 1] and ask which step makes every number positive.
    """
    return X / X.sum(1, keepdim=True)


def stops_at_the_exponential(X):
    """You return the exponentials before they are normalised.

    They are positive, but a row does not add up to 1 yet, so they are not probabilities.
    Print the sum of each row of the result: one step is left.
    """
    return torch.exp(X)


def returns_the_logarithm(X):
    """You return the logarithm of the softmax, not the softmax.

    Log-probabilities are useful elsewhere, but here each number should lie between 0 and 1.
    Look at the signs in your result: a probability is never negative.
    """
    return X - torch.log(torch.exp(X).sum(1, keepdim=True))


def normalises_the_sigmoid(X):
    """You squash each score with the sigmoid and normalise that.

    The rows do add up to 1, but the sigmoid flattens large scores, so clear winners look uncertain.
    Compare with the formula in the book: which function is applied to each score before the sum?
    """
    squashed = 1 / (1 + torch.exp(-X))
    return squashed / squashed.sum(1, keepdim=True)


def keeps_the_indices_of_max(X):
    """You subtract what max returned, but along a dimension max returns two things.

    It gives the largest values and also where they stand; a tensor cannot be subtracted from such a pair.
    Print what max returns for a small tensor, and pick the part that you need.
    """
    X_exp = torch.exp(X - X.max(1, keepdim=True))
    return X_exp / X_exp.sum(1, keepdim=True)


def returns_nothing(X):
    """Your function hands nothing back, so the caller receives None.

    The next step of the model would have nothing to work with.
    Look at how your function ends: what it works out has to be returned.
    """
    X_exp = torch.exp(X)
    X_exp / X_exp.sum(1, keepdim=True)


def forgets_to_transpose_back(X):
    """You turn the tensor on its side so that the division fits, and return it on its side.

    The numbers are right but stand in shape (classes, n), so a row is no longer one image.
    Compare the shape of the result with the shape of X.
    """
    X_exp = torch.exp(X).T
    return X_exp / X_exp.sum(0)


def leaves_the_graph(X):
    """You compute outside autograd's sight, so no gradient can flow back through the result.

    The numbers are right, but training needs the gradient of every step, and this one cuts the path.
    Ask the result whether it requires a gradient when X does, and look at where the graph is left.
    """
    X_exp = torch.exp(X.detach())
    return X_exp / X_exp.sum(1, keepdim=True)


def casts_to_single_precision(X):
    """What comes back is float32, whatever the dtype of X was.

    Someone who passes float64 wants its precision, and mixing the two types fails later on.
    Compare the dtype of the result with the dtype of X.
    """
    X_exp = torch.exp(X.float())
    return X_exp / X_exp.sum(1, keepdim=True)


def divides_by_the_maximum(X):
    """You divide the exponentials by the largest of the row, not by their sum.

    The best class then always gets exactly 1, however close the others are.
    Print the sum of each row of the result.
    """
    X_exp = torch.exp(X)
    return X_exp / X_exp.max(1, keepdim=True).values


def divides_by_the_average(X):
    """You divide by the row's average instead of its sum.

    Each row then adds up to the number of classes, and a probability can exceed 1.
    Print the sum of each row of the result, and compare it with the number of columns.
    """
    X_exp = torch.exp(X)
    return X_exp / X_exp.mean(1, keepdim=True)


def rounds_the_result(X):
    """You round the probabilities.

    The rows no longer add up to 1, small ones become 0, and rounding has no useful gradient.
    Round only where you print; what you return should keep every digit.
    """
    X_exp = torch.exp(X)
    return torch.round(X_exp / X_exp.sum(1, keepdim=True), decimals=2)


def raises_two_instead_of_e(X):
    """You raise 2 to the scores; softmax raises e.

    The rows add up to 1 and the order is right, but every probability is milder than it should be.
    Look at the formula: which function does exp stand for?
    """
    X_exp = 2**X
    return X_exp / X_exp.sum(1, keepdim=True)


def rounds_e(X):
    """You raise a rounded e to the scores, so all probabilities are a little off.

    Euler's number is 2.71828..., and what is cut off grows with the difference of two scores.
    Look for the exponential function that torch has: it knows all digits.
    """
    powers = 2.72**X
    return powers / powers.sum(1, keepdim=True)


def never_starts_the_sum_anew(X):
    """The sum that a row is divided by holds the rows before it too.

    It is set to 0 once, before the first row, and then only grows, so that every row but the first comes out too small.
    Print the sum for each row, and look at where it begins.
    """
    exponentials = X.exp()
    return exponentials / exponentials.sum(1, keepdim=True).cumsum(0)


def flips_the_sign_of_the_scores(X):
    """You take the exponential of minus the scores, so the lowest score gets the highest probability.

    The rows add up to 1, but the order of the classes is turned around.
    Compare where the largest score of a row stands with where its largest probability stands.
    """
    X_exp = torch.exp(-X)
    return X_exp / X_exp.sum(1, keepdim=True)


def divides_the_scores_by_their_maximum(X):
    """You divide the scores by their maximum before taking the exponential.

    This does keep the numbers small, but it changes the result; only adding or subtracting leaves it alone.
    Add 100 to every score of a row: the probabilities should not move.
    """
    X_exp = torch.exp(X / X.max(1, keepdim=True).values)
    return X_exp / X_exp.sum(1, keepdim=True)


def shifts_only_the_numerator(X):
    """You subtract the maximum above the fraction line but not below it.

    The shift cancels only if both parts have it; with one alone the rows do not add up to 1.
    Look at which tensor goes into your sum.
    """
    X_shifted = torch.exp(X - X.max(1, keepdim=True).values)
    return X_shifted / torch.exp(X).sum(1, keepdim=True)


def gives_everything_to_the_winner(X):
    """You give the best class a probability of 1 and all the others 0.

    Softmax is the soft version of that: close scores should get close probabilities.
    A jump from 0 to 1 also has no gradient to learn from.
    """
    largest = X.max(1, keepdim=True).values
    return torch.eq(X, largest).to(X.dtype)
