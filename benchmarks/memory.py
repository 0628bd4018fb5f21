"""How much memory a program and all processes under it take together (Linux)."""

import subprocess
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
INTERVAL = 0.05


@dataclass(frozen=True)
class Memory:
    """What processes take together, in bytes.

    Memory that several of them share counts once, except in those that may not be looked into: all that is
    resident counts there, so that the size is an upper bound.
    """

    size: int = 0
    processes: int = 0
    closed_processes: int = 0


def peak_memory(command: Sequence[str], folder: Path) -> tuple[Memory, int]:
    """Run a command in a folder; return its peak, taken from samples, and its exit code."""
    peak = Memory()
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL) as program:
        try:
            while program.poll() is None:
                peak = max(peak, _measure(program.pid), key=lambda memory: memory.size)
                time.sleep(INTERVAL)
        finally:
            program.terminate()
    return peak, program.returncode


def _measure(root: int) -> Memory:
    shared, whole = [], []
    for pid in _tree(root):
        folder = PROC / str(pid)
        try:
            shared.append(_kilobytes(folder / "smaps_rollup", "Pss:"))
        except PermissionError:
            whole.append(_kilobytes(folder / "status", "VmRSS:"))
    sizes = shared + whole
    return Memory(1024 * sum(sizes), sum(map(bool, sizes)), len(whole))


def resident(root: int) -> int:
    """The bytes that a process and those that it started itself take, shared memory counted once.

    Not those below them, which come and go.
    """
    folders = [PROC / str(pid) for pid in (root, *_children(root))]
    return 1024 * sum(_kilobytes(folder / "smaps_rollup", "Pss:") for folder in folders)


def _children(root: int) -> list[int]:
    return [int(folder.name) for folder in PROC.iterdir() if folder.name.isdigit() and _parent(folder) == root]


def _tree(root: int) -> set[int]:
    """The process and all its descendants."""
    parents = {int(folder.name): _parent(folder) for folder in PROC.iterdir() if folder.name.isdigit()}
    tree, size = {root}, 0
    while len(tree) > size:
        size = len(tree)
        tree |= {pid for pid, parent in parents.items() if parent in tree}
    return tree


def _parent(folder: Path) -> int | None:
    try:
        after_name = (folder / "stat").read_text().rpartition(")")[2]
    except (FileNotFoundError, ProcessLookupError):  # it has just ended
        return None
    return int(after_name.split()[1])


def _kilobytes(file: Path, name: str) -> int:
    """The number after `name`; 0 for a process that has just ended, and so takes nothing."""
    try:
        lines = file.read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith(name)), 0)
