"""What a notebook holds of each exercise: its last definition with what that reaches, or a sentence on what is not."""

from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from course import EVERY_EXERCISE, exercise
from grading.submissions.notebook import Cell
from grading.submissions.source import syntax_problem
from grading.submissions.submission import from_cells
from tests.kit.answers import folder
from tests.kit.submissions.notebooks import submitted

SOFTMAX, ACCURACY, EPOCH = exercise("softmax"), exercise("accuracy"), exercise("train_epoch")
RIGHT = "def softmax(X):\n    return X.exp() / X.exp().sum(1, keepdim=True)"


# What belongs to an exercise

REACHED = {
    "its last definition": (["def softmax(X): return 1", "def softmax(X): return 2"], "def softmax(X): return 2\n"),
    "not what it was bound to": (["def softmax(X): return 1", "softmax = softmax(3)"], "def softmax(X): return 1\n"),
    "a lambda": (["softmax = lambda X: X", "softmax = softmax(3)"], "softmax = lambda X: X\n"),
    "another name for it": (["def mine(X): return X", "softmax = mine"], "def mine(X): return X\nsoftmax = mine\n"),
    "imports one by one": (
        ["import d2l, math as m, torch", "def softmax(X): return m.e"],
        "import math as m\ndef softmax(X): return m.e\n",
    ),
    "helpers and constants, from one to the next": (
        ["TINY, HUGE = 1, 2; OTHER = 3", "def helper(X): return X + TINY", "def softmax(X): return helper(X)"],
        "TINY, HUGE = 1, 2\ndef helper(X): return X + TINY\ndef softmax(X): return helper(X)\n",
    ),
    "what a call finds is the last one": (
        ["SIZE = 1", "def softmax(X): return SIZE", "SIZE = 2"], "def softmax(X): return SIZE\nSIZE = 2\n",
    ),
    "what runs at once finds the last one above": (
        ["SIZE = 1", "def softmax(X, size=SIZE): return size", "SIZE = 2"],
        "SIZE = 1\ndef softmax(X, size=SIZE): return size\n",
    ),
    "a value and what is added to it": (
        ["SIZE = 1", "SIZE += 1", "def softmax(X): return SIZE"], "SIZE = 1\nSIZE += 1\ndef softmax(X): return SIZE\n",
    ),
    "a helper as it was when it was called": (
        ["N = 1", "def made(): return N", "TABLE = made()", "N = 2", "def softmax(X): return TABLE"],
        "N = 1\ndef made(): return N\nTABLE = made()\ndef softmax(X): return TABLE\n",
    ),
    "items and attributes that are set later": (
        ["T = {}", "def softmax(X): return T", "T['a'] = 1\nsoftmax.calls = 0\nsetattr(softmax, 'b', T)"],
        "T = {}\ndef softmax(X): return T\nT['a'] = 1\nsoftmax.calls = 0\nsetattr(softmax, 'b', T)\n",
    ),
    "an import that may fail": (
        ["try:\n    import math\nexcept ImportError:\n    math = None", "def softmax(X): return math"],
        "try:\n    import math\nexcept ImportError:\n    math = None\ndef softmax(X): return math\n",
    ),
    "decorators": (
        ["def twice(f): return f", "@twice\ndef softmax(X): return X"],
        "def twice(f): return f\n@twice\ndef softmax(X): return X\n",
    ),
    "what a comprehension and a class body read": (
        ["A = [1]", "B = 2", "def softmax(X):\n    class C:\n        B = B\n    return [a for a in A]"],
        "A = [1]\nB = 2\ndef softmax(X):\n    class C:\n        B = B\n    return [a for a in A]\n",
    ),
    "what is global within": (
        ["calls = 0", "def softmax(X):\n    global calls\n    calls += 1"],
        "calls = 0\ndef softmax(X):\n    global calls\n    calls += 1\n",
    ),
    "star imports, and the future first": (
        ["from math import *", "from __future__ import annotations", "def softmax(X): return exp(X)"],
        "from __future__ import annotations\nfrom math import *\ndef softmax(X): return exp(X)\n",
    ),
    "not what is its own": (
        ["X = 1\nrow = 2", "def softmax(X):\n    row = X\n    return [row for row in X]"],
        "def softmax(X):\n    row = X\n    return [row for row in X]\n",
    ),
    "another exercise as an import": (
        ["def accuracy(a, b): return 1", "def softmax(X): return accuracy(X, X)"],
        "from exercises.accuracy import accuracy\ndef softmax(X): return accuracy(X, X)\n",
    ),
    "annotations": (
        ["from torch import Tensor, nn", "def softmax(X: Tensor) -> 'Tensor': return X"],
        "from torch import Tensor\ndef softmax(X: Tensor) -> 'Tensor': return X\n",
    ),
    "Chinese names and comments, to their columns": (
        ["行 = 1; 列 = 2  # 列", "def softmax(X): return 列"], "列 = 2  # 列\ndef softmax(X): return 列\n",
    ),
    "a definition in a block": (["if True:\n    def softmax(X): return 1"], "if True:\n    def softmax(X): return 1\n"),
}  # fmt: skip


