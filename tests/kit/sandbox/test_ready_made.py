"""What torch has ready-made earns nothing, however it is asked for, and the line is shown; mathematics stays right."""

import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import torch
from torch import Tensor

import course
from course.records import Exercise
from grading import KIT
from grading.results import ReadyMade
from grading.sandbox.in_process import LocalSession
from grading.sandbox.isolation import Deadlines, Isolation
from grading.sandbox.remote import RemoteFunction
from grading.sandbox.session import Budget, RemoteSession
from grading.sandbox.untrusted.operators import FAMILY, MOST_NOTES, notes
from tests.kit.answers import folder, graded, with_files

SOFTMAX, CROSS_ENTROPY = course.EXERCISES[:2]
FROM_LOGITS = course.exercise("loss_from_logits")
PREPARATION = """
import functools, threading
from concurrent.futures import ThreadPoolExecutor
import torch
from torch import nn
import torch.nn.functional as F
from torch.distributions import Bernoulli, Categorical, Multinomial, OneHotCategorical

def in_a_thread(function):
    found = []
    thread = threading.Thread(target=lambda: found.append(function()))
    thread.start()
    thread.join()
    return found[0]

def under(context, function):
    with context:
        return function()

def every_class(loss, X):
    return torch.stack([(-loss(X, torch.full((len(X),), k))).exp() for k in range(X.shape[1])], 1)

def column(loss, p):
    return loss(p[:, None], torch.ones(len(p), 1, dtype=p.dtype))

def log_softmax(X):
    return X - X.exp().sum(1, keepdim=True).log()

class Net(nn.Module):
    def forward(self, X):
        return X.exp() / X.exp().sum(1, keepdim=True)
"""
IN_PYTHON = """
import torch._decomp.decompositions as decompositions
import torch._refs as refs
import torch._refs.nn.functional, torch._refs.special
"""
"""What torch has written in Python; to import it takes seconds."""
NEWEST = hasattr(torch.nn.functional, "linear_cross_entropy")
SOFTMAXES = (
    "torch.softmax(X, 1)",
    "X.softmax(-1)",
    "F.softmax(X, 1)",
    "F.softmax(X, 1, dtype=torch.float64)",
    "nn.Softmax(dim=1)(X)",
    "nn.Softmax2d()(X[:, :, None, None])[:, :, 0, 0]",
    "F.softmin(-X, 1)",
    "torch.special.softmax(X, 1)",
    "X.log_softmax(1).exp()",
    "nn.LogSoftmax(1)(X).exp()",
    "torch.special.log_softmax(X, 1).exp()",
    "torch.ops.aten.softmax.int(X, 1)",
    "torch.ops.aten.softmax.int_out(X.detach(), 1, out=torch.empty_like(X))",
    "torch.ops.aten._softmax(X, 1, False)",
    "torch.ops.aten._softmax.out(X.detach(), 1, False, out=torch.empty_like(X))",
    "torch.ops.aten._log_softmax.out(X.detach(), 1, False, out=torch.empty_like(X)).exp()",
    "torch._safe_softmax(X, 1)",
    "torch._masked_softmax(X, torch.zeros(X.shape, dtype=torch.bool), 1)",
    "torch.ops.aten._masked_softmax.out(X.detach(), X.detach() > 99, 1, out=torch.empty_like(X))",
    "torch.sparse.softmax(X.to_sparse(), 1).to_dense()",
    "torch.sparse.log_softmax(X.to_sparse(), 1).to_dense().exp()",
    "F.scaled_dot_product_attention(X, torch.eye(X.shape[1]), torch.eye(X.shape[1]), scale=1.0)",
    "F.scaled_dot_product_attention(*(Z[None, None] for Z in (X, *[torch.eye(X.shape[1])] * 2)), scale=1.0)[0, 0]",
    "every_class(nn.CrossEntropyLoss(reduction='none'), X)",
    "Categorical(logits=X).probs",
    "Categorical(logits=X).logits.exp()",
    "OneHotCategorical(logits=X).mean",
    "torch.stack([Categorical(logits=X).log_prob(torch.tensor(k)) for k in range(X.shape[1])], 1).exp()",
    "refs.softmax(X, 1)",
    "refs.log_softmax(X, 1).exp()",
    "refs.special.softmax(X, 1)",
    "refs.nn.functional.softmin(-X, 1)",
    "decompositions._softmax(X, 1, False)",
    "decompositions._log_softmax(X, 1, False).exp()",
    "torch.autograd.grad((Z := X.detach().requires_grad_()).logsumexp(1).sum(), Z)[0]",
    "torch.func.grad(lambda Z: Z.logsumexp(1).sum())(X)",
    "torch.autograd.grad((Z := X.detach().requires_grad_()).logcumsumexp(1)[:, -1].sum(), Z)[0]",
    "torch.vmap(torch.func.grad(lambda row: row.logsumexp(0)))(X)",
    "torch.autograd.functional.jacobian(lambda Z: Z.logsumexp(1).sum(), X)",
    "torch.vmap(lambda row: row.softmax(0))(X)",
    "in_a_thread(lambda: X.softmax(1))",
    "in_a_thread(lambda: refs.softmax(X, 1))",
    "in_a_thread(functools.partial(torch.softmax, X, 1))",
    "ThreadPoolExecutor().submit(torch.softmax, X, 1).result()",
    "under(torch._C._DisableTorchDispatch(), lambda: X.softmax(1))",
    "under(torch._C.DisableTorchFunction(), lambda: X.softmax(1))",
    "under(torch.no_grad(), lambda: X.softmax(1))",
    "under(torch.inference_mode(), lambda: X.clone().softmax(1)).clone()",
    "torch.utils.checkpoint.checkpoint(torch.softmax, X, 1, use_reentrant=False)",
    "torch.func.functional_call(nn.Softmax(1), {}, X)",
    "nn.Sequential(nn.Identity(), nn.Softmax(1))(X)",
    "torch.jit.trace(lambda Z: Z.softmax(1), X)(X)",
    "list(map(functools.partial(torch.softmax, dim=1), [X]))[0]",
)
"""Ways to softmax(X)."""
LOSSES = (
    "F.nll_loss(y_hat.log(), y, reduction='none')",
    "nn.NLLLoss(reduction='none')(y_hat.log(), y)",
    "F.nll_loss(y_hat.log()[:, :, None, None], y[:, None, None], reduction='none')[:, 0, 0]",
    "torch.ops.aten.nll_loss(y_hat.log(), y, None, 0, -100)",
    "torch.ops.aten.nll_loss_forward(y_hat.log(), y, None, 0, -100)[0]",
    "torch.ops.aten.nll_loss_forward.output(y_hat.detach().log(), y, None, 0, -100, output=p.detach() * 0, "
    "total_weight=p.detach()[0] * 0)[0]",
    "torch._C._nn.nll_loss_nd(y_hat.log(), y, None, 0)",
    "F.cross_entropy(y_hat.log(), y, reduction='none')",
    "F.cross_entropy(y_hat.log(), F.one_hot(y, y_hat.shape[1]).to(y_hat.dtype), reduction='none')",
    "nn.CrossEntropyLoss(reduction='none')(y_hat.log(), y)",
    "torch.ops.aten.cross_entropy_loss(y_hat.log(), y, None, 0)",
    "F.kl_div(y_hat.log(), F.one_hot(y, y_hat.shape[1]).to(y_hat.dtype), reduction='none').sum(1)",
    "nn.KLDivLoss(reduction='none')(y_hat.log(), F.one_hot(y, y_hat.shape[1]).to(y_hat.dtype)).sum(1)",
    "torch.vmap(lambda p, q: torch.kl_div(p, q, 2))(y_hat.log(), F.one_hot(y, y_hat.shape[1]).to(y_hat.dtype))",
    "F.poisson_nll_loss(p, torch.ones_like(p), log_input=False, eps=0, reduction='none') - p",
    "nn.PoissonNLLLoss(log_input=False, eps=0, reduction='none')(p, torch.ones_like(p)) - p",
    "torch.vmap(lambda q: torch.poisson_nll_loss(q, q * 0 + 1, False, False, 0, 0))(p) - p",
    "refs.nn.functional.poisson_nll_loss(p, torch.ones_like(p), log_input=False, eps=0, reduction='none') - p",
    "F.gaussian_nll_loss(p * 0, p * 0, p**-2, reduction='none')",
    "F.ctc_loss(F.pad(y_hat.log(), (1, 0), value=-99)[None], y[:, None] + 1, [1] * len(y), [1] * len(y), 0, 'none')",
    "F.binary_cross_entropy(p, torch.ones_like(p), reduction='none')",
    "nn.BCELoss(reduction='none')(p, torch.ones_like(p))",
    "F.binary_cross_entropy_with_logits(p.logit(), torch.ones_like(p), reduction='none')",
    "nn.BCEWithLogitsLoss(reduction='none')(p.logit(), torch.ones_like(p))",
    "F.soft_margin_loss(p.logit(), torch.ones_like(p), reduction='none')",
    "column(nn.MultiLabelSoftMarginLoss(reduction='none'), p.logit())",
    "decompositions.binary_cross_entropy(p, torch.ones_like(p), None, 0)",
    "decompositions.soft_margin_loss(p.logit(), torch.ones_like(p), 0)",
    "decompositions.nll_loss_forward(y_hat.log(), y, None, 0, -100)[0]",
    "refs.nn.functional.nll_loss(y_hat.log(), y, reduction='none')",
    "refs.nn.functional._nll_loss_nd(y_hat.log(), y, None, 'none', -100)",
    "-Categorical(probs=y_hat).log_prob(y)",
    "-Categorical(logits=y_hat.log()).log_prob(y)",
    "-OneHotCategorical(y_hat).log_prob(F.one_hot(y, y_hat.shape[1]).to(y_hat.dtype))",
    "-Bernoulli(p).log_prob(torch.ones_like(p))",
    "-Multinomial(1, y_hat).log_prob(F.one_hot(y, y_hat.shape[1]).to(y_hat.dtype))",
    "-y_hat.log().log_softmax(1)[range(len(y)), y]",
    "torch.vmap(lambda row, k: F.nll_loss(row, k))(y_hat.log(), y)",
    "in_a_thread(lambda: F.nll_loss(y_hat.log(), y, reduction='none'))",
    *(["F.linear_cross_entropy(y_hat.log(), torch.eye(y_hat.shape[1]), y, reduction='none')"] if NEWEST else []),
    "under(torch._C._DisableTorchDispatch(), lambda: F.nll_loss(y_hat.log(), y, reduction='none'))",
)
"""Ways to cross_entropy(y_hat, y), where p is what the true classes got."""
LOG_SUM_EXPS = (
    "torch.logsumexp(X, 1) - x",
    "X.logsumexp(1) - x",
    "torch.special.logsumexp(X, 1) - x",
    "torch.logsumexp(X, 1, out=torch.empty(0)) - x if not X.requires_grad else X.logsumexp(1) - x",
    "X.logcumsumexp(1)[:, -1] - x",
    "functools.reduce(torch.logaddexp, X.unbind(1)) - x",
    "functools.reduce(torch.logaddexp2, (X / 0.6931471805599453).unbind(1)) * 0.6931471805599453 - x",
    "torch.vmap(lambda row: row.logsumexp(0))(X) - x",
    "in_a_thread(lambda: X.logsumexp(1)) - x",
    "refs.logsumexp(X, 1) - x",
    "F.cross_entropy(X, y, reduction='none')",
    "-X.log_softmax(1)[range(len(y)), y]",
    "Categorical(logits=X).log_prob(y).neg()",
)
"""Ways to loss_from_logits(X, y), where x are the scores of the true classes."""
RIGHT_SOFTMAXES = (
    "X.exp() / X.exp().sum(1, keepdim=True)",
    "torch.exp(X - torch.logsumexp(X, 1, keepdim=True))",
    "torch.exp(X - torch.special.logsumexp(X, 1, keepdim=True))",
    "(X - X.logcumsumexp(1)[:, -1:]).exp()",
    "(X - functools.reduce(torch.logaddexp, X.unbind(1))[:, None]).exp()",
    "F.normalize(X.exp(), p=1, dim=1)",
    "torch.exp2(X / 0.6931471805599453) / X.exp().sum(1, keepdim=True)",
    "(X.expm1() + 1) / (X.expm1() + 1).sum(1, keepdim=True)",
    "torch.stack([1 / (X - X[:, k : k + 1]).exp().sum(1) for k in range(X.shape[1])], 1)",
    "torch.sigmoid(torch.stack([X[:, k] - (X.exp().sum(1) - X[:, k].exp()).log() for k in range(X.shape[1])], 1))",
    "torch.vmap(lambda row: row.exp() / row.exp().sum())(X)",
    "torch.func.grad(lambda Z: Z.exp().sum(1).log().sum())(X)",
    "in_a_thread(lambda: X.exp() / X.exp().sum(1, keepdim=True))",
    "torch.jit.trace(lambda Z: Z.exp() / Z.exp().sum(1, keepdim=True), X)(X)",
    "log_softmax(X).exp()",
    "nn.Sequential(Net())(X)",
    "refs.exp(X.detach()) / refs.exp(X.detach()).sum(1, keepdim=True)",
)
RIGHT_LOSSES = (
    "-p.log()",
    "-y_hat.log().gather(1, y[:, None])[:, 0]",
    "-(F.one_hot(y, y_hat.shape[1]) * y_hat.log()).sum(1)",
    "-torch.xlogy(F.one_hot(y, y_hat.shape[1]), y_hat).sum(1)",
    "torch.special.entr(p) / p",
    "-torch.log1p(p - 1)",
    "-torch.einsum('ij,ij->i', F.one_hot(y, y_hat.shape[1]).to(y_hat.dtype), y_hat.log())",
    "-torch.logsumexp(p.log()[:, None], 1)",
    "torch.vmap(lambda row, k: -row.gather(0, k[None])[0].log())(y_hat, y)",
)
RIGHT_LOG_SUM_EXPS = (
    "(X - X.amax(1, keepdim=True)).exp().sum(1).log() + X.amax(1) - x",
    "functools.reduce(lambda a, b: b + F.softplus(a - b), X.unbind(1)) - x",
    "(X - x[:, None]).exp().sum(1).log()",
)
"""Mathematics that is right, and earns all points."""


