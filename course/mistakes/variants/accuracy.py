"""Other forms of the mistakes in accuracy.py beside this folder: the name up to `__` is the mistake's."""

import torch


def compares_scores_with_labels__without_a_cast(y_hat, y):
    return float((y_hat == y).sum())


def compares_scores_with_labels__by_torch(y_hat, y):
    return float(torch.eq(y_hat, y).sum())


def asks_for_more_than_half__and_compares_all(y_hat, y):
    if y_hat.ndim == 1:
        return float((y_hat == y).sum())
    hot = torch.nn.functional.one_hot(y, y_hat.shape[1]).bool()
    return float(((y_hat > 0.5) == hot).all(dim=1).sum())


def asks_for_more_than_half__at_least(y_hat, y):
    if y_hat.ndim == 1:
        return float((y_hat == y).sum())
    return float((y_hat[range(len(y)), y] >= 0.5).sum())


def expects_scores_only__and_reads_the_second_size(y_hat, y):
    rows, classes = y_hat.shape
    best = y_hat.argmax(dim=1)
    return float((best == y).sum()) if classes else float(rows)


def expects_scores_only__and_checks(y_hat, y):
    assert y_hat.ndim == 2
    return float((y_hat.argmax(dim=1) == y).sum())


def expects_scores_only__and_reads_shape_one(y_hat, y):
    if y_hat.shape[1] > 1:
        y_hat = y_hat.argmax(dim=1)
    return float((y_hat == y).sum())


def expects_scores_only__row_by_row(y_hat, y):
    return float(sum(int(row.argmax()) == int(label) for row, label in zip(y_hat, y, strict=True)))


def turns_single_rows_away__with_an_error(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.squeeze()
        y_hat = y_hat.argmax(dim=1)
    return float((y_hat == y).sum())


def turns_single_rows_away__by_squeezing(y_hat, y):
    y_hat = y_hat.squeeze()
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float((y_hat == y).sum())


def turns_single_rows_away__with_nothing(y_hat, y):
    if len(y) < 2:
        return 0.0
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float((y_hat == y).sum())


def swaps_the_arguments__and_loops(y, y_hat):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    return float(sum(int(p == k) for p, k in zip(y_hat, y, strict=True)))


def swaps_the_arguments__and_loops_over_numbers(y, y_hat):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    right = 0.0
    for i in range(len(y)):
        if int(y_hat[i]) == int(y[i]):
            right += 1
    return right


def returns_inside_the_loop__at_the_first_hit(y_hat, y):
    if y_hat.ndim > 1:
        y_hat = y_hat.argmax(dim=1)
    right = 0.0
    for p, k in zip(y_hat, y, strict=True):
        if p == k:
            right += 1
            return right
