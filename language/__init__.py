"""The language that a learner reads, Chinese or English: chosen once, for the whole process.

Texts are English in the code and go through the standard library's `gettext` where they are shown; that looks
up the environment's LANGUAGE at each call, so choosing means setting it.
"""

import gettext
import locale
import os
from collections.abc import Callable
from functools import cache
from pathlib import Path

CATALOGUES = {"en": "en", "zh": "zh_CN"}
"""What can be chosen, and the folder of its catalogue; English needs none."""
FOLDER = Path(__file__).resolve().parent
DOMAIN = "kit"


def use(language: str | None) -> None:
    """Speak this language, "en" or "zh"; None is the locale's, or English where the kit does not speak that."""
    os.environ["LANGUAGE"] = CATALOGUES[language or _of_the_locale()]
    gettext.bindtextdomain(DOMAIN, FOLDER)
    gettext.textdomain(DOMAIN)
    gettext.gettext(DOMAIN)  # reads the catalogue now: a worker that has confined itself no longer could


def translated(text: str) -> str:
    """A text in the language in use, for whoever asks thousands of times: gettext looks at the files at each call."""
    return texts(current())(text)


@cache
def texts(language: str) -> Callable[[str], str]:
    """What gives a text in this language, whichever is in use."""
    return gettext.translation(DOMAIN, FOLDER, [CATALOGUES[language]], fallback=True).gettext


def current() -> str:
    """The language in use; English before `use` was ever called."""
    chosen = gettext.textdomain() == DOMAIN and os.environ.get("LANGUAGE") == CATALOGUES["zh"]
    return "zh" if chosen else "en"


def N_(text: str) -> str:
    """Mark a text for the catalogue that is kept in English for now, and translated where it is shown."""
    return text


def _of_the_locale() -> str:
    """By the variables that gettext looks at, and where none is set, Windows' own."""
    variables = map(os.environ.get, ("LANGUAGE", "LC_ALL", "LC_MESSAGES", "LANG"))
    name = next(filter(None, variables), None) or locale.getlocale()[0] or ""
    return "zh" if name.lower().startswith(("zh", "chinese")) else "en"
