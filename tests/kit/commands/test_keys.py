"""Keys, as terminals and Windows' console send them."""

import pytest

from grading.commands.keys import INTERRUPT, OTHER, keys_in, typed_on_windows


@pytest.mark.parametrize(
    ("typed", "keys"),
    [
        ("h", ["h"]),
        ("H", ["h"]),
        ("\N{FULLWIDTH LATIN CAPITAL LETTER H}", ["h"]),
        ("hq", ["h", "q"]),
        ("\x1b[A", [OTHER]),
        ("\x1bq", [OTHER]),
        ("\t", [OTHER]),
        ("\x03", [INTERRUPT]),
        ("好", ["好"]),
        ("", []),
    ],
)
def test_a_key_is_a_small_letter_or_no_letter(typed: str, keys: list[str]) -> None:
    assert keys_in(typed) == keys


class Console:
    """msvcrt, as far as keys go: an arrow is one key of two characters."""

    def __init__(self, *keys: str) -> None:
        self.waiting, self.begun = list(keys), ""

    def kbhit(self) -> bool:
        return bool(self.waiting)

    def getwch(self) -> str:
        first, *rest = self.begun or self.waiting.pop(0)
        self.begun = "".join(rest)
        return first


@pytest.mark.parametrize(
    ("pressed", "keys"),
    [(["l"], ["l"]), (["\xe0H"], [OTHER]), (["\x00q"], [OTHER]), (["l", "h"], ["l", "h"]), ([], [])],
)
def test_the_console_of_windows_hands_over_what_was_typed(pressed: list[str], keys: list[str]) -> None:
    console = Console(*pressed)
    assert keys_in(typed_on_windows(console)) == keys
    assert not console.begun
