"""What a class takes: how many submissions a second beside two plain ways, what one more costs, and its memory.

    python benchmarks/classroom.py                          everything, 300 submissions; an hour and more
    python benchmarks/classroom.py speed --count 40 --sample 3      a part, and smaller
    python benchmarks/classroom.py capacity                 the table of docs/classroom.md, from cost and memory

Run it on a machine that does nothing else.
"""

import argparse
import csv
import os
import secrets
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from random import Random
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.memory import resident
from benchmarks.pupils import Pupil, lay_out_all, wrong_rows
from benchmarks.speed import NOT_PASSED, PYTHON, timed, verdict, write_images
from grading import KIT
from grading.submissions.submission import read

PLAIN_TARGET, LOOP_TARGET = 15, 3
SOLVED_TARGET, UNTOUCHED_TARGET = 0.35, 0.05
GROWTH_TARGET = 1.1
"""The memory at the end of a long class, beside that after its first tenth."""
CORES = os.cpu_count() or 1
PATIENT = ("--budget", "600")
"""Right answers in slow styles train for a minute and more: no row is to depend on how busy the machine is."""


@dataclass(frozen=True)
class Options:
    count: int
    sample: int
    seed: int


# Submissions per second


def speed(options: Options) -> None:
    """A whole class; a fresh pytest for each of a sample, and a fresh grader for each of the same."""
    with tempfile.TemporaryDirectory() as home:
        images, pupils = Path(home, "images"), Path(home, "pupils")
        images.mkdir()
        write_images(images)
        made = lay_out_all(pupils, options.count, options.seed)
        seconds = timed_class(
            pupils, Path(home, "out"), "--data-dir", str(images), "--seed", str(options.seed), *PATIENT
        )
        ours = len(made) / seconds
        wrong = wrong_rows(made, table(Path(home, "out")))
        print(f"{len(made)} submissions, --seed {options.seed}: {seconds:.0f} s, {ours:.3f} a second on {CORES} cores")
        print(f"  rows that are right: {len(made) - len({row.partition(' ')[0] for row in wrong})} of {len(made)}")
        for row in wrong:
            print(f"  {row}")
        sample = Random(options.seed).sample([pupil for pupil in made if pupil.texts], options.sample)
        paths = {pupil.name: next(pupils.glob(f"{pupil.name}*")) for pupil in sample}
        plain, loop = [], []
        for pupil in sample:
            plain.append(_plain_seconds(pupil, paths[pupil.name], images, Path(home, f"plain-{pupil.name}")))
            loop.append(_loop_seconds(paths[pupil.name], images))
            print(f"  {pupil.name} ({pupil.kind}): plain {plain[-1]:.1f} s, grader.py {loop[-1]:.1f} s", flush=True)
        for name, each, target in (
            ("a fresh pytest each, with the book's DataLoader", plain, PLAIN_TARGET),
            ("a shell loop of grader.py", loop, LOOP_TARGET),
        ):
            theirs = len(each) / sum(each)
            reached = "reached" if ours / theirs >= target else "MISSED"
            print(f"{name}: {theirs:.3f} a second; the class is {ours / theirs:.1f} times as fast, {reached}: {target}")


def timed_class(pupils: Path, out: Path, *arguments: str) -> float:
    return timed([PYTHON, "grader.py", "class", str(pupils), "--out", str(out), *arguments])


def table(out: Path) -> Mapping[str, Mapping[str, str]]:
    with open(out / "grades.csv", encoding="utf-8-sig", newline="") as file:
        return {row["submission"]: row for row in csv.DictReader(file)}


def _plain_seconds(pupil: Pupil, path: Path, images: Path, home: Path) -> float:
    (home / "exercises").mkdir(parents=True)
    for file, text in read(path).sources.items():
        (home / "exercises" / file).write_text(text, encoding="utf-8")
    shutil.copy(KIT / "benchmarks" / "plain.py", home / "test_plain.py")
    (home / "images.txt").write_text(str(images))
    command = [PYTHON, "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", str(home), "test_plain.py"]
    began = time.perf_counter()
    subprocess.run(command, cwd=home, env={**os.environ, "PYTHONPATH": str(home)}, capture_output=True, check=False)
    return time.perf_counter() - began


def _loop_seconds(path: Path, images: Path) -> float:
    command = [PYTHON, "grader.py", "--submission", str(path), "--data-dir", str(images), *PATIENT]
    began = time.perf_counter()
    code = subprocess.run(command, cwd=KIT, capture_output=True, check=False).returncode
    assert code in (0, NOT_PASSED), f"{path.name}: grader.py ended with {code}"
    return time.perf_counter() - began


# What one more submission costs


