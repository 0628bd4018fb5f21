import torch


def hit_rate(preds, labels):
    """idea: fraction instead of count"""
    if preds.dim() == 2:
        preds = preds.argmax(dim=1)
    hits = sum(int(p == t) for p, t in zip(preds.tolist(), labels.tolist()))  # noqa: B905 - learners write a plain zip
    return hits / len(labels)


def out_of_a_hundred(y_hat, y):
    """idea: percent instead of count"""
    guess = torch.max(y_hat, 1)[1] if y_hat.ndim > 1 else y_hat
    right = (guess == y).sum().item()
    return 100.0 * right / y.size(0)


def best_of_each_column(y_hat, y):
    """idea: argmax over the batch (dim 0)"""
    if y_hat.ndim > 1:
        _, y_hat = y_hat.max(0)
    return float(y_hat.eq(y).sum())


def compares_scores(y_hat, y):
    """idea: no argmax"""
    matches = torch.eq(y_hat, y)
    return float(matches.sum().item())


def rounded_scores(y_hat, y):
    """idea: scores cast to int before argmax"""
    y_hat = y_hat.to(y.dtype)  # same type as the labels, so that they can be compared
    if len(y_hat.shape) > 1 and y_hat.shape[1] > 1:
        y_hat = torch.argmax(y_hat, dim=1)
    return float((y_hat == y).sum())


def sure_enough(scores, y):
    """idea: threshold 0.5 on the scores"""
    if scores.ndim == 1:
        return float((scores == y).sum())
    count = 0
    for row, label in zip(scores, y):  # noqa: B905 - learners write a plain zip
        if row[label] > 0.5:
            count += 1
    return float(count)


def always_the_last_axis(y_hat, y):
    """idea: 1-D predictions mishandled by argmax anyway"""
    predicted = y_hat.argmax(axis=-1)
    return float(torch.count_nonzero(predicted == y))


def squeezed_first(y_hat, y):
    """idea: one-row batches turned away"""
    y_hat = y_hat.squeeze()
    if y_hat.dim() > 1:
        y_hat = y_hat.argmax(1)
    correct = (y_hat == y).float()
    return correct.sum().item()


def which_were_right(y_hat, y):
    """idea: boolean tensor returned"""
    classes = y_hat
    if len(classes.size()) == 2:
        classes = torch.stack([row.argmax() for row in classes])
    return classes == y


def misses(y_hat, y):
    """idea: wrong ones counted"""
    if y_hat.ndim > 1:
        y_hat = y_hat.topk(1, dim=1).indices[:, 0]
    wrong = 0.0
    for a, b in zip(y_hat, y):  # noqa: B905 - learners write a plain zip
        wrong += float(a.item() != b.item())
    return wrong


def truth_then_guess(labels, outputs):
    """idea: arguments swapped"""
    if outputs.ndim > 1:
        outputs = outputs.argmax(dim=1)
    return (outputs == labels).sum().float().item()


def counts_only_scores(y_hat, y):  # noqa: RET503 - the mistake: 1-D falls through
    """idea: return inside the if"""
    if len(y_hat.shape) > 1 and y_hat.shape[1] > 1:
        y_hat = y_hat.argmax(axis=1)
        cmp = y_hat.type(y.dtype) == y
        return float(cmp.type(y.dtype).sum())
