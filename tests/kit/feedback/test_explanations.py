"""What the diagnosis says of answers that no list holds is true of inputs too that it has not seen.

Right answers are changed in one place or two. What is said of each is replayed on fresh inputs: a sentence is false if
one of them contradicts it. `python -m pytest tests/kit/feedback/test_explanations.py -m seeds --whole` tries 2,500.
"""

import contextlib
import io
import warnings
from collections import Counter
from collections.abc import Iterator, Sequence

import pytest

from course import EXERCISES
from course.records import Exercise, Situation
from given.model import one_thread
from grading.feedback import pairs
from grading.feedback.cells import Cell, cells_of, where_it_goes_wrong
from grading.feedback.comparison import same
from grading.feedback.diagnosis import known_mistakes, name_mistake, solved, two_wrong_steps
from grading.feedback.explanation import Explanation, Known, explain_little
from grading.feedback.invariants import broken_invariants
from grading.feedback.observation import Observed, observe_situation, situations_of
from grading.feedback.selection import explain
from grading.sandbox.in_process import LocalSession
from tests.kit.answers import folder, with_files
from tests.kit.feedback.generated import Generated, fresh_situations, of_all
from tests.kit.sampling import chosen

EACH = 500 if chosen.whole else 12
LEAST_EXPLAINED = 0.5


def observed(exercise: Exercise, source: str, situations: Sequence[Situation]) -> list[Observed]:
    files = with_files("solutions", {exercise.file: source})
    answer = LocalSession(files, [exercise], exercise.scenario).answer(exercise)
    return [observe_situation(exercise, situation, answer) for situation in situations]


def cells(exercise: Exercise, source: str, situations: Sequence[Situation]) -> list[Cell]:
    right = observed(exercise, folder("solutions").sources[exercise.file], situations)
    return cells_of(exercise, observed(exercise, source, situations), right)


def false_of(explanation: Explanation, fresh: Sequence[Cell], known: Sequence[Known]) -> str:
    """What is false of an explanation for these cells; "" if it is true."""
    scope = explanation.scope
    met = [cell for cell in fresh if set(scope.conditions) <= set(cell.conditions)]
    inside = [cell for cell in met if cell.aspect in scope.aspects]
    if not explanation.wrong & ~scope.cells and any(cell.wrong for cell in fresh if cell not in met):
        return "it is wrong elsewhere too"
    if explanation.fact:
        wrong = [cell.beside(cell.expected) for cell in inside if cell.wrong and not isinstance(cell.got, dict)]
        return "" if explanation.fact.holds(wrong) else "the fact does not show"
    of_the_mistake = explanation.known.mistake.name if explanation.known else None
    forms: list[Known | None] = [*(one for one in known if one.mistake.name == of_the_mistake)]
    if explanation.known and (
        explanation.known.mistake.name not in {one.mistake.name for one in known}
        or (explanation.other and not explanation.relation)
        or explanation.cost[0] == pairs.COST  # one of two, which both have to come to what comes back
    ):
        forms = [explanation.known]
    for form in forms or [None]:
        predicted = [form.predict(cell) if form else cell.expected for cell in inside]
        if explanation.relation:
            beside = [cell.beside(value) for cell, value in zip(inside, predicted, strict=True)]
            if explanation.relation.holds(beside):
                return ""
        elif all(same(value, cell.got) for cell, value in zip(inside, predicted, strict=True)):
            return ""
    return "what comes back is something else"


@pytest.mark.seeds
@pytest.mark.timeout(3600)
def test_what_is_said_of_generated_answers_holds_for_fresh_inputs_too(capsys: pytest.CaptureFixture[str]) -> None:
    counts, false = Counter[str](), list[str]()
    for answer in of_all(EXERCISES, chosen.seed, EACH):
        with quietly():
            kind, problems = judged(answer)
        counts[kind] += 1
        false += problems
    wrong = sum(counts.values()) - counts["right after all"]
    with capsys.disabled():
        print(f"\n{wrong} wrong answers of {sum(counts.values())}: {dict(counts)}; false sentences: {len(false)}")
    assert not false, "\n\n".join(false)
    explained = wrong - counts["the bare difference"] - counts["a crash"]
    assert explained >= LEAST_EXPLAINED * (wrong - counts["a crash"])


@contextlib.contextmanager
def quietly() -> Iterator[None]:
    with one_thread(), warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")
        yield


def judged(answer: Generated) -> tuple[str, list[str]]:
    """How much is said of an answer, and what of it is false."""
    exercise = answer.exercise
    try:
        of_record = cells(exercise, answer.source, situations_of(exercise))
    except Exception:  # it does not load
        return "a crash", []
    if not any(cell.wrong for cell in of_record):
        return "right after all", []
    seen = observed(exercise, answer.source, situations_of(exercise))
    if name_mistake(exercise, seen):
        return "a known mistake", []
    explanations = explain(
        exercise, of_record, known_mistakes(exercise), solved(exercise), two_wrong_steps(exercise)
    )
    where = where_it_goes_wrong(of_record)
    situations = fresh_situations(exercise, chosen.seed)
    fresh = cells(exercise, answer.source, situations)
    known = known_mistakes(exercise, tuple(situations))
    said = {f"{one.names} where {one.scope.conditions}": false_of(one, fresh, known) for one in explanations}
    if where and not explanations and any(cell.wrong for cell in fresh if not set(where) <= set(cell.conditions)):
        said[f"wrong where {where}"] = "it is wrong elsewhere too"
    problems = [f"{why}: {what}\n{answer.changes}\n{answer.source}" for what, why in said.items() if why]
    if explain_little(explanations):
        broken = broken_rules(answer)
        problems += [f"{name} is kept\n{answer.changes}\n{answer.source}" for name, kept in broken.items() if kept]
        if broken and not explanations:
            return "a broken rule", problems
    if not explanations:
        return (
            "right for, wrong for" if where else "a crash" if _crashes(of_record) else "the bare difference"
        ), problems
    return ("two mistakes" if len(explanations) == 2 or len(explanations[0].names) == 2 else "one mistake"), problems


SOMETIMES = {
    "a_row_changes_with_the_others", "classes_are_not_treated_alike", "a_higher_score_gets_less",
    "a_constant_changes_the_result", "a_loss_changes_with_the_other_samples", "other_classes_count",
    "the_number_of_a_class_counts", "a_constant_changes_the_count", "scores_and_classes_count_differently",
    "the_order_of_the_rows_counts", "numbers_land_elsewhere", "ratios_are_no_powers_of_e",
    "half_the_probability_does_not_cost_log_two", "a_higher_probability_costs_more",
    "one_more_right_one_does_not_count_one",
}  # fmt: skip
"""Rules whose sentence says that something happens, and not that it always does."""


def broken_rules(answer: Generated) -> dict[str, bool]:
    """The invariants that an answer breaks, and whether it keeps them with numbers that were not tried."""
    exercise = answer.exercise
    files = with_files("solutions", {exercise.file: answer.source})
    tried = LocalSession(files, [exercise], exercise.scenario).answer(exercise)
    names = {mistake.name for mistake in broken_invariants(exercise, tried)}
    fresh = [
        {mistake.name for mistake in broken_invariants(exercise, tried, [100 + chosen.seed % 1000 + more])}
        for more in range(20)
    ]
    return {name: not (any if name in SOMETIMES else all)(name in broken for broken in fresh) for name in names}


def _crashes(of_record: Sequence[Cell]) -> bool:
    return any(isinstance(cell.got, dict) and "raised" in cell.got for cell in of_record)
