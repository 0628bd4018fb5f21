"""Replies as a worker sends them, one of each kind: where mutations start from."""

from typing import Any

import torch

from grading.sandbox import wire

NUMBER = 1 << 40
"""What was asked for; no worker can know it beforehand."""
X = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
READY_MADE = [("softmax", "softmax.py", 3)]
PARAMETERS = {"W": torch.eye(3), "b": torch.zeros(3, dtype=torch.float64)}
VALUES: dict[str, Any] = {
    "load": "callable",
    "softmax": {"value": X.clone().requires_grad_(), "args": [X], "ready_made": [], "operators": {"aten::exp": 1}},
    "gradients": [X, None],
    "accuracy": {"value": 1.0, "args": [X, torch.tensor([0, 2])], "ready_made": READY_MADE, "operators": {}},
    "reset": {"value": None, "args": [], "ready_made": [], "operators": {}},
    "an epoch": {**PARAMETERS, "returned": (0.5, torch.tensor(0.25)), "steps": 2, "modes": [True, True]},
    "comparisons": torch.tensor([True, False, True]),
}
RAISED = {"type": "ValueError", "not_written": False, "text": "oh", "frames": [["softmax.py", 12, "softmax"]]}


def reply(**result: Any) -> bytes:
    """A reply with this value, or with what was raised."""
    return b"".join(wire.encode({"number": NUMBER, "printed": "a line\n", **result}))


REPLIES = [*(reply(value=value) for value in VALUES.values()), reply(raised=RAISED)]
