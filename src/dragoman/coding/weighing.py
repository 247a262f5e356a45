"""Rules and judge together: which claims are made, and how sure each is.

Two logistic regressions, fitted by `python -m benchmarks.calibrate` on the development passages and
on the judge's own test sentences: one over clauses that rules made, one over what the judge alone
tells. A claim's confidence is that probability. weights.yaml holds them.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from pathlib import Path

import msgspec

from dragoman.coding.confidence import circumstances
from dragoman.coding.learned import Told, clause_of, keys_of, told
from dragoman.coding.scene import Scene
from dragoman.coding.voice import Speaker
from dragoman.judge import PartyKey, Verdict
from dragoman.model import Clause
from dragoman.ontology import Ontology

PATH = Path(__file__).with_name("weights.yaml")
LEAST = 1e-4  # probabilities are kept this far from 0 and 1 before their odds are taken
Features = Mapping[str, float]


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Log odds without any circumstance, and what each adds (times its size)."""

    base: float
    add: dict[str, float]

    def probability(self, features: Features) -> float:
        """The probability that a claim with these features is right."""
        odds = self.base + sum(self.add.get(name, 0.0) * size for name, size in features.items())
        return 1 / (1 + math.exp(-odds))


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """weights.yaml: for clauses of rules without a judge and with one, for clauses of the judge
    alone; and from which probability a clause of either kind is kept."""

    rules: Weights
    both: Weights
    judge: Weights
    keep: float
    make: float


@cache
def table() -> Table:
    """The fitted weights."""
    return msgspec.yaml.decode(PATH.read_bytes(), type=Table)


@dataclass(frozen=True, slots=True)
class Weigher:
    """Weighs the clauses of a sentence; one object serves every language and document."""

    ontology: Ontology

    def alone(self, scene: Scene, clauses: Iterable[Clause]) -> Iterator[Clause]:
        """Clauses of rules with the confidence that they have by themselves."""
        weights = table().rules
        for clause in clauses:
            features = {name: 1.0 for name in circumstances(clause, scene.sentence)}
            yield _sure(clause, weights.probability(features))

    def together(
        self,
        scene: Scene,
        clauses: Iterable[Clause],
        verdict: Verdict,
        published: date | None,
        speaker: Speaker | None,
    ) -> Iterator[Clause]:
        """Clauses that stand, of rules and of the judge, in the order of their words."""
        known, kept = table(), []
        made = list(clauses)
        for clause in made:
            sure = known.both.probability(rule_features(scene, clause, verdict))
            if sure >= known.keep:
                said = f"judge:{_shown(support(clause, verdict))}"
                kept.append(_sure(replace(clause, trace=(*clause.trace, said)), sure))
        for one in told(verdict, self.ontology):
            sure = known.judge.probability(judge_features(one, made))
            if sure >= known.make:
                clause = clause_of(scene, one, self.ontology, published, speaker)
                if clause is not None:
                    kept.append(_sure(clause, sure))
        yield from sorted(kept, key=lambda clause: clause.trigger.start)

    def promises(self, verdict: Verdict) -> bool:
        """Whether the judge may make a claim of a sentence that rules would not look at."""
        known = table()
        return any(
            known.judge.probability(judge_features(one, ())) >= known.make
            for one in told(verdict, self.ontology)
        )


@dataclass(frozen=True, slots=True)
class Support:
    """What the judge says of the pair of a clause: probability of its type, and of nothing."""

    type: float
    nothing: float


def support(clause: Clause, verdict: Verdict, ontology: Ontology | None = None) -> Support | None:
    """The judge's word on a clause, None if it does not see its parties."""
    agents, towards = keys_of(clause.agents), keys_of(clause.patients)
    raise NotImplementedError
