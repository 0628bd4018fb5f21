"""Pictures of images in a grid: of the data (3.5.3), and of what a model has learned to look for."""

from collections.abc import Iterable, Sequence

import torch
from matplotlib import colormaps
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from numpy.typing import ArrayLike
from torch import Tensor

from given.display import new_figure
from given.fonts import N_, drawable, families

Images = Iterable[Tensor | ArrayLike]


def show_images(
    images: Images, num_rows: int, num_cols: int, titles: Sequence[str] | None = None, scale: float = 1.5
) -> list[Axes]:
    """Draw images in a grid, row by row, each cell `scale` inches wide and high (3.5.3).

    images: gray images of shape (height, width) or (1, height, width), or one tensor of them all; those
        that have no place in the grid are left out.
    Returns the num_rows * num_cols axes, row by row. In a notebook they appear below the cell; in a script
    call `matplotlib.pyplot.show()`, or save `axes[0].figure`.
    """
    return draw_grid(new_figure(num_cols * scale, num_rows * scale), images, num_rows, num_cols, titles or ())


def draw_grid(
    figure: Figure, images: Images, num_rows: int, num_cols: int, titles: Sequence[str], **look: object
) -> list[Axes]:
    """The axes of a grid of images in this figure; `look` goes to matplotlib's imshow."""
    figure.set_layout_engine("constrained", w_pad=0.06, h_pad=0.06)
    axes = list(figure.subplots(num_rows, num_cols, squeeze=False).flat)
    for ax in axes:
        ax.set_axis_off()
    for ax, image in zip(axes, images, strict=False):
        pixels = torch.as_tensor(image).detach().cpu()
        ax.imshow(pixels.reshape(pixels.shape[-2:]).numpy(), **{"cmap": "gray", **look})
    for ax, title in zip(axes, titles, strict=False):
        ax.set_title(title, fontsize="medium", fontfamily=families())
    return axes


def draw_weights(W: Tensor) -> Figure:
    """The weights of each class as an image, (784, 10): where a bright pixel speaks for the class, and where against.

    All images have the same scale, with 0 white; what is no finite number is gray.
    """
    images = W.detach().cpu().T.reshape(-1, 28, 28)
    finite = images[images.isfinite()].abs()
    most = float(finite.max()) if len(finite) else 1.0
    figure = new_figure(8, 3.9)
    look = {"cmap": colormaps["RdBu_r"].with_extremes(bad="gray"), "vmin": -most, "vmax": most}
    axes = draw_grid(figure, images.where(images.isfinite(), torch.nan), 2, 5, class_names(), **look)
    bar = figure.colorbar(axes[0].get_images()[0], ax=axes, shrink=0.8, aspect=30)
    bar.ax.tick_params(labelsize="small")
    what = N_("the learned weights: a bright pixel at a red place speaks for the class, at a blue one against it")
    if len(finite) < images.numel():
        what = N_("the weights: where they are gray, they have become NaN or infinite")
    caption(figure, what)
    return figure


def caption(figure: Figure, text: str) -> None:
    figure.suptitle(drawable(text), fontsize="small", fontfamily=families())


def class_names() -> list[str]:
    """The names of the classes as a picture can show them here, in the order of the labels."""
    names = (
        N_("t-shirt"), N_("trouser"), N_("pullover"), N_("dress"), N_("coat"), N_("sandal"), N_("shirt"),
        N_("sneaker"), N_("bag"), N_("ankle boot"),
    )  # fmt: skip
    return [drawable(name) for name in names]
