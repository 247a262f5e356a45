"""How fast documents come into a ledger, how large it becomes, and how fast it shows a relation.

    python -m benchmarks.ledger_scale [--documents 2000] [--times 1] [--workers 2] [--rounds 1]

Generated reports in four languages are read and added by whole processes, start-up included, which
take turns. With `--times K` the ledger then grows to K times as many documents: the readings are
added again and again, each time half a year later, with another first line and other words around
what is told, without being read again; that shows how size and answers behave, and the rate is that
of the ledger alone.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import random
import re
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import combinations, islice
from pathlib import Path

from benchmarks.ledger import known
from benchmarks.ledger_texts import Scribe
from benchmarks.ledger_truth import world
from dragoman.cli.show import relation
from dragoman.export.relation import rendered
from dragoman.ledger import ClaimQuery, DocumentQuery, EventQuery, Ledger, open_ledger
from dragoman.ledger.copies import Copies
from dragoman.ledger.rebuild import find_copies, rebuild
from dragoman.ledger.relation import Scope
from dragoman.ledger.rules import Tables
from dragoman.model import Claim, Claimant, Document, Party, Reading, Run, Span, When

HAPPENINGS, DAYS = 600, 365
BACKGROUND = 15  # sentences of a document that tell nothing, as most of ordinary news do
WORDS = 12  # of such a sentence
LATER = timedelta(days=182)  # between two rounds of the same reports
TOGETHER = 32
ROUNDS = 5  # of each question
RUN = Run("benchmark", "none", "none")


def main() -> int:
    """Prints speed, size and answers."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--documents", type=int, default=2000)
    parser.add_argument("--times", type=int, default=1)
    parser.add_argument("--workers", type=int, default=2)
    parser.add_argument("--rounds", type=int, default=1)
    parser.add_argument("--judge", action="store_true", help="read with the learned judge too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        wire, path = Path(scratch) / "wire.jsonl", Path(scratch) / "news.ledger"
        size = _write(wire, options.documents)
        print(f"{options.documents} documents of {size / options.documents:.0f} bytes of text")
        more = ["-w", str(options.workers), "--judge" if options.judge else "--no-judge"]
        _speed(wire, path, more, options)
        _size(path, size)
        _answers(path)
        if options.times > 1:
            _grow(path, options.times)
            with open_ledger(str(path)) as ledger:
                documents = sum(1 for _ in ledger.documents(DocumentQuery()))
            print(f"\ngrown to {documents} documents")
            _size(path, size * options.times)
            _answers(path)
    return 0


def _write(path: Path, number: int) -> int:
    """Writes generated documents as JSON Lines; the bytes of their texts."""
    size = 0
    with path.open("w", encoding="utf-8") as file:
        for record in islice(records(), number):
            file.write(json.dumps(record, ensure_ascii=False) + "\n")
            size += len(str(record["text"]).encode())
    return size


def records() -> Iterator[dict[str, str]]:
    """Reports of one world after the other, each with words around it that tell nothing."""
    seed = 0
    while True:
        seed += 1
        made = world(seed, HAPPENINGS, DAYS)
        scribe = Scribe(made)
        for report in known(made, seed):
            text = scribe.write(report)
            chance = random.Random(f"{seed} {text.original}")  # copies have the same background
            words = re.findall(r"\w+", " ".join(made.words.languages[text.language].filler).lower())
            around = (" ".join(chance.choices(words, k=WORDS)) + "." for _ in range(BACKGROUND))
            record = {"text": f"{text.text}\n{' '.join(around)}", "language": text.language}
            record["source"] = f"{seed}/{text.name}"
            if text.published is not None:
                record["published"] = text.published.isoformat()
            yield record


def _speed(wire: Path, ledger: Path, more: list[str], options: argparse.Namespace) -> None:
    read, added = [], []
    for _ in range(options.rounds):
        for old in ledger.parent.glob(f"{ledger.name}*"):
            old.unlink()
        read.append(_timed(["read", str(wire), "-f", "jsonl", *more]))
        added.append(_timed(["add", str(wire), "--ledger", str(ledger), *more]))
    for name, seconds in (("read", read), ("add", added)):
        rates = [options.documents / s for s in seconds]
        print(f"{name:5} {statistics.median(rates):7.1f} documents a second")
    ratio = statistics.median(r / a for r, a in zip(read, added, strict=True))
    print(f"add runs at {ratio:.0%} of the speed of read, events and threads included")


def add_read(wire: Path, ledger: Path, workers: int) -> None:
    """Reads documents into a ledger, without the judge."""
    _timed(["add", str(wire), "--ledger", str(ledger), "--no-judge", "-w", str(workers)])


def _timed(arguments: list[str]) -> float:
    started = time.perf_counter()
    command = [sys.executable, "-m", "dragoman", *arguments]
    subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
    return time.perf_counter() - started


def _size(path: Path, text: int) -> None:
    kept = sum(file.stat().st_size for file in path.parent.glob(f"{path.name}*"))
    print(f"ledger {kept / 1e6:.1f} MB, text {text / 1e6:.1f} MB: {kept / text:.2f} times the text")


def _answers(path: Path) -> None:
    """How long relations take: reading, putting together and writing out, without start-up."""
    seconds, tables = [], Tables.load()
    with open_ledger(str(path)) as ledger:
        told = ledger.events(EventQuery(bare=True))
        parties = sorted({party for e in told for party in (*e.actors, *e.recipients)})
        sizes = []
        for pair in combinations(parties, 2):
            scope = Scope(*pair, as_of=date.today())
            for _ in range(ROUNDS):
                started = time.perf_counter()
                found = relation(ledger, scope, tables, past=False)
                rendered("md", found, limit=20)
                seconds.append(time.perf_counter() - started)
            sizes.append(len(found.contacts) + len(found.announcements) + len(found.stands))
    print(
        f"show: {len(sizes)} relations, median {statistics.median(seconds) * 1000:.0f} ms, "
        f"slowest {max(seconds) * 1000:.0f} ms"
    )


def _grow(path: Path, times: int) -> None:
    """Adds all readings again and again, later and under other first lines."""
    with open_ledger(str(path)) as ledger:
        first = list(dict.fromkeys(e.heading.id for e in ledger.documents(DocumentQuery())))
        started = time.perf_counter()
        for turn in range(1, times):
            for start in range(0, len(first), TOGETHER):
                some = first[start : start + TOGETHER]
                ledger.add([later(ledger, one, turn, LATER * turn, Shift) for one in some])
        kept = time.perf_counter()
        list(find_copies(ledger, Copies()))
        copied = time.perf_counter()
        list(rebuild(ledger, Tables.load().rules, date.today()))
        ended = time.perf_counter()
    number = len(first) * (times - 1)
    print(
        f"\n{number} documents kept in {kept - started:.0f} s, copies found in "
        f"{copied - kept:.0f} s, events and threads computed in {ended - copied:.0f} s"
    )


def later(
    ledger: Ledger,
    identity: str,
    turn: int,
    days: timedelta,
    shifting: Callable[[str, int, timedelta], Shift],
) -> Reading:
    """A reading again, under another first line and so much later."""
    known = ledger.document(identity)
    assert known is not None
    accounts = list(ledger.claims(ClaimQuery(document=identity, raw=True)))
    line = f"{turn}\n"
    told, _, around = known.text.rpartition("\n")
    words = around.split()
    random.Random(f"{turn} {identity}").shuffle(words)
    text = f"{line}{told}\n{' '.join(words)}"
    published = known.published + days if known.published is not None else None
    digest = hashlib.sha256(text.encode()).hexdigest()
    document = replace(
        known, text=text, sha256=digest, source=f"{turn}/{known.source}", published=published
    )
    shift = shifting(text, len(line), days)
    claims = tuple(shift.claim(account.claim, document) for account in accounts)
    return Reading(document, claims, RUN, len(text.split()))


@dataclass(frozen=True, slots=True)
class Shift:
    """Moves claims into a text that is theirs but for its first line."""

    text: str
    by: int
    days: timedelta

    def claim(self, claim: Claim, document: Document) -> Claim:
        """The claim of the later document."""
        says, when = claim.claimant, claim.when
        return replace(
            claim,
            id=hashlib.sha256(f"{document.sha256}{claim.id}".encode()).hexdigest()[:16],
            document=document.id,
            actors=tuple(map(self.party, claim.actors)),
            recipients=tuple(map(self.party, claim.recipients)),
            claimant=None if says is None else self.claimant(says),
            when=None if when is None else self.when(when),
            place=None if claim.place is None else self.party(claim.place),
            content=None if claim.content is None else self.span(claim.content),
            evidence=self.span(claim.evidence),
            trigger=self.span(claim.trigger),
        )

    def span(self, span: Span) -> Span:
        """The span in the later text."""
        return Span.of(self.text, span.start + self.by, span.end + self.by)

    def party(self, party: Party) -> Party:
        """The party in the later text."""
        return replace(party, span=self.span(party.span))

    def claimant(self, claimant: Claimant) -> Claimant:
        """The claimant in the later text."""
        party = None if claimant.party is None else self.party(claimant.party)
        return replace(claimant, party=party, span=self.span(claimant.span))

    def when(self, when: When) -> When:
        """The date, so much later."""
        start = when.start + self.days if when.start is not None else None
        end = when.end + self.days if when.end is not None else None
        return replace(when, start=start, end=end, span=self.span(when.span))


if __name__ == "__main__":
    sys.exit(main())
