"""Events that name fewer parties than another join it: "Paris condemned the strike".

`events_of` works on one set of parties; this works on the events of one family, whatever their
parties. An event joins the one event that names its parties and more, if only one fits.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.ledger.facts import Compass, Facts
from dragoman.ledger.likeness import Common, Rule, anchors, apart, timing
from dragoman.ledger.rulings import Rulings
from dragoman.ledger.telling import Told, event_of
from dragoman.model import Event, Join, Judgement


def joined(
    events: Iterable[Told], compass: Compass, judgements: Iterable[Judgement] = ()
) -> tuple[Event, ...]:
    """The events of one family, those with fewer parties joined to the event that they are part of.

    What an event is joined to depends only on events whose days lie within a few of its own, so a
    store may give those around the days that changed.
    """
    rulings = Rulings.of(judgements)
    told = sorted(events, key=lambda one: one.event.id)
    wholes = _Wholes.of(told)
    found = ((part, whole_of(part, wholes.around(part), rulings, compass)) for part in told)
    parent = {part.event.id: whole for part, whole in found if whole is not None}
    return fused(told, parent, rulings, compass)


def whole_of(
    part: Told, wholes: Iterable[Told], rulings: Rulings, compass: Compass
) -> tuple[Told, Join] | None:
    """The one of some events, all with its parties and more, that an event is part of."""
    fits = [f for w in wholes if (f := _fit(part, w, compass)) is not None]
    fits = [f for f in fits if not rulings.part(part.facts, f[1].facts)]
    fits.sort(key=lambda f: (-f[0], f[1].event.id))
    if not fits or (len(fits) > 1 and fits[0][0] == fits[1][0]):
        return None
    return fits[0][1], fits[0][2]


def fused(
    told: Iterable[Told],
    parent: Mapping[str, tuple[Told, Join]],
    rulings: Rulings,
    compass: Compass,
) -> tuple[Event, ...]:
    """The events that parts and their wholes make.

    Args:
        parent: id of a part -> its whole, which is among `told` too.
    """
    groups: dict[str, list[Told]] = {}
    joins: dict[str, list[Join]] = defaultdict(list)
    root_of: dict[str, str] = {}
    for one in sorted(told, key=lambda t: (-len(t.parties), t.event.id)):
        root = one.event.id
        if one.event.id in parent:
            whole, join = parent[one.event.id]
            above = root_of[whole.event.id]
            if not any(rulings.part(one.facts, other.facts) for other in groups[above]):
                root = above
                joins[root].append(join)
        root_of[one.event.id] = root
        groups.setdefault(root, []).append(one)
        joins[root] += one.event.joins
    return tuple(
        members[0].event if len(members) == 1 else _whole(members[0], members, joins[root], compass)
        for root, members in groups.items()
    )


def _whole(root: Told, members: Sequence[Told], joins: list[Join], compass: Compass) -> Event:
    """The event of all, with the parties of the one that names most."""
    facts = [f for member in members for f in member.facts]
    event = event_of(facts, joins, compass)
    return replace(
        event,
        actors=root.event.actors,
        recipients=root.event.recipients,
        symmetric=root.event.symmetric,
    )


@dataclass(frozen=True, slots=True)
class _Wholes:
    """Events by a party and a block of days."""

    blocks: dict[tuple[str, int], list[Told]]

    @classmethod
    def of(cls, told: Iterable[Told]) -> _Wholes:
        blocks: dict[tuple[str, int], list[Told]] = defaultdict(list)
        for one in told:
            for block in one.blocks:
                for code in one.parties:
                    blocks[code, block].append(one)
        return cls(blocks)

    def around(self, part: Told) -> list[Told]:
        """Events that name all the parties of this one and more, at about the same time."""
        found = {}
        for block in part.blocks:
            for code in part.parties:
                for whole in self.blocks.get((code, block), ()):
                    if part.parties < whole.parties:
                        found[whole.event.id] = whole
        return list(found.values())


def _fit(part: Told, whole: Told, compass: Compass) -> tuple[float, Told, Join] | None:
    if part.tense is not whole.tense or not _sides_fit(part.event, whole.event):
        return None
    best: tuple[float, Told, Join] | None = None
    for one in part.compared:
        for other in whole.compared:
            points = _points(one, other, compass)
            if points is None:
                return None
            if points and (best is None or points > best[0]):
                best = points, whole, Join(one.claim.id, other.claim.id, str(Rule.PART))
    return best


def part_of(part: Told, whole: Told, compass: Compass) -> Join | None:
    """By which of their accounts an event is part of another; None if it is not."""
    found = _fit(part, whole, compass)
    return None if found is None else found[2]


def _points(one: Facts, other: Facts, compass: Compass) -> float | None:
    """How well two accounts fit; 0 if nothing ties them, None if they cannot be one."""
    if None not in (one.kind, other.kind) and one.kind != other.kind:
        return None
    if apart(one, other):
        return None
    for code, who in one.persons.items():
        if code in other.persons and compass.differ(who, other.persons[code]):
            return None
    fit = timing(one, other)
    if fit is None or fit[1] in (Rule.WITHIN, Rule.DAY_OFF):
        return 0.0
    shared = anchors(one, other, Common(frozenset(), frozenset()))
    tied = shared.firm or shared.document
    if not one.family.often:
        tied = tied or shared.topic or shared.persons
    return fit[0] + shared.count if tied else 0.0


def _sides_fit(part: Event, whole: Event) -> bool:
    """Whether who did it and to whom goes together; what is done together has no sides."""
    if part.symmetric or whole.symmetric:
        return True
    return set(part.actors) <= set(whole.actors) and set(part.recipients) <= set(whole.recipients)


def merged(
    events: Sequence[Event], compass: Compass, judgements: Iterable[Judgement]
) -> tuple[Event, ...]:
    """Brings together what analysts said is one, whatever parties and acts its accounts name."""
    rulings = Rulings.of(judgements)
    if not rulings.merged:
        return tuple(events)
    told = {e.id: Told.of(e, compass) for e in events}
    where = {f.claim.id: t.event.id for t in told.values() for f in t.facts}
    for target, other, rule in rulings.merged:
        one, two = where.get(target), where.get(other)
        if one is None or two is None or one == two:
            continue
        if rulings.part(told[one].facts, told[two].facts):
            continue
        root, rest = sorted((told.pop(one), told.pop(two)), key=lambda t: -len(t.parties))
        joins = [*root.event.joins, *rest.event.joins, Join(target, other, rule)]
        whole = Told.of(_whole(root, (root, rest), joins, compass), compass)
        told[whole.event.id] = whole
        where.update({f.claim.id: whole.event.id for f in whole.facts})
    return tuple(t.event for t in told.values())
