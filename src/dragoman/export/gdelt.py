"""GDELT 2.0 events: 61 columns without a header, ordered pairs of sides, CAMEO's codes."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.export.layout import (
    DEFAULTS,
    Malformed,
    Options,
    Row,
    day_of,
    number,
    number_of,
    plain,
)
from dragoman.export.shape import Dyad, Entity, Happening, Spot, dyads
from dragoman.ontology import Crosswalk

NAME = "gdelt"
SIDE = (
    "Code", "Name", "CountryCode", "KnownGroupCode", "EthnicCode", "Religion1Code",
    "Religion2Code", "Type1Code", "Type2Code", "Type3Code",
)  # fmt: skip
PLACE = (
    "Type", "Fullname", "CountryCode", "ADM1Code", "ADM2Code", "Lat", "Long", "FeatureID",
)  # fmt: skip
COLUMNS = (
    "GLOBALEVENTID", "SQLDATE", "MonthYear", "Year", "FractionDate",
    *(f"Actor1{part}" for part in SIDE), *(f"Actor2{part}" for part in SIDE),
    "IsRootEvent", "EventCode", "EventBaseCode", "EventRootCode", "QuadClass", "GoldsteinScale",
    "NumMentions", "NumSources", "NumArticles", "AvgTone",
    *(f"Actor1Geo_{part}" for part in PLACE), *(f"Actor2Geo_{part}" for part in PLACE),
    *(f"ActionGeo_{part}" for part in PLACE), "DATEADDED", "SOURCEURL",
)  # fmt: skip
SECOND_LEVEL = ("Actor1Geo_ADM2Code", "Actor2Geo_ADM2Code", "ActionGeo_ADM2Code")
# GDELT 1.0 has no second level of places, and in its first years no address either.
FORMER = {
    58: tuple(c for c in COLUMNS if c not in SECOND_LEVEL),
    57: tuple(c for c in COLUMNS[:-1] if c not in SECOND_LEVEL),
}
NOWHERE: Row = ("0", *[""] * (len(PLACE) - 1))
COUNTRY, CITY = "1", ("3", "4")  # types of places
LEAD = 3  # sentences at the head of a document: title, dateline, lead
UNMEASURED = "0"  # AvgTone: we measure none, and clients demand a number
TYPES = 3  # roles that a side can have


@dataclass(frozen=True, slots=True)
class Gdelt:
    """The layout of GDELT's event files."""

    walk: Crosswalk
    options: Options = DEFAULTS
    name: str = NAME
    columns: Row = COLUMNS
    header: bool = False

    def rows(self, happening: Happening) -> Iterator[Row]:
        """A row for every ordered pair of sides."""
        for dyad in dyads(happening, self.walk):
            yield self._row(happening, dyad)

    def row_id(self, happening: Happening, dyad: Dyad) -> str:
        """The number of a row: that of its happening between these two sides."""
        by, towards = self.side(dyad.by), self.side(dyad.towards)
        return number_of(happening.id, *by[:2], *towards[:2], dyad.cameo)

    def side(self, entity: Entity | None) -> Row:
        """The ten columns of a side."""
        if entity is None:
            return ("",) * len(SIDE)
        country = self.walk.countries.get(entity.country or "")
        land = "" if country is None else country.cameo
        body = self.walk.walks.organisations.get(entity.group or "")
        group = "" if body is None else body.cameo
        roles = [r for r in dict.fromkeys(map(self.walk.role, entity.sectors)) if r][:TYPES]
        # From the general to the special: GDELT's IGOUNO, RUSGOV.
        above = "" if body is None else body.within
        code = land + "".join(roles) if land else "".join(roles[:1]) + above + group
        types = (*roles, *[""] * (TYPES - len(roles)))
        return (code, (entity.name or "").upper(), land, group, "", "", "", *types)

    def read(self, cells: Sequence[str]) -> Happening:
        """The happening of a row of 61 columns, or of GDELT 1.0's 57 or 58."""
        columns = COLUMNS if len(cells) == len(COLUMNS) else FORMER.get(len(cells))
        if columns is None:
            raise Malformed(f"{len(cells)} columns, not {len(COLUMNS)}")
        row = dict.fromkeys(COLUMNS, "") | dict(zip(columns, cells, strict=True))
        cameo = row["EventCode"]
        if cameo not in self.walk.cameo:
            raise Malformed(f"{cameo!r} is no CAMEO code")
        codes = self.walk.cameo_to_plover(cameo)
        quad = number(row["QuadClass"], "quad class")
        day = day_of(row["SQLDATE"])
        towards = self._entity("Actor2", row)
        return Happening(
            layout=NAME,
            id=row["GLOBALEVENTID"],
            start=day,
            end=day,
            type="" if codes is None else codes.type,
            modes=() if codes is None else codes.modes,
            contexts=() if codes is None else codes.contexts,
            cameo=cameo,
            quad=None if quad is None else int(quad),
            score=number(row["GoldsteinScale"], "score"),
            actors=tuple(e for e in [self._entity("Actor1", row)] if e is not None),
            recipients=() if towards is None else (towards,),
            spot=self._spot(row),
            published=day_of(row["DATEADDED"][:8]) if row["DATEADDED"] else None,
            source=row["SOURCEURL"] or None,
        )

    def _row(self, happening: Happening, dyad: Dyad) -> Row:
        code = self.walk.cameo[dyad.cameo]
        day = happening.start
        assert day is not None  # what has no day is left out before
        added = happening.published or day
        sources = {a.heading.publisher or a.heading.source for a in happening.accounts}
        articles = {a.heading.id for a in happening.accounts}
        return (
            self.row_id(happening, dyad), f"{day:%Y%m%d}", f"{day:%Y%m}", f"{day.year:04}",
            fraction(day), *self.side(dyad.by), *self.side(dyad.towards),
            "1" if (happening.sentence or 0) < LEAD else "0",
            code.code, code.base, code.root, str(code.quad),
            plain(self.walk.cameo.score(code.code)),
            str(max(1, len(happening.accounts))), str(max(1, len(sources))),
            str(max(1, len(articles))), UNMEASURED,
            *NOWHERE, *NOWHERE, *self._geo(happening.spot),
            f"{added:%Y%m%d}000000", happening.source or "",
        )  # fmt: skip

    def _geo(self, spot: Spot | None) -> Row:
        """The eight columns of a place: we know its country."""
        country = None if spot is None else self.walk.countries.get(spot.country or "")
        if spot is None or country is None or country.fips is None:
            return NOWHERE
        where = (plain(spot.latitude), plain(spot.longitude))
        return (COUNTRY, country.name, country.fips, country.fips, "", *where, country.fips)

    def _entity(self, side: str, row: dict[str, str]) -> Entity | None:
        code, name = row[f"{side}Code"], row[f"{side}Name"]
        if not (code or name):
            return None
        group = row[f"{side}KnownGroupCode"]
        roles = [row[f"{side}Type{place}Code"] for place in (1, 2, 3)]
        sectors = (self.walk.sector_of_role(role) for role in roles)
        return Entity(
            name=name or None,
            country=self.walk.countries.code(row[f"{side}CountryCode"]),
            group=self.walk.group_of_cameo(group) or group or None,
            sectors=tuple(dict.fromkeys(s for s in sectors if s is not None)),
            identity=code or None,
        )

    def _spot(self, row: dict[str, str]) -> Spot | None:
        kind, name = row["ActionGeo_Type"], row["ActionGeo_Fullname"]
        if not name and not row["ActionGeo_CountryCode"]:
            return None
        return Spot(
            country=self.walk.countries.of_fips(row["ActionGeo_CountryCode"]),
            name=name or None,
            city=name.partition(",")[0] if kind in CITY else None,
            latitude=number(row["ActionGeo_Lat"], "latitude"),
            longitude=number(row["ActionGeo_Long"], "longitude"),
        )


def fraction(day: date) -> str:
    """GDELT's FractionDate: the share of the year that is over, months of 30 days.

    >>> fraction(date(2025, 2, 12))
    '2025.1973'
    """
    return f"{day.year + (day.month * 30 + day.day) / 365:.4f}"
