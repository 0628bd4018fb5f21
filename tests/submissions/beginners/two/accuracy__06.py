# cause: returns an int and not a float, for every input; the value is right.
def accuracy(y_hat, y):
    if y_hat.dim() == 2:
        y_hat = y_hat.argmax(dim=1)
    count = 0
    for guess, truth in zip(y_hat.tolist(), y.tolist()):
        if guess == truth:
            count += 1
    return count