@pytest.mark.parametrize("case", REACHED)
def test_an_exercise_takes_with_it_what_it_reaches(case: str) -> None:
    cells, text = REACHED[case]
    submission = submitted(*cells)
    assert submission.sources["softmax.py"] == text
    assert not submission.problems


# Cells that Python cannot parse

MAGIC = (
    "%%time\n%matplotlib inline\n!pip install \\\n  torch\nfiles = !ls\ntorch.exp?\nfor i in range(2):\n    %time f()\n"
)


def test_lines_that_speak_to_the_notebook_are_left_out_and_all_others_keep_their_numbers() -> None:
    submission = submitted(f"{MAGIC}A = 5 \\\n % 3\ndef softmax(X):\n    return A")
    assert submission.sources["softmax.py"] == "A = 5 \\\n % 3\ndef softmax(X):\n    return A\n"
    assert submission.line("softmax.py", 3) == "def softmax(X):"
    assert submission.place("softmax.py", 3) == ("chapter.ipynb, cell 1", MAGIC.count("\n") + 3)
    as_it_is = submitted("def softmax(X):\n    return (X\n%X)\n")
    assert "%X" in as_it_is.sources["softmax.py"]


BROKEN = "%%time\ndef softmax(X):\n    return X.exp( / 2\n"


def test_a_cell_that_python_cannot_parse_is_the_problem_of_the_exercise_that_it_defines() -> None:
    submission = submitted(RIGHT, BROKEN, "y = (", "def accuracy(y_hat, y): return 1")
    assert set(submission.problems) == {"softmax.py"}
    assert submission.problem(SOFTMAX) == (
        "chapter.ipynb, cell 2, line 3, is not valid Python: invalid syntax.\n    return X.exp( / 2"
    )
    assert submission.problem(ACCURACY) is None
    assert not submitted(BROKEN, RIGHT).problems


# What is the kit's


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        (
            ["from d2l import torch as d2l", "def accuracy(a, b):\n    return d2l.astype(a)"],
            "cell 2, line 2, uses `d2l.astype`.",
        ),
        (
            ["from given import d2l", "def helper(a): return d2l.f(a)", "def accuracy(a, b): return helper(a)"],
            "cell 2, line 1, uses `d2l.f`.",
        ),
        (["import d2l.torch", "@d2l.torch.fast\ndef accuracy(a, b): return 1"], "cell 2, line 1, uses `d2l.torch`."),
        (["from d2l.torch import size", "def accuracy(a, b): return size(a)"], "cell 2, line 1, uses `size`."),
        (["from d2l.torch import accuracy"], "cell 1, line 1, takes `accuracy` from `d2l.torch`."),
        (["from exercises.accuracy import accuracy"], "cell 1, line 1, takes `accuracy` from `exercises.accuracy`."),
    ],
)
def test_an_exercise_that_reaches_what_the_kit_hands_out_is_refused_with_the_line(cells: list[str], said: str) -> None:
    submission = submitted(RIGHT, *cells)
    assert said.replace("cell 2", "cell 3").replace("cell 1", "cell 2") in (submission.problem(ACCURACY) or "")
    assert set(submission.problems) == {"accuracy.py"}


