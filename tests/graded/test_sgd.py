"""Minibatch gradient descent (3.2.6): every parameter moves against its gradient, in place."""

from collections.abc import Sequence
from gettext import gettext as _
from typing import Any

import pytest
import torch
from torch import Tensor

from tests.graded.expect import DTYPES, expect_tensor, fail, show

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

    return {
        "parameters": [uniform(*shape).to(dtype) for shape in shapes],
        "gradients": [[gradient(shape) for shape in shapes] for _step in batch_sizes],
        "learning_rate": LEARNING_RATE,
        "batch_sizes": list(batch_sizes),
    }


def stepped(given: dict[str, Any]) -> list[Tensor]:
    """The parameters after all steps, each w - lr * g / batch_size, in float64."""
    parameters = [w.double() for w in given["parameters"]]
    for gradients, batch_size in zip(given["gradients"], given["batch_sizes"], strict=True):
        parameters = [
            w - given["learning_rate"] * g.double() / batch_size for w, g in zip(parameters, gradients, strict=True)
        ]
    return parameters


def called(given: dict[str, Any], index: int = 0) -> str:
    """The call, and the parameter that is looked at."""
    names = ", ".join(["w", "b", "c"][: len(given["parameters"])])
    call = f"sgd([{names}], lr={given['learning_rate']}, batch_size={given['batch_sizes'][0]})"
    message = _("{call} with {name} = {w} and {name}.grad = {gradient}")
    w, g = show(given["parameters"][index]), show(given["gradients"][0][index])
    return message.format(call=call, name="wbc"[index], w=w, gradient=g)


def expect_parameters(played: dict[str, Any], given: dict[str, Any], why: str) -> None:
    __tracebackhide__ = True
    for index, (got, expected) in enumerate(zip(played["parameters"], stepped(given), strict=True)):
        where = _("{value} after {call}").format(value="wbc"[index], call=called(given, index))
        expect_tensor(got, expected, where, why)


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
    for index, left in enumerate(play_sgd(**given)["gradients"]):
        where = _("{value} after {call}").format(value=f"{'wbc'[index]}.grad", call=called(given, index))
        why = _("After the step, every gradient is set to zeros or to None, ready for the next backward pass.")
        expect_tensor(left, torch.zeros_like(given["gradients"][0][index]), where, why)


@pytest.mark.points(1)
def test_the_parameters_stay_the_same_trainable_tensors(play_sgd, generator):
    """The net computes with these very tensors, and the next backward pass needs them to require gradients."""
    given = situation(generator, SHAPES, (2,))
    played = play_sgd(**given)
    if all(torch.equal(after, before) for after, before in zip(played["parameters"], given["parameters"], strict=True)):
        where = _("{value} after {call}").format(value="w", call=called(given))
        why = _("The tensor itself did not change: a new tensor is unknown to the net that computes with this one.")
        fail(where, played["parameters"][0], show(stepped(given)[0].float()), why)
    if played["same_tensors"] is not True:
        why = _("Change the tensors in the list; do not put others in their places.")
        fail(_("Are the same tensors in params after {call}?").format(call=called(given)), False, "True", why)
    if played["requires_grad"] != [True] * len(SHAPES):
        why = _("The step is not recorded, and yet afterwards each parameter requires gradients as before.")
        call = _("requires_grad of each parameter after {call}").format(call=called(given))
        fail(call, played["requires_grad"], show([True] * len(SHAPES)), why)


@pytest.mark.points(1)
def test_several_steps_follow_each_other(play_sgd, generator):
    """A training is thousands of steps, each from where the last one led, with a fresh gradient."""
    given = situation(generator, SHAPES, (2, 2, 1))
    why = _("Three steps, each with its own gradient and batch size, have to add up; nothing may be left of the first.")
    for index, (got, expected) in enumerate(zip(play_sgd(**given)["parameters"], stepped(given), strict=True)):
        gradients = [show(step[index]) for step in given["gradients"]]
        message = _("{name} after three steps with lr={lr}, batch sizes {sizes} and, one after the other, {gradients}")
        sizes = ", ".join(map(str, given["batch_sizes"]))
        where = message.format(name="wbc"[index], lr=LEARNING_RATE, sizes=sizes, gradients="; ".join(gradients))
        expect_tensor(got, expected, where, why)
