"""Who stands on which side of an act: by its entry's slots, then by what the sentence leaves."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

from dragoman.coding.carriers import BY, EXCLUDING, Carrier, verb_groups
from dragoman.coding.match import Match
from dragoman.coding.parties import (
    NOUN_AGENT,
    ROLES,
    found_parties,
    is_medium,
    is_mission,
    slot_parties,
)
from dragoman.coding.passives import is_passive
from dragoman.coding.roles import fillers
from dragoman.coding.scene import VERBAL, Scene, distinct, parties
from dragoman.model import Claimant, Clause, Mention, Party, Span, Stance, Via, Word
from dragoman.ontology import Ontology

# Rules of mentions that stand for a government, or for the place where it sits.
SEATS = frozenset({"capital", "seat"})
SUBJECT = ("subj",)
RECIPIENT = ("obj", "iobj")
FRAMED = ("ccomp", "xcomp", "conj", "csubj", "nsubj", "obj", "obl", "nmod", "acl", "appos")


@dataclass(frozen=True, slots=True)
class Roles:
    """Who did it, towards whom."""

    agents: tuple[Party, ...]
    patients: tuple[Party, ...]


def sides(
    scene: Scene, match: Match, held: Carrier | None, symmetric: bool, acts: frozenset[int]
) -> Roles:
    """Roles by the slots of the entry, of the object noun, and of the verb that carries a noun.

    `acts` are the words that name acts themselves.
    """
    entry = match.entry
    if match.noun:
        agents, patients = _noun_roles(scene, match, held)
    else:
        agents = told_of(scene, match, symmetric) or slot_parties(
            scene, match.index, entry.agent or SUBJECT
        )
        agents = agents or _behind_object(scene, match)
        patients = _towards(scene, match, held)
    others = slot_parties(scene, match.index, entry.co)
    if match.object is not None and not agents and not patients:
        agents = _both_sides(scene, match.object)
    if held is not None:
        others = others or slot_parties(scene, held.index, entry.co)
    elif match.noun and symmetric and scene.word(match.index).head not in acts:
        agents, others = _beside(scene, match, agents, others)
    if match.noun and symmetric and held is None and not agents and _is_one(others):
        agents = _visiting(scene, match.index)
    agents = tuple(p for p in agents if p.via is not Via.PLACE)  # "*Odesa* attack": not its own
    if symmetric:
        return Roles(distinct((*agents, *others, *(patients if not others else ()))), ())
    if not agents:  # "the meeting *between Chad and Niger* was called off"
        agents, others = others, ()
    agents = distinct(agents)
    own = {p.actor.id for p in agents}
    towards = distinct((*patients, *others))  # "called off the visit *to Chad*"
    return Roles(agents, tuple(p for p in towards if p.actor.id not in own))


def _behind_object(scene: Scene, match: Match) -> tuple[Party, ...]:
    """Who does it, behind the object: "drew criticism *from Samoa*"."""
    if match.object is None:
        return ()
    known = (*ROLES, *match.entry.to, *scene.language.cues.words.places)
    slots = [slot for slot in match.entry.agent if slot not in known]
    return slot_parties(scene, match.object, slots)


def told_of(scene: Scene, match: Match, mutual: bool) -> tuple[Party, ...]:
    """Who does the mutual act that a verb of saying only tells of: "the Kremlin announced *Modi's*
    visit"."""
    if not mutual or match.object is None or "saying" not in verb_groups(scene, match.index):
        return ()
    entry = next(iter(scene.language.noun_entries(scene.folded[match.object])), None)
    slots = () if entry is None else (entry.agent or NOUN_AGENT)
    for slot in (s for s in slots if s not in (*match.entry.co, *match.entry.to)):
        named = (scene.mention_of(w.index) for w in fillers(scene, match.object, slot))
        found = distinct([p for mention in named if mention is not None for p in parties(mention)])
        if found:
            return found
    return ()


