"""The drawn garments: the same at every draw, balanced, and about as hard to tell apart as the real ones."""

from functools import partial

import pytest
import torch
from torch.nn.functional import cross_entropy

from given.data import ALL_GARMENTS, ImageData, batches_of, load_images, scale_pixels
from given.garments import draw
from given.idx import FOLDER
from given.learned import check_learned
from given.model import evaluate_accuracy, init_params, net, one_thread, sgd
from given.training import train_epochs
from tests.kit.given.image_files import REAL_DATA
from tests.kit.given.test_training import train_epoch


@pytest.mark.parametrize("n", [0, 1, 7, 30])
def test_any_number_is_drawn_in_the_shapes_and_dtypes_of_fashion_mnist(n: int) -> None:
    images, labels = draw(n, seed=0)
    assert (images.shape, images.dtype) == ((n, 28, 28), torch.uint8)
    assert (labels.shape, labels.dtype) == ((n,), torch.int64)
    assert len(set(labels.tolist())) == min(n, 10)


def test_every_class_has_as_many_images_in_a_shuffled_order_of_each_seed() -> None:
    _, labels = draw(500, seed=3)
    assert labels.bincount().tolist() == [50] * 10
    assert 20 < int((labels.diff() == 0).sum()) < 90, "two neighbours should be of one class about once in ten"
    assert not torch.equal(labels, draw(500, seed=4)[1])


def test_the_same_seed_draws_the_same_bytes_and_another_seed_other_garments() -> None:
    images, labels = draw(500, seed=3)
    again, labels_again = draw(500, seed=3)
    assert torch.equal(images, again)
    assert torch.equal(labels, labels_again)
    others, _ = draw(500, seed=4)
    assert len({bytes(image.flatten().tolist()) for image in [*images, *others]}) == 1000


def test_torchs_own_random_numbers_and_number_of_threads_change_nothing_and_are_left_alone() -> None:
    torch.manual_seed(1)
    state, threads = torch.get_rng_state(), torch.get_num_threads()
    images, _ = draw(3_000, seed=6)
    assert torch.equal(torch.get_rng_state(), state)
    assert torch.get_num_threads() == threads
    torch.manual_seed(2)
    torch.set_num_threads(threads + 1)
    try:
        assert torch.equal(draw(3_000, seed=6)[0], images)
        assert torch.get_num_threads() == threads + 1
    finally:
        torch.set_num_threads(threads)


def test_every_garment_stands_out_from_a_black_background() -> None:
    images, labels = draw(1_000, seed=7)
    covered = (images > 0).flatten(1).float().mean(1)
    for label in range(10):
        assert 0.1 < covered[labels == label].mean() < 0.8, f"class {label}"
    assert (images.flatten(1).max(1).values > 20).all()


def trained(data: ImageData, epochs: int):
    """The figures of each epoch of softmax regression, trained as in the book, and the trained net."""
    torch.manual_seed(0)
    W, b = init_params()
    model = partial(net, W=W, b=b, softmax=lambda scores: scores)  # torch's cross_entropy takes the scores
    train_iter = batches_of(data.train_images, data.train_labels, 256, shuffle=True)
    test_iter = batches_of(data.test_images, data.test_labels, 256)
    loss, updater = partial(cross_entropy, reduction="none"), partial(sgd, [W, b], 0.1)
    with one_thread():
        return list(train_epochs(model, train_iter, test_iter, loss, epochs, updater, train_epoch)), model


@pytest.mark.slow
def test_on_as_many_as_the_real_ones_the_books_training_comes_to_about_the_same() -> None:
    history, model = trained(load_images("synthetic", drawn=ALL_GARMENTS), 10)
    assert 0.78 <= history[0].test_accuracy <= 0.83
    assert 0.82 <= history[-1].test_accuracy <= 0.87
    assert history[-1].train_loss <= 0.49, "clear of the bound that is asserted"
    check_learned(history)
    if (REAL_DATA / FOLDER).is_dir():
        real = load_images("fashion-mnist", REAL_DATA)
        both = [(real.train_images, real.train_labels), (real.test_images, real.test_labels)]
        assert evaluate_accuracy(model, [(scale_pixels(X), y) for X, y in both]) >= 0.7, "it holds for real ones too"