WAYS = {
    SOFTMAX: (*SOFTMAXES, *RIGHT_SOFTMAXES),
    CROSS_ENTROPY: (*LOSSES, *RIGHT_LOSSES),
    FROM_LOGITS: (*LOG_SUM_EXPS, *RIGHT_LOG_SUM_EXPS),
}
CALLS = {
    SOFTMAX: "def softmax(X, way):\n    return WAYS[way](X)\n",
    CROSS_ENTROPY: "def cross_entropy(y_hat, y, way):\n    return WAYS[way](y_hat, y, y_hat[range(len(y)), y])\n",
    FROM_LOGITS: "def loss_from_logits(X, y, way):\n    return WAYS[way](X, y, X[range(len(y)), y])\n",
}
PARAMETERS = {SOFTMAX: "X", CROSS_ENTROPY: "y_hat, y, p", FROM_LOGITS: "X, y, x"}
PATIENT = Deadlines(load=300, call=300, exercise=3_000)
"""The first call into torch._refs imports nine hundred modules."""


def text_of(exercise: Exercise) -> str:
    """A file whose function can be asked for each of the ways; each stands in a line of its own."""
    ways = "".join(f"    lambda {PARAMETERS[exercise]}: {way},\n" for way in WAYS[exercise])
    return f"{PREPARATION}{IN_PYTHON}\nWAYS = (\n{ways})\n\n{CALLS[exercise]}"


