"""What a model predicts, image by image (3.6.7) and class by class."""

import math
from dataclasses import dataclass
from gettext import gettext as _

import torch
from matplotlib.figure import Figure
from torch import Tensor

from given.display import new_figure, present, say_where
from given.fonts import N_, drawable, families
from given.model import Batches, Net, evaluating
from given.pictures import caption, class_names, draw_grid

IMAGES_PER_ROW = 6
WRONG = "#c00000"


@dataclass(frozen=True, eq=False)
class Predictions:
    """images: float32 (n, 1, height, width). labels, predicted: int64 (n,), the true classes and the predicted ones."""

    images: Tensor
    labels: Tensor
    predicted: Tensor

    def __getitem__(self, chosen: Tensor | slice) -> "Predictions":
        return Predictions(self.images[chosen], self.labels[chosen], self.predicted[chosen])

    @property
    def right(self) -> Tensor:
        """bool (n,)"""
        return self.predicted == self.labels


def predictions_of(net: Net, batches: Batches) -> Predictions:
    """What the net, which maps a batch X to scores (batch, 10), predicts for all images; ValueError without any."""
    with evaluating(net):
        parts = [(X, y, net(X).argmax(dim=1)) for X, y in batches]
    if not parts:
        raise ValueError(_("no images to predict: the data iterator is empty"))
    return Predictions(*map(torch.cat, zip(*parts, strict=True)))


def predict_ch3(net: Net, test_iter: Batches, n: int = 6) -> None:
    """Show the first n test images, each with its true label above the predicted one (3.6.7).

    net: maps a batch X to scores, (batch, 10).
    test_iter: yields batches (X, y) of Fashion-MNIST; only the first batch is shown.
    Shows a window (and waits until it is closed), draws below the cell of a notebook, or saves predictions.png and
    says where. ValueError when there is nothing to show.
    """
    if n < 1:
        raise ValueError(_("n is {n}; at least 1 image is needed").format(n=n))
    first = predictions_of(net, [batch for batch, _once in zip(test_iter, range(1), strict=False)])[:n]
    say_where(present({"predictions.png": draw_predictions(first)}))


def some_right_and_wrong(predictions: Predictions, n: int = IMAGES_PER_ROW) -> Predictions:
    """The first n right ones, and after them the first n wrong ones; fewer where there are fewer."""
    right = predictions.right
    return predictions[torch.cat([right.nonzero()[:n, 0], (~right).nonzero()[:n, 0]])]


def draw_predictions(predictions: Predictions) -> Figure:
    """Each image with its true label above the predicted one; what is wrong is said and has a red frame."""
    num_cols = min(len(predictions.labels), IMAGES_PER_ROW)
    num_rows = math.ceil(len(predictions.labels) / num_cols)
    names, wrong = class_names(), drawable(N_("wrong: {name}"))
    titles = [
        f"{names[label]}\n{names[label] if label == guess else wrong.format(name=names[guess])}"
        for label, guess in zip(predictions.labels.tolist(), predictions.predicted.tolist(), strict=True)
    ]
    figure = new_figure(max(1.6 * num_cols, 3.8), 1.95 * num_rows + 0.25)
    axes = draw_grid(figure, predictions.images, num_rows, num_cols, titles)
    for ax, right in zip(axes, predictions.right.tolist(), strict=False):
        if not right:
            ax.title.set_color(WRONG)
            ax.set_axis_on()
            ax.set(xticks=[], yticks=[])
            ax.spines[:].set(color=WRONG, linewidth=3)
    caption(figure, N_("true label, below it the prediction; a red frame: wrong"))
    return figure


def draw_confusion(predictions: Predictions) -> Figure:
    """How many images of each true class, row by row, were predicted as which: a column for each, in the same order.

    The darker a cell, the larger its share of the row.
    """
    names = class_names()
    size = len(names)
    counts = torch.bincount(size * predictions.labels + predictions.predicted, minlength=size**2).reshape(size, size)
    shares = counts / counts.sum(dim=1, keepdim=True).clamp(min=1)
    figure = new_figure(7, 6.4)
    figure.set_layout_engine("constrained", w_pad=0.06, h_pad=0.06)
    ax = figure.add_subplot()
    ax.imshow(shares.numpy(), cmap="Blues", vmin=0, vmax=1)
    for row in range(size):
        for column in range(size):
            color = "white" if shares[row, column] > 0.5 else "black" if counts[row, column] else "lightgray"
            ax.text(column, row, str(int(counts[row, column])), ha="center", va="center", color=color, fontsize="small")
    ax.set_xticks(range(size), names, rotation=45, ha="right", rotation_mode="anchor", fontfamily=families())
    ax.set_yticks(range(size), names, fontfamily=families())
    ax.set_xlabel(drawable(N_("prediction")), fontfamily=families())
    ax.set_ylabel(drawable(N_("true label")), fontfamily=families())
    caption(figure, N_("how many test images of each class the model took for which"))
    return figure
