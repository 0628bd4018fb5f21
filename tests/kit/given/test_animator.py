"""The curves of a training: in a file, in a notebook, in a window."""

import sys
from types import SimpleNamespace

import matplotlib.pyplot as plt
import pytest
import torch
from matplotlib.image import imread

from given.animator import Animator

pytestmark = pytest.mark.usefixtures("no_display")
LEGEND = ("train loss", "train accuracy", "test accuracy")


def animator(**changes):
    return Animator(**{"xlabel": "epoch", "legend": LEGEND, "xlim": (1, 10), "ylim": (0.3, 0.9), **changes})


def add(animator, *epochs):
    for epoch in epochs:
        animator.add(epoch, (0.8, 0.7, 0.6))


# Animator, saving files


def test_the_file_is_the_only_one_left_behind_and_where_it_lies_is_printed_once(tmp_path, capsys):
    add(animator(path="curves.png"), 1, 2, 3)
    assert [path.name for path in tmp_path.iterdir()] == ["curves.png"]
    assert imread(tmp_path / "curves.png").shape == (400, 600, 4)
    assert capsys.readouterr().out == f"The curves are drawn in {tmp_path / 'curves.png'}\n"


@pytest.mark.parametrize(
    ("epochs", "redrawn_at"),
    [(1, [1]), (10, list(range(1, 11))), (11, [2, 4, 6, 8, 10, 11]), (59, [6, 12, 18, 24, 30, 36, 42, 48, 54, 59])],
)
def test_a_training_is_redrawn_at_most_ten_times_with_every_point_and_when_it_is_over(saved, epochs, redrawn_at):
    curve, drawn = animator(xlim=(1, epochs)), []
    for epoch in range(1, epochs + 1):
        curve.add(epoch, (1 / epoch, 0.7, 0.6))
        drawn += [epoch] * (len(saved) - len(drawn))
    assert drawn == redrawn_at
    loss_line = saved[0].axes[0].get_lines()[0]
    assert loss_line.get_xydata().tolist() == [[epoch, 1 / epoch] for epoch in range(1, epochs + 1)]


def shown(ax):
    """What the axes show, without the margin."""
    return tuple(tuple(part.round(9)) for part in ax.dataLim.get_points().T)


def test_the_axes_widen_for_finite_values_outside_and_only_then():
    curve = animator()
    curve.add(1, (0.5, float("nan"), float("inf")))
    (ax,) = curve.figure.axes
    assert shown(ax) == ((1, 10), (0.3, 0.9))
    curve.add(12, (2.3, 0.1, 0.7))
    assert shown(ax) == ((1, 12), (0.1, 2.3))
    assert ax.get_xlim()[1] > 12, "a point on the edge is whole"


@pytest.mark.filterwarnings("error")
def test_a_training_of_one_epoch_has_that_epoch_alone_on_its_axis_and_brings_no_warning(saved):
    curve = animator(xlim=(1, 1))
    add(curve, 1)
    ax = saved[0].axes[0]
    low, high = ax.get_xlim()
    assert [tick for tick in ax.get_xticks() if low <= tick <= high] == [1]


def test_a_line_may_have_no_value_and_a_single_line_needs_no_list():
    curve = animator(legend=("loss", "accuracy"))
    curve.add(0, (None, 0.1))
    curve.add(1, (0.8, 0.7))
    assert [line.get_xydata().tolist() for line in curve.figure.axes[0].get_lines()] == [
        [[1, 0.8]],
        [[0, 0.1], [1, 0.7]],
    ]
    lonely = Animator(yscale="log")
    for value in (0.8, torch.tensor(0.4)):
        lonely.add(1, value)
    assert len(lonely.figure.axes[0].get_lines()) == 1


def test_a_training_that_stops_early_can_have_its_last_points_drawn(saved, tmp_path):
    curve = animator(xlim=(1, 50))
    add(curve, 1, 2)
    assert (saved, curve.saved) == ([], [])
    curve.redraw()
    assert len(saved) == 1
    assert [path.resolve() for path in curve.saved] == [tmp_path / "training.png"]


def test_the_wrong_number_of_values_is_refused():
    with pytest.raises(ValueError, match="2 values for 3 lines"):
        animator().add(1, (0.8, 0.7))


def test_drawing_leaves_the_settings_and_the_open_figures_of_the_user_alone():
    mine = plt.figure()
    settings = dict(plt.rcParams)
    add(animator(), 1)
    assert dict(plt.rcParams) == settings
    assert plt.get_fignums() == [mine.number]


@pytest.mark.parametrize("backend", ["TkAgg", "module://not_installed"])
def test_a_backend_that_cannot_be_used_here_does_not_keep_the_file_from_being_saved(tmp_path, monkeypatch, backend):
    for variable in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(variable, raising=False)
    monkeypatch.setitem(plt.rcParams, "backend", backend)
    monkeypatch.setattr(plt, "_backend_mod", None)  # as in a process that has drawn nothing yet
    add(animator(), 1)
    assert sys.platform != "linux" or (tmp_path / "training.png").exists()


# Animator, in a notebook and in a window


def test_in_a_notebook_one_output_is_updated_in_place(notebook, tmp_path):
    add(animator(), 1, 2, 3)
    assert [kind for kind, _ in notebook] == ["display", "update", "update"]
    assert all(image.startswith(b"\x89PNG") for _, image in notebook)
    assert not list(tmp_path.iterdir())


def test_a_terminal_with_ipython_is_not_a_notebook(notebook, tmp_path):
    sys.modules["IPython"].get_ipython = lambda: SimpleNamespace()
    add(animator(), 1)
    assert not notebook
    assert (tmp_path / "training.png").exists()


def test_a_window_is_shown_once_and_closing_it_ends_the_drawing_and_not_the_training(window, tmp_path):
    curve = animator()
    add(curve, 1, 2)
    plt.close(curve.figure)
    add(curve, 3)
    assert window == ["show", "draw", "flush", "draw", "flush"]
    assert not list(tmp_path.iterdir())
