"""Natural wrong answers to evaluate_accuracy(net, data_iter): one mistake each, named and explained."""

import torch
from torch import nn


def averages_the_fractions(net, data_iter):
    """You take the mean of the batches' fractions, but a smaller batch should count for less.

    The samples of a small last batch get more weight that way than all the others.
    Keep two sums over the batches, and divide once, at the end.
    """
    if isinstance(net, nn.Module):
        net.eval()
    fractions = []
    with torch.no_grad():
        for X, y in data_iter:
            fractions.append(float((net(X).argmax(dim=1) == y).float().mean()))
    return sum(fractions) / len(fractions)


def returns_the_count(net, data_iter):
    """You return the number of right predictions; here their fraction is asked for.

    A count grows with the data set, so that of 10,000 test images says nothing beside that of 60,000.
    Look at what your count should be divided by.
    """
    if isinstance(net, nn.Module):
        net.eval()
    right, samples = 0.0, 0
    with torch.no_grad():
        for X, y in data_iter:
            right += float((net(X).argmax(dim=1) == y).sum())
            samples += len(y)
    return right


def divides_by_the_number_of_batches(net, data_iter):
    """You divide the right predictions by the number of batches instead of the number of samples.

    What comes out is how many are right in a batch, and that may well be above 1.
    Look at what your second sum counts.
    """
    if isinstance(net, nn.Module):
        net.eval()
    right, samples = 0.0, 0
    with torch.no_grad():
        for X, y in data_iter:
            right += float((net(X).argmax(dim=1) == y).sum())
            samples += 1
    return right / samples


def counts_every_score_as_a_sample(net, data_iter):
    """You count every score as a sample, so the fraction is as many times too small as there are classes.

    A row of scores belongs to one sample, and so does one label.
    Print the shapes of the predictions and of y, and what you count in them.
    """
    if isinstance(net, nn.Module):
        net.eval()
    right, samples = 0.0, 0
    with torch.no_grad():
        for X, y in data_iter:
            y_hat = net(X)
            right += float((y_hat.argmax(dim=1) == y).sum())
            samples += y_hat.numel()
    return right / samples


def returns_inside_the_loop(net, data_iter):
    """You return inside the loop, so only the first batch is looked at.

    A return ends the whole function, and the loop with it.
    Look at how far that line is indented.
    """
    if isinstance(net, nn.Module):
        net.eval()
    right, samples = 0.0, 0
    with torch.no_grad():
        for X, y in data_iter:
            right += float((net(X).argmax(dim=1) == y).sum())
            samples += len(y)
            return right / samples


def starts_anew_at_every_batch(net, data_iter):
    """You set your sums to zero at every batch, so only the last batch counts.

    Sums over all batches start once, before the first of them.
    Look at how far the line with the zeros is indented.
    """
    if isinstance(net, nn.Module):
        net.eval()
    with torch.no_grad():
        for X, y in data_iter:
            right, samples = 0.0, 0
            right += float((net(X).argmax(dim=1) == y).sum())
            samples += len(y)
    return right / samples


def returns_a_percentage(net, data_iter):
    """You return a percentage; here a fraction from 0 to 1 is asked for.

    All accuracies of the chapter are fractions, so that they can be compared and drawn into one picture.
    With every prediction right, 1 should come back.
    """
    if isinstance(net, nn.Module):
        net.eval()
    right, samples = 0.0, 0
    with torch.no_grad():
        for X, y in data_iter:
            right += float((net(X).argmax(dim=1) == y).sum())
            samples += len(y)
    return 100 * right / samples


def returns_the_share_of_errors(net, data_iter):
    """You return the fraction of wrong predictions; here that of the right ones is asked for.

    The two always add up to 1, and a net that learns would seem to get worse.
    Look at which comparison you count.
    """
    if isinstance(net, nn.Module):
        net.eval()
    right, samples = 0.0, 0
    with torch.no_grad():
        for X, y in data_iter:
            right += float((net(X).argmax(dim=1) != y).sum())
            samples += len(y)
    return right / samples


