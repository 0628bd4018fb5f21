"""Which of torch's operators a call runs, and where the submission asked for a ready-made one.

Every way to softmax, from torch.softmax to attention, ends in a few kernels, and this process has its own
implementation of them, which notes the call and goes on: whichever thread asks, and whatever watches or does not.
What torch has written in Python of exp and log is told by who called these. This is policy, a matter of what an
exercise is about; it is not security.
"""

import sys
import threading
from collections import Counter
from collections.abc import Callable, Iterator, Set
from contextlib import contextmanager
from functools import cache, partial
from types import CodeType, FrameType, ModuleType
from typing import Any

import torch
from torch._C import DispatchKey
from torch.utils._python_dispatch import TorchDispatchMode

FAMILY = {
    name: kind
    for kind, names in {
        "softmaxes": (
            "softmax|_softmax|safe_softmax|_safe_softmax|_masked_softmax|_sparse_softmax|softmin",
            "log_softmax|_log_softmax|_sparse_log_softmax|_nested_tensor_softmax_with_shape",
            "_native_multi_head_attention|_scaled_dot_product_flash_attention_for_cpu",
        ),
        "losses": (
            "nll_loss|nll_loss_forward|nll_loss2d_forward|poisson_nll_loss|gaussian_nll_loss|kl_div|_ctc_loss",
            "cross_entropy_loss|linear_cross_entropy|binary_cross_entropy|binary_cross_entropy_with_logits",
            "soft_margin_loss|multilabel_soft_margin_loss",
        ),
        "log-sum-exps": ("logsumexp|logcumsumexp|logaddexp|logaddexp2",),
    }.items()
    for name in "|".join(names).split("|")
}
"""What does in one step what an exercise asks to be built: torch's operators, and its functions in Python, by name."""
TAKEN_APART = ("kl_div", "poisson_nll_loss")
"""The operators of the family without a kernel of their own that come to none of its kernels."""
IN_PARTS = ("torch._refs", "torch._decomp")
"""The packages in which a function of the family has inner functions, whose names hold its own."""
WRITTEN_IN_PYTHON = {"torch.distributions": "losses"}
"""The packages that are of the family as a whole."""
INGREDIENTS = ("exp", "exp_", "log", "log_", "logsumexp", "logcumsumexp", "log_sigmoid_forward", "where", "gather")
"""The operators that functions in Python build it of."""
COUNTED_REQUESTS = ("create", "call", "backward", "play")
"""What is an answer to an exercise; what a file does while it is loaded is none."""
MOST_NOTES = 20
"""Of each kind: what one exercise may use must not hide what another may not."""
Note = tuple[str, str, dict[str, int]]
"""An operator's name, its kind, and the submission's lines that led there: the innermost of each file, by file."""


def _kind_of_a_part(package: str, function: str) -> str | None:
    whole = (kind for name, kind in FAMILY.items() if package in IN_PARTS and name.strip("_") in function)
    return WRITTEN_IN_PYTHON.get(package) or next(whole, None)


class OperatorLog(TorchDispatchMode):  # type: ignore[no-untyped-call]  # torch has no types for it
    """Counts the operators that run inside it."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.counts: Counter[str] = Counter()

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        """Not to be shielded from torch's compiler: the shield imports all of it, a second in every worker."""
        return False

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        self.counts[func._schema.name] += 1
        return func(*args, **(kwargs or {}))


