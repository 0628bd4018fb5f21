"""Code that ends by itself: a line that raises, asks, exits or calls itself without end."""

import ast
import re

from grading.feedback.crashes.crash import Crash
from grading.feedback.crashes.kind import Kind, Places
from grading.submissions.names import NAME, Function
from grading.text import listed
from language import N_

ANYTHING = re.compile("")
STUB = "NotImplementedError"


def _raises_it(statement: ast.stmt | None) -> bool:
    """Whether a statement is the stub's own: raise NotImplementedError."""
    return isinstance(statement, ast.Raise) and STUB in ast.unparse(statement)


def _unwritten_methods(crash: Crash, places: Places) -> Places | None:
    """The methods of the class that do nothing but raise, where others are written."""
    if not _raises_it(crash.statement) or not crash.klass:
        return None
    unwritten = [
        method.name for method in crash.klass.body
        if isinstance(method, Function) and re.fullmatch(NAME, method.name)
        and _raises_it(next((part for part in method.body if not isinstance(part, ast.Expr)), None))
    ]  # fmt: skip
    if not unwritten or crash.function is None or crash.function.name not in unwritten:
        return None
    return {"class": crash.klass.name, "methods": listed(f"`{name}`" for name in unwritten)}


def _stands_above_code(crash: Crash, places: Places) -> Places | None:
    """Whether lines of the same function follow the raise, one after the other."""
    if not _raises_it(crash.statement) or not crash.function or crash.statement not in crash.function.body:
        return None
    below = crash.statement is not crash.function.body[-1]
    return {"function": crash.function.name} if below else None


def _left_below_code(crash: Crash, places: Places) -> Places | None:
    written = _raises_it(crash.statement) and crash.function
    return {"function": crash.function.name} if written and crash.function else None


def _another_file(crash: Crash, places: Places) -> Places | None:
    return {} if places["file"] != crash.exercise.file and places["file"] in crash.sources else None


def _own_raise(crash: Crash, places: Places) -> Places | None:
    return {} if isinstance(crash.statement, ast.Raise) and crash.statement.exc else None


def _own_assert(crash: Crash, places: Places) -> Places | None:
    return {} if isinstance(crash.statement, ast.Assert) else None


def _exits(crash: Crash, places: Places) -> Places | None:
    return {} if crash.number else None


def _exercise(crash: Crash, places: Places) -> Places | None:
    return {"exercise": crash.exercise.id}


def _asks(crash: Crash, places: Places) -> Places | None:
    """Whether the line calls input()."""
    return {} if any(isinstance(call.func, ast.Name) and call.func.id == "input" for call in crash.calls()) else None


def _calls_itself(crash: Crash, places: Places) -> Places | None:
    functions = [name for _file, _line, name in crash.raised.frames]
    again = len(functions) > 1 and len(set(functions)) == 1 and re.fullmatch(NAME, functions[0])
    return {"function": functions[0]} if again else None


STOPS = (
    Kind(
        "methods_to_write", STUB, ANYTHING,
        N_("`{class}` is begun. Still to be written: {methods}."),
        N_("A check goes as far as the first of these that it calls; there the line `raise NotImplementedError` ends "
           "it. Put the method's own lines in its place."),
        _unwritten_methods,
    ),
    Kind(
        "raise_above_the_code", STUB, ANYTHING,
        N_("The line `raise NotImplementedError` still stands in `{function}`, above your code, and ends it there."),
        N_("Python leaves a function at a `raise`; what stands below never runs. Take that line out."),
        _stands_above_code,
    ),
    Kind(
        "raise_left_over", STUB, ANYTHING,
        N_("`{function}` still comes to a line `raise NotImplementedError`."),
        N_("It is the stub's way to say that this part is to be written. Put your own lines in its place, or take it "
           "out if all is written."),
        _left_below_code,
    ),
    Kind(
        "return_outside_of_a_function", "SyntaxError",
        re.compile(rf"'return' outside function \((?P<file>{NAME}\.py), line (?P<line>\d{{1,6}})\)"),
        N_("The `return` on line {line} of {file} stands outside of every function."),
        N_("What belongs to a function is indented below its `def` line. Move the line to the right, with all that "
           "should stand above it in the function."),
    ),
    Kind(
        "imported_file_cannot_be_read", "SyntaxError IndentationError TabError",
        re.compile(rf"\((?P<file>{NAME}\.py), line (?P<line>\d{{1,6}})\)$"),
        N_("{file}, which is imported here, is not valid Python on its line {line}."),
        N_("Mend that line first; the message says what Python expects there. `python {file}` in its folder shows it "
           "with an arrow under the place."),
        _another_file,
    ),
    Kind(
        "stops_for_a_debugger", "BdbQuit", ANYTHING,
        N_("`breakpoint()` waits for somebody to type, and nobody can while your code is graded."),
        N_("`pytest --in-process -k {exercise}` runs the checks in your terminal, and stops there. Take the line out "
           "before you grade again."),
        _exercise,
    ),
    Kind(
        "calls_itself_without_end", "RecursionError", ANYTHING,
        N_("`{function}` calls itself, again and again, until Python stops it."),
        N_("Look at which line of it names `{function}` itself, and what should be called there instead. Has a "
           "variable or a helper got the same name?"),
        _calls_itself,
    ),
    Kind(
        "asks_for_input", "EOFError ValueError OSError RuntimeError", ANYTHING,
        N_("`input()` waits for an answer, and nobody can give one while your code is graded."),
        N_("What the function needs comes in through its arguments. Take the line out."),
        _asks,
    ),
    Kind(
        "exits", "SystemExit", ANYTHING,
        N_("A line of yours asks Python to end altogether, and the check with it."),
        N_("Take `exit()`, `quit()` or `sys.exit()` out: a function hands its result back with `return`."),
        _exits,
    ),
    Kind(
        "own_assertion_fails", "AssertionError", ANYTHING,
        N_("An `assert` of your own does not hold for this input."),
        N_("Either what it asks for is not true of every right input, or a line above it went wrong. Print what it "
           "compares, for the input that is shown."),
        _own_assert,
    ),
    Kind(
        "own_raise", "", ANYTHING,
        N_("A `raise` of your own ended the call."),
        N_("The check's input is one that a right answer takes. Look at what has to be so for that line to be reached, "
           "and print it for the input that is shown."),
        _own_raise,
    ),
)  # fmt: skip
