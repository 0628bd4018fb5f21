"""What the kit holds of the answers to its exercises: solutions and wrong answers; in a handout, what is left of them.

A handout is the learners' copy that `python grader.py handout` makes. In place of `solutions/` and `course/mistakes` it
has the folder course/handout:

    stubs/LANGUAGE/ID.py   the stub of each exercise
    parts/ID.py            the solutions that stand in for what another exercise needs, and no others
    observed/ID.json       what was observed of the solution and of the wrong answers: grading/feedback/recorded.py
    pairs/ID.json          the same of two wrong steps at once
"""

from pathlib import Path

from course.records import Exercise

KIT = Path(__file__).resolve().parent.parent
SOLUTIONS = KIT / "solutions"
HANDOUT = KIT / "course" / "handout"


def is_handout() -> bool:
    """Whether this kit is a copy for learners."""
    return HANDOUT.is_dir()


def kept(*names: str) -> str:
    """The text of a file of the handout's folder; OSError if it has none such."""
    return HANDOUT.joinpath(*names).read_text(encoding="utf-8")


def solution_of(exercise: Exercise) -> str:
    """The text of an exercise's solution; OSError in a handout, but for what stands in beside other exercises."""
    return kept("parts", exercise.file) if is_handout() else (SOLUTIONS / exercise.file).read_text(encoding="utf-8")
