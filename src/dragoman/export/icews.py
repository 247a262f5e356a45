"""ICEWS: 20 columns, countries by English names, sectors by words, ordered pairs of sides."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.export.layout import (
    DEFAULTS,
    Malformed,
    Options,
    Row,
    day_of,
    number,
    number_of,
    plain,
    spelled,
)  # fmt: skip
from dragoman.export.shape import Dyad, Entity, Happening, Spot, dyads
from dragoman.ontology import Crosswalk, Scale

NAME = "icews"
COLUMNS = (
    "Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text",
    "CAMEO Code", "Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID",
    "Sentence Number", "Publisher", "City", "District", "Province", "Country", "Latitude",
    "Longitude",
)  # fmt: skip
OPTIONAL = frozenset({"CAMEO Code"})  # the file of 2017 has none: its text says which code
NULL = "NULL"


@dataclass(frozen=True, slots=True)
class Icews:
    """The layout of ICEWS's files."""

    walk: Crosswalk
    options: Options = DEFAULTS
    name: str = NAME
    columns: Row = COLUMNS
    header: bool = True

    def rows(self, happening: Happening) -> Iterator[Row]:
        """A row for every ordered pair of sides."""
        for dyad in dyads(happening, self.walk):
            yield self._row(happening, dyad)

    def read(self, cells: Sequence[str]) -> Happening:
        """The happening of a row, its columns in their order."""
        row = dict(zip(COLUMNS, ("" if c == NULL else c for c in cells), strict=True))
        cameo = self._code(row)
        codes = self.walk.cameo_to_plover(cameo)
        sentence = number(row["Sentence Number"], "sentence number")
        day = day_of(row["Event Date"])
        towards = self._entity("Target", row)
        return Happening(
            layout=NAME,
            id=row["Event ID"],
            start=day,
            end=day,
            type="" if codes is None else codes.type,
            modes=() if codes is None else codes.modes,
            contexts=() if codes is None else codes.contexts,
            cameo=cameo,
            quad=self.walk.cameo.quad(cameo),
            score=number(row["Intensity"], "intensity"),
            actors=tuple(e for e in [self._entity("Source", row)] if e is not None),
            recipients=() if towards is None else (towards,),
            spot=self._spot(row),
            publisher=row["Publisher"] or None,
            source=row["Story ID"] or None,
            sentence=None if sentence is None else int(sentence) - 1,
        )

    def _row(self, happening: Happening, dyad: Dyad) -> Row:
        assert happening.start is not None  # what has no day is left out before
        code, spot = self.walk.cameo[dyad.cameo], happening.spot or Spot()
        country = self.walk.countries.get(spot.country or "")
        by, towards = self._side(dyad.by), self._side(dyad.towards)
        return (
            number_of(happening.id, *by, *towards, dyad.cameo), happening.start.isoformat(), *by,
            code.name, code.code, plain(self.walk.cameo.score(code.code, Scale.ICEWS)), *towards,
            happening.source or "",
            "" if happening.sentence is None else str(happening.sentence + 1),
            happening.publisher or "", spot.city or "", spot.district or "", spot.province or "",
            "" if country is None else country.icews, spelled(spot.latitude),
            spelled(spot.longitude),
        )  # fmt: skip

    def _side(self, entity: Entity | None) -> Row:
        """Name, sectors in order of the alphabet, country."""
        if entity is None:
            return "", "", ""
        country = self.walk.countries.get(entity.country or "")
        listed = (self.walk.walks.sectors.get(sector) for sector in entity.sectors)
        words = {word for sector in listed if sector is not None for word in sector.icews}
        words |= set(self.walk.walks.offices.get(entity.office or "", ()))
        return (
            entity.name or "",
            ",".join(sorted(words)),
            "" if country is None else country.icews,
        )

    def _code(self, row: dict[str, str]) -> str:
        """The code; where a file has none, that of its label."""
        cameo, text = row["CAMEO Code"], row["Event Text"]
        if not cameo:
            labels = (c.code for c in self.walk.cameo.codes.values()
                      if c.name.casefold() == text.casefold() and c.code != c.root)  # fmt: skip
            cameo = next(labels, "")
        if cameo not in self.walk.cameo:
            raise Malformed(f"{cameo or text!r} is no CAMEO code")
        return cameo

    def _entity(self, side: str, row: dict[str, str]) -> Entity | None:
        name, country = row[f"{side} Name"], row[f"{side} Country"]
        if not (name or country):
            return None
        words = sorted(part.strip(' "') for part in row[f"{side} Sectors"].split(","))
        sectors = (self.walk.sector_of_word(word) for word in words)
        return Entity(
            name=name or None,
            country=self.walk.countries.of_name(country),
            sectors=tuple(dict.fromkeys(s for s in sectors if s is not None)),
        )

    def _spot(self, row: dict[str, str]) -> Spot | None:
        spot = Spot(
            country=self.walk.countries.of_name(row["Country"]),
            name=row["Country"] or None,
            city=row["City"] or None,
            district=row["District"] or None,
            province=row["Province"] or None,
            latitude=number(row["Latitude"], "latitude"),
            longitude=number(row["Longitude"], "longitude"),
        )
        return None if spot == Spot() else spot
