"""What a grade costs, as ratios of two things measured in the same run, each with its target.

    python benchmarks/speed.py                 everything, about five minutes
    python benchmarks/speed.py stubs memory    only these parts

Ratios carry over from machine to machine far better than seconds do; on a busy machine neither means much.
"""

import argparse
import json
import os
import shutil
import struct
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from importlib import metadata
from pathlib import Path
from statistics import median

KIT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(KIT))

PYTHON = sys.executable
GRADE = [PYTHON, "grader.py", "--epochs", "10", "--submission"]
STUBS_TARGET, GRADE_TARGET, WATCH_TARGET, MEMORY_TARGET = 0.35, 0.095, 0.15, 2e9
STUBS_REPETITIONS, GRADE_REPETITIONS, WATCH_REPETITIONS = 7, 2, 5
NOT_PASSED = 1


def stubs(repetitions: int = STUBS_REPETITIONS) -> None:
    """Grading untouched stubs, against importing torch: no torch is needed to see that nothing is written."""
    commands = {"stubs": [PYTHON, "grader.py"], "import torch": [PYTHON, "-c", "import torch"]}
    expected = {"stubs": NOT_PASSED, "import torch": 0}
    for name, command in commands.items():  # a first run compiles bytecode and fills the disk's cache
        timed(command, expected[name])
    seconds: dict[str, list[float]] = {name: [] for name in commands}
    for _ in range(repetitions):
        for name, command in commands.items():
            seconds[name].append(timed(command, expected[name]))
    compare("untouched stubs / import torch", seconds["stubs"], seconds["import torch"], STUBS_TARGET)


def grade(repetitions: int = GRADE_REPETITIONS) -> None:
    """A whole grade of the five exercises, against the book's training alone, on the same images and epochs."""
    with tempfile.TemporaryDirectory() as folder:
        write_images(Path(folder))
        solved = solve_the_five(Path(folder, "solved"))
        results, accuracies = Path(folder, "results.json"), Path(folder, "accuracies.txt")
        quiet = ["-W", "ignore"]  # torch advises against the book's four workers on fewer than four cores
        book = [PYTHON, *quiet, "benchmarks/book.py", folder, "--epochs", "10", "--num-workers"]
        ours, four_workers, no_workers = [], [], []
        for _ in range(repetitions):
            ours.append(timed([*GRADE, str(solved), "--data-dir", folder, "--json", str(results)]))
            four_workers.append(timed([*book, "4"], output=accuracies))
            no_workers.append(timed([*book, "0"], output=accuracies))
        compare("full grade / the book's way, num_workers=4", ours, four_workers, GRADE_TARGET)
        compare("full grade / the book's way, num_workers=0", ours, no_workers)
        own = json.loads(results.read_text())["training"]["test_accuracy"]
        last = float(accuracies.read_text().split()[-1])
        print(f"  10 epochs on the same 60,000 images; test accuracy {own:.4f}, the book's way {last:.4f}")


def watch(repetitions: int = WATCH_REPETITIONS) -> None:
    """From a save to its verdict in `watch`, against a fresh grade of the same exercise: of a right and a wrong one."""
    from benchmarks.watching import seconds_to_verdict
    from benchmarks.watching import watch as watching
    from course import EXERCISES

    exercise = EXERCISES[0]
    right = (KIT / "solutions" / exercise.file).read_text(encoding="utf-8")
    answers = {"right": (right, ": passed", 0), "wrong": (right.replace("return ", "return 2 * "), ": ", NOT_PASSED)}
    with tempfile.TemporaryDirectory() as home:
        folder = Path(shutil.copytree(KIT / "exercises", Path(home, "exercises")))
        file = folder / exercise.file
        seconds: dict[str, list[float]] = {name: [] for name in answers}
        fresh: dict[str, list[float]] = {name: [] for name in answers}
        with watching(folder) as program:
            for repetition in range(repetitions + 1):
                for name, (text, verdict, _code) in answers.items():
                    waited = seconds_to_verdict(program, file, text, exercise.id + verdict)
                    seconds[name] += [waited] if repetition else []  # the first save may find it still getting ready
        for _ in range(repetitions):
            for name, (text, _verdict, code) in answers.items():
                file.write_text(text, encoding="utf-8")
                fresh[name].append(timed([PYTHON, "grader.py", exercise.id, "--submission", str(folder)], code))
    for name in answers:
        compare(f"a save of a {name} answer / a fresh grade of it", seconds[name], fresh[name], WATCH_TARGET)


