"""A ledger so large that the desk must work for its pages.

    python -m benchmarks.desk_ledger FILE [--documents 100000] [--read 2000] [--workers 2]

Generated reports in four languages, some to a document, are read; they come again and again, some
weeks apart, with other words around what is told and mostly between other states, until there are
as many as asked for. The seven states of the reports stay the liveliest. By the clock of the ledger
most came some days ago and the last on days of their own, so that there are days to ask about.
"""

from __future__ import annotations

import argparse
import json
import random
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

from benchmarks.ledger_scale import TOGETHER, Shift, add_read, later, records
from benchmarks.ledger_truth import START
from benchmarks.ledger_words import Words
from dragoman.actors.directory import Directory
from dragoman.ledger import DocumentQuery, Ledger, open_ledger
from dragoman.ledger.copies import Copies
from dragoman.ledger.rebuild import find_copies, rebuild
from dragoman.ledger.rules import Tables
from dragoman.model import Party

APART = timedelta(days=28)  # between two rounds
OWN = 4  # of so many rounds one is between the states of the reports
OTHERS = 60  # other states that there are
YEAR = timedelta(days=365)
REPORTS = 3  # that a document tells
DAYS, A_DAY = 3, 500  # days of their own, and how many documents come on each


def main() -> int:
    """Makes the ledger; 2 if there is one."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("file", type=Path)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--read", type=int, default=2000)
    parser.add_argument("--workers", type=int, default=2)
    given = parser.parse_args()
    if given.file.exists():
        print(f"{given.file} is there; name another file", file=sys.stderr)
        return 2
    with tempfile.TemporaryDirectory() as scratch:
        wire, read = Path(scratch) / "wire.jsonl", Path(scratch) / "read.ledger"
        _write(wire, given.read)
        add_read(wire, read, given.workers)
        with open_ledger(str(read)) as known:
            turn = _grow(known, given.file, given.documents - DAYS * A_DAY)
            for ago in reversed(range(DAYS)):
                turn += OWN
                _add_on(known, given.file, turn, timedelta(days=ago))
    return 0


def _opened(file: Path, ago: timedelta) -> Ledger:
    """The ledger, with a clock that goes behind ours."""
    return open_ledger(str(file), create=True, clock=lambda: datetime.now(UTC) - ago)


@dataclass(frozen=True, slots=True)
class Elsewhere(Shift):
    """Moves claims into a later text, and to other states."""

    states: Mapping[str, str]
    directory: Directory

    def party(self, party: Party) -> Party:
        """The party, of another state."""
        # Not super(): it knows the class by what it was before it had slots.
        moved, actor = Shift.party(self, party), party.actor
        state = self.states.get(actor.country or "")
        if state is None:
            return moved
        office = actor.id.partition("/")[2]
        return replace(
            moved,
            actor=replace(
                actor,
                id=f"{state}/{office}" if office else state,
                name=self.directory.states[state].name,
                country=state,
            ),
        )


def _write(path: Path, number: int) -> None:
    """Writes documents as JSON Lines, each of some reports in one language."""
    told: dict[str, list[str]] = defaultdict(list)
    written = 0
    with path.open("w", encoding="utf-8") as file:
        for record in records():
            reports = told[record["language"]]
            text, _, around = record["text"].rpartition("\n")
            reports.append(text)
            if len(reports) < REPORTS:
                continue
            whole = "\n".join((*reports, around))
            file.write(json.dumps({**record, "text": whole}, ensure_ascii=False) + "\n")
            reports.clear()
            written += 1
            if written == number:
                return


def _grow(read: Ledger, file: Path, wanted: int) -> int:
    """Adds what was read again and again; how often."""
    first, started = _identities(read), time.perf_counter()
    latest, turn, kept = date.today() - START - YEAR, 0, 0
    with _opened(file, timedelta(days=DAYS)) as ledger:
        while kept < wanted:
            turn += 1
            chosen = first[: wanted - kept]
            _again(read, ledger, chosen, turn, latest - APART * (turn - 1))
            kept += len(chosen)
            _tell(f"{kept} documents kept", started)
        list(find_copies(ledger, Copies()))
        _tell("copies found", started)
        for number, pair in enumerate(rebuild(ledger, Tables.load().rules, date.today())):
            if number % 100 == 0:
                _tell(f"{number} pairs computed, {pair.first}-{pair.second} the last", started)
        _tell("done", started)
    return turn


def _add_on(read: Ledger, file: Path, turn: int, ago: timedelta) -> None:
    """Adds some of what was read again, between the states of the reports, on an earlier day."""
    first, started = _identities(read)[:A_DAY], time.perf_counter()
    turn += -turn % OWN + 1  # a round between the states of the reports
    with _opened(file, ago) as ledger:
        _again(read, ledger, first, turn, date.today() - START - YEAR - APART * (turn - 1))
        list(find_copies(ledger, Copies()))
        list(rebuild(ledger, Tables.load().rules, date.today() - ago))
    _tell(f"{len(first)} documents, {ago.days} days ago", started)


def _identities(read: Ledger) -> list[str]:
    """The documents that were read."""
    return list(dict.fromkeys(entry.heading.id for entry in read.documents(DocumentQuery())))


def _again(
    read: Ledger, ledger: Ledger, documents: Sequence[str], turn: int, days: timedelta
) -> None:
    """Adds readings again, so much later and between the states of that round."""
    directory = Directory.load()
    states = _states(turn, directory)

    def moved(text: str, by: int, days: timedelta) -> Shift:
        return Elsewhere(text, by, days, states, directory)

    for start in range(0, len(documents), TOGETHER):
        some = documents[start : start + TOGETHER]
        ledger.add([later(read, identity, turn, days, moved) for identity in some])


def _states(turn: int, directory: Directory) -> dict[str, str]:
    """What becomes of the seven states in a round; the first others come most often."""
    if turn % OWN == 1:
        return {}
    own = sorted(Words.load().states)
    others = [code for code in _shuffled(directory) if code not in own][:OTHERS]
    chance = random.Random(turn)
    weights = [1 / (place + 3) for place in range(len(others))]
    chosen: list[str] = []
    while len(chosen) < len(own):
        chosen += {*chance.choices(others, weights)} - {*chosen}
    return dict(zip(own, chosen, strict=True))


def _shuffled(directory: Directory) -> Sequence[str]:
    """Sovereign states, in an order that has nothing to do with the alphabet."""
    states = sorted(code for code, state in directory.states.items() if state.sovereign is None)
    return random.Random(0).sample(states, len(states))


def _tell(what: str, started: float) -> None:
    print(f"{time.perf_counter() - started:6.0f} s  {what}", flush=True)


if __name__ == "__main__":
    sys.exit(main())
