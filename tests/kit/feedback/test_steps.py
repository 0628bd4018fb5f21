"""A function or a class is taken into steps: one wrong step is told by its name, and two by both."""

from itertools import combinations

import pytest

from course import EXERCISES, exercise
from course.records import Exercise
from grading.feedback.comparison import same
from grading.feedback.diagnosis import name_mistake, name_mistakes, two_wrong_steps, wrong_classes
from grading.feedback.observation import observe
from grading.feedback.pairs import cells_of_pairs
from grading.sandbox.in_process import LocalSession
from tests.kit.answers import folder
from tests.kit.sampling import sampled

IN_STEPS = [one for one in EXERCISES if wrong_classes(one)]
TWO = {
    "softmax": [
        ("StandardizesTheScores", "SumsOverTheWholeTensor"), ("AddsOneToTheSum", "ReturnsTheLogarithm"),
        ("AbsoluteScores", "SumsWithoutTheLastClass"),
    ],
    "cross_entropy": [
        ("PicksTheColumnsForEveryRow", "DividesByTheNumberOfSamples"),
        ("PicksTheSmallestProbability", "TakesTheLogarithmOfOneMore"),
        ("ReadsTheFirstColumn", "MultipliesByTheProbability"),
    ],
    "accuracy": [
        ("ComparesTheBestScore", "ReturnsAPercentage"), ("CountsClassesFromOne", "CountsClassesInCommon"),
        ("TakesTheSecondBest", "LooksAtTheLastRowAlone"),
    ],
    "accumulator": [
        ("SharesItsSums", "IndexesFromOne"), ("TruncatesToIntegers", "ResetsALocalName"),
        ("KeepsTheLastValue", "ResetKeepsTheFirst"),
    ],
}  # fmt: skip
NOT_TOLD = 0.1
"""What share of pairs may get another true sentence: two wrong steps can come to what a third one does."""


def named(of: Exercise, wrong: type) -> list[str]:
    """What the diagnosis calls a class, or its object that is called like a function."""
    solution = LocalSession(folder("solutions"), [of], of.scenario).answer(of)
    observed = observe(of, wrong if of.instance else wrong())
    return [mistake.name for mistake in name_mistakes(of, observed, observe(of, solution))[0]]


def both_of(of: Exercise, pair: tuple[str, ...]) -> tuple[set[str], type]:
    """The names of two mistakes, and a class that makes both."""
    classes = wrong_classes(of)  # once: two loads have no base in common
    chosen = [classes[name] for name in pair]
    return {mistake.name for mistake, _wrong in chosen}, type("Both", tuple(wrong for _mistake, wrong in chosen), {})


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("of", IN_STEPS, ids=lambda of: of.id)
def test_one_wrong_step_is_told_by_its_name(of: Exercise) -> None:
    for name, (mistake, wrong) in wrong_classes(of).items():
        told = name_mistake(of, observe(of, wrong if of.instance else wrong()))
        assert told == mistake, name


@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize(("id", "pair"), [(id, pair) for id, pairs in TWO.items() for pair in pairs], ids=str)
def test_two_wrong_steps_are_told_by_both_names(id: str, pair: tuple[str, str]) -> None:
    of = exercise(id)
    names, both = both_of(of, pair)
    assert set(named(of, both)) == names


@pytest.mark.filterwarnings("ignore")
def test_two_steps_that_share_state_come_to_the_same_whatever_was_played_before() -> None:
    of = exercise("accumulator")
    cells = cells_of_pairs(of, observe(of, LocalSession(folder("solutions"), [of], None).answer(of)))
    pairs = zip(two_wrong_steps(of), two_wrong_steps(of), strict=True)
    sharing = [two for two in pairs if "shares_its_sums" in (two[0].first.mistake.name, two[0].second.mistake.name)]
    for alone_first, together_first in sharing[:20]:
        for cell in cells:
            alone_first.first.predict(cell), alone_first.second.predict(cell)
        assert all(same(alone_first.together(cell), together_first.together(cell)) for cell in cells)


@pytest.mark.seeds
@pytest.mark.filterwarnings("ignore")
@pytest.mark.parametrize("of", IN_STEPS, ids=lambda of: of.id)
def test_of_nearly_all_pairs_of_wrong_steps_one_is_named(of: Exercise) -> None:
    pairs = sampled([
        names for names in combinations(wrong_classes(of), 2)
        if not set.intersection(*({*vars(wrong_classes(of)[name][1])} - {"__doc__", "__module__"} for name in names))
    ], 30)  # fmt: skip
    missed = []
    for names in pairs:
        mistakes, both = both_of(of, names)
        if not mistakes & set(named(of, both)):
            missed.append(names)
    assert len(missed) <= NOT_TOLD * len(pairs), missed
