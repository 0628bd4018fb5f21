"""Pictures speak Chinese where a font for it is installed, and English elsewhere.

The fonts here are matplotlib's own under other names: only what is chosen is tested, not how it looks.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import matplotlib.pyplot as plt
import pytest
import torch
from matplotlib.figure import Figure
from matplotlib.font_manager import FontEntry, findfont, fontManager

import language
from given.animator import Animator
from given.data import ImageData
from given.fonts import CHINESE_FONTS, chinese_font, drawable, families
from given.predictions import predict_ch3
from grading.commands.practice import practise
from tests.kit.answers import folder

Install = Callable[..., None]
OWN = [font for font in fontManager.ttflist if font.name.startswith("DejaVu")]
GLYPHS = "ignore:Glyph .* missing:UserWarning"
"""What these fonts cannot draw in truth."""


@pytest.fixture(autouse=True)
def install(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Install]:
    """Pretends that so named fonts are installed, at first none; somebody who reads Chinese looks at the pictures."""
    plt.switch_backend("Agg")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(fontManager, "ttflist", list(OWN))
    language.use("zh")

    def pretend(*names: str, weight: int = 400) -> None:
        file = findfont("DejaVu Sans")
        fontManager.ttflist.extend(FontEntry(fname=file, name=name, weight=weight) for name in names)

    yield pretend
    plt.close("all")


def titles(saved: list[Figure]) -> list[str]:
    """What stands above the pictures of a trouser that a net takes for a bag and of an ankle boot, and above both."""
    batch = (torch.rand(2, 28, 28), torch.tensor([1, 9]))
    predict_ch3(lambda X: torch.eye(10)[[8, 9]], [batch])
    return [saved[-1].get_suptitle(), *(ax.get_title() for ax in saved[-1].axes)]


@pytest.mark.parametrize(
    ("installed", "chosen"),
    [
        ([], None), (["Arial", "Helvetica"], None), (["SimHei"], "SimHei"), (["SimHei", "PingFang SC"], "PingFang SC"),
        (["WenQuanYi Zen Hei", "Noto Sans CJK SC", "SimSun"], "Noto Sans CJK SC"),
    ],
)  # fmt: skip
def test_the_best_of_the_usual_fonts_is_chosen(installed: list[str], chosen: str | None, install: Install) -> None:
    install(*installed)
    assert chinese_font() == chosen
    assert families() == [*plt.rcParams["font.family"], *filter(None, [chosen])]


@pytest.mark.parametrize("name", CHINESE_FONTS)
def test_each_of_them_will_do(name: str, install: Install) -> None:
    assert drawable("train loss") == "train loss"
    install(name)
    assert drawable("train loss") == "训练损失"


@pytest.mark.filterwarnings("error")
def test_without_a_font_the_predictions_are_labelled_in_english(saved: list[Figure]) -> None:
    above = "true label, below it the prediction; a red frame: wrong"
    assert titles(saved) == [above, "trouser\nwrong: bag", "ankle boot\nankle boot"]


@pytest.mark.filterwarnings(GLYPHS)
def test_with_a_font_they_are_labelled_in_chinese(saved: list[Figure], install: Install) -> None:
    install("SimHei")
    above, *pairs = titles(saved)
    assert above.startswith("上面是真实标签")
    assert pairs == ["裤子\n错：包", "短靴\n短靴"]  # noqa: RUF001 - a Chinese colon
    assert all("SimHei" in ax.title.get_fontfamily() for ax in saved[-1].axes)
    language.use("en")
    assert titles(saved)[1] == "trouser\nwrong: bag"


@pytest.mark.filterwarnings(GLYPHS)
def test_the_curves_of_a_training_have_chinese_names_and_numbers_in_the_usual_font(install: Install) -> None:
    install("SimHei")
    axes = Animator("迭代周期", legend=["损失"], xlim=(1, 2), ylim=(0, 1)).figure.axes[0]
    legend = axes.get_legend()
    assert legend is not None
    assert "SimHei" in axes.xaxis.label.get_fontfamily()
    assert all("SimHei" in text.get_fontfamily() for text in legend.get_texts())
    assert all("SimHei" not in text.get_fontfamily() for text in axes.get_xticklabels())


@pytest.mark.filterwarnings(GLYPHS)
@pytest.mark.parametrize(("fonts", "names"), [([], {"epoch", "test accuracy"}), (["SimHei"], {"迭代周期", "测试精度"})])
def test_the_command_that_trains_names_the_curves_in_the_language_that_can_be_drawn(
    fonts: list[str], names: set[str], saved: list[Figure], install: Install
) -> None:
    install(*fonts)
    images, labels = torch.randint(256, (20, 28, 28)), torch.arange(20) % 10
    practise(folder("solutions"), ImageData("drawn for this", images, labels, images, labels), epochs=1)
    axes = saved[0].axes[0]
    legend = axes.get_legend()
    assert legend is not None
    assert names <= {axes.get_xlabel(), *(text.get_text() for text in legend.get_texts())}


@pytest.mark.filterwarnings(GLYPHS)
def test_a_font_that_has_only_other_weights_brings_no_complaint(
    install: Install, saved: list[Figure], caplog: pytest.LogCaptureFixture
) -> None:
    install("WenQuanYi Zen Hei", weight=500)
    titles(saved)
    assert caplog.messages == []