@pytest.fixture(scope="module")
def session() -> Iterator[RemoteSession]:
    """A worker with both files, as in a training; what is ready-made raises nothing, so that values can be seen."""
    submission = with_files("solutions", {exercise.file: text_of(exercise) for exercise in WAYS})
    session = RemoteSession(submission, list(WAYS), "", [], Isolation(), PATIENT, Budget(9_000))
    session.lenient = True
    yield session
    session.close()


def called(session: RemoteSession, exercise: Exercise, way: str) -> tuple[Tensor, Tensor, Tensor]:
    """What comes back, what should, and the argument that both may have gradients with respect to."""
    session.ready_made = {}
    X = torch.randn(4, 3, generator=torch.Generator().manual_seed(1))
    function, number = RemoteFunction(session, exercise.name), WAYS[exercise].index(way)
    if exercise == SOFTMAX:
        X.requires_grad_()
        return function(X, number), X.softmax(1), X
    y = torch.tensor([0, 2, 1, 2])
    if exercise == FROM_LOGITS:
        X.requires_grad_()
        return function(X, y, number), X.logsumexp(1) - X[range(4), y], X
    y_hat = X.softmax(1).requires_grad_()
    return function(y_hat, y, number), -y_hat.log()[range(4), y], y_hat


def each(*ways_of: tuple[str, ...]) -> Any:
    ways = [(exercise, way) for exercise, table in zip(WAYS, ways_of, strict=True) for way in table]
    return pytest.mark.parametrize(("exercise", "way"), ways, ids=lambda value: value if isinstance(value, str) else "")


