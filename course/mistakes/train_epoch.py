"""Natural wrong answers to train_epoch_ch3(net, train_iter, loss, updater): one mistake each, explained."""

import torch


def forgets_to_clear_the_gradients(net, train_iter, loss, updater):
    """You never clear the optimizer's gradients, so each batch's gradient is added to all the earlier ones.

    The steps then grow and point to where the model was long ago.
    Look at what an optimizer expects before each backward pass.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def clears_the_gradients_once(net, train_iter, loss, updater):
    """You clear the gradients once, before the first batch, and not again.

    From the second batch on, each gradient is added to all the earlier ones.
    Look at how far that line is indented: every batch needs a clean start.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    if isinstance(updater, torch.optim.Optimizer):
        updater.zero_grad()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def clears_the_gradients_too_late(net, train_iter, loss, updater):
    """When your optimizer steps, there are no gradients, so nothing moves.

    They are cleared before the step, or never computed: the parameters stay as they were.
    Look at the order of the three calls, and at what each of them leaves for the next.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            losses.mean().backward()
            updater.zero_grad()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def never_takes_a_step(net, train_iter, loss, updater):
    """You compute the gradients and never tell the optimizer to use them.

    The parameters stay as they were, so the loss does not fall from one epoch to the next.
    Print a parameter before and after the epoch.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def takes_one_step_an_epoch(net, train_iter, loss, updater):
    """You update the parameters once, after the loop, instead of after every batch.

    A step costs little, and an epoch with one step learns far less than an epoch with hundreds.
    Look at how far the lines that update are indented.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
        else:
            losses.sum().backward()
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    if isinstance(updater, torch.optim.Optimizer):
        updater.step()
    else:
        updater(X.shape[0])
    return total_loss / samples, right / samples


def updates_twice_a_batch(net, train_iter, loss, updater):
    """You let the optimizer step twice for each batch.

    The second step uses the same gradient again, although the model has already moved.
    Count the steps that you take inside the loop.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def evaluates_instead_of_training(net, train_iter, loss, updater):
    """You switch the model to evaluation mode before training it.

    Layers such as dropout and batch normalisation then behave as if training were over.
    Look at the call before the loop: which of the two modes belongs here?
    """
    if isinstance(net, torch.nn.Module):
        net.eval()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def never_sets_the_training_mode(net, train_iter, loss, updater):
    """A net in evaluation mode is not put into training mode.

    After an evaluation it would still be in evaluation mode, and dropout would stay switched off.
    Look at what a Module should be told before the first batch.
    """
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def expects_every_net_to_be_a_module(net, train_iter, loss, updater):
    """You switch the training mode on for every net, but a plain function has no such mode.

    The book's own net for this chapter is a plain function, so the call fails at once.
    Look at how you can tell a Module from a function.
    """
    net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def takes_the_mean_for_every_updater(net, train_iter, loss, updater):
    """You send the mean's gradient to a custom updater, which divides by the batch size once more.

    Its steps become as many times too small as there are examples in a batch.
    Look at what the updater does with the batch size, and at what it needs from the loss.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.mean().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def takes_the_sum_for_every_updater(net, train_iter, loss, updater):
    """You send the sum's gradient to an optimizer, which does not divide by the batch size.

    Its steps become as many times too large as there are examples in a batch.
    Look at who divides by the batch size in each of the two cases.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.sum().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def goes_backward_from_a_vector(net, train_iter, loss, updater):
    """You start the backward pass from a whole vector of losses, but it needs a single number.

    The loss has one entry for each example, and autograd cannot know how they should be weighed.
    Look at how the losses become one number, and that it differs between the two kinds of updater.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.backward()
            updater.step()
        else:
            losses.backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def calls_the_updater_without_the_batch_size(net, train_iter, loss, updater):
    """You call the custom updater with nothing, but it needs the batch size.

    It divides the summed gradient by that number, so that the step does not depend on the size of the batch.
    Look at the parameters of the book's updater.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater()
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def passes_the_size_of_the_first_batch(net, train_iter, loss, updater):
    """A function as updater is called with the size of the first batch, whatever batch it is.

    The last batch is often smaller, so its gradient is divided by too large a number and its step is too small.
    Look at where the number that you pass on comes from: it belongs to this batch.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples, size = 0.0, 0.0, 0, 0
    for X, y in train_iter:
        size = size or len(y)
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(size)
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def passes_the_number_of_batches(net, train_iter, loss, updater):
    """A function as updater is called with the number of batches.

    It divides by what it is given, and a gradient summed over this batch is to be divided by the samples in it.
    Print what you pass on, and compare it with the rows of X.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    batches = list(train_iter)
    for X, y in batches:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(len(batches))
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def calls_the_updater_without_gradients(net, train_iter, loss, updater):
    """When a function as updater is called, there are no gradients yet.

    The backward pass comes after it, or only where the updater is an Optimizer.
    Look at the order: predict, measure, find the gradients, and only then update, whatever the updater is.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            updater(X.shape[0])
            losses.sum().backward()
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def passes_the_number_of_features(net, train_iter, loss, updater):
    """You give the custom updater the width of X instead of the number of its rows.

    It divides by the number of pixels or features, so the steps come out at the wrong length.
    Print the shape of X, and pick the part that says how many examples there are.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[1])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def handles_only_optimizers(net, train_iter, loss, updater):
    """You treat every updater as a torch optimizer, but it may also be a plain function.

    The book's own updater for this chapter is a function, which has nothing to clear and no step to take.
    Look at how you can tell the two kinds apart.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        updater.zero_grad()
        losses.mean().backward()
        updater.step()
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def forgets_the_custom_updater(net, train_iter, loss, updater):
    """You update only if the updater is a torch optimizer, and otherwise nothing is learned.

    With the book's own updater the epoch runs to its end and the parameters stay as they were.
    Look at what should happen when your condition is false.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def handles_only_functions(net, train_iter, loss, updater):
    """A torch optimizer is called as if it were a function.

    An optimizer cannot be called; it works in its own three steps.
    Look at how you can tell the two kinds apart, for optimizers of every class and not of one alone.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        losses.sum().backward()
        updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def counts_only_the_last_batch(net, train_iter, loss, updater):
    """Only the last batch is counted.

    The last batch is a small part of the epoch, and often smaller than the others.
    Look at how the old value of each sum enters the new one.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss = float(losses.sum())
        right = float((y_hat.argmax(1) == y).sum())
        samples = len(y)
    return total_loss / samples, right / samples


