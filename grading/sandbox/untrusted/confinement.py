"""The layers that a worker puts between itself and the machine, before it reads a submission (Linux).

Resource limits and Landlock and seccomp hold for the rest of the process's life: none can be taken back.
Each function returns nothing on success and raises Unavailable where this machine does not offer the layer.
"""

import ctypes
import errno
import os
import struct
import sys
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from gettext import gettext as _
from pathlib import Path

from language import N_

try:  # here and not later: it looks for its library with tools that a confined process cannot start
    import pyseccomp
except (ImportError, RuntimeError):
    pyseccomp = None

MEMORY_ALLOWANCE = 1 << 30
"""Bytes of address space that a submission may take beyond what the worker holds when it starts."""
MAX_FILE_BYTES = 16 << 20
MAX_OPEN_FILES = 64
CPU_SECONDS = 900

# fmt: off
FORBIDDEN_CALLS = (
    "socket", "socketpair", "connect", "bind", "listen", "accept", "accept4", "fork", "vfork", "execve",
    "execveat", "kill", "tkill", "pidfd_open", "pidfd_send_signal", "pidfd_getfd", "rt_sigqueueinfo",
    "rt_tgsigqueueinfo", "ptrace", "process_vm_readv", "process_vm_writev", "process_madvise", "setrlimit",
    "io_uring_setup", "io_uring_enter", "io_uring_register", "bpf", "perf_event_open", "userfaultfd", "unshare",
    "setns", "mount", "umount2", "pivot_root", "chroot", "move_mount", "open_tree", "fsopen", "fsmount",
    "keyctl", "add_key", "request_key", "setsid", "setpgid", "memfd_create", "memfd_secret", "shmget", "semget",
    "msgget", "mq_open", "mq_unlink", "open_by_handle_at", "reboot", "kexec_load", "init_module",
    "finit_module", "delete_module", "sethostname", "setdomainname", "settimeofday", "clock_settime", "swapon",
    "swapoff",
    # Landlock does not watch over owners, modes, times and attributes of files.
    "chmod", "fchmod", "fchmodat", "fchmodat2", "chown", "fchown", "lchown", "fchownat", "utime", "utimes",
    "futimesat", "utimensat", "setxattr", "lsetxattr", "fsetxattr", "setxattrat", "removexattr", "lremovexattr",
    "fremovexattr", "removexattrat", "mknod", "mknodat", "fanotify_init", "inotify_add_watch", "acct", "quotactl",
    # Room on the disk without a byte written, and what makes others wait.
    "fallocate", "flock", "io_setup", "io_submit", "timer_create", "sync", "syncfs",
    "inotify_init", "inotify_init1",
    # Who may run when: the trusted process has to get its turn to end this one.
    "setpriority", "ioprio_set", "sched_setscheduler", "sched_setparam", "sched_setattr", "sched_setaffinity",
)
# fmt: on

_PR_SET_PDEATHSIG, _PR_SET_NO_NEW_PRIVS, _PR_SET_DUMPABLE = 1, 38, 4
_SIGKILL = 9
_CLONE_THREAD = 0x10000
_LANDLOCK_CREATE_RULESET, _LANDLOCK_ADD_RULE, _LANDLOCK_RESTRICT_SELF = 444, 445, 446
_EXECUTE, _WRITE_FILE, _READ_FILE, _READ_DIR, _TRUNCATE = 1 << 0, 1 << 1, 1 << 2, 1 << 3, 1 << 14
_MAKE_CHAR, _MAKE_SOCK, _MAKE_FIFO, _MAKE_BLOCK, _IOCTL_DEV = 1 << 6, 1 << 9, 1 << 10, 1 << 11, 1 << 15
_NOT_IN_SCRATCH = _EXECUTE | _MAKE_CHAR | _MAKE_SOCK | _MAKE_FIFO | _MAKE_BLOCK | _IOCTL_DEV
_F_SETOWN, _F_SETSIG, _F_SETOWN_EX, _FIOSETOWN, _SIOCSPGRP = 8, 10, 15, 0x8901, 0x8902
_F_SETLEASE, _F_NOTIFY, _F_SETPIPE_SZ = 1024, 1026, 1031
_LOCKS = 6, 7, 37, 38  # F_SETLK, F_SETLKW, F_OFD_SETLK, F_OFD_SETLKW
_CAPABILITY_VERSION_3 = 0x20080522


