from torch import nn
from exercises.accuracy import accuracy


def train_epoch_ch3(net, train_iter, loss, updater):
    """Running means: each batch pulls the means towards itself by its share of the samples."""
    if isinstance(net, nn.Module):
        net.train()
    is_optimizer = hasattr(updater, "param_groups") and hasattr(updater, "zero_grad")
    mean_loss = mean_accuracy = 0.0
    seen = 0
    for X, y in train_iter:
        size = int(y.shape[0])
        seen += size
        y_hat = net(X)
        batch_losses = loss(y_hat, y)
        batch_mean = batch_losses.mean()
        mean_loss += (batch_mean.item() - mean_loss) * size / seen
        mean_accuracy += (accuracy(y_hat, y) / size - mean_accuracy) * size / seen
        if is_optimizer:
            updater.zero_grad()
            batch_mean.backward()
            updater.step()
        else:
            (batch_mean * size).backward()
            updater(size)
    return mean_loss, mean_accuracy
