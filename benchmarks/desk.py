"""How fast the desk answers, for one reader and for many while another process adds documents.

    python -m benchmarks.desk --ledger FILE [--readers 30] [--seconds 20] [--pause 1] [--only WORD]

Pages and the API's addresses are those of the liveliest relation of the ledger. Each is asked for
after a change of the ledger, so that nothing that was kept helps, and again without one. Processor
time is the server's own, and tells more than the clock where others use the machine. Then many
readers go from page to page, each after a pause, while `dragoman add` adds generated reports.
`benchmarks.desk_ledger` makes a large ledger; the one that is given is changed.
"""

from __future__ import annotations

import argparse
import json
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import cycle, islice
from pathlib import Path

from benchmarks.desk_pages import addresses
from benchmarks.ledger_scale import records
from dragoman.ledger import Pair, open_ledger
from dragoman.ledger.relations import Stale

PORT = 8479
LIMITS = {"overview": 0.8, "export": 10.0}  # seconds that a page may take; a file is no page
OTHERS = 0.3
TIMES = 5
WAIT = 0.02  # seconds in which the clock of the processor is brought up to date
SHARES = (0.5, 0.95, 0.99)


@dataclass(frozen=True, slots=True)
class Asked:
    """Seconds that some answers took, and of the server's processors; bytes of the last one."""

    seconds: float
    processor: float
    size: int


def main() -> int:
    """Prints what pages take; 1 if one takes longer than it may."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--ledger", required=True)
    parser.add_argument("--readers", type=int, default=30)
    parser.add_argument("--seconds", type=float, default=20.0)
    parser.add_argument("--pause", type=float, default=1.0, help="seconds between two pages")
    parser.add_argument("--only", default="", help="only pages whose names hold this word")
    given = parser.parse_args()
    with served(given.ledger) as (place, process):
        pair, pages = addresses(place)
        caught_up(given.ledger)
        pages = {name: path for name, path in pages.items() if given.only in name}
        late = alone(place, process, given.ledger, pair, pages)
        if given.readers:
            together(place, pages, given)
    return 1 if late else 0


@contextmanager
def served(ledger: str) -> Iterator[tuple[str, int]]:
    """A desk of its own process: where it is, and the number of its process."""
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
            yield place, desk.pid
        finally:
            desk.terminate()


def caught_up(ledger: str) -> None:
    """Waits until the desk has made up for what a broken off `add` has left behind."""
    with open_ledger(ledger) as opened:
        while opened.counts().stale or opened.unsigned(1):
            time.sleep(1)


def alone(place: str, process: int, ledger: str, pair: Pair, pages: Mapping[str, str]) -> list[str]:
    """One reader: answers after a change and without one; names of those that are late."""
    late = []
    print(f"{'':28} after a change       again                size")
    for name, path in pages.items():
        changed = []
        for _ in range(TIMES):
            change(ledger, pair)
            changed.append(ask(place + path, process))
        again = [ask(place + path, process) for _ in range(TIMES)]
        if _usual(changed).seconds > next(
            (LIMITS[k] for k in LIMITS if name.startswith(k)), OTHERS
        ):
            late.append(name)
        told = "  ".join(
            f"{one.seconds * 1000:5.0f} ms ({one.processor * 1000:4.0f} cpu)"
            for one in (_usual(changed), _usual(again))
        )
        print(f"{name:28} {told}  {changed[0].size / 1000:5.0f} kB", flush=True)
    print(f"late: {', '.join(late) or 'none'}")
    return late


def change(ledger: str, pair: Pair) -> None:
    """A change of the ledger and of a pair, after which all is as it was."""
    with open_ledger(ledger) as opened:
        opened.keep_threads(Stale(pair, 0, 0), list(opened.threads(pair)))


def ask(address: str, process: int) -> Asked:
    """Asks for a page."""
    time.sleep(WAIT)
    used, started = _processor(process), time.perf_counter()
    with urllib.request.urlopen(address, timeout=60) as answer:
        size = len(answer.read())
    seconds = time.perf_counter() - started
    time.sleep(WAIT)
    return Asked(seconds, _processor(process) - used, size)


def together(place: str, pages: Mapping[str, str], given: argparse.Namespace) -> None:
    """Many readers at once, while another process adds documents."""
    readers, length = int(given.readers), float(given.seconds)
    seconds: list[list[tuple[float, str]]] = [[] for _ in range(readers)]
    failed: list[str] = []
    with adding(given.ledger):
        ends = time.monotonic() + length

        def read(number: int) -> None:
            time.sleep(float(given.pause) * number / readers)
            for name, path in islice(cycle(pages.items()), number, None):
                if time.monotonic() > ends:
                    return
                started = time.perf_counter()
                try:
                    with urllib.request.urlopen(place + path, timeout=60) as answer:
                        answer.read()
                    seconds[number].append((time.perf_counter() - started, name))
                except OSError as error:
                    failed.append(f"{name}: {error}")
                time.sleep(float(given.pause))

        threads = [threading.Thread(target=read, args=(number,)) for number in range(readers)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    told = sorted(s for some in seconds for s in some)
    print(f"\n{readers} readers for {length:.0f} s while documents are added")
    print(f"{len(told)} pages, {len(told) / length:.0f} a second, {len(failed)} failed")
    for share in SHARES:
        print(f"{share:.0%} within {told[int(share * (len(told) - 1))][0] * 1000:.0f} ms")
    print("slowest: " + ", ".join(f"{name} {s * 1000:.0f} ms" for s, name in told[-8:]))
    for line in failed[:5]:
        print(line)


@contextmanager
def adding(ledger: str) -> Iterator[None]:
    """Another process adds documents, one report after the other, until it is told to stop."""
    with tempfile.TemporaryDirectory() as folder:
        wire = Path(folder) / "wire.jsonl"
        with wire.open("w", encoding="utf-8") as file:
            for record in islice(records(), 3000):
                text = f"{time.time_ns()}\n{record['text']}"
                told = {**record, "text": text, "source": f"new/{record['source']}"}
                file.write(json.dumps(told, ensure_ascii=False) + "\n")
        command = [sys.executable, "-m", "dragoman", "add", str(wire), "--no-judge"]
        with subprocess.Popen(
            [*command, "--ledger", ledger], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        ) as process:
            try:
                yield
            finally:
                process.terminate()


def _processor(process: int) -> float:
    """Seconds of processors that a process has used, as far as the system tells."""
    told = Path(f"/proc/{process}/task").glob("*/schedstat")
    return sum(int(path.read_text().split()[0]) for path in told) / 1e9


def _usual(some: Sequence[Asked]) -> Asked:
    return Asked(
        statistics.median(one.seconds for one in some),
        statistics.median(one.processor for one in some),
        some[-1].size,
    )


if __name__ == "__main__":
    sys.exit(main())
