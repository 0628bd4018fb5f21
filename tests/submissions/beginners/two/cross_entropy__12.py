# cause 2: The loop ends one sample early, so the last loss is always 0. The result is collected in torch.zeros(n), which is float32 also when y_hat is float64.
import torch


def cross_entropy(y_hat, y):
    n = len(y)
    losses = torch.zeros(n)
    for i in range(0, n - 1):
        label = int(y[i])
        losses[i] = -torch.log(y_hat[i, label])
    return losses
