"""A class of made-up pupils, drawn by a seed, and what the table must say of each.

    python benchmarks/pupils.py FOLDER --count 300 --seed 1      lays them out in a new folder

Right answers in unusual styles, known mistakes, some exercises done, stubs, files that Python cannot read, what cannot
be read at all, and attacks; as folders at any depth, zip and tar files and notebooks.
"""

import argparse
import io
import json
import sys
import tarfile
import zipfile
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from course import EXERCISES, MODEL
from course.records import Model
from grading.feedback.answer_files import MISTAKES, answers_in, snake_case
from tests.kit.answers import RIGHT, folder, merged
from tests.kit.sandbox.attacks import ATTACKS, Attack

Points = range
Texts = dict[str, str | bytes]
TAME = ("answers", "exits", "forging", "lies", "patches", "printing")
"""The kinds of attacks that a class holds: the others wait for deadlines, or harm where there is no sandbox."""
UNREADABLE: Mapping[str, bytes] = {
    "damaged.zip": b"PK\3\4 no archive", "empty.zip": b"", "damaged.tar.gz": b"\x1f\x8b no archive",
}  # fmt: skip


@dataclass(frozen=True)
class Pupil:
    """A submission and what must be said of it.

    texts: its files; none where it cannot be read. points: by the ids of exercises and model, what they may have.
    mistakes: what the table must name. unreadable: a file in place of a folder.
    """

    name: str
    kind: str
    texts: Texts
    points: Mapping[str, Points]
    mistakes: tuple[str, ...] = ()
    unreadable: str = ""

    def differences(self, row: Mapping[str, str]) -> Iterator[str]:
        """How its row of grades.csv differs from what must be there."""
        if self.unreadable:
            if (row["status"], row["score"]) != ("unusable", "0") or not row["problem"]:
                yield f"{row['status']}, {row['score']} points, {row['problem']!r}: it cannot be read"
            return
        for id, allowed in self.points.items():
            if not row[id] or int(row[id]) not in allowed:
                yield f"{id} has {row[id] or 'no'} points, not {_text(allowed)}"
        if not row["score"] or int(row["score"]) != sum(int(row[id] or 0) for id in self.points):
            yield f"the score {row['score']} is not the sum of its parts"
        if missing := set(self.mistakes) - set(row["mistakes"].split("; ")):
            yield f"it does not name {', '.join(missing)}"


def _text(points: Points) -> str:
    return str(points[0]) if len(points) == 1 else f"{points[0]} to {points[-1]}"


def _exactly(points: int) -> Points:
    return range(points, points + 1)


FULL = {task.id: _exactly(task.points) for task in (*EXERCISES, MODEL)}
NONE = {task.id: _exactly(0) for task in (*EXERCISES, MODEL)}


def pupils(count: int, seed: int, often: Mapping[str, int] | None = None) -> list[Pupil]:
    """So many, always the same for a seed; each kind as often as is said, by default about as in a class."""
    draw, often = Random(seed), often or OFTEN
    kinds = draw.choices([*often], [*often.values()], k=count)
    return [KINDS[kind](f"pupil{number:05}", draw) for number, kind in enumerate(kinds)]


# The kinds


def _right(name: str, draw: Random) -> Pupil:
    """One exercise in an unusual style: several that are slow would together train for longer than a grade may."""
    exercise = draw.choice(EXERCISES)
    chosen = {exercise: draw.choice([*answers_in(RIGHT / exercise.file)])}
    return Pupil(name, "right", _texts(merged(chosen, RIGHT).sources), FULL)


def _wrong(name: str, draw: Random, count: int = 1) -> Pupil:
    chosen = {
        exercise: draw.choice([*answers_in(MISTAKES / exercise.file)]) for exercise in draw.sample(EXERCISES, count)
    }
    points = FULL | {exercise.id: range(exercise.points) for exercise in chosen}
    points[MODEL.id] = range(MODEL.points + 1)
    mistakes = tuple(f"{exercise.id}: {snake_case(answer)}" for exercise, answer in chosen.items())
    return Pupil(name, "wrong", _texts(merged(chosen, MISTAKES).sources), points, mistakes)


def _two_wrong(name: str, draw: Random) -> Pupil:
    return _wrong(name, draw, 2)


def _partial(name: str, draw: Random) -> Pupil:
    done = EXERCISES[: draw.randrange(1, len(EXERCISES))]
    texts = folder("exercises").sources | {one.file: folder("solutions").sources[one.file] for one in done}
    return Pupil(name, "partial", _texts(texts), NONE | {one.id: FULL[one.id] for one in done})


def _stubs(name: str, draw: Random) -> Pupil:
    return Pupil(name, "stubs", _texts(folder("exercises").sources), NONE)


def _broken(name: str, draw: Random) -> Pupil:
    """One file that lacks a bracket: the model waits for it."""
    exercise = draw.choice(EXERCISES)
    text = folder("solutions").sources[exercise.file] + "\nprint((1)\n"
    points = FULL | {exercise.id: _exactly(0), MODEL.id: _exactly(0)}
    return Pupil(name, "broken", _texts({**folder("solutions").sources, exercise.file: text}), points)


def _unreadable(name: str, draw: Random) -> Pupil:
    return Pupil(name, "unreadable", {}, NONE, unreadable=draw.choice(["", *UNREADABLE]) or "folder")


