"""Who is brought together: "exchanged prisoners *through Omani mediation*", "a truce *brokered by
Qatar*" name the mediator, and the act that came of it names the sides."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from dragoman.coding.carriers import carrier
from dragoman.coding.match import Match
from dragoman.coding.scene import Scene, distinct
from dragoman.coding.sides import Roles, sides
from dragoman.model import Party, Word
from dragoman.ontology import Ontology

STEPS = 3  # words from the mediation up to the act: "signed an *agreement* brokered by …"
DESCRIBING = ("acl", "advcl")
HANGING = ("obj", "obl", "nmod", "nsubj", "nsubj:pass", "conj", "acl", "advcl")
SIDES = 2  # without the mediator


@dataclass(frozen=True, slots=True)
class Mediation:
    """The mediations of one sentence.

    Attributes:
        matches: the acts of the sentence by the words that name them.
    """

    scene: Scene
    ontology: Ontology
    matches: Mapping[int, Match]
    acts: frozenset[int]

    def reached(self, match: Match) -> Match | None:
        """The act that came of a mediation: the nearest above it that names two sides."""
        if match.entry.act not in self.ontology.turns.mediated or not self._is_means(match):
            return None
        for word in self._above(match):
            for other in self.matches.values():
                if other is match or self._is_word(other):
                    continue
                if self._carries(word, other) and self._between(other):
                    return other
        return None

    def completed(self, roles: Roles, reached: Match) -> Roles:
        """The mediator with the sides of what came of it."""
        return Roles(distinct((*roles.agents, *self._sides(reached))), ())

    def without_mediators(self, match: Match, roles: Roles) -> Roles:
        """The sides of an act alone: who brought them together is none of them."""
        found = {
            party.actor.id
            for other in self.matches.values()
            if other is not match and self.reached(other) is match
            for party in sides(self.scene, other, None, False, self.acts).agents
        }
        own = sides(self.scene, match, None, False, self.acts).agents
        found -= {party.actor.id for party in own}
        left = tuple(p for p in roles.agents if p.actor.id not in found)
        return Roles(left, roles.patients) if len(left) >= SIDES else roles

    def _is_means(self, match: Match) -> bool:
        """Whether it says by what means something came about."""
        if match.noun:
            return self.scene.marker(match.index) in self.scene.language.cues.words.means
        return self.scene.word(match.index).relation in DESCRIBING

    def _above(self, match: Match) -> Iterator[Word]:
        word = self.scene.word(match.index)
        for _ in range(STEPS):
            if word.head < 0 or word.relation not in HANGING:
                return
            word = self.scene.word(word.head)
            yield word

    def _is_word(self, other: Match) -> bool:
        """Whether an act is a word of one side, which no mediation brings about."""
        act = self.ontology.act(other.entry.act)
        return not {act.name, act.type}.isdisjoint(self.ontology.turns.unreached)

    def _carries(self, word: Word, other: Match) -> bool:
        """Whether a word names an act, or is the verb that carries the act noun."""
        if word.index == other.index:
            return True
        held = carrier(self.scene, other.index, self.acts) if other.noun else None
        return held is not None and held.index == word.index

    def _sides(self, other: Match) -> tuple[Party, ...]:
        held = carrier(self.scene, other.index, self.acts) if other.noun else None
        known = self.ontology.act(other.entry.act)
        found = sides(self.scene, other, held, known.symmetric, self.acts)
        return (*found.agents, *found.patients)

    def _between(self, other: Match) -> bool:
        return len({p.actor.party for p in self._sides(other)} - {None}) >= SIDES
