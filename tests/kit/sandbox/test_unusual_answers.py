"""Right answers that do unusual things earn all points; what cannot be allowed is said in a sentence."""

import pytest

from course import exercise
from grading.results import ExerciseResult
from grading.sandbox.isolation import Deadlines
from tests.kit.answers import folder, graded, with_files

SOLUTIONS = folder("solutions").sources


def result_of(id: str, files: dict[str, str], **settings: object) -> ExerciseResult:
    return graded(with_files("solutions", files), [exercise(id)], **settings)[id]


@pytest.mark.parametrize(
    "lines",
    [
        "import sys\nsys.stdout.reconfigure(encoding='utf-8')\n",
        "import sys\nsys.stdout.buffer.write('中'.encode())\n",
        "import faulthandler\nfaulthandler.enable()\n",
        "import logging\nlogging.basicConfig()\nlogging.warning('here')\n",
        "print('\\ud800')\n",
        "import threading\nthreading.Thread(target=print).start()\n",
    ],
)
def test_what_a_file_does_with_its_output_costs_nothing(lines: str) -> None:
    result = result_of("softmax", {"softmax.py": lines + SOLUTIONS["softmax.py"]})
    assert result.status == "passed", result.open_checks[0].message


def test_a_compiled_function_is_graded_as_it_is_written() -> None:
    for decorator in ("@torch.compile", "@torch.compile(dynamic=True)"):
        source = SOLUTIONS["softmax.py"].replace("def softmax", f"import torch\n{decorator}\ndef softmax")
        assert result_of("softmax", {"softmax.py": source}).status == "passed"


def test_a_helper_may_stand_in_the_package_itself() -> None:
    source = SOLUTIONS["softmax.py"].replace("X.exp()", "weights(X)")
    files = {
        "__init__.py": "def weights(X):\n    return X.exp()\n",
        "softmax.py": f"from exercises import weights\n{source}",
    }
    assert result_of("softmax", files).status == "passed"


def test_a_number_of_numpy_is_a_number() -> None:
    source = SOLUTIONS["accuracy.py"].replace("float((predictions == y).sum())", "(predictions == y).numpy().sum()")
    assert result_of("accuracy", {"accuracy.py": source}).status == "passed"


@pytest.mark.parametrize(
    "lines",
    [
        "import multiprocessing\nLOCK = multiprocessing.Lock()\n",
        "import subprocess\nsubprocess.run(['ls'])\n",
        "import urllib.request\nurllib.request.urlopen('http://127.0.0.1:9')\n",
        "from d2l import torch as d2l\n",
        "from given.data import load_data_fashion_mnist\n",
    ],
)
def test_what_is_out_of_reach_is_said_to_be_so(lines: str) -> None:
    [message, *others] = {
        check.message for check in result_of("softmax", {"softmax.py": lines + SOLUTIONS["softmax.py"]}).open_checks
    }
    assert not others
    assert "submitted/softmax.py, line" in message
    assert "While it is graded, your code runs alone" in message


def test_a_file_that_takes_long_to_load_is_waited_for_once_and_not_called_a_loop() -> None:
    source = "import time\ntime.sleep(60)\n" + SOLUTIONS["softmax.py"]
    result = result_of("softmax", {"softmax.py": source}, deadlines=Deadlines(load=0.5, call=5))
    assert result.status == "timeout"
    assert all("outside of functions" in check.message for check in result.checks)
    assert all("was not run" not in check.message for check in result.checks)
