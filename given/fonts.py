"""Chinese in pictures, where a font for it is installed; English elsewhere, as matplotlib's own font has no Chinese."""

from dataclasses import replace
from gettext import gettext

import matplotlib.pyplot as plt
from matplotlib.font_manager import fontManager

CHINESE_FONTS = (
    "Noto Sans CJK SC", "Noto Sans SC", "Source Han Sans SC", "Source Han Sans CN", "PingFang SC", "Hiragino Sans GB",
    "Heiti SC", "STHeiti", "Arial Unicode MS", "Microsoft YaHei", "SimHei", "DengXian", "SimSun",
    "WenQuanYi Micro Hei", "WenQuanYi Zen Hei", "Noto Sans CJK JP", "AR PL UMing CN", "Droid Sans Fallback",
)  # fmt: skip
"""What Linux, macOS and Windows bring along or is usually installed there, from the best on.

Noto's collection of all of East Asia is known to matplotlib by its first name, the Japanese.
"""

REGULAR = (400, "normal", "regular", "roman")


def chinese_font() -> str | None:
    """The name of a font with Chinese characters that matplotlib knows here; None if there is none."""
    installed = {font.name for font in fontManager.ttflist}
    return next((name for name in CHINESE_FONTS if name in installed), None)


def N_(english: str) -> str:
    """Mark a text that `drawable` is to translate."""
    return english


def drawable(english: str) -> str:
    """The text in the language that is spoken, if a picture can show that here, else in English."""
    translated = gettext(english)
    return translated if translated.isascii() or chinese_font() else english


def families() -> list[str]:
    """The user's own fonts, and behind them one for the characters that these do not have."""
    chinese = chinese_font()
    if chinese:
        _count_as_regular(chinese)
    return [*plt.rcParams["font.family"], *([chinese] if chinese else [])]


def _count_as_regular(name: str) -> None:
    """Let a font that has other weights only, such as WenQuanYi Zen Hei, count as regular, or matplotlib complains."""
    found = [font for font in fontManager.ttflist if font.name == name]
    if not any(font.weight in REGULAR for font in found):
        fontManager.ttflist.append(replace(found[0], weight=400))
