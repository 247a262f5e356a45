"""When the act took place or will: a small date grammar whose words come from the language."""

from __future__ import annotations

import calendar
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

from dragoman.coding.carriers import verb_groups
from dragoman.coding.scene import VERBAL, Scene
from dragoman.coding.times.ages import NEWS, age, before_christ, century, old_year, old_year_alone
from dragoman.coding.times.periods import EARLIEST, LATEST, ago, number, period, vague, year_alone
from dragoman.model import Basis, Precision, When

RANGE = re.compile(r"(\d{1,2})[-–](\d{1,2})\.?")
BELONGING = frozenset({"conj", "advcl", "acl", "acl:relcl", "ccomp", "xcomp"})
LONGEST_JOINT = 3  # letters of a word between the first and the last day: "bis", "au", "по"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date expression: its words, and the date it gives."""

    first: int
    last: int
    when: When


def dates(scene: Scene, published: date | None) -> tuple[Dated, ...]:
    """All date expressions of the sentence, in order."""
    found: list[Dated] = []
    index = 0
    while index < len(scene.folded):
        dated = _at(scene, index, published) if _can_begin(scene, index) else None
        if dated is None:
            index += 1
        else:
            found.append(dated)
            index = dated.last + 1
    return tuple(found)


def _can_begin(scene: Scene, index: int) -> bool:
    """Whether a date expression may begin with a word: no rule is tried on the others."""
    word = scene.folded[index]
    return word.rstrip(".") in scene.language.dating or any(c.isdigit() for c in word)


def date_of(scene: Scene, index: int, found: tuple[Dated, ...], below: bool = False) -> When | None:
    """The date that hangs on the act at `index`: in its own clause, not in one above or below.

    "Paris said on Monday that it had signed the pact on 3 May": 3 May, never Monday.

    Args:
        below: only a date that hangs on the word itself, not one elsewhere in its clause.
    """
    clause = _clause(scene, index)
    found = tuple(d for d in found if not _is_old(d) or _hangs_on(scene, d, index))
    for dated in found:
        head = _head(scene, dated)
        path = _path(scene, head, clause)
        if head == index or (index in path and not _is_told_apart(scene, path, index)):
            return dated.when
    if below:
        return None
    for dated in found:
        head = _head(scene, dated)
        if _clause(scene, head) == clause and not _is_of_attribute(scene, head, clause):
            return dated.when
    return None


def beginnings(scene: Scene, found: tuple[Dated, ...]) -> tuple[Dated, ...]:
    """Dates of a sentence without those until which something lasts: "froze the talks *until
    2028*"."""
    until = scene.language.cues.dates.until

    def ends(dated: Dated) -> bool:
        before = range(max(0, dated.first - 2), dated.first + 1)
        return any(scene.folded[i] in until for i in before)

    return tuple(dated for dated in found if not ends(dated))


def is_history(scene: Scene, index: int, found: tuple[Dated, ...]) -> bool:
    """Whether the sentence dates an act before the age of news: by a date of its own or, where it
    has none, of a clause or noun that it belongs to: "in 1812 Chad crossed the river *and
    invaded* Niger", "the war of 1812, *in which* Chad burned it"."""
    if not any(_is_old(dated) for dated in found):
        return False
    for place in (index, *_upwards(scene, index)):
        noun = scene.word(place).upos not in VERBAL and place != index
        when = date_of(scene, place, found, noun)
        if when is not None and when.end is not None:
            return when.end < NEWS
    return False


def _is_old(dated: Dated) -> bool:
    return dated.when.end is not None and dated.when.end < NEWS


def _hangs_on(scene: Scene, dated: Dated, index: int) -> bool:
    """Whether an old date is that of the act at `index`, and not of another thing: "met in a castle
    *of 1650*", but "burned during the war *in 1632*"."""
    head = _head(scene, dated)
    above = scene.word(head).head
    while above >= 0 and scene.folded[above] in scene.language.cues.dates.year:
        head, above = above, scene.word(above).head
    if above < 0 or above == index:
        return True
    if scene.word(index).upos not in VERBAL:
        return False
    at = scene.marker(head) in scene.language.cues.history.at
    return at or scene.word(above).upos in VERBAL


def _upwards(scene: Scene, index: int) -> Iterator[int]:
    """What the clause of a word belongs to, from the nearest on."""
    place = _clause(scene, index)
    if place != index:
        yield place
    while scene.word(place).relation in BELONGING:
        place = scene.word(place).head
        yield place


def _is_of_attribute(scene: Scene, head: int, clause: int) -> bool:
    """Whether a date tells when what a participle before a noun says was done: "discussed the
    policy *begun in 2016*", in German before the noun."""
    return any(scene.word(index).relation == "amod" for index in _path(scene, head, clause))


