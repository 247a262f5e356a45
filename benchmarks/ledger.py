"""How well the ledger finds one event in many reports, and where threads stand.

    python -m benchmarks.ledger [--claims] [--kept] [--texts] [--episodes] [--seeds 1,2,3] [--wrong]

Without a choice all are measured: generated claims with the noise of a real reader, the same kept
in a ledger by several adds, generated texts read by the reader itself, and our own hand-written
episodes (benchmarks/episodes). Targets are pairwise precision 0.98 and recall 0.85, and states
right in 0.90 of the stories.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from benchmarks.ledger_claims import accounts
from benchmarks.ledger_episodes import EPISODES, episodes, judged
from benchmarks.ledger_kept import kept
from benchmarks.ledger_read import Library, read_texts
from benchmarks.ledger_reports import Noise, Press, Report, Told
from benchmarks.ledger_score import Pairs, pairs, states
from benchmarks.ledger_texts import Scribe
from benchmarks.ledger_truth import Plot, World, world
from dragoman.ledger import open_ledger
from dragoman.ledger.facts import Compass
from dragoman.ledger.gather import gather
from dragoman.ledger.rules import Tables
from dragoman.ledger.threads import threads_of
from dragoman.model import Account
from dragoman.ontology import ThreadRules
from dragoman.pipeline import Reader

PARTS = ("claims", "kept", "texts", "episodes")
ADDS = 5  # by which claims are kept
PRECISION, RECALL, STATES = 0.98, 0.85, 0.90
HAPPENINGS, DAYS = 600, 365
TEXTS = 360  # happenings whose reports are read as texts
# Rules and worlds were tuned on claims of seeds 1 to 6 and 11 to 14 and texts of 1 to 3, 7 to 9
# and 31 to 36.
# What is printed is measured on others; whoever tunes on these must choose new ones.
CLAIM_SEEDS, TEXT_SEEDS = (21, 22, 23, 24, 25, 26), (4, 5, 6, 41, 42, 43, 44, 45, 46)


@dataclass(slots=True)
class Sum:
    """Scores added up."""

    pairs: Pairs
    right: int = 0
    asked: int = 0
    claims: int = 0
    seconds: float = 0.0

    def add(self, found: Pairs, right: int, asked: int) -> None:
        """Adds the scores of one world."""
        known = self.pairs
        self.pairs = Pairs(
            known.both + found.both, known.wrong + found.wrong, known.missed + found.missed
        )
        self.right += right
        self.asked += asked

    def report(self, name: str) -> bool:
        """Prints a line; whether all targets are met."""
        share = self.right / self.asked if self.asked else 1.0
        found = self.pairs
        met = found.precision >= PRECISION and found.recall >= RECALL and share >= STATES
        speed = f", {self.claims / self.seconds:,.0f} claims/s" if self.seconds else ""
        print(
            f"{name:22} precision {found.precision:.3f}  recall {found.recall:.3f}"
            f"  states {share:.3f} ({self.right}/{self.asked})"
            f"  {self.claims} claims{speed}{'' if met else '  BELOW TARGET'}"
        )
        return met


def main() -> int:
    """Prints all measures; 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    for part in PARTS:
        parser.add_argument(f"--{part}", action="store_true")
    parser.add_argument("--seeds", help="worlds to make, as 1,2,3")
    parser.add_argument("--wrong", action="store_true", help="print stories in a wrong state")
    options = parser.parse_args()
    everything = not any(getattr(options, part) for part in PARTS)
    seeds = [int(seed) for seed in options.seeds.split(",")] if options.seeds else None
    met = True
    if options.claims or everything:
        met &= _claims(seeds or CLAIM_SEEDS, options.wrong)
    if options.kept or everything:
        met &= _kept(seeds or CLAIM_SEEDS, options.wrong)
    if options.texts or everything:
        met &= _texts(seeds or TEXT_SEEDS, options.wrong)
    if options.episodes or everything:
        met &= _episodes(options.wrong)
    return 0 if met else 1


