"""Pictures of the desk for the documents, from the real thing in a real browser.

    python tools/desk_pictures.py [--to docs/desk] [--judge] [--all]

Needs Chromium (`.ci/browser` installs it) and Playwright. --all also takes those that are only
for looking at: the phone, the dark theme, every page.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import uvicorn
from desk_ledger import ROOT, TODAY, make
from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from dragoman.settings import Settings
from dragoman.web.app import application
from dragoman.web.desk import Options

CHROMIUM = "/usr/bin/chromium"
WIDE, PHONE = (1280, 860), (390, 844)
PAGES = {
    "overview": "/?days=365",
    "relation": "/relation/RUS/USA",
    "review": "/review",
}
MORE = {
    "relations": "/relations",
    "events": "/events",
    "threads": "/threads",
    "documents": "/documents",
    "search": "/search?words=Putin",
    "add": "/add",
    "problem": "/events?since=soon",
}


def main() -> int:
    """Takes the pictures."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--to", type=Path, default=ROOT / "docs" / "desk")
    parser.add_argument("--judge", action="store_true")
    parser.add_argument("--all", action="store_true")
    given = parser.parse_args()
    given.to.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        path, settings = Path(folder) / "news.ledger", Settings(judge=given.judge)
        make(path, settings)
        options = Options(str(path), settings=settings, today=lambda: TODAY)
        with served(options) as place, sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            take(browser, place, given.to, everything=given.all)
            browser.close()
    return 0


def take(browser: Browser, place: str, to: Path, *, everything: bool) -> None:
    """Takes the pictures of a desk."""
    page = browser.new_page(viewport=_size(WIDE), device_scale_factor=1.5, locale="en-GB")
    addresses = {**PAGES, **found(page, place)}
    for name, address in {**addresses, **(MORE if everything else {})}.items():
        shoot(page, place + address, to / f"{name}.png")
    if everything:
        dark = browser.new_page(viewport=_size(WIDE), color_scheme="dark", locale="de-DE")
        phone = browser.new_page(
            viewport=_size(PHONE), device_scale_factor=2, has_touch=True, locale="en-GB"
        )
        for name, address in {**addresses, **MORE}.items():
            shoot(dark, place + address, to / f"{name}-dark.png")
            shoot(phone, place + address, to / f"{name}-phone.png")


def found(page: Page, place: str) -> dict[str, str]:
    """The addresses of an event with most accounts, of its document, of a thread."""
    get = page.request.get
    events = get(f"{place}/api/events?limit=500").json()["items"]
    richest = max(events, key=lambda e: (len(e["claimants"]), len(e["accounts"]), e["id"]))
    documents = get(f"{place}/api/documents?limit=500").json()["items"]
    longest = max(documents, key=lambda d: (d["claims"], d["id"]))
    threads = get(f"{place}/api/threads?limit=500").json()["items"]
    moved = max(threads, key=lambda t: (len(t["transitions"]), t["id"]))
    return {
        "event": f"/event/{richest['id']}",
        "document": f"/document/{longest['id'].removeprefix('sha256:')}",
        "thread": f"/thread/{moved['id']}",
    }


def shoot(page: Page, address: str, to: Path) -> None:
    """One picture, of the whole page."""
    page.goto(address)
    page.evaluate("document.fonts.ready")
    page.screenshot(path=str(to), full_page=True)


@contextmanager
def served(options: Options) -> Iterator[str]:
    """A desk that answers while it is needed; where it is."""
    server = uvicorn.Server(uvicorn.Config(application(options), port=0, log_level="error"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        if not thread.is_alive():
            raise RuntimeError("the desk has not started")
        time.sleep(0.02)
    port = server.servers[0].sockets[0].getsockname()[1]
    try:
        yield f"http://127.0.0.1:{port}"
    finally:
        server.should_exit = True
        thread.join()


def _size(size: tuple[int, int]) -> ViewportSize:
    return {"width": size[0], "height": size[1]}


if __name__ == "__main__":
    sys.exit(main())
