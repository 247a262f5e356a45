"""Claims, texts and regions as the ledger keeps them: small, and equal when they come back.

Spans are kept as offsets: their words stand in the text. Actors and the words of rules, topics
and the like stand in tables of their own, and records hold their numbers.
"""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable
from datetime import date
from typing import NamedTuple, Protocol

import msgspec

from dragoman.model import (
    Actor,
    Basis,
    Claim,
    Claimant,
    Event,
    Party,
    Precision,
    Region,
    RegionKind,
    Span,
    Stance,
    State,
    Status,
    Thread,
    ThreadKind,
    Transition,
    Via,
    When,
)

Offsets = tuple[int, int]
Codes = tuple[str, ...]
Turns = tuple[tuple[State, date | None, str | None, str], ...]
ThreadRow = tuple[str, ThreadKind, Codes, Codes, str | None, Codes, date | None, Turns]
HEXADECIMAL = re.compile("[0-9a-f]{16}")
PARTLY = re.compile("[0-9a-f]{0,16}")
HALF = 8  # bytes of sixteen hexadecimal digits


class Numbers(Protocol):
    """Numbers for what many records share, and back."""

    def term(self, text: str) -> int:
        """The number of a word."""
        ...

    def text(self, number: int) -> str:
        """The word of a number."""
        ...

    def actor(self, actor: Actor) -> int:
        """The number of an actor."""
        ...

    def actor_of(self, number: int) -> Actor:
        """The actor of a number."""
        ...


class Coding(NamedTuple):
    """The codes of a claim, which it shares with many."""

    act: str
    type: str
    status: Status
    modes: tuple[str, ...]
    contexts: tuple[str, ...]
    quad: int
    cameo: str
    intensity: float
    symmetric: bool


class PartyCode(msgspec.Struct, array_like=True, frozen=True):
    """A party: numbers of actor and of how it was understood, and its span."""

    actor: int
    via: int
    span: Offsets


class ClaimantCode(msgspec.Struct, array_like=True, frozen=True):
    """A claimant."""

    party: PartyCode | None
    stance: int
    span: Offsets


class WhenCode(msgspec.Struct, array_like=True, frozen=True):
    """A date without its days, which stand in columns."""

    precision: int
    basis: int
    span: Offsets
    month_day: str | None


class ClaimCode(msgspec.Struct, array_like=True, frozen=True):
    """What of a claim does not stand in a column."""

    actors: tuple[PartyCode, ...]
    recipients: tuple[PartyCode, ...]
    claimant: ClaimantCode | None
    when: WhenCode | None
    place: PartyCode | None
    topics: tuple[int, ...]
    content: Offsets | None
    evidence: Offsets
    sentence: int
    trigger: Offsets
    trace: tuple[int, ...]


def pack_id(identity: str) -> bytes:
    """The id of a claim; what is written in sixteen hexadecimal digits takes half the room.

    >>> pack_id("51b7ee4efb4f9467").hex(), pack_id("c1")
    ('51b7ee4efb4f9467', b'c1')
    """
    if HEXADECIMAL.fullmatch(identity):
        return bytes.fromhex(identity)
    letters = identity.encode()
    # Eight letters would be taken for sixteen digits: a sign that no text has goes before them.
    return b"\xff" + letters if len(letters) == HALF else letters


def unpack_id(data: bytes) -> str:
    """The id again.

    >>> unpack_id(pack_id("51b7ee4efb4f9467")), unpack_id(pack_id("eight888"))
    ('51b7ee4efb4f9467', 'eight888')
    """
    return data.hex() if len(data) == HALF else data.removeprefix(b"\xff").decode()