def test_a_name_that_is_almost_an_exercises_is_told_and_the_books_own_are_not() -> None:
    submission = submitted("def Softmax(X): return X", "def train_ch3(net): return net")
    assert (
        "chapter.ipynb defines no `softmax`. It has `Softmax`. Did you mean that?" in submission.problems["softmax.py"]
    )
    assert submission.not_started(EPOCH)


def test_statements_that_hang_together_in_endless_ways_are_refused() -> None:
    names = ", ".join(f"a{number}" for number in range(250))
    functions = "\n".join(f"def a{number}(): return {names}" for number in range(30))
    calls = "\n".join(f"b{number} = a{number % 30}(), b{number - 1}" for number in range(400))
    submission = submitted(functions, calls, "def softmax(X): return b399", "def accuracy(a, b): return 1")
    assert "hangs together with too much" in submission.problems["softmax.py"]
    assert "accuracy.py" in submission.sources


def test_long_chains_of_names_are_followed() -> None:
    chain = "\n".join(f"a{number} = a{number - 1}" for number in range(1, 2_000))
    assert not submitted(f"a0 = 1\n{chain}", "def softmax(X): return a1999").problems


# Anything at all

PIECES = st.sampled_from(
    [
        "def softmax(X):",
        "    return X",
        "class Accumulator:",
        "import torch as t, d2l",
        "from d2l import *",
        "softmax = 3",
        "accuracy = accuracy(1)",
        "@softmax",
        "%time",
        "!ls \\",
        "x?",
        "if x:",
        "try:",
        "    pass",
        "del softmax, x",
        "x += 1",
        "Accumulator.reset = x",
        "async def accuracy(): await x",
        "lambda: (yield)",
        "def f(x, x): global y",
        "'''",
        "(",
        "\\",
        "for softmax in x: x[0] = softmax",
        "x: int",
        "[x for x in x]",
        "\x00",
        "\f",
        "é = '\ud800'",
        "return",
        "...",
        "with x as (a, b):",
        "    def sgd(a=x, *b: x) -> x: nonlocal z",
        "class A(x, metaclass=x): x = x",
        "from . import x",
        "match x:",
        "x = y = x",
    ]
)
SOURCES = st.lists(PIECES, max_size=6).map("\n".join)
MOST = settings(
    max_examples=150, deadline=None, derandomize=True, database=None, suppress_health_check=[HealthCheck.too_slow]
)  # fmt: skip


@MOST
@given(st.lists(SOURCES, max_size=5))
def test_whatever_the_cells_hold_each_exercise_becomes_a_file_or_a_sentence(sources: list[str]) -> None:
    cells = [Cell(f"cell {number}", source) for number, source in enumerate(sources)]
    submission = from_cells(Path("chapter.ipynb"), cells, "chapter.ipynb")
    for task in EVERY_EXERCISE:
        text = submission.sources.get(task.file)
        assert (text is None) or syntax_problem(text, "file") is None
        assert (text is not None) + bool(submission.problem(task)) == 1
        lines = (text or "").split("\n")[:-1]
        assert all(place or line.startswith("from exercises.") for line, place in
                   zip(lines, submission.places.get(task.file, ()), strict=True))  # fmt: skip


def test_a_notebook_of_the_stubs_is_not_started_and_one_of_the_solutions_is_whole() -> None:
    for name in ("exercises", "solutions"):
        texts = folder(name).sources
        submission = submitted(*(texts[task.file] for task in EVERY_EXERCISE))
        assert not submission.problems
        assert {submission.not_started(task) for task in EVERY_EXERCISE} == {name == "exercises"}
