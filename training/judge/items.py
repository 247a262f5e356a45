"""Training sentences of the judge: what an item is, and how its file is read.

`GUIDE.md` beside this module tells writers the format.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import permutations, product
from pathlib import Path

from dragoman.model import Status
from dragoman.ontology import Ontology

FOLDER = Path(__file__).parent / "items"
LANGUAGES = ("en", "de", "ru", "uk", "fr", "es")
SECTORS = frozenset(
    "GOV MIL COP LEG JUD SPY OPP PTY REB PRM CVL BUS MED NGO IGO PRE UAF CRM".split()
)
NOTHING = "none"
MARK = re.compile(r"\[(\d(?:,\d)*)(?: ([A-Z][A-Z0-9]{1,5}|\?)?(?:/([A-Z]{3}))?)?\|([^\[\]|]+)\]")
RELATION = re.compile(
    r"(?P<act>[a-z_]+) (?P<sides>[\d,=>]+) (?P<status>[a-z]+) @(?P<trigger>[^@]+?)"
    r"(?: by (?P<claimant>\d|\?))?"
)


class ItemError(ValueError):
    """An item that cannot be read; the message names file, line and remedy."""


@dataclass(frozen=True, slots=True)
class Marked:
    """A marked span of a text: which parties it means (their numbers), and of what sector."""

    start: int
    end: int
    parties: tuple[int, ...]
    sector: str | None


@dataclass(frozen=True, slots=True)
class Relation:
    """What some parties do towards others; `symmetric` relations have all parties in `agents`.

    `claimant` is the number of the party that says so, 0 for an unnamed source, or None.
    """

    act: str
    agents: tuple[int, ...]
    recipients: tuple[int, ...]
    symmetric: bool
    status: Status
    trigger: tuple[int, int]
    claimant: int | None

    def pairs(self) -> Iterator[tuple[int, int | None]]:
        """Who towards whom: ordered pairs, both ways where mutual, None where towards nobody."""
        if self.symmetric and len(self.agents) > 1:
            yield from permutations(self.agents, 2)
        elif self.recipients:
            yield from product(self.agents, self.recipients)
        else:
            yield from ((agent, None) for agent in self.agents)


@dataclass(frozen=True, slots=True)
class Item:
    """A text of a sentence or two with its parties (number -> code, None if unknown) and all that
    they do to each other. `name` is "de/calls.txt:17"."""

    name: str
    language: str
    text: str
    parties: dict[int, str | None]
    marks: tuple[Marked, ...]
    relations: tuple[Relation, ...]


def read(folder: Path = FOLDER, languages: tuple[str, ...] = LANGUAGES) -> list[Item]:
    """All items of some languages, in the order of their files.

    Raises:
        ItemError: an item is malformed.
    """
    ontology = Ontology.load()
    found: list[Item] = []
    for language in languages:
        for path in sorted((folder / language).glob("*.txt")):
            found.extend(read_file(path, language, ontology))
    return found


def read_file(path: Path, language: str, ontology: Ontology) -> list[Item]:
    """The items of one file.

    Raises:
        ItemError: an item is malformed.
    """
    return [
        _item(f"{language}/{path.name}:{line}", language, lines, ontology)
        for line, lines in blocks(path.read_text("utf-8"))
    ]


def blocks(text: str) -> Iterator[tuple[int, list[str]]]:
    """Runs of lines between blank ones, with the number of their first; comments left out."""
    block: list[str] = []
    start = 0
    for number, line in enumerate([*text.split("\n"), ""], 1):
        if line.startswith("#"):
            continue
        if line.strip():
            start = start if block else number
            block.append(line.strip())
        elif block:
            yield start, block
            block = []


def _item(name: str, language: str, lines: list[str], ontology: Ontology) -> Item:
    if len(lines) < 2:
        raise ItemError(f"{name}: no relation; write {NOTHING!r} if there is none")
    text, marks, parties = _marked(name, lines[0])
    given = [] if lines[1:] == [NOTHING] else lines[1:]
    relations = tuple(_relation(name, line, text, ontology) for line in given)
    for relation in relations:
        for number in (*relation.agents, *relation.recipients, relation.claimant or 0):
            if number and number not in parties:
                raise ItemError(f"{name}: party {number} is not marked in the text")
    return Item(name, language, text, parties, marks, relations)


def _marked(name: str, line: str) -> tuple[str, tuple[Marked, ...], dict[int, str | None]]:
    text, last = "", 0
    marks: list[Marked] = []
    parties: dict[int, str | None] = {}
    for found in MARK.finditer(line):
        text += line[last : found.start()]
        numbers = tuple(map(int, found[1].split(",")))
        _enter(name, parties, numbers, found[2])
        if found[3] and found[3] not in SECTORS:
            raise ItemError(f"{name}: no sector {found[3]!r}; there are {sorted(SECTORS)}")
        marks.append(Marked(len(text), len(text) + len(found[4]), numbers, found[3]))
        text += found[4]
        last = found.end()
    text += line[last:]
    if not marks or re.search(r"[\[\]|]", text):
        raise ItemError(f"{name}: write parties as [1 RUS/GOV|words]: {text[:80]!r}")
    return text, tuple(marks), parties


def _enter(name: str, parties: dict[int, str | None], numbers: tuple[int, ...], code: str) -> None:
    if code and len(numbers) > 1:
        raise ItemError(f"{name}: a mark of several parties takes no code")
    for number in numbers:
        if not code and number not in parties and len(numbers) == 1:
            raise ItemError(f"{name}: party {number} needs a code at its first mark ('?' if none)")
        if code and parties.setdefault(number, None if code == "?" else code) != (
            None if code == "?" else code
        ):
            raise ItemError(f"{name}: party {number} has two codes")


def _relation(name: str, line: str, text: str, ontology: Ontology) -> Relation:
    found = RELATION.fullmatch(line)
    if found is None:
        raise ItemError(f"{name}: not 'act 1>2 status @trigger [by 3]': {line!r}")
    act, status = found["act"], found["status"]
    if act not in ontology.acts:
        raise ItemError(f"{name}: no act {act!r}")
    if status not in set(Status):
        raise ItemError(f"{name}: no status {status!r}")
    place = text.find(found["trigger"])
    if place < 0:
        raise ItemError(f"{name}: trigger {found['trigger']!r} is not in the text")
    sides = found["sides"]
    symmetric = ontology.act(act).symmetric
    agents, towards, recipients = sides.partition(">")
    if (symmetric and towards) or (not symmetric and "=" in sides):
        raise ItemError(f"{name}: {act} is written {'1=2' if symmetric else '1>2'}, not {sides}")
    claimant = found["claimant"]
    return Relation(
        act,
        tuple(map(int, re.split("[=,]", agents))),
        tuple(map(int, recipients.split(","))) if recipients else (),
        symmetric,
        Status(status),
        (place, place + len(found["trigger"])),
        None if claimant is None else int(claimant.replace("?", "0")),
    )
