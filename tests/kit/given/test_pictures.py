"""Grids of images: of the data, and of what a model has learned to look for."""

import numpy as np
import pytest
import torch

from given.data import FASHION_LABELS
from given.pictures import draw_weights, show_images

pytestmark = pytest.mark.usefixtures("no_display")


IMAGES = {
    "with a channel": torch.rand(2, 1, 4, 5),
    "with gradients": torch.rand(2, 4, 5, requires_grad=True),
    "bytes": torch.randint(256, (2, 4, 5), dtype=torch.uint8),
    "a mixed list": [np.random.default_rng(0).random((4, 5)), torch.ones(1, 4, 5)],
}


@pytest.mark.parametrize("kind", IMAGES)
def test_images_may_be_tensors_or_arrays_of_any_kind(kind):
    axes = show_images(IMAGES[kind], 1, 2)
    assert [ax.get_images()[0].get_array().shape for ax in axes] == [(4, 5), (4, 5)]


def test_images_are_drawn_row_by_row_with_their_titles_and_room_to_spare_stays_empty():
    images = torch.arange(5.0).reshape(5, 1, 1).expand(5, 4, 5)
    axes = show_images(images, 2, 3, titles=list("abcde"), scale=2)
    assert [ax.get_title() for ax in axes] == [*"abcde", ""]
    assert [[image.get_array().max() for image in ax.get_images()] for ax in axes] == [[0], [1], [2], [3], [4], []]
    assert axes[0].figure.get_size_inches().tolist() == [6, 4]


def test_each_class_has_its_weights_as_an_image_with_zero_in_the_middle_of_the_same_scale():
    W = torch.zeros(784, 10, requires_grad=True)
    with torch.no_grad():
        W[3, 1], W[30, 9] = -2.0, 0.5
    *axes, _bar = draw_weights(W).axes
    images = [ax.get_images()[0] for ax in axes]
    assert (images[1].get_array()[0, 3], images[9].get_array()[1, 2]) == (-2, 0.5)
    assert {image.get_clim() for image in images} == {(-2, 2)}
    assert [ax.get_title() for ax in axes] == list(FASHION_LABELS)


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("value", [torch.nan, torch.inf])
def test_weights_that_are_no_numbers_are_said_to_be_so(value):
    figure = draw_weights(torch.full((784, 10), value))
    figure.canvas.draw()
    assert "where they are gray, they have become NaN or infinite" in figure.get_suptitle()
