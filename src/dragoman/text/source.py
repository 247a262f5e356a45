"""Where documents come from: files, folders, standard input, lines of JSON Lines."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import BinaryIO

HTML_SUFFIXES = frozenset({".html", ".htm", ".xhtml"})
RECORD_SUFFIXES = frozenset({".jsonl", ".ndjson"})
TEXT_SUFFIXES = frozenset({".txt", ".text", ".md"})
SNIFFED = 4096  # bytes of standard input or of an unknown file that decide what it is


class SourceKind(StrEnum):
    """How the bytes of a source are to be read."""

    TEXT = "text"
    HTML = "html"
    RECORD = "record"


@dataclass(frozen=True, slots=True)
class Declared:
    """What the user says about a document; it wins over anything found in it."""

    language: str | None = None
    published: date | None = None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One document that has not been read yet; cheap, so that worker processes do the reading.

    Either `path` or `data` is set; `problem` says why neither could be had.
    """

    name: str
    kind: SourceKind
    path: Path | None = None
    data: bytes | None = None
    declared: Declared = field(default_factory=Declared)
    problem: str | None = None


def discover(paths: Sequence[str], declared: Declared, stdin: BinaryIO) -> Iterator[Source]:
    """The sources behind some paths, in order; folders are searched in order of their names.

    A path that cannot be read gives a source with a `problem`, and the others go on.
    """
    for name in paths:
        if name == "-":
            yield from _stream("<stdin>", stdin, declared)
        elif Path(name).is_dir():
            for path in sorted(Path(name).rglob("*")):
                known = path.suffix.lower() in HTML_SUFFIXES | RECORD_SUFFIXES | TEXT_SUFFIXES
                if known and path.is_file() and not _hidden(path, Path(name)):
                    yield from _file(path, declared)
        else:
            yield from _file(Path(name), declared)


def of_bytes(name: str, data: bytes, declared: Declared) -> Iterator[Source]:
    """The sources in a file at hand; its name says what it is, or else its beginning.

    >>> [(source.name, str(source.kind)) for source in of_bytes("a.htm", b"Hello", Declared())]
    [('a.htm', 'html')]
    """
    suffix = Path(name).suffix.lower()
    kind = SourceKind.HTML if suffix in HTML_SUFFIXES else _sniff(data[:SNIFFED])
    if suffix in RECORD_SUFFIXES or (kind is SourceKind.RECORD and suffix not in TEXT_SUFFIXES):
        yield from _records(name, iter(data.splitlines()), declared)
    else:
        kind = SourceKind.TEXT if suffix in TEXT_SUFFIXES else kind
        yield Source(name, kind, None, data, declared)


def _hidden(path: Path, root: Path) -> bool:
    return any(part.startswith(".") for part in path.relative_to(root).parts)


def _file(path: Path, declared: Declared) -> Iterator[Source]:
    suffix = path.suffix.lower()
    if suffix in RECORD_SUFFIXES:
        yield from _records_of(path, declared)
    elif suffix in HTML_SUFFIXES:
        yield Source(str(path), SourceKind.HTML, path, None, declared)
    elif suffix in TEXT_SUFFIXES:
        yield Source(str(path), SourceKind.TEXT, path, None, declared)
    else:
        yield Source(str(path), _sniff_file(path), path, None, declared)


def _records_of(path: Path, declared: Declared) -> Iterator[Source]:
    try:
        with path.open("rb") as file:
            yield from _records(str(path), file, declared)
    except OSError as error:
        yield Source(str(path), SourceKind.RECORD, declared=declared, problem=_reason(error))


def _records(name: str, lines: Iterator[bytes] | BinaryIO, declared: Declared) -> Iterator[Source]:
    for number, line in enumerate(lines, 1):
        if line.strip():
            yield Source(f"{name}:{number}", SourceKind.RECORD, None, line, declared)


def _sniff_file(path: Path) -> SourceKind:
    try:
        with path.open("rb") as file:
            return _sniff(file.read(SNIFFED))
    except OSError:
        return SourceKind.TEXT  # reading it will say what is wrong


def _sniff(head: bytes) -> SourceKind:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:512].lower()
    if start.startswith((b"<!doctype", b"<html", b"<?xml", b"<head", b"<body")):
        return SourceKind.HTML
    return SourceKind.RECORD if start.startswith(b'{"') else SourceKind.TEXT


def _stream(name: str, stream: BinaryIO, declared: Declared) -> Iterator[Source]:
    first = stream.readline()
    kind = _sniff(first)
    if kind is SourceKind.RECORD:
        if first.strip():
            yield Source(f"{name}:1", kind, None, first, declared)
        for source in _records(name, stream, declared):
            number = int(source.name.rpartition(":")[2]) + 1
            yield Source(f"{name}:{number}", kind, None, source.data, declared)
    else:
        yield Source(name, kind, None, first + stream.read(), declared)


def _reason(error: OSError) -> str:
    return (error.strerror or str(error)).lower()
