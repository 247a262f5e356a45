"""An act that answers another: it is towards whoever did that, if its own words do not say so.

"Chad accused Mali of a raid, and *Mali denied it*." "Mali shelled a post. *Chad condemned this*."
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.coding.carriers import carrier
from dragoman.coding.match import Match
from dragoman.coding.parties import slot_parties
from dragoman.coding.scene import VERBAL, Scene
from dragoman.coding.sides import Roles, sides
from dragoman.model import Clause, Party, Status
from dragoman.ontology import Ontology

BARE = frozenset({"det", "case", "punct", "amod", "advmod"})
OBJECTS = ("obj", "obl", "nsubj:pass")
BESIDE = ("conj", "parataxis", "acl")  # an act so related stands beside those above it


@dataclass(frozen=True, slots=True)
class Answers:
    """What others may answer: the acts of one sentence by the words that name them, and the clauses
    `before` it."""

    scene: Scene
    ontology: Ontology
    matches: Mapping[int, Match]
    acts: frozenset[int]
    before: Sequence[Clause] = ()

    def answered(self, match: Match, roles: Roles) -> Roles:
        """Roles towards whoever did what the act answers; the same if nobody is found.

        That is the nearest act before it whose recipient is the agent, or, if the object of the
        answer only points back to what was said, the nearest that another has done.
        """
        own = {p.actor.party for p in roles.agents}
        kind = self.ontology.act(match.entry.act).type
        judging = kind in self.ontology.turns.performed
        if (
            not (judging or kind in self.ontology.turns.answers)
            or roles.patients
            or not own - {None}
        ):
            return roles
        object_ = self._pointing(match)
        met = None if object_ is None else self._met(object_)
        if met is not None:
            return Roles(roles.agents, tuple(p for p in met if p.actor.party not in own))
        if kind not in self.ontology.turns.answers:
            return roles
        for agents, patients in self._here(match):
            if _answers(own, agents, patients, object_ is not None):
                return Roles(roles.agents, agents)
        doers = self._doers(match)
        if _answers(own, doers, (), back=True):
            return Roles(roles.agents, doers)
        clear = object_ is not None and self._is_pointed(object_)
        named = set() if object_ is None else self._named(object_)
        for clause in reversed(self.before):
            act = self.ontology.act(clause.act)
            meant = not act.symmetric and (not named or act.type in named)
            if meant and _answers(own, clause.agents, clause.patients, clear):
                return Roles(roles.agents, clause.agents)
        return roles

    def _named(self, index: int) -> set[str]:
        """Which blow an object names, if it does: whoever condemns "*the raid*" answers no appeal
        that was made meanwhile."""
        entries = self.scene.language.noun_entries(self.scene.folded[index])
        types = {self.ontology.act(entry.act).type for entry in entries}
        return types & set(self.ontology.turns.suffered)

    def _met(self, index: int) -> tuple[Party, ...] | None:
        """Who last met or dealt with each other, where the object names that: "Chad criticized
        *the meeting*"; None if it names something else."""
        entries = self.scene.language.noun_entries(self.scene.folded[index])[:1]
        types = {
            self.ontology.act(e.act).type for e in entries if self.ontology.act(e.act).symmetric
        }
        if not types:
            return None
        for clause in reversed(self.before):
            act = self.ontology.act(clause.act)
            if act.symmetric and act.type in types and clause.status is not Status.DENIED:
                return clause.agents
        return ()

    def _here(self, match: Match) -> Iterator[tuple[tuple[Party, ...], tuple[Party, ...]]]:
        """Sides of the acts before an act that it does not stand in, the nearest first."""
        beside = self.scene.word(match.index).relation in BESIDE
        above = {word.index for word in self.scene.tree.ancestors(match.index)}
        for index in sorted(self.matches, reverse=True):
            other = self.matches[index]
            if index >= match.index or self.ontology.act(other.entry.act).symmetric:
                continue
            held = carrier(self.scene, index, self.acts) if other.noun else None
            places = {index} if held is None else {index, held.index}
            if beside or not places & above:
                found = sides(self.scene, other, held, False, self.acts)
                yield found.agents, found.patients

    def _doers(self, match: Match) -> tuple[Party, ...]:
        """Who did what a relative clause judges: "*Chad* closed a road, which Niger deplored"."""
        scene, word = self.scene, self.scene.word(match.index)
        if word.relation != "acl" or word.head in scene.covering:
            return ()
        deed = scene.word(word.head)
        while deed.head >= 0 and deed.upos not in VERBAL:
            deed = scene.word(deed.head)
        return slot_parties(scene, deed.index, ("subj",))

    def _pointing(self, match: Match) -> int | None:
        """The object, if it is a plain noun, which says no more than what was said before: "the
        claim"; or one that the act's own relative clause describes: "a claim that Mali denied"."""
        scene, word = self.scene, self.scene.word(match.index)
        if word.relation == "acl" and match.object == word.head:
            return word.head
        places = [match.object] if match.object is not None else []
        places += [w.index for w in scene.children(match.index, *OBJECTS)]
        if not places or places[0] in scene.covering or scene.word(places[0]).upos != "NOUN":
            return None
        plain = all(child.relation in BARE for child in scene.tree.children(places[0]))
        return places[0] if plain else None

    def _is_pointed(self, index: int) -> bool:
        """Whether an article or "this" says that a noun was spoken of before."""
        pointing = self.scene.language.cues.words.pointing
        dets = self.scene.children(index, "det")
        return any(self.scene.folded[word.index] in pointing for word in dets)


def _answers(
    own: set[str | None], agents: Sequence[Party], patients: Sequence[Party], back: bool
) -> bool:
    """Whether an act of one other party was done to `own`, or is what the answer points back to."""
    codes = {party.actor.party for party in agents}
    if len(codes) != 1 or None in codes or codes & own:
        return False
    return back or bool(own & {party.actor.party for party in patients})
