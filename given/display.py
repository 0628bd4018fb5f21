"""Where a picture goes: a window, the output of a notebook's cell, or a PNG file where there is neither.

A window is there when matplotlib's backend opens windows. The backend and rcParams stay the user's own.
"""

import io
import sys
import tempfile
from collections.abc import Mapping, Sequence
from gettext import gettext as _
from gettext import ngettext
from pathlib import Path
from typing import Any

import matplotlib.pyplot as plt
from matplotlib.figure import Figure


def new_figure(width: float, height: float) -> Figure:
    """An empty figure of this size in inches; pyplot knows it, unless its backend cannot be loaded here."""
    try:
        return plt.figure(figsize=(width, height), layout="none")
    except ImportError:  # MPLBACKEND or matplotlibrc names a backend that is not installed
        return Figure(figsize=(width, height))


def in_window(figure: Figure) -> bool:
    return figure.canvas.manager is not None and figure.canvas.required_interactive_framework is not None


def in_notebook() -> bool:
    """Whether a Jupyter kernel runs this code; a plain IPython terminal has none."""
    ipython = sys.modules.get("IPython")
    return ipython is not None and hasattr(ipython.get_ipython(), "kernel")


def show_below(figure: Figure, output: Any = None) -> Any:
    """Show a figure below the cell, in the place of an earlier output; returns the output."""
    from IPython import display as ipython  # type: ignore[import-not-found,unused-ignore]

    png = io.BytesIO()
    figure.savefig(png, format="png")
    image = ipython.Image(data=png.getvalue())  # type: ignore[no-untyped-call,unused-ignore]  # IPython gives few types
    if output is None:
        return ipython.display(image, display_id=True)  # type: ignore[no-untyped-call,unused-ignore]  # as above
    output.update(image)
    return output


def save(figure: Figure, path: Path) -> None:
    """Write a PNG file in one step, so that a viewer never meets half a picture. OSError where that fails."""
    with tempfile.TemporaryDirectory(dir=path.parent, prefix=".picture-") as folder:
        draft = Path(folder) / "picture.png"
        figure.savefig(draft, format="png")
        draft.replace(path)


def present(pictures: Mapping[str, Figure]) -> list[Path]:
    """Show finished pictures, in their order: in windows until they are closed, below the cell, or as files.

    pictures: by the names of the files, "weights.png" for one.
    Returns the files that were saved into the working folder; a line on stderr for each that cannot be.
    """
    if any(map(in_window, pictures.values())):
        message = ngettext("Close the window to go on.", "Close the windows to go on.", len(plt.get_fignums()))
        print(message, flush=True)
        plt.show()
        return []
    saved = []
    for name, figure in pictures.items():
        plt.close(figure)
        if in_notebook():
            show_below(figure)
            continue
        try:
            save(figure, Path(name))
            saved.append(Path(name))
        except OSError as error:
            print(_("{name} cannot be saved ({error}).").format(name=name, error=error), file=sys.stderr)
    return saved


def say_where(saved: Sequence[Path]) -> None:
    """One line, if any picture was saved, that says where they are: all in one folder."""
    if saved:
        message = _("The picture is {path}") if len(saved) == 1 else _("The pictures are in {folder}: {names}")
        first, names = saved[0].resolve(), ", ".join(path.name for path in saved)
        print(message.format(path=first, folder=first.parent, names=names), flush=True)
