"""Which of torch's operators a call runs, and where the submission asked for a ready-made one.

Every alias of softmax, from torch.softmax to nn.Softmax, ends in the operator aten::_softmax, so looking at
operators sees them all. This is policy, a matter of what the exercise is about; it is not security.
"""

import sys
from collections import Counter
from typing import Any

from torch.utils._python_dispatch import TorchDispatchMode

READY_MADE = frozenset(
    f"aten::{name}"
    for name in (
        "_softmax", "_log_softmax", "_safe_softmax", "nll_loss_forward", "nll_loss2d_forward", "nll_loss",
        "binary_cross_entropy", "binary_cross_entropy_with_logits",
    )
)  # fmt: skip
"""The operators that do in one step what an exercise asks to be built."""


class OperatorLog(TorchDispatchMode):  # type: ignore[no-untyped-call]  # torch has no types for it
    """Counts the operators that run inside it, and notes the submission's line for each ready-made one."""

    def __init__(self, folder: str) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.folder = folder
        self.counts: Counter[str] = Counter()
        self.ready_made: list[tuple[str, str, int]] = []

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        """Not to be shielded from torch's compiler: the shield imports all of it, a second in every worker."""
        return False

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        name = func._schema.name
        self.counts[name] += 1
        if name in READY_MADE and name not in [seen for seen, _, _ in self.ready_made]:
            self.ready_made.append((name, *self._line()))
        return func(*args, **(kwargs or {}))

    def _line(self) -> tuple[str, int]:
        """The innermost line of the submission that is being run, as (file, line)."""
        frame = sys._getframe()
        while frame := frame.f_back:  # type: ignore[assignment]  # None ends the loop
            if frame.f_code.co_filename.startswith(f"{self.folder}/"):
                return frame.f_code.co_filename.removeprefix(f"{self.folder}/"), frame.f_lineno
        return "", 0
