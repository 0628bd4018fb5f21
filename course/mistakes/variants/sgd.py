"""Other forms of the mistakes in sgd.py beside this folder: the name up to `__` is the mistake's."""

import torch


def clears_without_moving__by_a_new_name(params, lr, batch_size):
    with torch.no_grad():
        for param in params:
            grad = param.grad
            new = param - lr * grad / batch_size  # noqa: F841 - the lost tensor is the mistake
            param.grad = None


def never_clears_the_gradients__but_a_name_of_its_own(params, lr, batch_size):
    for param in params:
        grad = param.grad
        param.data -= lr * grad / batch_size
        grad = None


def makes_new_tensors__and_records(params, lr, batch_size):
    for param in params:
        param = param - lr * param.grad / batch_size
        param.grad.zero_()


def lets_autograd_watch__with_an_operator(params, lr, batch_size):
    for param in params:
        param.sub_(lr * param.grad / batch_size)
        param.grad.zero_()


def stops_requiring_gradients__by_detaching(params, lr, batch_size):
    for param in params:
        param.detach_()
        param -= lr * param.grad / batch_size
        param.grad = None
