"""Returns a count that is half of the labels."""
# outcome: 0 points; failed
# exercise: accuracy


def accuracy(y_hat, y):
    return len(y) / 2 + 0.25
