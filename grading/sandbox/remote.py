"""What the graded checks call in the learner's place.

It behaves like the learner's own: it returns plain values, its results carry gradients, and an argument that was
changed in place can be seen changed.
"""

import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from gettext import gettext as _
from typing import Any, Protocol

import torch
from torch import Tensor

from course.values import call_text
from grading.results import Violated


@dataclass(frozen=True)
class Called:
    """What came of a call: its value, the arguments as they are afterwards, how often each of torch's operators ran."""

    value: Any
    after: list[Any]
    operators: dict[str, int]


class WorkerSession(Protocol):
    """Where a call is sent."""

    def ask(self, op: str, what: str, seconds: float | None = None, **arguments: Any) -> Any: ...

    def call(self, what: str, name: str, method: str, args: Sequence[Any]) -> Called: ...

    def violated(self, what: str) -> Violated: ...


class RemoteFunction:
    """Stands for a function of the submission: calling it calls the function in the worker."""

    def __init__(self, session: WorkerSession, name: str) -> None:
        self.session, self.name = session, name

    def __call__(self, *args: Any) -> Any:
        value = self.called(*args).value
        inputs = [arg for arg in args if isinstance(arg, Tensor) and arg.requires_grad]
        if isinstance(value, Tensor) and value.requires_grad and inputs:
            return _Attached.apply(partial(self._gradients, args), value.detach(), *inputs)
        return value

    def called(self, *args: Any) -> Called:
        """A call with all that is known of it; the result carries no gradients."""
        return self.session.call(call_text(self.name, args), self.name, "", args)

    def _gradients(self, args: tuple[Any, ...], upstream: Tensor) -> tuple[Any, ...]:
        what = _("The gradient of {call}").format(call=call_text(self.name, args))
        match self.session.ask("backward", what, upstream=upstream):
            case list(gradients):
                return tuple(gradients)
        raise self.session.violated(what)


class RemoteObject:
    """Stands for an object of a submission's class, which lives in the worker; messages call it `instance`."""

    def __init__(self, session: WorkerSession, kind: str, instance: str, *args: Any) -> None:
        self._session, self._instance = session, instance
        self._key = f"{instance} {secrets.token_hex(4)}"
        session.ask("create", call_text(kind, args), name=kind, key=self._key, args=list(args))

    def __getattr__(self, method: str) -> Callable[..., Any]:
        def call(*args: Any) -> Any:
            return self._session.call(call_text(f"{self._instance}.{method}", args), self._key, method, args).value

        return call

    def __getitem__(self, index: Any) -> Any:
        return self._session.call(f"{self._instance}[{index}]", self._key, "__getitem__", (index,)).value


class _Attached(torch.autograd.Function):
    """Ties a value that came from the worker to the inputs here, so that backward() asks the worker."""

    @staticmethod
    def forward(ctx: Any, gradients: Callable[[Tensor], tuple[Any, ...]], value: Tensor, *inputs: Tensor) -> Tensor:
        ctx.gradients = gradients
        return value.clone()

    @staticmethod
    def backward(ctx: Any, *upstream: Tensor) -> tuple[Any, ...]:
        return (None, None, *ctx.gradients(upstream[0]))
