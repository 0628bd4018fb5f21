"""How the graded checks are run: quietly, beside a thread that gets the images ready."""

import ctypes
import sys

import pytest

from course import EXERCISES
from course.records import Task
from grading.grade import Progress, Settings, grade
from tests.kit.answers import folder


def environment_as_other_threads_read_it() -> list[bytes]:
    variables = ctypes.POINTER(ctypes.c_char_p).in_dll(ctypes.CDLL(None), "environ")
    found = []
    while variables[len(found)]:
        found.append(variables[len(found)])
    return sorted(found)


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere threads may read the environment while it changes")
def test_the_environment_stays_as_it_is_while_checks_run_since_a_thread_that_reads_it_would_crash() -> None:
    seen = []

    def look(task: Task, title: str) -> None:
        seen.append(environment_as_other_threads_read_it())

    grade(folder("solutions"), Settings(tasks=EXERCISES[:1]), Progress(on_check=look))
    assert len(seen) > 1
    assert all(environment == seen[0] for environment in seen)
