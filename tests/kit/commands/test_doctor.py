"""`grader.py doctor`: what keeps a grade from running here is a line with a way out, never a traceback."""

import platform
import re
import sys
from functools import partial
from pathlib import Path
from types import SimpleNamespace

import pytest
from click.testing import Result
from rich.cells import cell_len

from given import download
from grading.commands import doctor
from grading.sandbox.isolation import Isolation
from tests.kit.answers import copy_of_the_kit
from tests.kit.commands.running import called, grader, run
from tests.kit.given.image_files import isolate, put_files, tiny_files
from tests.kit.given.mirror import running_mirror

ENGLISH_SENTENCE = re.compile(r"[A-Za-z]+(?:[,;]? [A-Za-z]+){3,}")
linux = pytest.mark.skipif(sys.platform != "linux", reason="the layers are Linux's")


def findings(output: str) -> list[str]:
    """Each finding in one line, its columns apart by one space."""
    joined = re.sub(r"\n {6,}", " ", output)
    return [" ".join(line.split()) for line in joined.splitlines() if line.startswith(("ok ", "note ", "fix "))]


# The real command


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the kit, to damage; a module that a test puts there is found before the installed one."""
    return copy_of_the_kit(tmp_path / "kit")


def test_where_all_is_well_a_grade_can_run(tmp_path: Path) -> None:
    put_files(tmp_path, tiny_files())
    result = grader("doctor", "--data-dir", tmp_path)
    assert result.returncode == 0, result.stdout
    found = findings(result.stdout)
    assert re.fullmatch(r"ok packages (\d+) of \1 are as pyproject\.toml asks", found[0])
    assert "ok import torch and torchvision fit each other" in found
    assert any(line.startswith("ok images Fashion-MNIST (12 + 7 images) in ") for line in found)
    assert any(line.startswith("ok sandbox a worker starts") for line in found)
    assert not any(line.startswith("fix") for line in found)
    assert result.stdout.endswith("\nA grade can run here.\n")
    assert all(cell_len(line) <= 80 for line in result.stdout.splitlines())
    assert result.stderr == ""


def test_without_torch_the_rest_is_shown_and_shown_first(copy: Path) -> None:
    (copy / "torch.py").write_text("print('importing', flush=True)\nraise ImportError('it lacks a\\nlibrary')\n")
    project = (copy / "pyproject.toml").read_text(encoding="utf-8")
    asked_for = project.replace("click>=8.2,<9", "click>=99").replace("rich>=", 'absent>=1.5,<2", "rich>=')
    (copy / "pyproject.toml").write_text(asked_for, encoding="utf-8")
    result = run("grader.py", "doctor", cwd=copy)
    assert result.returncode == 3
    quick, slow = map(findings, result.stdout.split("importing\n"))
    assert any(re.fullmatch(r'fix packages click \S+ \(needed: >=99\) pip install "click>=99"', line) for line in quick)
    assert 'fix packages absent not installed (needed: >=1.5,<2) pip install "absent>=1.5,<2"' in quick
    assert re.fullmatch(r"ok packages \d+ of \d+ are as pyproject\.toml asks", quick[0])
    assert len(quick) == 3, "what is in order has no line of its own"
    assert slow == [
        "fix import torch cannot be imported (ImportError: it lacks a library) "
        "pip install --force-reinstall torch torchvision"
    ]
    assert "Not ready to grade: first put right what is marked fix." in result.stdout
    assert result.stderr == ""


def test_a_torchvision_that_does_not_fit_and_a_worker_that_does_not_start_are_shown(copy: Path) -> None:
    (copy / "torchvision.py").write_text("raise RuntimeError('operator torchvision::nms does not exist')\n")
    with (copy / "grading" / "sandbox" / "untrusted" / "worker.py").open("a", encoding="utf-8") as worker:
        worker.write("\n\ndef main(*_):\n    raise OSError('a full disk')\n")
    result = run("grader.py", "doctor", cwd=copy)
    assert result.returncode == 3
    torchvision, images, sandbox = findings(result.stdout)[-3:]
    assert torchvision.startswith("fix import torchvision.datasets cannot be imported (RuntimeError: operator torchvis")
    assert torchvision.endswith("pip install --force-reinstall torch torchvision")
    assert images.startswith("note images Drawn garments would stand in for Fashion-MNIST: ")
    assert sandbox.startswith("fix sandbox A sandbox process did not start (Closed, exit code 1).")
    if sys.platform == "linux":
        assert sandbox.endswith("OSError: a full disk"), "the worker's own last line"
        assert result.stderr == ""


# In this process, which has imported torch already


@pytest.fixture(autouse=True)
def _isolated(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    isolate(monkeypatch, tmp_path)


def finding_about(subject: str, result: Result) -> str:
    [line] = [line for line in findings(result.stdout) if line.split()[1] == subject]
    return line


@linux
@pytest.mark.parametrize(("arguments", "mark", "code"), [([], "note", 0), (["--require-sandbox"], "fix", 3)])
def test_a_missing_layer_counts_only_where_the_sandbox_is_required(
    arguments: list[str], mark: str, code: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(doctor, "Isolation", partial(Isolation, without=("Landlock",)))
    result = called("doctor", *arguments)
    assert result.exit_code == code
    active, missing = findings(result.stdout)[-2:]
    assert "seccomp" in active
    assert "Landlock" not in active
    assert missing.startswith(f"{mark} sandbox without Landlock: switched off Points stay safe, but files")


def test_images_that_are_nowhere_would_be_drawn_or_downloaded_and_doctor_does_neither(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = called("doctor")
    expected = "note images Drawn garments would stand in for Fashion-MNIST: 127.0.0.1 cannot be reached"
    assert finding_about("images", result).startswith(expected)
    assert result.exit_code == 0
    with running_mirror() as mirror:
        monkeypatch.setattr(download, "MIRROR", mirror.url)
        expected = "ok images Fashion-MNIST, which the first grade would download into"
        assert finding_about("images", called("doctor")).startswith(expected)
        assert not mirror.requests
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("variable", "arguments", "expected"),
    [
        ("", [], "ok images Fashion-MNIST (12 + 7 images) in /"),
        ("", ["--data-dir", "nowhere"], "fix images nowhere/FashionMNIST/raw/train-images-idx3-ubyte is missing. Name"),
        ("nowhere", [], "fix images nowhere/FashionMNIST/raw/train-images-idx3-ubyte is missing. Name"),
        ("nowhere", ["--data-dir", "damaged"], "fix images damaged/FashionMNIST/raw/t10k-labels-idx1-ubyte is"),
    ],
)
def test_images_are_found_where_a_grade_looks_and_shown_where_it_would_refuse_them(
    variable: str, arguments: list[str], expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put_files(tmp_path / "data", tiny_files())
    (put_files(tmp_path / "damaged", tiny_files()) / "t10k-labels-idx1-ubyte").unlink()
    monkeypatch.setenv("FASHION_MNIST_DIR", variable)
    result = called("doctor", *arguments)
    assert finding_about("images", result).startswith(expected)
    assert result.exit_code == (3 if expected.startswith("fix") else 0)


def test_what_nobody_thought_of_is_a_line_too(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("given.data.read_images", lambda folder: 1 / 0)
    result = called("doctor")
    assert finding_about("images", result).startswith("fix images an error of the grader itself, ZeroDivisionError")
    assert finding_about("sandbox", result).startswith("ok sandbox"), "the rest is looked at all the same"
    assert result.exit_code == 3


def test_it_speaks_chinese(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(doctor, "Isolation", partial(Isolation, without=("seccomp", "Landlock")))
    result = called("doctor", "--lang", "zh", "--require-sandbox")
    assert result.exit_code == 3
    assert "标着“需修复”的各项" in result.stdout
    assert not ENGLISH_SENTENCE.search(result.stdout)
    assert all(cell_len(line) <= 80 for line in result.stdout.splitlines())


# What pyproject.toml asks for


def package_findings(dependencies: str, monkeypatch: pytest.MonkeyPatch, python: str = ">=3.10") -> list[str]:
    """What doctor says of a pyproject.toml in this folder that asks for these."""
    text = f'[project]\nrequires-python = "{python}"\ndependencies = [{dependencies}]\n'
    Path("pyproject.toml").write_text(text, encoding="utf-8")
    monkeypatch.setattr(doctor, "KIT", Path())
    return [line for line in findings(called("doctor").stdout) if line.split()[1] == "packages"]


def test_versions_are_compared_with_what_pyproject_asks_for(monkeypatch: pytest.MonkeyPatch) -> None:
    asked_for = '"pytest>=8,<99", "no-such-package<3,>=2; python_version >= \'3\'", "other; sys_platform == \'amiga\'"'
    counted, python, absent = package_findings(asked_for, monkeypatch, python=">=99")
    assert counted == "ok packages 1 of 3 are as pyproject.toml asks"
    assert python == (
        f"fix packages Python {platform.python_version()} (needed: >=99) "
        "Install such a Python, and make a new virtual environment with it."
    )
    assert absent.startswith("fix packages no-such-package not installed (needed: >=2,<3) pip install")


@pytest.mark.parametrize(("version", "fitting"), [("2.13.0.dev20260101+cpu", 2), ("2.5.1+cpu", 1)])
def test_builds_of_torch_count_by_their_number(version: str, fitting: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("importlib.metadata.distributions", lambda name: [SimpleNamespace(version=version)])
    counted = package_findings('"torch>=2.6,<3"', monkeypatch)[0]
    assert counted == f"ok packages {fitting} of 2 are as pyproject.toml asks"
