"""Judged claims as a training and evaluation set: one example a line of JSON."""

from __future__ import annotations

import msgspec

from dragoman.export.records import ClaimRecord, record
from dragoman.model import Account, Judgement


class ExampleRecord(msgspec.Struct, frozen=True):
    """A sentence with the claim that it makes, as an analyst has decided.

    `claim` is null where the sentence makes none like the one that was `read`.
    """

    text: str
    language: str
    decision: str
    claim: ClaimRecord | None
    read: ClaimRecord
    judgement: str
    by: str
    reason: str
    at: str


def example(judgement: Judgement, read: Account, right: Account | None) -> ExampleRecord:
    """The record of a judged claim."""
    return ExampleRecord(
        text=read.claim.evidence.text,
        language=read.heading.language,
        decision=str(judgement.decision),
        claim=None if right is None else record(right),
        read=record(read),
        judgement=judgement.id,
        by=judgement.by,
        reason=judgement.reason,
        at=judgement.at.isoformat(),
    )
