"""Rules and judge together: which claims are made, and how sure each is.

Logistic regressions, fitted by `python -m benchmarks.calibrate` on the development passages and
on the judge's own test sentences: one over clauses that rules made, one over what the judge alone
tells, and one over what rules say of two parties that are asked about (`dragoman relate`). A
claim's confidence is that probability. weights.yaml holds them.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from pathlib import Path

import msgspec

from dragoman.coding.carriers import CANCEL
from dragoman.coding.circumstances import circumstances
from dragoman.coding.clauses import Uncoded
from dragoman.coding.counterparts import Counterparts
from dragoman.coding.learned import Told, act_of, clause_of, keys_of, told
from dragoman.coding.odds import LEAST, odds, probability
from dragoman.coding.rules import Rule
from dragoman.coding.scene import Scene, distinct
from dragoman.coding.voice import Speaker
from dragoman.judge import Verdict
from dragoman.model import Clause, Status
from dragoman.ontology import Content, Ontology

PATH = Path(__file__).with_name("weights.yaml")
NOT_DEALT = frozenset({Rule.NOT_CODED_CONTENT, Rule.PURPOSE, Rule.LEFT_OPEN})
Features = Mapping[str, float]


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Log odds without any circumstance, and what each adds (times its size)."""

    base: float
    add: dict[str, float]

    def probability(self, features: Features) -> float:
        """The probability that a claim with these features is right."""
        told = self.base + sum(self.add.get(name, 0.0) * size for name, size in features.items())
        return probability(told)


