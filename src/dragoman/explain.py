"""How a sentence was read, in lines of text: tree, mentions, claims, and what was not coded."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.coding import rules
from dragoman.model import Claim, Party, Tree
from dragoman.pipeline import SentenceReport

INDENT = "  "


def lines(report: SentenceReport) -> Iterator[str]:
    """The report of one sentence."""
    sentences = rules.sentences()
    yield f"sentence {report.tree.sentence.index + 1}"
    yield from _tree(report.tree)
    yield "mentions" if report.mentions else "no mentions"
    for mention in report.mentions:
        meant = ", ".join(f"{actor.name} [{actor.id}]" for actor in mention.actors)
        yield f"{INDENT}{mention.span.text}: {meant} ({mention.rule})"
    yield "claims" if report.claims else "no claims"
    for claim in report.claims:
        yield from _claim(claim, sentences)
    if report.uncoded:
        yield "not coded"
    for item in report.uncoded:
        word = report.tree.words[item.index].text
        detail = f" ({item.detail})" if item.detail else ""
        yield f"{INDENT}{word} → {item.act}: {sentences[item.rule]}{detail}"
    yield ""


def _claim(claim: Claim, sentences: dict[str, str]) -> Iterator[str]:
    towards = f" → {_names(claim.recipients)}" if claim.recipients else ""
    yield f"{INDENT}{claim.act} ({claim.type} {claim.cameo}, {claim.status}): " + (
        _names(claim.actors) + towards
    )
    if claim.claimant is not None:
        yield f"{INDENT * 2}claimed by {claim.claimant.span.text!r} ({claim.claimant.stance})"
    if claim.when is not None:
        yield f"{INDENT * 2}when: {claim.when.span.text!r} ({claim.when.basis})"
    if claim.place is not None:
        yield f"{INDENT * 2}where: {claim.place.span.text!r}"
    if claim.content is not None:
        yield f"{INDENT * 2}content: {claim.content.text!r}"
    for step in claim.trace:
        name, _, about = step.partition(":")
        yield f"{INDENT * 2}rule {name}{f' [{about}]' if about else ''}: {sentences[name]}"


def _names(parties: Sequence[Party]) -> str:
    return ", ".join(party.actor.name for party in parties)


def _tree(tree: Tree) -> Iterator[str]:
    """Words indented by their depth below the root."""
    for word in tree.words:
        depth = sum(1 for _ in tree.ancestors(word.index))
        yield f"{INDENT}{word.index + 1:3} {INDENT * depth}{word.text}  {word.upos} {word.relation}"