@pytest.mark.attack
@each(SOFTMAXES, LOSSES, LOG_SUM_EXPS)
def test_what_is_ready_made_is_noted_with_its_line_however_it_is_asked_for(session, exercise, way) -> None:
    got, right, _ = called(session, exercise, way)
    assert torch.allclose(got.float(), right, atol=1e-4), "it does what the exercise asks for"
    [(id, message)] = session.ready_made.items()
    assert id == exercise.id
    assert "calls the ready-made operator " in message
    line = next(number for number, text in enumerate(text_of(exercise).splitlines(), 1) if text.endswith(f": {way},"))
    elsewhere = ("every_class", "column", "(functools")  # the line is that of the helper, or of the one that waits
    assert f"submitted/{exercise.file}, line {line}:" in message or any(name in way for name in elsewhere), message
    assert f"submitted/{exercise.file}, line " in message


@pytest.mark.attack
@each(RIGHT_SOFTMAXES, RIGHT_LOSSES, RIGHT_LOG_SUM_EXPS)
def test_mathematics_is_nobodys_ready_made_softmax_nor_are_its_gradients(session, exercise, way) -> None:
    got, right, inputs = called(session, exercise, way)
    assert torch.allclose(got, right, atol=1e-5)
    if got.requires_grad:
        upstream = torch.arange(1.0, 1 + got.numel()).reshape(got.shape)
        mine, theirs = (torch.autograd.grad((value * upstream).sum(), inputs)[0] for value in (got, right))
        assert torch.allclose(mine, theirs, atol=1e-3)
    assert session.ready_made == {}


