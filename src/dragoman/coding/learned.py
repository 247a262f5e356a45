"""Acts that no rule names: what the judge tells of two parties, as a clause like any other."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from dragoman.coding.carriers import CANCEL, POSTPONE, Carrier, carrier, verb_groups
from dragoman.coding.claimant import attribution, running
from dragoman.coding.content import topics_of
from dragoman.coding.parties import (
    is_medium,
    place_of,
    slot_parties,
    standing,
)
from dragoman.coding.passives import is_passive
from dragoman.coding.rows import row_of
from dragoman.coding.rules import Rule
from dragoman.coding.scene import VERBAL, Scene, distinct
from dragoman.coding.sides import SUBJECT
from dragoman.coding.status import status_of
from dragoman.coding.times.dates import beginnings, date_of, dates, is_history
from dragoman.coding.times.past import settled
from dragoman.coding.voice import Speaker
from dragoman.judge import PartyKey, Verdict
from dragoman.model import Clause, Party, Status
from dragoman.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Told:
    """What the judge tells of two parties (or of one): the likeliest direction, type and status.

    Attributes:
        place: numbers of the two in the verdict.
        share: probability of the type in that direction.
        back: probability of the same type in the other direction, 0 for one party alone.
        nothing: probability that the pair does nothing, in that direction.
    """

    agent: PartyKey
    recipient: PartyKey | None
    place: tuple[int, int]
    type: str
    status: Status
    share: float
    back: float
    nothing: float
    trigger: int


def told(verdict: Verdict) -> Iterator[Told]:
    """One line for each two parties of a sentence, and for each party by itself."""
    nobody = len(verdict.parties)
    best: dict[frozenset[int], tuple[float, int, int]] = {}
    for agent, recipient in verdict.pairs():
        pair = frozenset({agent, recipient})
        share = float(verdict.types[agent, recipient, 1:].max())
        if share > best.get(pair, (0.0, 0, 0))[0]:
            best[pair] = (share, agent, recipient)
    for share, agent, recipient in best.values():
        yield _told(verdict, agent, recipient, share, nobody)


def _told(verdict: Verdict, agent: int, recipient: int, share: float, nobody: int) -> Told:
    labels = verdict.labels
    number = 1 + int(verdict.types[agent, recipient, 1:].argmax())
    kind = labels.types[number]
    status = Status(labels.statuses[int(verdict.statuses[agent, recipient].argmax())])
    alone = recipient == nobody
    return Told(
        agent=verdict.parties[agent],
        recipient=None if alone else verdict.parties[recipient],
        place=(agent, recipient),
        type=kind,
        status=status,
        share=share,
        back=0.0 if alone else float(verdict.types[recipient, agent, number]),
        nothing=verdict.nothing(agent, recipient),
        trigger=int(verdict.triggers[agent, recipient]),
    )


def act_of(verdict: Verdict, one: Told, ontology: Ontology) -> str:
    """The act as deep as the judge knows it."""
    known = verdict.act(*one.place, ontology.acts_of(one.type, one.status))
    return known or ontology.general(one.type)


def clause_of(
    scene: Scene,
    one: Told,
    act: str,
    ontology: Ontology,
    published: date | None,
    speaker: Speaker | None,
) -> Clause | None:
    """The clause that the judge's word makes; None if a party has no mention of its own, or if the
    sentence dates the act before the age of news."""
    index = one.trigger
    held = _turning(scene, ontology, one, act)
    turned = act if held is None else ontology.turns.turned(held.kind, one.type) or act
    mutual = ontology.act(turned).symmetric
    off = held if ontology.act(act).symmetric and not mutual else None
    agents, towards = _sides(scene, ontology, one, turned, off)
    found = dates(scene, published)
    if not agents or is_history(scene, index, found):
        return None
    if ontology.act(turned).type in ontology.turns.lasting:
        found = beginnings(scene, found)
    source = attribution(scene, index) or running(scene, index, speaker)
    said = () if source is None else (str(source.rule),)
    status, how = _status(scene, one, mutual)
    turn = () if held is None else (f"{Rule.TURN}:{held.kind}",)
    return Clause(
        act=turned,
        sentence=scene.sentence.index,
        trigger=scene.span([index]),
        trigger_index=index,
        agents=(*agents, *towards) if mutual else agents,
        patients=() if mutual else towards,
        status=status if off is None else status_of(scene, off.index).status,
        claimant=source.claimant if source is not None else None,
        when=settled(scene, ontology, turned, index, date_of(scene, index, found), published),
        content=None,
        place=place_of(scene, index, index),
        topics=topics_of(scene),
        trace=(str(Rule.JUDGED), *turn, *how, *said),
    )


def _sides(
    scene: Scene, ontology: Ontology, one: Told, act: str, off: Carrier | None
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Who does it and towards whom; nobody if a party has no mention of its own. `off` is what says
    that a meeting is called off."""
    agents = _parties(scene, one.agent, one.trigger)
    towards = () if one.recipient is None else _parties(scene, one.recipient, one.trigger)
    if one.recipient is not None and not towards:
        return (), ()
    if off is not None:
        agents, towards = _calling_off(scene, off, agents, towards)
    elif not ontology.act(act).symmetric and _is_turned(scene, ontology, one):
        agents, towards = towards, agents
    if _is_row(scene, agents, towards):  # "*Mali and Niger* warned": of one side
        return distinct((*agents, *towards)), ()
    return agents, towards


