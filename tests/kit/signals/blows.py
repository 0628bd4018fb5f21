"""How a grader is ended: a signal to it alone, or to its whole group as a terminal sends it."""

import os
import random
import signal
import time
from contextlib import suppress
from dataclasses import dataclass


@dataclass(frozen=True)
class Blow:
    """A signal, and who gets it. again_within: seconds within which it comes a second time, 0 for once only."""

    signal: signal.Signals
    to_group: bool = False
    again_within: float = 0.0

    def strike(self, grader: int, draw: random.Random) -> None:
        """Send it to a grader that leads its own group, and that nobody has waited for yet."""
        self._send(grader)
        if self.again_within:
            time.sleep(draw.uniform(0, self.again_within))
            with suppress(ProcessLookupError):  # the first was enough
                self._send(grader)

    def _send(self, grader: int) -> None:
        if self.to_group:
            os.killpg(grader, self.signal)
        else:
            os.kill(grader, self.signal)


BLOWS = {
    "kill -9": Blow(signal.SIGKILL),
    "Ctrl-C": Blow(signal.SIGINT, to_group=True),
    "Ctrl-C twice": Blow(signal.SIGINT, to_group=True, again_within=1.5),
    "kill": Blow(signal.SIGTERM),
    "timeout(1)": Blow(signal.SIGTERM, to_group=True),
    "terminal closed": Blow(signal.SIGHUP, to_group=True),
}