def id_range(beginning: str) -> tuple[bytes, bytes]:
    """The first and last id that can begin so."""
    if PARTLY.fullmatch(beginning):
        low = bytes.fromhex(beginning[: len(beginning) // 2 * 2])
        return low, low.ljust(HALF, b"\xff")
    low = pack_id(beginning)
    return low, low + b"\xff"


def pack_text(text: str) -> bytes:
    """A text, compressed."""
    return zlib.compress(text.encode("utf-8", "surrogatepass"), 6)


def unpack_text(data: bytes) -> str:
    """The text again.

    >>> unpack_text(pack_text("Přátelé"))
    'Přátelé'
    """
    return zlib.decompress(data).decode("utf-8", "surrogatepass")


def pack_regions(regions: Iterable[Region]) -> bytes:
    """Regions of a document."""
    return msgspec.msgpack.encode([(str(r.kind), r.start, r.end) for r in regions])


def unpack_regions(data: bytes) -> tuple[Region, ...]:
    """The regions again."""
    rows = msgspec.msgpack.decode(data, type=list[tuple[RegionKind, int, int]])
    return tuple(Region(*row) for row in rows)


def pack_actor(actor: Actor) -> bytes:
    """An actor."""
    fields = (actor.id, actor.name, actor.country, actor.sector, actor.office)
    return msgspec.msgpack.encode(fields)


def unpack_actor(data: bytes) -> Actor:
    """The actor again."""
    shape = tuple[str, str, str | None, str | None, str | None]
    return Actor(*msgspec.msgpack.decode(data, type=shape))


def coding_of(coded: Claim | Event) -> Coding:
    """The codes of a claim or an event."""
    return Coding(
        coded.act,
        coded.type,
        coded.status,
        coded.modes,
        coded.contexts,
        coded.quad,
        coded.cameo,
        coded.intensity,
        coded.symmetric,
    )


def pack_coding(coding: Coding) -> bytes:
    """Codes."""
    return msgspec.msgpack.encode(tuple(coding))


def unpack_coding(data: bytes) -> Coding:
    """The codes again."""
    return msgspec.msgpack.decode(data, type=Coding)


def pack_claim(claim: Claim, numbers: Numbers) -> bytes:
    """What of a claim does not stand in a column."""
    code = ClaimCode(
        actors=tuple(_party(p, numbers) for p in claim.actors),
        recipients=tuple(_party(p, numbers) for p in claim.recipients),
        claimant=None if claim.claimant is None else _claimant(claim.claimant, numbers),
        when=None if claim.when is None else _when(claim.when, numbers),
        place=None if claim.place is None else _party(claim.place, numbers),
        topics=tuple(map(numbers.term, claim.topics)),
        content=None if claim.content is None else _offsets(claim.content),
        evidence=_offsets(claim.evidence),
        sentence=claim.sentence,
        trigger=_offsets(claim.trigger),
        trace=tuple(map(numbers.term, claim.trace)),
    )
    return msgspec.msgpack.encode(code)


class Columns(NamedTuple):
    """What of a claim stands in columns."""

    id: bytes
    document: str
    coding: bytes
    start: date | None
    end: date | None
    confidence: float


def unpack_claim(columns: Columns, record: bytes, text: str, numbers: Numbers) -> Claim:
    """The claim again.

    Args:
        text: that of its document, for the words of the spans.
    """
    code = msgspec.msgpack.decode(record, type=ClaimCode)
    coding = unpack_coding(columns.coding)
    decode = Decoder(text, numbers)
    return Claim(
        id=unpack_id(columns.id),
        document=columns.document,
        act=coding.act,
        type=coding.type,
        modes=coding.modes,
        contexts=coding.contexts,
        quad=coding.quad,
        cameo=coding.cameo,
        intensity=coding.intensity,
        status=coding.status,
        symmetric=coding.symmetric,
        actors=tuple(map(decode.party, code.actors)),
        recipients=tuple(map(decode.party, code.recipients)),
        claimant=None if code.claimant is None else decode.claimant(code.claimant),
        when=None if code.when is None else decode.when(code.when, columns),
        place=None if code.place is None else decode.party(code.place),
        topics=tuple(map(numbers.text, code.topics)),
        content=None if code.content is None else decode.span(code.content),
        evidence=decode.span(code.evidence),
        sentence=code.sentence,
        trigger=decode.span(code.trigger),
        confidence=columns.confidence,
        trace=tuple(map(numbers.text, code.trace)),
    )


class Decoder(NamedTuple):
    """Parts of claims, with the words of one text."""

    of: str
    numbers: Numbers

    def span(self, offsets: Offsets) -> Span:
        """A span with its words."""
        return Span.of(self.of, *offsets)

    def party(self, code: PartyCode) -> Party:
        """A party."""
        via = Via(self.numbers.text(code.via))
        return Party(self.numbers.actor_of(code.actor), self.span(code.span), via)

    def claimant(self, code: ClaimantCode) -> Claimant:
        """A claimant."""
        party = None if code.party is None else self.party(code.party)
        return Claimant(party, self.span(code.span), Stance(self.numbers.text(code.stance)))

    def when(self, code: WhenCode, columns: Columns) -> When:
        """A date."""
        return When(
            columns.start,
            columns.end,
            Precision(self.numbers.text(code.precision)),
            Basis(self.numbers.text(code.basis)),
            self.span(code.span),
            code.month_day,
        )


def _offsets(span: Span) -> Offsets:
    return span.start, span.end


def _party(party: Party, numbers: Numbers) -> PartyCode:
    via = numbers.term(str(party.via))
    return PartyCode(numbers.actor(party.actor), via, _offsets(party.span))


def _claimant(claimant: Claimant, numbers: Numbers) -> ClaimantCode:
    party = None if claimant.party is None else _party(claimant.party, numbers)
    return ClaimantCode(party, numbers.term(str(claimant.stance)), _offsets(claimant.span))


def _when(when: When, numbers: Numbers) -> WhenCode:
    return WhenCode(
        numbers.term(str(when.precision)),
        numbers.term(str(when.basis)),
        _offsets(when.span),
        when.month_day,
    )


def pack_thread(thread: Thread) -> bytes:
    """A thread, without the names of its fields."""
    row: ThreadRow = (
        thread.id,
        thread.kind,
        thread.parties,
        thread.towards,
        thread.subject,
        thread.topics,
        thread.due,
        tuple((turn.state, turn.day, turn.event, turn.rule) for turn in thread.transitions),
    )
    return msgspec.msgpack.encode(row)


def unpack_thread(data: bytes) -> Thread:
    """The thread again."""
    row = msgspec.msgpack.decode(data, type=ThreadRow)
    identity, kind, parties, towards, subject, topics, due, turns = row
    transitions = tuple(Transition(*turn) for turn in turns)
    return Thread(identity, kind, parties, towards, subject, topics, due, transitions)