class Unavailable(Exception):
    """This machine does not offer the layer; the message says why."""


def _syscall(number: int, *arguments: object) -> int:
    libc = ctypes.CDLL(None, use_errno=True)
    result = int(libc.syscall(ctypes.c_long(number), *arguments))
    if result < 0:
        raise OSError(ctypes.get_errno(), os.strerror(ctypes.get_errno()))
    return result


def _prctl(option: int, value: int) -> None:
    if ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0) != 0:
        raise Unavailable(_("prctl {option} was refused").format(option=option))


def die_with_parent() -> None:
    """Be killed when the process that started this one ends."""
    _prctl(_PR_SET_PDEATHSIG, _SIGKILL)


def gain_no_privileges() -> None:
    """Drop what root may beyond others, and let no program gain it (PR_SET_NO_NEW_PRIVS)."""
    libc = ctypes.CDLL(None, use_errno=True)
    if libc.capset(struct.pack("=Ii", _CAPABILITY_VERSION_3, 0), bytes(24)) != 0:
        raise OSError(errno.EPERM, os.strerror(errno.EPERM))
    _prctl(_PR_SET_NO_NEW_PRIVS, 1)


def limit_resources() -> None:
    """Bound memory, processor time, file sizes and open files, the soft limits equal to the hard ones."""
    try:
        import resource
    except ImportError as error:
        raise Unavailable(_("this platform has no resource limits")) from error
    pages = int(Path("/proc/self/statm").read_text().split()[0])
    wanted = {
        resource.RLIMIT_AS: pages * resource.getpagesize() + MEMORY_ALLOWANCE,
        resource.RLIMIT_CPU: CPU_SECONDS,
        resource.RLIMIT_FSIZE: MAX_FILE_BYTES,
        resource.RLIMIT_NOFILE: MAX_OPEN_FILES,
        resource.RLIMIT_CORE: 0,
    }
    for limit, value in wanted.items():
        hard = resource.getrlimit(limit)[1]
        value = value if hard == resource.RLIM_INFINITY else min(value, hard)
        resource.setrlimit(limit, (value, value))


def restrict_files(readable: Sequence[Path], writable: Sequence[Path]) -> None:
    """Landlock: of all files only these folders can be read, or read and written; no TCP, no signals to others.

    Rights beyond what the running kernel knows are left out, as the Landlock documentation asks for.
    """
    try:
        abi = _syscall(_LANDLOCK_CREATE_RULESET, None, ctypes.c_size_t(0), ctypes.c_uint32(1))
    except OSError as error:
        raise Unavailable(_("this kernel offers no Landlock ({error})").format(error=error.strerror)) from error
    files = (1 << 13) - 1 | (abi >= 2) << 13 | (abi >= 3) << 14 | (abi >= 5) << 15
    network, scopes = 3 * (abi >= 4), 3 * (abi >= 6)
    attributes = struct.pack("QQQ", files, network, scopes)[: 24 if abi >= 6 else 16 if abi >= 4 else 8]
    ruleset = _syscall(
        _LANDLOCK_CREATE_RULESET,
        ctypes.create_string_buffer(attributes, len(attributes)),
        ctypes.c_size_t(len(attributes)),
        ctypes.c_uint32(0),
    )
    for path in readable:
        _allow(ruleset, path, _READ_FILE | _READ_DIR)
    for path in writable:
        _allow(ruleset, path, files & ~_NOT_IN_SCRATCH)
    _syscall(_LANDLOCK_RESTRICT_SELF, ctypes.c_int(ruleset), ctypes.c_uint32(0))
    os.close(ruleset)


def _allow(ruleset: int, path: Path, rights: int) -> None:
    with suppress(FileNotFoundError):
        handle = os.open(path, os.O_PATH | os.O_CLOEXEC)
        if not path.is_dir():
            rights &= _WRITE_FILE | _READ_FILE | _TRUNCATE
        rule = ctypes.create_string_buffer(struct.pack("=Qi", rights, handle))
        _syscall(_LANDLOCK_ADD_RULE, ctypes.c_int(ruleset), ctypes.c_int(1), rule, ctypes.c_uint32(0))
        os.close(handle)


