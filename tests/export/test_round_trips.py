"""What is written into a layout and read again, as far as the layout can hold it."""

from __future__ import annotations

from hypothesis import assume, given, settings

from dragoman.export.gdelt import COLUMNS, Gdelt
from dragoman.export.icews import Icews
from dragoman.export.layout import Layout, line
from dragoman.export.plover import Plover
from dragoman.export.polecat import Polecat
from dragoman.export.readers import cells_of
from dragoman.export.shape import Happening
from tests.export.strategies import WALK, happenings


def back(layout: Layout, happening: Happening) -> list[Happening]:
    """The rows of a happening as lines, and read again."""
    rows = list(layout.rows(happening))
    assert all(len(row) == len(layout.columns) for row in rows)
    assert len({row[0] for row in rows}) == len(rows)
    return [layout.read(cells_of(line(row))) for row in rows]


def ordered(happening: Happening) -> set[tuple[str | None, str | None]]:
    """The ordered pairs of parties that layouts without lists have a row for."""
    actors = [entity.party for entity in happening.actors]
    if happening.mutual:
        return {(one, other) for one in actors for other in actors if one != other}
    towards = [entity.party for entity in happening.recipients] or [None]
    return {(one, other) for one in actors for other in towards}


@given(happenings())
@settings(deadline=None)
def test_gdelt_keeps_codes_parties_day_and_place(happening: Happening) -> None:
    found = back(Gdelt(WALK), happening)
    pairs = {(h.actors[0].party, h.recipients[0].party if h.recipients else None) for h in found}
    assert pairs == ordered(happening)
    for one in found:
        assert one.cameo == happening.cameo
        assert (one.start, one.published) == (happening.start, happening.published)
        assert one.score == WALK.cameo.score(happening.cameo)
        assert one.quad == WALK.cameo.quad(happening.cameo)
        assert one.source == happening.source
        spot = happening.spot
        fips = None if spot is None else WALK.countries.by_code[spot.country or ""].fips
        assert (one.spot.country if one.spot else None) == (spot.country if spot and fips else None)
    sectors = {e.party: e.sectors for h in found for e in (*h.actors, *h.recipients)}
    assert sectors == {e.party: e.sectors for e in (*happening.actors, *happening.recipients)}


@given(happenings())
@settings(deadline=None)
def test_icews_keeps_codes_countries_names_and_day(happening: Happening) -> None:
    found = back(Icews(WALK), happening)
    names = {(h.actors[0].name, h.recipients[0].name if h.recipients else None) for h in found}
    sides = {e.party: plain(e.name) for e in (*happening.actors, *happening.recipients)}
    assert names == {(sides[one], sides.get(other)) for one, other in ordered(happening)}
    for one in found:
        assert (one.cameo, one.start) == (happening.cameo, happening.start)
        assert one.publisher == (plain(happening.publisher) if happening.publisher else None)
        assert one.sentence == happening.sentence
        for entity in (*one.actors, *one.recipients):
            assert entity.country in {
                e.country for e in (*happening.actors, *happening.recipients)
                if plain(e.name) == entity.name
            }  # fmt: skip


@given(happenings())
@settings(deadline=None)
def test_polecat_keeps_plovers_codes_and_sides_as_lists(happening: Happening) -> None:
    (found,) = back(Polecat(WALK), happening)
    assert (found.id, found.type, found.modes) == (happening.id, happening.type, happening.modes)
    assert (found.contexts, found.quad, found.score) == (
        happening.contexts, happening.quad, happening.score,
    )  # fmt: skip
    assert (found.start, found.published) == (happening.start, happening.published)
    for read, written in ((found.actors, happening.actors),
                          (found.recipients, happening.recipients)):  # fmt: skip
        assert [e.country for e in read] == [e.country for e in written]
        assert [e.name for e in read] == [listed(e.name) for e in written]
        assert [e.sectors for e in read] == [e.sectors for e in written]
        assert [e.office for e in read] == [e.office for e in written]
    assert (found.spot.country if found.spot else None) == (
        happening.spot.country if happening.spot else None
    )


@given(happenings())
@settings(deadline=None)
def test_plover_keeps_all_but_the_names_of_places(happening: Happening) -> None:
    written = Plover(WALK).write(happening)
    found = Plover(WALK).read(written)
    assert Plover(WALK).write(found) == written
    for field in ("id", "start", "end", "type", "modes", "contexts", "cameo", "quad", "score",
                  "mutual", "publisher", "published", "language", "source", "own"):  # fmt: skip
        assert getattr(found, field) == getattr(happening, field), field
    assert [e.party for e in found.actors] == [e.party for e in happening.actors]
    assert [e.party for e in found.recipients] == [e.party for e in happening.recipients]
    assert [e.name for e in found.actors] == [e.name for e in happening.actors]


@given(happenings(), happenings())
def test_rows_of_different_happenings_have_different_numbers(
    one: Happening, other: Happening
) -> None:
    assume(one.id != other.id)
    for layout in (Gdelt(WALK), Icews(WALK)):
        assert not {r[0] for r in layout.rows(one)} & {r[0] for r in layout.rows(other)}


def test_gdelt_has_61_columns() -> None:
    assert len(COLUMNS) == len(set(COLUMNS)) == 61
    places = {name: place for place, name in enumerate(COLUMNS)}
    assert [places[n] for n in ("Actor2Code", "IsRootEvent", "EventCode", "AvgTone")] == [
        15, 25, 26, 34,
    ]  # fmt: skip
    assert [places[n] for n in ("ActionGeo_Type", "DATEADDED", "SOURCEURL")] == [51, 59, 60]


def plain(name: str | None) -> str | None:
    """A name as a cell can hold it."""
    return None if name is None else name.replace("\t", " ")


def listed(name: str | None) -> str | None:
    """A name as a list in a cell can hold it."""
    kept = plain(name)
    return None if kept is None else kept.replace(";", ",")