def _both_sides(scene: Scene, noun: int) -> tuple[Party, ...]:
    """Both sides of a mutual act that an agentless verb is about: "talks *between A and B* were
    suspended", "an agreement was signed *between A and B*"."""
    entry = next(iter(scene.language.noun_entries(scene.folded[noun])), None)
    return () if entry is None else slot_parties(scene, noun, entry.co)


def _beside(
    scene: Scene, match: Match, agents: tuple[Party, ...], others: tuple[Party, ...]
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Sides of a mutual act noun whose verb we do not know: "arrived on a visit to Rome", "was
    in Rome on a visit"."""
    head = scene.tree.head(match.index)
    if head is None or (agents and others):
        return agents, others
    place = head.index in scene.covering and scene.marker(head.index) in match.entry.co
    if head.upos != "VERB" and not place:
        return agents, others
    agents = agents or slot_parties(scene, head.index, ("subj",))
    if place:
        return agents, others or found_parties(scene, head.index)
    return agents, others or slot_parties(scene, head.index, match.entry.co)


def _is_one(found: tuple[Party, ...]) -> bool:
    """Whether one other side is named: a call *between two* that something follows is theirs."""
    return len({party.actor.party for party in found}) == 1


def _visiting(scene: Scene, noun: int) -> tuple[Party, ...]:
    """Whose visit or talk it is that stands beside his name, or tells when he does something else:
    "the chancellor, *on a visit* to Rome, …", "demanded it *on a visit* to Rome"."""
    word, words = scene.word(noun), scene.language.cues.words
    marker = scene.marker(noun)
    if word.relation in ("nmod", "appos") and word.head in scene.covering:
        return found_parties(scene, word.head) if marker in words.places else ()
    done = word.relation == "obl" and scene.word(word.head).upos in VERBAL
    if done and marker in (*words.circumstance, *words.places):
        return slot_parties(scene, word.head, SUBJECT)
    return ()


def _noun_roles(
    scene: Scene, match: Match, held: Carrier | None
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    entry = match.entry
    slots = tuple(s for s in (entry.agent or NOUN_AGENT) if s not in entry.co)
    inner = slot_parties(scene, match.index, slots)
    patients = slot_parties(scene, match.index, entry.to)
    if held is None:
        return inner, patients
    patients = patients or slot_parties(scene, held.index, (*entry.to, "iobj", "dat"))
    if held.subject:
        return inner or found_agents(scene, held.index), patients
    if inner and held.kind == EXCLUDING:
        return inner, patients  # "could not rule out an attack *by Chad*"
    return slot_parties(scene, held.index, ("subj",)) or inner, patients


def found_agents(scene: Scene, participle: int) -> tuple[Party, ...]:
    """Those by whom something was done, as a participle before or behind its noun says."""
    if scene.word(participle).relation not in ("amod", "acl"):
        return slot_parties(scene, participle, SUBJECT) if is_passive(scene, participle) else ()
    agents = [w for w in scene.children(participle, *BY) if scene.marker(w.index)]
    return next(filter(None, (found_parties(scene, w.index) for w in agents)), ())


def _towards(scene: Scene, match: Match, held: Carrier | None) -> tuple[Party, ...]:
    """Recipients of a verb: its own slots, then those of its object ("sanctions *on Iran*")."""
    entry = match.entry
    # "discussed *Ukraine*": what an act is about is nobody that it is done to
    slots = entry.to or tuple(slot for slot in RECIPIENT if slot not in entry.content)
    found = slot_parties(scene, match.index, slots)
    if not found and match.object is not None:
        found = slot_parties(scene, match.object, entry.to)
    return found


def without_own(roles: Roles) -> Roles:
    """Roles whose recipients do not act for an agent: one's own army is no other side, one's own
    opposition is."""
    own = {p.actor.country for p in roles.agents} - {None}
    towards = (
        p
        for p in roles.patients
        if p.actor.country not in own or p.actor.sector not in (None, "GOV", "MIL", "COP")
    )
    return Roles(roles.agents, tuple(towards))


def with_speaker(roles: Roles, claimant: Claimant) -> Roles:
    """Roles of a mutual act with its speaker as the other side, if just one side is named.

    "*The ministry* said that the deal with Chad was final."
    """
    codes = {p.actor.party for p in roles.agents}
    speaker = claimant.party
    if len(codes) != 1 or speaker is None or claimant.stance is Stance.REPORTS:
        return roles
    if speaker.actor.party is None or speaker.actor.party in codes:
        return roles
    return Roles((speaker, *roles.agents), ())


def at_home(scene: Scene, roles: Roles) -> Roles:
    """Roles of an act of a state's people, with the one state that the sentence names for them.

    Where it names several, the one in which they do it: "marched *in Paris* against Israel". An
    embassy is nobody who protests, but whom one protests against.
    """
    if any(p.actor.party for p in roles.agents):
        return roles
    people = [m for m in scene.mentions if not is_medium(m)]  # no newspaper that tells of them
    missions = distinct([p for m in people for p in parties(m) if is_mission(p.actor)])
    towards = roles.patients or missions
    faced = {p.actor.party for p in (*towards, *missions)} | {None}
    here = [m for m in people if _marked(scene, m, scene.language.cues.words.places)]
    for mentions, other in ((people, faced), (here, faced), (people, {None})):
        found = [p for m in mentions for p in parties(m) if p.actor.party not in other]
        states = [p for p in found if p.actor.country or mentions is people]
        if len({p.actor.party for p in states}) == 1 and not is_mission(states[0].actor):
            own = distinct(states)[:1]
            return Roles(own, tuple(p for p in towards if p.actor.party != own[0].actor.party))
    return Roles(roles.agents, towards)


def names_another(scene: Scene, match: Match) -> bool:
    """Whether a name that we do not know stands where the other side would: "accused *Shell*"."""
    slots = match.entry.to or RECIPIENT
    return any(
        word.upos == "PROPN" and word.index not in scene.covering
        for slot in slots
        for word in fillers(scene, match.index, slot)
    )


def in_content(
    scene: Scene,
    roles: Roles,
    content: Span | None,
    symmetric: bool,
    victims: frozenset[str | None],
) -> Roles:
    """Roles completed by the one other party that the content names: "promised to send *Kyiv*
    tanks"."""
    if content is None or not _lacks_a_side(roles, symmetric):
        return roles
    for vague in (False, True):  # by a name, or else an adjective: "refused the *American* deal"
        others = _others(scene, roles, None, victims, vague)
        found = [p for m, p in others if content.covers(m.span)]
        if found:
            return _completed(roles, found, symmetric)
    return roles


def in_frame(
    scene: Scene,
    roles: Roles,
    index: int,
    climbing: bool,
    symmetric: bool,
    teller: Party | None,
    victims: frozenset[str | None],
) -> Roles:
    """Roles of the act at `index` completed by the one other party that its clause names or, if
    `climbing`, the clauses above it.

    Not by whoever only tells of it, and never from a clause beside it: "Chad fired a rocket, Niger
    said, hours after *Mali* had left".
    """
    if not _lacks_a_side(roles, symmetric):
        return roles
    others = _others(scene, roles, teller, victims)
    for through in ((), FRAMED) if climbing else ((),):
        found = [p for m, p in others if _stands_in(scene, m, index, through)]
        if found:
            return _completed(roles, found, symmetric)
    return _completed(roles, [p for m, p in others if _describes(scene, m, index)], symmetric)


def _describes(scene: Scene, mention: Mention, index: int) -> bool:
    """Whether a mention stands in the one clause that describes what the act is done to: "froze the
    funds *meant for Sudan*"."""
    head = next((i for i, m in scene.heading.items() if m is mention), mention.tokens[0])
    word, clauses = scene.word(head), 0
    while word.index != index and word.head >= 0:
        if _begins_clause(scene, word):
            if word.relation != "acl":
                return False
            clauses += 1
        word = scene.word(word.head)
    return word.index == index and clauses == 1


def _lacks_a_side(roles: Roles, symmetric: bool) -> bool:
    """Whether just one side of an act is known, and who acts."""
    own = {p.actor.party for p in roles.agents}
    return bool(own) and not roles.patients and not (symmetric and len(own) > 1)


def _others(
    scene: Scene,
    roles: Roles,
    teller: Party | None,
    victims: frozenset[str | None],
    vague: bool = False,
) -> list[tuple[Mention, Party]]:
    """The parties of a sentence besides those that act or suffer, and whoever tells of it."""
    out = {p.actor.party for p in roles.agents} | {teller.actor.party if teller else None, None}
    out |= victims
    places = scene.language.cues.words.places
    return [
        (mention, party)
        for mention in scene.mentions
        if (vague or not mention.vague)
        and not (mention.rule in SEATS and _marked(scene, mention, places))
        for party in parties(mention)
        if party.actor.party not in out
    ]


def _marked(scene: Scene, mention: Mention, markers: Collection[str]) -> bool:
    """Whether a mention stands behind one of some prepositions: "*in* Budapest"."""
    head = next((i for i, m in scene.heading.items() if m is mention), mention.tokens[0])
    return scene.marker(head) in markers


def _completed(roles: Roles, found: list[Party], symmetric: bool) -> Roles:
    """Roles with the one other party; the same roles if there are several, or none."""
    if len({p.actor.party for p in found}) != 1:
        return roles
    if symmetric:
        return Roles(distinct((*roles.agents, *found)), ())
    return Roles(roles.agents, distinct(found))


def _stands_in(scene: Scene, mention: Mention, index: int, through: Collection[str]) -> bool:
    """Whether a mention stands in the clause of an act, or in one whose complement that is, by
    relations that lead `through`."""
    head = next((i for i, m in scene.heading.items() if m is mention), mention.tokens[0])
    above = {head}
    word = scene.word(head)
    while word.head >= 0 and not _begins_clause(scene, word):
        above.add(word.head)
        word = scene.word(word.head)
    place = scene.word(index)
    while True:
        if place.index in above:
            return True
        if place.head < 0 or place.relation not in through:
            return False
        place = scene.word(place.head)


def _begins_clause(scene: Scene, word: Word) -> bool:
    """Whether a clause of its own, with a verb of its own, begins at a word."""
    beside = word.relation in ("advcl", "acl", "parataxis", "conj")
    return beside and word.upos in VERBAL


def spoken_of(
    scene: Scene, ontology: Ontology, act: str, roles: Roles, before: Sequence[Clause]
) -> Roles:
    """Roles of an act whose sentence names nobody else, completed by what the text spoke of before.

    That is the one other party of the last sentence with another party, or of the acts of the agent
    in it: "Niger shelled a post. *Chad deplored the raid*."
    """
    own = {p.actor.party for p in roles.agents}
    here = {p.actor.party for m in scene.mentions for p in parties(m)} - {None}
    told = {act, ontology.act(act).type} & set(ontology.turns.spoken_of)
    if not told or roles.patients or len(own) != 1 or not here <= own:
        return roles
    for back, row in enumerate(scene.earlier, 1):
        upright, aside = _but(own, row.upright), _but(own, row.aside)
        if len({p.actor.party for p in (*upright, *aside)}) == 1:
            helped = ontology.act(act).type in ontology.turns.helping
            return _completed(roles, upright or (aside if helped else []), symmetric=False)
        if upright or aside:
            last = [c for c in before if c.sentence == scene.sentence.index - back]
            return _completed(roles, _faced(own, last), symmetric=False)
    return roles


def _but(own: set[str | None], mentions: Iterable[Mention]) -> list[Party]:
    """The parties of mentions besides some."""
    return [p for m in mentions for p in parties(m) if p.actor.party not in own | {None}]


def _faced(own: set[str | None], clauses: Iterable[Clause]) -> list[Party]:
    """Whom a party acted with, or who acted towards it."""
    acted = [(*c.agents, *c.patients) for c in clauses]
    with_own = [found for found in acted if own & {p.actor.party for p in found}]
    return [p for found in with_own for p in found if p.actor.party not in own | {None}]
