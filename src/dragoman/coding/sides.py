"""Who stands on which side of an act: by its entry's slots, then by what the sentence leaves."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from dragoman.coding.carriers import (
    BY,
    EXCLUDING,
    OBJECT,
    POSTPONE,
    UNDOING,
    Carrier,
    verb_groups,
)
from dragoman.coding.claimant import teller
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
from dragoman.model import Claimant, Mention, Party, Stance, Via

# Rules of mentions that stand for a government, or for the place where it sits.
SEATS = frozenset({"capital", "seat"})
TOWNS = SEATS | {"place"}  # rules of mentions that say where, behind a preposition of place
AUTHORITIES = "authorities"  # nouns of cues.yaml
SUBJECT = ("subj",)
RECIPIENT = ("obj", "iobj")
TELLING = frozenset({"light", "saying"})


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
        agents, patients = _noun_roles(scene, match, held, acts)
    else:
        agents = told_of(scene, match, symmetric) or slot_parties(
            scene, match.index, _agent_slots(scene, match)
        )
        agents = agents or _behind_object(scene, match)
        patients = _towards(scene, match, held)
    others = slot_parties(scene, match.index, entry.co)
    calls_off = held is not None and not held.subject  # "annulé sa visite prévue *à Pékin*"
    if match.noun and not others and (symmetric or calls_off):
        others = _behind_participle(scene, match)
    if match.object is not None and not agents and not patients:
        agents = _both_sides(scene, match.object)
    if held is not None:
        others = others or slot_parties(scene, held.index, entry.co)
        if symmetric and held.kind == POSTPONE and _is_one(agents) and not others:
            others = _owners(scene, match)
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
    return Roles(agents, _without_self(agents, [p for p in towards if p.actor.id not in own]))


def _behind_participle(scene: Scene, match: Match) -> tuple[Party, ...]:
    """The sides of a mutual act that hang on a participle behind it: "the meeting planned *between
    Chad and Niger*"."""
    slots = tuple(slot for slot in match.entry.co if slot not in ROLES)
    clauses = scene.children(match.index, "acl")
    found = (slot_parties(scene, w.index, slots) for w in clauses if "VerbForm=Part" in w.feats)
    return next(filter(None, found), ())


def _without_self(agents: Sequence[Party], towards: Sequence[Party]) -> tuple[Party, ...]:
    """Recipients without the agent himself where one word means several: "Chad recalled its envoys
    from *both capitals*"."""
    own, spans = {p.actor.party for p in agents}, [p.span for p in towards]
    return tuple(p for p in towards if p.actor.party not in own or spans.count(p.span) == 1)


def _agent_slots(scene: Scene, match: Match) -> tuple[str, ...]:
    """Slots of who does it; at whose house, behind the verb, only where nobody else does:
    "правозащитники осудили переворот *в Нигере*"."""
    slots, homes = match.entry.agent or SUBJECT, scene.language.cues.words.at_home
    if "subj" not in slots or not any(True for _ in scene.children(match.index, "nsubj")):
        return slots
    places = [w for w in scene.children(match.index, "obl") if scene.marker(w.index) in homes]
    if any(w.index < match.index for w in places):
        return slots
    return tuple(slot for slot in slots if slot not in homes)


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
    head, circumstance = scene.tree.head(match.index), scene.language.cues.words.circumstance
    both = len({p.actor.party for p in others}) > 1  # "welcomed the talks *between A and B*"
    if head is None or (agents and others) or both or scene.marker(match.index) in circumstance:
        return agents, others  # also "protest *against* the deal with Chad"
    place = head.index in scene.covering and scene.marker(head.index) in match.entry.co
    if head.upos != "VERB" and not place:
        return agents, others
    agents = agents or slot_parties(scene, head.index, ("subj",))
    if place:
        return agents, others or found_parties(scene, head.index)
    return agents, others or slot_parties(scene, head.index, match.entry.co)


