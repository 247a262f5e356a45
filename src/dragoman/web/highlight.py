"""Texts with what is marked in them: pieces that a template writes one after the other."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.model import Account, Claim, Document, RegionKind, Span

LONGEST = 1500  # letters of a sentence: what goes on for longer is none
AROUND = 220  # letters shown before and after a sentence


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text; `marks` say what it is: "sentence", "trigger", "party", "claimant", …

    Attributes:
        claims: ids of the claims whose sentence it stands in.
    """

    text: str
    marks: tuple[str, ...] = ()
    claims: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence as it stands in its document, with what stands before and after it."""

    before: str
    pieces: tuple[Piece, ...]
    after: str


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a document, its kind, and the claims whose sentence begins in it."""

    kind: RegionKind
    pieces: tuple[Piece, ...]
    claims: tuple[Claim, ...]


@dataclass(frozen=True, slots=True)
class _Marked:
    start: int
    end: int
    mark: str
    claim: str


def passage(account: Account, text: str | None = None) -> Passage:
    """The sentence of an account; with its document's text also what stands around it.

    A sentence that goes on for pages is cut off: the page of its document shows all of it.
    """
    claim = account.claim
    start, end = claim.evidence.start, claim.evidence.end
    sentence = claim.evidence.text
    shifted = [
        _Marked(one.start - start, one.end - start, one.mark, one.claim) for one in _marks(claim)
    ]
    pieces = _pieces(sentence, 0, min(len(sentence), LONGEST), shifted)
    if len(sentence) > LONGEST:
        return Passage("", (*pieces, Piece("…")), "")
    if text is None:
        return Passage("", pieces, "")
    return Passage(_before(text, start), pieces, _after(text, end))


def _before(text: str, start: int) -> str:
    """What stands before a place in its paragraph, from the beginning of a word."""
    line = text[max(0, start - AROUND) : start].rpartition("\n")[2]
    return line if len(line) < AROUND else "…" + line.partition(" ")[2]


def _after(text: str, end: int) -> str:
    """What stands after a place in its paragraph, to the end of a word."""
    line = text[end : end + AROUND].partition("\n")[0]
    return line if len(line) < AROUND else line.rpartition(" ")[0] + "…"


def paragraphs(document: Document, claims: Sequence[Claim]) -> tuple[Paragraph, ...]:
    """A document's paragraphs with their claims; boilerplate is told by its kind."""
    marks = [mark for claim in claims for mark in _marks(claim, sentence=True)]
    found = []
    for kind, start, end in _stretches(document):
        inside = tuple(c for c in claims if start <= c.evidence.start < end)
        # Only the marks that reach into it: a long text has many.
        near = [mark for mark in marks if mark.start < end and mark.end > start]
        found.append(Paragraph(kind, _pieces(document.text, start, end, near), inside))
    return tuple(found)


def found_pieces(text: str, places: Iterable[tuple[int, int]]) -> tuple[Piece, ...]:
    """What a search has found, its words marked."""
    marks = [_Marked(start, end, "found", "") for start, end in places]
    return _pieces(text, 0, len(text), marks)


def _marks(claim: Claim, sentence: bool = False) -> list[_Marked]:
    """What of a text a claim speaks of. Parties that a judgement has named have no words."""

    def marked(span: Span, mark: str) -> _Marked:
        return _Marked(span.start, span.end, mark, claim.id)

    found = [marked(claim.trigger, "trigger")]
    found += [marked(party.span, "party") for party in (*claim.actors, *claim.recipients)]
    if claim.claimant is not None:
        found.append(marked(claim.claimant.span, "claimant"))
    if claim.when is not None:
        found.append(marked(claim.when.span, "date"))
    if claim.content is not None:
        found.append(marked(claim.content, "content"))
    if sentence:
        found.append(marked(claim.evidence, "sentence"))
    return [one for one in found if one.start < one.end]


def _stretches(document: Document) -> list[tuple[RegionKind, int, int]]:
    """Paragraphs: lines of the text, each of the kind of the region in which it begins."""
    found, start, regions = [], 0, list(document.regions)
    for line in document.text.splitlines(keepends=True):
        end = start + len(line)
        if line.strip():
            while len(regions) > 1 and regions[0].end <= start:
                regions.pop(0)
            inside = bool(regions) and regions[0].start <= start < regions[0].end
            found.append((regions[0].kind if inside else RegionKind.BODY, start, end))
        start = end
    return found


def _pieces(text: str, start: int, end: int, marks: Sequence[_Marked]) -> tuple[Piece, ...]:
    """A stretch of text cut wherever a mark begins or ends."""
    cuts = {start, end}
    for mark in marks:
        cuts |= {min(max(mark.start, start), end), min(max(mark.end, start), end)}
    places = sorted(cuts)
    found = []
    for left, right in pairwise(places):
        over = [mark for mark in marks if mark.start <= left and right <= mark.end]
        names = tuple(dict.fromkeys(mark.mark for mark in over))
        ids = tuple(dict.fromkeys(mark.claim for mark in over if mark.mark == "sentence"))
        found.append(Piece(text[left:right], names, ids))
    return tuple(found)
