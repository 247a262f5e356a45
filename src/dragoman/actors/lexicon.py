"""The names of one language, ready to be found in token sequences."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

import msgspec

from dragoman.lang import Language
from dragoman.model import LexiconError


class Kind(StrEnum):
    """What a name is the name of."""

    COUNTRY = "country"
    ADJECTIVE = "adjective"
    SEAT = "seat"
    ORGANISATION = "org"
    GROUP = "group"
    MEDIA = "media"
    PERSON = "person"
    OFFICE = "office"
    PEOPLE = "people"
    COUNTERPART = "counterpart"
    PAIR = "pair"
    PRONOUN = "pronoun"


class OfficeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """offices.yaml: words for offices (by id), and words that refer back."""

    offices: dict[str, tuple[str, ...]]
    people: tuple[str, ...]
    counterpart: tuple[str, ...]
    pair: tuple[str, ...]
    pronouns: tuple[str, ...]
    plural_pronouns: tuple[str, ...]
    linkers: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Meaning:
    """What a form of names.tsv means: a kind, and whom (a code, an office id, a person's name)."""

    kind: Kind
    whom: str
    sector: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class Atom:
    """A form found in a sentence: first and last-plus-one token, and its meaning."""

    start: int
    end: int
    meaning: Meaning


Entry = tuple[tuple[str, ...], bool, Meaning]  # further tokens, whether a capital is asked for


class NameLexicon:
    """Finds the longest name that begins at each token of a sentence."""

    def __init__(self, language: Language) -> None:
        self._fold = language.profile.fold
        self._tails = language.profile.tails
        self._entries: dict[str, list[Entry]] = {}
        self.words = _office_words(language.folder / "offices.yaml")
        self.linkers = frozenset(map(self._fold, self.words.linkers))
        for line in _lines(language.folder / "names.tsv"):
            self._read(line, language.folder)
        for kind, phrases in (
            (Kind.PAIR, self.words.pair),
            (Kind.PRONOUN, self.words.pronouns),
        ):
            for phrase in phrases:
                self._add(phrase, Meaning(kind, ""))
        for entries in self._entries.values():
            entries.sort(key=lambda entry: -len(entry[0]))

    def _read(self, line: str, folder: Path) -> None:
        columns = line.split("\t")
        if len(columns) != 3 or columns[0] not in KINDS:
            raise LexiconError(f"{folder / 'names.tsv'}: cannot read {line[:60]!r}; make it again")
        kind, (whom, *more) = Kind(columns[0]), columns[1].split("|")
        meaning = Meaning(kind, whom, *more)
        for form in columns[2].split("|"):
            self._add(form, meaning)

    def _add(self, phrase: str, meaning: Meaning) -> None:
        named = meaning.kind in CAPITALISED
        exact = named and phrase.isupper() and len(phrase) <= SHORT
        words = tuple(self._fold(word) for word in split(phrase))
        if words:
            capital = named or exact
            self._entries.setdefault(words[0], []).append((words[1:], capital, meaning))

    def atoms(self, tokens: Sequence[str]) -> list[Atom]:
        """Names in a sentence, longest first, not overlapping, in order."""
        folded = [self._fold(token) for token in tokens]
        found: list[Atom] = []
        place = 0
        while place < len(tokens):
            atom = self._at(tokens, folded, place)
            if atom is None:
                found.extend(self._compound(tokens[place], folded[place], place))
                place += 1
            else:
                found.append(atom)
                place = atom.end
        return found

    def _at(self, tokens: Sequence[str], folded: list[str], place: int) -> Atom | None:
        for rest, capital, meaning in self._entries.get(folded[place], ()):
            end = place + 1 + len(rest)
            if rest and tuple(folded[place + 1 : end]) != rest:
                continue
            if meaning.kind is Kind.PRONOUN and place and tokens[place][0].isupper():
                continue  # "Liu He"
            if capital and not tokens[place][0].isupper() and not tokens[end - 1][0].isupper():
                continue
            if (
                len(tokens[place]) <= SHORT
                and not rest
                and capital
                and _is_shouting(tokens[place], meaning)
            ):
                continue
            return Atom(place, end, meaning)
        return None

    def _compound(self, token: str, folded: str, place: int) -> list[Atom]:
        """A name before a hyphen, maybe an office behind: "US-Außenminister", "EU-Sanktionen"."""
        first, hyphen, _ = folded.partition("-")
        if not hyphen or not token[0].isupper():
            return []
        names = [m for rest, _, m in self._entries.get(first, ()) if not rest]
        named = next((m for m in names if m.kind in COMPOUNDABLE), None)
        if named is None:
            return []
        adjective = Meaning(
            Kind.ADJECTIVE if named.kind in (Kind.COUNTRY, Kind.SEAT) else named.kind,
            named.whom,
            named.sector,
            named.name,
        )
        for tail in self._tails(folded):
            for rest, _, meaning in self._entries.get(tail, ()):
                if not rest and meaning.kind in (Kind.OFFICE, Kind.COUNTERPART, Kind.PEOPLE):
                    return [Atom(place, place + 1, adjective), Atom(place, place + 1, meaning)]
        return [Atom(place, place + 1, adjective)]


SHORT = 3
KINDS = frozenset(kind.value for kind in Kind)
CAPITALISED = frozenset(
    {Kind.COUNTRY, Kind.SEAT, Kind.ORGANISATION, Kind.GROUP, Kind.MEDIA, Kind.PERSON}
)
COMPOUNDABLE = frozenset({Kind.COUNTRY, Kind.SEAT, Kind.ORGANISATION, Kind.GROUP})


def _is_shouting(token: str, meaning: Meaning) -> bool:
    """ "us" and "US": a short name in capitals is none in small letters ("Us" at a start)."""
    return meaning.kind is not Kind.PERSON and not token[1:2].isupper() and len(token) == 2


def split(phrase: str) -> list[str]:
    """A phrase as the tokenizer would part it, as far as names need."""
    return phrase.replace("d'", "d' ").replace("l'", "l' ").replace("  ", " ").split()


def _lines(path: Path) -> list[str]:
    try:
        lines = path.read_text("utf-8").splitlines()
    except OSError as error:
        raise LexiconError(
            f"{path}: cannot be read ({error.strerror}); run `make names`"
        ) from error
    return [line for line in lines if line and not line.startswith("#")]


def _office_words(path: Path) -> OfficeWords:
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=OfficeWords)
    except (OSError, msgspec.MsgspecError) as error:
        raise LexiconError(f"{path}: {error}") from error