def _head(scene: Scene, dated: Dated) -> int:
    """The word by which a date hangs in the sentence; what a verb inside it hangs on ("*hace* dos
    días")."""
    head = min(range(dated.first, dated.last + 1), key=lambda i: _depth(scene, i))
    word = scene.word(head)
    return word.head if word.upos in VERBAL and word.head >= 0 else head


def _path(scene: Scene, index: int, clause: int) -> list[int]:
    """Words from one up to the verb of its clause, the verb left out."""
    path = []
    for word in scene.tree.ancestors(index):
        if word.index == clause:
            break
        path.append(word.index)
    return path


def _is_told_apart(scene: Scene, path: list[int], index: int) -> bool:
    """Whether a finite clause lies between a date and the word at `index`: "withdraws the troops
    that it *sent* in 2023", but "the sanctions *imposed* in 2014"."""
    between = path[: path.index(index)]
    return any("VerbForm=Fin" in scene.word(place).feats for place in between)


def _depth(scene: Scene, index: int) -> int:
    return sum(1 for _ in scene.tree.ancestors(index))


def _clause(scene: Scene, index: int) -> int:
    """The verb of the clause that a word stands in (itself, if it is a verb)."""
    word = scene.word(index)
    while word.head >= 0 and word.upos not in VERBAL:
        word = scene.word(word.head)
    while word.relation in ("xcomp", "aux", "aux:pass", "cop") and word.head >= 0:
        word = scene.word(word.head)
    return word.index


def _at(scene: Scene, index: int, published: date | None) -> Dated | None:
    past = before_christ(scene, index, published)
    if past is not None:
        return Dated(*past)
    for rule in (_iso, _days, _day_month, _month_day, _month_year, _relative, _weekday):
        dated = rule(scene, index, published)
        if dated is not None:
            return dated
    for other in (ago, period, year_alone, old_year_alone, century, age, vague):
        found = other(scene, index, published)
        if found is not None:
            return Dated(*found)
    return None


def _year(scene: Scene, index: int) -> tuple[int | None, int]:
    """A year at `index`, or behind one short word or comma ("12 May, 2025", "de 2025")."""
    for place in (index, index + 1):
        year = number(scene, place)
        news = year is not None and EARLIEST <= year <= LATEST
        if news or old_year(scene, place) is not None:
            return year, place
        if place < len(scene.folded) and len(scene.folded[place]) > 2:
            break
    return None, index - 1


def _month(scene: Scene, index: int) -> int | None:
    if not 0 <= index < len(scene.folded):
        return None
    return scene.language.cues.dates.months.get(scene.folded[index].rstrip("."))


def _iso(scene: Scene, index: int, published: date | None) -> Dated | None:
    """2025-02-12, 12.02.2025, 12.2.25 as one token."""
    text = scene.folded[index]
    for mark, order in (("-", (0, 1, 2)), (".", (2, 1, 0)), ("/", (2, 1, 0))):
        parts = text.strip(".").split(mark)
        if len(parts) == 3 and all(p.isdigit() for p in parts):
            year, month, day = (int(parts[i]) for i in order)
            return _day(scene, index, index, year, month, day, published)
    return None


def _days(scene: Scene, index: int, published: date | None) -> Dated | None:
    """From the first to the last day: 20–22 February, с 20 по 22 февраля, February 20-22."""
    month = _month(scene, index)
    begin = index if month is None else index + 1
    start, end, last = _two_numbers(scene, begin)
    if start is None or end is None or not 1 <= start < end <= 31:
        return None
    if month is None:
        ahead = (p for p in (last + 1, last + 2) if _month(scene, p) is not None)
        last = next(ahead, -1)
        month = _month(scene, last)
    if month is None:
        return None
    year, place = _year(scene, last + 1)
    last = max(last, place)
    days = [_day(scene, index, last, year, month, day, published) for day in (start, end)]
    if days[0] is None or days[1] is None:
        return None
    return Dated(index, last, replace(days[0].when, end=days[1].when.end))


def _two_numbers(scene: Scene, index: int) -> tuple[int | None, int | None, int]:
    """Two numbers joined by a dash or a short word, and the place of the second: "20", "по", "22";
    "20-22" as one token."""
    if not 0 <= index < len(scene.folded):
        return None, None, index
    parts = RANGE.fullmatch(scene.folded[index])
    if parts is not None:
        return int(parts[1]), int(parts[2]), index
    start = number(scene, index)
    for place in (index + 2, index + 3):
        between = scene.folded[index + 1 : place]
        if place < len(scene.folded) and all(len(w) <= LONGEST_JOINT for w in between):
            end = number(scene, place)
            if end is not None:
                return start, end, place
    return start, None, index


