"""POLECAT: 40 columns with PLOVER's types; sides are lists, null is the word None."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.export.layout import DEFAULTS, Malformed, Options, Row, day_of, number, plain, spelled
from dragoman.export.shape import Entity, Happening, Spot
from dragoman.model import LexiconError
from dragoman.ontology import Crosswalk

NAME = "polecat"
COLUMNS = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors",
    "Actor Title", "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector",
    "Recipient Sectors", "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude",
    "GeoNames ID", "Raw Placename", "Feature Type", "Source", "Publication Date",
    "Story People", "Story Organizations", "Story Locations", "Language", "Version",
)  # fmt: skip
ALIASES = {"Event Intensity": "Intensity"}  # what some releases call a column
ACTOR, RECIPIENT = 7, 15  # where the columns of a side begin
NULL, LIST = "None", "; "


@dataclass(frozen=True, slots=True)
class Polecat:
    """The layout of POLECAT's files."""

    walk: Crosswalk
    options: Options = DEFAULTS
    name: str = NAME
    columns: Row = COLUMNS
    header: bool = True

    def rows(self, happening: Happening) -> Iterator[Row]:
        """One row: POLECAT keeps sides as lists."""
        spot = happening.spot or Spot()
        country = self.walk.countries.get(spot.country or "")
        cells = (
            happening.id, happening.start.isoformat() if happening.start else "",
            happening.type, _joined(happening.modes), plain(happening.score),
            plain(happening.quad), _joined(happening.contexts),
            *self._side(happening.actors), *self._side(happening.recipients),
            spot.name or "", spot.city or "", spot.district or "", spot.province or "",
            country.plover if country else "", spelled(spot.latitude), spelled(spot.longitude),
            spot.geonames or "", spot.text or "", "", happening.publisher or "",
            happening.published.isoformat() if happening.published else "",
            "", "", "", happening.language or "",
            f"{self.options.program}, {self.walk.schemes['types']}",
        )  # fmt: skip
        yield tuple(cell or NULL for cell in cells)

    def read(self, cells: Sequence[str]) -> Happening:
        """The happening of a row, its columns in their order."""
        row = dict(zip(COLUMNS, ("" if c == NULL else c for c in cells), strict=True))
        kind = row["Event Type"]
        try:
            codes = self.walk.normal(kind, _parted(row["Event Mode"]), _parted(row["Contexts"]))
            cameo = self.walk.plover_to_cameo(codes.type, codes.modes, codes.contexts)
        except LexiconError as error:
            raise Malformed(str(error)) from None
        quad = number(row["Quad Code"], "quad code")
        day = day_of(row["Event Date"])
        published = row["Publication Date"]
        actors = self._entities(cells[ACTOR:RECIPIENT])
        recipients = self._entities(cells[RECIPIENT : 2 * RECIPIENT - ACTOR])
        return Happening(
            layout=NAME,
            id=row["Event ID"],
            start=day,
            end=day,
            type=codes.type,
            modes=codes.modes,
            contexts=codes.contexts,
            cameo=cameo,
            quad=None if quad is None else int(quad),
            score=number(row["Intensity"], "intensity"),
            actors=actors,
            recipients=recipients,
            mutual=len(actors) > 1 and not recipients,
            spot=self._spot(row),
            publisher=row["Source"] or None,
            published=day_of(published) if published else None,
            language=row["Language"] or None,
        )

    def _side(self, side: Sequence[Entity]) -> Row:
        """The eight columns of a side; lists of them go in step."""

        def each(value: Callable[[Entity], str | None]) -> str:
            return _joined(value(entity) or NULL for entity in side)

        return (
            each(lambda e: e.name), each(self._code), each(self._number),
            each(lambda e: e.sectors[0] if e.sectors else None),
            each(lambda e: ",".join(self._sectors(e))), each(lambda e: e.office),
            each(lambda e: e.text), each(lambda e: None),  # our ids are not Wikipedia's
        )  # fmt: skip

    def _code(self, entity: Entity) -> str | None:
        """The country, or the organisation, by three letters."""
        if entity.country is not None:
            country = self.walk.countries.get(entity.country)
            return entity.country if country is None else country.plover
        body = self.walk.walks.organisations.get(entity.group or "")
        if body is not None:
            return body.plover
        kinds = (s for s in entity.sectors if s in self.walk.walks.international)
        return next(kinds, None)

    def _sectors(self, entity: Entity) -> Row:
        country = self.walk.countries.get(entity.country or "")
        partly = (
            country is not None and country.partly and self.walk.walks.partly not in entity.sectors
        )
        return (*entity.sectors, self.walk.walks.partly) if partly else entity.sectors

    def _number(self, entity: Entity) -> str | None:
        country = self.walk.countries.get(entity.country or "")
        if country is not None and country.sovereign is not None:
            country = self.walk.countries.get(country.sovereign)
        return None if country is None or country.cow is None else str(country.cow)

    def _entities(self, cells: Sequence[str]) -> tuple[Entity, ...]:
        """The sides of eight cells: as many as the longest list."""
        parted = [_cell(cell) for cell in cells]
        size = max(map(len, parted))
        if any(len(column) not in (0, 1, size) for column in parted):
            raise Malformed("lists of a side are not equally long")
        rows = zip(*(column * size if len(column) == 1 else column or [""] * size
                     for column in parted), strict=True)  # fmt: skip
        return tuple(self._entity(*row) for row in rows)

    def _entity(self, *cells: str) -> Entity:
        name, code, cow, first, sectors, office, text, identity = cells
        country = self.walk.countries.code(code)
        if country is None and cow.isdigit():
            country = self.walk.countries.of_cow(int(cow))
        listed = tuple(part.strip() for part in sectors.split(",") if part.strip())
        return Entity(
            name=name or None,
            country=country,
            group=code if country is None and code else None,
            sectors=tuple(dict.fromkeys((first, *listed) if first else listed)),
            office=office or None,
            text=text or None,
            identity=identity or None,
        )

    def _spot(self, row: dict[str, str]) -> Spot | None:
        spot = Spot(
            country=self.walk.countries.code(row["Country"]),
            name=row["Placename"] or None,
            city=row["City"] or None,
            district=row["District"] or None,
            province=row["Province"] or None,
            latitude=number(row["Latitude"], "latitude"),
            longitude=number(row["Longitude"], "longitude"),
            geonames=row["GeoNames ID"] or None,
            text=row["Raw Placename"] or None,
        )
        return None if spot == Spot() else spot


def _joined(values: Iterable[str]) -> str:
    """A list as a cell; a sign that parts lists is none within a value."""
    return LIST.join(value.replace(";", ",") for value in values)


def _parted(cell: str) -> list[str]:
    return [part.strip() for part in cell.replace(",", ";").split(";") if part.strip()]


def _cell(cell: str) -> list[str]:
    """The values of a list, empty for null; of one null, none."""
    if cell in ("", NULL):
        return []
    return ["" if part.strip() == NULL else part.strip() for part in cell.split(";")]
