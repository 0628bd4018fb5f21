"""Processes that grade a class, one for each thread that has something to grade, and how they end.

The threads may be those of a pool on this machine or those of a cluster's worker. A process that dies takes no other
submission with it: what it was about is tried again in a new one, and what ends three of them is given up.
"""

import multiprocessing
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, Future, ProcessPoolExecutor, ThreadPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from gettext import gettext as _

from grading.classroom.job import Job, begin, graded
from grading.results import NoGrade, Scorecard

ATTEMPTS = 3
GradeOne = Callable[[Job], Scorecard]


class Ended(Exception):
    """Somebody has ended the processes, and starts no others."""


def ended_too_often(count: int) -> NoGrade:
    """Of a submission that ended so many processes."""
    message = _("The process that grades this submission ended {count} times before it was done.")
    return NoGrade(message.format(count=count))


class Processes:
    """For each thread a process of its own, which grades one submission after the other.

    They are new processes: torch is in no state to be copied by a fork.
    """

    def __init__(self) -> None:
        self._pools: dict[int, ProcessPoolExecutor] = {}
        self._lock = threading.Lock()
        self._ended = False

    def grade(self, job: Job, grade_one: GradeOne = graded) -> Scorecard:
        """What a job comes to. NoGrade also where it ended the process each time, Ended after end()."""
        for _attempt in range(ATTEMPTS):
            try:
                return self._submitted(grade_one, job).result()
            except BrokenProcessPool:
                with self._lock:
                    self._pools.pop(threading.get_ident(), None)
        raise ended_too_often(ATTEMPTS)

    def _submitted(self, grade_one: GradeOne, job: Job) -> "Future[Scorecard]":
        with self._lock:  # it is here that a process is started, and after end() none may be
            if self._ended:
                raise Ended
            thread = threading.get_ident()
            if thread not in self._pools:
                clean = multiprocessing.get_context("spawn")
                self._pools[thread] = ProcessPoolExecutor(1, clean, begin)
            return self._pools[thread].submit(grade_one, job)

    def end(self) -> None:
        """Kill the processes with what is under way in them; each takes its workers along."""
        with self._lock:
            self._ended = True
            pools = list(self._pools.values())
            for pool in pools:
                for process in list((getattr(pool, "_processes", None) or {}).values()):  # it has no public name
                    process.kill()
        for pool in pools:
            pool.shutdown(wait=True, cancel_futures=True)


@contextmanager
def local_processes(count: int, grade_one: GradeOne = graded) -> Iterator[tuple[Executor, GradeOne]]:
    """Within, an executor of so many threads, and what they can be asked: to have a process of theirs grade a job.

    Afterwards none of the processes is left.
    """
    processes = Processes()
    threads = ThreadPoolExecutor(count)
    try:
        yield threads, lambda job: processes.grade(job, grade_one)
    finally:
        processes.end()
        threads.shutdown(wait=True, cancel_futures=True)