def _hostile(name: str, draw: Random) -> Pupil:
    attack = draw.choice([one for one in ATTACKS if one.kind in TAME and "@" not in one.text])
    file = "train_epoch.py" if isinstance(attack.target, Model) else attack.target.file
    texts = _texts({**folder("solutions").sources, file: attack.text})
    return Pupil(name, f"attack {attack.name}", texts, _of_an_attack(attack))


def _of_an_attack(attack: Attack) -> Mapping[str, Points]:
    """Never more than its function earned, and all points where other exercises are right."""
    points = FULL | {MODEL.id: range(MODEL.points + 1), attack.target.id: _exactly(attack.points)}
    if isinstance(attack.target, Model):  # it is attacked from the epoch
        trainer = next(exercise for exercise in EXERCISES if exercise.id == attack.target.trained_by)
        points[trainer.id] = range(trainer.points + 1)
    return points


Make = Callable[[str, Random], Pupil]
KINDS: Mapping[str, Make] = {
    "right": _right, "wrong": _wrong, "two wrong": _two_wrong, "partial": _partial, "stubs": _stubs, "broken": _broken,
    "unreadable": _unreadable, "hostile": _hostile,
}  # fmt: skip
OFTEN = {
    "right": 18, "wrong": 30, "two wrong": 8, "partial": 12, "stubs": 14, "broken": 8, "unreadable": 4, "hostile": 6,
}  # fmt: skip
"""Who is in a class, and how often among a hundred."""
QUICK = {"right": 2, "partial": 12, "stubs": 12, "broken": 8, "unreadable": 4}
"""A class of which few train a model."""


def _texts(sources: Mapping[str, str]) -> Texts:
    return dict(sources)


# How they are handed in


def lay_out(pupil: Pupil, home: Path, draw: Random) -> None:
    """Write a submission into the folder of the class, in one of the forms that they come in."""
    if pupil.unreadable:
        if pupil.unreadable == "folder":
            (home / pupil.name).mkdir()
        else:
            (home / f"{pupil.name}{pupil.unreadable[pupil.unreadable.index('.') :]}").write_bytes(
                UNREADABLE[pupil.unreadable]
            )
        return
    files = {name: text.encode() if isinstance(text, str) else text for name, text in pupil.texts.items()}
    forms: list[Callable[[Path, str, dict[str, bytes]], None]] = [_as_folder, _as_folder, _as_clone, _as_zip, _as_tar]
    if pupil.kind in ("partial", "stubs"):
        forms.append(_as_notebook)
    draw.choice(forms)(home, pupil.name, files)


def _as_folder(home: Path, name: str, files: Mapping[str, bytes]) -> None:
    _write(home / name, files)


def _as_clone(home: Path, name: str, files: Mapping[str, bytes]) -> None:
    _write(home / name / "work", {"README.md": b"My homework.\n"})
    _write(home / name / "work" / "exercises", files)


def _write(target: Path, files: Mapping[str, bytes]) -> None:
    target.mkdir(parents=True)
    for file, data in files.items():
        (target / file).write_bytes(data)


def _as_zip(home: Path, name: str, files: Mapping[str, bytes]) -> None:
    with zipfile.ZipFile(home / f"{name}.zip", "w", zipfile.ZIP_DEFLATED) as archive:
        for file, data in files.items():
            archive.writestr(f"submission/{file}", data)


def _as_tar(home: Path, name: str, files: Mapping[str, bytes]) -> None:
    with tarfile.open(home / f"{name}.tar.gz", "w:gz") as archive:
        for file, data in files.items():
            entry = tarfile.TarInfo(file)
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))


def _as_notebook(home: Path, name: str, files: Mapping[str, bytes]) -> None:
    cells = [
        {"cell_type": "code", "metadata": {}, "execution_count": 1, "outputs": [], "source": text.decode()}
        for text in files.values()
    ]
    record = {"nbformat": 4, "nbformat_minor": 5, "metadata": {}, "cells": cells}
    (home / f"{name}.ipynb").write_text(json.dumps(record), encoding="utf-8")


def lay_out_all(home: Path, count: int, seed: int, often: Mapping[str, int] | None = None) -> list[Pupil]:
    """Write a class into a new folder, of kinds as in pupils(); what must be said of each."""
    home.mkdir(parents=True)
    made, draw = pupils(count, seed, often), Random(seed)
    for pupil in made:
        lay_out(pupil, home, draw)
    return made


def wrong_rows(made: list[Pupil], rows: Mapping[str, Mapping[str, str]]) -> list[str]:
    """What is not as it must be in the rows of a grades.csv, by the names of the submissions."""
    strangers = [f"{name}: there is no such submission" for name in rows.keys() - {pupil.name for pupil in made}]
    absent = [f"{pupil.name}: it has no row" for pupil in made if pupil.name not in rows]
    return strangers + absent + [
        f"{pupil.name} ({pupil.kind}): {difference}"
        for pupil in made
        if pupil.name in rows
        for difference in pupil.differences(rows[pupil.name])
    ]  # fmt: skip


def main() -> None:
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--count", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    made = lay_out_all(options.folder, options.count, options.seed)
    print(f"{len(made)} submissions with --seed {options.seed} in {options.folder}")


if __name__ == "__main__":
    main()
