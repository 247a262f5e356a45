"""The side that an act's own words leave out: the likeliest of all whom a text names near it.

"Niger expelled the Red Cross; Algeria has *offered* to mediate." Whom it offered that stands in no
slot of the verb. Whoever the sentence and the ones before it name is an option, and so is that
nobody is meant; a conditional logit (McFadden 1974) over what speaks for each says how likely it
is. counterparts.yaml holds its weights, which `python -m benchmarks.counterparts` fits.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import msgspec

from dragoman.coding.odds import odds
from dragoman.coding.others import (
    is_at_border,
    is_circumstance,
    is_done_by_another,
    is_done_to_powers,
)
from dragoman.coding.parties import is_asker, is_medium, is_topic, standing
from dragoman.coding.rows import with_companions
from dragoman.coding.rules import Rule
from dragoman.coding.scene import DATELINE, Named, Scene, distinct, parties
from dragoman.coding.spared import spared
from dragoman.judge import Verdict
from dragoman.model import Clause, Mention, Party, Via
from dragoman.ontology import Ontology

PATH = Path(__file__).with_name("counterparts.yaml")
OPENING = 2  # words before a mention with which a sentence opens
Features = Mapping[str, float]


class Table(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """counterparts.yaml: what each circumstance adds to the log odds of an option, for sentences
    that the judge was shown and for others; and from which share on a party is taken that the
    sentence names, or only one before it."""

    judged: dict[str, float]
    unjudged: dict[str, float]
    here: float
    earlier: float


@dataclass(frozen=True, slots=True)
class Option:
    """Who may stand on the side left out, with those who are named in a row with him (nobody, if
    empty), and what speaks for it."""

    parties: tuple[Party, ...]
    features: Features

    @property
    def here(self) -> bool:
        """Whether the sentence itself names him."""
        return "here" in self.features


@dataclass(frozen=True, slots=True)
class Counterparts:
    """Completes clauses that leave a side out; one object serves every language and document."""

    ontology: Ontology
    table: Table

    @classmethod
    def load(cls, ontology: Ontology, path: Path = PATH) -> Counterparts:
        """With the weights of the package, or of another file."""
        return cls(ontology, msgspec.yaml.decode(path.read_bytes(), type=Table))

    def completed(
        self, scene: Scene, clause: Clause, verdict: Verdict | None
    ) -> tuple[Clause, float | None]:
        """The clause with the likeliest other side, and how likely that is; as it was, and None, if
        it has both sides or nobody is likely enough."""
        found = options(scene, self.ontology, clause, verdict)
        if len(found) < 2:
            return clause, None
        shares = self.shares(found, verdict is not None)
        best = max(range(1, len(found)), key=lambda place: shares[place])
        least = self.table.here if found[best].here else self.table.earlier
        if shares[best] < least:
            return clause, None
        return self._with(clause, found[best].parties), shares[best]

    def shares(self, found: Sequence[Option], judged: bool) -> list[float]:
        """How likely each option is; whoever is named in a row is as likely as the row."""
        weights = self.table.judged if judged else self.table.unjudged
        scores = [sum(weights.get(k, 0.0) * v for k, v in o.features.items()) for o in found]
        top = max(scores)
        parts = [math.exp(score - top) for score in scores]
        rows = [{p.actor.party for p in option.parties} or {None} for option in found]
        told = [
            sum(part for part, other in zip(parts, rows, strict=True) if other <= row)
            for row in rows
        ]
        return [share / sum(parts) for share in told]

    def _with(self, clause: Clause, found: tuple[Party, ...]) -> Clause:
        trace = (*clause.trace, str(Rule.LIKELIEST_SIDE))
        if clause.agents and not self.ontology.act(clause.act).symmetric:
            return replace(clause, patients=found, trace=trace)
        return replace(clause, agents=(*clause.agents, *found), trace=trace)


def options(
    scene: Scene, ontology: Ontology, clause: Clause, verdict: Verdict | None
) -> list[Option]:
    """Who may stand on the side that a clause leaves out, nobody first; nothing if it has both
    sides, or if its words name somebody there whom we do not know."""
    own = {p.actor.party for p in (*clause.agents, *clause.patients)} - {None}
    if (clause.agents and clause.patients) or len(own) != 1:
        return []
    elsewhere = is_done_to_powers if clause.agents else is_done_by_another
    if scene.is_verb(clause.trigger_index) and elsewhere(scene, clause.trigger_index):
        return []
    (code,) = own
    judged = _Judged(clause, ontology, code, verdict)
    here = {o.parties[0].actor.party: o for o in _here(scene, ontology, clause, judged)}
    earlier = [o for o in _earlier(scene, own) if o.parties[0].actor.party not in here]
    return [_nobody(ontology, clause, bool(here)), *here.values(), *earlier]


def _nobody(ontology: Ontology, clause: Clause, any_here: bool) -> Option:
    act = ontology.act(clause.act)
    kind = ontology.code(clause.act, clause.status).type
    features = {"nobody": 1.0, f"nobody: {kind}": 1.0}
    if not any_here:
        features |= {"nobody is named here": 1.0, f"nobody is named here: {kind}": 1.0}
    if act.alone:
        features["one may do it alone"] = 1.0
    return Option((), features)


@dataclass(frozen=True, slots=True)
class _Judged:
    """What the judge says of the party that a clause has and another."""

    clause: Clause
    ontology: Ontology
    own: str | None
    verdict: Verdict | None

    def features(self, code: str | None) -> dict[str, float]:
        """The odds of the clause's type, of any type, and of its type the other way round."""
        if self.verdict is None:
            return {}
        places: dict[str | None, int] = {}
        for place, key in enumerate(self.verdict.parties):
            places.setdefault(key.code, place)
        if self.own not in places or code not in places:
            return {}
        pair = (places[self.own], places[code])
        pair = pair if self.clause.agents else (pair[1], pair[0])
        kind = self.ontology.code(self.clause.act, self.clause.status).type
        forth, back = self.verdict.type(*pair, kind), self.verdict.type(pair[1], pair[0], kind)
        mutual = self.ontology.act(self.clause.act).symmetric
        return {
            "judged": 1.0,
            "odds of its type": odds(max(forth, back) if mutual else forth),
            "odds of its type turned": odds(back),
            "odds of any type": odds(1 - self.verdict.nothing(*pair)),
        }


