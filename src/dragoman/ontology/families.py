"""Families of acts: which acts can tell one and the same happening."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from dragoman.model import LexiconError

PATH = Path(__file__).with_name("families.yaml")
REACH = 3


class FamilyEntry(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A family as families.yaml has it; see the comments there."""

    acts: tuple[str, ...]
    planned: tuple[str, ...] = ()
    arranged: tuple[str, ...] = ()
    kinds: tuple[tuple[str, ...], ...] = ()
    implied: tuple[str, ...] = ()
    reach: int = REACH
    about: bool = False
    often: bool = False
    persons: bool = False


class Offices(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Which offices tell who acted for a state."""

    head: frozenset[str]
    other: frozenset[str]
    vague: frozenset[str]


class FamiliesFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """families.yaml."""

    offices: Offices
    states: dict[str, str]
    families: dict[str, FamilyEntry]


@dataclass(frozen=True, slots=True)
class Family:
    """Acts that can tell the same happening, and what tells two happenings apart.

    Attributes:
        planned: acts that by themselves say that the happening is still to come, and whose date is
            the day on which that was said.
        arranged: the same, but their date is the day of the happening.
        kinds: act -> number of its kind; kinds exclude each other, acts without one go with all.
        implied: topics that the act itself names.
        reach: days before the publication in which an undated act may have been done.
        about: accounts must show that they speak of the same thing.
        often: so frequent that a month or a year is no date.
        persons: who acted for a state tells happenings apart.
    """

    name: str
    acts: frozenset[str]
    planned: frozenset[str]
    arranged: frozenset[str]
    kinds: Mapping[str, int]
    implied: frozenset[str]
    reach: int
    about: bool
    often: bool
    persons: bool


@dataclass(frozen=True, slots=True)
class Families:
    """All families, by the acts in them."""

    offices: Offices
    states: Mapping[str, str]
    by_act: Mapping[str, Family]

    @classmethod
    def load(cls, path: Path = PATH) -> Families:
        """The families of the package, or of another file.

        Raises:
            LexiconError: the file is malformed, or an act stands in two families.
        """
        try:
            found = msgspec.yaml.decode(path.read_bytes(), type=FamiliesFile)
        except OSError as error:
            raise LexiconError(f"{path}: cannot be read ({error.strerror})") from error
        except msgspec.MsgspecError as error:
            raise LexiconError(f"{path}: {error}") from error
        by_act: dict[str, Family] = {}
        for name, entry in found.families.items():
            family = _family(name, entry)
            for act in (*entry.acts, *entry.planned, *entry.arranged):
                if act in by_act:
                    raise LexiconError(
                        f"{path}, {name}: {act!r} stands in {by_act[act].name} too; keep one"
                    )
                by_act[act] = family
        return cls(found.offices, found.states, by_act)

    def of(self, act: str) -> Family:
        """The family of an act; one of its own if it stands in none.

        >>> Families.load().of("call").name
        'contact'
        """
        found = self.by_act.get(act)
        return found if found is not None else _family(act, FamilyEntry(acts=(act,)))

    def telling(self, act: str, topics: Iterable[str], parties: Iterable[str]) -> frozenset[str]:
        """The topics that tell one such act between some parties from another."""
        family, known = self.of(act), set(parties)
        return frozenset(
            topic
            for topic in topics
            if topic not in family.implied and self.states.get(topic) not in known
        )


def _family(name: str, entry: FamilyEntry) -> Family:
    return Family(
        name,
        frozenset(entry.acts),
        frozenset(entry.planned),
        frozenset(entry.arranged),
        {act: number for number, kind in enumerate(entry.kinds) for act in kind},
        frozenset(entry.implied),
        entry.reach,
        entry.about or entry.often,
        entry.often,
        entry.persons,
    )
