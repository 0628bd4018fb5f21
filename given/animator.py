"""Lines that grow while a model trains (3.6.6)."""

import math
import os
import sys
from collections.abc import Iterable, Sequence
from gettext import gettext as _
from itertools import cycle
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
import numpy as np
from matplotlib.lines import Line2D
from matplotlib.ticker import MaxNLocator

from given.display import in_notebook, in_window, new_figure, save, show_below
from given.fonts import families

LINE_STYLES = ("C0-", "C3--", "C2-.", "C4:")
MARKERS = "os^D"
MOST_MARKERS = 30
DRAWINGS = 10
"""So many show how a training goes; one for each of 59 short epochs would take longer than to train."""


class Animator:
    """Lines that grow while a model trains, called as the book's (3.6.6). Use a new one for each training.

    legend: the names of the lines, in the order of the values that `add` takes; without it there are as many lines
        as the first call of `add` has values.
    xlim, ylim: what the axes show at first, the first and the last epoch in xlim; they widen for values outside.
    fmts: matplotlib's formats of the lines, used in turn. figsize: inches.

    They are drawn in a window or a notebook, otherwise into the PNG file at `path`; where it lies is printed
    once. A training of many epochs is redrawn ten times, the last time at the end of `xlim`. A window that is
    closed, or a file that cannot be written, ends the drawing and not the training.
    """

    def __init__(
        self, xlabel: str | None = None, ylabel: str | None = None, legend: Sequence[str] = (),
        xlim: Sequence[float] | None = None, ylim: Sequence[float] | None = None,
        xscale: str = "linear", yscale: str = "linear", fmts: Sequence[str] = LINE_STYLES, *,
        figsize: tuple[float, float] = (6, 4), path: str | os.PathLike[str] = "training.png",
    ) -> None:  # fmt: skip
        self.figure = new_figure(*figsize)
        self._window = in_window(self.figure)
        if not self._window:
            plt.close(self.figure)
        self.figure.set_layout_engine("constrained")
        self._ax = self.figure.add_subplot(xscale=xscale, yscale=yscale)
        self._ax.set_xlabel(xlabel or "", fontfamily=families())
        self._ax.set_ylabel(ylabel or "", fontfamily=families())
        if xscale == "linear":
            self._ax.xaxis.set_major_locator(MaxNLocator(integer=True, min_n_ticks=1))
        self._ax.grid(alpha=0.4)
        self._ax.margins(0.03)  # so that points on the edge are whole
        beside = 0.5 if xlim and xlim[0] == xlim[1] else 0  # or an only epoch would be wide, with fractions beside it
        self._ax.update_datalim([(x + shift, 0) for x in xlim or () for shift in (-beside, beside)], updatey=False)
        self._ax.update_datalim([(0, y) for y in ylim or ()], updatex=False)
        points = xlim[1] - xlim[0] + 1 if xlim else 1
        self._end = xlim[1] if xlim else -math.inf  # without an end, every point is drawn
        self._points_per_drawing = math.ceil(points / DRAWINGS)
        self._formats = fmts
        self._marked = fmts is LINE_STYLES and points <= MOST_MARKERS
        self._lines = self._new_lines(legend)
        if legend:
            self._ax.legend(loc="best", prop={"family": families()})
        self._additions = 0
        self._path = Path(path)
        self._notebook_output: Any = None
        self._is_first = True
        self._ended = False

    def add(self, x: float, y: Any) -> None:
        """Add a point to each line, and redraw if it is time.

        y: the values in the order of the legend, or one number for a single line; None adds nothing to its line.
        """
        values = [None if value is None else float(value) for value in _several(y)]
        self._lines = self._lines or self._new_lines([""] * len(values))
        if len(values) != len(self._lines):
            raise ValueError(_("{values} values for {lines} lines").format(values=len(values), lines=len(self._lines)))
        for line, value in zip(self._lines, values, strict=True):
            if value is not None:
                xs, ys = line.get_data()
                line.set_data(np.append(xs, x), np.append(ys, value))
                self._ax.update_datalim([(x, value)])
        self._additions += 1
        if x >= self._end or self._additions % self._points_per_drawing == 0:
            self.redraw()

    def redraw(self) -> None:
        """Show every point so far, unless the drawing has ended: for a training that stops before its last epoch."""
        if self._ended:
            return
        self._ax.autoscale_view()
        if self._window:
            self._redraw_window()
        elif in_notebook():
            self._notebook_output = show_below(self.figure, self._notebook_output)
        else:
            self._save()
        self._is_first = False

    @property
    def saved(self) -> list[Path]:
        """The file that shows the curves, if there is one."""
        return [] if self._window or self._is_first or self._ended or self._notebook_output else [self._path]

    def _new_lines(self, labels: Sequence[str]) -> list[Line2D]:
        lines = [
            self._ax.plot([], [], style, clip_on=False, label=label)[0]
            for label, style in zip(labels, cycle(self._formats), strict=False)
        ]
        if self._marked:
            for line, marker in zip(lines, cycle(MARKERS), strict=False):
                line.set(marker=marker, markersize=4)
        return lines

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
            save(self.figure, self._path)
        except OSError as error:
            message = _("The curves cannot be saved ({error}). Training goes on without them.")
            print(message.format(error=error), file=sys.stderr)
            self._ended = True
            return
        if self._is_first:
            print(_("The curves are drawn in {path}").format(path=self._path.resolve()), flush=True)


def _several(values: Any) -> Iterable[Any]:
    try:
        return tuple(values)
    except TypeError:  # one number; a tensor of one, too
        return (values,)
