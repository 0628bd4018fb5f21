"""Whatever lies in an archive does no harm: it ends in a sentence, soon, in little memory, and nothing is unpacked."""

import bz2
import gzip
import json
import lzma
import subprocess
import sys
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from grading.submissions import decompression
from grading.submissions.archive import MAX_PYTHON_FILES
from grading.submissions.submission import Submission, UnusableSubmission, read
from tests.kit.answers import KIT
from tests.kit.submissions.archives.hostile import FINE, FINE_TAR, HOSTILE
from tests.kit.submissions.archives.packing import STUBS, Pack, is_whole, refusal, tarred, zipped

MEASURED = """
import json, sys, time
from pathlib import Path
from grading.submissions.submission import UnusableSubmission, read

def peak():
    status = Path("/proc/self/status")
    return int(status.read_text().split("VmHWM:")[1].split()[0]) / 1000 if status.exists() else 0

before, began = peak(), time.process_time()
try:
    said = "; ".join(read(Path(sys.argv[1])).problems.values())
except UnusableSubmission as problem:
    said = str(problem)
print(json.dumps([said, time.process_time() - began, peak() - before]))
"""


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.timeout(60)
def test_a_hostile_archive_ends_in_a_sentence_soon_and_in_little_memory(name: str, pack: Pack, tmp_path: Path) -> None:
    build, expected = HOSTILE[name]
    path = pack(build())
    command = [sys.executable, "-c", MEASURED, str(path)]
    finished = subprocess.run(command, cwd=KIT, capture_output=True, text=True, encoding="utf-8", timeout=30)
    assert finished.returncode == 0, finished.stderr
    said, seconds, megabytes = json.loads(finished.stdout)
    assert (expected in said) if expected else said == ""
    assert seconds < 2
    assert megabytes < 100
    assert list(tmp_path.iterdir()) == [path], "nothing is unpacked"


@pytest.mark.parametrize(("limit", "small"), [("MAX_BYTES", 20_000), ("MAX_SECONDS", 0.0)])
@pytest.mark.parametrize("packed", [zipped, tarred])
def test_an_archive_beyond_a_limit_is_told_to_hold_less(
    packed: Callable[..., bytes], limit: str, small: float, pack: Pack, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = pack(packed({**STUBS, "helper.py": b"#" * 49_000}))
    assert not read(path).problems
    monkeypatch.setattr(decompression, limit, small)
    assert "Pack nothing but the folder with the exercises" in refusal(path)


def test_an_archive_of_very_many_python_files_is_told_to_hold_less(pack: Pack) -> None:
    files = {f"library/{number}/a.py": b"" for number in range(MAX_PYTHON_FILES - len(STUBS))}
    assert is_whole(read(pack(zipped(STUBS | files))))
    assert "Pack nothing but the folder" in refusal(pack(zipped(STUBS | files | {"library/b.py": b""})))


@settings(
    max_examples=300, deadline=None, derandomize=True, database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)  # fmt: skip
@given(
    st.sampled_from([FINE, FINE_TAR, gzip.compress(FINE_TAR), bz2.compress(FINE_TAR), lzma.compress(FINE_TAR)]),
    st.lists(st.tuples(st.integers(0, 4_000), st.binary(min_size=1, max_size=4)), max_size=3),
    st.integers(0, 4_000),
)
def test_whatever_the_bytes_there_is_a_submission_or_a_sentence(
    pack: Pack, data: bytes, changes: list[tuple[int, bytes]], kept: int
) -> None:
    changed = bytearray(data)
    for at, put in changes:
        changed[at % len(data) : at % len(data) + len(put)] = put
    with suppress(UnusableSubmission):
        assert isinstance(read(pack(bytes(changed[: kept or len(data)]))), Submission)