def searches_down_the_batch(net, data_iter):
    """You look for the largest score down each column, so you find the best row for each class.

    The prediction is the best class of each row: n rows should give n predictions.
    Compare the shape of your predictions with the shape of y.
    """
    if isinstance(net, nn.Module):
        net.eval()
    right, samples = 0.0, 0
    with torch.no_grad():
        for X, y in data_iter:
            right += float((net(X).argmax(dim=0) == y).sum())
            samples += len(y)
    return right / samples


def never_sets_the_evaluation_mode(net, data_iter):
    """You leave the net in the mode in which it came, and from a training that is the training mode.

    Dropout then switches features off at random, and BatchNorm learns from the test data.
    Look at what a Module should be told before it is measured.
    """
    right, samples = 0.0, 0
    with torch.no_grad():
        for X, y in data_iter:
            right += float((net(X).argmax(dim=1) == y).sum())
            samples += len(y)
    return right / samples


def switches_to_training_mode(net, data_iter):
    """You switch the net to training mode before you measure it.

    Dropout then switches features off at random, and BatchNorm learns from the test data.
    Look at the call before the loop: which of the two modes belongs here?
    """
    if isinstance(net, nn.Module):
        net.train()
    right, samples = 0.0, 0
    with torch.no_grad():
        for X, y in data_iter:
            right += float((net(X).argmax(dim=1) == y).sum())
            samples += len(y)
    return right / samples


def expects_every_net_to_be_a_module(net, data_iter):
    """You switch the evaluation mode on for every net, but a plain function has no such mode.

    The book's own net for this chapter is a plain function, so the call fails at once.
    Look at how you can tell a Module from a function.
    """
    net.eval()
    right, samples = 0.0, 0
    with torch.no_grad():
        for X, y in data_iter:
            right += float((net(X).argmax(dim=1) == y).sum())
            samples += len(y)
    return right / samples


def records_gradients(net, data_iter):
    """You let torch record every prediction for a backward pass that never comes.

    That costs time and memory, and nothing is learned here.
    Look for the context in which torch records nothing; evaluation mode alone does not do it.
    """
    if isinstance(net, nn.Module):
        net.eval()
    right, samples = 0.0, 0
    for X, y in data_iter:
        right += float((net(X).argmax(dim=1) == y).sum())
        samples += len(y)
    return right / samples


def switches_recording_off_for_good(net, data_iter):
    """You switch the recording of gradients off and never on again.

    After this evaluation no training can go on: its backward pass would find nothing.
    Look for a context that ends by itself.
    """
    if isinstance(net, nn.Module):
        net.eval()
    right, samples = 0.0, 0
    torch.set_grad_enabled(False)
    for X, y in data_iter:
        right += float((net(X).argmax(dim=1) == y).sum())
        samples += len(y)
    return right / samples


def goes_through_the_batches_twice(net, data_iter):
    """You go through the batches twice, but some iterators give them only once.

    A generator is empty the second time, so one of your two counts gets nothing to count.
    Take both counts from each batch while you have it.
    """
    if isinstance(net, nn.Module):
        net.eval()
    with torch.no_grad():
        right = sum(float((net(X).argmax(dim=1) == y).sum()) for X, y in data_iter)
        samples = sum(len(y) for X, y in data_iter)
    return right / samples


def returns_both_sums(net, data_iter):
    """You return both sums; here their quotient is asked for.

    Whoever calls would have to divide, and a fraction is what can be compared.
    Look at the end of your function.
    """
    if isinstance(net, nn.Module):
        net.eval()
    right, samples = 0.0, 0
    with torch.no_grad():
        for X, y in data_iter:
            right += float((net(X).argmax(dim=1) == y).sum())
            samples += len(y)
    return right, samples


def returns_nothing(net, data_iter):
    """Your function counts and hands no number back, so the caller receives None.

    What is measured has to come back, or nobody will know.
    Look at the end of your function.
    """
    if isinstance(net, nn.Module):
        net.eval()
    right, samples = 0.0, 0
    with torch.no_grad():
        for X, y in data_iter:
            right += float((net(X).argmax(dim=1) == y).sum())
            samples += len(y)
