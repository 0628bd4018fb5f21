"""Pictures for the pages: drawn by matplotlib as SVG, in the colours of the page, with a text that says the same.

They hold numbers and the ids of exercises alone: words stand around them, where the page's own fonts show Chinese too.
"""

import base64
import io
import re
from collections.abc import Mapping, Sequence
from gettext import gettext as _
from typing import Any

import matplotlib
from markupsafe import Markup
from matplotlib.axes import Axes
from matplotlib.backends.backend_svg import FigureCanvasSVG
from matplotlib.figure import Figure
from matplotlib.ticker import MaxNLocator
from PIL import Image

from grading.results import EpochMetrics, Sample, Training

COLOURS = {
    "ink": "#010101", "muted": "#020202", "line": "#030303", "first": "#040404", "second": "#050505",
    "third": "#060606", "none": "#070707",
}  # fmt: skip
"""What stands in a drawing for a variable of the page's style, so that it is dark where the page is."""
LOOK: Mapping[Any, Any] = {
    "svg.fonttype": "none", "text.usetex": False,
    "font.size": 9.5, "font.family": "sans-serif", "axes.spines.top": False,
    "axes.spines.right": False, "axes.edgecolor": COLOURS["line"], "axes.labelcolor": COLOURS["muted"],
    "xtick.color": COLOURS["line"], "ytick.color": COLOURS["line"], "xtick.labelcolor": COLOURS["muted"],
    "ytick.labelcolor": COLOURS["muted"], "text.color": COLOURS["ink"], "figure.facecolor": "none",
    "axes.facecolor": "none", "axes.grid.axis": "y", "grid.color": COLOURS["line"], "axes.axisbelow": True,
    "axes.formatter.limits": (-3, 4),
}  # fmt: skip
DRAWABLE = 1e15
"""What a learner's epoch reports may be any number; matplotlib fails where it is near the largest of all."""
MARGINS = {"left": 0.1, "right": 0.98, "bottom": 0.13, "top": 0.91}
"""Of the curves, which are drawn for each submission of a class."""
WIDTH = 4.6
"""Inches, of 72 units each: about as many as a telephone has pixels, so that letters stay readable there."""


def histogram(labels: Sequence[str], counts: Sequence[int], beneath: Sequence[int], text: str) -> Markup:
    """A bar for each label; of each, so many of the count are shown apart."""
    with matplotlib.rc_context({**LOOK, "svg.hashsalt": "histogram"}):
        figure, axes = _new(2.2)
        places = range(len(labels))
        above = [count - part for count, part in zip(counts, beneath, strict=True)]
        axes.bar(places, beneath, width=0.86, color=COLOURS["none"])
        axes.bar(places, above, bottom=beneath, width=0.86, color=COLOURS["first"])
        for place, count in enumerate(counts):
            if count:
                axes.annotate(str(count), (place, count), (0, 2), textcoords="offset points", ha="center")
        axes.set_xticks(places, labels)
        axes.tick_params(axis="x", length=0)
        axes.set_yticks([])
        axes.spines["left"].set_visible(False)
        axes.margins(x=0.01, y=0.12)
        return _svg(figure, text)


def shares(parts: Mapping[str, Sequence[int]], text: str) -> Markup:
    """By its name, in how many parts of which size each row falls, from the left; all rows are equally long."""
    with matplotlib.rc_context({**LOOK, "svg.hashsalt": "shares"}):
        figure, axes = _new(0.35 + 0.3 * len(parts))
        colours = [COLOURS[name] for name in ("first", "second", "third", "none")]
        for row, sizes in enumerate(parts.values()):
            begin, whole = 0.0, max(sum(sizes), 1)
            for size, colour in zip(sizes, colours, strict=True):
                axes.barh(row, 100 * size / whole, left=begin, height=0.68, color=colour)
                begin += 100 * size / whole
        axes.set_yticks(range(len(parts)), list(parts))
        axes.tick_params(axis="y", length=0, labelcolor=COLOURS["ink"])
        axes.set_xticks(range(0, 101, 25), [f"{percent} %" for percent in range(0, 101, 25)])
        axes.set(xlim=(0, 100), ylim=(len(parts) - 0.5, -0.5))
        axes.spines["left"].set_visible(False)
        return _svg(figure, text)