class News(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How log odds on texts that we tuned on become those on other news (Platt 1999); `most` is the
    highest probability that was seen when this was fitted: beyond it nothing is known."""

    base: float = 0.0
    slope: float = 1.0
    most: float = 1.0

    def probability(self, tuned: float) -> float:
        """The probability on other news."""
        return probability(self.base + self.slope * odds(min(tuned, self.most)))


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """weights.yaml: for clauses of rules without a judge and with one, for clauses of the judge
    alone, for what rules say of two parties that are asked about; from which probability a clause
    of either kind is kept; and, by who made a claim, how sure it is on text that nobody tuned on,
    which is what a claim tells as its confidence."""

    rules: Weights
    both: Weights
    judge: Weights
    asked: Weights
    keep: float
    make: float
    news: dict[str, News] = {}


class By(StrEnum):
    """Who made a clause: rules without a judge, rules with one, or the judge alone."""

    RULES = "rules"
    BOTH = "both"
    JUDGE = "judge"


@dataclass(frozen=True, slots=True)
class Weighed:
    """A clause with its confidence, who made it, and what speaks for and against it; `sure` is how
    sure it is on texts that we tuned on, by which it is kept or not."""

    clause: Clause
    by: By
    features: Features
    sure: float


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules say of two parties that are asked about: the clause, its type, and whether it
    names them both or only the one who acts."""

    type: str
    clause: Clause
    both: bool

    @property
    def rank(self) -> tuple[bool, float]:
        """Which of several counts."""
        return self.both, self.clause.confidence

    def features(self, shares: Mapping[str, float]) -> Features:
        """What speaks for and against it, the judge's shares of the types among it."""
        rule, kind = odds(self.clause.confidence), odds(shares[self.type])
        if self.both:
            return {"odds of the rule": rule, "odds of its type": kind}
        return {
            "towards nobody": 1.0,
            "odds of the rule, towards nobody": rule,
            "odds of its type, towards nobody": kind,
        }


@dataclass(frozen=True, slots=True)
class Weigher:
    """Weighs the clauses of a sentence; one object serves every language and document.

    Attributes:
        repeating: whether the judge also tells what is there already, for whoever fits `table`.
    """

    ontology: Ontology
    table: Table
    counterparts: Counterparts
    repeating: bool = False

    @classmethod
    def load(cls, ontology: Ontology, path: Path = PATH) -> Weigher:
        """With the weights of the package, or of another file."""
        table = msgspec.yaml.decode(path.read_bytes(), type=Table)
        return cls(ontology, table, Counterparts.load(ontology))

    def alone(self, scene: Scene, clauses: Iterable[Clause]) -> Iterator[Weighed]:
        """Clauses of rules with the confidence that they have by themselves."""
        for bare in clauses:
            clause, share = self.counterparts.completed(scene, bare, None)
            yield self._weighed(clause, By.RULES, rule_features(scene, clause, share))

    def together(
        self,
        scene: Scene,
        outcomes: Sequence[Clause | Uncoded],
        verdict: Verdict,
        published: date | None,
        speaker: Speaker | None,
    ) -> Iterator[Weighed]:
        """Clauses that stand, of what rules made of a sentence and of the judge, in the order of
        their words."""
        made = [outcome for outcome in outcomes if isinstance(outcome, Clause)]
        left = [outcome for outcome in outcomes if isinstance(outcome, Uncoded)]
        parts = {o.index for o in left if o.rule in NOT_DEALT}
        refused = {o.index for o in left if o.rule is Rule.NOT_CODED_CONTENT}
        kept = [w for w in self._ruled(scene, made, verdict) if self._stands(w)]
        for one in told(verdict):
            features = judge_features(one, made)
            if self.table.judge.probability(features) >= self.table.make:
                act = act_of(verdict, one, self.ontology)
                clause = clause_of(scene, one, act, self.ontology, published, speaker)
                if clause is None or self.is_part(clause, made, parts, refused):
                    continue
                if self.repeating or not self.repeats(clause, kept):
                    kept.append(self._weighed(clause, By.JUDGE, features))
        yield from sorted(self._joined(kept), key=lambda weighed: weighed.clause.trigger.start)

    def _joined(self, kept: Sequence[Weighed]) -> Iterator[Weighed]:
        """Clauses, a mediation that the judge tells of by pairs as one: "a truce between Chad and
        Niger *brokered* by Qatar and Egypt"."""
        rows: dict[tuple[str, int], list[Weighed]] = {}
        for one in kept:
            if one.by is By.JUDGE and one.clause.act in self.ontology.turns.mediated:
                rows.setdefault((one.clause.act, one.clause.trigger_index), []).append(one)
            else:
                yield one
        for row in rows.values():
            surest = max(row, key=lambda one: one.sure)
            named = (party for one in row for party in one.clause.agents)
            agents = distinct(tuple(sorted(named, key=lambda party: party.span.start)))
            yield replace(surest, clause=replace(surest.clause, agents=agents))

    def asked(self, shares: Mapping[str, float], ruled: Ruled) -> dict[str, float]:
        """The judge's shares of all types, once the rules have said one."""
        sure = self.table.asked.probability(ruled.features(shares))
        rest = (1 - sure) / max(LEAST, 1 - shares[ruled.type])
        told = {name: share * rest for name, share in shares.items()} | {ruled.type: sure}
        whole = sum(told.values())
        return {name: share / whole for name, share in told.items()}

    def promises(self, verdict: Verdict) -> bool:
        """Whether the judge may make a claim of a sentence that rules would not look at."""
        least, weights = self.table.make, self.table.judge
        lines = told(verdict)
        return any(weights.probability(judge_features(one, ())) >= least for one in lines)

    def repeats(self, clause: Clause, kept: Iterable[Weighed]) -> bool:
        """Whether a clause of the same type and parties is there already, or one of rules that has
        the same type or parties from the same word: "Sweden *condemned* the Russian strikes on
        Kyiv" is no word against Kyiv, and a *visit* that was called off is none."""
        kind, codes = self.ontology.code(clause.act, clause.status).type, _codes(clause)
        for weighed in kept:
            other = weighed.clause
            same = self.ontology.code(other.act, other.status).type == kind
            named = codes <= _codes(other)
            same_word = weighed.by is By.BOTH and _covers(other, clause)
            if (same and named) or (same_word and (same or named)):
                return True
        return False

    def is_part(
        self,
        judged: Clause,
        made: Iterable[Clause],
        parts: Collection[int],
        refused: Collection[int] = (),
    ) -> bool:
        """Whether it is a blow that somebody only refuses, demands or threatens, by a clause that
        rules `made`, kept or not, so that nobody dealt it: "blocked *the EU's sanctions on
        Belarus*"; `parts` are words of which rules say that they are only that. Or it is mutual, by
        a word of the `refused`, of which they say so: "refused to fly to *the meeting*"."""
        if judged.status is Status.PLANNED:
            return any(self._asks_several(clause, judged) for clause in made)
        if judged.status not in (Status.OCCURRED, Status.ONGOING):
            return False
        act = self.ontology.act(judged.act)
        if act.symmetric and judged.trigger_index in refused:
            return True
        if act.type not in self.ontology.turns.suffered:
            return False
        if judged.trigger_index in parts:
            return True
        for clause in made:
            kind, content = self.ontology.act(clause.act).type, clause.content
            part = self.ontology.turns.content_of(clause.act, kind) is Content.PART
            if part and content is not None:
                inside = [judged.trigger, *(p.span for p in judged.patients)]
                if any(content.covers(span) for span in inside):
                    return True
        return False

    def _asks_several(self, clause: Clause, judged: Clause) -> bool:
        """Whether a clause asks several to do an act together, in which whoever asks them takes no
        part: "*Chad* urged both countries to wait for the talks"."""
        asked = self.ontology.act(self.ontology.turns.owed).type
        if self.ontology.act(clause.act).type != asked or clause.content is None:
            return False
        agents, towards = ({p.actor.party for p in row} for row in (clause.agents, clause.patients))
        both = {p.actor.party for p in (*judged.agents, *judged.patients)}
        own = len(towards) > 1 and bool(both & agents) and bool(both & towards)
        return own and clause.content.covers(judged.trigger)

    def _ruled(
        self, scene: Scene, clauses: Iterable[Clause], verdict: Verdict
    ) -> Iterator[Weighed]:
        for bare in clauses:
            clause, share = self.counterparts.completed(scene, bare, verdict)
            word = support(clause, verdict, self.ontology)
            features = rule_features(scene, clause, share) | judged_features(word)
            if word is not None:
                clause = replace(clause, trace=(*clause.trace, f"{Rule.JUDGE}:{word}"))
            yield self._weighed(clause, By.BOTH, features)

    def _stands(self, weighed: Weighed) -> bool:
        return weighed.sure >= self.table.keep

    def _weighed(self, clause: Clause, by: By, features: Features) -> Weighed:
        weights: Weights = getattr(self.table, by)
        sure = weights.probability(features)
        told = self.table.news.get(by, News()).probability(sure)
        return Weighed(replace(clause, confidence=round(told, 2)), by, features, round(sure, 2))


@dataclass(frozen=True, slots=True)
class Support:
    """What the judge says of the parties of a clause: probabilities of its type, of any type, and
    the likeliest type."""

    type: float
    any: float
    likeliest: str

    def __str__(self) -> str:
        return f"{self.likeliest} {self.any:.2f}"


def support(clause: Clause, verdict: Verdict, ontology: Ontology) -> Support | None:
    """The judge's word on a clause, None if it does not see its parties."""
    places = {key: place for place, key in enumerate(verdict.parties)}
    agents = [places[key] for key in keys_of(clause.agents) if key in places]
    towards = [places[key] for key in keys_of(clause.patients) if key in places]
    off = f"{Rule.TURN}:{CANCEL}" in clause.trace  # a meeting called off, to the judge one denied
    mutual = ontology.act(clause.act).symmetric or (off and not towards)
    others = agents if mutual else towards
    pairs = [(one, other) for one in agents for other in others if one != other]
    pairs = pairs or [(one, len(verdict.parties)) for one in (*agents, *towards)]
    if not pairs:
        return None
    kinds = {ontology.code(clause.act, clause.status).type}
    kinds |= {kind for kind, act in ontology.turns.cancel.items() if off and act == clause.act}
    best = max(pairs, key=lambda pair: 1 - verdict.nothing(*pair))
    return Support(
        type=max(verdict.type(*pair, kind) for pair in pairs for kind in kinds),
        any=1 - verdict.nothing(*best),
        likeliest=verdict.labels.types[1 + int(verdict.types[best][1:].argmax())],
    )


def rule_features(scene: Scene, clause: Clause, side: float | None) -> dict[str, float]:
    """What speaks for and against a clause that rules made; `side` is how likely its other side is,
    if its own words left that out."""
    found = dict.fromkeys(circumstances(clause, scene.sentence), 1.0)
    return found if side is None else found | {"odds of the other side": odds(side)}


def judged_features(word: Support | None) -> dict[str, float]:
    """What the judge adds to that."""
    if word is None:
        return {"not judged": 1.0}
    return {"odds of its type": odds(word.type), "odds of any type": odds(word.any)}


def judge_features(one: Told, made: Iterable[Clause]) -> Features:
    """What speaks for and against a clause that the judge alone makes, beside those of rules."""
    pair = {key.code for key in (one.agent, one.recipient) if key is not None}
    named = [_codes(clause) for clause in made]
    found = {"odds of its type": odds(one.share), "odds of nothing": odds(one.nothing)}
    if one.recipient is None:
        found["one party"] = 1.0
    elif len(pair) == 1:
        found["within a state"] = 1.0
    if any(pair <= other for other in named):
        found["rules have the pair"] = 1.0
    elif any(pair & other for other in named):
        found["rules have one of them"] = 1.0
    return found


def _covers(ruled: Clause, judged: Clause) -> bool:
    """Whether the word that the judge points at is one of those that the rules coded."""
    return ruled.trigger.start <= judged.trigger.start < ruled.trigger.end


def _codes(clause: Clause) -> frozenset[str]:
    return frozenset(key.code for key in keys_of((*clause.agents, *clause.patients)))