def forgets_the_right_ones_of_earlier_batches(net, train_iter, loss, updater):
    """The right predictions of the last batch alone are divided by the examples of all.

    The accuracy comes out too small, the more so the more batches there are.
    Look at how the number of right predictions changes from batch to batch: it should grow.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right = float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def returns_after_the_first_batch(net, train_iter, loss, updater):
    """You return from inside the loop, so the epoch ends after one batch.

    All the other batches are never seen, neither for learning nor for counting.
    Look at how far your return is indented.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
        return total_loss / samples, right / samples


def divides_by_the_number_of_batches(net, train_iter, loss, updater):
    """You divide the sums over all examples by the number of batches.

    The accuracy then exceeds 1, because a batch holds many examples.
    Count what your sums are made of, and divide by how many of those there are.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, batches = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        batches += 1
    return total_loss / batches, right / batches


def averages_the_batch_averages(net, train_iter, loss, updater):
    """You average over each batch and then over the batches, as if all had the same size.

    The examples of a smaller last batch then weigh more than the others.
    Try batches of 4 and 1: all five examples should count the same.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, batches = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.mean())
        right += float((y_hat.argmax(1) == y).float().mean())
        batches += 1
    return total_loss / batches, right / batches


def adds_averages_but_divides_by_examples(net, train_iter, loss, updater):
    """You add up one average loss for each batch and then divide by the number of examples.

    The loss comes out too small, about as many times as there are examples in a batch.
    Print what you add for one batch, and compare it with what you divide by.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.mean())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def adds_shares_but_divides_by_examples(net, train_iter, loss, updater):
    """You add up one share of right predictions for each batch and then divide by the number of examples.

    The accuracy comes out too small, about as many times as there are examples in a batch.
    Print what you add for one batch, and compare it with what you divide by.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, shares, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        shares += float((y_hat.argmax(1) == y).float().mean())
        samples += len(y)
    return total_loss / samples, shares / samples


