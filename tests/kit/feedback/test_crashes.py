"""The learner's own exception in plain words, and nothing where these would not be true."""

import re
import string
import time

import pytest

from course import exercise
from grading.feedback.crashes import KINDS, explained
from grading.results import Raised
from tests.kit.answers import folder, graded, with_files
from tests.kit.feedback.crashing import CRASHES
from tests.kit.feedback.learners import explanation, raised_by

CLASS = folder("solutions").sources["accumulator.py"]
EPOCH = folder("solutions").sources["train_epoch.py"]


def said(id: str, code: str, **others: str) -> str:
    """Title and explanation of the exception that this code ends in; "" where there is none."""
    mistake = explanation(exercise(id), code, **others)
    return f"{mistake.title} {mistake.explanation}" if mistake else ""


@pytest.mark.parametrize("what", CRASHES)
def test_a_crash_is_explained_in_words_that_are_true_of_it(what: str) -> None:
    id, code, phrase = CRASHES[what]
    assert phrase in said(id, code)


def test_every_kind_of_crash_is_met_by_some_learners_code() -> None:
    met = {mistake.name for id, code, _ in CRASHES.values() if (mistake := explanation(exercise(id), code))}
    assert {kind.name for kind in KINDS} - met == NOT_MET


NOT_MET = {"import_each_other", "imported_file_cannot_be_read"}
"""What takes two files, below."""


def test_two_files_that_import_each_other_and_one_that_cannot_be_read_are_explained() -> None:
    other = "from exercises.softmax import softmax\ndef half(X):\n    return softmax(X) / 2\n"
    softmax = "from exercises.helpers import half\ndef softmax(X):\n    return half(X)\n"
    assert "Two of your files import each other" in said("softmax", softmax, helpers=other)
    assert "helpers.py, which is imported here, is not valid Python on its line 2." in said(
        "softmax", softmax, helpers="x = 1\ndef half(X)\n    return X\n"
    )


def test_an_exception_of_an_unknown_kind_gets_no_explanation() -> None:
    for type_name, text in (("ZeroDivision", "division by zero"), ("RuntimeError", "of torch"), ("E", "")):
        raised = Raised(type_name, False, text, (("softmax.py", 19, "softmax"),))
        assert explained(raised, folder("solutions").sources, exercise("softmax")) is None


TOO_MUCH = {
    "an operator that is not at fault": (
        "accuracy", "import torch\ndef accuracy(y_hat, y):\n    return torch.eq(y_hat[:, :0], y).sum() * 1.0\n", "1.0"
    ),
    "a product within a division": (
        "softmax", "import torch\ndef softmax(X):\n    return torch.div(X, (X * X).sum(1))\n", "`X` and `X`"
    ),
    "brackets beside gather": (
        "softmax", "import torch\ndef softmax(X):\n    return torch.gather(X[:1], 1, torch.tensor([[99]]))\n", "of `X`"
    ),
    "backward of torch.autograd": (
        "train_epoch", "import torch\n" + EPOCH.replace("losses.sum().backward()", "torch.autograd.backward(losses)"),
        "`torch.autograd`",
    ),
    "a call for its own sake": (
        "softmax", "def softmax(X):\n    s, out = None, []\n    out.append(s.foo)\n    return X\n", "out.append"
    ),
    "a gradient beside another None": (
        "softmax", "def softmax(X):\n    s = None\n    return [X.grad, s.foo]\n", "X.grad"
    ),
    "a method whose object has another name": (
        "accumulator", CLASS.replace("def add(self, *args: float | Tensor)", "def add(this)").replace(
            "zip(self.sums, args", "zip(this.sums, ()"), "does not take `self`"
    ),
    "values of max": (
        "softmax", "def half(X):\n    return X\ndef softmax(X):\n    return X.max(1).values - half\n", "X.max(1).values"
    ),
    "a float beside math": (
        "softmax", "import math\ndef softmax(X):\n    return math.exp(1.0) + float(X.repeat(2, 2))\n", "math.exp"
    ),
}  # fmt: skip


@pytest.mark.parametrize("what", TOO_MUCH)
def test_nothing_is_said_of_what_may_not_be_the_cause(what: str) -> None:
    id, code, phrase = TOO_MUCH[what]
    assert phrase not in said(id, code)


# Where it came from


def test_what_raises_within_a_right_accumulator_is_looked_for_where_it_was_called() -> None:
    assert said("train_epoch", EPOCH.replace("Accumulator(3)", "Accumulator(2)")) == (
        "`metric` keeps 2 sums, and this line adds 3 values to it. "
        "Each value goes to the sum in the same place. Make the two numbers equal: what do you want to keep?"
    )


def test_messages_call_what_the_kit_hands_over_as_the_stub_does() -> None:
    for written, wrong, words in (
        ("updater(len(y))", "updater()", "`updater` is called without an argument that it needs"),
        ("loss(y_hat, y)", "loss(y_hat)", "`loss` is called without an argument that it needs: `y`"),
        ("net(X)", "net(X, y)", "`net` is called with more arguments than it takes"),
    ):
        code = EPOCH.replace(written, wrong)
        assert code != EPOCH
        assert words in said("train_epoch", code)
        assert not re.search("play|locals|_losses", raised_by(exercise("train_epoch"), code).text)


# A stranger's text


