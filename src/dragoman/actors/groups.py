"""Names that belong together: "the French foreign minister", "президент США Дональд Трамп"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.actors.lexicon import Atom, Kind

STATES = frozenset({Kind.COUNTRY, Kind.ADJECTIVE, Kind.ORGANISATION, Kind.GROUP})
LONGEST_GAP = 3
GIVEN = 4  # letters of a given name that stay the same in every case
LONGEST_AND = 3  # letters of a word for "and" in our languages


@dataclass(frozen=True, slots=True)
class Group:
    """Neighbouring names that make up one mention."""

    atoms: tuple[Atom, ...]
    shared_office: str | None = None

    @property
    def start(self) -> int:
        """First token."""
        return min(atom.start for atom in self.atoms)

    @property
    def end(self) -> int:
        """Last token plus one."""
        return max(atom.end for atom in self.atoms)

    @property
    def names(self) -> tuple[Atom, ...]:
        """States, seats, organisations, groups and media."""
        return tuple(a for a in self.atoms if a.meaning.kind in STATES | {Kind.SEAT, Kind.MEDIA})

    @property
    def countries(self) -> tuple[str, ...]:
        """Codes of the states or organisations ("org:…") whose office or people is meant."""
        found = []
        for atom in self.names:
            if atom.meaning.kind in STATES:
                whom = atom.meaning.whom.partition("/")[0]
                organisation = atom.meaning.sector == "IGO"
                found.append(f"org:{whom}" if organisation else whom)
        return tuple(dict.fromkeys(found))

    @property
    def office(self) -> str | None:
        """The office: of several, that of the person ("foreign ministry spokesman")."""
        offices = [a.meaning.whom for a in self.atoms if a.meaning.kind is Kind.OFFICE]
        return offices[-1] if offices else self.shared_office

    @property
    def person(self) -> Atom | None:
        """The person named."""
        return self._of(Kind.PERSON)

    @property
    def counterpart(self) -> bool:
        """Whether a counterpart is meant."""
        return self._of(Kind.COUNTERPART) is not None

    @property
    def people(self) -> bool:
        """Whether citizens, companies or fighters of a state are meant."""
        return self._of(Kind.PEOPLE) is not None

    @property
    def pair(self) -> bool:
        """Whether both sides are meant."""
        return self._of(Kind.PAIR) is not None

    @property
    def pronoun(self) -> bool:
        """Whether it is a pronoun."""
        return self._of(Kind.PRONOUN) is not None

    def _of(self, kind: Kind) -> Atom | None:
        return next((a for a in self.atoms if a.meaning.kind is kind), None)


def groups(
    atoms: Sequence[Atom],
    folded: Sequence[str],
    linkers: frozenset[str],
    given: frozenset[str] = frozenset(),
) -> Iterator[Group]:
    """The groups of a sentence's atoms, in order.

    Args:
        linkers: words that may stand between an office and its state.
        given: first letters of given names, which may stand between an office and a surname.
    """
    found: list[Group] = []
    for atom in atoms:
        before = found[-1] if found else None
        if before is not None and _joins(before, atom, folded, linkers, given):
            found[-1] = Group((*before.atoms, atom))
        else:
            found.append(Group((atom,)))
    yield from _shared(found, folded)


def _joins(
    group: Group,
    atom: Atom,
    folded: Sequence[str],
    linkers: frozenset[str],
    given: frozenset[str],
) -> bool:
    gap = folded[group.end : atom.start]
    kind = atom.meaning.kind
    if group.person is not None or group.pair or group.pronoun or len(gap) > LONGEST_GAP:
        return False
    linked = all(word in linkers for word in gap)
    has_state = bool(group.countries)
    if kind is Kind.PERSON:
        named = all(word[:GIVEN] in given for word in gap)
        return named and (group.office is not None or group.counterpart or _adjectival(group))
    if kind is Kind.OFFICE and _begins_with_name(group) and _has_word(gap, linkers):
        return False  # French "en Chine du ministre": the state is not the minister's
    if kind is Kind.OFFICE:
        filler = len(gap) == 1 and gap[0].isalpha() and _adjectival(group)
        return (linked or filler) and (has_state or group.office is not None)
    if kind in (Kind.COUNTERPART, Kind.PEOPLE):
        filler = len(gap) == 1 and gap[0].isalpha()
        return (linked or filler) and _adjectival(group) and group.office is None
    if kind in STATES:
        if group.office is not None or group.counterpart or group.people:
            return (linked and not has_state) or _listed(group, atom, gap, linkers)
    return False


def _adjectival(group: Group) -> bool:
    return len(group.atoms) == 1 and group.atoms[0].meaning.kind in STATES


def _has_word(gap: Sequence[str], linkers: frozenset[str]) -> bool:
    return any(word in linkers and word[0].isalpha() for word in gap)


def _begins_with_name(group: Group) -> bool:
    return group.atoms[0].meaning.kind in (Kind.COUNTRY, Kind.SEAT) and group.office is None


def _listed(group: Group, atom: Atom, gap: Sequence[str], linkers: frozenset[str]) -> bool:
    """ "the foreign ministers of France *and Germany*"."""
    last = group.atoms[-1].meaning.kind
    return (
        last is Kind.COUNTRY
        and atom.meaning.kind is Kind.COUNTRY
        and group.atoms[0].meaning.kind is Kind.OFFICE
        and len(gap[0:1]) > 0
        and gap[0].isalpha()
        and len(gap[0]) <= LONGEST_AND
        and all(word in linkers for word in gap[1:])
    )


def _shared(found: list[Group], folded: Sequence[str]) -> Iterator[Group]:
    """ "the *Russian* and Ukrainian presidents": the first adjective shares the office."""
    for place, group in enumerate(found):
        following = found[place + 1] if place + 1 < len(found) else None
        lone = len(group.atoms) == 1 and group.atoms[0].meaning.kind is Kind.ADJECTIVE
        if lone and following is not None and following.office is not None:
            gap = folded[group.end : following.start]
            first = following.atoms[0].meaning.kind
            if len(gap) == 1 and len(gap[0]) <= LONGEST_AND and first is Kind.ADJECTIVE:
                yield Group(group.atoms, following.office)
                continue
        yield group
