"""Which cells a known mistake predicts, found with as few plays of it as can be."""

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from course.records import Call
from grading.feedback.attempts import crashed
from grading.feedback.cells import Cell, bits
from grading.feedback.comparison import same
from grading.feedback.explanation import Known
from grading.feedback.observation import VALUE


@dataclass
class Match:
    """Which cells a known mistake predicts, looked at only as far as somebody asks: to play all takes long."""

    known: Known
    cells: Sequence[Cell]
    of_situation: Mapping[int, Sequence[Cell]]
    matching: int = 0
    differing: int = 0

    def covers(self, wanted: int) -> bool:
        """Whether it predicts all of these cells, given as bits."""
        while not wanted & self.differing and (left := wanted & ~self.matching):
            lowest = left & -left
            if self._predicts(self.cells[lowest.bit_length() - 1]):
                self.matching |= lowest
            else:
                self.differing |= lowest
        return not wanted & self.differing

    @cached_property
    def wrong_itself(self) -> int:
        """The cells in which the known mistake shows, as bits."""
        return bits(not same(self.known.predict(cell), cell.expected) for cell in self.cells)

    def _predicts(self, cell: Cell) -> bool:
        return same(self.known.predict(cell), cell.got) and not self._ends(cell)

    def _ends(self, cell: Cell) -> bool:
        """Whether it ends in a crash where the answer goes on: who goes on makes another mistake."""
        beside = self.of_situation[cell.number]
        if isinstance(cell.situation, Call):  # a crash is its value, and what else is observed takes long
            beside = [other for other in beside if other.aspect == VALUE or other is cell]
        return any(crashed(self.known.predict(other)) and not crashed(other.got) for other in beside)


def probes_of(cells: Sequence[Cell]) -> Iterator[Cell]:
    """A wrong cell for each aspect under each condition, of few situations: to play all mistakes in all takes long."""
    wrong = defaultdict[int, list[Cell]](list)
    for cell in reversed(cells):  # in the simplest situations many mistakes look alike
        if cell.wrong:
            wrong[cell.number].append(cell)
    wanted = {kind for of_one in wrong.values() for kind in _kinds(of_one)}
    while wanted:
        for cell in max(wrong.values(), key=lambda of_one: len(wanted & _kinds(of_one))):
            if _kinds([cell]) & wanted:
                wanted -= _kinds([cell])
                yield cell


def _kinds(cells: Sequence[Cell]) -> set[tuple[str, str]]:
    """The aspects of cells, everywhere and under each condition that they meet."""
    return {(cell.aspect, condition) for cell in cells for condition in ("", *cell.conditions)}
