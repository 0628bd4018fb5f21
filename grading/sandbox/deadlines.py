"""How long a submission may take; everything is in seconds, and the trusted process holds the clock."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Deadlines:
    """load: to import one file. call: one call. exercise: all calls of one exercise, which need milliseconds."""

    load: float = 10.0
    call: float = 10.0
    exercise: float = 30.0
