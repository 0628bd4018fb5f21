"""The first report of a wrong answer in a handout beside the whole kit's: target no more than 1.1 of its time.

    python benchmarks/handout.py

Each exercise is graded with a wrong answer whose mistake has a name, by the handout's and by the kit's own grader.py in
turn; the least time of each is compared, since other programs can only add to it.
"""

import os
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
from grading.feedback.diagnosis import MISTAKES, answers_in

ROUNDS = 5


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        handout, submission = Path(folder, "handout"), Path(folder, "submission")
        began = time.perf_counter()
        grade(KIT, "handout", handout)
        files = [file for file in handout.rglob("*") if file.is_file()]
        size = sum(file.stat().st_size for file in files) / 1e6
        print(f"a handout is made in {time.perf_counter() - began:.1f} s: {len(files)} files, {size:.1f} MB\n")
        print("                 handout    kit  ratio")
        for exercise in EXERCISES:
            shutil.copytree(KIT / "exercises", submission, dirs_exist_ok=True)
            write_wrong(exercise, submission)
            seconds: dict[Path, list[float]] = {handout: [], KIT: []}
            for _round in range(ROUNDS):
                for home, taken in seconds.items():
                    began = time.perf_counter()
                    grade(home, "grade", exercise.id, "--submission", submission)
                    taken.append(time.perf_counter() - began)
            mine, kits = min(seconds[handout]), min(seconds[KIT])
            print(f"{exercise.id:15}  {mine:6.2f}  {kits:6.2f}  {mine / kits:5.2f}", flush=True)


def write_wrong(exercise: Exercise, submission: Path) -> None:
    name = next(iter(answers_in(MISTAKES / exercise.file)))
    text = (MISTAKES / exercise.file).read_text(encoding="utf-8")
    (submission / exercise.file).write_text(f"{text}\n{exercise.name} = {name}\n", encoding="utf-8")


def grade(home: Path, *arguments: object) -> None:
    command = [sys.executable, str(home / "grader.py"), *map(str, arguments)]
    finished = subprocess.run(command, cwd=home, capture_output=True, text=True, env={**os.environ, "LANGUAGE": "en"})
    assert finished.returncode in (0, 1), finished.stderr


if __name__ == "__main__":
    main()
