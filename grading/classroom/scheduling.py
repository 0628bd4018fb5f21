"""The jobs of a class, mapped over an executor, a few at a time.

The executor may be a pool of this machine or the one of a cluster: both are a `concurrent.futures.Executor`.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from itertools import islice

from grading.classroom.job import Job
from grading.results import NoGrade, Scorecard

Result = tuple[Job, Scorecard | NoGrade]


class ExecutorLost(Exception):
    """Nothing can be graded any more; the message says why."""


def grade_all(
    jobs: Iterable[Job], executor: Executor, grade_one: Callable[[Job], Scorecard], at_once: Callable[[], int]
) -> Iterator[Result]:
    """What each job comes to, in the order in which they are done; so many are under way at once.

    What grade_one raises is what its own job comes to; ExecutorLost ends all.
    """
    waiting = iter(jobs)
    under_way: dict[Future[Scorecard], Job] = {}
    while True:
        for job in islice(waiting, max(0, at_once() - len(under_way))):
            under_way[executor.submit(grade_one, job)] = job
        if not under_way:
            return
        for future in wait(under_way, return_when=FIRST_COMPLETED).done:
            yield under_way.pop(future), _result(future)


def _result(future: Future[Scorecard]) -> Scorecard | NoGrade:
    try:
        return future.result()
    except NoGrade as problem:
        return problem
    except ExecutorLost:
        raise
    except Exception as problem:  # one job must not end the others
        return NoGrade(f"{type(problem).__name__}: {problem}")
