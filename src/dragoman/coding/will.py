"""What becomes of an act that somebody will not do, or says that another must do."""

from __future__ import annotations

from dataclasses import replace

from dragoman.coding.claimant import Attribution
from dragoman.coding.match import Match
from dragoman.coding.parties import slot_parties
from dragoman.coding.rules import Rule
from dragoman.coding.scene import Scene, distinct
from dragoman.coding.sides import Roles
from dragoman.coding.status import AUXILIARY, Verdict
from dragoman.model import Status
from dragoman.ontology import Ontology

Willed = tuple[str, Roles, Verdict]  # act, who towards whom, status


def willed(
    scene: Scene,
    ontology: Ontology,
    match: Match,
    predicate: int,
    done: Willed,
    source: Attribution | None,
) -> Willed:
    """What is done, as a refusal or a demand if it is one."""
    left = done[2].rule is Rule.NEGATION and done[0] in ontology.turns.refused
    if done[2].rule is Rule.REFUSAL or left:
        done = _refused(scene, ontology, match, done)
    return _owed(scene, ontology, predicate, done, source) or done


def _refused(scene: Scene, ontology: Ontology, match: Match, done: Willed) -> Willed:
    """A refusal, if the act is of a type that one refuses and one party alone will not do it:
    "Putin and Biden will not meet" refuses nothing."""
    act, roles, verdict = done
    turned = ontology.turns.unwilling.get(ontology.act(act).type)
    who = slot_parties(scene, match.index, match.entry.agent or ("subj",))
    codes = {p.actor.party for p in who}
    if turned is None or match.noun or len(codes) != 1:
        return act, roles, replace(verdict, rule=Rule.NEGATION)
    others = (*roles.agents, *roles.patients)
    towards = distinct([p for p in others if p.actor.party not in codes])
    return turned, Roles(who, towards), Verdict(Status.OCCURRED, Rule.REFUSAL)


def _owed(
    scene: Scene, ontology: Ontology, predicate: int, done: Willed, source: Attribution | None
) -> Willed | None:
    """A demand, if somebody says that one other party must do it; else None."""
    act, roles, _ = done
    speaker = source.claimant.party if source is not None else None
    codes = {p.actor.party for p in roles.agents}
    if speaker is None or len(codes) != 1 or speaker.actor.party in codes:
        return None
    if not _must(scene, predicate):
        return None
    demand = ontology.turns.narrowed(ontology.turns.owed, act, ontology.act(act).type)
    return demand, Roles((speaker,), roles.agents), Verdict(Status.OCCURRED, Rule.OBLIGATION)


def _must(scene: Scene, predicate: int) -> bool:
    """Whether a word of obligation stands on a verb, or governs it ("*должна* вывести")."""
    words = scene.language.cues.words.obligation
    word = scene.word(predicate)
    above = [word.head] if word.relation == "xcomp" else []
    beside = (w.index for w in scene.children(predicate, *AUXILIARY))
    return any(scene.folded[i] in words for i in (*beside, *above))