# Whose call it is, and when


def test_what_a_file_does_while_it_is_loaded_is_no_answer() -> None:
    text = folder("solutions").sources["softmax.py"]
    text += "\nimport torch\nX = torch.eye(3)\nassert torch.allclose(softmax(X), torch.softmax(X, 1))\n"
    assert graded(with_files("solutions", {"softmax.py": text}), [SOFTMAX])["softmax"].score == SOFTMAX.points


def test_the_gradient_of_logsumexp_is_nobodys_fault_where_the_kit_asks_for_it() -> None:
    text = "import torch\n\ndef softmax(X):\n    return torch.exp(X - torch.logsumexp(X, 1, keepdim=True))\n"
    assert graded(with_files("solutions", {"softmax.py": text}), [SOFTMAX])["softmax"].score == SOFTMAX.points


def test_log_sum_exp_earns_nothing_where_it_is_what_an_exercise_is_about() -> None:
    text = "import torch\n\ndef loss_from_logits(logits, y):\n"
    text += "    return torch.logsumexp(logits, 1) - logits[range(len(y)), y]\n"
    result = graded(with_files("solutions", {FROM_LOGITS.file: text}), [FROM_LOGITS])[FROM_LOGITS.id]
    assert result.score == 0
    assert "submitted/loss_from_logits.py, line 4:" in result.checks[0].message


def test_many_calls_of_what_may_be_used_hide_none_of_what_may_not() -> None:
    lines = "".join("    torch.logsumexp(X, 1)\n" for _ in range(2 * MOST_NOTES))
    text = f"import torch\n\ndef softmax(X):\n{lines}    return X.softmax(1)\n"
    assert graded(with_files("solutions", {"softmax.py": text}), [SOFTMAX])["softmax"].score == 0


def test_an_exercise_that_is_about_something_else_may_use_it() -> None:
    text = folder("solutions").sources["accuracy.py"].replace("y_hat.argmax", "y_hat.softmax(1).argmax")
    assert "softmax" in text
    accuracy = course.EXERCISES[2]
    assert graded(with_files("solutions", {"accuracy.py": text}), [accuracy])["accuracy"].score == accuracy.points


