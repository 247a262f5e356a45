"""Our own hand-written episodes: what happened, who tells it, and where the stories stand."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from benchmarks.ledger_read import Library, read
from benchmarks.ledger_score import Pairs, pairs, states
from benchmarks.ledger_truth import Plot
from dragoman.ledger.facts import Compass, Tense
from dragoman.ledger.gather import gather
from dragoman.ledger.threads import threads_of
from dragoman.model import Account
from dragoman.ontology import ThreadRules

EPISODES = Path(__file__).with_name("episodes")
PLANNED = "+"
LABEL = "|"


class Paper(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A document: each line is a paragraph, its label before the bar."""

    language: str
    published: date
    text: str
    copies: int | None = None


class Story(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A thread: the happening that begins it, and where it stands."""

    kind: str
    begins: str
    state: str


class Episode(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of benchmarks/episodes."""

    about: str
    as_of: date
    events: dict[str, str]
    threads: tuple[Story, ...]
    documents: tuple[Paper, ...]
    name: str = ""


@dataclass(frozen=True, slots=True)
class Judged:
    """How an episode came out."""

    pairs: Pairs
    right: int
    asked: int
    claims: int
    wrong: tuple[str, ...]


def episodes() -> Iterator[Episode]:
    """All episodes, by the names of their files."""
    for path in sorted(EPISODES.glob("*.yaml")):
        found = msgspec.yaml.decode(path.read_bytes(), type=Episode)
        yield msgspec.structs.replace(found, name=path.stem)


def judged(episode: Episode, library: Library) -> Judged:
    """Reads an episode and compares what the ledger makes of it with what happened."""
    accounts: list[Account] = []
    truth: dict[str, int] = {}
    shelf: list[tuple[str, bytes]] = []
    numbers = {name: number for number, name in enumerate(episode.events)}
    for place, paper in enumerate(episode.documents, 1):
        text, lines = _unmarked(paper)
        source = f"{episode.name}/{place}.{paper.language}"
        found = read(library, shelf, text, paper.language, paper.published, source)
        accounts += found
        for account in found:
            label = _label(account, lines)
            if label and _tells(account, episode.events[label], library.compass):
                truth[account.claim.id] = numbers[label]
    events = gather(accounts, library.compass)
    threads = threads_of(events, library.compass, ThreadRules.load(), episode.as_of)
    plots = [Plot(story.kind, (numbers[story.begins],), story.state) for story in episode.threads]
    right, asked, wrong = states(plots, events, threads, truth, set())
    lines_wrong = [f"{plot.kind} should be {plot.state}, is {state}" for plot, state in wrong]
    names = {number: name for name, number in numbers.items()}
    for event in events:
        told = {names[truth[a.claim.id]] for a in event.accounts if a.claim.id in truth}
        if len(told) > 1:
            lines_wrong.append(f"one event of {', '.join(sorted(told))}")
    for number, name in names.items():
        parts = [e for e in events if any(truth.get(a.claim.id) == number for a in e.accounts)]
        if len(parts) > 1:
            lines_wrong.append(f"{name} is {len(parts)} events")
    return Judged(pairs(events, truth), right, asked, len(truth), tuple(lines_wrong))


def _unmarked(paper: Paper) -> tuple[str, list[tuple[int, int, str]]]:
    """The text without its labels, and where each labelled line stands in it."""
    parts: list[str] = []
    lines: list[tuple[int, int, str]] = []
    for line in paper.text.splitlines():
        label, _, words = line.partition(LABEL)
        start = sum(len(part) + 2 for part in parts)
        if label:
            lines.append((start, start + len(words), label))
        parts.append(words)
    return "\n\n".join(parts), lines


def _label(account: Account, lines: list[tuple[int, int, str]]) -> str | None:
    start = account.claim.trigger.start
    return next((label for first, last, label in lines if first <= start < last), None)


def _tells(account: Account, act: str, compass: Compass) -> bool:
    """Whether a claim is of the family and tense of the act that its line was written for."""
    facts = compass.facts(account)
    planned = act.endswith(PLANNED)
    tenses = (Tense.AHEAD, Tense.DENIED) if planned else (Tense.DONE, Tense.DENIED)
    family = compass.families.of(act.removesuffix(PLANNED))
    return facts.family.name == family.name and facts.tense in tenses
