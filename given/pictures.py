"""Pictures of the data, of the training and of predictions (3.5, 3.6.6 and 3.6.7).

A picture goes where it can be seen: a window when matplotlib's backend opens windows, the output of the
cell in a notebook, and a PNG file where there is neither. The backend and rcParams stay the user's own.
"""

import io
import math
import os
import sys
import tempfile
from collections.abc import Iterable, Sequence
from gettext import gettext as _
from itertools import cycle
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import torch
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from numpy.typing import ArrayLike
from torch import Tensor

from given.data import FASHION_LABELS, get_fashion_mnist_labels
from given.fonts import drawable, families
from given.model import Batches, Net, evaluating

Images = Iterable[Tensor | ArrayLike]

LINE_STYLES = ("C0-", "C3--", "C2-.", "C4:")
IMAGES_PER_ROW = 6
MOST_MARKERS = 30
DRAWINGS = 10
"""So many show how a training goes; one for each of 59 short epochs would take longer than to train."""


def show_images(
    images: Images, num_rows: int, num_cols: int, titles: Sequence[str] | None = None, scale: float = 1.5
) -> list[Axes]:
    """Draw images in a grid, row by row, each cell `scale` inches wide and high (3.5.3).

    images: gray images of shape (height, width) or (1, height, width), or one tensor of them all; those
        that have no place in the grid are left out.
    Returns the num_rows * num_cols axes, row by row. In a notebook they appear below the cell; in a script
    call `matplotlib.pyplot.show()`, or save `axes[0].figure`.
    """
    return _draw_grid(_new_figure(num_cols * scale, num_rows * scale), images, num_rows, num_cols, titles or ())


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
    figure = _new_figure(max(1.5 * num_cols, 3.6), 1.85 * num_rows + 0.2)
    axes = _draw_grid(figure, X, num_rows, num_cols, ["\n".join(pair) for pair in zip(*names, strict=True)])
    for ax, right in zip(axes, (predicted == y).tolist(), strict=False):
        ax.title.set_color("black" if right else "red")
    what = drawable(
        _("true label, below it the prediction (red: wrong)"), "true label, below it the prediction (red: wrong)"
    )
    figure.suptitle(what, fontsize="small", fontfamily=families())

    if _in_window(figure):
        print(_("Close the window to go on."))
        plt.show()
        return None
    plt.close(figure)
    if _in_notebook():
        _display(figure)
        return None
    _save(figure, Path(path))
    return Path(path)


def _class_names() -> dict[str, str]:
    """The names of the classes as a picture can show them here, by the English ones."""
    names = (
        _("t-shirt"), _("trouser"), _("pullover"), _("dress"), _("coat"), _("sandal"), _("shirt"), _("sneaker"),
        _("bag"), _("ankle boot"),
    )  # fmt: skip
    return {english: drawable(name, english) for english, name in zip(FASHION_LABELS, names, strict=True)}