def memory(repetitions: int = 1) -> None:
    """The most memory that all processes of a full grade take at one moment."""
    if sys.platform != "linux":
        print("peak memory: not measured; it is read from /proc, which only Linux has")
        return
    from benchmarks.memory import Memory, peak_memory

    peak = Memory()
    command = [*GRADE, "solutions", "--data", "synthetic"]
    for _ in range(repetitions):
        latest, code = peak_memory(command, KIT)
        check_exit(command, code)
        peak = max(peak, latest, key=lambda memory: memory.size)
    print(
        f"peak memory of a full grade: {verdict(peak.size, MEMORY_TARGET)}: {peak.size / 1e9:.2f} GB, ",
        end="",
    )
    print(f"target below {MEMORY_TARGET / 1e9:g} GB")
    print(f"  {peak.processes} processes, shared memory counted once; torch {metadata.version('torch')}")
    if peak.closed_processes:
        print(f"  an upper bound: {peak.closed_processes} of them may be looked into by root alone")


def solve_the_five(folder: Path) -> Path:
    """Solutions of the exercises that make the score; what goes beyond them would be graded too."""
    from course import EXERCISES

    folder.mkdir()
    for exercise in EXERCISES:
        shutil.copy(KIT / "solutions" / exercise.file, folder)
    return folder


def write_images(root: Path) -> None:
    """The drawn garments as Fashion-MNIST's files, as many, in torchvision's layout."""
    from given.data import ALL_GARMENTS, load_images

    data = load_images("synthetic", drawn=ALL_GARMENTS)
    raw = root / "FashionMNIST" / "raw"
    raw.mkdir(parents=True)
    for split, images, labels in (
        ("train", data.train_images, data.train_labels),
        ("t10k", data.test_images, data.test_labels),
    ):
        header = struct.pack(">4I", 0x803, *images.shape)
        (raw / f"{split}-images-idx3-ubyte").write_bytes(header + images.numpy().tobytes())
        header = struct.pack(">2I", 0x801, len(labels))
        (raw / f"{split}-labels-idx1-ubyte").write_bytes(header + labels.byte().numpy().tobytes())


def timed(command: Sequence[str], expected_code: int = 0, output: Path | None = None) -> float:
    """The seconds that a fresh process takes, imports included."""
    with Path(output or os.devnull).open("w") as file:
        began = time.perf_counter()
        code = subprocess.run(command, cwd=KIT, stdout=file, check=False).returncode
        seconds = time.perf_counter() - began
    check_exit(command, code, expected_code)
    return seconds


def check_exit(command: Sequence[str], code: int, expected: int = 0) -> None:
    """The time of something that went wrong means nothing."""
    if code != expected:
        raise SystemExit(f"{' '.join(command)} ended with {code} where {expected} was expected.")


def compare(what: str, ours: list[float], theirs: list[float], target: float | None = None) -> None:
    ratio = median(ours) / median(theirs)
    if target is None:
        print(f"{what}: {ratio:.3f}, no target")
    else:
        print(f"{what}: {verdict(ratio, target)}: {ratio:.3f}, target at most {target}")
    for name, seconds in (("ours", ours), ("against", theirs)):
        each = ", ".join(f"{value:.2f}" for value in seconds)
        print(f"  {name}: median {median(seconds):.2f} s of {each}", flush=True)


def verdict(value: float, target: float) -> str:
    return "reached" if value <= target else "MISSED"


PARTS: dict[str, Callable[..., None]] = {"stubs": stubs, "grade": grade, "watch": watch, "memory": memory}


def main() -> None:
    layout = argparse.RawDescriptionHelpFormatter
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=layout)
    parser.add_argument("parts", nargs="*", metavar="PART", help=f"any of {', '.join(PARTS)}; else all")
    parser.add_argument("--repetitions", type=int, help="how often each part is repeated")
    options = parser.parse_args()
    if unknown := set(options.parts) - set(PARTS):
        parser.error(f"there is no part {', '.join(sorted(unknown))}; the parts are {', '.join(PARTS)}")
    for part in options.parts or PARTS:
        PARTS[part](**({"repetitions": options.repetitions} if options.repetitions else {}))


if __name__ == "__main__":
    main()
