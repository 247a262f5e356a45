"""What is wrong with the lexicon of a language: `dragoman check lexicon`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import msgspec

from dragoman import lang
from dragoman.lang import Entry
from dragoman.lang.forms import key, read_forms
from dragoman.lang.load import FOLDER, profile_of
from dragoman.model import LexiconError
from dragoman.ontology import Ontology

FILES = {"V": "verbs.yaml", "N": "nouns.yaml"}  # by part of speech in forms.tsv
LEMMA = re.compile(r"\blemma: *\"?([^\",}]+)")
# Keys that narrow where an entry holds.
CONDITIONS = ("object", "subject", "single", "needs", "party", "without", "unless")


@dataclass(frozen=True, slots=True)
class Placed:
    """An entry, the file that it stands in, and the line."""

    file: str
    line: int
    entry: Entry


@dataclass(frozen=True, slots=True)
class Problem:
    """What is wrong, where, and what to do about it."""

    file: str
    line: int
    what: str
    remedy: str


@dataclass(frozen=True, slots=True)
class Report:
    """What a check has found.

    Attributes:
        entries, lemmas, cases: how many there are.
        untried: lemmas of which no case holds a form.
    """

    code: str
    entries: int
    lemmas: int
    cases: int
    problems: tuple[Problem, ...]
    untried: tuple[str, ...]


def check(code: str, ontology: Ontology) -> Report:
    """Looks at the lexicon of a language.

    Raises:
        UsageError: there is no such language.
    """
    try:
        lang.load(code)
        lexicon = _Lexicon(code)
        entries = list(lexicon.entries())
        cases = _texts(FOLDER / code / "cases.yaml")
    except LexiconError as error:
        problem = Problem(f"lang/{code}", 0, str(error), "see CONTRIBUTING.md for the shapes")
        return Report(code, 0, 0, 0, (problem,), ())
    problems = tuple(lexicon.problems(entries, ontology))
    lemmas = {p.entry.lemma for p in entries}
    return Report(
        code,
        len(entries),
        len(lemmas),
        len(cases),
        problems,
        tuple(lexicon.untried(entries, cases)),
    )


class _Lexicon:
    """The entries of a language with their places, and the forms of its words."""

    def __init__(self, code: str) -> None:
        self.code = code
        self._folder = FOLDER / code
        self._fold = profile_of(code).fold

    @cached_property
    def _forms(self) -> dict[tuple[str, str], frozenset[str]]:
        table = read_forms(self._folder / "forms.tsv", self._fold)
        return {word: frozenset((*f.whole, *f.apart)) for word, f in table.items()}

    def entries(self) -> Iterator[Placed]:
        """All entries, in the order of their files."""
        for name in FILES.values():
            text = (self._folder / name).read_text("utf-8")
            found = msgspec.yaml.decode(text, type=tuple[Entry, ...])
            lines = [n for n, line in enumerate(text.splitlines(), 1) if LEMMA.search(line)]
            lines += [0] * (len(found) - len(lines))
            for line, entry in zip(lines, found, strict=False):
                yield Placed(f"lang/{self.code}/{name}", line, entry)

    def problems(self, entries: list[Placed], ontology: Ontology) -> Iterator[Problem]:
        """Unknown acts, lemmas without forms, entries that stand twice or can never hold."""
        seen: dict[tuple[str, str], Placed] = {}
        open_: dict[tuple[object, ...], Placed] = {}
        for placed in sorted(entries, key=lambda p: (p.file, not p.entry.nouns)):
            entry = placed.entry
            if entry.act not in ontology.acts:
                remedy = "use an act of ontology/acts.yaml"
                yield _problem(placed, f"there is no act {entry.act!r}", remedy)
            pos = next(pos for pos, name in FILES.items() if placed.file.endswith(name))
            if (pos, key(entry.lemma, entry.particle)) not in self._forms:
                remedy = f"run tools/forms.py {self.code}"
                yield _problem(placed, f"{entry.lemma!r} has no forms", remedy)
            twin = seen.setdefault((placed.file, repr(entry)), placed)
            if twin is not placed:
                yield _problem(placed, f"the entry stands in line {twin.line}, too", "delete one")
                continue
            word = (placed.file, entry.lemma, entry.particle, entry.reflexive)
            wide = open_.get(word)
            if wide is not None:
                what = f"never holds, because that in line {wide.line} always does before it"
                yield _problem(placed, what, "delete it, or put it first with a condition")
            elif not any(getattr(entry, name) for name in CONDITIONS):
                open_[word] = placed

    def untried(self, entries: list[Placed], cases: list[str]) -> Iterator[str]:
        """Lemmas of which no case holds a form."""
        words = {w for text in cases for w in re.findall(r"[\w'’-]+", self._fold(text))}
        for placed in dict.fromkeys(p.entry.lemma for p in entries):
            forms = [f for (_, w), f in self._forms.items() if w.partition("|")[0] == placed]
            if not any(found & words for found in forms):
                yield placed


def _problem(placed: Placed, what: str, remedy: str) -> Problem:
    return Problem(placed.file, placed.line, f"{placed.entry.lemma}: {what}", remedy)


def _texts(path: Path) -> list[str]:
    """The sentences of the cases of a language."""
    cases = msgspec.yaml.decode(path.read_bytes(), type=list[dict[str, object]])
    return [str(case["text"]) for case in cases]
