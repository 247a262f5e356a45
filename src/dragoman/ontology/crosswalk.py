"""Codes of one scheme in another: PLOVER, CAMEO, GDELT, ICEWS, POLECAT. Needs nothing else of ours.

>>> walk = Crosswalk.load()
>>> walk.cameo_to_plover("1312")
PloverCode(type='THREATEN', modes=('restrict',), contexts=('economic',))
>>> walk.plover_to_cameo("CONSULT", ("phone",))
'041'
>>> walk.countries.get("DEU").fips
'GM'
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import msgspec

from dragoman.model import LexiconError
from dragoman.ontology.cameo import BASE, Cameo, CameoCode
from dragoman.ontology.countries import Countries, Spellings
from dragoman.ontology.ontology import FOLDER, Plover, read_yaml

Item = TypeVar("Item")


class Draft(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a type of an earlier draft is now."""

    type: str
    mode: str = ""
    context: str = ""


class Sector(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A PLOVER sector elsewhere: its CAMEO role, ICEWS's words, and roles that mean it too."""

    cameo: str
    icews: tuple[str, ...]
    also: tuple[str, ...] = ()


class Organisation(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """An organisation elsewhere: its PLOVER code, its known group in CAMEO, and that above it."""

    plover: str
    cameo: str
    within: str = ""


class Walks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """crosswalk.yaml; see the comments there."""

    schemes: dict[str, str]
    types: dict[str, Draft]
    modes: dict[str, dict[str, str]]
    contexts: dict[str, str]
    mirrored: dict[str, str]
    hosting: tuple[str, ...]
    directed: tuple[str, ...]
    codes: dict[str, str]
    general: tuple[str, ...]
    apart: dict[str, tuple[str, ...]]
    appeals: dict[str, str]
    sectors: dict[str, Sector]
    narrower: dict[str, str]
    offices: dict[str, tuple[str, ...]]
    partly: str
    international: tuple[str, ...]
    organisations: dict[str, Organisation]
    countries: Spellings
    languages: dict[str, str]


@dataclass(frozen=True, slots=True)
class PloverCode:
    """A PLOVER type with modes and contexts; the type is empty where only a context is known."""

    type: str
    modes: tuple[str, ...] = ()
    contexts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Crosswalk:
    """All codes of all schemes; load once."""

    cameo: Cameo
    countries: Countries
    plover: Plover
    walks: Walks

    @classmethod
    def load(cls, folder: Path = FOLDER) -> Crosswalk:
        """The crosswalk of the package, or of another folder of the same layout.

        Raises:
            LexiconError: a file is malformed.
        """
        walks = read_yaml(folder / "crosswalk.yaml", Walks)
        return cls(
            Cameo.load(folder / "cameo.tsv"),
            Countries.load(walks.countries, folder / "countries.tsv"),
            read_yaml(folder / "plover.yaml", Plover),
            walks,
        )

    @property
    def schemes(self) -> Mapping[str, str]:
        """Names and versions of the schemes, as every export states them."""
        return self.walks.schemes

    def cameo_to_plover(self, code: str, *, appeals: bool = False) -> PloverCode | None:
        """What a CAMEO code is in PLOVER, by the repaired map; None for what PLOVER drops.

        Args:
            appeals: whether appeals (02), which the map drops, are taken for requests.

        Raises:
            LexiconError: there is no such code.
        """
        known = self.cameo[code]
        if known.types:
            return PloverCode(known.types[0], known.modes, known.contexts)
        mode = self.walks.appeals.get(known.base)
        if appeals and mode is not None:
            return PloverCode(self.walks.types["DEMAND"].type, (mode,))
        return None

    def plover_to_cameo(
        self, kind: str, modes: Iterable[str] = (), contexts: Iterable[str] = ()
    ) -> str:
        """The most general CAMEO code of a PLOVER type, mode and contexts.

        Its type in the map is that type again; its mode too, unless crosswalk.yaml names the code.

        Raises:
            LexiconError: there is no such type.
        """
        if kind not in self.plover.types:
            raise LexiconError(f"no PLOVER type {kind!r} in ontology/plover.yaml")
        mode = next(iter(modes), None)
        fitting = list(self._rows(kind, mode))
        telling = frozenset(contexts) - frozenset(self.walks.general)
        narrow = [row for row in fitting if telling & frozenset(row.contexts)]
        named = self.walks.codes.get(kind if mode is None else f"{kind}/{mode}")
        if narrow:
            return min(narrow, key=lambda row: _far(row, telling)).code
        if named is not None:
            return named
        if fitting:
            return min(fitting, key=lambda row: _far(row, telling)).code
        return self.plover_to_cameo(kind, (), contexts)

    def normal(
        self, kind: str, modes: Iterable[str] = (), contexts: Iterable[str] = ()
    ) -> PloverCode:
        """PLOVER codes as the current manual writes them, of what earlier drafts and other
        implementations write; what it does not know is left out.

        Raises:
            LexiconError: the type is none of any draft.
        """
        draft = self.walks.types.get(kind)
        now = kind if draft is None else draft.type
        if now and now not in self.plover.types:
            raise LexiconError(f"{kind!r} is no PLOVER type")
        renamed = self.walks.modes.get(now, {})
        known = self.plover.types[now].modes if now else {}
        given = [*([draft.mode] if draft and draft.mode else []), *modes]
        found = [renamed.get(mode, mode) for mode in given]
        about = [*([draft.context] if draft and draft.context else []), *contexts]
        named = [self.walks.contexts.get(context, context) for context in about]
        return PloverCode(
            now,
            _each(mode for mode in found if mode in known),
            _each(context for context in named if context in self.plover.contexts),
        )

    def quad(self, kind: str) -> int:
        """PLOVER's quad class of a type."""
        return self.plover.types[kind].quad

    def takes_recipient(self, kind: str) -> bool:
        """Whether an event of a type must have a recipient in PLOVER."""
        return self.plover.types[kind].recipient

    def announced(self, kind: str) -> bool:
        """Whether a planned act is coded as this type, so that the announcement is the event."""
        return any(future.type == kind for future in self.plover.planned.values())

    def role(self, sector: str) -> str:
        """The CAMEO role of a PLOVER sector, or nothing: JRN is MED, MED is HLH."""
        known = self.walks.sectors.get(sector)
        return "" if known is None else known.cameo

    def sector_of_role(self, role: str) -> str | None:
        """The PLOVER sector of a CAMEO role, or None."""
        for name, sector in self.walks.sectors.items():
            if role and role in (sector.cameo, *sector.also):
                return name
        return None

    def sector_of_word(self, word: str) -> str | None:
        """The PLOVER sector of one of ICEWS's words, or None."""
        narrow = self.walks.narrower.get(word)
        if narrow is not None:
            return narrow
        return next((name for name, s in self.walks.sectors.items() if word in s.icews), None)

    def group_of_cameo(self, group: str) -> str | None:
        """Our short name of a known group in CAMEO, or None."""
        found = (n for n, body in self.walks.organisations.items() if body.cameo == group)
        return next(found, None)

    def _rows(self, kind: str, mode: str | None) -> Iterator[CameoCode]:
        """Rows of the map for a type and mode. A root is no event, only what events hang under."""
        for row in self.cameo.codes.values():
            if len(row.code) >= BASE and kind in row.types:
                if (mode in row.modes) if mode is not None else not row.modes:
                    yield row


def _far(row: CameoCode, telling: Collection[str]) -> tuple[int, int, int, str]:
    """How far a row is from some contexts, and how special it is."""
    shared = len(frozenset(row.contexts) & frozenset(telling))
    return -shared, len(row.contexts) - shared, len(row.code), row.code


def _each(items: Iterable[Item]) -> tuple[Item, ...]:
    return tuple(dict.fromkeys(items))
