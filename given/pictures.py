"""Pictures of the data and of predictions (3.5 and 3.6.7)."""

import math
import os
from collections.abc import Iterable, Sequence
from gettext import gettext as _
from pathlib import Path

import matplotlib.pyplot as plt
import torch
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike
from torch import Tensor

from given.data import FASHION_LABELS, get_fashion_mnist_labels
from given.display import in_notebook, in_window, new_figure, save, show_below
from given.fonts import drawable, families
from given.model import Batches, Net, evaluating

Images = Iterable[Tensor | ArrayLike]

IMAGES_PER_ROW = 6


def show_images(
    images: Images, num_rows: int, num_cols: int, titles: Sequence[str] | None = None, scale: float = 1.5
) -> list[Axes]:
    """Draw images in a grid, row by row, each cell `scale` inches wide and high (3.5.3).

    images: gray images of shape (height, width) or (1, height, width), or one tensor of them all; those
        that have no place in the grid are left out.
    Returns the num_rows * num_cols axes, row by row. In a notebook they appear below the cell; in a script
    call `matplotlib.pyplot.show()`, or save `axes[0].figure`.
    """
    return _draw_grid(new_figure(num_cols * scale, num_rows * scale), images, num_rows, num_cols, titles or ())


def predict_ch3(
    net: Net, test_iter: Batches, n: int = 6, path: str | os.PathLike[str] = "predictions.png"
) -> Path | None:
    """Show the first n test images, each with its true label above the predicted one (3.6.7).

    net: maps a batch X to scores, (batch, 10).
    test_iter: yields batches (X, y) of Fashion-MNIST; only the first batch is shown.
    Shows a window (and waits until it is closed) or draws below the cell of a notebook, and returns None; otherwise
    it saves a PNG file and returns its path. ValueError when there is nothing to show, OSError from writing.
    """
    if n < 1:
        raise ValueError(_("n is {n}; at least 1 image is needed").format(n=n))
    X, y = (part[:n] for part in next(iter(test_iter), (torch.empty(0), torch.empty(0))))
    if not len(y):
        raise ValueError(_("no images to predict: the data iterator is empty"))
    with evaluating(net):
        predicted = net(X).argmax(dim=1)
    num_cols = min(len(y), IMAGES_PER_ROW)
    num_rows = math.ceil(len(y) / num_cols)
    shown = _class_names()
    names = [[shown[name] for name in get_fashion_mnist_labels(labels)] for labels in (y, predicted)]
    figure = new_figure(max(1.5 * num_cols, 3.6), 1.85 * num_rows + 0.2)
    axes = _draw_grid(figure, X, num_rows, num_cols, ["\n".join(pair) for pair in zip(*names, strict=True)])
    for ax, right in zip(axes, (predicted == y).tolist(), strict=False):
        ax.title.set_color("black" if right else "red")
    what = drawable(
        _("true label, below it the prediction (red: wrong)"), "true label, below it the prediction (red: wrong)"
    )
    figure.suptitle(what, fontsize="small", fontfamily=families())

    if in_window(figure):
        print(_("Close the window to go on."))
        plt.show()
        return None
    plt.close(figure)
    if in_notebook():
        show_below(figure)
        return None
    save(figure, Path(path))
    return Path(path)


def _class_names() -> dict[str, str]:
    """The names of the classes as a picture can show them here, by the English ones."""
    names = (
        _("t-shirt"), _("trouser"), _("pullover"), _("dress"), _("coat"), _("sandal"), _("shirt"), _("sneaker"),
        _("bag"), _("ankle boot"),
    )  # fmt: skip
    return {english: drawable(name, english) for english, name in zip(FASHION_LABELS, names, strict=True)}


def _draw_grid(figure: Figure, images: Images, num_rows: int, num_cols: int, titles: Sequence[str]) -> list[Axes]:
    figure.set_layout_engine("constrained")
    axes = list(figure.subplots(num_rows, num_cols, squeeze=False).flat)
    for ax in axes:
        ax.set_axis_off()
    for ax, image in zip(axes, images, strict=False):
        pixels = torch.as_tensor(image).detach().cpu()
        ax.imshow(pixels.reshape(pixels.shape[-2:]).numpy(), cmap="gray")
    for ax, title in zip(axes, titles, strict=False):
        ax.set_title(title, fontsize="medium", fontfamily=families())
    return axes
