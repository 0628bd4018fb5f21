"""Minibatch gradient descent (3.2.6): every parameter moves against its gradient, in place."""

from collections.abc import Sequence
from gettext import gettext as _
from typing import Any

import pytest
import torch
from torch import Tensor

from course.values import value_text
from tests.graded.expect import DTYPES, expect_like, expect_tensor, fail, show

LEARNING_RATE = 0.5
SHAPES = ((3,), (2, 2), ())


def situation(
    generator: torch.Generator,
    shapes: Sequence[tuple[int, ...]],
    batch_sizes: Sequence[int],
    dtype: torch.dtype = torch.float32,
) -> dict[str, Any]:
    """Parameters of these shapes, and for each step their gradients: of size 0.5 to 1.5, signs by turns."""

    def uniform(*shape: int) -> Tensor:
        return 0.5 + torch.rand(shape, generator=generator, dtype=torch.float64)

    def gradient(shape: tuple[int, ...]) -> Tensor:
        sizes = uniform(*shape)
        signs = 1.0 - 2.0 * (torch.arange(sizes.numel()) % 2)
        return (sizes * signs.reshape(shape)).to(dtype)

    shape_of = dict(zip("wbc", shapes, strict=False))
    return {
        "parameters": {name: uniform(*shape).to(dtype) for name, shape in shape_of.items()},
        "gradients": [{name: gradient(shape) for name, shape in shape_of.items()} for _step in batch_sizes],
        "learning_rate": LEARNING_RATE,
        "batch_sizes": list(batch_sizes),
    }


def stepped(given: dict[str, Any], name: str) -> Tensor:
    """The parameter after all steps, each w - lr * g / batch_size, in float64."""
    w = given["parameters"][name].double()
    for gradients, batch_size in zip(given["gradients"], given["batch_sizes"], strict=True):
        w = w - given["learning_rate"] * gradients[name].double() / batch_size
    return w


def after(given: dict[str, Any], name: str, value: str) -> str:
    """What a message calls this value of the parameter, or of all, after the first step."""
    params = ", ".join(given["parameters"])
    call = f"sgd([{params}], lr={given['learning_rate']}, batch_size={given['batch_sizes'][0]})"
    w, g = value_text(given["parameters"][name]), value_text(given["gradients"][0][name])
    start = _("{call} with {name} = {w} and {name}.grad = {gradient}").format(call=call, name=name, w=w, gradient=g)
    return _("{value} after {call}").format(value=value, call=start)


def expect_parameters(played: dict[str, Any], given: dict[str, Any], why: str) -> None:
    __tracebackhide__ = True
    for name in given["parameters"]:
        expect_tensor(played[name], stepped(given, name), after(given, name, name), why)


@pytest.mark.points(2)
def test_a_step_goes_against_the_gradient(play_sgd, generator):
    """The gradient points to where the loss grows; the learning rate says how far to go the other way."""
    for dtype in DTYPES:
        given = situation(generator, ((3,),), (1,), dtype)
        why = _("A step takes lr times the gradient off the tensor itself; a batch of one divides by 1.")
        expect_parameters(play_sgd(**given), given, why)


@pytest.mark.points(2)
def test_the_step_is_divided_by_the_batch_size(play_sgd, generator):
    """The gradient is that of a sum over the batch: without a division, larger batches would take longer steps."""
    for batch_size in (2, 4, 10):
        given = situation(generator, ((3,),), (batch_size,))
        why = _("The gradient of the summed loss, divided by the batch size, is that of the mean loss.")
        expect_parameters(play_sgd(**given), given, why)


@pytest.mark.points(2)
def test_every_parameter_moves(play_sgd, generator):
    """A model has several parameters, such as weights and a bias, and each learns from its own gradient."""
    for batch_size in (1, 2):
        given = situation(generator, SHAPES, (batch_size,))
        why = _("Each parameter in the list takes a step of its own, whatever its shape.")
        expect_parameters(play_sgd(**given), given, why)


@pytest.mark.points(2)
def test_the_gradients_are_cleared(play_sgd, generator):
    """A backward pass adds to the gradients that it finds: what is left there would count again in the next step."""
    given = situation(generator, SHAPES, (2,))
    played = play_sgd(**given)
    for name, parameter in given["parameters"].items():
        why = _("After the step, every gradient is set to zeros or to None, ready for the next backward pass.")
        left = f"{name}.grad"
        expect_tensor(played[left], torch.zeros_like(parameter), after(given, name, left), why)


@pytest.mark.points(1)
def test_the_parameters_stay_the_same_trainable_tensors(play_sgd, generator):
    """The net computes with these very tensors, and the next backward pass needs them to require gradients."""
    given = situation(generator, SHAPES, (2,))
    played = play_sgd(**given)
    w, before = played["w"], given["parameters"]["w"]
    why = _("The step changes the tensor itself: a new tensor is unknown to the net that computes with this one.")
    expect_like(w, before.shape, before.dtype, after(given, "w", "w"), why)
    if torch.equal(w, before):
        fail(after(given, "w", "w"), w, show(stepped(given, "w").float()), why)
    if played["same_tensors"] is not True:
        why = _("Change the tensors in the list; do not put others in their places.")
        fail(after(given, "w", _("are the tensors in the list the same")), False, "True", why)
    if played["requires_grad"] != [True] * len(SHAPES):
        why = _("The step is not recorded, and yet afterwards each parameter requires gradients as before.")
        fail(after(given, "w", "requires_grad"), played["requires_grad"], show([True] * len(SHAPES)), why)


@pytest.mark.points(1)
def test_several_steps_follow_each_other(play_sgd, generator):
    """A training is thousands of steps, each from where the last one led, with a fresh gradient."""
    given = situation(generator, SHAPES, (2, 2, 1))
    played = play_sgd(**given)
    sizes = ", ".join(map(str, given["batch_sizes"]))
    for name, parameter in given["parameters"].items():
        message = _("{name} after three steps from {w}, with lr={lr}, batch sizes {sizes} and gradients {gradients}")
        gradients = "; ".join(value_text(step[name]) for step in given["gradients"])
        where = message.format(name=name, w=value_text(parameter), lr=LEARNING_RATE, sizes=sizes, gradients=gradients)
        why = _("Each step starts where the last one led and has its own gradient; nothing is left of earlier ones.")
        expect_tensor(played[name], stepped(given, name), where, why)
