"""Processes on this machine that grade a class, and how they end."""

import multiprocessing
from collections.abc import Callable, Iterator
from concurrent.futures import Executor, ProcessPoolExecutor
from contextlib import contextmanager

from grading.classroom.job import begin


@contextmanager
def local_pools(processes: int) -> Iterator[Callable[[], Executor]]:
    """Within, a function that opens a pool of so many processes; afterwards none of them is left.

    They are new processes: torch is in no state to be copied by a fork.
    """
    pools: list[ProcessPoolExecutor] = []

    def open_pool() -> Executor:
        _end(pools)
        pools.append(ProcessPoolExecutor(processes, multiprocessing.get_context("spawn"), begin))
        return pools[-1]

    try:
        yield open_pool
    finally:
        _end(pools)


def _end(pools: list[ProcessPoolExecutor]) -> None:
    """Kill the processes of these pools with what is under way in them; each takes its workers along."""
    while pools:
        pool = pools.pop()
        for process in list((getattr(pool, "_processes", None) or {}).values()):  # it has no public name
            process.kill()
        pool.shutdown(wait=True, cancel_futures=True)
