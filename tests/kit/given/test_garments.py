"""The drawn garments: the same at every draw, balanced, and about as hard to tell apart as the real ones."""

import os
import struct
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
import torch
from torch import Tensor

from given.garments import draw

REPOSITORY = Path(__file__).parents[3]
LabelledImages = tuple[Tensor, Tensor]


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    """Threads that wait for a busy processor take longer than one that works."""
    threads = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(threads)


@dataclass(frozen=True)
class Epoch:
    loss: float
    train_accuracy: float
    test_accuracy: float


@dataclass(frozen=True)
class Training:
    history: list[Epoch]
    accuracy: Callable[[Tensor, Tensor], float]


def pixels(images: Tensor) -> Tensor:
    return images.flatten(1).float() / 255


def train_softmax_regression(train: LabelledImages, test: LabelledImages, epochs: int) -> Training:
    """The book's training: batches of 256, learning rate 0.1, weights from a normal of deviation 0.01."""
    dice = torch.Generator().manual_seed(0)
    inputs, labels = pixels(train[0]), train[1]
    weights, bias = 0.01 * torch.randn(784, 10, generator=dice), torch.zeros(10)

    def accuracy(images: Tensor, truth: Tensor) -> float:
        return ((pixels(images) @ weights + bias).argmax(1) == truth).float().mean().item()

    history = []
    for _ in range(epochs):
        loss, right = 0.0, 0
        for batch in torch.split(torch.randperm(len(labels), generator=dice), 256):
            x, y = inputs[batch], labels[batch]
            log_odds = (x @ weights + bias).log_softmax(1)
            loss -= log_odds[torch.arange(len(y)), y].sum().item()
            right += int((log_odds.argmax(1) == y).sum())
            error = (log_odds.exp() - torch.nn.functional.one_hot(y, 10)) / len(y)
            weights -= 0.1 * x.T @ error
            bias -= 0.1 * error.sum(0)
        history.append(Epoch(loss / len(labels), right / len(labels), accuracy(*test)))
    return Training(history, accuracy)


def test_images_and_labels_have_the_shapes_and_dtypes_of_fashion_mnist() -> None:
    images, labels = draw(30, seed=0)
    assert (images.shape, images.dtype) == ((30, 28, 28), torch.uint8)
    assert (labels.shape, labels.dtype) == ((30,), torch.int64)


@pytest.mark.parametrize("n", [0, 1, 7])
def test_draws_fewer_images_than_there_are_classes(n: int) -> None:
    images, labels = draw(n, seed=0)
    assert images.shape == (n, 28, 28)
    assert len(set(labels.tolist())) == n


def test_every_class_has_as_many_images() -> None:
    _, labels = draw(500, seed=3)
    assert labels.bincount().tolist() == [50] * 10


def test_classes_come_in_a_shuffled_order_of_each_seed() -> None:
    _, labels = draw(500, seed=3)
    _, others = draw(500, seed=4)
    runs_of_one_class = int((labels.diff() == 0).sum())
    assert 20 < runs_of_one_class < 90, "two neighbours should be of one class about once in ten"
    assert not torch.equal(labels, others)


def test_the_same_seed_draws_the_same_bytes() -> None:
    images, labels = draw(500, seed=3)
    images_again, labels_again = draw(500, seed=3)
    assert torch.equal(images, images_again)
    assert torch.equal(labels, labels_again)


def test_another_seed_draws_other_garments() -> None:
    images, labels = draw(500, seed=3)
    others, other_labels = draw(500, seed=4)
    for label in range(10):
        seen = {bytes(image.flatten().tolist()) for image in images[labels == label]}
        assert len(seen) == 50, f"class {label} repeats an image"
        assert seen.isdisjoint(bytes(image.flatten().tolist()) for image in others[other_labels == label])


def test_the_global_random_state_is_neither_used_nor_moved() -> None:
    torch.manual_seed(1)
    before = torch.get_rng_state()
    images, _ = draw(100, seed=5)
    assert torch.equal(torch.get_rng_state(), before)

    torch.manual_seed(2)
    assert torch.equal(draw(100, seed=5)[0], images)


def test_drawing_leaves_the_number_of_threads_as_it_was() -> None:
    torch.set_num_threads(2)
    try:
        draw(20, seed=0)
        assert torch.get_num_threads() == 2
    finally:
        torch.set_num_threads(1)


def test_the_number_of_threads_changes_no_byte() -> None:
    images, labels = draw(3_000, seed=6)
    torch.set_num_threads(2)
    try:
        images_on_two, labels_on_two = draw(3_000, seed=6)
    finally:
        torch.set_num_threads(1)
    assert torch.equal(images, images_on_two)
    assert torch.equal(labels, labels_on_two)


def test_every_garment_stands_out_from_a_black_background() -> None:
    images, labels = draw(1_000, seed=7)
    covered = (images > 0).flatten(1).float().mean(1)
    for label in range(10):
        assert 0.1 < covered[labels == label].mean() < 0.8, f"class {label}"
    assert (images.flatten(1).max(1).values > 20).all()


def test_a_small_training_learns_well_above_chance() -> None:
    training = train_softmax_regression(draw(6_000, seed=8), draw(1_000, seed=9), epochs=5)
    assert training.history[-1].test_accuracy > 0.7


@pytest.fixture(scope="module", params=[20, 30, 40])
def full_training(request: pytest.FixtureRequest) -> Training:
    train, test = draw(60_000, seed=request.param), draw(10_000, seed=request.param + 1)
    return train_softmax_regression(train, test, epochs=10)


@pytest.mark.slow
def test_a_softmax_regression_learns_as_on_the_real_set(full_training: Training) -> None:
    first, last = full_training.history[0], full_training.history[-1]
    assert 0.78 <= first.test_accuracy <= 0.83
    assert 0.82 <= last.test_accuracy <= 0.87


@pytest.mark.slow
def test_training_ends_clear_of_the_bounds_the_kit_asserts(full_training: Training) -> None:
    last = full_training.history[-1]
    assert last.loss <= 0.49
    assert last.train_accuracy > 0.7


@pytest.mark.slow
def test_what_is_learned_from_drawn_garments_holds_for_real_ones(
    real_garments: LabelledImages, full_training: Training
) -> None:
    assert full_training.accuracy(*real_garments) >= 0.7


@pytest.fixture(scope="module")
def real_garments() -> LabelledImages:
    """Every real image of the folder, training and test split together."""
    folder = Path(os.environ.get("FASHION_MNIST_DIR", REPOSITORY.parent / "shared" / "data"))
    parts = []
    for part in ("images-idx3", "labels-idx1"):
        files = [folder / "FashionMNIST" / "raw" / f"{split}-{part}-ubyte" for split in ("train", "t10k")]
        for file in files:
            if not file.is_file():
                pytest.skip(f"no real garments: {file} is missing (FASHION_MNIST_DIR names the folder)")
        parts.append(torch.cat([read_idx(file) for file in files]))
    images, labels = parts
    return images, labels.long()


def read_idx(file: Path) -> Tensor:
    """IDX: two zero bytes, the type (8 is uint8), the number of dimensions, big-endian sizes, the values."""
    content = bytearray(file.read_bytes())
    dimensions = content[3]
    sizes = struct.unpack_from(f">{dimensions}I", content, offset=4)
    return torch.frombuffer(content, dtype=torch.uint8, offset=4 + 4 * dimensions).reshape(sizes)
