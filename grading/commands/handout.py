"""`handout`: the learners' copy of the kit; and in such a copy, what stands for the commands that it does not have."""

from gettext import gettext as _
from pathlib import Path
from typing import Any

import click

import language
from course.answers import is_handout
from grading.commands.shared import UnusableInput, learners_console, refusing_unusable_input, waiting


@click.command("handout")
@click.argument("folder", type=click.Path(path_type=Path))
def handout(folder: Path) -> None:
    """Make a copy of the kit for learners, without solutions, in a new folder."""
    from grading.handout.copying import make_handout  # torch costs seconds

    with refusing_unusable_input(), waiting(learners_console(), _("Making the learners' copy")):
        make_handout(folder, language.current())
    message = _("The learners' copy is {folder}: it grades itself and names mistakes, and holds no solutions.")
    click.echo(message.format(folder=folder))


def available(command: click.Command, needs_the_kit: bool) -> click.Command:
    """The command; in a handout, for one that needs the whole kit, another that says so."""
    if not (needs_the_kit and is_handout()):
        return command

    @click.command(command.name, hidden=True, context_settings={"ignore_unknown_options": True})
    @click.argument("arguments", nargs=-1, type=click.UNPROCESSED)
    def absent(arguments: Any) -> None:
        message = _(
            "This is the learners' copy of the kit. It holds no solutions and nothing for grading a class, so it has "
            "no command `{command}`."
        )
        raise UnusableInput(message.format(command=command.name))

    return absent
