"""Accounts and judgements made by hand, for the tests of the ledger."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from functools import cache

from dragoman.ledger.facts import Compass
from dragoman.model import (
    Account,
    Actor,
    Basis,
    Claim,
    Claimant,
    Decision,
    Heading,
    Judgement,
    Party,
    Precision,
    Run,
    Span,
    Stance,
    Status,
    Subject,
    Via,
    When,
)
from dragoman.ontology import Ontology

DAY = date(2025, 5, 12)


def day(offset: int) -> date:
    """A day counted from `DAY`."""
    return DAY + timedelta(days=offset)


def party(name: str) -> Party:
    """A state ("FRA"), an office of it ("FRA/foreign minister") or a person ("FRA:Ada Lis")."""
    code, _, office = name.partition("/")
    code, _, person = code.partition(":")
    if person:
        actor = Actor(f"person:{person}", person, code, "GOV", office or None)
    elif office:
        actor = Actor(f"{code}/{office.replace(' ', '_')}", office, code, "GOV", office)
    else:
        actor = Actor(code, code, code)
    return Party(actor, Span(0, 0, ""), Via.NAME)


def when(first: date | None, last: date | None = None) -> When | None:
    """A day, or a month given by its first and last day."""
    if first is None:
        return None
    precision = Precision.DAY if last is None else Precision.MONTH
    return When(first, last or first, precision, Basis.EXPLICIT, Span(0, 0, ""))


class Maker:
    """Makes accounts with ids that count up."""

    def __init__(self) -> None:
        self.ontology = Ontology.load()
        self.made = 0

    def account(
        self,
        act: str,
        actors: str,
        recipients: str = "",
        *,
        on: date | None = None,
        until: date | None = None,
        published: date | None = DAY,
        status: Status = Status.OCCURRED,
        topics: tuple[str, ...] = (),
        text: str = "",
        place: str | None = None,
        says: str | None = None,
        document: str | None = None,
        origin: str | None = None,
        language: str = "en",
        trace: tuple[str, ...] = (),
    ) -> Account:
        """An account; parties are parted by commas, `place` is "TUR Istanbul"."""
        self.made += 1
        identity = f"c{self.made:04d}"
        known = document or f"d{self.made:04d}"
        coding = self.ontology.code(act, status)
        words = Span(self.made * 500, self.made * 500 + len(text), text)
        claimant = Claimant(party(says), words, Stance.ASSERTS) if says else None
        claim = Claim(
            id=identity,
            document=known,
            act=act,
            type=coding.type,
            modes=coding.modes,
            contexts=coding.contexts,
            quad=coding.quad,
            cameo=coding.cameo,
            intensity=coding.intensity,
            status=coding.status,
            symmetric=self.ontology.act(act).symmetric,
            actors=tuple(map(party, actors.split(","))) if actors else (),
            recipients=tuple(map(party, recipients.split(","))) if recipients else (),
            claimant=claimant,
            when=when(on, until),
            place=_place(place),
            topics=topics,
            content=None,
            evidence=words,
            sentence=0,
            trigger=Span(0, 0, ""),
            confidence=0.8,
            trace=trace,
        )
        heading = Heading(
            known, f"{known}.txt", language, None, None, published, None, origin or known
        )
        return Account(claim, heading, Run("test", "m", "l"))


def _place(place: str | None) -> Party | None:
    if place is None:
        return None
    code, _, town = place.partition(" ")
    return Party(Actor(code, code, code), Span(0, len(town), town), Via.PLACE)


def judgement(
    decision: Decision,
    target: str,
    other: str | None = None,
    subject: Subject = Subject.CLAIM,
    changes: tuple[tuple[str, str], ...] = (),
    undone: bool = False,
) -> Judgement:
    """A decision of an analyst."""
    at = datetime(2025, 6, 1, tzinfo=UTC)
    return Judgement(
        f"j-{target}-{other}", subject, target, decision, "Ada", "checked", at, other, changes,
        at if undone else None,
    )  # fmt: skip


@cache
def compass() -> Compass:
    """The tables of the package."""
    return Compass.load()