def loss_curve(training: Training) -> Markup:
    """The loss that the learner's own epoch reports."""
    losses = _points(training.history, "train_loss")
    text = _("No loss was reported that can be drawn.")
    if losses:
        text = _("Training loss by epoch: {first:.3g} in epoch {begin}, {last:.3g} in epoch {end}.")
        (begin, first), (end, last) = losses[0], losses[-1]
        text = text.format(first=first, begin=begin, last=last, end=end)
    with matplotlib.rc_context({**LOOK, "svg.hashsalt": "loss"}):
        figure, axes = _new(1.9, MARGINS)
        _line(axes, losses, "first", "-")
        if all(loss >= 0 for _epoch, loss in losses):
            axes.set_ylim(bottom=0)
        return _svg(_over_epochs(figure, axes, training), text)


def accuracy_curves(training: Training) -> Markup:
    """The accuracies on the training and the test images, with the one that is asked for."""
    history = training.history
    text = _("Accuracy on the test images by epoch: {first:.3f} in epoch {begin}, {last:.3f} in epoch {end}.")
    text = text.format(
        first=history[0].test_accuracy, begin=history[0].epoch, last=history[-1].test_accuracy, end=history[-1].epoch
    )
    with matplotlib.rc_context({**LOOK, "svg.hashsalt": "accuracies"}):
        figure, axes = _new(1.9, MARGINS)
        axes.axhline(training.threshold, color=COLOURS["muted"], linewidth=0.8, dashes=(1, 2))
        _line(axes, _points(history, "train_accuracy"), "second", "--")
        _line(axes, _points(history, "test_accuracy"), "first", "-")
        axes.set_ylim(0, 1)
        return _svg(_over_epochs(figure, axes, training), text)


def image(sample: Sample) -> str:
    """The image of a sample as a data URI: dark on white, as a print is."""
    width, height = len(sample.pixels[0]), len(sample.pixels)
    ink = bytes(255 - pixel for row in sample.pixels for pixel in row)
    png = io.BytesIO()
    Image.frombytes("L", (width, height), ink).save(png, "PNG", optimize=True)
    return f"data:image/png;base64,{base64.b64encode(png.getvalue()).decode()}"


def leaves_the_picture(training: Training) -> bool:
    """Whether the accuracy that a learner's own epoch reports is none, so that its curve is not or not wholly seen."""
    return any(not 0 <= fraction <= 1 for _epoch, fraction in _points(training.history, "train_accuracy"))


def _new(height: float, margins: Mapping[str, float] | None = None) -> tuple[Figure, Axes]:
    """A figure, laid out by what stands in it, or with these margins, which takes half the time."""
    figure = Figure(figsize=(WIDTH, height), layout=None if margins else "constrained")
    FigureCanvasSVG(figure)
    if margins:
        figure.subplots_adjust(**margins)
    return figure, figure.add_subplot()


def _points(history: Sequence[EpochMetrics], name: str) -> list[tuple[int, float]]:
    """Epochs, and the figures of this name that can be drawn."""
    points = [(metrics.epoch, getattr(metrics, name)) for metrics in history]
    return [(epoch, value) for epoch, value in points if value is not None and abs(value) < DRAWABLE]


def _line(axes: Axes, points: Sequence[tuple[int, float]], colour: str, style: str) -> None:
    marker = "o" if len(points) == 1 else ""
    xs, ys = [x for x, _y in points], [y for _x, y in points]
    axes.plot(xs, ys, color=COLOURS[colour], linestyle=style, linewidth=1.6, marker=marker, markersize=4)


def _over_epochs(figure: Figure, axes: Axes, training: Training) -> Figure:
    axes.grid(True, linewidth=0.5)
    axes.xaxis.set_major_locator(MaxNLocator(6, integer=True, min_n_ticks=1))
    axes.yaxis.set_major_locator(MaxNLocator(4))
    beside = 0.5 if training.epochs == 1 else 0
    axes.set_xlim(1 - beside, training.epochs + beside)
    return figure


def _svg(figure: Figure, text: str) -> Markup:
    """The figure as an element of a page, which says this text in its place."""
    file = io.StringIO()
    figure.savefig(file, format="svg", transparent=True, metadata={"Date": None})
    drawing = file.getvalue().partition("</metadata>")[2]
    drawing = re.sub(r"<style.*?</style>", "", drawing, flags=re.DOTALL)
    drawing = re.sub(r'<g id="[^"]*"', "<g", drawing)  # the next figure has the same
    drawing = re.sub(r'font: ([\d.]+px) [^;"]*', r"font-size: \1", drawing)  # as older versions write it
    drawing = re.sub(r'font-family: [^;"]*;', "", drawing)
    for name, colour in COLOURS.items():
        drawing = drawing.replace(colour, f"var(--{name})")
    width, height = (72 * inches for inches in figure.get_size_inches())
    opening = Markup('<svg class="drawn" viewBox="0 0 {:g} {:g}" role="img" aria-label="{}">').format(
        width, height, text
    )
    return opening + Markup(drawing)
