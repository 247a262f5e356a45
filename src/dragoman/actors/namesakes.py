"""Who only shares a name with somebody of the tables, and who was what he is called."""

from __future__ import annotations

from dragoman.actors.items import Item
from dragoman.actors.page import Page
from dragoman.actors.people import Person
from dragoman.actors.phrases import Phrase
from dragoman.model import RegionKind

BEFORE = 2  # words before an office among which a "former" is sought


def is_stranger(page: Page, before: int) -> bool:
    """A capitalised word before a surname is somebody else's given name ("Marina Orban"): else
    the full name would have been known. Where all nouns have capitals, only if it is one."""
    token = page.line.tokens[before]
    if not token[0].isupper() or not token[1:2].islower():
        return False
    if page.words.nouns_capitalised or before == 0:
        return page.word(before) in page.words.given
    return not any(i.start <= before < i.end for i in page.line.items)


def has_other_given_name(page: Page, item: Item, phrase: Phrase) -> bool:
    """ "Minister *Jerome* Powell": a given name that is not that of anybody so called."""
    before = item.start - 1
    assert phrase.office is not None
    inside = before >= phrase.office.end and item.kind == "surname"
    return inside and len(page.word(before)) > 2 and page.word(before) in page.words.given


def is_namesake(page: Page, item: Item, phrase: Phrase, known: Person) -> bool:
    """Whether somebody who left office long ago only shares the surname with the one whom an office
    names: another name stands before it ("Foreign Minister *Haruto* Tanaka"), or many are called so
    ("Foreign Minister *Tanaka*"). Those of today are written in more ways than the tables know."""
    before, day = item.start - 1, page.published
    assert phrase.office is not None
    fresh = known.is_fresh(day or page.directory.people.complete, day is not None)
    if fresh or item.kind != "surname" or is_former(page, phrase):
        return False
    if before >= phrase.office.end and _is_given(page, before):
        return page.word(before) not in page.words.fold(known.name).split()
    return known.common and day is not None


def _is_given(page: Page, place: int) -> bool:
    """Whether a word may be a given name: a capitalised one that is no title."""
    token = page.line.tokens[place]
    named = len(token) > 2 and token[0].isupper() and token[1:].islower()
    return named and page.word(place) not in page.words.titles


def goes_on(page: Page, end: int) -> bool:
    """A capitalised word behind a surname makes it somebody's given name ("*Omar* Khatib"), unless
    all nouns, or all words of a title, have capitals."""
    tokens = page.line.tokens
    if page.words.nouns_capitalised or page.sentence.region is RegionKind.TITLE:
        return False
    if end >= len(tokens) or not (tokens[end][0].isupper() and tokens[end][1:2].islower()):
        return False
    return not any(i.start <= end < i.end for i in page.line.items)


def is_former(page: Page, phrase: Phrase) -> bool:
    """Whether the text says that the office is held no longer."""
    assert phrase.office is not None
    former = page.words.former
    places = range(min(phrase.start, phrase.office.start) - BEFORE, phrase.office.end)
    return any(page.word(i) in former for i in places) or page.word(phrase.office.start).startswith(
        page.words.former_prefixes
    )
