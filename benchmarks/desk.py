"""How fast the desk answers, for one reader and for many while documents are added.

    python -m benchmarks.desk LEDGER [--readers 30] [--seconds 20] [--pause 1]

Pages are those of the liveliest relation of the ledger. Each is asked for the first time after a
change, and again; then many readers go from page to page at once, each after a pause, while the
desk adds documents.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import threading
import time
import urllib.parse
import urllib.request
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.cookiejar import CookieJar
from itertools import cycle, islice

PORT = 8479
OVERVIEW, OTHERS = 0.8, 0.3  # seconds that a page may take
AGAIN = 5
MARK = 'name="mark" value="'


@dataclass(slots=True)
class Clock:
    """Seconds by page."""

    seconds: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))

    def ask(self, page: str, address: str) -> bytes:
        """Asks for a page and notes how long it took."""
        started = time.perf_counter()
        with urllib.request.urlopen(address, timeout=60) as answer:
            body: bytes = answer.read()
        self.seconds[page].append(time.perf_counter() - started)
        return body


def main() -> int:
    """Prints what pages take; 1 if one takes longer than it may."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("ledger")
    parser.add_argument("--readers", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two pages")
    given = parser.parse_args()
    with served(given.ledger) as place:
        pages = addresses(place)
        late = alone(place, pages)
        together(place, pages, given)
    return 1 if late else 0


@contextmanager
def served(ledger: str) -> Iterator[str]:
    """A desk of its own process."""
    command = [sys.executable, "-m", "dragoman", "serve", "--ledger", ledger, "--no-judge"]
    place = f"http://127.0.0.1:{PORT}"
    with subprocess.Popen([*command, "--port", str(PORT)], stderr=subprocess.DEVNULL) as desk:
        try:
            for _ in range(300):
                try:
                    urllib.request.urlopen(f"{place}/static/desk.css", timeout=5).close()
                    break
                except OSError:
                    time.sleep(0.1)
            yield place
        finally:
            desk.terminate()


def addresses(place: str) -> dict[str, str]:
    """A page of each kind."""
    clock = Clock()

    def items(path: str) -> list[dict[str, str]]:
        found: list[dict[str, str]] = json.loads(clock.ask("", f"{place}/api/{path}"))["items"]
        return found

    pair = items("relations?limit=1")[0]
    relation = f"/relation/{pair['first']}/{pair['second']}"
    event, thread = items("events?limit=1")[0]["id"], items("threads?limit=1")[0]["id"]
    document = items("documents?limit=1")[0]["id"]
    return {
        "overview": "/?days=365",
        "relation": relation,
        "relation, a period": f"{relation}?since=2026-01-01&until=2026-12-31",
        "relation, narrowed": f"{relation}?status=planned",
        "event": f"/event/{event}",
        "thread": f"/thread/{thread}",
        "document": f"/document/{document}",
        "relations": "/relations",
        "events": "/events",
        "events, a party": f"/events?party={pair['first']}",
        "threads": "/threads",
        "documents": "/documents",
        "search": "/search?words=president",
        "review": "/review",
        "log": "/log",
        "add": "/add",
        "api events": "/api/events?limit=100",
        "api claims": "/api/claims?limit=100",
    }


def alone(place: str, pages: dict[str, str]) -> list[str]:
    """One reader: the first answer after a change, and the next ones."""
    late = []
    print(f"{'page':22} first    then")
    for page, address in pages.items():
        clock = Clock()
        for _ in range(1 + AGAIN):
            clock.ask(page, place + address)
        first, *then = clock.seconds[page]
        usual = statistics.median(then)
        if usual > (OVERVIEW if page == "overview" else OTHERS):
            late.append(page)
        print(f"{page:22} {first * 1000:4.0f} ms  {usual * 1000:4.0f} ms")
    print(f"late: {', '.join(late) or 'none'}")
    return late


def together(place: str, pages: dict[str, str], given: argparse.Namespace) -> None:
    """Many readers at once, while documents are added."""
    readers, seconds = int(given.readers), float(given.seconds)
    clocks = [Clock() for _ in range(readers)]
    ends = time.monotonic() + seconds
    failed: list[str] = []

    def read(number: int) -> None:
        time.sleep(float(given.pause) * number / readers)
        for page, address in islice(cycle(pages.items()), number, None):
            if time.monotonic() > ends:
                return
            try:
                clocks[number].ask(page, place + address)
            except OSError as error:
                failed.append(f"{page}: {error}")
            time.sleep(float(given.pause))

    threads = [threading.Thread(target=read, args=(number,)) for number in range(readers)]
    for thread in threads:
        thread.start()
    added = 0
    while time.monotonic() < ends:
        add(place, added)
        added += 1
        time.sleep(1)
    for thread in threads:
        thread.join()
    told = sorted(s for clock in clocks for some in clock.seconds.values() for s in some)
    print(f"\n{readers} readers for {seconds:.0f} s while {added} documents are added")
    print(f"{len(told)} pages, {len(told) / seconds:.0f} a second, {len(failed)} failed")
    for share in (0.5, 0.95, 0.99):
        print(f"{share:.0%} within {told[int(share * (len(told) - 1))] * 1000:.0f} ms")
    for line in failed[:5]:
        print(line)


def add(place: str, number: int) -> None:
    """Adds a document as a visitor does."""
    opener = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
    page = opener.open(f"{place}/add", timeout=60).read().decode()
    text = f"Report {number}: Oslo telephoned Lima on Monday. Quito condemned Caracas."
    form = {
        "mark": page.partition(MARK)[2].partition('"')[0],
        "text": text,
        "language": "en",
        "published": "2025-02-14",
    }
    opener.open(f"{place}/add", urllib.parse.urlencode(form).encode(), timeout=60).close()


if __name__ == "__main__":
    sys.exit(main())
