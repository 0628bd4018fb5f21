"""Wrong answers to the cross-entropy exercise, each with the idea behind its one mistake."""

import math

import torch
import torch.nn.functional as F
from torch import Tensor


def one_number_for_all(y_hat, y):
    """idea: mean over the batch"""
    picked = y_hat[torch.arange(len(y)), y]
    return -torch.log(picked).mean()


def gathered_and_averaged(probs: Tensor, labels: Tensor) -> Tensor:
    """idea: mean over the batch"""
    n = labels.shape[0]
    nll = probs.gather(1, labels.view(-1, 1)).log().neg()
    return nll.sum() / n


def nll_loss_as_it_comes(y_hat, y):
    """idea: mean over the batch"""
    return F.nll_loss(torch.log(y_hat), y)


def total_surprise(y_hat, y):
    """idea: sum over the batch"""
    loss = 0.0
    for p, label in zip(y_hat, y, strict=True):
        loss = loss - torch.log(p[label])
    return loss


def sums_both_axes(y_hat, y):
    """idea: sum over the batch"""
    target = F.one_hot(y, num_classes=y_hat.shape[1]).bool()
    return -(torch.where(target, y_hat, torch.ones_like(y_hat)).log()).sum()


def log_likelihood(y_hat, y):
    """idea: minus forgotten"""
    return torch.log(y_hat[range(len(y_hat)), y])


def take_along(probabilities, classes):
    """idea: minus forgotten"""
    p_true = torch.take_along_dim(probabilities, classes[:, None], dim=1)
    return p_true.squeeze(1).log()


def in_bits(y_hat, y):
    """idea: log2"""
    return -torch.log2(y_hat[list(range(len(y))), y])


def over_the_log_of_two(y_hat: Tensor, y: Tensor) -> Tensor:
    """idea: log2"""
    picked = torch.gather(y_hat, dim=1, index=y.unsqueeze(-1)).squeeze(-1)
    return -picked.log() / math.log(2)


def in_decimal_digits(y_hat, y):
    """idea: log10"""
    rows = torch.arange(y.numel())
    return -1 * y_hat[rows, y].log10()


def loop_log10(y_hat, y):
    """idea: log10"""
    losses = []
    for i in range(len(y)):
        losses.append(-torch.log10(y_hat[i][y[i]]))
    return torch.stack(losses)


def every_row_with_every_label(y_hat, y):
    """idea: y_hat[:, y]"""
    return -torch.log(y_hat[:, y])


def index_select_columns(y_hat, y):
    """idea: y_hat[:, y]"""
    logs = y_hat.log()
    return torch.index_select(logs, 1, y).neg()


def _normalise(scores: Tensor) -> Tensor:
    e = torch.exp(scores - scores.amax(dim=1, keepdim=True))
    return e / e.sum(dim=1, keepdim=True)


def thinks_they_are_scores(y_hat, y):
    """idea: softmax applied again"""
    probs = _normalise(y_hat)
    return -torch.log(probs[range(len(y)), y])


def torch_does_it_all(y_hat, y):
    """idea: softmax applied again"""
    return F.cross_entropy(y_hat, y, reduction="none")


def logsumexp_minus_score(y_hat, y):
    """idea: softmax applied again"""
    true_score = y_hat.gather(1, y[:, None])[:, 0]
    return torch.logsumexp(y_hat, dim=1) - true_score


def gather_unsqueezed(y_hat, y):
    """idea: shape (n, 1)"""
    return -y_hat.gather(1, y.reshape(-1, 1)).log()


def keeps_the_class_axis(y_hat: Tensor, y: Tensor) -> Tensor:
    """idea: shape (n, 1)"""
    mask = F.one_hot(y, y_hat.size(1)).to(y_hat.dtype)
    p = (y_hat * mask).sum(dim=1, keepdim=True)
    return -torch.log(p)


def column_of_losses(y_hat, y):
    """idea: shape (n, 1)"""
    rows = [[-torch.log(y_hat[i, c])] for i, c in enumerate(y.tolist())]
    return torch.stack([torch.stack(row) for row in rows])


def negative_probability(y_hat, y):
    """idea: log forgotten (minus probability)"""
    return -y_hat[torch.arange(y_hat.shape[0]), y]


def plain_nll_loss(y_hat, y):
    """idea: log forgotten (minus probability)"""
    # nll = negative log likelihood, one a sample
    return F.nll_loss(y_hat, y, reduction="none")


def negative_dot_product(y_hat, y):
    """idea: log forgotten (minus probability)"""
    target = F.one_hot(y, y_hat.shape[1]).to(y_hat.dtype)
    return -torch.einsum("nc,nc->n", target, y_hat)


def list_of_floats(y_hat, y):
    """idea: gradient cut off by float()"""
    losses = [float(-torch.log(y_hat[i, y[i]])) for i in range(len(y))]
    return torch.tensor(losses, dtype=y_hat.dtype)


def fills_a_blank(y_hat, y):
    """idea: gradient cut off by float()"""
    out = torch.zeros(len(y), dtype=y_hat.dtype)
    for i, label in enumerate(y):
        out[i] = float(-y_hat[i, int(label)].log())
    return out


def items(prediction, truth):
    """idea: gradient cut off by float()"""
    picked = prediction[range(len(truth)), truth]
    return torch.stack([torch.tensor(-p.log().item(), dtype=prediction.dtype) for p in picked])


def kept_to_itself(y_hat, y):
    """idea: nothing returned"""
    loss = -torch.log(y_hat[range(len(y_hat)), y])
    loss.mean()


def stored_in_a_name(y_hat, y):
    """idea: nothing returned"""
    p = y_hat.gather(1, y.unsqueeze(1)).squeeze(1)
    losses = p.log().neg()  # noqa: F841 -- the result that never leaves is the mistake


def labels_first(y, y_hat):
    """idea: arguments swapped"""
    return -torch.log(y_hat[range(len(y)), y])


def truth_then_prediction(target: Tensor, prob: Tensor) -> Tensor:
    """idea: arguments swapped"""
    picked = torch.gather(prob, 1, target.unsqueeze(1))
    return -picked.squeeze(1).log()


def labels_first_in_a_loop(labels, probabilities):
    """idea: arguments swapped"""
    losses = []
    for label, row in zip(labels, probabilities, strict=True):
        losses.append(-row[label].log())
    return torch.stack(losses)