def _day_month(scene: Scene, index: int, published: date | None) -> Dated | None:
    """12 May 2025, 12. Mai, 12 de mayo de 2025."""
    day = number(scene, index)
    if day is None or not 1 <= day <= 31:
        return None
    for place in (index + 1, index + 2):
        month = _month(scene, place)
        if month is not None:
            year, last = _year(scene, place + 1)
            return _day(scene, index, max(place, last), year, month, day, published)
        if place < len(scene.folded) and len(scene.folded[place]) > 3:
            break
    return None


def _month_day(scene: Scene, index: int, published: date | None) -> Dated | None:
    """May 12, 2025."""
    month = _month(scene, index)
    day = number(scene, index + 1)
    if month is None or day is None or not 1 <= day <= 31:
        return None
    year, last = _year(scene, index + 2)
    return _day(scene, index, max(index + 1, last), year, month, day, published)


def _month_year(scene: Scene, index: int, published: date | None) -> Dated | None:
    """May 2025; a month alone is too often a name or a verb."""
    month = _month(scene, index)
    if month is None:
        return None
    year, last = _year(scene, index + 1)
    if year is None:
        return None
    first = date(year, month, 1)
    end = date(year, month, calendar.monthrange(year, month)[1])
    when = When(first, end, Precision.MONTH, Basis.EXPLICIT, scene.span([index, max(index, last)]))
    return Dated(index, max(index, last), when)


def _day(
    scene: Scene,
    first: int,
    last: int,
    year: int | None,
    month: int,
    day: int,
    published: date | None,
) -> Dated | None:
    """A day; without a year, the one nearest the publication, or else left open."""
    span = scene.span([first, last])
    basis = Basis.EXPLICIT
    if year is not None and year < 100:
        year += 2000
    if year is None and published is not None:
        near = [d for y in (-1, 0, 1) if (d := _valid(published.year + y, month, day))]
        if not near:
            return None
        year, basis = min(near, key=lambda d: abs(d - published)).year, Basis.RELATIVE
    if year is None:
        if _valid(2024, month, day) is None:
            return None
        when = When(None, None, Precision.DAY, basis, span, f"{month:02d}-{day:02d}")
        return Dated(first, last, when)
    found = _valid(year, month, day)
    if found is None:
        return None
    return Dated(first, last, When(found, found, Precision.DAY, basis, span))


def _valid(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _relative(scene: Scene, index: int, published: date | None) -> Dated | None:
    """Yesterday, heute, завтра: only with a publication date."""
    offset = scene.language.cues.dates.relative.get(scene.folded[index])
    if offset is None or published is None:
        return None
    day = published + timedelta(days=offset)
    when = When(day, day, Precision.DAY, Basis.RELATIVE, scene.span([index]))
    return Dated(index, index, when)


def _weekday(scene: Scene, index: int, published: date | None) -> Dated | None:
    """On Tuesday: the last one before the publication, the next one in a future clause."""
    weekday = scene.language.cues.dates.weekdays.get(scene.folded[index])
    if weekday is None or published is None:
        return None
    cues = scene.language.cues.dates
    around = [scene.folded[i] for i in (index - 1, index + 1) if 0 <= i < len(scene.folded)]
    ahead = any(word in cues.next for word in around) or _is_ahead(scene, index)
    back = (published.isoweekday() - weekday) % 7
    if any(word in cues.last for word in around) and back == 0:
        back = 7
    day = published + timedelta(days=(-back) % 7 or 7) if ahead else published - timedelta(back)
    when = When(day, day, Precision.DAY, Basis.RELATIVE, scene.span([index]))
    return Dated(index, index, when)


def _is_ahead(scene: Scene, index: int) -> bool:
    """Whether the verb of the clause is in the future, or names an act in the present: "they *meet*
    on Friday", not "since Friday", "this Friday", nor "he *says* on Friday"."""
    cues, future = scene.language.cues.dates, scene.language.cues.words.future
    before = scene.folded[max(0, index - 2) : index]
    if any(word in cues.since for word in before):
        return False
    clause = _clause(scene, index)
    feats = scene.word(clause).feats
    if "Tense=Pres" in feats and "VerbForm=Fin" in feats:
        acting = bool(scene.language.verb_entries(scene.folded[clause]))
        this = scene.folded[max(0, index - 1)] in cues.this
        return acting and not this and "saying" not in verb_groups(scene, clause)
    words: Iterator[int] = (w.index for w in scene.children(clause, "aux", "aux:pass", "cop"))
    return scene.tense(clause) == "Fut" or any(
        scene.folded[i] in future or scene.tense(i) == "Fut" for i in words
    )
