"""Whose the people and bodies are that a text names without their state: protesters, and the police
that stands against them, are those of the place; a minister is one of where the sentence opens.

Not the police alone: reports of crime, which are no dealings between states, name it on every line.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.actors.page import Page

PROTESTERS = "opposition"
AGAINST = frozenset({"police", "troops", "authorities"})
OPENING = 2  # words within which the capital stands that a sentence opens with
STATES = frozenset({"country", "capital", "adjective", "seat", "people", "place"})


def local_state(page: Page, office: str) -> str | None:
    """The state of a bare body or group: of the one place of its sentence ("protesters marched in
    *Tbilisi*"), else the one state of which the text has spoken so far."""
    if office != PROTESTERS and not (office in AGAINST and _has_protesters(page)):
        return None
    for found in (set(_places(page)), set(_states(page))):
        if len(found) == 1:
            return found.pop()
        if found:
            return None
    spoken = list(page.memory.counts)
    return spoken[0] if len(spoken) == 1 and spoken[0] in page.directory.states else None


def opening_state(page: Page) -> str | None:
    """The state in whose capital a sentence opens: "*In Lilongwe*, the trade minister …", "*AMMAN*
    (Petra) — The foreign ministry …". Nobody, if it names that state in another way, too, unless
    that only describes a thing: "in *Paris* the minister met his *French* counterpart"."""
    items = page.line.items
    first = next((i for i in items if i.kind == "capital" and i.start < OPENING), None)
    inside = first is not None and page.word(first.start - 1) in page.words.opening
    state = first.target if first is not None and inside else _written_in(page)
    if state not in page.directory.states:
        return None
    officers = {place for i in items if i.is_office for place in (i.start, i.end)}
    for item in items:
        describes = item.kind == "adjective" and not {item.start, item.end} & officers
        if item.kind in ("country", "adjective", "people") and not describes:
            if item.target.partition("/")[0] == state:
                return None
    return state


def _written_in(page: Page) -> str | None:
    """The state of the dateline with which a sentence begins, or which stands right before it."""
    found = page.memory.dateline
    near = found is not None and page.sentence.index - found.sentence <= 1
    return found.actors[0].country if found is not None and near else None


def _has_protesters(page: Page) -> bool:
    here = any(i.is_office and i.target == PROTESTERS for i in page.line.items)
    return here or PROTESTERS in page.memory.offices


def _places(page: Page) -> Iterator[str]:
    """States, capitals and other places behind a preposition of place."""
    for item in page.line.items:
        named = item.kind in ("country", "capital", "place")
        if named and page.word(item.start - 1) in page.words.opening:
            yield item.target.partition("/")[0]


def _states(page: Page) -> Iterator[str]:
    """All states that the sentence names."""
    for item in page.line.items:
        if item.kind in STATES:
            yield item.target.partition("/")[0]
