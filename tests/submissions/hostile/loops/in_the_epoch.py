"""Takes the same batch without end."""
# outcome: 0 points; timeout; says "timed out after"
# exercise: train_epoch


def train_epoch_ch3(net, train_iter, loss, updater):
    while True:
        for X, y in train_iter:
            net(X)
