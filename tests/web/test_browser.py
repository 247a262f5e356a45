"""The desk in a real browser: every page, by mouse and by keyboard.

`DRAGOMAN_TEST_BROWSER` names Chromium (`.ci/browser` installs it and prints its path); without it,
the one that is installed is taken, or these tests are skipped and say so.
"""

from __future__ import annotations

import os
import re
import shutil
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from dragoman.web.app import application
from dragoman.web.desk import Options
from tests.web.conftest import filled, options
from tests.web.test_security import hostile

NAMED = "DRAGOMAN_TEST_BROWSER"
AXE = Path(__file__).parent / "vendor" / "axe.min.js"
LISTS = ("/", "/relations", "/relation/NOR/CHE", "/events", "/threads", "/documents", "/review",
         "/log", "/add", "/search?words=oslo", "/events?since=soon")  # fmt: skip
SERIOUS = ("serious", "critical")


def chromium() -> str | None:
    """Where Chromium is."""
    return os.environ.get(NAMED) or shutil.which("chromium") or shutil.which("google-chrome")


pytestmark = pytest.mark.skipif(
    chromium() is None, reason=f"no Chromium: {NAMED} is not set (.ci/browser installs one)"
)


@contextmanager
def served(told: Options) -> Iterator[str]:
    """A desk that answers; where it is."""
    server = uvicorn.Server(uvicorn.Config(application(told), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    until = time.monotonic() + 30
    while not server.started and thread.is_alive() and time.monotonic() < until:
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Chromium without a window."""
    with sync_playwright() as playwright:
        found = playwright.chromium.launch(executable_path=chromium(), args=["--no-sandbox"])
        yield found
        found.close()


@pytest.fixture
def place(ledger_path: Path) -> Iterator[str]:
    """Where the desk is."""
    with served(options(ledger_path)) as found:
        yield found


@pytest.fixture
def page(browser: Browser, place: str) -> Iterator[Page]:
    """A page of one who reads English, at the overview; whatever goes wrong in it fails."""
    context = browser.new_context(locale="en-GB", viewport={"width": 1280, "height": 860})
    yield from _opened(context, place)


def _opened(context: BrowserContext, place: str) -> Iterator[Page]:
    found, faults = context.new_page(), list[str]()
    found.on("pageerror", lambda error: faults.append(str(error)))
    found.on("dialog", lambda dialog: faults.append(dialog.message))
    found.on(
        "console",
        lambda said: faults.append(said.text) if "Content Security" in said.text else None,
    )
    found.set_default_timeout(10_000)
    found.goto(place)
    yield found
    context.close()
    assert faults == []


def addresses(page: Page, place: str) -> list[str]:
    """Every kind of page."""
    found = [*LISTS]
    for what, kind in (("events", "event"), ("threads", "thread"), ("documents", "document")):
        items = page.request.get(f"{place}/api/{what}").json()["items"]
        found.append(f"/{kind}/{items[0]['id']}")
    return found


def faults(page: Page) -> list[str]:
    """What axe finds that keeps somebody from reading a page."""
    found: dict[str, Any] = page.evaluate(
        f"{AXE.read_text('utf-8')}; axe.run(document, {{resultTypes: ['violations']}})"
    )
    return [
        f"{one['id']}: {one['nodes'][0]['html'][:200]} {one['nodes'][0]['failureSummary']}"
        for one in found["violations"]
        if one["impact"] in SERIOUS
    ]


@pytest.mark.parametrize("theme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_everybody_can_read_every_page(
    browser: Browser, place: str, theme: str, width: int
) -> None:
    scheme: Any = theme
    context = browser.new_context(
        color_scheme=scheme, viewport={"width": width, "height": 844}, bypass_csp=True
    )
    page = context.new_page()
    for address in addresses(page, place):
        page.goto(place + address)
        assert faults(page) == [], address
        wide = page.evaluate("document.documentElement.scrollWidth")
        assert wide <= width, f"{address} is {wide} wide"
    context.close()


def test_a_period_is_brushed_and_the_address_keeps_it(page: Page, place: str) -> None:
    page.goto(f"{place}/relation/NOR/CHE")
    box = page.locator("#timeline").bounding_box()
    assert box is not None
    middle = box["y"] + box["height"] - 40
    page.mouse.move(box["x"] + box["width"] * 0.02, middle)
    page.mouse.down()
    page.mouse.move(box["x"] + box["width"] * 0.3, middle, steps=4)
    expect(page.locator(".band")).to_be_visible()
    page.mouse.up()
    page.wait_for_url(re.compile(r"since=2025-02-24&until=2025-02-2\d$"))
    expect(page.get_by_label("From", exact=True)).to_have_value("2025-02-24")
    kept = page.url
    page.goto(place)
    page.goto(kept)
    expect(page.locator("h1")).to_contain_text("Norway")


def test_a_mark_leads_to_its_event(page: Page, place: str) -> None:
    page.goto(f"{place}/relation/NOR/CHE")
    page.locator("#timeline a").first.click()
    expect(page.locator("h2", has_text="Accounts")).to_be_visible()


def test_the_queue_is_worked_by_keyboard_and_undone(page: Page, place: str) -> None:
    page.goto(f"{place}/review")
    page.get_by_label("Your name").fill("ann")
    page.keyboard.press("Escape")
    first = page.locator("#case .passage").inner_text()
    page.keyboard.press("a")
    expect(page.locator("#judgements li")).to_have_count(1)
    expect(page.locator("#case .passage")).not_to_have_text(first)
    page.keyboard.press("w")
    page.keyboard.type("a rumour")
    page.keyboard.press("Escape")
    page.keyboard.press("r")
    expect(page.locator("#judgements li")).to_have_count(2)
    expect(page.locator("#judgements")).to_contain_text("a rumour")
    page.keyboard.press("u")
    expect(page.locator("#judgements li")).to_have_count(1)
    page.keyboard.press("j")
    page.wait_for_url(re.compile("offset=1"))


def test_a_claim_is_corrected_by_keyboard(page: Page, place: str) -> None:
    page.goto(f"{place}/review")
    page.get_by_label("Your name").fill("ann")
    page.keyboard.press("Escape")
    page.keyboard.press("c")
    expect(page.locator("input[name=actors]")).to_be_focused()
    page.keyboard.press("ControlOrMeta+A")
    page.keyboard.type("CHL")
    page.get_by_role("button", name="Save the correction").click()
    expect(page.locator("#judgements")).to_contain_text("CHL")
    page.goto(f"{place}/events?party=CHL")
    expect(page.locator("main .line")).to_have_count(1)


def test_a_file_is_uploaded_and_its_progress_is_seen(page: Page, place: str) -> None:
    page.goto(f"{place}/add")
    words = b"Rome telephoned Vienna on 1 March 2025."
    files: Any = [{"name": "rome.txt", "mimeType": "text/plain", "buffer": words}]
    page.get_by_label("Choose files, or drop them here").set_input_files(files)
    page.locator("form.add").get_by_role("button", name="Add").click()
    expect(page.locator("#progress")).to_contain_text("done", timeout=30_000)
    page.get_by_role("link", name="rome.txt").click()
    expect(page.locator(".margin li")).to_have_count(1)


def test_a_dropped_file_is_chosen(page: Page, place: str) -> None:
    page.goto(f"{place}/add")
    page.evaluate(
        "() => { const data = new DataTransfer(); data.items.add(new File(['Oslo met Rome.'],"
        " 'a.txt')); document.querySelector('[data-drop]').dispatchEvent("
        "new DragEvent('drop', {dataTransfer: data, bubbles: true, cancelable: true})); }"
    )
    assert page.evaluate("document.querySelector('input[type=file]').files.length") == 1


def test_what_is_on_the_screen_is_saved(page: Page, place: str) -> None:
    page.goto(f"{place}/events?act=call")
    with page.expect_download() as saved:
        page.get_by_role("link", name="CSV", exact=True).click()
    assert saved.value.suggested_filename == "events.csv"
    assert Path(saved.value.path()).read_text("utf-8").count("\n") == 2


def test_a_claim_in_the_margin_lights_its_sentence(page: Page, place: str) -> None:
    items = page.request.get(f"{place}/api/documents").json()["items"]
    page.goto(f"{place}/document/{items[0]['id']}")
    page.locator(".margin li").first.hover()
    expect(page.locator(".m-sentence.tied").first).to_be_visible()


def test_what_was_not_coded_is_fetched(page: Page, place: str) -> None:
    items = page.request.get(f"{place}/api/documents").json()["items"]
    page.goto(f"{place}/document/{items[0]['id']}")
    page.get_by_role("link", name="Show", exact=True).click()
    expect(page.locator("#uncoded a.button")).to_have_count(0, timeout=20_000)


def test_pages_are_read_by_keyboard_alone(page: Page, place: str) -> None:
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Skip to the page")).to_be_focused()
    page.keyboard.press("Enter")
    page.keyboard.press("/")
    expect(page.get_by_role("searchbox", name="Search")).to_be_focused()
    page.keyboard.type("oslo")
    page.keyboard.press("Enter")
    expect(page.locator(".found > li").first).to_be_visible()


def _darkened(page: Page) -> None:
    """Choose the dark theme and wait for the page that it opens: between the two, a look at the
    document may find none."""
    page.get_by_role("button", name="Dark").click()
    expect(page.locator("html")).to_have_attribute("data-theme", "dark")
    page.wait_for_load_state()


def test_theme_and_language_are_kept(page: Page, place: str) -> None:
    _darkened(page)
    ground = page.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    assert ground == "rgb(20, 23, 26)"
    page.get_by_role("button", name="Deutsch").click()
    expect(page.locator("h1")).to_have_text("Überblick")


def test_a_dark_page_is_printed_in_dark_ink_on_white(page: Page, place: str) -> None:
    _darkened(page)
    page.emulate_media(media="print", color_scheme="dark")
    shown = page.evaluate(
        "(({color, backgroundColor}) => [color, backgroundColor])"
        "(getComputedStyle(document.documentElement))"
    )
    assert shown == ["rgb(29, 34, 38)", "rgb(255, 255, 255)"]
    expect(page.locator(".top nav")).to_be_hidden()


def test_hostile_documents_run_nothing_and_break_no_page(browser: Browser, tmp_path: Path) -> None:
    path = filled(tmp_path / "hostile.ledger", hostile())
    with served(options(path)) as place:
        context = browser.new_context(viewport={"width": 390, "height": 844})
        for page in _opened(context, place):
            for address in addresses(page, place):
                page.goto(place + address)
                assert page.evaluate("document.querySelectorAll('main, footer').length") == 2
                assert page.evaluate("document.documentElement.scrollWidth") <= 390, address
