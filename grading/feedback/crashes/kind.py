"""A kind of crash: the words by which Python or torch says it, and what there is to explain."""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from grading.feedback.crashes.crash import Crash
from grading.results import Mistake
from language import translated as _

Places = Mapping[str, str]
"""What stands in the places that a text leaves open."""
Holds = Callable[[Crash, Places], Places | None]


@dataclass(frozen=True)
class Kind:
    """Crashes that are explained alike.

    raised: the names of the exception's types, or "" for any.
    words: what its text has to hold; groups, of identifiers and numbers alone, fill the places of the texts.
    holds: what else has to be so, and further places; None where the explanation would not be true.
    """

    name: str
    raised: str
    words: re.Pattern[str]
    title: str
    explanation: str
    holds: Holds = lambda crash, places: {}

    def explains(self, crash: Crash) -> Mistake | None:
        if self.raised and crash.raised.type_name not in self.raised.split():
            return None
        found = self.words.search(crash.text)
        if not found:
            return None
        places = {name: text for name, text in found.groupdict().items() if text is not None}
        further = self.holds(crash, places)
        if further is None:
            return None
        places |= further
        return Mistake(self.name, _(self.title).format(**places), _(self.explanation).format(**places))


def reached(crash: Crash, places: Places) -> Places | None:
    """Holds where the exception comes from a line of the learner's."""
    return {} if crash.number else None


def first_of(kinds: Sequence[Kind], crash: Crash) -> Mistake | None:
    """What the first kind says that explains a crash."""
    return next((mistake for kind in kinds if (mistake := kind.explains(crash))), None)
