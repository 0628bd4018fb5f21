"""Commands that speak the learner's language: each takes --lang, and its help and click's own words follow it."""

import copy
from collections.abc import Iterable, Sequence
from gettext import gettext as _
from itertools import pairwise
from typing import TypeVar

import click

import language
from grading.commands import streams
from grading.text import wrapped
from language import N_

Declared = TypeVar("Declared", click.Command, click.Parameter)
LANG = click.Option(
    ["--lang"], type=click.Choice(list(language.CATALOGUES)), expose_value=False,
    help=N_("The language to speak (default: your locale's)."),
)  # fmt: skip


class WideFormatter(click.HelpFormatter):
    """Gives a Chinese character its two columns; click takes it for one."""

    def write_dl(self, rows: Iterable[tuple[str, str]], col_max: int = 30, col_spacing: int = 2) -> None:
        rows = list(rows)
        left = min(max(len(name) for name, text in rows), col_max) + col_spacing
        width = max(self.width - left - 2, 10)
        as_it_is = "\b\n"  # click's own mark for lines that it shall not wrap again
        super().write_dl([(name, as_it_is + wrapped(text, width)) for name, text in rows], col_max, col_spacing)


class WideContext(click.Context):
    formatter_class = WideFormatter


class BilingualGroup(click.Group):
    """A group that chooses the language before anything is said, and adds --lang to every command.

    Texts of the commands stay English where they are declared; they are translated when somebody reads them.
    """

    context_class = WideContext

    def parse_args(self, context: click.Context, args: list[str]) -> list[str]:
        language.use(_asked_for(args))
        streams.keep_open()
        return super().parse_args(context, args)

    def get_command(self, context: click.Context, name: str) -> click.Command | None:
        command = super().get_command(context, name)
        return _translated(command) if command else None

    def get_params(self, context: click.Context) -> list[click.Parameter]:
        return [_in_use(parameter) for parameter in (*super().get_params(context), LANG)]

    def format_help_text(self, context: click.Context, formatter: click.HelpFormatter) -> None:
        click.Group.format_help_text(_translated(self), context, formatter)


def _asked_for(args: Sequence[str]) -> str | None:
    """The language that the arguments ask for; one that is unknown is for --lang itself to refuse."""
    values = [value for option, value in pairwise(args) if option == "--lang"]
    values += [arg.removeprefix("--lang=") for arg in args if arg.startswith("--lang=")]
    return next((value for value in values if value in language.CATALOGUES), None)


def _translated(command: click.Command) -> click.Command:
    twin = _in_use(command)
    twin.context_class = WideContext
    twin.params = [_in_use(parameter) for parameter in (*command.params, LANG)]
    return twin


def _in_use(declared: Declared) -> Declared:
    """A copy whose help, if it has any, is in the language in use."""
    twin = copy.copy(declared)
    if isinstance(twin, click.Command | click.Option) and twin.help:
        twin.help = _(twin.help)
    return twin
