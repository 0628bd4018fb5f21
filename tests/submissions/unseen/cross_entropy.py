import math

import torch


def averaged_nll(probs, labels):
    """idea: mean over the batch"""
    picked = probs.gather(1, labels.unsqueeze(1)).squeeze(1)
    return -picked.log().mean()


def running_total(y_hat, y):
    """idea: sum over the batch"""
    total = 0.0
    for i in range(len(y)):
        total = total - torch.log(y_hat[i, y[i]])
    return total


def log_likelihood(pred, target):
    """idea: minus forgotten"""
    one_hot = torch.eye(pred.shape[1], dtype=pred.dtype)[target]
    return torch.log((pred * one_hot).sum(dim=1))


def in_bits(y_hat, y):
    """idea: log2"""
    chosen = y_hat[range(len(y_hat)), y]
    return -(torch.log(chosen) / math.log(2))


def in_digits(p, t):
    """idea: log10"""
    idx = t.reshape(-1, 1)
    likelihood = torch.take_along_dim(p, idx, dim=1).flatten()
    return torch.log10(1 / likelihood)


def all_the_columns(y_hat, y):
    """idea: y_hat[:, y]"""
    logs = torch.log(y_hat)
    return -logs[:, y]


def expects_logits(outputs, targets):
    """idea: softmax applied again"""

    def normalise(t):
        e = torch.exp(t - t.max(dim=1, keepdim=True).values)
        return e / e.sum(dim=1, keepdim=True)

    p = normalise(outputs)
    n = torch.arange(outputs.size(0))
    return -torch.log(p[n, targets])


def column_of_losses(y_hat, y):
    """idea: shape (n, 1)"""
    eps = 1e-12
    return -torch.log(torch.gather(y_hat, dim=1, index=y.view(-1, 1)) + eps)


def negative_pick(y_hat, y):
    """idea: log forgotten (minus probability)"""
    n_classes = y_hat.shape[-1]
    mask = (torch.arange(n_classes) == y[:, None]).to(y_hat.dtype)
    return -torch.einsum("ij,ij->i", y_hat, mask)


def list_of_floats(y_hat, y):
    """idea: gradient cut off by float()"""
    losses = []
    for i, label in enumerate(y.tolist()):
        losses.append(float(-torch.log(y_hat[i][label])))
    return torch.tensor(losses, dtype=y_hat.dtype)


def leaves_it_in_a_name(y_hat, y):
    """idea: nothing returned"""
    rows = list(range(y_hat.shape[0]))
    loss = -torch.log(y_hat[rows, y])  # noqa: F841 - the mistake: it is never returned


def labels_first(y, y_hat):
    """idea: arguments swapped"""
    n = y_hat.shape[0]
    return -y_hat[torch.arange(n), y].log()
