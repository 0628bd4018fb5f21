"""Other forms of the mistakes in softmax.py beside this folder: the name up to `__` is the mistake's."""

import torch


def sums_down_the_columns__after_a_shift(X):
    X_exp = torch.exp(X - X.max(dim=1, keepdim=True).values)
    return X_exp / X_exp.sum(0, keepdim=True)


def sums_over_the_whole_tensor__after_a_shift(X):
    X_exp = torch.exp(X - X.max(dim=1, keepdim=True).values)
    return X_exp / X_exp.sum()


def lets_the_sum_drop_its_dimension__of_the_maxima(X):
    X_exp = torch.exp(X - X.max(dim=1).values)
    return X_exp / X_exp.sum(1, keepdim=True)


def lets_the_sum_drop_its_dimension__after_a_shift(X):
    X_exp = torch.exp(X - X.max(dim=1, keepdim=True).values)
    return X_exp / X_exp.sum(1)


def overwrites_its_input__row_by_row(X):
    for i in range(len(X)):
        X[i] = torch.exp(X[i]) / torch.exp(X[i]).sum()
    return X


def overwrites_its_input__with_the_answer(X):
    X.exp_()
    X /= X.sum(1, keepdim=True)
    return X


def overwrites_its_input__with_the_shifted_answer(X):
    X -= X.max(dim=1, keepdim=True).values
    X.exp_()
    X /= X.sum(1, keepdim=True)
    return X


def keeps_the_indices_of_max__and_asks_for_a_column(X):
    X_exp = torch.exp(X - X.max(dim=1).unsqueeze(1))
    return X_exp / X_exp.sum(1, keepdim=True)


def keeps_the_indices_of_max__and_reshapes(X):
    X_exp = torch.exp(X - X.max(dim=1).reshape(-1, 1))
    return X_exp / X_exp.sum(1, keepdim=True)


def keeps_the_indices_of_max__and_views(X):
    X_exp = torch.exp(X - X.max(dim=1).view(-1, 1))
    return X_exp / X_exp.sum(1, keepdim=True)
