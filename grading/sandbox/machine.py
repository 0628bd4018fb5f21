"""What a grade needs of the machine that it runs on, and how it reads where the machine does not give it."""

import errno
import sys
from gettext import gettext as _

from grading.results import NoGrade
from language import N_

if sys.platform != "win32":
    import resource

SPACE = N_("Free some disk space, or set TMPDIR to a folder that has some.")
FILES = N_("A grade needs more open files than `ulimit -n` allows.")
PROCESSES = N_("A grade needs more processes and threads than `ulimit -u` allows.")
PACKAGES = N_("Install what the kit needs, in its folder: pip install -e .")
MEMORY = N_("A grade needs more memory than there is, or than `ulimit -v` allows.")
ADVICE = {
    errno.ENOSPC: SPACE, errno.EDQUOT: SPACE, errno.EMFILE: FILES, errno.ENFILE: FILES, errno.EAGAIN: PROCESSES,
    errno.ENOMEM: MEMORY,
}  # fmt: skip
NEEDED_BYTES = 5_000_000_000
"""Of address space: a torch with CUDA takes 3.1 GB before it computes anything, a submission may take one."""


def explain(error: Exception) -> str:
    """An error that is not the submission's, in one line: what the machine lacks, or that the grader is at fault."""
    advice = _advice(error)
    if advice:
        return f"{str(error) or type(error).__name__}. {_(advice)}"
    if isinstance(error, OSError):
        return str(error)
    return _("an error of the grader itself, {error}").format(error=f"{type(error).__name__}: {error}")


def _advice(error: Exception) -> str | None:
    if isinstance(error, MemoryError):
        return MEMORY
    if isinstance(error, OSError):
        return ADVICE.get(error.errno or 0)
    if isinstance(error, ModuleNotFoundError):
        return PACKAGES
    return PROCESSES if str(error) == "can't start new thread" else None


def refuse_too_little_memory() -> None:
    """NoGrade if a limit of this process leaves less than torch may need, which then ends a process as it likes."""
    if sys.platform == "win32":
        return
    for limit in (resource.RLIMIT_AS, resource.RLIMIT_DATA):
        allowed = resource.getrlimit(limit)[0]
        if allowed != resource.RLIM_INFINITY and allowed < NEEDED_BYTES:
            refusal = _("`ulimit` leaves too little memory to grade. Lift it (`ulimit -v unlimited`) or allow 5 GB.")
            raise NoGrade(refusal)
