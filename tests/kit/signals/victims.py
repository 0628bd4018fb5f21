"""The submissions that are being graded when a grader ends: quick ones, and ones that keep their worker busy."""

from tests.kit.answers import KIT


def _softmax_that(*statements: str) -> dict[str, str]:
    """A softmax that leaves word in its scratch folder that it was called, and then does this."""
    body = ["open('called', 'w').close()", *statements, "return X.exp() / X.exp().sum(1, keepdim=True)"]
    lines = ["import os, signal, threading, time", "import torch", "", "", "def softmax(X):"]
    return {"softmax.py": "\n".join([*lines, *(f"    {line}" for line in body), ""])}


def _all_solved() -> dict[str, str]:
    """The solutions; an epoch leaves word that it has begun, and takes a second."""
    texts = _folder("solutions")
    head, body = texts["train_epoch.py"].rsplit('"""\n', 1)
    word = "    open('called', 'w').close()\n    __import__('time').sleep(1)\n"
    return {**texts, "train_epoch.py": f'{head}"""\n{word}{body}'}


def _folder(name: str) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in (KIT / name).glob("*.py")}


VICTIMS = {
    "stubs": _folder("exercises"),
    "right": _softmax_that(),
    "loops": _softmax_that(
        "while True:",
        "    pass",
    ),
    "deaf to signals": _softmax_that(
        "signal.pthread_sigmask(signal.SIG_BLOCK, range(1, 65))",
        "for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP):",
        "    signal.signal(number, signal.SIG_IGN)",
        "while True:",
        "    time.sleep(0.1)",
    ),
    "writes files": _softmax_that(
        "while True:",
        "    for number in range(50):",
        "        os.makedirs(f'{number}/deeper', exist_ok=True)",
        "        open(f'{number}/deeper/file', 'w').write('x' * 1000)",
    ),
    "runs threads": _softmax_that(
        "def spin():",
        "    while True:",
        "        torch.ones(100).sum()",
        "for number in range(6):",
        "    threading.Thread(target=spin).start()",
        "threading.Event().wait()",
    ),
    "all solved": _all_solved(),
}
BUSY = ("loops", "deaf to signals", "writes files", "runs threads")
GRADED = {"stubs": [], "all solved": ["trained_model"]}
"""The exercises that are graded, where it is not softmax alone; an empty list is all of them."""
POINTS = {"stubs": (0, 100), **dict.fromkeys(("right", "all solved"), (15, 15)), **dict.fromkeys(BUSY, (0, 15))}
"""What a whole report says: the score and what could be reached."""
