"""The shape that layouts of other projects share: what we write into them and read from them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import permutations, product

from dragoman.model import Account, Basis, Precision, Stance, Status
from dragoman.ontology import Crosswalk

OURS = "dragoman"  # as a layout: a happening that comes from a ledger


@dataclass(frozen=True, slots=True)
class Entity:
    """Who did it, or towards whom.

    Attributes:
        country: our code (ISO 3166 alpha-3; Kosovo is XKX).
        group: short name of an organisation ("NATO"), ours where we have one.
        sectors: PLOVER's, the first foremost.
        text: the words that name it.
        identity: our id, or that of a knowledge base.
    """

    name: str | None = None
    country: str | None = None
    group: str | None = None
    sectors: tuple[str, ...] = ()
    office: str | None = None
    text: str | None = None
    identity: str | None = None

    @property
    def party(self) -> str | None:
        """The unit that events are counted by."""
        return self.country or self.group or self.identity or self.name


@dataclass(frozen=True, slots=True)
class Spot:
    """Where it happened; `country` is our code."""

    country: str | None = None
    name: str | None = None
    city: str | None = None
    district: str | None = None
    province: str | None = None
    latitude: float | None = None
    longitude: float | None = None
    geonames: str | None = None
    text: str | None = None


@dataclass(frozen=True, slots=True)
class Own:
    """What other layouts have no room for: a status, who says so, what a date rests on.

    Attributes:
        of: "claim" or "event".
        claimants: party codes, empty for an unnamed source; None is a document's own voice.
        documents: ids of the documents that tell it.
    """

    of: str
    act: str
    status: Status
    basis: Basis | None
    precision: Precision | None
    claimants: tuple[str | None, ...] = ()
    stance: Stance | None = None
    topics: tuple[str, ...] = ()
    confidence: float | None = None
    origins: int = 1
    documents: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Happening:
    """One happening, as any layout has it; what a layout does not say is None or empty.

    Attributes:
        layout: the layout that it was read from, or `OURS`.
        id: as it stands in its layout, where it need not be unique.
        start, end: days, inclusive.
        type, modes, contexts: PLOVER's; by the crosswalk where the layout has CAMEO only.
        cameo: CAMEO's; by the crosswalk where the layout has PLOVER only.
        quad: quad class in the layout's own scheme.
        score: PLOVER's score or the Goldstein score, whichever the layout has.
        mutual: all of `actors` did it together and there are no recipients.
        source: address or name of the report.
        sentence: number of its sentence, from 0.
        accounts: the claims that tell it, where it comes from a ledger.
    """

    layout: str
    id: str
    start: date | None
    end: date | None
    type: str
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    cameo: str
    quad: int | None
    score: float | None
    actors: tuple[Entity, ...]
    recipients: tuple[Entity, ...] = ()
    mutual: bool = False
    spot: Spot | None = None
    publisher: str | None = None
    published: date | None = None
    language: str | None = None
    source: str | None = None
    sentence: int | None = None
    own: Own | None = None
    accounts: tuple[Account, ...] = ()


@dataclass(frozen=True, slots=True)
class Dyad:
    """One side towards another, as layouts without lists have it; `towards` None: nobody."""

    by: Entity
    towards: Entity | None
    cameo: str


def dyads(happening: Happening, walk: Crosswalk) -> Iterator[Dyad]:
    """A happening between any number of sides as ordered pairs, each once.

    What all do together is written in both directions, and so is what the other side does by
    another code: a visit is received.
    """
    mirrored = walk.walks.mirrored.get(happening.cameo)
    if happening.mutual and len(happening.actors) > 1:
        found = [Dyad(*pair, happening.cameo) for pair in permutations(happening.actors, 2)]
    else:
        pairs = list(product(happening.actors, happening.recipients or (None,)))
        found = [Dyad(by, towards, happening.cameo) for by, towards in pairs]
        if mirrored is not None:
            found += [Dyad(to, by, mirrored) for by, to in pairs if to is not None]
    several = len({entity.party for entity in (*happening.actors, *happening.recipients)}) > 1
    seen: set[tuple[object, ...]] = set()
    for dyad in found:
        key = (_key(dyad.by), _key(dyad.towards), dyad.cameo)
        at_home = dyad.towards is not None and dyad.by.party == dyad.towards.party
        if key not in seen and not (several and at_home):
            seen.add(key)
            yield dyad


def _key(entity: Entity | None) -> tuple[object, ...]:
    """What two rows may not have in common: layouts know sides by these."""
    if entity is None:
        return ()
    named = None if entity.country or entity.group else entity.name
    return entity.country, entity.group, entity.sectors, named
