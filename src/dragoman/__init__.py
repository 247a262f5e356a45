"""dragoman reads reports about dealings between states into claims that can be checked.

>>> import dragoman
>>> reading = dragoman.read("Germany condemned the Russian attack on Kyiv.", language="en")
>>> [(claim.act, claim.actors[0].actor.country) for claim in reading.claims][0]
('criticize', 'DEU')
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from dragoman.version import __version__

if TYPE_CHECKING:
    from dragoman.model import Document, Reading
    from dragoman.pipeline import Reader

__all__ = ["Reader", "__version__", "read", "read_document"]


def read(
    text: str,
    *,
    language: str | None = None,
    published: date | None = None,
    title: str | None = None,
    publisher: str | None = None,
) -> Reading:
    """Reads one text with a reader of its own; for many texts keep a `Reader`.

    Args:
        text: plain text of a report.
        language: ISO 639-1 code; detected if it is not given.
        published: date of publication, which dates "yesterday"; never guessed.

    Raises:
        DragomanError: the model or a lexicon is damaged.
    """
    from dragoman.pipeline import Reader

    return Reader().read(
        text, language=language, published=published, title=title, publisher=publisher
    )


def read_document(document: Document) -> Reading:
    """Reads one document with a reader of its own; for many documents keep a `Reader`."""
    from dragoman.pipeline import Reader

    return Reader().read_document(document)


def __getattr__(name: str) -> object:
    """`dragoman.Reader`, imported when it is asked for: the model's libraries load slowly."""
    if name == "Reader":
        from dragoman.pipeline import Reader

        return Reader
    raise AttributeError(f"module 'dragoman' has no attribute {name!r}")
