"""Claims and events as typed columns: what CSV and Parquet write, one row each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Generic, TypeVar

from dragoman.export.exporter import voice
from dragoman.export.happening import code
from dragoman.model import Account, Event, Party

Item = TypeVar("Item")


class Kind(StrEnum):
    """What a column holds."""

    TEXT = "text"
    TEXTS = "texts"
    WHOLE = "whole"
    REAL = "real"
    TRUTH = "truth"
    DAY = "day"


@dataclass(frozen=True, slots=True)
class Column(Generic[Item]):
    """A column: its name, what it holds, and how it is found."""

    name: str
    kind: Kind
    value: Callable[[Item], object]


def _codes(parties: tuple[Party, ...]) -> list[str]:
    return list(dict.fromkeys(map(code, parties)))


def _claimant(account: Account) -> str:
    claimant = account.claim.claimant
    if claimant is None:
        return voice(None)
    return voice("" if claimant.party is None else code(claimant.party))


def _stance(account: Account) -> str | None:
    claimant = account.claim.claimant
    return None if claimant is None else str(claimant.stance)


def _precision(account: Account) -> str | None:
    when = account.claim.when
    return None if when is None else str(when.precision)


def _basis(account: Account) -> str | None:
    when = account.claim.when
    return None if when is None else str(when.basis)


CLAIM: tuple[Column[Account], ...] = (
    Column("id", Kind.TEXT, lambda a: a.claim.id),
    Column("document", Kind.TEXT, lambda a: a.heading.id),
    Column("origin", Kind.TEXT, lambda a: a.heading.origin),
    Column("source", Kind.TEXT, lambda a: a.heading.source),
    Column("publisher", Kind.TEXT, lambda a: a.heading.publisher),
    Column("language", Kind.TEXT, lambda a: a.heading.language),
    Column("published", Kind.DAY, lambda a: a.heading.published),
    Column("act", Kind.TEXT, lambda a: a.claim.act),
    Column("type", Kind.TEXT, lambda a: a.claim.type),
    Column("modes", Kind.TEXTS, lambda a: a.claim.modes),
    Column("contexts", Kind.TEXTS, lambda a: a.claim.contexts),
    Column("quad", Kind.WHOLE, lambda a: a.claim.quad),
    Column("cameo", Kind.TEXT, lambda a: a.claim.cameo),
    Column("intensity", Kind.REAL, lambda a: a.claim.intensity),
    Column("status", Kind.TEXT, lambda a: str(a.claim.status)),
    Column("symmetric", Kind.TRUTH, lambda a: a.claim.symmetric),
    Column("actors", Kind.TEXTS, lambda a: [p.actor.name for p in a.claim.actors]),
    Column("actor_countries", Kind.TEXTS, lambda a: _codes(a.claim.actors)),
    Column("recipients", Kind.TEXTS, lambda a: [p.actor.name for p in a.claim.recipients]),
    Column("recipient_countries", Kind.TEXTS, lambda a: _codes(a.claim.recipients)),
    Column("claimant", Kind.TEXT, _claimant),
    Column("stance", Kind.TEXT, _stance),
    Column("date_start", Kind.DAY, lambda a: a.claim.when.start if a.claim.when else None),
    Column("date_end", Kind.DAY, lambda a: a.claim.when.end if a.claim.when else None),
    Column("month_day", Kind.TEXT, lambda a: a.claim.when.month_day if a.claim.when else None),
    Column("date_precision", Kind.TEXT, _precision),
    Column("date_basis", Kind.TEXT, _basis),
    Column("place", Kind.TEXT, lambda a: code(a.claim.place) if a.claim.place else None),
    Column("topics", Kind.TEXTS, lambda a: a.claim.topics),
    Column("content", Kind.TEXT, lambda a: a.claim.content.text if a.claim.content else None),
    Column("trigger", Kind.TEXT, lambda a: a.claim.trigger.text),
    Column("evidence", Kind.TEXT, lambda a: a.claim.evidence.text),
    Column("sentence", Kind.WHOLE, lambda a: a.claim.sentence),
    Column("start", Kind.WHOLE, lambda a: a.claim.evidence.start),
    Column("end", Kind.WHOLE, lambda a: a.claim.evidence.end),
    Column("confidence", Kind.REAL, lambda a: a.claim.confidence),
    Column("trace", Kind.TEXTS, lambda a: a.claim.trace),
    Column("run", Kind.TEXT, lambda a: f"{a.run.dragoman}/{a.run.model}/{a.run.lexicon}"),
)  # fmt: skip

EVENT: tuple[Column[Event], ...] = (
    Column("id", Kind.TEXT, lambda e: e.id),
    Column("act", Kind.TEXT, lambda e: e.act),
    Column("type", Kind.TEXT, lambda e: e.type),
    Column("modes", Kind.TEXTS, lambda e: e.modes),
    Column("contexts", Kind.TEXTS, lambda e: e.contexts),
    Column("quad", Kind.WHOLE, lambda e: e.quad),
    Column("cameo", Kind.TEXT, lambda e: e.cameo),
    Column("intensity", Kind.REAL, lambda e: e.intensity),
    Column("status", Kind.TEXT, lambda e: str(e.status)),
    Column("symmetric", Kind.TRUTH, lambda e: e.symmetric),
    Column("actor_countries", Kind.TEXTS, lambda e: e.actors),
    Column("recipient_countries", Kind.TEXTS, lambda e: e.recipients),
    Column("date_start", Kind.DAY, lambda e: e.window.start),
    Column("date_end", Kind.DAY, lambda e: e.window.end),
    Column("topics", Kind.TEXTS, lambda e: e.topics),
    Column("origins", Kind.WHOLE, lambda e: e.origins),
    Column("claimants", Kind.TEXTS, lambda e: [voice(who) for who in e.claimants]),
    Column("agreed", Kind.TEXTS, lambda e: e.agreed),
    Column("one_sided", Kind.TEXTS, lambda e: [f"{f} ({voice(who)})" for f, who in e.one_sided]),
    Column("contested", Kind.TEXTS, lambda e: e.contested),
    Column("claims", Kind.TEXTS, lambda e: [a.claim.id for a in e.accounts]),
    Column("documents", Kind.TEXTS, lambda e: [a.heading.id for a in e.accounts]),
    Column("sources", Kind.TEXTS, lambda e: [a.heading.source for a in e.accounts]),
    Column("languages", Kind.TEXTS, lambda e: [a.heading.language for a in e.accounts]),
    Column("evidence", Kind.TEXTS, lambda e: [a.claim.evidence.text for a in e.accounts]),
)  # fmt: skip