def _here(scene: Scene, ontology: Ontology, clause: Clause, judged: _Judged) -> Iterator[Option]:
    """The parties that the sentence names, by the mention of each that stands nearest."""
    index = clause.trigger_index
    without = spared(scene, ontology, clause.act, index, clause.content) | {judged.own, None}
    rows: dict[str | None, list[tuple[Mention, Party]]] = {}
    upright = [*standing(scene.language, scene.folded, scene.mentions)]
    reaching = clause.agents and ontology.act(clause.act).type in ontology.turns.suffered
    for mention in scene.mentions:
        land = mention.via is Via.COUNTRY and reaching
        if mention not in upright and not (land and mention.rule != DATELINE):
            continue  # "met *in Berlin*"; but those who were "killed *in Mali*" may be Mali's
        if _may_be_meant(scene, ontology, clause, mention):
            for party in parties(mention):
                if party.actor.party not in without:
                    rows.setdefault(party.actor.party, []).append((mention, party))
    spoken = {code for row in scene.earlier for code in _codes(row)}
    for code, row in rows.items():
        mention, party = min(row, key=lambda pair: abs(pair[0].tokens[0] - index))
        heads = [scene.head_of(m) for m, _ in row]
        said = {
            "here": True,
            "before the act": mention.tokens[0] < index,
            "a subject": any(scene.word(h).relation.startswith("nsubj") for h in heads),
            "named more than once": len(row) > 1,
            "named before": code in spoken,
            "only a place": mention not in upright,
            "only describes": mention.vague,
            "referred to": mention.via is Via.COREFERENCE,
        }
        features = {name: 1.0 for name, holds in said.items() if holds}
        features |= judged.features(code) | _share(scene, code, judged.own)
        mates = (p for p in with_companions(scene, (party,)) if p.actor.party not in without)
        yield Option(distinct((party, *mates)), features)


def _may_be_meant(scene: Scene, ontology: Ontology, clause: Clause, mention: Mention) -> bool:
    """Whether a mention may say who is on the other side: not what a text is about ("the statement
    *on Georgia*"), at whose request or at whose border something is done, or who judges it, too."""
    head = scene.head_of(mention)
    act = ontology.act(clause.act)
    if is_medium(mention) or is_topic(scene, head) or is_asker(scene, head):
        return False
    if is_at_border(scene, mention):
        return False
    if not clause.agents and _is_where(scene, head):
        return False
    if act.symmetric and is_circumstance(scene, mention, clause.trigger_index):
        return False
    judging = bool(clause.agents) and act.type in ontology.turns.performed
    return not (judging and _judges_too(scene, ontology, head, clause))


def _judges_too(scene: Scene, ontology: Ontology, index: int, clause: Clause) -> bool:
    """Whether a word is the subject of a verb beside that of a clause, which judges, too: "Mali
    welcomed the deal, while *Libya* condemned it"."""
    verb = clause.trigger_index
    word = scene.word(index)
    head = scene.tree.head(index)
    if word.relation not in ("nsubj", "nsubj:pass") or head is None or head.index == verb:
        return False
    first, second = (head, scene.word(verb)) if head.head == verb else (scene.word(verb), head)
    beside = first.head == second.index and first.relation in ("conj", "advcl", "parataxis")
    entries = scene.language.verb_entries(scene.folded[head.index])
    kinds = {ontology.act(entry.act).type for entry in entries}
    return beside and bool(kinds & {*ontology.turns.performed})


def _is_where(scene: Scene, head: int) -> bool:
    """Whether a word says where something was done: "killed *in the north of Mali*"."""
    places, above = scene.language.cues.words.places, scene.tree.head(head)
    if scene.marker(head) in places:
        return True
    inside = above is not None and scene.word(head).relation == "nmod"
    return inside and above is not None and scene.marker(above.index) in places


def _earlier(scene: Scene, own: set[str | None]) -> Iterator[Option]:
    """The parties of the sentences before, by the last that names each."""
    seen = set(own) | {None}
    for back, row in enumerate(scene.earlier, 1):
        named = _codes(row) - seen
        for code in sorted(code for code in named if code is not None):
            mentions = [m for m in (*row.upright, *row.aside) for a in m.actors if a.party == code]
            actor = next(a for a in mentions[-1].actors if a.party == code)
            said = {
                "earlier": True,
                f"{back} back": back > 1,
                "opens its sentence": any(
                    m.tokens[0] <= OPENING for m in mentions if m in row.upright
                ),
            }
            features = {name: 1.0 for name, holds in said.items() if holds}
            features |= _share(scene, code, next(iter(own)))
            yield Option((Party(actor, mentions[-1].span, mentions[-1].via),), features)
        seen |= named


def _share(scene: Scene, code: str | None, own: str | None) -> dict[str, float]:
    """How much of what the text named until here, beside one party, is another."""
    named = sum(count for party, count in scene.spoken.items() if party != own)
    return {"share of the text": scene.spoken.get(code or "", 0) / named if named else 0.0}


def _codes(row: Named) -> set[str | None]:
    return {actor.party for m in (*row.upright, *row.aside) for actor in m.actors}