STRANGE = "\x1b[2J\u202e::error::\n" + "a" * 3_000


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_of_a_strangers_text_only_identifiers_and_numbers_are_repeated(kind: object) -> None:
    """What a regular expression lets through has few characters, and none that steers a terminal."""
    groups = kind.words.groupindex  # type: ignore[attr-defined]
    for text in (STRANGE, f"name '{STRANGE}' is not defined", f"'{STRANGE}' object has no attribute '{STRANGE}'"):
        found = kind.words.search(text)  # type: ignore[attr-defined]
        for name in groups if found else ():
            assert (found[name] or "").isprintable()


@pytest.mark.parametrize("type_name", ["NameError", "AttributeError", "TypeError", "IndexError", "RuntimeError", "X"])
def test_a_strange_exception_costs_nothing_and_says_nothing_strange(type_name: str) -> None:
    for frames in ((), (("softmax.py", 10**9, "f"),), (("../x", -1, STRANGE),), (("softmax.py", 1, STRANGE),)):
        for text in (STRANGE, "", "\ud800", "'" * 4_000, "name 'a" + "b" * 90 + "' is not defined"):
            raised = Raised(type_name, False, text, frames)
            mistake = explained(raised, folder("solutions").sources, exercise("softmax"))
            words = f"{mistake.title}{mistake.explanation}" if mistake else ""
            assert words.isprintable()
            assert len(words) < 1_000


def test_each_text_leaves_open_only_what_its_kind_can_fill() -> None:
    for kind in KINDS:
        for text in (kind.title, kind.explanation):
            left_open = {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}
            assert all(map(str.isidentifier, left_open)), text


# Through a worker


def test_a_grade_shows_the_explanation_first_and_keeps_the_original_line() -> None:
    result = graded(with_files("solutions", {"softmax.py": "def softmax(X):\n    return torch.exp(X)\n"}),
                    [exercise("softmax")])["softmax"]  # fmt: skip
    assert [mistake.name for mistake in result.mistakes] == ["not_imported"]
    assert "raised NameError: name 'torch' is not defined" in result.open_checks[0].message
    assert not result.difference


def test_a_listed_mistake_that_crashes_keeps_its_own_name() -> None:
    code = "def softmax(X):\n    e = X.exp()\n    return e / e.sum(1)\n"
    result = graded(with_files("solutions", {"softmax.py": code}), [exercise("softmax")])["softmax"]
    assert [mistake.name for mistake in result.mistakes] == ["lets_the_sum_drop_its_dimension"]


def test_a_file_that_cannot_be_loaded_is_explained_too() -> None:
    code = "from d2l import torch as d2l\n\ndef softmax(X):\n    return X\n"
    result = graded(with_files("solutions", {"softmax.py": code}), [exercise("softmax")])["softmax"]
    assert [mistake.name for mistake in result.mistakes] == ["book_package"]


def test_a_breakpoint_names_the_command_that_stops_there() -> None:
    code = "def softmax(X):\n    breakpoint()\n    return X\n"
    [mistake] = graded(with_files("solutions", {"softmax.py": code}), [exercise("softmax")])["softmax"].mistakes
    assert "`pytest --in-process -k softmax`" in mistake.explanation


def test_code_that_is_begun_is_not_called_not_started() -> None:
    half = CLASS.replace("self.sums = [0.0] * len(self.sums)", "raise NotImplementedError")
    half = half.replace("return self.sums[index]", "raise NotImplementedError")
    above = "def softmax(X):\n    '''Rows.'''\n    raise NotImplementedError\n    return X\n"
    results = graded(with_files("solutions", {"accumulator.py": half, "softmax.py": above}),
                     [exercise("softmax"), exercise("accumulator")])  # fmt: skip
    assert {result.status for result in results.values()} == {"failed"}
    titles = [mistake.title for result in results.values() for mistake in result.mistakes]
    assert titles == [
        "The line `raise NotImplementedError` still stands in `softmax`, above your code, and ends it there.",
        "`Accumulator` is begun. Still to be written: `reset`, `__getitem__`.",
    ]


def test_what_torch_has_not_implemented_is_not_taken_for_a_stub() -> None:
    code = "def accuracy(y_hat, y):\n    return float((y_hat.argmax(1) == y).mean())\n"
    [check, *_] = graded(with_files("solutions", {"accuracy.py": code}), [exercise("accuracy")])["accuracy"].checks
    assert check.status == "error"
    assert "raised NotImplementedError: mean()" in check.message or "raised RuntimeError: mean()" in check.message


ENDLESS = {
    "a line": "def softmax(X):\n    return [" + ",".join(f"x{i}.foo(y{i}) + None" for i in range(2_000)) + "]\n",
    "a sum": "def softmax(X):\n    return " + "+".join(["X"] * 2_000) + "\n",
    "a function": "def softmax(X):\n" + "".join(f"    a{i} = b{i}.foo + None\n" for i in range(1_800)),
}
"""As large as a file may be."""


@pytest.mark.parametrize("what", ENDLESS)
@pytest.mark.parametrize(
    ("type_name", "text"),
    [
        ("NameError", "name 'a1800' is not defined"),
        ("AttributeError", "'NoneType' object has no attribute 'foo'"),
        ("TypeError", "unsupported operand type(s) for +: 'int' and 'NoneType'"),
        ("TypeError", "'Tensor' object is not callable"),
        ("RuntimeError", "The size of tensor a (3) must match the size of tensor b (2) at non-singleton dimension 1"),
    ],
)
def test_endless_code_is_looked_at_in_time(what: str, type_name: str, text: str) -> None:
    raised = Raised(type_name, False, text, (("softmax.py", 2, "softmax"),))
    began = time.process_time()
    explained(raised, {"softmax.py": ENDLESS[what]}, exercise("softmax"))
    assert time.process_time() - began < 2
