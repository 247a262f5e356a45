"""Countries by every scheme's code: ISO, COW, FIPS 10-4, ICEWS's names, PLOVER, CAMEO."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import msgspec

from dragoman.ontology.tables import rows


class Spellings(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What other schemes call countries, where it is not what countries.tsv says.

    `plover`, `cameo`, `icews` are by our code; all others lead to it.
    """

    codes: dict[str, str]
    plover: dict[str, str]
    cameo: dict[str, str]
    cow: dict[int, str]
    fips: dict[str, str]
    icews: dict[str, str]
    names: dict[str, str]


@dataclass(frozen=True, slots=True)
class Country:
    """A state or dependency; what has no code in a scheme is None there.

    Attributes:
        iso3: our code, ISO 3166 alpha-3; Kosovo is XKX.
        icews: its English name as ICEWS writes it.
        sovereign: our code of the state that it belongs to, or that it is not recognised apart
            from.
        partly: hardly recognised: PLOVER codes its sovereign and the sector PRE.
    """

    iso3: str
    iso2: str | None
    cow: int | None
    fips: str | None
    name: str
    icews: str
    plover: str
    cameo: str
    sovereign: str | None
    partly: bool


@dataclass(frozen=True, slots=True)
class Countries:
    """All countries, by our code and by those of other schemes."""

    by_code: Mapping[str, Country]
    _codes: Mapping[str, str]
    _cow: Mapping[int, str]
    _fips: Mapping[str, str]
    _names: Mapping[str, str]

    @classmethod
    def load(cls, spellings: Spellings, path: Path | None = None) -> Countries:
        """The table of the package, or of another file.

        Raises:
            LexiconError: it is malformed.
        """
        path = path or Path(__file__).with_name("countries.tsv")
        found = {row["iso3"]: _country(row, spellings) for row in rows(path)}
        codes = {code: code for code in found} | spellings.codes
        cow = {c.cow: code for code, c in found.items() if c.cow is not None} | spellings.cow
        fips = {c.fips: code for code, c in found.items() if c.fips is not None} | spellings.fips
        names = {name: code for code, c in found.items() for name in (c.name, c.icews)}
        names |= spellings.names
        return cls(found, codes, cow, fips, {n.casefold(): code for n, code in names.items()})

    def code(self, spelled: str) -> str | None:
        """Our code of a three-letter code as PLOVER, CAMEO, NGEC or ISO write it.

        >>> from dragoman.ontology import Crosswalk
        >>> [Crosswalk.load().countries.code(code) for code in ("KSV", "KOS", "DEU", "IGO")]
        ['XKX', 'XKX', 'DEU', None]
        """
        return self._codes.get(spelled)

    def of_cow(self, number: int) -> str | None:
        """Our code of a COW number; 260 and 817, which old tables give, are taken."""
        return self._cow.get(number)

    def of_fips(self, code: str) -> str | None:
        """Our code of a FIPS 10-4 code, which is never the ISO one by rule: RS is Russia."""
        return self._fips.get(code)

    def of_name(self, name: str) -> str | None:
        """Our code of an English name, ours or ICEWS's."""
        return self._names.get(name.casefold())

    def get(self, code: str) -> Country | None:
        """The country of our code, or None."""
        return self.by_code.get(code)


def _country(row: dict[str, str], spellings: Spellings) -> Country:
    code, partly = row["iso3"], bool(row["mark"])
    sovereign = row["sovereign"] or None
    return Country(
        iso3=code,
        iso2=row["iso2"] or None,
        cow=int(row["cow"]) if row["cow"] else None,
        fips=row["fips"] or None,
        name=row["name"],
        icews=spellings.icews.get(code, row["name"]),
        plover=spellings.plover.get(code, sovereign or code),
        cameo=spellings.cameo.get(code, sovereign if partly and sovereign else code),
        sovereign=sovereign,
        partly=partly,
    )
