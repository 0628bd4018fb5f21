"""Natural wrong answers to sgd(params, lr, batch_size): one mistake each, named and explained."""

import torch


def climbs_uphill(params, lr, batch_size):
    """You add the gradient to the parameters, so every step makes the loss larger.

    The gradient points to where the loss grows fastest.
    Look at the sign of your update.
    """
    with torch.no_grad():
        for param in params:
            param += lr * param.grad / batch_size
            param.grad.zero_()


def forgets_the_batch_size(params, lr, batch_size):
    """You never divide by the batch size, so a batch of 256 takes a step 256 times too long.

    The gradient is that of the batch's summed loss, and a sum grows with the number of samples.
    Look at which of the three arguments you do not use.
    """
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad
            param.grad.zero_()


def multiplies_by_the_batch_size(params, lr, batch_size):
    """You multiply by the batch size instead of dividing by it.

    The gradient is that of a sum over the batch already, and what is wanted is that of the mean.
    Try a gradient of 4 with a batch size of 2: the mean's is 2.
    """
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad * batch_size
            param.grad.zero_()


def forgets_the_learning_rate(params, lr, batch_size):
    """You never use the learning rate, so every step goes as far as the whole gradient.

    Such steps easily jump over the minimum, farther and farther.
    Look at which of the three arguments you do not use.
    """
    with torch.no_grad():
        for param in params:
            param -= param.grad / batch_size
            param.grad.zero_()


def divides_the_parameter_too(params, lr, batch_size):
    """You divide the parameter by the batch size together with the step.

    Every step then shrinks the parameter itself, and what it had learned is lost.
    Look at where your parentheses open: only the gradient belongs to the batch.
    """
    with torch.no_grad():
        for param in params:
            param.copy_((param - lr * param.grad) / batch_size)
            param.grad.zero_()


def averages_over_the_entries(params, lr, batch_size):
    """You take one mean over the whole gradient, so all entries of a parameter move by the same number.

    Each entry has a gradient of its own; the batch size alone makes a mean over the samples of a sum over them.
    Print the shape of what you take off the parameter.
    """
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad.mean() / batch_size
            param.grad.zero_()


def never_clears_the_gradients(params, lr, batch_size):
    """You leave the gradients as they are after the step.

    The next backward pass adds to them, so old batches would count again and again.
    Look at what has to happen to the gradient once it has been used.
    """
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size


def clears_without_moving(params, lr, batch_size):
    """You clear the gradients, but no parameter moves.

    Either they are cleared before the update reads them, or the new values go to a new tensor and are lost.
    Look at the order of your lines, and at the difference between a = a - b and a -= b.
    """
    with torch.no_grad():
        for param in params:
            param.grad.zero_()
            param -= lr * param.grad / batch_size


def clears_only_the_last_gradient(params, lr, batch_size):
    """You clear the gradient once, after the loop, and so only that of the last parameter.

    All the others keep theirs, and the next backward pass adds to them.
    Look at how far that line is indented.
    """
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
        param.grad.zero_()


def steps_with_the_last_parameter_only(params, lr, batch_size):
    """You update the parameters after the loop, and so only the last one.

    All the others stay as they were.
    Look at how far the line with the update is indented.
    """
    with torch.no_grad():
        for param in params:
            step = lr * param.grad / batch_size
        param -= step
        param.grad.zero_()


def returns_inside_the_loop(params, lr, batch_size):
    """You return inside the loop, so only the first parameter takes a step.

    A return ends the whole function, and the loop with it.
    Look at how far that line is indented.
    """
    with torch.no_grad():
        for param in params:
            param -= lr * param.grad / batch_size
            param.grad.zero_()
            return


def lets_autograd_watch(params, lr, batch_size):
    """You change the parameters while autograd is watching, and it does not allow that.

    A leaf that requires gradients must not change in place as part of a computation that is recorded.
    Look for the context in which torch records nothing.
    """
    for param in params:
        param -= lr * param.grad / batch_size
        param.grad.zero_()


def makes_new_tensors(params, lr, batch_size):
    """You compute a new tensor and give it the old name, so the parameter itself stays as it was.

    A new tensor has no gradient to clear either: that is where your function stops.
    Look at the difference between a = a - b and a -= b: the second changes the tensor itself.
    """
    with torch.no_grad():
        for param in params:
            param = param - lr * param.grad / batch_size
            param.grad.zero_()


def forgets_the_new_tensors(params, lr, batch_size):
    """You leave the parameters and their gradients as they were.

    A new tensor under the name of an old one does not change the old one, and that is the one the net computes with.
    Look at the difference between a = a - b and a -= b: the second changes the tensor itself.
    """
    with torch.no_grad():
        for param in params:
            param = param - lr * param.grad / batch_size


def returns_new_tensors(params, lr, batch_size):
    """You return a list of new tensors, and the parameters themselves stay as they were.

    Whoever calls an updater does not look at what it returns: the net goes on with the tensors that it has.
    Look for an operation that changes a tensor in place.
    """
    with torch.no_grad():
        updated = [param - lr * param.grad / batch_size for param in params]
        for param in params:
            param.grad.zero_()
    return updated


def replaces_the_tensors_in_the_list(params, lr, batch_size):
    """You put new tensors into the list, but the net still computes with the old ones.

    They did not change, and the new ones belong to nobody.
    Look for an operation that changes a tensor in place.
    """
    with torch.no_grad():
        for i, param in enumerate(params):
            params[i] = param - lr * param.grad / batch_size
            param.grad.zero_()


def stops_requiring_gradients(params, lr, batch_size):
    """You switch requires_grad off for the step and never on again, so the parameters cannot learn any more.

    The next backward pass would find nothing to compute gradients for.
    Look for a context in which torch records nothing, and which ends by itself.
    """
    for param in params:
        param.requires_grad_(False)
        param -= lr * param.grad / batch_size
        param.grad.zero_()
