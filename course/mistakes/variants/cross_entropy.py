"""Other forms of the mistakes in cross_entropy.py beside this folder: the name up to `__` is the mistake's."""

import torch


def swaps_the_arguments__and_gathers(y, y_hat):
    return -torch.log(y_hat.gather(1, y.unsqueeze(1))).squeeze(1)


def swaps_the_arguments__and_gathers_a_view(y, y_hat):
    return -torch.log(y_hat.gather(1, y.view(-1, 1)))


def swaps_the_arguments__and_loops(y, y_hat):
    return torch.stack([-torch.log(y_hat[i, y[i]]) for i in range(len(y))])


def swaps_the_arguments__and_loops_over_numbers(y, y_hat):
    return torch.stack([-torch.log(y_hat[i][int(y[i])]) for i in range(len(y))])


def swaps_the_arguments__and_loops_over_pairs(y, y_hat):
    return torch.stack([-torch.log(row[label]) for row, label in zip(y_hat, y, strict=True)])


def swaps_the_arguments__and_counts_with_arange(y, y_hat):
    return -torch.log(y_hat[torch.arange(len(y_hat)), y])


def swaps_the_arguments__and_counts_the_labels(y, y_hat):
    return -torch.log(y_hat[range(len(y)), y])


def keeps_an_extra_dimension__in_front(y_hat, y):
    return -torch.log(y_hat[range(len(y)), y]).unsqueeze(0)
