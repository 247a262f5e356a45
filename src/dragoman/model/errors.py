"""Errors that dragoman raises on purpose: each names the place and the remedy."""

from __future__ import annotations


class DragomanError(Exception):
    """Base of all errors that dragoman raises on purpose."""


class UsageError(DragomanError):
    """The caller asked for something that cannot be done (an unknown language, a bad date)."""


class DocumentError(DragomanError):
    """One document could not be read; the others are not affected.

    Args:
        source: path, URL or other name of the document.
        reason: what is wrong with it, and what would help.
    """

    def __init__(self, source: str, reason: str) -> None:
        super().__init__(source, reason)
        self.source = source
        self.reason = reason

    def __str__(self) -> str:
        return f"{self.source}: {self.reason}"


class LexiconError(DragomanError):
    """A data file of a language or of the ontology is malformed; names file and entry."""


class ModelError(DragomanError):
    """The syntax model is missing or damaged; names the file and the remedy."""


class LedgerError(DragomanError):
    """A ledger cannot be opened, read or written; names it, what is wrong, and the remedy."""
