"""What is sent to a grader: a signal to it alone, or to its whole group as a terminal sends it."""

import os
import random
import signal
import time
from contextlib import suppress
from dataclasses import dataclass


@dataclass(frozen=True)
class Signal:
    """A signal, and who gets it. again_within: seconds within which it is sent a second time, 0 for once only."""

    number: signal.Signals
    to_group: bool = False
    again_within: float = 0.0

    def send(self, grader: int, draw: random.Random) -> None:
        """Send it to a grader that leads its own group, and that nobody has waited for yet."""
        send = os.killpg if self.to_group else os.kill
        send(grader, self.number)
        if self.again_within:
            time.sleep(draw.uniform(0, self.again_within))
            with suppress(ProcessLookupError):  # the first was enough
                send(grader, self.number)


SIGNALS = {
    "kill -9": Signal(signal.SIGKILL),
    "Ctrl-C": Signal(signal.SIGINT, to_group=True),
    "Ctrl-C twice": Signal(signal.SIGINT, to_group=True, again_within=1.5),
    "kill": Signal(signal.SIGTERM),
    "timeout(1)": Signal(signal.SIGTERM, to_group=True),
    "terminal closed": Signal(signal.SIGHUP, to_group=True),
}
