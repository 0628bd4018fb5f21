"""The executor of a running Dask cluster, and what its workers are asked: to have a process of theirs grade a job."""

import asyncio
import logging
import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from contextlib import contextmanager
from functools import cache, partial
from gettext import gettext as _
from typing import Any

from grading.classroom.job import Job, digest_of_the_kit, graded
from grading.classroom.pool import GradeOne, Processes, ended_too_often
from grading.classroom.scheduling import ExecutorLost
from grading.results import Scorecard

SECONDS = 5.0
"""How long a scheduler may take to answer."""
AHEAD = 1.25
"""Jobs under way for each thread of the cluster: a thread that is done finds the next one there."""


class UnusableCluster(Exception):
    """A cluster that cannot grade; the message says why."""


class Cluster(Executor):
    """The workers of a Dask cluster, whose deaths read like those of other processes.

    What a worker was about when it died, the cluster does again elsewhere, and gives up after some deaths; so many as
    its scheduler's `allowed-failures` says.
    """

    def __init__(self, client: Any) -> None:
        self._client, self._executor = client, client.get_executor()

    def threads(self) -> int:
        """How many threads the cluster has now: one submission each."""
        return sum(self._client.nthreads().values())

    def at_once(self) -> int:
        return round(AHEAD * max(self.threads(), 1))

    def submit(self, function: Callable[..., Any], /, *args: Any, **kwargs: Any) -> "Future[Any]":
        """A future that raises NoGrade where its worker died too often, ExecutorLost where the scheduler is gone."""
        told: Future[Any] = Future()
        told.set_running_or_notify_cancel()
        self._executor.submit(function, *args, **kwargs).add_done_callback(partial(_tell, told))
        return told


def _tell(told: "Future[Any]", done: "Future[Any]") -> None:
    try:
        told.set_result(done.result())
    except CancelledError:
        told.set_exception(ExecutorLost(_("The scheduler of the cluster does not answer any more.")))
    except Exception as problem:
        if type(problem).__name__ == "KilledWorker":
            told.set_exception(ended_too_often(getattr(problem, "allowed_failures", 0) + 1))
        else:
            told.set_exception(problem)


@contextmanager
def cluster(address: str, grade_one: GradeOne = graded) -> Iterator[tuple[Cluster, GradeOne]]:
    """Within, the executor of the cluster at this address, and what it can be asked.

    UnusableCluster if it does not answer, has no worker, or does not have this kit.
    """
    try:
        from distributed import Client
        from distributed.comm.core import connect
    except ModuleNotFoundError:
        message = _("--scheduler needs Dask. In the kit's folder: pip install -e '.[cluster]'")
        raise UnusableCluster(message) from None
    for name in ("distributed.client", "distributed.utils"):  # what they say of a lost scheduler is said in a sentence
        logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        asyncio.run(_answers(connect, address))  # a Client would ask on and on
    except (OSError, ValueError, asyncio.TimeoutError) as error:
        message = _("No Dask scheduler answers at {address}: {error}.")
        error_text = str(error) or _("nothing came in {seconds:.0f} s").format(seconds=SECONDS)
        raise UnusableCluster(message.format(address=address, error=error_text)) from None
    with Client(address, timeout=SECONDS, set_as_default=False) as client:  # type: ignore[no-untyped-call]  # no types
        _refuse_without_the_kit(client, address)
        yield Cluster(client), partial(graded_by_a_worker, grade_one)


async def _answers(connect: Callable[..., Any], address: str) -> None:
    connection = await asyncio.wait_for(connect(address, timeout=SECONDS), SECONDS)
    await connection.close()


def _refuse_without_the_kit(client: Any, address: str) -> None:
    try:
        client.wait_for_workers(1, timeout=SECONDS)
    except (TimeoutError, asyncio.TimeoutError):
        message = _("The cluster at {address} has no worker. Start some: dask worker {address}")
        raise UnusableCluster(message.format(address=address)) from None
    for worker, digest in client.run(digest_of_the_kit, on_error="return").items():
        if isinstance(digest, Exception):
            message = _("The worker {worker} has no kit ({error}). Install it there too: pip install -e '.[cluster]'")
            raise UnusableCluster(message.format(worker=worker, error=digest))
        if digest != digest_of_the_kit():
            message = _("The worker {worker} has another version of the kit. Install the same on all machines.")
            raise UnusableCluster(message.format(worker=worker))


def graded_by_a_worker(grade_one: GradeOne, job: Job) -> Scorecard:
    """What a job comes to, in a process of its own of the worker's thread that runs this.

    A grade changes what threads share, its environment and standard output, and wants the main thread.
    """
    return _processes().grade(job, grade_one)


@cache
def _processes() -> Processes:
    """The processes of this worker, which is allowed to have some.

    Under Dask's nanny it is a daemon, which may not, since it may be ended without a chance to end them. These end by
    themselves when it does.
    """
    multiprocessing.current_process().daemon = False
    return Processes()
