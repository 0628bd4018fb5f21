"""What is said of an explanation: its mistakes, and where they show."""

from collections.abc import Iterator, Sequence

from course.records import Exercise
from grading.feedback.explanation import Explanation
from grading.feedback.observation import GRADIENTS
from grading.results import Mistake
from language import translated as _


def mistakes_of(exercise: Exercise, explanation: Explanation) -> Iterator[Mistake]:
    """The mistakes that an explanation speaks of, with the conditions under which they show."""
    scope, known, relation, fact = explanation.scope, explanation.known, explanation.relation, explanation.fact
    where = _where(explanation)
    if known:
        partly = len(scope.aspects) == 1 and scope.aspects[0] in exercise.returns
        of_what = _("So it is for this: {name}.").format(name=_(scope.aspects[0])) if partly else ""
        text = _in_a_row(where or of_what, known.mistake.explanation)
        yield Mistake(known.mistake.name, known.mistake.title, text)
    if explanation.other:
        yield explanation.other.mistake
    elif relation:
        count = "" if scope.aspects == (GRADIENTS,) else _("So it is for all inputs that were tried.")
        if explanation.some_crash:
            count = _("So it is wherever your code comes so far.")
        if known:
            count = _("So it is for all inputs that were tried, once the other mistake is taken into account.")
        yield Mistake(relation.name, relation.title, _in_a_row(where or count, relation.look))
    if fact:
        yield Mistake(fact.name, fact.title, fact.look)


def _where(explanation: Explanation) -> str:
    """Under which condition it goes wrong; "" where there is none."""
    scope = explanation.scope
    if not scope.conditions:
        return ""
    where = joined(scope.conditions)
    if explanation.wrong & ~scope.cells:
        return _("So it is where {conditions}.").format(conditions=where)
    return _("So it is where {conditions}; elsewhere what was tried is right.").format(conditions=where)


def _in_a_row(first: str, second: str) -> str:
    """Two sentences, of which the first may be empty."""
    return _("{first} {second}").format(first=first, second=second) if first else second


def joined(conditions: Sequence[str]) -> str:
    """Conditions as the end of a sentence with "where"."""
    return _(" and ").join(conditions)