def assumes_equal_batches(net, train_iter, loss, updater):
    """You count every batch as if all were of the same size.

    The last batch of an epoch is often smaller, so you divide by another number of examples than there were.
    Try batches of 4 and 1, and print the number that you divide by.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, batches, batch_size = 0.0, 0.0, 0, None
    for X, y in train_iter:
        if batch_size is None:
            batch_size = len(y)
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        batches += 1
    return total_loss / (batches * batch_size), right / (batches * batch_size)


def divides_by_the_number_right(net, train_iter, loss, updater):
    """You divide the loss by the number of right predictions instead of all the examples.

    The wrong predictions add the most to the loss, and they should be counted as well.
    Check which of your sums stands below each fraction line.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / right, right / samples


def measures_after_the_update(net, train_iter, loss, updater):
    """You run the model again after the update and measure that.

    The numbers then describe a model that has just seen the answers, and every batch takes longer.
    Look at which y_hat your sums are made of.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        y_hat = net(X)
        losses = loss(y_hat, y)
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def detaches_the_loss(net, train_iter, loss, updater):
    """No gradient of your losses reaches the parameters.

    The backward pass is missing, or the losses are cut off from the model before it; to tell a cut-off tensor that it
    needs a gradient silences the error, but the way back stays cut.
    Look for the place where the losses leave the graph.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        losses = losses.detach().requires_grad_()
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def _epoch(net, batches, loss, updater):
    """A right epoch over these batches."""
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in batches:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def skips_the_last_batch(net, train_iter, loss, updater):
    """You stop before the last batch, so its examples are never seen.

    A shorter last batch is a batch too, and both updates and averages should include it.
    Count the examples that you go through, and compare with how many there are.
    """
    return _epoch(net, list(train_iter)[:-1], loss, updater)


def skips_a_smaller_batch(net, train_iter, loss, updater):
    """A batch that is smaller than the first one is left out.

    Such a last batch is a batch too, and both updates and averages should include it.
    Look for a condition on the size of a batch.
    """
    batches = list(train_iter)
    first = len(batches[0][1])
    return _epoch(net, [(X, y) for X, y in batches if len(y) >= first], loss, updater)


def returns_only_the_loss(net, train_iter, loss, updater):
    """You return the mean loss, but the accuracy is missing.

    Whoever calls you unpacks two numbers.
    Compare your last line with the description of what is returned.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples


def returns_the_accuracy_first(net, train_iter, loss, updater):
    """You return the accuracy first and the loss second.

    The callers expect them the other way round, and would plot each under the other's name.
    Compare your last line with the description of what is returned.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return right / samples, total_loss / samples


def returns_the_sums(net, train_iter, loss, updater):
    """You return the sums over the epoch instead of averages.

    Sums grow with the size of the data set, so epochs over different data could not be compared.
    Print the accuracy: it should lie between 0 and 1.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right = 0.0, 0.0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
    return total_loss, right


def returns_nothing(net, train_iter, loss, updater):
    """Your function hands nothing back, so the caller receives None.

    The loss and the accuracy are what tells you whether it learns.
    Look at the end of your function.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])


def applies_softmax_again(net, train_iter, loss, updater):
    """The loss is that of predictions that went through softmax once more.

    The net here hands out probabilities already; a second softmax makes them nearly alike, and their gradients small.
    Look at what happens between the net and the loss, and whether the loss is the one handed in: torch's own
    cross-entropy begins with a softmax.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = torch.softmax(net(X), dim=1)
        losses = loss(y_hat, y)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples


def swaps_the_arguments_of_the_loss(net, train_iter, loss, updater):
    """You pass the labels to the loss first and the predictions second.

    The loss then looks for labels among the predictions, which fails or gives wrong numbers.
    Compare your call with the parameters of cross_entropy.
    """
    if isinstance(net, torch.nn.Module):
        net.train()
    total_loss, right, samples = 0.0, 0.0, 0
    for X, y in train_iter:
        y_hat = net(X)
        losses = loss(y, y_hat)
        if isinstance(updater, torch.optim.Optimizer):
            updater.zero_grad()
            losses.mean().backward()
            updater.step()
        else:
            losses.sum().backward()
            updater(X.shape[0])
        total_loss += float(losses.sum())
        right += float((y_hat.argmax(1) == y).sum())
        samples += len(y)
    return total_loss / samples, right / samples
