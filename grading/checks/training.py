"""The trusted side of the trained model: the learner's functions train in a worker, the accuracy is taken here.

The worker gets the training images alone, with their pixels shuffled by a secret permutation: softmax
regression treats all pixels alike and cannot notice, but weights learned beforehand are of no use.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from gettext import gettext as _
from typing import Any

import torch
from torch import Tensor

from course.records import Model
from given.data import ImageData, get_fashion_mnist_labels
from given.model import init_params
from grading.results import CodeFailed, EpochMetrics, Sample, Training, Violated
from grading.sandbox.in_process import Session

REHEARSAL_SECONDS = 30.0
EPOCH_SECONDS = 120.0
SAMPLES = 6
"""So many images that the model is right about are shown, and as many that it is wrong about."""


@dataclass(frozen=True, eq=False)
class Prepared:
    """The images, and the pixels of those that test the model, (n, pixels) floats, shuffled as in the worker."""

    images: ImageData
    test_pixels: Tensor


def default_epochs(model: Model, train_size: int) -> int:
    """As many epochs as make about the book's number of updates, 10 for 60,000 images."""
    batches = -(-train_size // model.batch_size)
    return max(1, round(model.updates / batches))


def send_images(session: Session, model: Model, images: ImageData, seed: int) -> Prepared:
    """Send the training images and the first parameters to the worker of this session.

    The secret permutation never comes from the seed: who knows the seed does not know it.
    """
    pixels = images.train_images[0].numel()
    shuffle = torch.randperm(pixels, generator=torch.Generator().manual_seed(secrets.randbits(63)))
    W, b = init_params(pixels, generator=torch.Generator().manual_seed(seed))
    session.prepare(
        "prepare",
        images=images.train_images.flatten(1).index_select(1, shuffle),
        labels=images.train_labels,
        W=W.detach(),
        b=b.detach(),
        batch_size=model.batch_size,
        learning_rate=model.learning_rate,
        seed=seed,
    )
    return Prepared(images, images.test_images.flatten(1).index_select(1, shuffle).float() / 255)


def train(
    session: Session, model: Model, prepared: Prepared, epochs: int | None,
    on_epoch: Callable[[EpochMetrics, int], None],
) -> Training:  # fmt: skip
    """Train for so many epochs (None: the book's number of updates), calling on_epoch(metrics, epochs) after each."""
    images = prepared.images
    count = epochs or default_epochs(model, len(images.train_labels))
    session.play("rehearse", REHEARSAL_SECONDS)
    history: list[EpochMetrics] = []
    for epoch in range(1, count + 1):
        observed = session.play("train", EPOCH_SECONDS)
        W, b = _parameters(observed, prepared.test_pixels.shape[1])
        predicted = (prepared.test_pixels @ W + b).argmax(dim=1)
        loss, fraction = _reported(observed["returned"])
        reached = (predicted == images.test_labels).double().mean().item()
        history.append(EpochMetrics(epoch, loss, fraction, reached))
        on_epoch(history[-1], count)
    return Training(
        dataset=images.name,
        train_size=len(images.train_labels),
        test_size=len(images.test_labels),
        epochs=count,
        threshold=model.threshold,
        test_accuracy=history[-1].test_accuracy,
        history=tuple(history),
        samples=_samples(images, predicted),
    )


def _samples(images: ImageData, predicted: Tensor) -> tuple[Sample, ...]:
    """The first test images that were predicted right, and after them the first that were not."""
    right = predicted == images.test_labels
    places = torch.cat([right.nonzero()[:SAMPLES, 0], (~right).nonzero()[:SAMPLES, 0]]).tolist()
    return tuple(
        Sample(
            tuple(map(bytes, images.test_images[place].tolist())),
            *get_fashion_mnist_labels(torch.stack([images.test_labels[place], predicted[place]])),
        )
        for place in places
    )


def _parameters(observed: Any, pixels: int) -> tuple[Tensor, Tensor]:
    match observed:
        case {"W": Tensor() as W, "b": Tensor() as b, "returned": _}:
            if W.shape == (pixels, 10) and b.shape == (10,) and W.is_floating_point() and b.is_floating_point():
                if not (W.isfinite().all() and b.isfinite().all()):
                    raise CodeFailed(_("Training broke down: the parameters became NaN or infinite."))
                return W.detach().float(), b.detach().float()
    raise Violated(_("Training gave back something that is not the model's parameters."))


def _reported(returned: Any) -> tuple[float | None, float | None]:
    """The learner's own mean loss and accuracy, as far as two numbers came back."""
    if isinstance(returned, tuple | list) and len(returned) == 2:
        loss, fraction = (_number(value) for value in returned)
        return loss, fraction
    return None, None


def _number(value: Any) -> float | None:
    if isinstance(value, Tensor) and value.numel() == 1:
        return float(value.detach())
    return float(value) if isinstance(value, int | float) else None
