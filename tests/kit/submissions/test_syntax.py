"""A syntax error in plain words, behind those of Python."""

import pytest

from grading.submissions.source import syntax_problem
from tests.kit.answers import folder

EXPLAINED = {
    "a notebook's magic": ("import torch\n%matplotlib inline\n", 2, "speaks to a notebook"),
    "a notebook's command": ("!pip install d2l\n", 1, "speaks to a notebook"),
    "a prompt": (">>> x = 1\n", 1, "`>>>` is how an interactive Python asks"),
    "else if": ("if a:\n    b\nelse if c:\n    d\n", 3, "Python writes `elif`"),
    "Python 2": ("print 'a'\n", 1, "`print` is a function"),
    "one = in a condition": ("if y = 1:\n    pass\n", 1, "two, `==`, ask whether"),
    "a value on the left": ("X.sum() = 1\n", 1, "To compare, write `==`"),
    "tabs and spaces": ("def f():\n\tx = 1\n        return x\n", 3, "does not mix them. Use four spaces"),
    "no block": ("def f():\nreturn 1\n", 2, "four spaces further to the right"),
    "a block too deep": ("def f():\n    x = 1\n      return x\n", 3, "no colon opened a block there"),
    "half way back": ("def f():\n    if x:\n        y\n      z\n", 4, "not to a column where an earlier line began"),
    "never closed": ("x = (1 + (2)\ny = 1\n", 1, "A bracket that opens on this line closes nowhere"),
    "never opened": ("x = 1)\n", 1, "a closing bracket too many"),
    "closed by another": ("x = (1]\n", 1, "each with its own kind"),
    "an endless docstring": ('def f():\n    """Rows.\n', 2, "three of the same kind; here they are missing"),
    "an endless text": ("x = 'a\n", 1, "has to end with the same one on the same line"),
    "no colon": ("for x in y\n    x\n", 1, "ends with a colon"),
    "no comma": ("f(a b)\n", 1, "a comma, an operator such as `*`, or a bracket is missing"),
    "2X": ("y = 2X\n", 1, "multiplied with `*`"),
    "a name first": ("X.sum(dim=1, True)\n", 1, "stand behind those without"),
    "&&": ("if a && b:\n    c\n", 1, "Python says `and`"),
    "++": ("i++\n", 1, "write `i += 1`"),
    "an open end": ("x = 1 +\n", 1, "ends behind an operator"),
    "a misspelt keyword": ("def f():\n    retrun 1\n", 2, "Did you mean `return`?"),
    "a space of the web": ("x\u00a0= 1\n", 1, "not the usual one (U+00A0)"),
    "a Chinese space": ("x =\u30001\n", 1, "Chinese input methods"),
    "a euro": ("x = \u20ac\n", 1, "English punctuation"),
}


@pytest.mark.parametrize("what", EXPLAINED)
def test_a_syntax_error_is_explained_under_the_line_that_has_it(what: str) -> None:
    text, line, phrase = EXPLAINED[what]
    said, _line, explanation = (syntax_problem(text, "softmax.py") or "").split("\n")
    assert said.startswith(f"softmax.py, line {line}, is not valid Python: ")
    assert phrase in explanation


@pytest.mark.parametrize(
    ("chinese", "half_width"),
    ["\uff0c,", "\uff08(", "\uff09)", "\uff1a:", "\u201c\"", "\u201d\"", "\uff1b;", "\u3002.", "\uff1d=", "\u2212-"],
)  # fmt: skip
def test_full_width_punctuation_is_shown_with_what_is_meant(chinese: str, half_width: str) -> None:
    problem = syntax_problem(f"x = 1 {chinese} 2\n", "softmax.py") or ""
    assert f"`{chinese}` looks like `{half_width}`" in problem
    assert "input method" in problem


def test_what_nothing_is_known_of_stands_as_python_says_it() -> None:
    assert (syntax_problem("import torch as\n", "softmax.py") or "").count("\n") == 1


def test_full_width_punctuation_in_comments_and_texts_is_no_problem() -> None:
    assert syntax_problem("# 每行\uff0c之和\uff08softmax\uff09\nx = '\uff1a'\n", "softmax.py") is None
    assert all(syntax_problem(text, file) is None for file, text in folder("solutions").sources.items())
