"""What Python says of a text that it cannot parse, in plain words: why, and what to try."""

import difflib
import re
import unicodedata
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from gettext import gettext as _

from language import N_

ASCII = {
    "\u3002": ".", "\u3001": ",", "\u3010": "[", "\u3011": "]", "\u300a": "<", "\u300b": ">",
    "\u201c": '"', "\u201d": '"', "\u2018": "'", "\u2019": "'", "\u2014": "-", "\u2013": "-", "\u2212": "-",
    "\u00d7": "*", "\u00f7": "/", "\u2264": "<=", "\u2265": ">=", "\u2260": "!=", "\u2026": "...",
}  # fmt: skip
"""What is meant by punctuation that other programs or input methods write in the place of Python's."""
KEYWORDS = ("return", "import", "from", "class", "def", "while", "for", "if", "elif", "else", "with", "raise", "assert")
STRANGE_CHARACTER = re.compile(r"invalid character '(?P<character>.)' \(U\+[0-9A-F]+\)")
STRANGE_SPACE = re.compile(r"invalid non-printable character U\+(?P<code>[0-9A-F]{4,6})")


ANYTHING = re.compile("")


@dataclass(frozen=True)
class Kind:
    """Syntax errors that are explained alike: by what Python says, and by what stands on the line."""

    explanation: str
    said: re.Pattern[str] = ANYTHING
    line: re.Pattern[str] = ANYTHING


KINDS = (
    Kind(
        N_("A line that begins like this speaks to a notebook, and not to Python. Take it out."),
        line=re.compile(r"^\s*[%!]"),
    ),
    Kind(
        N_("`>>>` is how an interactive Python asks for a line, and no part of it. Take it out wherever it stands."),
        line=re.compile(r"^\s*>>>"),
    ),
    Kind(
        N_("Python writes `elif` for this, in one word."),
        line=re.compile(r"^\s*else\s+if\b"),
    ),
    Kind(
        N_("`print` is a function: what it prints stands in round brackets, `print(...)`. The line was written for an "
           "old Python."),
        said=re.compile(r"^Missing parentheses in call to 'print'"),
    ),
    Kind(
        N_("One `=` gives a name a value; two, `==`, ask whether two things are equal."),
        said=re.compile(r"Maybe you meant '=='"), line=re.compile(r"^\s*(?:if|elif|while|assert|return)\b"),
    ),
    Kind(
        N_("On the left of one `=` stands what gets a value: a name, a place in square brackets, or what is behind a "
           "dot. To compare, write `==`."),
        said=re.compile(r"^cannot assign to "),
    ),
    Kind(
        N_("Some lines are indented with tabs and others with spaces, and Python does not mix them. Use four spaces "
           "for each step, everywhere; most editors have a command that converts tabs."),
        said=re.compile(r"tabs and spaces"),
    ),
    Kind(
        N_("A line that ends with a colon opens a block, and what belongs to the block has to be indented: four spaces "
           "further to the right. A block that is to do nothing yet holds `pass`."),
        said=re.compile(r"^expected an indented block"),
    ),
    Kind(
        N_("This line stands further to the right than the one above, though no colon opened a block there. Let lines "
           "that follow each other begin in the same column."),
        said=re.compile(r"^unexpected indent"),
    ),
    Kind(
        N_("This line goes back to the left, but not to a column where an earlier line began. Let it begin exactly "
           "below the line that it follows."),
        said=re.compile(r"^unindent does not match"),
    ),
    Kind(
        N_("A bracket that opens on this line closes nowhere. Count the opening and the closing ones, from the inside "
           "outwards; the missing one may belong at the end of this line."),
        said=re.compile(r"was never closed"),
    ),
    Kind(
        N_("There is a closing bracket too many, or one that opened earlier is missing. Count the opening and the "
           "closing ones, from the inside outwards."),
        said=re.compile(r"^unmatched '"),
    ),
    Kind(
        N_("Brackets close in the order opposite to the one in which they open, each with its own kind. Look for the "
           "pair that does not fit."),
        said=re.compile(r"does not match opening parenthesis"),
    ),
    Kind(
        N_("A text that begins with three quotes ends with three of the same kind; here they are missing, so all the "
           "rest of the file belongs to it. Look at the end of the docstring."),
        said=re.compile(r"^unterminated triple-quoted"),
    ),
    Kind(
        N_("A text begins with a quote and has to end with the same one on the same line."),
        said=re.compile(r"^unterminated (?:f-)?string"),
    ),
    Kind(
        N_("A line that begins with `def`, `class`, `if`, `else`, `for`, `while` or `with` ends with a colon."),
        said=re.compile(r"^expected ':'"),
    ),
    Kind(
        N_("Two things stand side by side with nothing between them: a comma, an operator such as `*`, or a bracket is "
           "missing."),
        said=re.compile(r"Perhaps you forgot a comma"),
    ),
    Kind(
        N_("A name begins with a letter, and a number in front of a name is multiplied with `*`."),
        said=re.compile(r"^invalid (?:decimal|hexadecimal|imaginary) literal"),
    ),
    Kind(
        N_("Arguments with a name, such as `dim=1`, stand behind those without."),
        said=re.compile(r"^positional argument follows keyword argument"),
    ),
    Kind(
        N_("Other languages write this with signs; Python says `and`, `or` and `not`. For tensors, number by number, "
           "it is `&`, `|` and `~`."),
        said=re.compile(r"^invalid syntax$"), line=re.compile(r"&&|\|\||!(?!=)"),
    ),
    Kind(
        N_("Python has no `++` and no `--`: write `i += 1`."),
        said=re.compile(r"^invalid syntax$"), line=re.compile(r"\+\+|--"),
    ),
    Kind(
        N_("The line ends behind an operator. What stands on its right belongs on the same line, or in brackets that "
           "go on to the next."),
        said=re.compile(r"^invalid syntax$"), line=re.compile(r"[-+*/=]\s*$"),
    ),
)  # fmt: skip


