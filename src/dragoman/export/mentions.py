"""GDELT 2.0 mentions: a row for every pair of an event and a claim that tells it, 16 columns.

Offsets are those of the original text, whatever its language: nothing is translated.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from urllib.parse import urlsplit

from dragoman.export.gdelt import Gdelt
from dragoman.export.happening import code
from dragoman.export.layout import DEFAULTS, Malformed, Options, Row, day_of, number
from dragoman.export.shape import Dyad, Entity, Happening, dyads
from dragoman.model import Account, Claim, Heading, Span
from dragoman.ontology import Crosswalk

NAME = "gdelt-mentions"
COLUMNS = (
    "GlobalEventID", "EventTimeDate", "MentionTimeDate", "MentionType", "MentionSourceName",
    "MentionIdentifier", "SentenceID", "Actor1CharOffset", "Actor2CharOffset", "ActionCharOffset",
    "InRawText", "Confidence", "MentionDocLen", "MentionDocTone", "MentionDocTranslationInfo",
    "Extras",
)  # fmt: skip
WEB, CITATION = "1", "2"  # kinds of mentions: an address, or the name of a source
ABSENT = "-1"  # as an offset: the side is not named there
UNMEASURED = "0"  # MentionDocTone
STEP = 10  # confidence goes by tens, from 10 to 100
MARK = "srclc:"  # before the language of the document
Length = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class Mention:
    """A row of a mentions table; offsets are -1 where a side is not named.

    Attributes:
        event: number of the event's row.
        language: ISO 639-3 code as GDELT writes it, or None for English.
        extras: our document, claim, claimant and the ends of the spans, or what stands there.
    """

    event: str
    day: date
    published: date
    source: str
    identifier: str
    sentence: int
    actor1: int
    actor2: int
    action: int
    confidence: float
    language: str | None
    extras: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Mentions:
    """The layout of GDELT's mentions files; its rows go with those of `Gdelt` by their numbers.

    `length` says how many characters a document has, by its id; without it none is written.
    """

    walk: Crosswalk
    options: Options = DEFAULTS
    length: Length | None = None
    name: str = NAME
    columns: Row = COLUMNS
    header: bool = False

    def rows(self, happening: Happening) -> Iterator[Row]:
        """A row for every ordered pair of sides and every claim that tells it."""
        events = Gdelt(self.walk, self.options)
        for dyad in dyads(happening, self.walk):
            event = events.row_id(happening, dyad)
            for account in happening.accounts:
                yield self._row(event, happening, dyad, account)

    def read(self, cells: Sequence[str]) -> Happening:
        """A mention is no happening: `mention` reads it."""
        raise Malformed("a mention is no event; read it with `mention`")

    def _row(self, event: str, happening: Happening, dyad: Dyad, account: Account) -> Row:
        day = happening.start
        assert day is not None  # what has no day is left out before
        claim, heading = account.claim, account.heading
        one, other = _span(dyad.by, claim), _span(dyad.towards, claim)
        size = "" if self.length is None else str(self.length(heading.id))
        language = self.walk.walks.languages.get(heading.language, heading.language)
        named = heading.url or heading.source
        return (
            event, f"{day:%Y%m%d}000000", f"{heading.published or day:%Y%m%d}000000",
            WEB if urlsplit(named).scheme in ("http", "https") else CITATION,
            _publisher(heading), named, str(claim.sentence + 1), _start(one), _start(other),
            str(claim.trigger.start), "1",
            str(max(STEP, min(100, round(claim.confidence * 100 / STEP) * STEP))),
            size, UNMEASURED, f"{MARK}{language}", _extras(account, one, other),
        )  # fmt: skip


def mention(cells: Sequence[str]) -> Mention:
    """A row of a mentions table.

    Raises:
        Malformed: it is none.
    """
    if len(cells) != len(COLUMNS):
        raise Malformed(f"{len(cells)} columns, not {len(COLUMNS)}")
    row = dict(zip(COLUMNS, cells, strict=True))

    def whole(name: str) -> int:
        found = number(row[name], name)
        return -1 if found is None else int(found)

    translated = row["MentionDocTranslationInfo"]
    extras = (part.partition("=") for part in row["Extras"].split(";") if "=" in part)
    return Mention(
        event=row["GlobalEventID"],
        day=day_of(row["EventTimeDate"][:8]),
        published=day_of(row["MentionTimeDate"][:8]),
        source=row["MentionSourceName"],
        identifier=row["MentionIdentifier"],
        sentence=whole("SentenceID") - 1,
        actor1=whole("Actor1CharOffset"),
        actor2=whole("Actor2CharOffset"),
        action=whole("ActionCharOffset"),
        confidence=whole("Confidence") / 100,
        language=translated.removeprefix(MARK).partition(";")[0] or None,
        extras=tuple((key, value) for key, _, value in extras),
    )


def _span(entity: Entity | None, claim: Claim) -> Span | None:
    """Where a claim names a side: the same person or body, or else its party."""
    if entity is None:
        return None
    parties = (*claim.actors, *claim.recipients)
    same = next((p for p in parties if p.actor.id == entity.identity), None)
    found = same or next((p for p in parties if code(p) == entity.party), None)
    return None if found is None else found.span


def _start(span: Span | None) -> str:
    return ABSENT if span is None else str(span.start)


def _publisher(heading: Heading) -> str:
    named = heading.url or heading.source
    return heading.publisher or urlsplit(named).hostname or named


def _extras(account: Account, one: Span | None, other: Span | None) -> str:
    """What GDELT has no column for: whose words they are, and where all of it ends."""
    claim = account.claim
    spans = {"actor1": one, "actor2": other, "action": claim.trigger, "evidence": claim.evidence}
    parts = {
        "dragoman_document": account.heading.id,
        "dragoman_claim": claim.id,
        "dragoman_language": account.heading.language,
        "dragoman_status": str(claim.status),
        "dragoman_origin": account.heading.origin,
    }
    if claim.claimant is not None:
        party = claim.claimant.party
        parts["dragoman_claimant"] = "" if party is None else code(party)
        parts["dragoman_stance"] = str(claim.claimant.stance)
    for name, span in spans.items():
        if span is not None:
            parts[f"dragoman_{name}"] = f"{span.start}-{span.end}"
    return ";".join(f"{key}={value}" for key, value in parts.items())
