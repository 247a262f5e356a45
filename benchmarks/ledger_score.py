"""How well events and threads agree with a known truth."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass

from benchmarks.ledger_truth import Plot
from dragoman.model import Event, Thread


@dataclass(frozen=True, slots=True)
class Pairs:
    """Pairs of claims: together in truth and in the ledger, in the ledger alone, in truth alone."""

    both: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float:
        """Share of the ledger's pairs that are true."""
        return self.both / (self.both + self.wrong) if self.both + self.wrong else 1.0

    @property
    def recall(self) -> float:
        """Share of the true pairs that the ledger has."""
        return self.both / (self.both + self.missed) if self.both + self.missed else 1.0


def pairs(events: Iterable[Event], truth: Mapping[str, int]) -> Pairs:
    """Counts pairs of claims; claims of which the truth says nothing are left out."""
    together = both = 0
    for event in events:
        known = Counter(truth[a.claim.id] for a in event.accounts if a.claim.id in truth)
        together += _pairs(known.total())
        both += sum(map(_pairs, known.values()))
    true = sum(map(_pairs, Counter(truth.values()).values()))
    return Pairs(both, together - both, true - both)


def _pairs(count: int) -> int:
    return count * (count - 1) // 2


def states(
    plots: Iterable[Plot],
    events: Iterable[Event],
    threads: Sequence[Thread],
    truth: Mapping[str, int],
    dated: Container[int],
) -> tuple[int, int, list[tuple[Plot, str]]]:
    """How many stories stand where they should, of how many; and the others with their state.

    A story is the thread of its kind that holds most claims of its happenings; a story that no
    report tells is not asked for.

    Args:
        dated: happenings of which some report told the day that they were planned for.
    """
    counts = {e.id: Counter(truth.get(a.claim.id) for a in e.accounts) for e in events}
    holding: dict[tuple[str, int], list[tuple[int, Thread]]] = defaultdict(list)
    for thread in threads:
        for happening, count in _told(thread, counts).items():
            holding[str(thread.kind), happening].append((count, thread))
    by_id = {thread.id: str(thread.state) for thread in threads}
    told = set(truth.values())
    right = asked = 0
    wrong = []
    for plot in plots:
        known_day = all(number in dated for number in plot.needs)
        expected = plot.state if known_day else plot.otherwise
        if expected is None or not told & set(plot.happenings):
            continue
        held: Counter[str] = Counter()
        for number in plot.happenings:
            for count, thread in holding[plot.kind, number]:
                held[thread.id] += count
        best = held.most_common(1)
        asked += 1
        state = by_id[best[0][0]] if best else "no thread"
        right += state == expected
        if state != expected:
            wrong.append((plot, state))
    return right, asked, wrong


def _told(thread: Thread, counts: Mapping[str, Counter[int | None]]) -> Counter[int]:
    """How many claims of each happening stand in the events that moved a thread."""
    found: Counter[int] = Counter()
    for event in {step.event for step in thread.transitions if step.event is not None}:
        for happening, count in counts.get(event, Counter()).items():
            if happening is not None:
                found[happening] += count
    return found
