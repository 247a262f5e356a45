"""Happenings of every kind that a ledger can hold, for tests that write and read them."""

from __future__ import annotations

from datetime import date

from hypothesis import strategies as some

from dragoman.export.shape import OURS, Entity, Happening, Own, Spot
from dragoman.model import Basis, Precision, Stance, Status
from dragoman.ontology import Crosswalk

WALK = Crosswalk.load()
STATES = sorted(c.iso3 for c in WALK.countries.by_code.values() if c.sovereign is None)
BODIES = sorted(WALK.walks.organisations)
SECTORS = sorted(
    {"GOV", "MIL", "LEG", "JUD", "COP", "SPY", "OPP", "REB", "BUS", "JRN", "MED", "REF"}
)
CODES = sorted(code for code in WALK.cameo.codes if len(code) >= 3)
# Names as they come: any letters, and signs that could break a line or a list.
names = some.text(
    some.characters(exclude_categories=("Cs", "Cc", "Zs", "Zl", "Zp")) | some.sampled_from(" ;\t"),
    min_size=1,
    max_size=12,
).filter(lambda name: name.strip(' ;\t"') == name and name.casefold() not in ("none", "null"))


def _state(code: str, name: str, sector: str | None, office: str | None) -> Entity:
    sectors = () if sector is None else (sector,)
    return Entity(name, code, None, sectors, office, name, code)


def _body(code: str, name: str) -> Entity:
    plover = WALK.walks.organisations[code].plover
    sector = plover if plover in WALK.walks.international else WALK.walks.international[0]
    return Entity(name, None, code, (sector,), None, name, f"org:{code}")


states = some.builds(
    _state,
    some.sampled_from(STATES),
    names,
    some.none() | some.sampled_from(SECTORS),
    some.none() | some.sampled_from(["president", "foreign minister", "envoy"]),
)
entities = states | some.builds(_body, some.sampled_from(BODIES), names)


@some.composite
def happenings(draw: some.DrawFn) -> Happening:
    """A happening between one to five different parties."""
    sides = draw(some.lists(entities, min_size=1, max_size=5, unique_by=lambda e: e.party))
    mutual = len(sides) > 1 and draw(some.booleans())
    cut = len(sides) if mutual else draw(some.integers(1, len(sides)))
    kind = draw(some.sampled_from(sorted(WALK.plover.types)))
    modes = draw(some.lists(some.sampled_from(sorted(WALK.plover.types[kind].modes) or [""]),
                            max_size=2, unique=True))  # fmt: skip
    day = draw(some.dates(date(1995, 1, 1), date(2035, 12, 31)))
    mirrored = WALK.walks.mirrored
    own = Own(
        of="event",
        act="any",
        status=draw(some.sampled_from(list(Status))),
        basis=draw(some.sampled_from(list(Basis))),
        precision=Precision.DAY,
        claimants=tuple(draw(some.lists(some.none() | some.sampled_from(STATES), max_size=3))),
        stance=draw(some.none() | some.sampled_from(list(Stance))),
        topics=("grain",),
        confidence=0.5,
        documents=("sha256:00",),
    )
    return Happening(
        layout=OURS,
        id=draw(some.text("0123456789abcdef", min_size=16, max_size=16)),
        start=day,
        end=day,
        type=kind,
        modes=tuple(mode for mode in modes if mode),
        contexts=tuple(draw(some.lists(some.sampled_from(WALK.plover.contexts), max_size=3,
                                       unique=True))),
        cameo=draw(some.sampled_from([code for code in CODES if code not in mirrored])),
        quad=WALK.quad(kind),
        score=draw(some.sampled_from([-9.5, -2.0, 0.0, 2.5, 10.0])),
        actors=tuple(sides[:cut]),
        recipients=tuple(sides[cut:]),
        mutual=mutual,
        spot=draw(some.none() | some.builds(Spot, some.sampled_from(STATES))),
        publisher=draw(some.none() | names),
        published=day,
        language=draw(some.sampled_from(["de", "ru", "uk", "en"])),
        source="https://example.org/report",
        sentence=draw(some.integers(0, 40)),
        own=own,
    )  # fmt: skip
