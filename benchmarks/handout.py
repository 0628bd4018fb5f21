"""The first report of a wrong answer in a handout beside the whole kit's: target no more than 1.1 of its time.

    python benchmarks/handout.py

Each exercise is graded with a wrong answer whose mistake has a name, by the handout's and by the kit's own grader.py in
turn. The least of each is compared, since other programs can only add to it: the seconds that somebody waits, and those
of the processors, which hang less on what else runs.
"""

import os
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from course import EXERCISES
from course.records import Exercise
from grading import KIT
from grading.feedback.answer_files import MISTAKES, answers_in

ROUNDS = 3


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        handout, submission = Path(folder, "handout"), Path(folder, "submission")
        waited, worked = grade(KIT, "handout", handout)
        files = [file for file in handout.rglob("*") if file.is_file()]
        size = sum(file.stat().st_size for file in files) / 1e6
        print(f"a handout is made in {waited:.1f} s ({worked:.1f} s of processors): {len(files)} files, {size:.1f} MB")
        print("\n                 seconds                 of processors")
        print("                 handout    kit  ratio   handout    kit  ratio")
        for exercise in EXERCISES:
            shutil.copytree(KIT / "exercises", submission, dirs_exist_ok=True)
            write_wrong(exercise, submission)
            command = "grade", exercise.id, "--submission", submission
            rounds = [[grade(home, *command) for home in (handout, KIT)] for _round in range(ROUNDS)]
            least = [[min(one[home][kind] for one in rounds) for home in (0, 1)] for kind in (0, 1)]
            figures = "  ".join(f"{mine:8.2f} {kits:6.2f}  {mine / kits:5.2f}" for mine, kits in least)
            print(f"{exercise.id:15} {figures}", flush=True)


def write_wrong(exercise: Exercise, submission: Path) -> None:
    name = next(iter(answers_in(MISTAKES / exercise.file)))
    text = (MISTAKES / exercise.file).read_text(encoding="utf-8")
    (submission / exercise.file).write_text(f"{text}\n{exercise.name} = {name}\n", encoding="utf-8")


def grade(home: Path, *arguments: object) -> tuple[float, float]:
    """The seconds that a command takes, and those of all its processes."""
    command = [sys.executable, str(home / "grader.py"), *map(str, arguments)]
    began, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
    finished = subprocess.run(command, cwd=home, capture_output=True, text=True, env={**os.environ, "LANGUAGE": "en"})
    assert finished.returncode in (0, 1), finished.stderr
    waited, after = time.perf_counter() - began, resource.getrusage(resource.RUSAGE_CHILDREN)
    return waited, after.ru_utime - before.ru_utime + after.ru_stime - before.ru_stime


if __name__ == "__main__":
    main()