def test_a_helper_in_another_file_is_no_way_out() -> None:
    files = {
        "accuracy.py": folder("solutions").sources["accuracy.py"] + "\ndef helper(X):\n    return X.softmax(1)\n",
        "softmax.py": "from exercises.accuracy import helper\n\ndef softmax(X):\n    return helper(X)\n",
    }
    [first, *_] = graded(with_files("solutions", files), [SOFTMAX])["softmax"].checks
    assert "submitted/softmax.py, line 4:\n    return helper(X)" in first.message


def test_a_name_for_the_ready_made_function_is_worth_nothing_though_it_has_no_line() -> None:
    text = "import functools, torch\nsoftmax = functools.partial(torch.softmax, dim=1)\n"
    result = graded(with_files("solutions", {"softmax.py": text}), [SOFTMAX])["softmax"]
    assert result.score == 0
    assert "calls the ready-made operator aten::_softmax" in result.checks[0].message


def test_an_own_gradient_that_asks_for_it_is_noted() -> None:
    text = """
import torch
class Softmax(torch.autograd.Function):
    @staticmethod
    def forward(ctx, X):
        ctx.save_for_backward(X)
        return X.exp() / X.exp().sum(1, keepdim=True)
    @staticmethod
    def backward(ctx, upstream):
        p = ctx.saved_tensors[0].softmax(1)
        return p * (upstream - (p * upstream).sum(1, keepdim=True))
softmax = Softmax.apply
"""
    result = graded(with_files("solutions", {"softmax.py": text}), [SOFTMAX])["softmax"]
    assert result.score == 0
    assert "submitted/softmax.py, line 10:" in result.checks[0].message


@pytest.mark.attack
def test_what_is_used_in_the_training_alone_costs_its_exercise_and_no_other() -> None:
    honest = "return X.exp() / X.exp().sum(1, keepdim=True)"
    texts = {
        "softmax.py": f"def softmax(X):\n    if len(X) > 100:\n        return X.softmax(1)\n    {honest}\n",
    }
    results = graded(with_files("solutions", texts), course.TASKS, data="synthetic", epochs=1)
    assert results["softmax"].score == 0
    assert "submitted/softmax.py, line 3:\n    return X.softmax(1)" in results["softmax"].checks[0].message
    for exercise in course.EXERCISES[1:]:
        assert results[exercise.id].score == exercise.points
    assert results[course.MODEL.id].score > 0, "it costs its exercise, and the model is trained all the same"


@pytest.mark.parametrize(
    "call",
    ["torch.nn.functional.nll_loss(y_hat.log(), y, reduction='none')", "loss(torch.softmax(y_hat.log(), 1), y)"],
)
def test_an_epoch_is_given_what_calls_the_ready_made_and_may_not_call_it_itself(call: str) -> None:
    epoch = course.EXERCISES[-1]
    solved = folder("solutions").sources[epoch.file]
    assert graded(folder("solutions"), [epoch])[epoch.id].score == epoch.points
    result = graded(with_files("solutions", {epoch.file: solved.replace("loss(y_hat, y)", call)}), [epoch])[epoch.id]
    assert result.score == 0
    assert f"losses = {call}" in result.checks[0].message


def test_it_is_noted_in_this_process_too() -> None:
    text = "import torch\n\ndef softmax(X):\n    return torch.softmax(X, 1)\n"
    submission = with_files("solutions", {"softmax.py": text})
    ready_made = LocalSession(submission, [SOFTMAX], noting=True).answer(SOFTMAX)
    with pytest.raises(ReadyMade, match=r"submitted/softmax.py, line 4:\n    return torch.softmax\(X, 1\)"):
        ready_made(torch.eye(3))
    own = LocalSession(folder("solutions"), [SOFTMAX], noting=True).answer(SOFTMAX)
    assert torch.allclose(own(torch.eye(3)), torch.softmax(torch.eye(3), 1))