def in_plain_words(said: str, line: str) -> str:
    """What a syntax error means of which Python says so much, on this line; "" where nothing is known of it."""
    steps: Sequence[Callable[[str, str], str]] = (_of_a_character, _of_a_kind, _of_a_keyword)
    return next((text for step in steps if (text := step(said, line))), "")


def _of_a_character(said: str, line: str) -> str:
    if found := STRANGE_SPACE.search(said):
        message = _(
            "The line holds a space that is not the usual one (U+{code}), as they come with text from web pages and "
            "from Chinese input methods. Delete the spaces of this line, and type them again."
        )
        return message.format(code=found["code"])
    if not (found := STRANGE_CHARACTER.search(said)):
        return ""
    character = found["character"]
    meant = ASCII.get(character) or unicodedata.normalize("NFKC", character)
    if not meant.isascii():
        return _("Outside of quotes and comments, Python knows letters, digits and English punctuation.")
    message = _(
        "`{character}` looks like `{meant}`, but is another character, as Chinese input methods and word processors "
        "write it. Type `{meant}` in its place, and switch the input method to English, or to half-width punctuation, "
        "while you write code."
    )
    return message.format(character=character, meant=meant)


def _of_a_kind(said: str, line: str) -> str:
    return next((_(kind.explanation) for kind in KINDS if kind.said.search(said) and kind.line.search(line)), "")


def _of_a_keyword(said: str, line: str) -> str:
    """The keyword that the first word of the line was likely meant to be."""
    first = re.match(r"\s*([A-Za-z]{2,10})\b", line)
    if said != "invalid syntax" or not first or first[1] in KEYWORDS:
        return ""
    near = difflib.get_close_matches(first[1].lower(), KEYWORDS, n=1, cutoff=0.7)
    return _("Did you mean `{keyword}`?").format(keyword=near[0]) if near else ""
