"""Words that refer back: both sides, pronouns, "the country", "the latter"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.actors.items import Item
from dragoman.actors.page import Page
from dragoman.actors.phrases import Phrase
from dragoman.model import Actor, Mention, Via

PERSON = "person:"


def pair(page: Page, phrase: Phrase) -> Iterator[Mention]:
    """ "both sides", "the two ministers": the two parties that the text speaks of most."""
    directory = page.directory
    whom = [state_of(a) for a in page.memory.pair()]
    if len(whom) < 2:
        return
    if phrase.office is not None:
        office = phrase.office.target.partition("@")[0]
        actors = tuple(
            page.memory.officers.get((w, office)) or directory.officer(w, office) for w in whom
        )
    else:
        actors = tuple(
            directory.organisation(w, w) if w in directory.organisations else directory.state(w)
            for w in whom
        )
    yield page.made(phrase.start, phrase.end, actors, Via.COREFERENCE, "both-sides")


def pronoun(page: Page, phrase: Phrase, item: Item) -> Iterator[Mention]:
    """Whom a pronoun means; nothing if it cannot be told."""
    if page.word(phrase.end) in page.words.impersonal:
        return
    place = (page.sentence.index, phrase.start)
    if item.target == "they":
        actors = page.memory.several(page.sentence.index)
        if actors:
            yield page.made(phrase.start, phrase.end, actors, Via.COREFERENCE, "they")
    elif item.target == "it":
        yield from _state_again(page, phrase)
    elif item.target == "latter":
        latter = page.memory.last(*place) or page.memory.first(*place)
        if latter is not None:
            yield page.made(phrase.start, phrase.end, (latter,), Via.COREFERENCE, "latter")
    else:
        actor = page.memory.pronoun(item.target, *place)
        rule = "pronoun"
        if actor is None:
            actor, rule = _ahead(page, phrase, item.target), "cataphora"
        if actor is not None:
            yield page.made(phrase.start, phrase.end, (actor,), Via.COREFERENCE, rule)


def _ahead(page: Page, phrase: Phrase, whom: str) -> Actor | None:
    """ "In a post on the network that *he* founded, *Trump* announced …": nobody fits before, so
    the person named next in the sentence, if it is by name."""
    for item in page.line.items:
        if item.start < phrase.end or item.kind != "person":
            continue
        person = page.directory.people.by_id[item.target]
        if person.woman == (whom in ("she", "her")) or whom == "own":
            return page.directory.person(person, page.published)
        return None
    return None


def _state_again(page: Page, phrase: Phrase) -> Iterator[Mention]:
    """ "it", "the country": the state or body named first, here or in the sentence before."""
    place = (page.sentence.index, phrase.start)
    single = phrase.end == phrase.start + 1
    meant = page.memory.first(*place)
    if not single:  # "accused Chad because *the country* …": not the accuser
        meant = page.memory.last(*place) or meant
    if meant is None or (single and meant.id.startswith(PERSON)):
        return  # "Novak said *it* was late"
    named = meant.id.startswith(PERSON)
    actor = page.actor(state_of(meant), "country", "") if named else meant
    yield page.made(phrase.start, phrase.end, (actor,), Via.COREFERENCE, "state-again")


def state_of(actor: Actor) -> str:
    """The state or organisation that an actor is, or is of."""
    return actor.country or actor.id.partition("/")[0]
