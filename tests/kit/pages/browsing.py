"""A real browser on a page: Chromium from the system's packages, which asks nobody but the file for anything."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

PROGRAMS = ("chromium", "chromium-browser", "google-chrome")
ARGUMENTS = ("--no-sandbox", "--disable-background-networking", "--disable-component-update", "--disable-sync")
"""Root, as containers run it, has no sandbox; and nothing of the browser's own goes out."""


@contextmanager
def open_browser() -> Iterator[Browser]:
    """A browser; the test is skipped where there is none."""
    program = next(filter(None, map(shutil.which, PROGRAMS)), None)
    if program is None:
        pytest.skip(f"no browser here: none of {', '.join(PROGRAMS)} is installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@dataclass
class Visit:
    """A page, with what it asked for besides itself, and what its console had to say."""

    page: Page
    requests: list[str] = field(default_factory=list)
    messages: list[str] = field(default_factory=list)

    def expect_quiet(self) -> None:
        assert self.requests == []
        assert self.messages == []
        assert self.page.evaluate("window.injected") is None


@contextmanager
def visited(browser: Browser, file: Path, *, script: bool = True) -> Iterator[Visit]:
    """The page of a file on a screen as a desk has it; every request but those for files that are opened is refused."""
    context = browser.new_context(viewport={"width": 1100, "height": 800}, java_script_enabled=script)
    page = context.new_page()
    visit = Visit(page)

    def answer(route: Route) -> None:
        if route.request.is_navigation_request() and route.request.url.startswith("file:"):
            route.continue_()
        else:
            visit.requests.append(route.request.url)
            route.abort()

    page.route("**/*", answer)
    page.on("console", lambda message: visit.messages.append(message.text))
    page.on("pageerror", lambda error: visit.messages.append(str(error)))
    page.goto(file.as_uri())
    yield visit
    context.close()
