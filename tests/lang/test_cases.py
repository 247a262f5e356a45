"""Every sentence of every lang/<xx>/cases.yaml, read by the real pipeline."""

from __future__ import annotations

from datetime import date
from typing import Any

import msgspec
import pytest

from dragoman import lang
from dragoman.lang.load import FOLDER
from dragoman.model import Claim, Party
from dragoman.pipeline import Reader
from dragoman.settings import Settings


class Expected(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """What a claim must be; what is not stated may be anything."""

    act: str | None = None
    type: str | None = None
    actors: tuple[str, ...] | None = None
    recipients: tuple[str, ...] | None = None
    status: str | None = None
    claimant: str | msgspec.UnsetType | None = msgspec.UNSET
    date: str | msgspec.UnsetType | None = msgspec.UNSET
    content: str | None = None


class Case(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A sentence of our own, and the claims that it must give."""

    text: str
    claims: tuple[Expected, ...]
    shows: str = ""
    published: date | None = None
    others: bool = False
    xfail: str | None = None


def _cases() -> list[Any]:
    found = []
    for code in lang.codes():
        path = FOLDER / code / "cases.yaml"
        if not path.exists():
            continue
        for number, case in enumerate(msgspec.yaml.decode(path.read_bytes(), type=list[Case])):
            marks = [pytest.mark.xfail(reason=case.xfail, strict=True)] if case.xfail else []
            name = f"{code}-{number}-{case.shows}"
            found.append(pytest.param(code, case, id=name, marks=marks))
    return found


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Settings(judge=False))  # the rules alone


def _codes(parties: tuple[Party, ...]) -> set[str]:
    return {p.actor.party for p in parties if p.actor.party is not None}


def differences(expected: Expected, claim: Claim) -> list[str]:
    """In what a claim differs from what is expected of it."""
    found = []
    if expected.act is not None and claim.act != expected.act:
        found.append(f"act {claim.act}")
    if expected.type is not None and claim.type != expected.type:
        found.append(f"type {claim.type}")
    if expected.actors is not None and _codes(claim.actors) != set(expected.actors):
        found.append(f"actors {sorted(_codes(claim.actors))}")
    if expected.recipients is not None and _codes(claim.recipients) != set(expected.recipients):
        found.append(f"recipients {sorted(_codes(claim.recipients))}")
    if expected.status is not None and claim.status != expected.status:
        found.append(f"status {claim.status}")
    if expected.content is not None:
        if claim.content is None or expected.content not in claim.content.text:
            found.append(f"content {claim.content}")
    return found + _differences_of_source(expected, claim)


def _differences_of_source(expected: Expected, claim: Claim) -> list[str]:
    found = []
    if expected.claimant is not msgspec.UNSET:
        claimant = None
        if claim.claimant is not None:
            party = claim.claimant.party
            claimant = (party.actor.party or party.actor.name) if party else "unnamed"
        if claimant != expected.claimant:
            found.append(f"claimant {claimant}")
    if expected.date is not msgspec.UNSET:
        when = None
        if claim.when is not None:
            start = claim.when.start
            when = start.isoformat() if start else claim.when.month_day
        if when != expected.date:
            found.append(f"date {when}")
    return found


@pytest.mark.parametrize(("code", "case"), _cases())
def test_case(code: str, case: Case, reader: Reader) -> None:
    claims = list(reader.read(case.text, language=code, published=case.published).claims)
    for expected in case.claims:
        tried = [(differences(expected, claim), claim) for claim in claims]
        fitting = [claim for found, claim in tried if not found]
        assert fitting, f"no claim is {expected}; found " + (
            "; ".join(f"{claim.act}: {', '.join(found)}" for found, claim in tried) or "none"
        )
        claims.remove(fitting[0])
    if not case.others:
        assert not claims, f"besides: {[(c.act, [p.actor.id for p in c.actors]) for c in claims]}"
