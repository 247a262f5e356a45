"""Regions of a text: title, body, captions, and the boilerplate that extractors leave behind."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from dragoman.model import Region, RegionKind

SHORT = 12  # words that a line of boilerplate has at most
_LINE = re.compile(r"[^\n]+")
_ADDRESS = re.compile(r"^\W*(?:https?://|www\.)\S+\W*$")
_PLACEHOLDER = re.compile(r"^[\[<{(]\s*\w+(?:[_ ]\w+)*\s*\d*\s*[\]>})]$")
_COUNTER = re.compile(r"^\W*(\w[\w ]{0,30}?)\s*[:(]?\s*\d[\d.,]*\s*[)]?$")
_CREDIT = re.compile(r"[(\[]([^()\[\]]{2,80})[)\]]\s*\|?\s*$")
_MARKED_END = re.compile(r"\s\|\s*$")


@dataclass(frozen=True, slots=True)
class LineCues:
    """Words by which a language's boilerplate lines are known, in lower case."""

    advertisement: tuple[str, ...] = ()
    source_line: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    read_also: tuple[str, ...] = ()
    share: tuple[str, ...] = ()
    photo_credit: tuple[str, ...] = ()
    caption_marks: tuple[str, ...] = ()


def regions(
    text: str, cues: LineCues, title: str | None = None, captions: frozenset[str] = frozenset()
) -> tuple[Region, ...]:
    """The regions of a canonical text, in order; every character but line breaks is in one.

    Args:
        title: the document's title if it is the first line.
        captions: lines known to be captions from the page they came from.
    """
    found: list[Region] = []
    for line in _LINE.finditer(text):
        for kind, start, end in _kinds(line.group(), cues, title, captions):
            found.append(Region(kind, line.start() + start, line.start() + end))
            title = None if kind is RegionKind.TITLE else title
    return tuple(_joined(found, text))


def _kinds(
    line: str, cues: LineCues, title: str | None, captions: frozenset[str]
) -> Iterator[tuple[RegionKind, int, int]]:
    if title is not None and line.strip() == title.strip():
        yield RegionKind.TITLE, 0, len(line)
    elif is_boilerplate(line, cues):
        yield RegionKind.BOILERPLATE, 0, len(line)
    else:
        credit = _credit(line, cues)
        caption = credit is not None or line.strip() in captions or _is_marked(line, cues)
        kind = RegionKind.CAPTION if caption else RegionKind.BODY
        yield kind, 0, credit if credit is not None else len(line)
        if credit is not None:
            yield RegionKind.BOILERPLATE, credit, len(line)


def is_boilerplate(line: str, cues: LineCues) -> bool:
    """Whether a line is no part of the article: any of the named rules holds."""
    words = line.split()
    return len(words) <= SHORT and any(rule(line.strip(), cues) for rule in RULES)


def address_alone(line: str, cues: LineCues) -> bool:
    """A line that is only an address."""
    return bool(_ADDRESS.match(line))


def placeholder(line: str, cues: LineCues) -> bool:
    """A bracketed name with an underscore or digits, or an advertisement word: "[Ad_2]"."""
    inside = line.strip("[]<>{}() ").lower()
    bracketed = bool(_PLACEHOLDER.match(line))
    return bracketed and ("_" in inside or inside.rstrip("0123456789 ") in cues.advertisement)


def advertisement(line: str, cues: LineCues) -> bool:
    """A line that is only the word for advertisement."""
    return line.strip(" :.-–—*|").lower() in cues.advertisement


def source_line(line: str, cues: LineCues) -> bool:
    """ "Source: …" with a colon, or the word and an address."""
    return _opens(line, cues.source_line, ":") or (
        _opens(line, cues.source_line, " ") and "://" in line
    )


def comment_counter(line: str, cues: LineCues) -> bool:
    """ "Comments (12)", "12 comments", or the word alone."""
    plain = line.strip(" :.|").lower()
    counted = _COUNTER.match(plain)
    return (
        plain in cues.comments
        or (counted is not None and counted.group(1).strip() in cues.comments)
        or plain.lstrip("0123456789., ") in cues.comments
    )


def read_also(line: str, cues: LineCues) -> bool:
    """ "Read also: …" with its colon, or the words alone."""
    return _opens(line, cues.read_also, ":") or line.strip(" .:>»").lower() in cues.read_also


def share(line: str, cues: LineCues) -> bool:
    """Invitations to share, follow or subscribe that stand alone or open a short line."""
    plain = line.strip(" .:!>»|").lower()
    return plain in cues.share or (len(plain.split()) <= 6 and _opens(line, cues.share, " "))


def photo_credit(line: str, cues: LineCues) -> bool:
    """ "Photo: agency" as a line of its own."""
    plain = line.strip("()[] |")
    return len(plain.split()) <= 8 and _opens(plain, cues.photo_credit, ":")


RULES: tuple[Callable[[str, LineCues], bool], ...] = (
    address_alone,
    placeholder,
    advertisement,
    source_line,
    comment_counter,
    read_also,
    share,
    photo_credit,
)


def _opens(line: str, phrases: tuple[str, ...], mark: str) -> bool:
    """Whether a line opens with a phrase and the mark behind it, spaces before a colon allowed."""
    lower = line.strip(" *-–—|>").lower()
    return any(
        lower.startswith(phrase)
        and lower[len(phrase) :].lstrip(" " if mark == ":" else "").startswith(mark)
        for phrase in (p.rstrip(" :") for p in phrases)
    )


def _credit(line: str, cues: LineCues) -> int | None:
    """Where the photo credit of a caption begins: "… shake hands. (Photo: agency)"."""
    found = _CREDIT.search(line)
    if found is None or found.start() == 0:
        return None
    inside = found.group(1).strip().lower()
    known = any(inside.startswith(word.rstrip(" :")) for word in cues.photo_credit)
    return found.start() if known else None


def _is_marked(line: str, cues: LineCues) -> bool:
    """A caption by its marks: "(left)", a bar at the end, "Caption:" at the start."""
    lower = line.lower()
    return bool(_MARKED_END.search(line)) or (
        len(line.split()) <= 40 and any(mark in lower for mark in cues.caption_marks)
    )


def _joined(found: list[Region], text: str) -> Iterator[Region]:
    """Neighbouring lines of one kind as one region, so that sentences may run over line ends."""
    current: Region | None = None
    for region in found:
        if current is not None and current.kind is region.kind is RegionKind.BODY:
            current = Region(region.kind, current.start, region.end)
            continue
        if current is not None:
            yield current
        current = region
    if current is not None:
        yield current