def _turning(scene: Scene, ontology: Ontology, one: Told, act: str) -> Carrier | None:
    """The noun that says that an act ends, or the verb that calls a meeting off, which the judge
    reads over: "an *easing* of sanctions", "the talks were *called off*"."""
    symmetric, index = ontology.act(act).symmetric, _noun(scene, one)
    if scene.word(index).upos in VERBAL:
        calls_off = symmetric and CANCEL in verb_groups(scene, index)
        return Carrier(index, CANCEL, is_passive(scene, index)) if calls_off else None
    held = carrier(scene, index, frozenset())
    if held is None or ontology.turns.turned(held.kind, one.type) is None:
        return None
    off = held.kind == CANCEL and symmetric
    return held if off or scene.word(held.index).upos not in VERBAL else None


def _noun(scene: Scene, one: Told) -> int:
    """The word that the judge points at, or the noun that it describes: "*telephone* talks"."""
    word = scene.word(one.trigger)
    return word.head if word.relation == "amod" else word.index


def _calling_off(
    scene: Scene, held: Carrier, one: tuple[Party, ...], other: tuple[Party, ...]
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Who calls a meeting off, and with whom: both do where the text does not say who."""
    subject = keys_of(slot_parties(scene, held.index, SUBJECT))
    if not held.subject and subject & keys_of(one):
        return one, other
    if not held.subject and subject & keys_of(other):
        return other, one
    return distinct((*one, *other)), ()


def _status(scene: Scene, one: Told, mutual: bool) -> tuple[Status, tuple[str, ...]]:
    """The status that the judge tells, and the rule that knows better: he reads over what is said
    of a mutual act further up, "there is *no point* in talks", "the call *fell through*"."""
    index = _noun(scene, one)
    if not mutual or one.status is Status.DENIED or scene.word(index).upos in VERBAL:
        return one.status, ()
    held = carrier(scene, index, frozenset())
    if held is not None and held.kind == POSTPONE:
        return Status.DENIED, (str(Rule.POSTPONED),)
    if held is not None and held.kind == CANCEL:
        return Status.DENIED, (f"{Rule.TURN}:{held.kind}",)
    ruled = status_of(scene, index if held is None else held.index)
    overruled = ruled.rule is Rule.UNWANTED or one.status is Status.OCCURRED
    if ruled.rule is None or not overruled:
        return one.status, ()
    return ruled.status, (str(ruled.rule),)


def _is_turned(scene: Scene, ontology: Ontology, one: Told) -> bool:
    """Whether the recipient is the subject of a verb that, by the lexicon, tells what its subject
    does: "Mali said Niger's troops had *attacked* first" is no attack by Mali."""
    subject = keys_of(slot_parties(scene, one.trigger, ("subj",)))
    if one.recipient not in subject or one.agent in subject or is_passive(scene, one.trigger):
        return False
    entries = scene.language.verb_entries(scene.folded[one.trigger])
    does = [e for e in entries if "subj" in (e.agent or SUBJECT) and "subj" not in e.to]
    return any(ontology.act(entry.act).type == one.type for entry in does)


def _is_row(scene: Scene, agents: Iterable[Party], others: Iterable[Party]) -> bool:
    """Whether two parties are named in one row: they then do it both, or it is done to both."""
    heads = {m.span: scene.head_of(m) for m in scene.mentions}
    rows = (
        {word.index for word in row_of(scene, heads[p.span])} for p in agents if p.span in heads
    )
    return any(heads.get(p.span) in row for row in rows for p in others)


def _parties(scene: Scene, key: PartyKey, index: int) -> tuple[Party, ...]:
    """The mention of a party that stands nearest to the act, of those that say more than where
    something is done or who reports it."""
    found = [
        (abs(mention.tokens[0] - index), Party(actor, mention.span, mention.via))
        for mention in standing(scene.language, scene.folded, scene.mentions)
        if not is_medium(mention)
        for actor in mention.actors
        if PartyKey.of(actor) == key
    ]
    return (min(found, key=lambda pair: pair[0])[1],) if found else ()


def keys_of(parties: Iterable[Party]) -> frozenset[PartyKey]:
    """Who some parties are, as the judge tells parties apart."""
    return frozenset(key for p in parties if (key := PartyKey.of(p.actor)) is not None)
