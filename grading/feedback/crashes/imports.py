"""Imports that find nothing."""

import re

from grading.feedback.crashes.crash import Crash
from grading.feedback.crashes.kind import Kind, Places
from grading.submissions.names import NAME, defined_in, near, parsed
from grading.text import listed
from language import N_

NO_MODULE = re.compile(rf"No module named '(?P<module>{NAME}(?:\.{NAME}){{0,4}})'")
NO_NAME = re.compile(rf"cannot import name '(?P<name>{NAME})' from '(?P<module>{NAME}(?:\.{NAME}){{0,4}})'")
HALF_LOADED = re.compile(rf"cannot import name '(?P<name>{NAME})' from partially initialized module")
NOTEBOOK_PACKAGES = {
    "IPython", "ipywidgets", "matplotlib_inline", "google", "pandas", "seaborn", "sklearn", "scipy", "tqdm",
    "tensorflow", "keras", "jax", "mxnet", "paddle", "torchtext", "torchmetrics",
}  # fmt: skip
MOST_NAMES = 6


def _of_the_book(crash: Crash, places: Places) -> Places | None:
    return {} if places["module"].partition(".")[0] == "d2l" else None


def _of_a_notebook(crash: Crash, places: Places) -> Places | None:
    return {} if places["module"].partition(".")[0] in NOTEBOOK_PACKAGES else None


def _nearly_a_file(crash: Crash, places: Places) -> Places | None:
    """A file beside it that was likely meant."""
    package, _dot, name = places["module"].rpartition(".")
    files = [file.removesuffix(".py") for file in crash.sources]
    if package not in ("", "exercises") or not (found := near(name, files)) or not re.fullmatch(NAME, found):
        return None
    return {"near": f"exercises.{found}"}


def _a_file(crash: Crash, places: Places) -> Places | None:
    return {"file": places["module"].partition(".")[2]} if places["module"].startswith("exercises.") else None


def _names_in(crash: Crash, places: Places) -> list[str]:
    """What the file defines from which something was to be imported."""
    source = crash.sources.get(f"{places['module'].rpartition('.')[2]}.py", "")
    names = [name for statement in parsed(source).body for name in defined_in(statement)]
    return [name for name in names if re.fullmatch(NAME, name)]


def _nearly_a_name(crash: Crash, places: Places) -> Places | None:
    found = near(places["name"], _names_in(crash, places))
    return {"near": found} if found else None


def _other_names(crash: Crash, places: Places) -> Places | None:
    names = _names_in(crash, places)[:MOST_NAMES]
    return {"names": listed(f"`{name}`" for name in names)} if names else None


IMPORTS = (
    Kind(
        "book_package", "ModuleNotFoundError", NO_MODULE,
        N_("`d2l`, the package of the book, is not there when your code is graded, and it is not needed."),
        N_("You are writing parts of it yourself, and the kit hands your functions all the rest as arguments. Take the "
           "line out, and write with `torch` alone what the line was for."),
        _of_the_book,
    ),
    Kind(
        "file_not_found", "ModuleNotFoundError", NO_MODULE,
        N_("There is no file for `{module}`. Did you mean `{near}`?"),
        N_("After `import` or `from` stands the name of the file, without `.py` and letter by letter."),
        _nearly_a_file,
    ),
    Kind(
        "file_not_found", "ModuleNotFoundError", NO_MODULE,
        N_("There is no file `{file}.py` beside yours."),
        N_("`exercises` holds the files that you hand in. Compare the name after `exercises.` with theirs."),
        _a_file,
    ),
    Kind(
        "package_not_there", "ModuleNotFoundError", NO_MODULE,
        N_("`{module}` is not there when your code is graded, and it is not needed."),
        N_("What a function needs comes in through its arguments, and `torch` does all the computing. If the line is "
           "from a notebook, for pictures or tables, take it out."),
        _of_a_notebook,
    ),
    Kind(
        "module_not_found", "ModuleNotFoundError", NO_MODULE,
        N_("There is no file and no package called `{module}` where your code is graded."),
        N_("A file of your own has to lie beside the exercises, and be handed in with them. Of packages, `torch` and "
           "what comes with Python are enough."),
    ),
    Kind(
        "import_each_other", "ImportError", HALF_LOADED,
        N_("Two of your files import each other, and `{name}` is wanted before its file has been read to the end."),
        N_("One of the two imports is not needed: look at which file uses what. The stub imports all that its exercise "
           "builds on."),
    ),
    Kind(
        "not_in_that_file", "ImportError", NO_NAME,
        N_("`{module}` defines no `{name}`. Did you mean `{near}`?"),
        N_("To Python every letter counts, capitals and underscores too."),
        _nearly_a_name,
    ),
    Kind(
        "not_in_that_file", "ImportError", NO_NAME,
        N_("`{module}` defines no `{name}`."),
        N_("It has {names}. Import one of these, or write what is missing there."),
        _other_names,
    ),
    Kind(
        "not_in_that_module", "ImportError", NO_NAME,
        N_("`{module}` has nothing that is called `{name}`."),
        N_("To Python every letter counts, capitals too. Look the name up in the documentation of `{module}`, or leave "
           "the line out if nothing uses it."),
    ),
)  # fmt: skip
