"""docs/background.md: its examples are true, and the Chinese page shows the same ones."""

import doctest
import re

from tests.kit.answers import KIT

ENGLISH, CHINESE = (
    (KIT / "docs" / name).read_text(encoding="utf-8") for name in ("background.md", "background.zh-CN.md")
)


def examples(page: str) -> list[str]:
    return re.findall(r"^```python\n(.*?)^```", page, re.MULTILINE | re.DOTALL)


def test_every_example_is_true() -> None:
    found = doctest.DocTestParser().get_doctest("\n".join(examples(ENGLISH)), {}, "background.md", None, 0)
    report: list[str] = []
    results = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS).run(found, out=report.append)
    assert results.attempted > 20
    assert not results.failed, "".join(report)


def test_both_pages_have_the_same_sections_each_with_an_example() -> None:
    assert examples(CHINESE) == examples(ENGLISH)
    sections = [re.split(r"^## ", page, flags=re.MULTILINE)[1:] for page in (ENGLISH, CHINESE)]
    code = [[re.findall(r"`[a-z_]+\b", section.partition("\n")[0]) for section in page] for page in sections]
    assert code[0] == code[1]
    assert all(examples(section) for page in sections for section in page)
