"""Three hints an exercise: a nudge, the way, the formula. Mathematics and plain words, never code."""

HINTS: dict[str, tuple[str, str, str]] = {
    "softmax": (
        "A row holds the scores of one image. Two things have to happen to it: every score becomes positive, with "
        "the order kept, and then the row is made to add up to 1. Which of the two does the exponential do, and "
        "what is left for the division?",
        "Follow the shapes. The exponentials are (n, classes), and each row needs one sum of its own. If the sums "
        "come as (n,), the division lines them up with the columns; as (n, 1), each stretches along its own row. "
        "The documentation of the sum says how a summed dimension can stay, with length 1.",
        "With i counting the rows, and j and k the classes:\n"
        "softmax(X)_ij = exp(X_ij) / sum_k exp(X_ik)\n"
        "The numerator has the shape (n, classes), the denominator (n, 1), and X itself stays as it was.",
    ),
    "cross_entropy": (
        "Of each row only one number counts: the probability that the true class got. Put a finger on the two "
        "numbers of the example that y = [0, 2] points at, 0.1 and 0.5. What did your finger have to know besides y?",
        "Your finger needed the row as well. A tensor takes two lists of positions at once, the rows 0, 1, ..., n-1 "
        "and the classes in y, and goes through them in pairs: one entry a pair, so the result has the shape (n,). "
        "All rows with y alone would give (n, n). What remains is a natural logarithm and a sign.",
        "With y_i for the true class of sample i:\n"
        "loss_i = -log(p_i), where p_i is the entry of y_hat in row i and column y_i\n"
        "There is one loss for each i = 0, ..., n-1; nothing is summed or averaged here.",
    ),
    "accuracy": (
        "A prediction is right when the class that the model finds likeliest is the true one. So there are three "
        "steps: from scores to one class a row, from classes to right or wrong, from there to a number. "
        "What is the shape after each of them?",
        "The class of a row is the position of its largest score, looked for along the classes: (n, classes) becomes "
        "(n,). If y_hat has only one dimension, it holds classes already and this step falls away. The comparison "
        "with y gives (n,) of true and false, and true counts as 1 in a sum.",
        "With [...] worth 1 where it holds, and else 0:\n"
        "accuracy(y_hat, y) = sum over i of [c_i = y_i], where c_i is the j that makes y_hat_ij largest\n"
        "It is a count from 0 to n, as a plain float; dividing by n is left to whoever calls.",
    ),
    "accumulator": (
        "An Accumulator remembers between two calls, and what an object remembers lives in the object itself. "
        "Take the example and write down, after each of its lines, the numbers that have to be kept.",
        "Keep one list of n sums. Adding walks along the sums and the arguments side by side, the first with the "
        "first; a 0-dim tensor becomes a plain number on the way in, or it would drag its whole computation along. "
        "Resetting needs n again, and the length of the list knows it.",
        "For the sums s_0, ..., s_(n-1), with a_i for the i-th argument as a plain float:\n"
        "at the start: s_i = 0.0 for every i\n"
        "add: new s_i = old s_i + a_i for every i\n"
        "reset: s_i = 0.0 for every i, with the same n\n"
        "index: the answer to [i] is s_i",
    ),
    "train_epoch": (
        "An epoch is one pass over the batches, and every batch gets the same treatment: predict, measure, find the "
        "gradients, update, take notes. Write these as comments first. What has to be done once before the first "
        "batch, if the net is a Module?",
        "The two kinds of updater differ in who divides by the batch size. A torch Optimizer does not: it wants "
        "cleared gradients, then those of the mean loss. Any other updater does: it wants those of the summed loss, "
        "and is called with the number of samples in this very batch, as the last one may be smaller. For the notes, "
        "an Accumulator of three: summed loss, right predictions, samples.",
        "For a batch B of |B| samples with the losses l_i:\n"
        "an Optimizer: clear, then the gradients of (sum_i l_i) / |B|, then a step\n"
        "any other updater: the gradients of sum_i l_i, then a call with |B|\n"
        "mean loss = (sum of all l_i over all batches) / (sum of all |B|)\n"
        "accuracy = (right predictions over all batches) / (sum of all |B|)\n"
        "What you note are plain numbers, taken from the predictions made before the update.",
    ),
}

SECTIONS = {
    "softmax": "3.6.2",
    "cross_entropy": "3.6.4",
    "accuracy": "3.6.5",
    "accumulator": "3.6.5",
    "train_epoch": "3.6.6",
}
"""Where Dive into Deep Learning treats what the exercise asks for, as in the first line of its file."""
