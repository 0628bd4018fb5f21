"""The pages in a real browser: they ask for nothing, run nothing of a submission, and everybody can use them."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Page

import language
from tests.kit.pages.browsing import open_browser, visited
from tests.kit.pages.samples import HOSTILE, NAMES, report, write_class

PAGES = ("class", "report")
INTRUDERS = "<script>window.injected = 1</script><img src=https://example.org/x onerror='window.injected = 1'>"
LANGUAGES = {"en": "en", "zh": "zh-Hans"}


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with open_browser() as opened:
        yield opened


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, str], Path]:
    """By its name and language, where each page is."""
    found = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("LANGUAGE", "en")  # the patch puts back what it was
        for spoken in LANGUAGES:
            folder = tmp_path_factory.mktemp(spoken)
            language.use(spoken)
            found["class", spoken] = write_class(folder)
            found["report", spoken] = folder / "report.html"
            found["report", spoken].write_text(report(), encoding="utf-8")
    return found


Files = dict[tuple[str, str], Path]
each_page = pytest.mark.parametrize("name", PAGES)
each_language = pytest.mark.parametrize("spoken", LANGUAGES)


@each_language
@each_page
def test_a_page_asks_for_nothing_and_its_console_is_silent(
    browser: Browser, files: Files, name: str, spoken: str
) -> None:
    with visited(browser, files[name, spoken]) as visit:
        visit.expect_quiet()
        assert visit.page.locator("html").get_attribute("lang") == LANGUAGES[spoken]


@each_page
def test_what_a_submission_says_is_text_and_never_runs(browser: Browser, files: Files, name: str) -> None:
    with visited(browser, files[name, "en"]) as visit:
        assert HOSTILE in (visit.page.locator("main").text_content() or "")
        assert visit.page.locator("script").count() == (1 if name == "class" else 0)
        assert visit.page.locator("[onerror], [onload], img[src=x]").count() == 0
        visit.expect_quiet()


@each_page
def test_a_script_that_would_get_into_a_page_is_refused_by_its_policy(
    browser: Browser, files: Files, name: str
) -> None:
    with visited(browser, files[name, "en"]) as visit:
        visit.page.evaluate(
            "markup => document.body.append(document.createRange().createContextualFragment(markup))", INTRUDERS
        )
        visit.page.wait_for_timeout(50)
        assert visit.page.evaluate("window.injected") is None
        assert visit.requests == []
        assert len(visit.messages) >= 2, "the policy says what it has refused"


@each_language
@each_page
def test_axe_finds_no_fault_in_light_and_dark_and_on_a_telephone(
    browser: Browser, files: Files, name: str, spoken: str
) -> None:
    with visited(browser, files[name, spoken]) as visit:
        expect_accessible(visit.page)
        visit.page.emulate_media(color_scheme="dark")
        visit.page.set_viewport_size({"width": 390, "height": 800})
        expect_accessible(visit.page)
        assert visit.page.evaluate("document.documentElement.scrollWidth") == 390


def expect_accessible(page: Page) -> None:
    violations = Axe().run(page).response["violations"]
    assert [(fault["id"], [node["html"] for node in fault["nodes"]]) for fault in violations] == []


@each_page
def test_dark_is_dark_and_the_pictures_with_it(browser: Browser, files: Files, name: str) -> None:
    with visited(browser, files[name, "en"]) as visit:
        shades = []
        for scheme in ("light", "dark"):
            visit.page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]  # the two of them
            letters = visit.page.locator("svg.drawn text").first
            shades.append([
                visit.page.evaluate("getComputedStyle(document.body).backgroundColor"),
                letters.evaluate("text => getComputedStyle(text).fill"),
            ])  # fmt: skip
        (light, letters_in_light), (dark, letters_in_dark) = [[brightness(shade) for shade in pair] for pair in shades]
        assert light > 200 > letters_in_light
        assert dark < 60 < letters_in_dark


def brightness(rgb: str) -> float:
    """0 to 255, of "rgb(1, 2, 3)"."""
    return sum(map(int, rgb.strip("rgb()").split(","))) / 3


# The table of submissions


def names_in(page: Page) -> list[str]:
    return [" ".join(text.split()) for text in page.locator("table.sortable tbody th").all_text_contents()]


def seconds_in(page: Page) -> list[str]:
    return page.locator("table.sortable tbody td:last-child").all_text_contents()


def test_the_table_is_sorted_by_mouse_and_back_again(browser: Browser, files: Files) -> None:
    with visited(browser, files["class", "en"]) as visit:
        as_listed = names_in(visit.page)
        assert as_listed == [*(NAMES[key] for key in ("hostile", "odd", "solved", "stub", "unreadable", "lost"))]
        points = visit.page.get_by_role("columnheader", name="Points").filter(has=visit.page.get_by_role("button"))
        points.get_by_role("button").click()
        assert points.get_attribute("aria-sort") == "descending"
        assert names_in(visit.page)[0] == NAMES["solved"]
        points.get_by_role("button").click()
        assert points.get_attribute("aria-sort") == "ascending"
        assert names_in(visit.page)[-1] == NAMES["solved"]
        seconds = visit.page.get_by_role("button", name="Seconds")
        seconds.click()
        assert points.get_attribute("aria-sort") == "none"
        assert seconds_in(visit.page)[:2] == ["10.5", "2.5"], "as numbers, not as texts"
        visit.expect_quiet()


def test_the_table_is_sorted_and_a_report_opened_by_keyboard_alone(browser: Browser, files: Files) -> None:
    with visited(browser, files["class", "en"]) as visit:
        page = visit.page
        focused = "document.activeElement.closest('th')?.textContent.trim() ?? ''"
        for _press in range(200):
            page.keyboard.press("Tab")
            if page.evaluate(focused) == "Submission":
                break
        assert page.evaluate("getComputedStyle(document.activeElement).outlineStyle") == "solid"
        page.keyboard.press("Enter")
        assert names_in(page)[0] == NAMES["hostile"]
        page.keyboard.press("Space")
        assert names_in(page)[0] == NAMES["solved"], "Chinese stands behind Latin letters"
        for _press in range(20):
            page.keyboard.press("Tab")
            if page.evaluate(focused) == NAMES["solved"]:
                break
        page.keyboard.press("Enter")
        page.wait_for_url("**/results/*.html")
        assert "Score" in page.locator("h1").inner_text()
        visit.expect_quiet()


def test_every_submission_with_results_leads_to_its_report_whatever_its_name(browser: Browser, files: Files) -> None:
    with visited(browser, files["class", "en"]) as visit:
        links = visit.page.locator("table.sortable tbody a")
        assert links.count() == len(NAMES) - 1, "the one without a grade has none"
        for number, key in enumerate(("hostile", "odd", "solved", "stub", "unreadable")):
            links.nth(number).click()
            visit.page.wait_for_url("**/results/*.html")
            assert visit.page.locator("h1").inner_text().startswith("Score"), key
            visit.page.go_back()
        visit.expect_quiet()


def test_without_javascript_the_table_stands_in_the_order_of_the_class(browser: Browser, files: Files) -> None:
    with visited(browser, files["class", "en"], script=False) as visit:
        assert visit.page.locator("table.sortable tbody tr").count() == len(NAMES)
        assert visit.page.get_by_role("button").count() == 0, "a button that does nothing is none"
        assert visit.page.get_by_text("These could not be read").is_visible()
