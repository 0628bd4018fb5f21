"""What given.pictures promises: without a display for real, in a notebook and a window with stand-ins.

The real notebook and the real window need packages and a display that the tests do without.
"""

import sys
from pathlib import Path
from types import SimpleNamespace

import matplotlib.pyplot as plt
import numpy as np
import pytest
import torch
from matplotlib.colors import same_color
from matplotlib.image import imread
from torch import nn

from given.animator import Animator
from given.pictures import predict_ch3, show_images

LEGEND = ("train loss", "train accuracy", "test accuracy")


@pytest.fixture(autouse=True)
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


def animator(**changes):
    return Animator(**{"xlabel": "epoch", "legend": LEGEND, "xlim": (1, 10), "ylim": (0.3, 0.9), **changes})


def add(animator, *epochs):
    for epoch in epochs:
        animator.add(epoch, (0.8, 0.7, 0.6))


def three_images():
    """A batch of three images of the classes 0, 1 and 2, and a net that takes the last for class 9."""
    net = lambda X: torch.eye(10)[[0, 1, 9]][: len(X)]  # noqa: E731
    return net, [(torch.rand(3, 1, 28, 28), torch.tensor([0, 1, 2]))]


def saved_figures(monkeypatch):
    """The figures that are saved from now on."""
    saved = []
    save = plt.Figure.savefig
    monkeypatch.setattr(plt.Figure, "savefig", lambda self, *a, **k: (saved.append(self), save(self, *a, **k)))
    return saved


# show_images


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
def test_a_training_is_redrawn_at_most_ten_times_with_every_point_and_when_it_is_over(monkeypatch, epochs, redrawn_at):
    saved = saved_figures(monkeypatch)
    curve, drawn = animator(xlim=(1, epochs)), []
    for epoch in range(1, epochs + 1):
        curve.add(epoch, (1 / epoch, 0.7, 0.6))
        drawn += [epoch] * (len(saved) - len(drawn))
    assert drawn == redrawn_at
    loss_line = saved[0].axes[0].get_lines()[0]
    assert loss_line.get_xydata().tolist() == [[epoch, 1 / epoch] for epoch in range(1, epochs + 1)]


def test_the_axes_widen_for_finite_values_outside_and_only_then():
    curve = animator()
    curve.add(1, (0.5, float("nan"), float("inf")))
    (ax,) = curve.figure.axes
    assert (ax.get_xlim(), ax.get_ylim()) == ((1, 10), (0.3, 0.9))
    curve.add(12, (2.3, 0.1, 0.7))
    assert (ax.get_xlim(), ax.get_ylim()) == ((1, 12), (0.1, 2.3))


@pytest.mark.filterwarnings("error")
def test_a_training_of_one_epoch_is_drawn_without_a_warning():
    curve = animator(xlim=(1, 1))
    add(curve, 1)
    low, high = curve.figure.axes[0].get_xlim()
    assert low < 1 < high


def test_the_wrong_number_of_values_is_refused():
    with pytest.raises(ValueError, match="2 values for 3 lines"):
        animator().add(1, (0.8, 0.7))


def test_drawing_leaves_the_settings_and_the_open_figures_of_the_user_alone():
    mine = plt.figure()
    settings = dict(plt.rcParams)
    add(animator(), 1)
    predict_ch3(*three_images())
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


def test_in_a_notebook_one_output_is_updated_in_place_and_predictions_get_their_own(notebook, tmp_path):
    add(animator(), 1, 2, 3)
    assert predict_ch3(*three_images()) is None
    assert [kind for kind, _ in notebook] == ["display", "update", "update", "display"]
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


# predict_ch3


def test_each_image_has_its_true_label_above_the_prediction_and_red_marks_a_wrong_one(monkeypatch, tmp_path):
    saved = saved_figures(monkeypatch)
    path = predict_ch3(*three_images())
    assert path == Path("predictions.png")
    assert imread(tmp_path / path).shape[2] == 4
    titles = [ax.title for ax in saved[0].axes]
    assert [title.get_text() for title in titles] == ["t-shirt\nt-shirt", "trouser\ntrouser", "pullover\nankle boot"]
    assert [same_color(title.get_color(), "red") for title in titles] == [False, False, True]


@pytest.mark.parametrize("n", [1, 2, 6, 10])
def test_no_text_of_a_picture_overlaps_another_and_images_keep_their_size(monkeypatch, n):
    saved = saved_figures(monkeypatch)
    longest_names = torch.full((10,), 9)
    predict_ch3(lambda X: torch.eye(10)[longest_names[: len(X)]], [(torch.rand(10, 28, 28), longest_names)], n)
    texts = [saved[0].texts[0], *(ax.title for ax in saved[0].axes if ax.get_title())]
    boxes = [text.get_window_extent() for text in texts]
    assert sum(len(ax.get_images()) for ax in saved[0].axes) == len(boxes) - 1 == n
    assert not [(a, b) for i, a in enumerate(boxes) for b in boxes[:i] if a.overlaps(b)]
    assert min(ax.get_window_extent().height for ax in saved[0].axes[:n]) > 130


def test_a_module_predicts_in_evaluation_mode_and_gets_its_own_mode_back(monkeypatch):
    saved = saved_figures(monkeypatch)
    module = nn.Sequential(nn.Flatten(), nn.Dropout(1.0))
    predict_ch3(module, [(torch.eye(10).reshape(10, 2, 5), torch.arange(10))], n=9)
    assert saved[0].axes[8].get_title() == "bag\nbag"
    assert module.training


def test_predicting_nothing_says_what_is_missing():
    net, batches = three_images()
    with pytest.raises(ValueError, match="the data iterator is empty"):
        predict_ch3(net, [])
    with pytest.raises(ValueError, match="n is 0; at least 1 image"):
        predict_ch3(net, batches, n=0)


def test_with_a_display_predictions_wait_in_a_window_until_it_is_closed(window, capsys):
    assert predict_ch3(*three_images()) is None
    assert window == ["wait"]
    assert capsys.readouterr().out == "Close the window to go on.\n"
