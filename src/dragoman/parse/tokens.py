"""Words and punctuation of a text, by rules: the units that the syntax model was trained on.

Punctuation stands alone; numbers keep their inner points and commas; initials and abbreviations
keep their point. What an apostrophe and a hyphen do depends on the language: English parts
"Germany | 's", "did | n't" and "US | - | led", French "l' | accord", Ukrainian keeps "об'єкт".
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from dragoman.model import Token

APOSTROPHES = "'’ʼ`´"
_WORD = rf"[^\W_](?:[\w\u0300-\u036f]|[{APOSTROPHES}\-‑](?=[^\W_]))*"
_UNIT = re.compile(
    r"https?://[^\s<>\"]*[^\s<>\".,;:!?)\]]|[\w.+-]+@[\w-]+\.[\w.-]*\w"  # addresses
    r"|\d+(?:[.,:/]\d+)+|\d+(?=[^\W\d_])"  # 3.14, 10:30, 12th -> kept apart below
    r"|(?:[^\W\d_]\.){2,}|(?:[A-ZА-ЯЁІЇЄҐ]{1,2}\.){2,}"  # U.S., EE.UU.
    rf"|{_WORD}[{APOSTROPHES}]?"
    r"|\.{2,}|…|--+|[^\w\s]|_+"
)
_CLITIC = re.compile(rf"(?:n[{APOSTROPHES}]t|[{APOSTROPHES}](?:s|re|ve|ll|d|m))$", re.I)
_ELISION = re.compile(rf"^[^\W\d_]{{1,6}}[{APOSTROPHES}](?=.)")
_HYPHEN = re.compile(r"[-‑]")
UNSPLIT_ELISION = 7


class Apostrophe(StrEnum):
    """What an apostrophe within a word does."""

    LETTER = "letter"
    CLITIC = "clitic"
    ELISION = "elision"


@dataclass(frozen=True, slots=True)
class SegmentRules:
    """What segmentation must know of a language.

    Attributes:
        abbreviations: words that keep their point, folded to lower case ("dr.", "z.").
        months: words before which "12." is an ordinal, folded to lower case.
        before_ordinals: words behind which "18." is an ordinal, whatever follows, folded.
        apostrophe: what an apostrophe within a word does.
        split_hyphens: whether the parts of a hyphenated word are words of their own.
    """

    abbreviations: frozenset[str] = frozenset()
    months: frozenset[str] = frozenset()
    before_ordinals: frozenset[str] = frozenset()
    apostrophe: Apostrophe = Apostrophe.LETTER
    split_hyphens: bool = False


def tokens(text: str, start: int, end: int, rules: SegmentRules) -> Iterator[Token]:
    """The tokens of `text[start:end]`, in order, with offsets into `text`."""
    for found in _UNIT.finditer(text, start, end):
        yield from _parts(found.group(), found.start(), rules)


def _parts(unit: str, start: int, rules: SegmentRules) -> Iterator[Token]:
    """A unit split where its language splits words."""
    if unit.isalnum() or len(unit) == 1 or not unit[0].isalnum():
        yield Token(unit, start, start + len(unit))
        return
    for piece, offset in _hyphens(unit, rules):
        yield from _apostrophes(piece, start + offset, rules)


def _hyphens(unit: str, rules: SegmentRules) -> Iterator[tuple[str, int]]:
    if not rules.split_hyphens or "-" not in unit or "@" in unit or "/" in unit:
        yield unit, 0
        return
    last = 0
    for hyphen in _HYPHEN.finditer(unit):
        if hyphen.start() > last:
            yield unit[last : hyphen.start()], last
        yield hyphen.group(), hyphen.start()
        last = hyphen.end()
    if last < len(unit):
        yield unit[last:], last


def _apostrophes(piece: str, start: int, rules: SegmentRules) -> Iterator[Token]:
    cut = None
    if rules.apostrophe is Apostrophe.CLITIC:
        clitic = _CLITIC.search(piece)
        cut = clitic.start() if clitic is not None else None
        if cut is None and piece[-1] in APOSTROPHES:
            cut = len(piece) - 1
    elif rules.apostrophe is Apostrophe.ELISION:
        elision = _ELISION.match(piece)
        if elision is not None:
            cut = elision.end()
        elif piece[-1] in APOSTROPHES and len(piece) > UNSPLIT_ELISION:
            cut = len(piece) - 1
    elif piece[-1] in APOSTROPHES:
        cut = len(piece) - 1
    if cut:
        yield Token(piece[:cut], start, start + cut)
        yield Token(piece[cut:], start + cut, start + len(piece))
    else:
        yield Token(piece, start, start + len(piece))
