"""The exercises as they were before anybody wrote in them, kept where learners do not edit: the `.py.txt` files."""

from pathlib import Path

from course import Exercise


def stub(exercise: Exercise) -> str:
    """The text of the exercise's untouched file."""
    return (Path(__file__).parent / f"{exercise.file}.txt").read_text(encoding="utf-8")