def cost(options: Options, repetitions: int = 3, few: int = 4, many: int = 16) -> tuple[float, float]:
    """The seconds of one more solved and one more untouched submission, beside a cold grade of the solutions."""
    grade = [PYTHON, "grader.py", "--data", "synthetic", "--submission", "solutions"]
    timed(grade)
    cold, more = [], {"solutions": [], "exercises": []}  # type: tuple[list[float], dict[str, list[float]]]
    with tempfile.TemporaryDirectory() as home:
        for repetition in range(repetitions):
            cold.append(timed(grade))
            for kind, each in more.items():
                scale = 1 if kind == "solutions" else 10  # untouched ones take next to nothing
                seconds = [
                    _class_of_copies(Path(home, f"{kind}{repetition}"), kind, scale * count) for count in (few, many)
                ]
                each.append((seconds[1] - seconds[0]) / (scale * (many - few)))
    print(f"a cold grade of the solutions: median {median(cold):.2f} s of {_each(cold)}")
    costs = median(more["solutions"]), median(more["exercises"])
    for name, kind, value, target in (
        ("one more that solves everything", "solutions", costs[0], SOLVED_TARGET),
        ("one more untouched", "exercises", costs[1], UNTOUCHED_TARGET),
    ):
        ratio = value / median(cold)
        print(f"{name} / a cold grade: {verdict(ratio, target)}: {ratio:.3f}, target at most {target}")
        print(f"  median {value:.3f} s of {_each(more[kind])}", flush=True)
    return costs


def _class_of_copies(home: Path, kind: str, count: int) -> float:
    pupils = home / f"of{count}"
    for number in range(count):
        shutil.copytree(KIT / kind, pupils / f"pupil{number:03}", ignore=shutil.ignore_patterns("__pycache__"))
    return timed_class(pupils, home / f"out{count}", "--data", "synthetic", "--seed", "1")


def _each(seconds: list[float]) -> str:
    return ", ".join(f"{value:.2f}" for value in seconds)


# Memory


def memory(options: Options, count: int = 1_000) -> float:
    """The memory of the command and of those who grade for it, over a class of mostly quick submissions, in bytes."""
    draw = Random(options.seed)
    with tempfile.TemporaryDirectory() as home:
        pupils, out = Path(home, "pupils"), Path(home, "out")
        for number in range(count):
            file = KIT / "solutions" / draw.choice(["accumulator.py", "accuracy.py"]) if number % 5 == 0 else None
            target = pupils / f"pupil{number:04}"
            shutil.copytree(KIT / "exercises", target, ignore=shutil.ignore_patterns("__pycache__"))
            if file:
                shutil.copy(file, target)
        command = [PYTHON, "grader.py", "class", str(pupils), "--out", str(out), "--data", "synthetic", "--seed", "1"]
        samples = list(_sampled(command, out / "results", count))
    tenth = [size for done, size in samples if count // 20 <= done <= count // 10]
    last = [size for done, size in samples if done >= count - count // 20]
    ratio = max(last) / max(tenth)
    print(f"memory after {count} / after {count // 10}: {verdict(ratio, GROWTH_TARGET)}: {ratio:.3f}")
    print(f"  {max(tenth) / 1e6:.0f} MB, then {max(last) / 1e6:.0f} MB; at most {GROWTH_TARGET}", flush=True)
    return float(max(size for _done, size in samples))


def _sampled(command: list[str], results: Path, count: int) -> Iterator[tuple[int, int]]:
    """How many are done, and what the command and the processes that it started take: not those below them."""
    with subprocess.Popen(command, cwd=KIT, stdout=subprocess.DEVNULL) as program:
        while program.poll() is None:
            done = len(os.listdir(results)) if results.is_dir() else 0
            yield done, resident(program.pid)
            time.sleep(0.2)
    assert program.returncode == 0


# Capacity


def capacity(options: Options) -> None:
    """Core-hours and memory of classes of three sizes, as far as the three measured figures carry."""
    solved, untouched = cost(options)
    size = memory(options, 200)
    print(f"\nOf every submission solved, {solved * CORES:.1f} core-seconds; untouched, {untouched * CORES:.2f}.\n")
    print("| submissions | core-hours, all solved | half of them untouched | on 2 cores | on 64 cores |")
    print("|---|---|---|---|---|")
    for count in (300, 10_000, 1_000_000):
        hours = count * solved * CORES / 3_600
        half = (hours + count * untouched * CORES / 3_600) / 2
        cells = [f"{count:,}", _short(hours), _short(half), _time(hours / 2), _time(hours / 64)]
        print(f"| {' | '.join(cells)} |")
    print(f"\nMemory: {size / 1e6:.0f} MB for the command and {CORES} processes, and workers beside them.")


def _short(value: float) -> str:
    return f"{value:,.0f}" if value >= 10 else f"{value:.2g}"


def _time(hours: float) -> str:
    if hours >= 1:
        return f"{_short(hours)} h"
    return f"{_short(60 * hours)} min" if hours >= 1 / 60 else f"{_short(3_600 * hours)} s"


PARTS: Mapping[str, Callable[[Options], object]] = {
    "speed": speed, "cost": cost, "memory": memory, "capacity": capacity,
}  # fmt: skip


def main() -> None:
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"any of {', '.join(PARTS)}; else the first three")
    parser.add_argument("--count", type=int, default=300, help="the size of the class (default: 300)")
    parser.add_argument("--sample", type=int, default=12, help="how many of it the plain ways are timed on")
    parser.add_argument("--seed", type=int, help="draw the class and the sample from this seed")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}; the parts are {', '.join(PARTS)}")
    chosen = Options(options.count, options.sample, secrets.randbelow(1_000) if options.seed is None else options.seed)
    for part in options.parts or ("speed", "cost", "memory"):
        PARTS[part](chosen)


if __name__ == "__main__":
    main()
