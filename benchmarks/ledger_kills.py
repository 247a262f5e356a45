"""Kills `dragoman add` at random moments and sees whether anything is lost or half kept.

    python -m benchmarks.ledger_kills [--times 50] [--documents 600] [--workers 2] [--seed 1]

After each kill the ledger must be sound, hold every document that it held before, and every
document with all its claims. Half of the kills hit reading and keeping, half the search for copies
and the computing of events. In the end the command runs through once, and claims, events and
threads must be those of a ledger that was made without a kill.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import time
from collections import Counter
from itertools import islice
from pathlib import Path

from benchmarks.ledger_scale import records
from dragoman.ledger import ClaimQuery, DocumentQuery, EventQuery, open_ledger
from dragoman.ledger.relations import PARTS

COMPLETE = "complete"
FIRST = 0.3  # seconds after the start at which a kill comes at the earliest


def main() -> int:
    """Prints what the kills did; 1 if anything was lost."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--times", type=int, default=50)
    parser.add_argument("--documents", type=int, default=600)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    chance = random.Random(options.seed)
    with tempfile.TemporaryDirectory() as scratch:
        wire, whole, raw = (Path(scratch) / name for name in ("w.jsonl", "whole", "raw"))
        lines = (json.dumps(record) for record in islice(records(), options.documents))
        wire.write_text("\n".join(lines), "utf-8")
        add = [sys.executable, "-m", "dragoman", "add", "--no-judge", str(wire)]
        add += ["-w", str(options.workers), "--ledger"]
        started = time.monotonic()
        _run([*add, str(raw), "--no-rebuild"])
        reading = time.monotonic() - started
        shutil.copy(raw, whole)
        started = time.monotonic()
        _run([*add, str(whole)])
        computing = time.monotonic() - started
        half = options.times // 2
        killed = Path(scratch) / "killed"
        same = _kills([*add, str(killed)], killed, None, whole, half, reading, chance)
        rest = options.times - half
        same &= _kills([*add, str(killed)], killed, raw, whole, rest, computing, chance)
    print("nothing lost" if same else "events or threads differ from those of an unbroken add")
    return 0 if same else 1


def _kills(
    add: list[str],
    path: Path,
    base: Path | None,
    whole: Path,
    times: int,
    longest: float,
    chance: random.Random,
) -> bool:
    """Kills the command so often, and lets it run through; whether all is as in the whole ledger.

    It begins with a copy of `base`, or with nothing, and anew whenever it was faster than the kill.
    """
    claims, before = _claims(whole), set[str]()
    phases: Counter[str] = Counter()
    same, phase = True, COMPLETE
    first = FIRST if base is None else longest / 2  # what is known is passed over first
    for _ in range(times):
        if phase == COMPLETE:
            same &= not path.exists() or _told(whole) == _told(path)
            before = _begin(path, base)
        _kill(add, chance.uniform(first, longest))
        phase = _phase(path, len(claims))
        phases[phase] += 1
        before = _check(path, before, claims)
    _run(add)
    _check(path, before, claims)
    found = ", ".join(f"{number} {phase}" for phase, number in sorted(phases.items()))
    print(f"{times} kills, after which the ledger was: {found}", flush=True)
    return same and _told(whole) == _told(path)


def _begin(path: Path, base: Path | None) -> set[str]:
    for old in path.parent.glob(f"{path.name}*"):
        old.unlink()
    if base is None:
        return set()
    shutil.copy(base, path)
    return set(_claims(path))


def _run(command: list[str]) -> None:
    subprocess.run(command, stderr=subprocess.DEVNULL, check=True)


def _kill(command: list[str], seconds: float) -> None:
    process = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
    try:
        process.wait(seconds)
    except subprocess.TimeoutExpired:
        os.killpg(process.pid, signal.SIGKILL)
        process.wait()


def _claims(path: Path) -> dict[str, int]:
    """How many claims each document has."""
    with open_ledger(str(path)) as ledger:
        return {e.heading.id: e.claims for e in ledger.documents(DocumentQuery())}


def _phase(path: Path, documents: int) -> str:
    """How far the command had come."""
    if not path.exists():
        return "not there yet"
    with open_ledger(str(path)) as ledger:
        unsigned = bool(ledger.unsigned(1))
        stale = any(map(ledger.stale, PARTS))
        known = sum(1 for _ in ledger.documents(DocumentQuery()))
        told = any(True for _ in ledger.events(EventQuery(bare=True)))
    if not (unsigned or stale):
        return COMPLETE if known else "empty"
    if unsigned:
        return "half read" if known < documents else "searched for copies"
    return "half computed" if told else "before events"


def _check(path: Path, before: set[str], claims: dict[str, int]) -> set[str]:
    """The documents that are there.

    Raises:
        SystemExit: the file is damaged, or a document or a claim is missing.
    """
    if not path.exists():
        return before
    found = _claims(path)
    with sqlite3.connect(path) as connection:
        sound = connection.execute("PRAGMA integrity_check").fetchone()[0]
        loose = connection.execute("PRAGMA foreign_key_check").fetchall()
    connection.close()
    if sound != "ok" or loose:
        raise SystemExit(f"the ledger is damaged: {sound}, {loose}")
    if not before <= set(found):
        raise SystemExit(f"lost: {sorted(before - set(found))}")
    half = [identity for identity, number in found.items() if claims[identity] != number]
    if half:
        raise SystemExit(f"half kept: {half}")
    return set(found)


def _told(path: Path) -> tuple[object, ...]:
    with open_ledger(str(path)) as ledger:
        claims = sorted(account.claim.id for account in ledger.claims(ClaimQuery()))
        events = sorted(ledger.events(EventQuery()), key=lambda event: event.id)
        return claims, events, sorted(ledger.threads(), key=lambda thread: thread.id)


if __name__ == "__main__":
    sys.exit(main())