def _owners(scene: Scene, match: Match) -> tuple[Party, ...]:
    """Whose act it is that another puts off: "Chad put off *the minister of Niger's* visit"."""
    slots = tuple(s for s in (match.entry.agent or NOUN_AGENT) if s not in match.entry.co)
    return slot_parties(scene, match.index, slots)


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
    scene: Scene, match: Match, held: Carrier | None, acts: frozenset[int]
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    entry = match.entry
    inner = _owners(scene, match)
    patients = slot_parties(scene, match.index, entry.to)
    if held is None:
        return inner, patients
    patients = patients or slot_parties(scene, held.index, (*entry.to, "iobj", "dat"))
    announcers = _announcers(scene, held, inner, acts)
    if announcers:
        own = {p.actor.party for p in announcers}
        return announcers, patients or tuple(p for p in inner if p.actor.party not in own)
    if held.subject:
        return inner or found_agents(scene, held.index), patients
    if inner and held.kind == EXCLUDING:
        return inner, patients  # "could not rule out an attack *by Chad*"
    return slot_parties(scene, held.index, ("subj",)) or inner, patients


def _announcers(
    scene: Scene, held: Carrier, inner: tuple[Party, ...], acts: frozenset[int]
) -> tuple[Party, ...]:
    """Who announces what a noun says of an act: "*China* announced the cancellation of the talks";
    whoever only tells of another's is not meant: "Mali confirmed the cancellation of Chad's visit".
    """
    word, above = scene.word(held.index), scene.tree.head(held.index)
    if held.kind not in UNDOING or word.upos != "NOUN" or above is None or above.index in acts:
        return ()
    groups = verb_groups(scene, above.index) if word.relation in OBJECT else frozenset()
    found = slot_parties(scene, above.index, SUBJECT) if groups & TELLING else ()
    own, named = ({p.actor.party for p in row} for row in (found, inner))
    return found if "light" in groups or not named or own & named else ()


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
    found = slot_parties(scene, match.index, slots, beside=False)
    if not found and match.object is not None:
        found = slot_parties(scene, match.object, entry.to)
    return found or slot_parties(scene, match.index, slots)


def accuser(scene: Scene, charge: Match, acts: frozenset[int]) -> Claimant:
    """Who accuses another of what a charge is about, or else the words that say that he is accused:
    "*a spokesman* accused Chad", "Chad *is accused*"."""
    found = sides(scene, charge, None, False, acts).agents
    if found:
        return Claimant(found[0], found[0].span, Stance.ASSERTS)
    unnamed = teller(scene, charge.index)
    if unnamed is not None:
        return unnamed.claimant
    return Claimant(None, scene.span([charge.index]), Stance.REPORTS)


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


def without_states(roles: Roles) -> Roles:
    """Roles without a bare state beside somebody who acts for it: "*Japan* will resume visits by
    their leaders, Takaichi and Lee"."""
    acting = {p.actor.party for p in roles.agents if p.actor.id != p.actor.country}
    agents = (p for p in roles.agents if p.actor.id != p.actor.country or p.actor.id not in acting)
    return Roles(tuple(agents), roles.patients)


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
    here = [m for m in people if is_marked(scene, m, scene.language.cues.words.places)]
    for mentions, other in ((people, faced), (here, faced), (people, {None})):
        found = [p for m in mentions for p in parties(m) if p.actor.party not in other]
        states = [p for p in found if p.actor.country or mentions is people]
        if len({p.actor.party for p in states}) == 1 and not is_mission(states[0].actor):
            own = distinct(states)[:1]
            return Roles(own, tuple(p for p in towards if p.actor.party != own[0].actor.party))
    return Roles(roles.agents, towards)


def by_authorities(scene: Scene, index: int, roles: Roles) -> Roles:
    """Roles of what police or judges do of whom no state is named, with the one state of which a
    place is named where they do: "*in Minsk* a court sentenced two Poles"."""
    subject = [w for w in fillers(scene, index, "subj") if w.index not in scene.covering]
    groups = (scene.language.noun_cues.get(scene.folded[w.index], frozenset()) for w in subject)
    if roles.agents or not any(AUTHORITIES in found for found in groups):
        return roles
    places = scene.language.cues.words.places
    there = [m for m in scene.mentions if m.rule in TOWNS and is_marked(scene, m, places)]
    found = distinct([p for m in there for p in parties(m)])
    own = {p.actor.party for p in found}
    towards = tuple(p for p in roles.patients if p.actor.party not in own)
    return Roles(found[:1], towards) if len(own) == 1 and towards else roles  # no thief at home


def is_marked(scene: Scene, mention: Mention, markers: Collection[str]) -> bool:
    """Whether a mention stands behind one of some prepositions: "*in* Budapest"."""
    head = scene.head_of(mention)
    return scene.marker(head) in markers
