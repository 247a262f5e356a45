"""Times long before there was news: "in 512 BC", "in the 16th century", "in 1812"."""

from __future__ import annotations

import re
from datetime import date

from dragoman.coding.scene import VERBAL, Scene
from dragoman.coding.times.periods import EARLIEST, Found, number
from dragoman.model import Basis, Precision, When

FIRST_YEAR = 1000  # what has fewer digits is a count more often than a year
ROMAN = re.compile(r"(x{0,2})(ix|iv|v?i{0,3})")
LATEST_CENTURY = 19
NEWS = date(EARLIEST, 1, 1)  # acts that ended before are history


def old_year(scene: Scene, index: int) -> int | None:
    """A year of four digits before those of news; not a count: "1812 *soldiers*"."""
    year = number(scene, index)
    if year is None or not FIRST_YEAR <= year < EARLIEST:
        return None
    word, head = scene.word(index), scene.tree.head(index)
    dates = scene.language.cues.dates
    counts = word.relation == "nummod" and head is not None and head.index > index
    if head is not None and counts and scene.folded[head.index] not in (*dates.year, *dates.months):
        return None
    return year


def old_year_alone(scene: Scene, index: int, published: date | None) -> Found | None:
    """ "in 1812", "в 1812 году", "1812 griff …": beside a word of old years or on a verb."""
    year = old_year(scene, index)
    if year is None:
        return None
    beside = [scene.folded[i] for i in (index - 1, index + 1) if 0 <= i < len(scene.folded)]
    word, head = scene.word(index), scene.tree.head(index)
    on_verb = head is not None and head.upos in VERBAL and word.relation in ("obl", "advmod")
    bare = on_verb and not any(True for _ in scene.children(index, "case"))
    if not bare and not any(w in scene.language.cues.history.in_year for w in beside):
        return None
    return _found(scene, index, index, year, year)


def before_christ(scene: Scene, index: int, published: date | None) -> Found | None:
    """ "512 BC", "490 v. Chr.", "в 490 году до н. э."; no calendar of ours has such years, so it
    stands for the first one that has."""
    if number(scene, index) is None:
        return None
    for place in (index + 1, index + 2):
        last = _phrase(scene, place, scene.language.cues.history.before_christ)
        if last is not None:
            return _found(scene, index, last, 1, 1)
    return None


def century(scene: Scene, index: int, published: date | None) -> Found | None:
    """ "16th century", "XVI веке", "siglo XVI"; not the one of which news still tells."""
    words = scene.language.cues.history
    if scene.folded[index] not in words.centuries:
        return None
    for place in (index - 1, index - 2, index + 1):
        count = _ordinal(scene, place)
        if count is not None and 1 <= count <= LATEST_CENTURY:
            return _found(scene, place, index, 100 * (count - 1) + 1, 100 * count)
    return None


def age(scene: Scene, index: int, published: date | None) -> Found | None:
    """ "the Middle Ages", "in der Antike"."""
    last = _phrase(scene, index, scene.language.cues.history.ages)
    return None if last is None else _found(scene, index, last, 1, 1)


def _ordinal(scene: Scene, index: int) -> int | None:
    """ "16", "XVI", "sixteenth"."""
    if not 0 <= index < len(scene.folded):
        return None
    word = scene.folded[index]
    known = scene.language.cues.history.ordinals.get(word) or number(scene, index)
    if known is not None:
        return known
    for suffix in scene.language.cues.dates.ordinal_suffixes:
        word = word.removesuffix(suffix)
    roman = ROMAN.fullmatch(word)
    if roman is None or not word:
        return None
    ones = {"": 0, "i": 1, "ii": 2, "iii": 3, "iv": 4, "v": 5, "vi": 6, "vii": 7, "viii": 8}
    return 10 * len(roman[1]) + ones.get(roman[2], 9)


def _phrase(scene: Scene, index: int, phrases: tuple[str, ...]) -> int | None:
    """The last word of the phrase that begins at `index`."""
    for phrase in phrases:
        words = phrase.split()
        last = index + len(words) - 1
        if list(scene.folded[index : last + 1]) == words:
            return last
    return None


def _found(scene: Scene, index: int, other: int, start: int, end: int) -> Found:
    first, last = min(index, other), max(index, other)
    precision = Precision.YEAR if start == end else Precision.RANGE
    days = date(start, 1, 1), date(end, 12, 31)
    span = scene.span([first, last])
    return first, last, When(*days, precision, Basis.EXPLICIT, span)
