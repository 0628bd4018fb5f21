"""A class and a report, built by hand: of every kind of result one, with hostile text wherever a submission has any."""

from dataclasses import replace
from pathlib import Path

from grading.classroom.page import page_of_the_class
from grading.classroom.store import Store
from grading.report import page
from grading.results import ExerciseResult, Mistake, Sample, Scorecard
from grading.text import Shown
from tests.kit.report.scorecards import ALL_KINDS, BONUS, PARTLY, SOLVED, TRAINING, check, scorecard

HOSTILE = (
    "<script>window.injected = 1</script><img src=x onerror='window.injected = 1'>"
    "\"><svg onload='window.injected = 1'></svg>{{ 7 * 7 }}"
)
BESIDE = f"softmax([[1, 2]])\n  returned  {HOSTILE}\n  expected  [[0.27, 0.73]]\nWhich dimension?"
NAMES = {
    "hostile": "<img src=x onerror='window.injected = 1'>",
    "odd": 'javascript:alert(1)# ?&"%41',
    "solved": "\u674e\u96f7",
    "stub": "Cleo",
    "unreadable": "Zoe",
    "lost": "Yan",
}
"""The submissions of the class."""
GARMENT = tuple(bytes((7 * row * column) % 256 for column in range(28)) for row in range(28))
WRONG = replace(
    PARTLY,
    checks=(check("values", "failed", BESIDE, output=HOSTILE), *PARTLY.checks),
    mistakes=(Mistake("sums_down_the_columns", HOSTILE, f"You sum `down` {HOSTILE}."),),
    advice=(HOSTILE,),
    difference=Shown(""),
)
STUB = replace(WRONG, checks=tuple(replace(each, status="not_started", points=0) for each in WRONG.checks), mistakes=())
TRAINED = replace(
    TRAINING,
    samples=(Sample(GARMENT, "bag", "bag"), Sample(GARMENT, "shirt", "coat"), Sample(GARMENT, HOSTILE, "coat")),
)


def report() -> str:
    """A report of everything: mistakes, all kinds of checks, advice, a bonus, the model in training, notes."""
    return page.render(full())


def full() -> Scorecard:
    return scorecard(WRONG, SOLVED_LATER, ALL_KINDS, training=TRAINED, bonus=(BONUS,), notes=(HOSTILE,),
                     submission=HOSTILE)  # fmt: skip


SOLVED_LATER = replace(SOLVED, id="cross_entropy", title="Cross-entropy")


def unreadable() -> Scorecard:
    parts = [_all(part, f"The archive {HOSTILE} is damaged.") for part in (WRONG, ALL_KINDS)]
    return scorecard(*parts, submission=NAMES["unreadable"])


def _all(part: ExerciseResult, reason: str) -> ExerciseResult:
    checks = tuple(replace(each, status="error", points=0, message=Shown(reason)) for each in part.checks)
    return replace(part, checks=checks, mistakes=(), advice=(), difference=Shown(""))


def scorecards() -> dict[str, Scorecard]:
    """What each of the class came to; one has no grade."""
    return {
        NAMES["hostile"]: full(),
        NAMES["odd"]: scorecard(replace(WRONG, mistakes=()), ALL_KINDS, seconds=2.5),
        NAMES["solved"]: scorecard(_solved(WRONG), _solved(ALL_KINDS), seconds=10.5, training=TRAINED),
        NAMES["stub"]: scorecard(STUB, replace(STUB, id=ALL_KINDS.id), seconds=0.25),
        NAMES["unreadable"]: unreadable(),
    }


def _solved(part: ExerciseResult) -> ExerciseResult:
    checks = tuple(replace(each, status="passed", points=each.max_points, message=Shown("")) for each in part.checks)
    return replace(part, checks=checks, mistakes=(), advice=(), difference=Shown(""))


def write_class(folder: Path) -> Path:
    """Keep these results in a folder as a class does, and write its page; where that is."""
    store = Store(folder / "results")
    for name, card in scorecards().items():
        store.keep(name, card, f"The archive {HOSTILE} is damaged." if name == NAMES["unreadable"] else "", "same")
    rows = [(name, store.read(name) or "") for name in scorecards()]
    rows.append((NAMES["lost"], f"The grader failed: {HOSTILE}"))
    file = folder / "class.html"
    file.write_text(page_of_the_class(rows, 7, len(rows), store.page), encoding="utf-8")
    (folder / "grades.csv").write_text("", encoding="utf-8")
    return file
