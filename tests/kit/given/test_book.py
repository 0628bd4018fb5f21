"""The book's cells run as they are once `from given import d2l` stands where they import the book's package."""

import importlib
import runpy
import sys
import warnings
from collections.abc import Iterator
from types import ModuleType, SimpleNamespace
from typing import Any

import matplotlib.pyplot as plt
import pytest
import torch

from course import EXERCISES
from given import d2l, garments
from given.data import FASHION_LABELS
from given.model import one_thread
from tests.kit.answers import KIT
from tests.kit.given.image_files import isolate

CHAPTER = KIT / "tests" / "kit" / "given" / "chapter.py"


@pytest.fixture(scope="module")
def asked() -> list[str]:
    """What the kernel was asked to do, in order."""
    return []


@pytest.fixture(scope="module")
def chapter(asked: list[str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[SimpleNamespace]:
    """What a notebook holds once the chapter's cells have run in it: on a stand-in for its kernel, and few drawings."""
    draw, drawings = garments.draw, {60_000: (2_000, 1), 10_000: (400, 2)}

    def display(picture: object, display_id: bool = False) -> SimpleNamespace:
        asked.append("display")
        return SimpleNamespace(update=lambda picture: asked.append("update"))

    output = SimpleNamespace(display=display, clear_output=lambda wait: asked.append("clear"), Image=lambda data: data)
    kernel = SimpleNamespace(kernel=object())
    inline = SimpleNamespace(set_matplotlib_formats=asked.append)
    modules = {
        "IPython": SimpleNamespace(get_ipython=lambda: kernel, display=output, version_info=(9, 0)),
        "IPython.display": output,
        "matplotlib_inline": SimpleNamespace(backend_inline=inline),
    }
    plt.switch_backend("Agg")
    with pytest.MonkeyPatch.context() as patch:
        isolate(patch, tmp_path_factory.mktemp("notebook"))
        patch.setattr(garments, "draw", lambda n, seed: draw(*drawings[n]))
        for name, module in modules.items():
            patch.setitem(sys.modules, name, module)  # type: ignore[arg-type]
        torch.manual_seed(0)
        with one_thread(), warnings.catch_warnings():
            warnings.simplefilter("error", UserWarning)
            importlib.reload(d2l)  # whose own filter goes before that
            names = runpy.run_path(str(CHAPTER))
    yield SimpleNamespace(**names)
    plt.close("all")


def test_the_chapter_runs_from_its_first_cell_to_its_last_and_its_models_learn(chapter: SimpleNamespace) -> None:
    assert chapter.resized == (32, 1, 64, 64)
    assert chapter.untrained < 0.3
    assert chapter.train_loss < 0.5
    assert min(chapter.train_acc, chapter.test_acc, chapter.concise) > 0.7
    assert chapter.elapsed > 0
    assert 1 <= chapter.workers <= 4


def test_its_pictures_have_the_images_and_the_names_of_their_classes(chapter: SimpleNamespace) -> None:
    assert [ax.get_images()[0].get_array().shape for ax in chapter.shown] == [(28, 28)] * 18
    assert {ax.get_title() for ax in chapter.shown} <= set(FASHION_LABELS)
    assert len(chapter.predicted) == 6
    assert all(set(ax.get_title().split("\n")) <= set(FASHION_LABELS) for ax in chapter.predicted)


def test_its_own_animator_names_and_limits_its_axes(chapter: SimpleNamespace) -> None:
    axes = chapter.animator.ax
    assert (axes.get_xlim(), axes.get_ylim(), axes.get_xlabel()) == ((1, chapter.num_epochs), (0.3, 0.9), "epoch")
    assert [text.get_text() for text in axes.get_legend().get_texts()] == ["train loss", "train acc", "test acc"]


def test_pictures_appear_below_the_cells_that_draw_them(chapter: SimpleNamespace, asked: list[str]) -> None:
    epochs = chapter.num_epochs
    live = ["display", "update", "display", "display", "display", *["update"] * (epochs - 1)]
    assert asked == ["svg", "svg", *["display", "clear"] * epochs, *live]


def test_the_books_way_to_sum_up_losses_brings_no_warning_and_others_still_come() -> None:
    always = torch.is_warn_always_enabled()
    torch.set_warn_always(True)  # and not once a process
    try:
        with warnings.catch_warnings(record=True) as warned:
            importlib.reload(d2l)  # pytest has put back the filters of the first import
            float(torch.ones(2, requires_grad=True).sum())
            warnings.warn("another", UserWarning, stacklevel=1)
    finally:
        torch.set_warn_always(always)
    assert [str(warning.message) for warning in warned] == ["another"]


@pytest.mark.parametrize("exercise", EXERCISES, ids=lambda exercise: exercise.id)
def test_what_is_an_exercise_is_not_handed_out_and_it_says_where_to_write_it(exercise: Any) -> None:
    with pytest.raises(AttributeError, match=rf"exercise: write it in a cell .*exercises/{exercise.file}"):
        getattr(d2l, exercise.name)


def test_an_unknown_name_is_said_to_be_none_of_the_chapters() -> None:
    with pytest.raises(AttributeError, match=r"no 'linreg': it has what sections 3\.5 to 3\.7"):
        _ = d2l.linreg


def test_where_no_cell_has_an_epoch_it_is_that_of_the_exercises(monkeypatch: pytest.MonkeyPatch, tmp_path: Any) -> None:
    monkeypatch.chdir(tmp_path)
    plt.switch_backend("Agg")
    arguments = (lambda X: X, [], [(torch.eye(10), torch.arange(10))], None, 1, None)
    file = ModuleType("exercises.train_epoch")
    monkeypatch.setitem(sys.modules, file.__name__, file)
    file.train_epoch_ch3 = lambda *arguments: (0.4, 0.8)  # type: ignore[attr-defined]
    d2l.train_ch3(*arguments)

    def stub(*arguments: Any) -> None:
        raise NotImplementedError

    file.train_epoch_ch3 = stub  # type: ignore[attr-defined]
    with pytest.raises(NotImplementedError, match="train_ch3 needs your train_epoch_ch3: write it in a cell"):
        d2l.train_ch3(*arguments)
