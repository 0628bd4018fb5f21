"""The transcript in docs/ is what the kit says today."""

import pytest

from tests.kit.repository.transcript import PAGES, page


@pytest.mark.slow
@pytest.mark.parametrize("spoken", PAGES)
def test_the_transcript_is_fresh(spoken):
    written = PAGES[spoken].read_text(encoding="utf-8")
    assert written == page(spoken), "run python -m tests.kit.repository.transcript"
    assert "100 / 100" in written