class Notes:
    """What was asked for ready-made between a request and its reply.

    folder: where the submission's files say that they are.
    given: functions that a scenario hands to the submission, by their code: what they ask for themselves is not noted.
    library: torch's implementations that take the notes; when it goes, they go.
    """

    def __init__(self) -> None:
        self.folder = ""
        self.given: Set[CodeType] = frozenset()
        self.library: Any = None
        self._request = ""
        self._noted: list[Note] = []

    @contextmanager
    def during(self, request: str) -> Iterator[list[Note]]:
        """What is noted within is in the list, if such a request is counted."""
        self._noted, self._request = [], request if request in COUNTED_REQUESTS and self.folder else ""
        try:
            yield self._noted
        finally:
            self._request = ""

    def operator(self, name: str) -> None:
        """An operator of the family is called."""
        if self._request:
            self._note(f"aten::{name}", FAMILY[name], sys._getframe(2))

    def ingredient(self, name: str) -> None:
        """An operator is called that a function of the family may be built of, or that is of the family itself."""
        if not self._request:
            return
        frame = sys._getframe(2)
        if name in FAMILY:
            self._note(f"aten::{name}", FAMILY[name], frame)
        if functions := dict(self._functions_of_the_family(frame)):
            for kind, name in functions.items():
                self._note(name, kind, frame)
            return
        # The softmax is the gradient of logsumexp, and the last one of logcumsumexp. What the worker itself asks for
        # belongs to a value that it has.
        node = torch._C._current_autograd_node() if self._request != "backward" else None
        if node and node.name() in ("LogsumexpBackward0", "LogcumsumexpBackward0"):
            self._note(node.name(), "softmaxes", frame)

    def _functions_of_the_family(self, frame: FrameType | None) -> Iterator[tuple[str, str]]:
        """The functions of torch's that this frame runs in, up to the submission, by kind and name, innermost first."""
        while frame and not self._is_of_the_submission(frame):
            module, name = frame.f_globals.get("__name__", ""), frame.f_code.co_name
            if module.startswith("torch."):
                package = ".".join(module.split(".")[:2])
                if kind := FAMILY.get(name) or _kind_of_a_part(package, name):
                    yield kind, f"{module}.{name}"
            frame = frame.f_back

    def _is_of_the_submission(self, frame: FrameType) -> bool:
        return frame.f_code.co_filename.startswith(f"{self.folder}/")

    def give(self, scenario: ModuleType) -> None:
        """Know what a scenario says in GIVEN that it hands to the submission; one without GIVEN hands over nothing."""
        self.given = {function.__code__ for function in getattr(scenario, "GIVEN", ())}

    def _is_asked_by_what_is_given(self, frame: FrameType | None) -> bool:
        """Whether this frame runs in a given function, with nothing of the submission between."""
        while frame and frame.f_code not in self.given:
            if self._is_of_the_submission(frame):
                return False
            frame = frame.f_back
        return frame is not None

    def _note(self, name: str, kind: str, frame: FrameType | None) -> None:
        if self._is_asked_by_what_is_given(frame):
            return
        lines = self._lines(frame)
        if not lines and threading.current_thread() is not threading.main_thread():
            # A thread may begin inside torch; then the line that waits for it is the one to show.
            lines = self._lines(sys._current_frames().get(threading.main_thread().ident or 0))
        note = name, kind, lines
        if sum(noted[1] == kind for noted in self._noted) < MOST_NOTES and note not in self._noted:
            self._noted.append(note)

    def _lines(self, frame: FrameType | None) -> dict[str, int]:
        """The submission's lines from this frame outwards: of each file the innermost, the innermost file first."""
        lines: dict[str, int] = {}
        while frame:
            if self._is_of_the_submission(frame):
                lines.setdefault(frame.f_code.co_filename.removeprefix(f"{self.folder}/"), frame.f_lineno)
            frame = frame.f_back
        return lines


@cache
def notes() -> Notes:
    """This process's notes; from the first call on, its torch takes them."""
    taken = Notes()
    library = taken.library = torch.library.Library("aten", "IMPL")  # type: ignore[no-untyped-call]  # no types in torch
    for name in {*FAMILY, *INGREDIENTS}:
        _take_notes(library, name, partial(taken.ingredient if name in INGREDIENTS else taken.operator, name))
    return taken


_VMAP = "FuncTorchBatchedDecomposition"
_AFTER = torch._C._dispatch_keyset_full_after(DispatchKey.BackendSelect)


def _take_notes(library: Any, name: str, note: Callable[[], None]) -> None:
    """Have all overloads of an operator note a call and go on; nothing where this torch has no such operator."""
    packet = getattr(torch.ops.aten, name, None)
    for overload in packet.overloads() if packet else ():
        full_name = name if overload == "default" else f"{name}.{overload}"
        if not torch._C._dispatch_has_kernel(f"aten::{full_name}"):  # it is for scripts alone
            continue
        operator = getattr(packet, overload)
        has = partial(torch._C._dispatch_has_kernel_for_dispatch_key, f"aten::{full_name}")
        if not has("CompositeImplicitAutograd"):
            library.impl(full_name, _redispatched(operator, note), "BackendSelect", with_keyset=True)
        elif name in TAKEN_APART:  # before that: with gradients, in inference mode, and in a vmap that knows it
            for key in ("AutogradCPU", "BackendSelect", *(["FuncTorchBatched"] if has(_VMAP) else [])):
                library.impl(full_name, _decomposed(operator, note), key)


def _redispatched(operator: Any, note: Callable[[], None]) -> Callable[..., Any]:
    def implementation(keyset: Any, *args: Any, **kwargs: Any) -> Any:
        note()
        return operator.redispatch(keyset & _AFTER, *args, **kwargs)

    return implementation


def _decomposed(operator: Any, note: Callable[[], None]) -> Callable[..., Any]:
    def implementation(*args: Any, **kwargs: Any) -> Any:
        note()
        return operator.decompose(*args, **kwargs)

    return implementation
