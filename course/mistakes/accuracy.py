"""Natural wrong answers to accuracy(y_hat, y): one mistake each, named and explained."""

import torch


def returns_a_fraction(y_hat, y):
    """You return the share of right predictions; here the number of them is asked for.

    Batches may differ in size, so counts can be added over an epoch and shares cannot.
    Look at what happens to your count at the very end.
    """
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float((y_hat == y).sum()) / len(y)


def returns_a_percentage(y_hat, y):
    """You return a percentage; here the number of right predictions is asked for.

    Batches may differ in size, so counts can be added over an epoch and percentages cannot.
    Two right predictions out of four should give 2.
    """
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return 100 * float((y_hat == y).sum()) / len(y)


def searches_down_the_batch(y_hat, y):
    """You look for the largest score down each column, so you find the best row for each class.

    The prediction is the best class of each row: n rows should give n predictions.
    Compare the shape of your predictions with the shape of y.
    """
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=0)
    return float((y_hat == y).sum())


def searches_the_whole_table(y_hat, y):
    """You look for one largest score in the whole table, so the batch gets a single prediction.

    Every row needs a prediction of its own.
    Print your predictions for two rows: there should be two of them.
    """
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax()
    return float((y_hat == y).sum())


def compares_scores_with_labels(y_hat, y):
    """You compare the scores themselves with the labels.

    A row of scores is not a class yet: the class is where the largest score stands.
    Print y_hat and y side by side, and ask which step is missing between them.
    """
    matches = y_hat.type(y.dtype) == y
    return float(matches.sum())


def truncates_the_scores_first(y_hat, y):
    """You turn the scores into whole numbers before you look for the largest one.

    Probabilities all become 0 that way, and then the first class wins every time.
    Look at the order of your steps: which of the two things needs a whole number?
    """
    y_hat = y_hat.type(y.dtype)
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float((y_hat == y).sum())


def asks_for_more_than_half(y_hat, y):
    """You count a prediction as right only if its class has more than one half.

    With ten classes, the best one often has less than that, and scores need not be probabilities at all.
    What counts is only whether the true class has the largest score of its row.
    """
    if y_hat.ndim == 1:
        return float((y_hat == y).sum())
    return float((y_hat[range(len(y)), y] > 0.5).sum())


def turns_single_rows_away(y_hat, y):
    """You look for the best class only if there is more than one row.

    A batch of one image is a batch too, and the last batch of an epoch can be that small.
    Try a y_hat of shape (1, 3), and look at what your condition asks about the shape.
    """
    if y_hat.shape[0] > 1 and y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float((y_hat.type(y.dtype) == y).sum())


def expects_scores_only(y_hat, y):
    """For a y_hat that already holds classes, your code looks along a dimension that is not there.

    A y_hat of shape (n,) has one dimension only, so the call fails.
    Try predictions such as [0, 2, 1], and find out how the shape tells the two cases apart.
    """
    return float((y_hat.argmax(dim=1) == y).sum())


def searches_among_finished_predictions(y_hat, y):
    """You look for the largest entry even when y_hat already holds classes.

    In a list of classes the largest entry is not a prediction; every entry already is one.
    Try predictions such as [0, 2, 1], and find out how the shape tells the two cases apart.
    """
    return float((y_hat.argmax(dim=-1) == y).sum())


def returns_only_inside_the_if(y_hat, y):
    """You return the count only for scores; for a y_hat of classes the caller receives None.

    Both shapes should reach the line that returns.
    Look at how far your last line is indented.
    """
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
        return float((y_hat == y).sum())


def returns_inside_the_loop(y_hat, y):
    """You return from inside the loop, so only the first row is ever looked at.

    The answer is 0 or 1, however large the batch is.
    Look at how far your return is indented.
    """
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    right = 0.0
    for i in range(len(y)):
        if y_hat[i] == y[i]:
            right += 1
        return right
    return right


def swaps_the_arguments(y, y_hat):
    """You take the labels first and the predictions second; the callers pass them the other way round.

    Your code then finds no scores among the labels, and compares the raw scores with them.
    Compare the order of your parameters with the signature in the exercise.
    """
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float((y_hat == y).sum())


def expects_one_hot_labels(y_hat, y):
    """You look for the largest entry in the labels too, as if each were a row of zeros and a one.

    Here y already holds the classes as whole numbers, so there is no second dimension to look along.
    Print y before you compare.
    """
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float((y_hat == y.argmax(dim=1)).sum())


def returns_the_comparison(y_hat, y):
    """You return a True or False for each row instead of how many are True.

    The callers add one number a batch to their total.
    You are one step away: look at the shape of what you return.
    """
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return y_hat == y


def counts_the_wrong_ones(y_hat, y):
    """You count the predictions that differ from their labels.

    That is the number of errors, so a perfect model would score 0.
    Look at the comparison between predictions and labels.
    """
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float((y_hat != y).sum())


