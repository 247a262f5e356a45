"""The page of a document: its text with the claims beside their sentences."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from dragoman.coding import rules
from dragoman.ledger import ClaimQuery
from dragoman.model import Account, Document, RegionKind, UsageError
from dragoman.pipeline import Reader, SentenceReport
from dragoman.web.desk import MissingPage
from dragoman.web.highlight import Paragraph, paragraphs
from dragoman.web.visit import Shown, Visit

LONGEST = 100_000  # letters of a document that is shown, or explained, at once


@dataclass(frozen=True, slots=True)
class DocumentPage:
    """What the page shows.

    Attributes:
        events: ids of the events of which its claims are part, by the claims' ids.
        more: letters that are not shown.
    """

    document: Document
    accounts: tuple[Account, ...]
    paragraphs: tuple[Paragraph, ...]
    events: dict[str, str]
    more: int

    @property
    def boilerplate(self) -> int:
        """How many paragraphs are boilerplate."""
        return sum(1 for p in self.paragraphs if p.kind is RegionKind.BOILERPLATE)


@dataclass(frozen=True, slots=True)
class Silent:
    """A word that names an act and was not coded, and why."""

    sentence: str
    word: str
    act: str
    reason: str


def document(visit: Visit) -> Shown:
    """The page.

    Raises:
        MissingPage: there is no such document.
    """
    found = document_of(visit, visit.path["id"])
    accounts = tuple(visit.ledger.claims(ClaimQuery(document=found.id)))
    claims = sorted((a.claim for a in accounts), key=lambda c: (c.trigger.start, c.id))
    shown = found.text[:LONGEST]
    page = DocumentPage(
        found,
        accounts,
        paragraphs(_shortened(found), claims),
        visit.ledger.events_of([claim.id for claim in claims]),
        len(found.text) - len(shown),
    )
    return Shown("document.html", page, found.title or found.source)


def silent(visit: Visit) -> Shown:
    """What was not coded and why: the document is read once more.

    Raises:
        MissingPage: there is no such document.
    """
    found = _shortened(document_of(visit, visit.path["id"]))
    told = visit.desk.jobs.explain(lambda reader: _silent(reader, found))
    return Shown("silent.html", told, visit.words.text("not_coded"))


def document_of(visit: Visit, identity: str) -> Document:
    """The document of an id.

    Raises:
        MissingPage: there is none.
    """
    try:
        subject, whole = visit.ledger.resolve(f"sha256:{identity.removeprefix('sha256:')}")
    except UsageError as error:
        raise MissingPage(f"no document {identity!r}") from error
    found = None if subject is not None else visit.ledger.document(whole)
    if found is None:
        raise MissingPage(f"no document {identity!r}")
    return found


def _shortened(document: Document) -> Document:
    return replace(document, text=document.text[:LONGEST])


def _sentence(document: Document, report: SentenceReport) -> str:
    sentence = report.tree.sentence
    return document.text[sentence.start : sentence.end]


def _silent(reader: Reader, document: Document) -> Iterator[Silent]:
    sentences = rules.sentences()
    for report in reader.explain(document):
        for item in report.uncoded:
            word = report.tree.words[item.index].text
            detail = f" ({item.detail})" if item.detail else ""
            yield Silent(
                _sentence(document, report), word, item.act, f"{sentences[item.rule]}{detail}"
            )