class Animator:
    """Lines that grow while a model trains (3.6.6). Use a new one for each training.

    legend: the names of the lines, in the order of the values that `add` takes.
    xlim, ylim: what the axes show at first, the first and the last epoch in xlim; they widen for values outside.

    They are drawn in a window or a notebook, otherwise into the PNG file at `path`; where it lies is printed
    once. A training of many epochs is redrawn ten times, the last time at the end of `xlim`. A window that is
    closed, or a file that cannot be written, ends the drawing and not the training.
    """

    def __init__(
        self, xlabel: str, legend: Sequence[str], xlim: tuple[float, float], ylim: tuple[float, float],
        path: str | os.PathLike[str] = "training.png",
    ) -> None:  # fmt: skip
        self.figure = _new_figure(6, 4)
        self._window = _in_window(self.figure)
        if not self._window:
            plt.close(self.figure)
        self.figure.subplots_adjust(left=0.1, right=0.97, bottom=0.13, top=0.96)
        self._ax = self.figure.add_subplot()
        self._ax.set_xlabel(xlabel, fontfamily=families())
        self._ax.xaxis.set_major_locator(MaxNLocator(integer=True))
        self._ax.grid(alpha=0.4)
        marker = "o" if xlim[1] - xlim[0] < MOST_MARKERS else ""
        self._lines = [
            self._ax.plot([], [], style, marker=marker, markersize=3, clip_on=False, label=label)[0]
            for label, style in zip(legend, cycle(LINE_STYLES), strict=False)
        ]
        self._ax.legend(loc="best", prop={"family": families()})
        self._ax.margins(0)
        self._ax.update_datalim([*zip(xlim, ylim, strict=True)])
        self._end = xlim[1]
        self._points_per_drawing = max(1, math.ceil((xlim[1] - xlim[0] + 1) / DRAWINGS))
        self._points: list[tuple[float, ...]] = []
        self._path = Path(path)
        self._notebook_output: Any = None
        self._is_first = True
        self._ended = False

    def add(self, x: float, ys: Iterable[float]) -> None:
        """Add one point to each line, ys in the order of the legend, and redraw if it is time."""
        values = [float(y) for y in ys]
        if len(values) != len(self._lines):
            raise ValueError(_("{values} values for {lines} lines").format(values=len(values), lines=len(self._lines)))
        self._points.append((x, *values))
        xs, *columns = zip(*self._points, strict=True)
        for line, column in zip(self._lines, columns, strict=True):
            line.set_data(xs, column)
        self._ax.update_datalim([(x, y) for y in values])
        if self._ended or (x < self._end and len(self._points) % self._points_per_drawing):
            return
        self._ax.autoscale_view()
        if self._window:
            self._redraw_window()
        elif _in_notebook():
            self._notebook_output = _display(self.figure, self._notebook_output)
        else:
            self._save()
        self._is_first = False

    def _redraw_window(self) -> None:
        manager = self.figure.canvas.manager
        self._ended = manager is None or not plt.fignum_exists(manager.num)
        if self._ended:
            return
        if self._is_first:  # showing a window again may pull it in front of others
            self.figure.show()
        self.figure.canvas.draw_idle()
        self.figure.canvas.flush_events()

    def _save(self) -> None:
        try:
            _save(self.figure, self._path)
        except OSError as error:
            message = _("The curves cannot be saved ({error}). Training goes on without them.")
            print(message.format(error=error), file=sys.stderr)
            self._ended = True
            return
        if self._is_first:
            print(_("The curves are drawn in {path}").format(path=self._path.resolve()), flush=True)


def _new_figure(width: float, height: float) -> Figure:
    """An empty figure of this size in inches; pyplot knows it, unless its backend cannot be loaded here."""
    try:
        return plt.figure(figsize=(width, height), layout="none")
    except ImportError:  # MPLBACKEND or matplotlibrc names a backend that is not installed
        return Figure(figsize=(width, height))


def _in_window(figure: Figure) -> bool:
    return figure.canvas.manager is not None and figure.canvas.required_interactive_framework is not None


def _in_notebook() -> bool:
    """Whether a Jupyter kernel runs this code; a plain IPython terminal has none."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and hasattr(ipython.get_ipython(), "kernel")


def _display(figure: Figure, output: Any = None) -> Any:
    """Show a figure below the cell, in the place of an earlier output; returns the output."""
    from IPython.display import Image, display  # type: ignore[import-not-found,unused-ignore]

    png = io.BytesIO()
    figure.savefig(png, format="png")
    if output is None:
        return display(Image(data=png.getvalue()), display_id=True)
    output.update(Image(data=png.getvalue()))
    return output


def _save(figure: Figure, path: Path) -> None:
    """Write a PNG file in one step, so that a viewer never meets half a picture."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".picture-") as folder:
        draft = Path(folder) / "picture.png"
        figure.savefig(draft, format="png")
        draft.replace(path)


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
