"""Who stands on either side of an act, once its own slots are read: what the sentence adds.

Each addition has a rule; the rules are tried in order and one at most is used.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.coding.answers import Answers
from dragoman.coding.carriers import Carrier
from dragoman.coding.claimant import Attribution
from dragoman.coding.companions import companions
from dragoman.coding.dropped import left_out
from dragoman.coding.match import SPEAKER, Match
from dragoman.coding.mediation import Mediation
from dragoman.coding.others import (
    in_content,
    in_frame,
    is_done_by_another,
    is_done_to_others,
    names_another,
    same_sides,
    spoken_of,
    without_border,
)
from dragoman.coding.parties import slot_parties
from dragoman.coding.passives import is_passive
from dragoman.coding.roles import fillers
from dragoman.coding.rules import Rule
from dragoman.coding.scene import Scene, distinct
from dragoman.coding.sides import (
    SEATS,
    SUBJECT,
    Roles,
    at_home,
    by_authorities,
    is_marked,
    sides,
    with_speaker,
    without_own,
    without_states,
)
from dragoman.coding.spared import spared
from dragoman.model import Clause, Party, Span, Stance
from dragoman.ontology import Ontology


@dataclass(frozen=True, slots=True)
class Completion:
    """Completes the roles of the acts of one sentence.

    Attributes:
        matches: the acts of the sentence by the words that name them.
        before: the clauses of the sentences right before it.
    """

    scene: Scene
    ontology: Ontology
    matches: Mapping[int, Match]
    acts: frozenset[int]
    before: Sequence[Clause] = ()

    def roles(
        self,
        match: Match,
        held: Carrier | None,
        act: str,
        content: Span | None,
        source: Attribution | None,
    ) -> tuple[Roles, Rule | None]:
        """Roles by the slots, completed if they leave a side out, and the rule that did so."""
        known = self.ontology.act(act)
        mutual = known.symmetric or (act in self.ontology.turns.together and self._is_joint(match))
        own = sides(self.scene, match, held, mutual, self.acts)
        dropped = self._with_dropped(match, held, own, mutual)
        roles = dropped if mutual else self._with_companions(match, held, dropped)
        found, rule = self._filled(match, held, act, content, source, roles)
        if mutual:
            found = without_states(found)
        rule = rule or (Rule.COMPANION if roles != dropped else None)
        return found, rule or (Rule.DROPPED_SUBJECT if dropped != own else None)

    def _with_companions(self, match: Match, held: Carrier | None, roles: Roles) -> Roles:
        """Roles with those who do it too, if both sides are known: whoever announces a sale
        *together with Niger* may sell to Niger."""
        index = held.index if held is not None else match.index
        if not roles.agents or not roles.patients or not self.scene.is_verb(index):
            return roles
        others = {p.actor.party for p in roles.patients}
        beside = tuple(p for p in companions(self.scene, index) if p.actor.party not in others)
        return Roles(distinct((*roles.agents, *beside)), roles.patients) if beside else roles

    def _with_dropped(
        self, match: Match, held: Carrier | None, roles: Roles, mutual: bool
    ) -> Roles:
        """Roles with the subject that the verb leaves out."""
        if (match.noun and held is None) or (roles.agents and not mutual):
            return roles
        if not match.noun and "subj" not in (match.entry.agent or SUBJECT):
            return roles
        dropped = left_out(self.scene, held.index if held is not None else match.index)
        return Roles(distinct((*dropped, *roles.agents)), roles.patients) if dropped else roles

    def _filled(
        self,
        match: Match,
        held: Carrier | None,
        act: str,
        content: Span | None,
        source: Attribution | None,
        roles: Roles,
    ) -> tuple[Roles, Rule | None]:
        """Roles completed by what the sentence adds."""
        known = self.ontology.act(act)
        if known.type in self.ontology.turns.own_forces:
            roles = without_own(roles)
        if act in self.ontology.turns.foreign:
            own = {p.actor.party for p in roles.agents}
            others = tuple(p for p in roles.patients if p.actor.party not in own)
            roles = Roles(roles.agents, others)
        if known.type in self.ontology.turns.suffered:
            roles = self._with_struck(match, roles)
        if known.type in self.ontology.turns.struck:
            roles = without_border(self.scene, roles)
        if not known.symmetric and self._is_spoken(match, roles, known.type):
            return _spoken(roles, source), Rule.BY_SPEAKER
        if known.symmetric:
            roles = self.mediation.without_mediators(match, roles)
            again = same_sides(self.scene, self.ontology, match, roles, self.before)
            if again != roles:
                return again, Rule.SAME_SIDES
        reached = self.mediation.reached(match) if self._is_alone(match, roles) else None
        if reached is not None:
            return self.mediation.completed(roles, reached), Rule.MEDIATED
        if match.noun and known.symmetric and source is not None:
            beside = slot_parties(self.scene, match.index, match.entry.co)
            joined = with_speaker(roles, source.claimant) if beside else roles
            if joined != roles:
                return joined, Rule.SPEAKER_SIDE
        if known.type in self.ontology.turns.at_home:
            if not match.noun and is_done_by_another(self.scene, match.index):
                return roles, None
            found = at_home(self.scene, roles)
            return found, Rule.PLACE_PARTY if found != roles else None
        if known.type in self.ontology.turns.enforced and not match.noun:
            found = by_authorities(self.scene, match.index, roles)
            if found != roles:
                return found, Rule.PLACE_PARTY
        bare = match.noun and held is None
        if bare or known.type not in self.ontology.turns.reaching:
            return roles, None
        teller = source.claimant.party if source is not None else None
        return self._completed(match, roles, content, teller)

    def _with_struck(self, match: Match, roles: Roles) -> Roles:
        """Roles with whom the blow that is named is aimed at: "killed in a strike *on Chad*"."""
        if roles.patients or match.object is None:
            return roles
        for entry in self.scene.language.noun_entries(self.scene.folded[match.object])[:1]:
            if self.ontology.act(entry.act).type == self.ontology.act(match.entry.act).type:
                below = slot_parties(self.scene, match.object, entry.to)
                beside = slot_parties(self.scene, match.index, entry.to)
                return Roles(roles.agents, below or beside)
        return roles

    @property
    def mediation(self) -> Mediation:
        """Who is brought together in the sentence."""
        return Mediation(self.scene, self.ontology, self.matches, self.acts)

    def _is_alone(self, match: Match, roles: Roles) -> bool:
        """Whether an act names who does it, and with nobody: "mediated *between A and B*" does, and
        "mediated *between the two*"."""
        slots = (*match.entry.co, *match.entry.to)
        meant = any(
            word.upos in ("NUM", "PRON")
            for slot in slots
            for word in fillers(self.scene, match.index, slot)
        )
        named = meant or slot_parties(self.scene, match.index, slots)
        return bool(roles.agents) and not named

    def _completed(
        self, match: Match, roles: Roles, content: Span | None, teller: Party | None
    ) -> tuple[Roles, Rule | None]:
        """Roles with the other side: from the content, from the clause beside, from the frame."""
        scene, mutual = self.scene, self.ontology.act(match.entry.act).symmetric
        other = not mutual and names_another(scene, match)
        victims = spared(scene, self.ontology, match.entry.act, match.index, content)
        found = roles if other else in_content(scene, roles, content, mutual, victims)
        if found == roles and not mutual:
            found = self._with_partners(match, roles, content)
        if found != roles:
            return found, Rule.CONTENT_PARTY
        found = roles if other else self._shared(match, roles)
        if found != roles:
            return found, Rule.SHARED_PARTY
        answers = Answers(scene, self.ontology, self.matches, self.acts, self.before)
        found = roles if other else answers.answered(match, roles)
        if found != roles:
            return found, Rule.ANSWER
        if not other:
            climbing = content is None
            found = in_frame(scene, roles, match.index, climbing, mutual, teller, victims)
        if found != roles:
            return found, Rule.OTHER_PARTY
        if not (other or mutual or is_done_to_others(scene, match)):
            found = spoken_of(scene, self.ontology, match.entry.act, roles, self.before)
        return found, Rule.SPOKEN_OF if found != roles else None

    def _with_partners(self, match: Match, roles: Roles, content: Span | None) -> Roles:
        """Roles with all sides of the mutual act that the content names: "offered to mediate
        *between Chad and Niger*"."""
        if content is None or roles.patients or not roles.agents:
            return roles
        for index, other in sorted(self.matches.items()):
            inside = content.covers(self.scene.span([index]))
            if index != match.index and inside and self.ontology.act(other.entry.act).symmetric:
                found = slot_parties(self.scene, index, other.entry.co)
                own = {party.actor.party for party in roles.agents}
                others = (p for p in found if p.actor.party not in own and not self._is_where(p))
                return Roles(roles.agents, tuple(others))
        return roles

    def _is_where(self, party: Party) -> bool:
        """Whether a party is named only by the city where something is done: "a meeting *in
        Geneva*"."""
        places = self.scene.language.cues.words.places
        named = (m for m in self.scene.mentions if m.span == party.span and m.rule in SEATS)
        return any(is_marked(self.scene, mention, places) for mention in named)

    def _is_joint(self, match: Match) -> bool:
        """Whether an act that one may do alone has partners: "held a drill *with Chad*"."""
        places = (match.index, match.object)
        return any(
            slot_parties(self.scene, place, match.entry.co) for place in places if place is not None
        )

    def _is_spoken(self, match: Match, roles: Roles, kind: str) -> bool:
        """Whether saying it is doing it: a predicate that accuses whoever it is said of, or one
        without an agent that says what deserves blame ("the raid must be *condemned*")."""
        if SPEAKER in match.entry.agent:
            return True
        passive = not match.noun and is_passive(self.scene, match.index)
        return passive and not roles.agents and kind in self.ontology.turns.performed

    def _shared(self, match: Match, roles: Roles) -> Roles:
        """Roles completed from the clause beside, which has the same subject."""
        if roles.patients or len(roles.agents) != 1:
            return roles
        own = roles.agents[0].actor.party
        for others in self._beside(match):
            found = tuple(p for p in others if p.actor.party != own)
            if len({p.actor.party for p in found}) == 1:
                return Roles(roles.agents, found)
        return roles

    def _beside(self, match: Match) -> Iterator[tuple[Party, ...]]:
        """Whom the subject met, or acted towards, in the clause before; towards whom it acts in the
        one behind, if that is of the same kind ("*criticised* this and rejected *Chad's* …")."""
        word = self.scene.word(match.index)
        above = self.matches.get(word.head) if word.relation == "conj" else None
        if above is not None and self.ontology.act(above.entry.act).symmetric:
            met = sides(self.scene, above, None, True, self.acts).agents
            if len(met) == 2:
                yield met
        elif above is not None and not match.noun:
            yield sides(self.scene, above, None, False, self.acts).patients
        for below in self.scene.children(match.index, "conj"):
            other = self.matches.get(below.index)
            if other is not None and self._is_alike(match, other):
                yield sides(self.scene, other, None, False, self.acts).patients

    def _is_alike(self, match: Match, other: Match) -> bool:
        """Whether two acts go in one direction: both hostile words, both hostile deeds …"""
        types, unlike = self.ontology.plover.types, self.ontology.turns.unlike
        one, two = (self.ontology.act(m.entry.act) for m in (match, other))
        asked = (one.type in unlike) != (two.type in unlike)
        return types[one.type].quad == types[two.type].quad and not (asked or two.symmetric)


def _spoken(roles: Roles, source: Attribution | None) -> Roles:
    """Roles with whoever says it as the agent; nobody, if he says it of himself."""
    speaker = source.claimant.party if source is not None else None
    if source is None or speaker is None or source.claimant.stance is not Stance.ASSERTS:
        return Roles((), roles.patients)
    if speaker.actor.party in {p.actor.party for p in roles.patients}:
        return Roles((), roles.patients)
    return Roles((speaker,), roles.patients)