def _claims(seeds: Sequence[int], show: bool) -> bool:
    total, compass = Sum(Pairs(0, 0, 0)), Compass.load()
    for seed in seeds:
        made = world(seed, HAPPENINGS, DAYS)
        told, truth, dated = _generated(made, seed, compass)
        _measure(total, told, truth, made.plots, made, dated, compass, show)
    return total.report("generated claims")


def _kept(seeds: Sequence[int], show: bool) -> bool:
    total, tables = Sum(Pairs(0, 0, 0)), Tables.load()
    for seed in seeds:
        made = world(seed, HAPPENINGS, DAYS)
        told, truth, dated = _generated(made, seed, tables.compass)
        with (
            tempfile.TemporaryDirectory() as scratch,
            open_ledger(f"{scratch}/news.ledger", create=True) as ledger,
        ):
            start = time.perf_counter()
            events, threads = kept(ledger, told, ADDS, made.end, tables)
            total.seconds += time.perf_counter() - start
        total.claims += len(told)
        right, asked, wrong = states(made.plots, events, threads, truth, dated)
        total.add(pairs(events, truth), right, asked)
        if show:
            _show(wrong)
    return total.report("the same in a ledger")


def _generated(
    made: World, seed: int, compass: Compass
) -> tuple[list[Account], dict[str, int], set[int]]:
    """The accounts of a world, what each tells, and the happenings of which a day is told."""
    told, truth = [], {}
    reports = known(made, seed)
    for report in reports:
        for account, number in accounts(report, made, compass.ontology):
            told.append(account)
            truth[account.claim.id] = number
    return told, truth, days_told(one for report in reports for one in report.told)


def known(made: World, seed: int) -> list[Report]:
    """The reports of a world that were published until its end."""
    press = Press(made, Noise(), random.Random(seed))
    return [r for r in press.reports() if r.published is None or r.published <= made.end]


def days_told(sentences: Iterable[Told]) -> set[int]:
    """Happenings of which some sentence tells the day that they are planned for."""
    return {
        told.happening.number
        for told in sentences
        if told.dating is not None
        and told.tense != "postponed"
        and told.dating[1:] == (told.happening.planned_for,) * 2
    }


def _texts(seeds: Sequence[int], show: bool) -> bool:
    total, compass, reader = Sum(Pairs(0, 0, 0)), Compass.load(), Reader()
    for seed in seeds:
        made = world(seed, TEXTS, DAYS)
        scribe = Scribe(made)
        reports = known(made, seed)
        texts = [scribe.write(report) for report in reports]
        told, truth = read_texts(texts, Library(reader, compass))
        written = {told.happening.number for text in texts for _, _, told in text.told}
        kept = [plot for plot in made.plots if written >= {*plot.happenings}]
        dated = days_told(one for text in texts for _, _, one in text.told)
        _measure(total, told, truth, kept, made, dated, compass, show)
    return total.report("generated texts")


def _measure(
    total: Sum,
    told: list[Account],
    truth: dict[str, int],
    plots: list[Plot],
    made: World,
    dated: set[int],
    compass: Compass,
    show: bool,
) -> None:
    start = time.perf_counter()
    events = gather(told, compass)
    threads = threads_of(events, compass, ThreadRules.load(), made.end)
    total.seconds += time.perf_counter() - start
    total.claims += len(told)
    right, asked, wrong = states(plots, events, threads, truth, dated)
    total.add(pairs(events, truth), right, asked)
    if show:
        _show(wrong)


def _show(wrong: Iterable[tuple[Plot, str]]) -> None:
    for plot, state in wrong:
        print(f"  {plot.kind} {plot.happenings}: {plot.state}, found {state}")


def _episodes(show: bool) -> bool:
    if not Path(EPISODES).is_dir():
        print(f"{EPISODES} is missing", file=sys.stderr)
        return False
    total, compass = Sum(Pairs(0, 0, 0)), Compass.load()
    library = Library(Reader(), compass)
    for episode in episodes():
        found = judged(episode, library)
        total.add(found.pairs, found.right, found.asked)
        total.claims += found.claims
        if show:
            for line in found.wrong:
                print(f"  {episode.name}: {line}")
    return total.report("our own episodes")


if __name__ == "__main__":
    sys.exit(main())
