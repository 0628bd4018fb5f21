"""Right answers to sgd(params, lr, batch_size) in unusual styles: each deserves full marks."""

import torch


def changes_the_data(params, lr, batch_size):
    """param.data, which autograd does not watch."""
    for param in params:
        param.data -= lr * param.grad / batch_size
        param.grad.data.zero_()


def assigns_the_data(params, lr, batch_size):
    """New data under the old parameter."""
    for param in params:
        param.data = param.data - lr * param.grad / batch_size
        param.grad = torch.zeros_like(param)


@torch.no_grad()
def with_a_decorator(params, lr, batch_size):
    """no_grad as a decorator, sub_ with alpha."""
    for param in params:
        param.sub_(param.grad, alpha=lr / batch_size)
        param.grad.zero_()


def copies_the_new_values(params, lr, batch_size):
    """copy_ of new values; no gradient instead of zeros."""
    with torch.no_grad():
        for param in params:
            param.copy_(param - lr / batch_size * param.grad)
            param.grad = None


def in_comprehensions(params, lr, batch_size):
    """Two comprehensions for their effects, what they make returned."""
    with torch.no_grad():
        moved = [param.add_(-lr * param.grad / batch_size) for param in params]
        _ = [param.grad.zero_() for param in params]
    return moved


def in_inference_mode(params, lr, batch_size):
    """inference_mode, detach, and a gradient that is multiplied by 0."""
    with torch.inference_mode():
        for param in params:
            param.detach().sub_(lr * param.grad.div(batch_size))
            param.grad.mul_(0)


def by_index(params, lr, batch_size):
    """Positions, the item assignment of a list, fill_, the list returned."""
    with torch.no_grad():
        for i in range(len(params)):
            params[i] -= lr * params[i].grad / batch_size
            params[i].grad.fill_(0)
    return params


def fills_every_entry(params, lr, batch_size):
    """A slice of everything is assigned; the gradient is taken from itself."""
    with torch.no_grad():
        for param in params:
            param[...] = param - lr * (param.grad / batch_size)
            param.grad -= param.grad.clone()


def switches_recording_off_and_on(parameters, learning_rate=0.1, n=1):
    """set_grad_enabled by hand, other names and defaults; the mean's gradient first."""
    torch.set_grad_enabled(False)
    try:
        for parameter in parameters:
            parameter.grad /= n
            parameter -= learning_rate * parameter.grad
            parameter.grad = None
    finally:
        torch.set_grad_enabled(True)


def switches_requires_grad_off_and_on(params, lr, batch_size):
    """requires_grad off for the step, and on again."""
    for param in params:
        param.requires_grad = False
        param -= lr * param.grad / batch_size
        param.requires_grad = True
        param.grad.zero_()


def with_numpy(params, lr, batch_size):
    """numpy arrays that share the memory of the tensors."""
    for param in params:
        array = param.detach().numpy()
        array -= lr * param.grad.numpy() / batch_size
        param.grad.numpy().fill(0)


def with_torch_functions(params: list[torch.Tensor], lr: float, batch_size: int) -> None:
    """Type hints, a nested function, torch.sub with out."""

    def one(param: torch.Tensor) -> None:
        torch.sub(param, param.grad, alpha=lr / batch_size, out=param)
        torch.zero_(param.grad)

    with torch.no_grad():
        for param in list(params):
            one(param)


def lists_first(params, lr, batch_size):
    """map and zip; torch's functions for many tensors at once."""
    gradients = [param.grad for param in params]
    with torch.no_grad():
        torch._foreach_sub_(list(params), torch._foreach_mul(gradients, lr / batch_size))
        torch._foreach_zero_(gradients)
