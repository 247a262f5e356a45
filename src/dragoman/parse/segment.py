"""Sentences of a document, by rules: no model, linear time, offsets kept.

A sentence ends at a full stop, question or exclamation mark that is followed by something that
can begin one, at a blank line, and at the end of a line, unless the text is hard-wrapped.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from dragoman.model import Region, Sentence, Token
from dragoman.parse.tokens import SegmentRules, tokens

TERMINAL = frozenset({".", "!", "?", "…", "...", "。", "؟"})
CLOSING = frozenset("\"'’”“»«)]›‹")
OPENING = frozenset("\"'„“”«»([‚‘‹›—–-¿¡")
LONGEST = 200  # tokens; what is longer is cut, for the parser's sake, at a comma if there is one
DASHES = frozenset({"-", "–", "—", "--"})
COLON = ":"
BRACKETED = 3  # tokens of a city in brackets
DATELINE = 12  # tokens that a dateline has at most
SHOUTED = 5  # letters of a city in capitals; what is shorter may be an abbreviation
SEPARATORS = frozenset({",", ";", ":", "–", "—"})
WRAP = range(50, 101)  # characters of a line that a program broke
WRAPPED_LINES = 4
_LINE = re.compile(r"[^\n]+")
_BLANK = re.compile(r"\s*\n\s*\n\s*")


def sentences(text: str, regions: Sequence[Region], rules: SegmentRules) -> tuple[Sentence, ...]:
    """The sentences of the regions of a canonical text, in order; their tokens in order.

    Every character that is no space belongs to a token of exactly one sentence.
    """
    found: list[Sentence] = []
    for region in regions:
        for start, end in _paragraphs(text, region.start, region.end):
            for group in _split(list(tokens(text, start, end, rules)), rules):
                first, last = group[0].start, group[-1].end
                found.append(Sentence(len(found), first, last, region.kind, tuple(group)))
    return tuple(found)


def _paragraphs(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Stretches that no sentence crosses: lines, or runs of lines that a program wrapped."""
    lines = [(m.start(), m.end()) for m in _LINE.finditer(text, start, end)]
    wrapped = _is_wrapped(text, lines)
    begin: int | None = None
    for number, (first, last) in enumerate(lines):
        if begin is None:
            begin = first
        following = lines[number + 1] if number + 1 < len(lines) else None
        if following is not None and following[0] == last + 1:
            if _runs_on(text, first, last, following[0], wrapped):
                continue
        yield begin, last
        begin = None


def _is_wrapped(text: str, lines: Sequence[tuple[int, int]]) -> bool:
    """Whether most lines end in mid-sentence at about the same width."""
    if len(lines) < WRAPPED_LINES:
        return False
    broken = sum(1 for a, b in lines if b - a in WRAP and not _ends(text, a, b))
    return broken * 2 > len(lines)


def _ends(text: str, start: int, end: int) -> bool:
    line = text[start:end].rstrip().rstrip("\"'”“»«)]")
    return not line or line[-1] in ".!?…:"


def _runs_on(text: str, first: int, last: int, following: int, wrapped: bool) -> bool:
    """Whether a line's sentence goes on in the next line."""
    if _ends(text, first, last):
        return False
    return text[following].islower() or (wrapped and last - first in WRAP)


def _split(units: list[Token], rules: SegmentRules) -> Iterator[list[Token]]:
    """Groups of tokens, one a sentence."""
    units = _abbreviated(units, rules)
    begin = place = _dateline(units, rules)
    if begin:
        yield units[:begin]
    while place < len(units):
        if units[place].text in TERMINAL:
            place = _closed(units, place)
            if place + 1 < len(units) and _begins(units, place + 1):
                yield from _cut(units[begin : place + 1])
                begin = place + 1
        place += 1
    if begin < len(units):
        yield from _cut(units[begin:])