def test_only_what_happens_between_a_question_and_its_reply_is_noted() -> None:
    notes().folder = str(Path(__file__).parent)
    with notes().during("call") as noted:
        torch.softmax(torch.eye(2), 1)
    torch.log_softmax(torch.eye(2), 1)
    with notes().during("load") as loaded:
        torch.log_softmax(torch.eye(2), 1)
    assert {name for name, *_ in noted} == {"aten::_softmax"}
    assert loaded == []


# What torch computes stays as it was


MISTAKES = (
    "torch.softmax(X, 5)",
    "torch.softmax(X.long(), 1)",
    "torch.softmax([1.0], 1)",
    "X.softmax()",
    "torch.softmax(X, 1, out=torch.empty(1, dtype=torch.int64))",
    "X.log_softmax(-7)",
    "F.nll_loss(X, y[:2])",
    "F.nll_loss(X, y + 9)",
    "F.nll_loss(X, y.double())",
    "F.cross_entropy(X, y + 9)",
    "F.kl_div(X, y_hat[:, :2])",
    "F.poisson_nll_loss(X, y_hat[:2])",
    "F.binary_cross_entropy(X, y_hat)",
    "F.binary_cross_entropy_with_logits(X, y)",
    "F.scaled_dot_product_attention(X, X[:, :2], X)",
    "F.ctc_loss(X, y, [4], [9])",
    "torch._masked_softmax(X, y, 1)",
    "torch.ops.aten._softmax(X, 1)",
    "torch.exp('a')",
    "torch.log(X, out=torch.empty(1, dtype=torch.int64))",
    "X.logsumexp(4)",
    "torch.zeros(2, dtype=torch.int64).exp_()",
)
RECORD = """
import json, sys
if sys.argv[1] == "noted":
    from grading.sandbox.untrusted.operators import notes
    loaded = set(sys.modules)
    notes().folder = "submitted"
    assert set(sys.modules) == loaded, "nothing is imported"
torch.set_num_threads(1)

def record(way):
    X = torch.randn(4, 3, generator=torch.Generator().manual_seed(1)).requires_grad_()
    y_hat, y = X.detach().softmax(1).requires_grad_(), torch.tensor([0, 2, 1, 2])
    torch.manual_seed(0)
    try:
        picked = dict(p=y_hat[range(len(y)), y], x=X[range(len(y)), y])
        found = eval(way, globals() | dict(X=X, y_hat=y_hat, y=y, **picked))
        if found.requires_grad:
            found.square().sum().backward()
        gradients = [None if leaf.grad is None else leaf.grad.tolist() for leaf in (X, y_hat)]
        return repr((found.tolist(), str(found.dtype), found.stride(), str(found.grad_fn).split()[0], gradients))
    except Exception as error:
        return repr(error)

json.dump([record(way) for way in json.load(sys.stdin)], sys.stdout)
"""


@pytest.mark.parametrize("slow", [False, pytest.param(True, marks=pytest.mark.environment)])
def test_values_gradients_and_errors_are_those_of_a_torch_that_takes_no_notes(slow: bool) -> None:
    import_for_seconds = ("func.", "vmap", "jit.", "checkpoint", "refs.", "decompositions.", "linear_cross_entropy")
    ways = [way for table in (*WAYS.values(), MISTAKES) for way in table]
    ways = [way for way in ways if slow or not any(name in way for name in import_for_seconds)]
    preparation = PREPARATION + IN_PYTHON * slow
    recorded = []
    for argument in ("noted", "plain"):
        command = [sys.executable, "-W", "ignore", "-c", preparation + RECORD, argument]
        finished = subprocess.run(command, cwd=KIT, capture_output=True, text=True, input=json.dumps(ways), timeout=300)
        assert finished.returncode == 0, finished.stderr
        recorded.append(json.loads(finished.stdout))
    different = [both for both in zip(ways, *recorded, strict=True) if both[1] != both[2]]
    assert not different
    assert all("Error" in text for text in recorded[0][-len(MISTAKES) :])


# The records and the table


@pytest.mark.parametrize("exercise", [*course.EXERCISES, *course.BONUS], ids=lambda exercise: exercise.id)
def test_a_record_names_what_is_forbidden_if_it_says_what_to_build_from(exercise: Exercise) -> None:
    assert bool(exercise.ready_made) == bool(exercise.built_from)
    assert set(exercise.ready_made) <= set(FAMILY.values())
