"""Where a class keeps its results: for each submission a file, whole at any moment, that says what it is based on.

Beside it lies the report as a page. It is written first: where the results are, the page is too.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import datetime, timezone
from pathlib import Path
from typing import Any

from grading.report import json as results
from grading.report import page
from grading.report.writing import write_whole
from grading.results import Scorecard

LONGEST_NAME = 150
Record = dict[str, Any]
"""The contents of a results.json."""


@dataclass(frozen=True)
class Store:
    """The folder `results` of a class."""

    folder: Path

    def file(self, name: str) -> Path:
        """Where the results of a submission are."""
        return self.folder / f"{_file_name(name)}.json"

    def page(self, name: str) -> Path:
        """Where the report of a submission is, as a page."""
        return self.folder / f"{_file_name(name)}.html"

    def read(self, name: str) -> Record | None:
        """The results of a submission, None if there are none."""
        try:
            record = json.loads(self.file(name).read_text(encoding="utf-8"))
        except (OSError, ValueError):
            return None
        return record if isinstance(record, dict) else None

    def kept(self, name: str, fingerprint: str) -> Record | None:
        """What was kept of a submission, if it was graded from what the fingerprint stands for; None otherwise."""
        record = self.read(name)
        same = record and record.get("fingerprint") == fingerprint and fingerprint and self.page(name).exists()
        return record if same else None

    def keep(self, name: str, scorecard: Scorecard, problem: str, fingerprint: str) -> Record:
        """Keep the results of a submission, why there was nothing to grade, and the time; OSError if it fails."""
        now = datetime.now(timezone.utc).isoformat(timespec="seconds")
        more = {"problem": problem, "graded_at": now, "fingerprint": fingerprint}
        record = {**json.loads(results.render(scorecard)), **more}
        self.folder.mkdir(parents=True, exist_ok=True)
        write_whole(self.page(name), page.render(scorecard))
        write_whole(self.file(name), json.dumps(record, indent=2, ensure_ascii=False) + "\n")
        return record


def _file_name(name: str) -> str:
    data = name.encode(errors="surrogateescape")
    if len(data) <= LONGEST_NAME:
        return name
    return f"{data[:LONGEST_NAME].decode(errors='ignore')}-{hashlib.sha256(data).hexdigest()[:8]}"
