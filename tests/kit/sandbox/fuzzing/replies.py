"""Replies as a worker sends them, one of each kind: where mutations start from."""

import warnings
from typing import Any

import torch

from grading.sandbox import wire
from tests.kit.sandbox.fuzzing.pretended import honest_reply, solved

X = torch.tensor([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]])
Y_HAT, Y = torch.tensor([[0.1, 0.3, 0.6], [0.3, 0.2, 0.5]]), torch.tensor([0, 2])
EPOCH = {"W": torch.eye(3), "b": torch.zeros(3), "batches": [(X, Y), (X + 1, Y)], "learning_rate": 0.5}
IMAGES = {"images": torch.arange(48, dtype=torch.uint8).reshape(4, 12), "labels": torch.tensor([0, 1, 2, 1])}
TRAINING = {**IMAGES, "W": torch.zeros(12, 3), "b": torch.zeros(3), "batch_size": 2, "learning_rate": 0.1, "seed": 0}

NUMBER = 1 << 40
REQUESTS: dict[str, dict[str, Any]] = {
    "load": {"op": "load"},
    "softmax": {"op": "call", "name": "softmax", "method": "", "args": [X.clone().requires_grad_()]},
    "its gradients": {"op": "backward", "upstream": torch.ones(2, 3)},
    "cross_entropy": {"op": "call", "name": "cross_entropy", "method": "", "args": [Y_HAT, Y]},
    "accuracy": {"op": "call", "name": "accuracy", "method": "", "args": [Y_HAT, Y]},
    "Accumulator": {"op": "create", "name": "Accumulator", "key": "metric", "args": [2]},
    "add": {"op": "call", "name": "metric", "method": "add", "args": [1, torch.tensor(2.5)]},
    "metric[1]": {"op": "call", "name": "metric", "method": "__getitem__", "args": [1]},
    "reset": {"op": "call", "name": "metric", "method": "reset", "args": []},
    "ready-made": {"op": "call", "name": "ready-made", "method": "", "args": [X]},
    "operators": {"op": "count_operators", "name": "softmax", "args": [X]},
    "probes": {"op": "observe", "exercise_id": "accumulator"},
    "an epoch": {
        "op": "play", "scenario": "play_epoch", "arguments": {"net": "module", "updater": "optimizer", **EPOCH}
    },
    "start": {"op": "play", "scenario": "start_training", "arguments": TRAINING},
    "an epoch of training": {"op": "play", "scenario": "train_epoch", "arguments": {}},
}  # fmt: skip
RAISED = {
    "type": "ValueError", "not_written": False, "text": "oh", "frames": [["softmax.py", 12, "softmax"]],
}  # fmt: skip


def real_frames() -> dict[str, bytes]:
    """By what was asked for: the replies of the solutions, and that of an exception, as they are sent."""
    answers = solved()
    answers.objects["ready-made"] = lambda X: torch.softmax(X, dim=1)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # what torch thinks of the solutions' sums
        replies = {what: honest_reply(answers, {"number": NUMBER, **asked}) for what, asked in REQUESTS.items()}
    replies["an exception"] = {"number": NUMBER, "printed": "a line\n", "printed_characters": 7, "raised": RAISED}
    return {what: b"".join(wire.encode(reply)) for what, reply in replies.items()}
