"""What a grade needs of the machine that it runs on, and how it reads where the machine does not give it."""

import errno
import subprocess
import sys
from gettext import gettext as _

from grading import KIT
from grading.results import NoGrade
from language import N_

SPACE = N_("Free some disk space, or set TMPDIR to a folder that has some.")
FILES = N_("A grade needs more open files than `ulimit -n` allows.")
PROCESSES = N_("A grade needs more processes and threads than `ulimit -u` allows.")
PACKAGES = N_("Install what the kit needs, in its folder: pip install -e .")
MEMORY = N_("A grade needs more memory than there is, or than `ulimit -v` allows.")
ADVICE = {
    errno.ENOSPC: SPACE, errno.EDQUOT: SPACE, errno.EMFILE: FILES, errno.ENFILE: FILES, errno.EAGAIN: PROCESSES,
    errno.ENOMEM: MEMORY,
}  # fmt: skip


def told(error: Exception) -> str:
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
    """NoGrade if a limit of this process keeps torch from being loaded, or a submission from having what it may take.

    This is tried in a process of its own: a library that gets no memory ends its process as it likes, and not
    always with an exit code that could not be a grade's.
    """
    try:
        import resource
    except ImportError:  # Windows
        return
    limits = (resource.getrlimit(limit)[0] for limit in (resource.RLIMIT_AS, resource.RLIMIT_DATA))
    if all(limit == resource.RLIM_INFINITY for limit in limits):
        return
    from grading.sandbox.untrusted.confinement import MEMORY_ALLOWANCE

    room = f"mmap.mmap(-1, {MEMORY_ALLOWANCE}, mmap.MAP_PRIVATE | mmap.MAP_ANONYMOUS)"
    trial = [sys.executable, "-c", f"import mmap, grading.checks.plugin; {room}"]
    finished = subprocess.run(trial, cwd=KIT, stdin=subprocess.DEVNULL, capture_output=True)
    if finished.returncode:
        last = finished.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        refusal = _(
            "`ulimit` leaves too little memory to grade ({problem}). Lift it (`ulimit -v unlimited`) or allow 5 GB; "
            "2 GB are enough for a torch without CUDA."
        )
        raise NoGrade(refusal.format(problem=last or finished.returncode))
