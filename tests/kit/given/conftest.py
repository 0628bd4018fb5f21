"""Places for pictures: a folder for files, and stand-ins for a notebook and a window.

The real notebook and the real window need packages and a display that the tests do without.
"""

import sys
from types import SimpleNamespace

import matplotlib.pyplot as plt
import pytest
from matplotlib.figure import Figure


@pytest.fixture
def no_display(monkeypatch, tmp_path):
    """Draw without a window and write into an empty folder; leave no figure open for the next test."""
    plt.switch_backend("Agg")
    monkeypatch.chdir(tmp_path)
    yield
    plt.close("all")


@pytest.fixture
def notebook(monkeypatch):
    """A stand-in for IPython inside a Jupyter kernel: it records what is displayed and what is updated."""
    log = []

    def display(image, display_id):
        log.append(("display", image))
        return SimpleNamespace(update=lambda image: log.append(("update", image)))

    output = SimpleNamespace(Image=lambda data: data, display=display)
    ipython = SimpleNamespace(get_ipython=lambda: SimpleNamespace(kernel=object()), display=output)
    monkeypatch.setitem(sys.modules, "IPython", ipython)
    monkeypatch.setitem(sys.modules, "IPython.display", output)
    return log


@pytest.fixture
def window(monkeypatch):
    """A stand-in for a backend with windows: Agg that claims to have them, and a record of their calls."""
    log = []
    canvas = plt.figure().canvas.__class__
    plt.close("all")
    monkeypatch.setattr(canvas, "required_interactive_framework", "a stand-in")
    monkeypatch.setattr(canvas, "draw_idle", lambda self: log.append("draw"))
    monkeypatch.setattr(canvas, "flush_events", lambda self: log.append("flush"))
    monkeypatch.setattr("matplotlib.figure.Figure.show", lambda self: log.append("show"))
    monkeypatch.setattr(plt, "show", lambda: log.append("wait"))
    return log


@pytest.fixture
def saved(monkeypatch: pytest.MonkeyPatch) -> list[Figure]:
    """The figures that are saved from now on."""
    figures: list[Figure] = []
    save = Figure.savefig
    monkeypatch.setattr(Figure, "savefig", lambda self, *a, **k: (figures.append(self), save(self, *a, **k)))
    return figures
