"""A notebook's kernel for the kit's tests: cells are noted as run, and what they define is kept, without Jupyter."""

from types import SimpleNamespace
from typing import Any

import pytest

from grading.notebook import session


class Kernel:
    """Takes the place of IPython's shell, in this process."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.user_ns: dict[str, Any] = {}
        self.history_manager = SimpleNamespace(input_hist_raw=[""])
        monkeypatch.setattr(session, "shell", lambda: self)

    def run(self, cell: str) -> Any:
        """Run a cell, and return what its last name means."""
        self.history_manager.input_hist_raw.append(cell)
        code = "\n".join(line for line in cell.split("\n") if not line.startswith("%"))
        exec(code, self.user_ns)
        return list(self.user_ns.values())[-1]