def restrict_calls(forbidden: Iterable[str] = FORBIDDEN_CALLS) -> None:
    """seccomp: no new processes (threads are fine), no sockets, no signals to others, no way to lift limits."""
    if pyseccomp is None:
        raise Unavailable(_("pyseccomp or its library libseccomp is not installed"))
    calls = pyseccomp.SyscallFilter(pyseccomp.ALLOW)
    refused = pyseccomp.ERRNO(errno.EPERM)
    for name in forbidden:
        with suppress(OSError, ValueError):  # a call that this architecture or libseccomp does not know
            calls.add_rule(refused, name)
    calls.add_rule(refused, "tgkill", pyseccomp.Arg(0, pyseccomp.NE, os.getpid()))
    calls.add_rule(refused, "prlimit64", pyseccomp.Arg(2, pyseccomp.NE, 0))
    calls.add_rule(refused, "clone", pyseccomp.Arg(0, pyseccomp.MASKED_EQ, _CLONE_THREAD, 0))
    calls.add_rule(pyseccomp.ERRNO(errno.ENOSYS), "clone3")
    for option in (_PR_SET_PDEATHSIG, _PR_SET_DUMPABLE):  # to outlive the grader, to be hidden from its watcher
        calls.add_rule(refused, "prctl", pyseccomp.Arg(0, pyseccomp.EQ, option))
    for call, request in (
        # The owner of a file is sent a signal when there is something to read.
        ("fcntl", _F_SETOWN),
        ("fcntl", _F_SETOWN_EX),
        ("fcntl", _F_SETSIG),
        ("ioctl", _FIOSETOWN),
        ("ioctl", _SIOCSPGRP),
        # Whoever opens a leased file waits for its holder; large pipes use up what a user may have.
        ("fcntl", _F_SETLEASE),
        ("fcntl", _F_NOTIFY),
        ("fcntl", _F_SETPIPE_SZ),
        *(("fcntl", lock) for lock in _LOCKS),
    ):
        calls.add_rule(refused, call, pyseccomp.Arg(1, pyseccomp.MASKED_EQ, 0xFFFF_FFFF, request))
    try:
        calls.load()
    except OSError as error:
        raise Unavailable(_("seccomp was refused ({error})").format(error=error.strerror)) from error


def readable_folders() -> list[Path]:
    """What a worker needs to read: the interpreter's and the system's libraries, and packages.

    Not all of /usr: a kit that lies in /usr/src/app has its solutions there.
    """
    roots = dict.fromkeys((sys.prefix, sys.base_prefix, sys.exec_prefix, "/usr", "/usr/local", ""))
    interpreter = [f"{root}/{folder}" for root in roots for folder in ("lib", "lib64")]
    interpreter += [path for path in sys.path if "-packages" in path or "lib-dynload" in path]
    processors = ["/proc/cpuinfo", "/sys/devices/system/cpu"]  # torch asks for them before it counts in float16
    system = ["/usr/share/zoneinfo", "/etc/ld.so.cache", "/etc/localtime", "/dev/null", "/dev/urandom", "/dev/zero"]
    return [*map(Path, dict.fromkeys([*interpreter, *processors, *system]))]


LAYERS = (N_("ends with its parent"), N_("resource limits"), N_("no new privileges"), "Landlock", "seccomp")


def confine(scratch: Path, without: Sequence[str] = ()) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Put on every layer there is, but those in `without`: the active ones and, with reasons, the missing ones."""
    if sys.platform != "linux":
        return (), tuple(_("{layer}: Linux only").format(layer=_(layer)) for layer in LAYERS)
    active, missing = [], []
    put_on_each: tuple[Callable[[], None], ...] = (
        die_with_parent,
        limit_resources,
        gain_no_privileges,
        lambda: restrict_files(readable_folders(), [scratch, Path("/dev/null")]),
        restrict_calls,
    )
    for name, put_on in zip(LAYERS, put_on_each, strict=True):
        try:
            if name in without:
                raise Unavailable(_("switched off"))
            put_on()
            active.append(name)
        except (Unavailable, OSError, ValueError) as error:
            missing.append(f"{_(name)}: {error}")
            if name == "Landlock":  # with it no submission sees another, and who watches this one has to see it
                with suppress(Unavailable):
                    _prctl(_PR_SET_DUMPABLE, 0)
    return tuple(active), tuple(missing)
