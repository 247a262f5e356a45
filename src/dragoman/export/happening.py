"""Claims and events of a ledger in the shape that other projects' layouts share."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date

from dragoman.export.shape import OURS, Entity, Happening, Own, Spot
from dragoman.model import (
    MEDIUM,
    Account,
    Actor,
    Basis,
    Claim,
    Event,
    Party,
    Precision,
    When,
)
from dragoman.ontology import Crosswalk

CLAIM, EVENT = "claim", "event"
PRESS = "JRN"  # what the sector of the press is in PLOVER
BODY = "org:"


def happening(item: Account | Event, walk: Crosswalk) -> Happening:
    """A claim or an event in the common shape."""
    return of_claim(item, walk) if isinstance(item, Account) else of_event(item, walk)


def of_claim(account: Account, walk: Crosswalk) -> Happening:
    """A claim as one document makes it. A claim without a day is put on no day."""
    claim, heading = account.claim, account.heading
    when = claim.when
    start, end = _days(when)
    actors, recipients, cameo = _sides(
        claim, [entity(p, walk) for p in claim.actors], [entity(p, walk) for p in claim.recipients],
        walk,
    )  # fmt: skip
    own = Own(
        of=CLAIM,
        act=claim.act,
        status=claim.status,
        basis=when.basis if when is not None and start is not None else None,
        precision=when.precision if when is not None and start is not None else None,
        claimants=(_voice(claim),),
        stance=None if claim.claimant is None else claim.claimant.stance,
        topics=claim.topics,
        confidence=claim.confidence,
        documents=(heading.id,),
    )
    return Happening(
        layout=OURS,
        id=claim.id,
        start=start,
        end=end,
        type=claim.type,
        modes=claim.modes,
        contexts=claim.contexts,
        cameo=cameo,
        quad=claim.quad,
        score=claim.intensity,
        actors=actors,
        recipients=recipients,
        mutual=claim.symmetric and not recipients,
        spot=_spot(claim.place),
        publisher=heading.publisher,
        published=heading.published,
        language=heading.language,
        source=heading.url or heading.source,
        sentence=claim.sentence,
        own=own,
        accounts=(account,),
    )


def of_event(event: Event, walk: Crosswalk) -> Happening:
    """An event, with names and places from the first of its accounts that tells it so."""
    lead = _lead(event)
    actors, recipients, cameo = _event_sides(event, lead, walk)
    start, end = event.window.start, event.window.end
    own = Own(
        of=EVENT,
        act=event.act,
        status=event.status,
        basis=_basis(event.accounts) if start is not None else None,
        precision=_precision(start, end),
        claimants=event.claimants,
        topics=event.topics,
        confidence=max((a.claim.confidence for a in event.accounts), default=None),
        origins=event.origins,
        documents=tuple(dict.fromkeys(a.heading.id for a in event.accounts)),
    )
    told = [a.heading for a in event.accounts]
    first = lead.heading if lead is not None else None
    places = (a.claim.place for a in event.accounts if a.claim.place is not None)
    return Happening(
        layout=OURS,
        id=event.id,
        start=start,
        end=end or start,
        type=event.type,
        modes=event.modes,
        contexts=event.contexts,
        cameo=cameo,
        quad=event.quad,
        score=event.intensity,
        actors=actors,
        recipients=recipients,
        mutual=event.symmetric and not recipients,
        spot=_spot(next(places, None)),
        publisher=None if first is None else first.publisher,
        published=min((h.published for h in told if h.published is not None), default=None),
        language=None if first is None else first.language,
        source=None if first is None else first.url or first.source,
        sentence=None if lead is None else lead.claim.sentence,
        own=own,
        accounts=event.accounts,
    )


def code(party: Party) -> str:
    """The party code of an actor, as events name it."""
    return party.actor.party or party.actor.id


def entity(party: Party, walk: Crosswalk) -> Entity:
    """A party in the common shape."""
    actor = party.actor
    group = actor.party if actor.country is None and actor.id.startswith(BODY) else None
    return Entity(
        name=actor.name,
        country=actor.country,
        group=group,
        sectors=_sectors(actor, group, walk),
        office=actor.office,
        text=party.span.text,
        identity=actor.id,
    )


def _sectors(actor: Actor, group: str | None, walk: Crosswalk) -> tuple[str, ...]:
    """Sectors as PLOVER names them: MED is health there, and the press is JRN."""
    if actor.id.startswith(MEDIUM):
        return (PRESS,)
    if actor.sector is not None:
        return (actor.sector,)
    if group is None:
        return ()
    body = walk.walks.organisations.get(group)
    kind = body.plover if body is not None else ""
    return (kind if kind in walk.walks.international else walk.walks.international[0],)


def _sides(
    claim: Claim, actors: Sequence[Entity], recipients: Sequence[Entity], walk: Crosswalk
) -> tuple[tuple[Entity, ...], tuple[Entity, ...], str]:
    """Who does it, towards whom, by which code: of a visit the guests and the host.

    Ours has all parties of a mutual act in one list: whoever is named to act stands first. The
    host is the side in whose country it takes place, or else the first of who receive and the last
    of who travel.
    """
    coming = set(claim.modes) & set(walk.walks.directed)
    if not (claim.symmetric and coming) or len(actors) < 2 or recipients:
        return tuple(actors), tuple(recipients), claim.cameo
    hosting = claim.cameo in walk.walks.hosting
    cameo = walk.walks.mirrored[claim.cameo] if hosting else claim.cameo
    host = (actors[0] if hosting else actors[-1]).party
    there = claim.place.actor.country if claim.place is not None else None
    if there is not None and any(a.country == there for a in actors):
        host = there
    guests = tuple(a for a in actors if a.party != host)
    hosts = tuple(a for a in actors if a.party == host)
    return (guests, hosts, cameo) if guests else (tuple(actors), (), claim.cameo)


def _event_sides(
    event: Event, lead: Account | None, walk: Crosswalk
) -> tuple[tuple[Entity, ...], tuple[Entity, ...], str]:
    if lead is not None:
        claim = lead.claim
        actors = _once(claim.actors, event.actors, walk)
        recipients = _once(claim.recipients, event.recipients, walk)
        if claim.act == event.act:
            return _sides(claim, actors, recipients, walk)
        return actors, recipients, event.cameo
    named = {code(p): p for a in event.accounts for p in (*a.claim.actors, *a.claim.recipients)}

    def entities(codes: Iterable[str]) -> tuple[Entity, ...]:
        return tuple(entity(named[c], walk) if c in named else _of_code(c, walk) for c in codes)

    return entities(event.actors), entities(event.recipients), event.cameo


def _once(parties: Sequence[Party], codes: Sequence[str], walk: Crosswalk) -> tuple[Entity, ...]:
    """One entity a party: an event knows states, not the people who act for them."""
    found: dict[str, Entity] = {}
    for party in parties:
        found.setdefault(code(party), entity(party, walk))
    return tuple(found[c] for c in found if c in codes)


def _lead(event: Event) -> Account | None:
    """The first account whose parties are those of the event, of its act if there is one."""
    wanted = set(event.actors), set(event.recipients)
    fitting = [
        account
        for account in event.accounts
        if (set(map(code, account.claim.actors)), set(map(code, account.claim.recipients)))
        == wanted
    ]
    of_act = (account for account in fitting if account.claim.act == event.act)
    return next(of_act, fitting[0] if fitting else None)


def _of_code(party: str, walk: Crosswalk) -> Entity:
    country = walk.countries.get(party)
    if country is not None:
        return Entity(name=country.name, country=party, identity=party)
    return Entity(name=party, group=party, identity=party)


def _spot(place: Party | None) -> Spot | None:
    if place is None:
        return None
    return Spot(country=place.actor.country, name=place.actor.name, text=place.span.text)


def _days(when: When | None) -> tuple[date | None, date | None]:
    if when is None or when.start is None:
        return None, None
    return when.start, when.end or when.start


def _voice(claim: Claim) -> str | None:
    """Who says so: nothing for an unnamed source, None for the document itself."""
    if claim.claimant is None:
        return None
    return "" if claim.claimant.party is None else code(claim.claimant.party)


def _basis(accounts: Sequence[Account]) -> Basis | None:
    """The best that a day of the event rests on."""
    found = {a.claim.when.basis for a in accounts if a.claim.when and a.claim.when.start}
    return next((basis for basis in Basis if basis in found), Basis.PUBLISHED)


def _precision(start: date | None, end: date | None) -> Precision | None:
    if start is None:
        return None
    return Precision.DAY if end in (None, start) else Precision.RANGE
