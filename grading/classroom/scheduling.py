"""The jobs of a class, mapped over an executor: a few at a time, and each comes to an end, whatever ends its process.

The executor may be a pool of processes on this machine or the one of a cluster: both are a
`concurrent.futures.Executor`. A process that dies takes no other submission with it: what was under way is tried again,
each alone, and what ends its process three times is given up.
"""

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, Executor, Future, wait
from concurrent.futures.process import BrokenProcessPool
from gettext import gettext as _
from itertools import islice

from grading.classroom.job import Job, graded
from grading.results import NoGrade, Scorecard

ATTEMPTS = 3
Result = tuple[Job, Scorecard | NoGrade]


def grade_all(
    jobs: Iterable[Job], open_executor: Callable[[], Executor], at_once: int,
    grade_one: Callable[[Job], Scorecard] = graded,
) -> Iterator[Result]:  # fmt: skip
    """What each job comes to, in the order in which they are done; so many are under way at once.

    An executor that breaks is replaced by a new one; who opens them ends them.
    """
    waiting = iter(jobs)
    executor = open_executor()
    under_way: dict[Future[Scorecard], Job] = {}
    while True:
        for job in islice(waiting, at_once - len(under_way)):
            under_way[executor.submit(grade_one, job)] = job
        if not under_way:
            return
        suspects = []
        for future in wait(under_way, return_when=FIRST_COMPLETED).done:
            job = under_way.pop(future)
            result = _result(future)
            if result is None:
                suspects.append(job)
            else:
                yield job, result
        if suspects:
            suspects += under_way.values()
            under_way.clear()
            executor = open_executor()
            for job in suspects:
                result, executor = _alone(job, executor, open_executor, grade_one)
                yield job, result


def _result(future: Future[Scorecard]) -> Scorecard | NoGrade | None:
    """What a job came to; None if its process, or another one's, ended before it was done."""
    try:
        return future.result()
    except NoGrade as problem:
        return problem
    except BrokenProcessPool:
        return None
    except Exception as problem:  # a cluster has exceptions of its own, and one job must not end the others
        return NoGrade(f"{type(problem).__name__}: {problem}")


def _alone(
    job: Job, executor: Executor, open_executor: Callable[[], Executor], grade_one: Callable[[Job], Scorecard]
) -> tuple[Scorecard | NoGrade, Executor]:
    """What a job comes to that is the only one under way, and the executor to go on with."""
    for _attempt in range(ATTEMPTS):
        result = _result(executor.submit(grade_one, job))
        if result is not None:
            return result, executor
        executor = open_executor()
    message = _("The process that grades this submission ended {count} times before it was done.")
    return NoGrade(message.format(count=ATTEMPTS)), executor