def counts_every_row(y_hat, y):
    """Every row is counted, whether its prediction is right or not.

    The answer is always the size of the batch, even if every prediction is wrong.
    Look at what is compared with what, and whether all comparisons are counted or those alone that are true.
    """
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float(len(y_hat == y))


def compares_the_best_score(y_hat, y):
    """You compare the largest score of each row with the label.

    What you need is not how large it is but where it stands: its position is the class.
    Print your predictions: they should be whole numbers from 0 up.
    """
    if y_hat.ndim > 1:
        y_hat = y_hat.max(dim=1).values
    return float((y_hat == y).sum())


def keeps_both_parts_of_max(y_hat, y):
    """You compare what max returned with the labels, but along a dimension max returns two things.

    It gives the largest scores and also where they stand, and a pair cannot be compared with a tensor.
    Print what max returns for a small tensor, and pick the part that you need.
    """
    if y_hat.ndim > 1:
        y_hat = torch.max(y_hat, dim=1)
    return float((y_hat == y).sum())


def predicts_the_lowest_score(y_hat, y):
    """You pick the class with the lowest score of each row.

    The model is surest about the class with the highest one.
    Try a single row such as [0.1, 0.7, 0.2] and print your prediction.
    """
    if y_hat.ndim > 1:
        y_hat = y_hat.argmin(dim=1)
    return float((y_hat == y).sum())


def accepts_the_second_best(y_hat, y):
    """You count a prediction as right if the true class is among the best two.

    That is top-2 accuracy; the plain one only looks at the best class of each row.
    Try a row whose true class comes second: it should not count.
    """
    if y_hat.ndim == 1:
        return float((y_hat == y).sum())
    best_two = y_hat.argsort(dim=1, descending=True)[:, :2]
    return float((best_two == y.reshape(-1, 1)).sum())


def counts_classes_from_one(y_hat, y):
    """You add 1 to the predicted positions, as if the first class were number 1.

    Labels start at 0 here, just as positions do, so your predictions are all one too high.
    Print your predictions next to y for a batch that you know to be right.
    """
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1) + 1
    return float((y_hat == y).sum())


def demands_a_perfect_batch(y_hat, y):
    """You ask whether all the predictions are right, so the answer is 0 or 1.

    A single wrong row then hides all the right ones.
    Try a batch with two right rows and one wrong one: the answer should be 2.
    """
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float(torch.equal(y_hat, y))


def compares_every_prediction_with_every_label(y_hat, y):
    """Every prediction is compared with every label, not with its own alone.

    A column of n predictions and a row of n labels make an n by n table of comparisons.
    Print the shapes of the two sides of your comparison.
    """
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1, keepdim=True)
    return float((y_hat == y).sum())


def looks_for_the_class_among_all_labels(y_hat, y):
    """You count a prediction as right if any sample of the batch has that label.

    Each prediction has one label of its own, the one in the same row.
    Try two samples whose predictions are exchanged: neither of them is right.
    """
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float(sum(int(prediction in y) for prediction in y_hat))


def leaves_out_the_last_row(y_hat, y):
    """The last prediction is never counted.

    A loop up to n - 1, or a slice that ends at -1, stops one row too early.
    Try a batch of one row, with the right prediction: the answer should be 1.
    """
    predictions = y_hat.argmax(dim=1) if y_hat.ndim > 1 else y_hat
    return float((predictions[:-1] == y[:-1]).sum())


def passes_over_class_zero(y_hat, y):
    """Right predictions of class 0 are not counted.

    Class 0 is a class like the others; a label of 0 says neither "wrong" nor "nothing there".
    Look for what becomes of a 0 on its way: multiplied, taken for False, or filtered out.
    """
    predictions = y_hat.argmax(dim=1) if y_hat.ndim > 1 else y_hat
    return float(((predictions == y) & (y != 0)).sum())


def leaves_out_the_first_row(y_hat, y):
    """The first prediction is never counted.

    A loop or a slice that begins at 1 leaves out row 0, with which Python begins to count.
    Try a batch of one row, with the right prediction: the answer should be 1.
    """
    predictions = y_hat.argmax(dim=1) if y_hat.ndim > 1 else y_hat
    return float((predictions[1:] == y[1:]).sum())


def cuts_classes_at_a_half(y_hat, y):
    """A y_hat of classes is cut at 0.5, so every class from 1 on becomes 1.

    That is for a single probability of yes or no; here the numbers are classes already.
    Try predictions such as [0, 2, 1] with the same labels: all three are right.
    """
    predictions = y_hat.argmax(dim=1) if y_hat.ndim > 1 else (y_hat > 0.5).type(y.dtype)
    return float((predictions == y).sum())
