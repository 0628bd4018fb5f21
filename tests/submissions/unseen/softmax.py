import torch


def whole_total(X):
    """idea: sum over the whole tensor"""
    # shift first, so that exp cannot overflow
    shifted = X - X.max()
    e = shifted.exp()
    return e / e.sum()


def per_column(scores):
    """idea: sum down the columns"""
    numerator = torch.exp(scores)
    denominator = torch.einsum("nc->c", numerator)
    return numerator / denominator


def flat_denominator(logits):
    """idea: keepdim missing"""
    top = torch.amax(logits, dim=-1, keepdim=True)
    exps = torch.exp(logits - top)
    return torch.div(exps, torch.sum(exps, dim=-1))


def stable_but_rude(X):
    """idea: input changed in place"""
    # subtract the max of each row: softmax(x) == softmax(x - c)
    X -= X.max(dim=1, keepdim=True).values
    X_exp = torch.exp(X)
    partition = X_exp.sum(1, keepdim=True)
    return X_exp / partition


def shares_of_scores(X):
    """idea: exp forgotten"""
    rows = []
    for row in X:
        total = 0
        for value in row:
            total = total + value
        rows.append(row / total)
    return torch.stack(rows)


def log_domain(z):
    """idea: log_softmax instead of softmax"""
    m, _ = z.max(dim=1, keepdim=True)
    z = z - m
    log_norm = z.exp().sum(dim=1, keepdim=True).log()
    return z - log_norm


def squashed_then_scaled(inputs, dim=1):
    """idea: sigmoid normalised"""

    def squash(t):
        return 1 / (1 + torch.exp(-t))

    s = squash(inputs)
    return s / s.sum(dim=dim, keepdim=True)


def minus_row_max(X):
    """idea: max's tuple not unpacked"""
    biggest = torch.max(X, 1, keepdim=True)
    e = torch.exp(X - biggest)
    return e / e.sum(1).reshape(-1, 1)


def shows_the_result(X):
    """idea: nothing returned"""
    e = torch.exp(X)
    probabilities = e / e.sum(dim=1).unsqueeze(1)
    print(probabilities)


def exponentials(X):
    """idea: stops at exp"""
    out = torch.empty_like(X)
    for i in range(X.shape[0]):
        out[i] = torch.exp(X[i])
    return out


def powers_of_two(x):
    """idea: base 2 instead of e"""
    powers = torch.pow(2.0, x)
    norm = powers @ torch.ones(x.shape[1], 1, dtype=x.dtype)
    return powers / norm


def through_lists(X):
    """idea: gradient cut off (detach/numpy/.data)"""
    values = X.detach().clone()
    result = []
    for row in values:
        exps = [torch.exp(v - row.max()).item() for v in row]
        total = sum(exps)
        result.append([e / total for e in exps])
    return torch.tensor(result, dtype=X.dtype)