def _dateline(units: list[Token], rules: SegmentRules) -> int:
    """How many tokens at the beginning say only where and when a report was written: "KYIV, Nov 8
    (AFP) –"; 0 if none do. By itself it cannot mislead the parser.

    It has a date, an agency in brackets, two cities, or capitals only: "Trump – once a builder –"
    is none; or it stands in brackets, or ends in ".-".
    """
    if len(units) > BRACKETED and units[0].text == "(" and units[BRACKETED - 1].text == ")":
        named = units[1].text[0].isupper() and units[BRACKETED].text[0].isupper()
        return BRACKETED if named else 0
    mark = next((i for i, u in enumerate(units[:DATELINE]) if _ends_dateline(units, i)), 0)
    if not mark or mark + 1 >= len(units):
        return 0
    before = [u.text for u in units[:mark] if u.text.strip(".")]
    if not before or not all(_is_of_dateline(before, i, rules) for i in range(len(before))):
        return 0
    shouted = all(not w.isalpha() or (w.isupper() and len(w) >= SHOUTED) for w in before)
    if units[mark].text == COLON:
        return mark + 1 if shouted else 0
    dated = any(w[0].isdigit() or w.lower().rstrip(".") in rules.months for w in before)
    told = before[-1] == ")" and before[0].isalpha()
    several = len(before) > 1 and before[1] == "/"
    stopped = units[mark - 1].end == units[mark].start
    return mark + 1 if told or dated or shouted or several or stopped else 0


def _is_of_dateline(words: list[str], place: int, rules: SegmentRules) -> bool:
    """Whether a word can stand in a dateline: a name, a number, a month, an agency in brackets."""
    word, before = words[place], words[place - 1] if place else ""
    if word[0].isupper() or not word[0].isalpha() or word.lower() in rules.months:
        return True
    return before == "(" or before[:1].isdigit()


def _ends_dateline(units: list[Token], place: int) -> bool:
    """Whether a token can end a dateline: a dash between spaces or behind a full stop ("Roma.-");
    a colon behind the first word."""
    unit = units[place]
    if unit.text == COLON:
        return place == 1
    before = units[place - 1]
    return unit.text in DASHES and (before.text.endswith(".") or before.end < unit.start)


def _closed(units: list[Token], place: int) -> int:
    """The last of the terminal and closing marks that belong to the sentence before."""
    while place + 1 < len(units):
        mark, after = units[place + 1], units[place]
        if mark.text in TERMINAL or (mark.text in CLOSING and mark.start == after.end):
            place += 1
        else:
            break
    return place


def _begins(units: list[Token], place: int) -> bool:
    """Whether a sentence can begin here: a capital, a digit, or an opening mark, after a space."""
    unit = units[place]
    if unit.start == units[place - 1].end:
        return False
    if unit.text[0] in OPENING:
        return place + 1 >= len(units) or not units[place + 1].text[0].islower()
    return not unit.text[0].islower()


def _abbreviated(units: list[Token], rules: SegmentRules) -> list[Token]:
    """Joins points to the abbreviations, initials and ordinals that they belong to."""
    joined: list[Token] = []
    for number, unit in enumerate(units):
        if unit.text == "." and joined and joined[-1].end == unit.start:
            following = units[number + 1] if number + 1 < len(units) else None
            before = joined[-2].text.lower() if len(joined) > 1 else ""
            if _keeps_point(joined[-1].text, following, rules, before):
                word = joined.pop()
                joined.append(Token(word.text + ".", word.start, unit.end))
                continue
        joined.append(unit)
    return joined


def _keeps_point(word: str, following: Token | None, rules: SegmentRules, before: str) -> bool:
    if following is None:
        return False
    if word.lower() + "." in rules.abbreviations:
        return True
    if len(word) == 1 and word.isalpha() and word.isupper():
        return following.text[0].isupper()  # an initial: "V. Orlov"
    if word.isdigit() and len(word) <= 2:
        ordinal = before in rules.before_ordinals  # "das *18.* Sanktionspaket"
        return ordinal or following.text[0].islower() or following.text.lower() in rules.months
    return False


def _cut(units: list[Token]) -> Iterator[list[Token]]:
    """A sentence in pieces of at most `LONGEST` tokens."""
    begin = 0
    while len(units) - begin > LONGEST:
        window = range(begin + LONGEST // 2, begin + LONGEST)
        marks = [i for i in window if units[i].text in SEPARATORS]
        end = marks[-1] + 1 if marks else begin + LONGEST
        yield units[begin:end]
        begin = end
    if begin < len(units):
        yield units[begin:]
