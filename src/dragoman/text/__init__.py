"""Bytes -> Document: plain text, pages, JSON Lines; encodings, regions, language, dates."""

from dragoman.text.reader import TextReader
from dragoman.text.regions import LineCues
from dragoman.text.source import Declared, Source, SourceKind, discover, of_bytes

__all__ = ["Declared", "LineCues", "Source", "SourceKind", "TextReader", "discover", "of_bytes"]
