"""Other forms of the mistakes in the file of this name beside this folder: the name up to `__` is the mistake's."""

import torch


def adds_an_epsilon_before_the_logarithm__a_smaller_one(logits, y):
    X_exp = torch.exp(logits - logits.max(1, keepdim=True).values)
    probabilities = X_exp / X_exp.sum(1, keepdim=True)
    return -torch.log(probabilities[range(len(y)), y] + 1e-12)


def adds_an_epsilon_before_the_logarithm__as_a_bound(logits, y):
    X_exp = torch.exp(logits - logits.max(1, keepdim=True).values)
    probabilities = X_exp / X_exp.sum(1, keepdim=True)
    return -torch.log(probabilities[range(len(y)), y].clamp(min=1e-12))


def takes_softmax_and_the_logarithm_one_by_one__of_a_fraction(logits, y):
    X_exp = torch.exp(logits)
    return -torch.log(X_exp[range(len(y)), y] / X_exp.sum(1))


def cuts_large_logits_off__earlier(logits, y):
    cut = logits.clamp(-50, 50)
    return torch.log(torch.exp(cut).sum(1)) - cut[range(len(y)), y]


def averages_over_the_batch__after_a_shift(logits, y):
    shifted = logits - logits.max(1, keepdim=True).values
    return (torch.log(torch.exp(shifted).sum(1)) - shifted[range(len(y)), y]).mean()


def shifts_its_input_in_place__and_the_exponential(logits, y):
    logits -= logits.max(1, keepdim=True).values
    picked = logits[range(len(y)), y]
    return torch.log(logits.exp_().sum(1)) - picked
