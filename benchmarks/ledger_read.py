"""Texts with a known truth, read by the reader itself into accounts."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from benchmarks.ledger_texts import Text
from dragoman.ledger.copies import Copies
from dragoman.ledger.facts import Compass
from dragoman.model import Account, Document, Heading
from dragoman.pipeline import Reader
from dragoman.text import Declared


@dataclass(frozen=True, slots=True)
class Library:
    """What reads texts and finds copies among them."""

    reader: Reader
    compass: Compass


def read_texts(texts: Iterable[Text], library: Library) -> tuple[list[Account], dict[str, int]]:
    """The accounts of all texts, and of which happening each tells.

    A claim of another family of acts than its sentence was written for is no part of the truth:
    "agreed to meet" is read as two claims and was written as one.
    """
    shelf: list[tuple[str, bytes]] = []
    accounts: list[Account] = []
    truth: dict[str, int] = {}
    families = library.compass.families
    for text in texts:
        found = read(library, shelf, text.text, text.language, text.published, text.name)
        accounts += found
        for account in found:
            for start, end, told in text.told:
                inside = start <= account.claim.trigger.start < end
                if inside and families.of(account.claim.act) == families.of(told.act):
                    truth[account.claim.id] = told.happening.story
    return accounts, truth


def read(
    library: Library,
    shelf: list[tuple[str, bytes]],
    text: str,
    language: str,
    published: date | None,
    source: str,
) -> list[Account]:
    """The accounts of one text; `shelf` holds the signatures of those before, and gets its own."""
    declared = Declared(language=language, published=published)
    document = library.reader.texts.document(text, declared, source)
    if any(document.id == known for known, _ in shelf):
        return []  # the same text again is the same document
    origin = _origin(document, shelf)
    reading = library.reader.read_document(document)
    heading = Heading(
        id=document.id,
        source=source,
        language=document.language,
        title=document.title,
        publisher=None,
        published=published,
        url=None,
        origin=origin,
    )
    return [Account(claim, heading, reading.run) for claim in reading.claims]


def _origin(document: Document, shelf: list[tuple[str, bytes]]) -> str:
    """The document that it copies, or itself: among those that share a band, as in the store."""
    copies = Copies()
    signature = copies.signature(document)
    bands = set(copies.bands(signature))
    alike = [(i, other) for i, other in shelf if bands & set(copies.bands(other))]
    shelf.append((document.id, signature))
    return copies.origin(signature, alike) or document.id
