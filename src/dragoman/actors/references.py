"""Words that refer back: both sides, pronouns, "the country", "the latter"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.actors.items import Item
from dragoman.actors.memory import SAYING, SUBJECTS
from dragoman.actors.page import ANY_LEADER, LEADING, Page
from dragoman.actors.phrases import Phrase
from dragoman.model import Actor, Mention, Via

PERSON = "person:"
CHIEF = "secretary_general"  # also of a band, of police, of anything


def pair(page: Page, phrase: Phrase) -> Iterator[Mention]:
    """ "both sides", "the three ministers": the parties that the text speaks of most."""
    directory = page.directory
    count = phrase.several or int(phrase.states[0].target)
    states = page.word(phrase.end - 1) in page.words.states
    named = _officers(page, phrase, count) if phrase.office is not None else ()
    most = named or page.memory.most(count, states, page.sentence.index)
    whom = [state_of(a) for a in most]
    if len(whom) < count:
        return
    if phrase.office is not None:
        office = phrase.office.target.partition("@")[0]
        if office == CHIEF and phrase.start < phrase.office.start:
            return  # "entregó a *dos jefes* guerrilleros", but "heads of the three states"
        actors = tuple(page.holder(w, office) or directory.officer(w, office) for w in whom)
    else:
        actors = tuple(
            directory.organisation(w, w) if w in directory.organisations else directory.state(w)
            for w in whom
        )
    yield page.made(phrase.start, phrase.end, actors, Via.COREFERENCE, "both-sides")


def _officers(page: Page, phrase: Phrase, count: int) -> tuple[Actor, ...]:
    """Whose officers or people are meant, as many: those of that office whom the last sentence
    named ("the envoy met President Aoun and Prime Minister Netanyahu. He praised *both leaders*":
    not him); of people in general, those whom the sentence names together."""
    assert phrase.office is not None
    office = phrase.office.target.partition("@")[0]
    here = page.memory.together(page.sentence.index)
    if page.directory.offices[office].kind == "people" and len(here) == count:
        return here  # "*the ministers of India and China* agreed that troops of both countries …"
    offices = LEADING if office in ANY_LEADER else (office,)
    for back in (0, 1):
        found = page.memory.officers_of(page.sentence.index - back, offices)
        if len(found) == count:
            return found
    return ()


def again(page: Page, phrase: Phrase, item: Item) -> Iterator[Mention]:
    """ "the Alliance", "the Commission", "the North": a party of which the text has spoken; of
    several the one that it spoke of last. "The kingdom" is the one kingdom of which it has."""
    spoken = {actor.party: place for place, actor in enumerate(page.memory.parties)}
    known = []
    for sense in item.senses:
        if sense.kind == "again":
            entry = page.words.again[sense.target]
            before = not entry.behind or page.word(phrase.start - 1) in entry.behind
            known += [(spoken[p], sense.target) for p in entry.after if before and p in spoken]
            if before and not _is_named(page, phrase.end):
                kinds = page.directory.kinds.get(entry.kind, frozenset()) & {*page.memory.counts}
                known += [(0, state) for state in kinds if len(kinds) == 1]
    if known:
        actor = page.actor(max(known)[1], "org", "")
        yield page.made(phrase.start, phrase.end, (actor,), Via.COREFERENCE, "party-again")


def _is_named(page: Page, end: int) -> bool:
    """Whether a name follows, by which something else may be meant: "the island *of Crete*"."""
    tokens, behind = page.line.tokens, end + (page.word(end) in page.words.joins)
    return behind < len(tokens) and tokens[behind][0].isupper()


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
        latter = page.memory.last(*place) or page.memory.latest(page.sentence.index - 1)
        if latter is not None:
            yield page.made(phrase.start, phrase.end, (latter,), Via.COREFERENCE, "latter")
    elif item.target == "neighbour":
        yield from _neighbour(page, phrase)
    else:
        actor, rule = _ahead(page, phrase), "cataphora"
        if actor is None:
            joints = (",", *page.words.conjunctions)
            before = [i for i in range(phrase.start) if page.word(i) in joints]
            clause = before[-1] if before else 0
            actor, rule = page.memory.pronoun(item.target, *place, clause), "pronoun"
        if actor is not None:
            mention = page.made(phrase.start, phrase.end, (actor,), Via.COREFERENCE, rule)
            if item.target in SUBJECTS:
                page.saw(mention, item.target == "she")
            yield mention


def _neighbour(page: Page, phrase: Phrase) -> Iterator[Mention]:
    """ "its neighbour": the neighbour of which the text speaks; not "*a* neighbour", nor where a
    name says who it is: "its neighbour *Chad*", "Chad's *Libyan* neighbour"."""
    near = range(phrase.start - 1, phrase.end + 2)
    named = any(item.start in near and item.kind != "pronoun" for item in page.line.items)
    borders = page.directory.borders
    other = page.memory.beside(page.sentence.index, phrase.start, borders)
    if other is not None and not named and page.word(phrase.start - 1) not in page.words.indefinite:
        yield page.made(phrase.start, phrase.end, (other,), Via.COREFERENCE, "neighbour")


def _ahead(page: Page, phrase: Phrase) -> Actor | None:
    """ "In a post on the network that *he* founded, *Trump* announced …": in a phrase that opens
    the sentence, a pronoun means the officer or person named next, unless a pronoun comes before.
    """
    if phrase.start == 0 or page.word(0) not in page.words.opening:
        return None
    if any(item.kind == "pronoun" and item.start != phrase.start for item in page.line.items):
        return None
    named = [i for i in page.line.items if i.kind in ("person", "surname")]
    if any(i.start < phrase.start for i in named):
        return None
    for following in page.line.phrases():
        if following.start < phrase.end:
            continue
        if following.person is not None and following.person.kind == "person":
            known = page.directory.people.by_id[following.person.target]
            return page.directory.person(known, page.published)
        if following.office is not None and following.whom:
            return page.holder(following.whom[0], following.office.target.partition("@")[0])
    return None


def _state_again(page: Page, phrase: Phrase) -> Iterator[Mention]:
    """ "it", "the country": the state or body named first, here or in the sentence before."""
    place = (page.sentence.index, phrase.start)
    single = phrase.end == phrase.start + 1
    meant = page.memory.first(*place)
    between = [page.word(i) for i in range(phrase.start - SAYING, phrase.start)]
    if single and "," not in between and not page.words.saying.isdisjoint(between):
        meant = page.memory.speaker(*place) or meant
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
