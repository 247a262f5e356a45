"""Dates that are no single day: years, months, weeks, "two days ago", "in the near future"."""

from __future__ import annotations

import calendar
from datetime import date, timedelta

from dragoman.coding.scene import VERBAL, Scene
from dragoman.model import Basis, Precision, When

EARLIEST, LATEST = 1900, 2100
Found = tuple[int, int, When]  # first and last word, and what they mean


def number(scene: Scene, index: int) -> int | None:
    """A number of at most four digits, with the language's ordinal endings ("12th", "1er")."""
    if not 0 <= index < len(scene.folded):
        return None
    text = scene.folded[index].rstrip(".,")
    for suffix in scene.language.cues.dates.ordinal_suffixes:
        text = text.removesuffix(suffix)
    return int(text) if text.isascii() and text.isdigit() and len(text) <= 4 else None


def year_alone(scene: Scene, index: int, published: date | None) -> Found | None:
    """ "in 2014", "в 2014 году", "2014 besetzte …": a year beside a word of years or on a verb."""
    year = number(scene, index)
    if year is None or not EARLIEST <= year <= LATEST:
        return None
    words = scene.language.cues.dates.in_year
    beside = [scene.folded[i] for i in (index - 1, index + 1) if 0 <= i < len(scene.folded)]
    word, head = scene.word(index), scene.tree.head(index)
    on_verb = head is not None and head.upos in VERBAL and word.relation in ("obl", "advmod")
    if not on_verb and not any(w in words for w in beside):
        return None
    first, last = date(year, 1, 1), date(year, 12, 31)
    span = scene.span([index])
    return index, index, When(first, last, Precision.YEAR, Basis.EXPLICIT, span)


def ago(scene: Scene, index: int, published: date | None) -> Found | None:
    """ "two days ago", "vor drei Wochen", "il y a un mois": counted back from the publication."""
    cues = scene.language.cues.dates
    count = cues.numbers.get(scene.folded[index]) or number(scene, index)
    unit = _unit(scene, index + 1)
    if published is None or count is None or unit is None:
        return None
    after = scene.folded[index + 2] if index + 2 < len(scene.folded) else ""
    before = next((m for m in cues.ago_before if _ends_with(scene, index, m)), None)
    if after not in cues.ago and before is None:
        return None
    first = index - len(before.split()) if before is not None else index
    last = index + 1 if before is not None else index + 2
    span = scene.span([first, last])
    if unit == "day":
        day = published - timedelta(days=count)
        return first, last, When(day, day, Precision.DAY, Basis.RELATIVE, span)
    start, end = _period(published, unit, -count)
    return first, last, When(start, end, _PRECISION[unit], Basis.RELATIVE, span)


def period(scene: Scene, index: int, published: date | None) -> Found | None:
    """ "last week", "this month", "la semana próxima": whole weeks, months, years."""
    unit = _unit(scene, index)
    if published is None or unit in (None, "day"):
        return None
    cues = scene.language.cues.dates
    for place in (index - 1, index + 1):
        word = scene.folded[place] if 0 <= place < len(scene.folded) else ""
        for words, offset in ((cues.last, -1), (cues.this, 0), (cues.next, 1)):
            if word in words:
                first, last = min(index, place), max(index, place)
                start, end = _period(published, unit or "", offset)
                span = scene.span([first, last])
                when = When(start, end, _PRECISION[unit or ""], Basis.RELATIVE, span)
                return first, last, when
    return None


def vague(scene: Scene, index: int, published: date | None) -> Found | None:
    """ "in the near future": a time, but nobody says which."""
    for phrase in scene.language.cues.dates.vague:
        words = phrase.split()
        last = index + len(words) - 1
        if scene.folded[index] == words[0] and list(scene.folded[index : last + 1]) == words:
            span = scene.span([index, last])
            return index, last, When(None, None, Precision.VAGUE, Basis.RELATIVE, span)
    return None


_PRECISION = {"week": Precision.RANGE, "month": Precision.MONTH, "year": Precision.YEAR}


def _unit(scene: Scene, index: int) -> str | None:
    if not 0 <= index < len(scene.folded):
        return None
    cues, word = scene.language.cues.dates, scene.folded[index]
    units = (("day", cues.day), ("week", cues.week), ("month", cues.month), ("year", cues.year))
    return next((name for name, words in units if word in words), None)


def _ends_with(scene: Scene, index: int, phrase: str) -> bool:
    """Whether the words before a place are a phrase."""
    words = phrase.split()
    return list(scene.folded[max(0, index - len(words)) : index]) == words


def _period(day: date, unit: str, offset: int) -> tuple[date, date]:
    """First and last day of the week, month or year so many away from that of a day."""
    if unit == "week":
        start = day - timedelta(days=day.weekday()) + timedelta(weeks=offset)
        return start, start + timedelta(days=6)
    if unit == "year":
        return date(day.year + offset, 1, 1), date(day.year + offset, 12, 31)
    months = day.year * 12 + day.month - 1 + offset
    year, month = divmod(months, 12)
    return date(year, month + 1, 1), date(year, month + 1, calendar.monthrange(year, month + 1)[1])
