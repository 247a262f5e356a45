"""Who is meant by a name or an office: people of the tables, people whom the text introduces,
and whoever holds an office on the day."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date

from dragoman.actors.directory import FORMER
from dragoman.actors.items import Item
from dragoman.actors.local import local_state, opening_state
from dragoman.actors.namesakes import (
    goes_on,
    has_other_given_name,
    is_former,
    is_namesake,
    is_stranger,
)
from dragoman.actors.page import LEADING, Page
from dragoman.actors.people import Person
from dragoman.actors.phrases import COUNTERPART, Phrase
from dragoman.actors.references import CHIEF, state_of
from dragoman.model import Actor, Mention, Via

AMBIGUOUS = frozenset({"chancellor"})  # titles that mean another office in some states
RULING = frozenset({"government", "administration", "presidency"})
FORCES = frozenset({"army", "navy", "air_force", "general_staff"})
MERE = frozenset({"official", "spokesperson"})  # who may be any, or many
BOTH = 2


def person(page: Page, phrase: Phrase, item: Item) -> Iterator[Mention]:
    """A person called by name: whom the text introduced with that surname, or one of the tables."""
    again = page.memory.people.get(page.line.tokens[item.start])
    if again is not None and item.kind == "surname" and item.end == item.start + 1:
        yield _again_by_name(page, item.start, item.end, again)
        return
    known = _who(page, item, phrase)
    if known is not None:
        rule = "person" if item.kind == "person" else "surname"
        yield _named(page, phrase, known, None, rule)


def officer(page: Page, phrase: Phrase, item: Item) -> Iterator[Mention]:
    """Whoever holds an office, with or without a name."""
    office = _title(page, phrase.whom, _rank(phrase, item), item)
    whom = phrase.whom or _implied(item)
    whom = tuple(
        dict.fromkeys(w.partition("/")[0] if "/" in w and ":" not in w else w for w in whom)
    )
    if office == COUNTERPART:
        office = page.memory.last_office or "official"
        if not whom and phrase.person is None:
            return
    introduced = _introduced(page, phrase)
    if introduced is not None and (not whom or state_of(introduced) in whom):
        yield _again_by_name(page, phrase.start, phrase.end, introduced)
        return
    if phrase.person is not None:
        known = _who(page, phrase.person, phrase)
        if known is not None:
            stated = whom if item.target != COUNTERPART else known.has_held(office)
            given = office if stated else None
            yield _named(page, phrase, known, given, "office-and-name", whom)
            return
        if phrase.person.kind == "surname":
            phrase = _stranger(page, phrase, phrase.person)
    if not whom:
        yield from _again(page, phrase, office)
        return
    yield from _offices(page, phrase, office, whom)


def _again_by_name(page: Page, start: int, end: int, actor: Actor) -> Mention:
    """A mention of somebody whom the text introduced, by the surname."""
    mention = page.made(start, end, (actor,), Via.NAME, "surname-again")
    page.saw(mention, None)
    return mention


def _introduced(page: Page, phrase: Phrase) -> Actor | None:
    """Whom the text introduced by the surname right behind an office: "Minister *Okullo*"."""
    assert phrase.office is not None
    known = phrase.person
    start, end = (known.start, known.end) if known is not None else phrase.name or (0, 0)
    if end - start != 1 or start != phrase.office.end:
        return None
    return page.memory.people.get(page.line.tokens[start])


def _stranger(page: Page, phrase: Phrase, surname: Item) -> Phrase:
    """The phrase of somebody who only shares a surname with people of the tables."""
    assert phrase.office is not None
    before = (state.end for state in phrase.states if state.end <= surname.start)
    start = max([phrase.office.end, *before])
    while start < surname.start and not page.line.tokens[start][0].isalpha():
        start += 1
    if start == surname.start and page.words.nouns_capitalised:
        return phrase
    return replace(phrase, person=None, name=(start, surname.end))


# --- people


def _named(
    page: Page,
    phrase: Phrase,
    known: Person,
    office: str | None,
    rule: str,
    whom: Sequence[str] = (),
) -> Mention:
    """A mention of somebody of the tables: of the office and states that the text gives here, or
    gave before, or else of those of the day."""
    said = page.memory.known.get(known.id)
    held = office or known.at(page.published, None, whom).office
    if said is not None and office is None and not whom:
        actor = said
    else:
        actor = page.directory.person(known, page.published, office, whom)
        if phrase.office is not None and is_former(page, phrase):
            actor = _as_former(actor)
    mention = page.made(phrase.start, phrase.end, (actor,), Via.NAME, rule)
    page.memory.known[known.id] = actor
    page.memory.held(held, actor, state_of(actor), sentence=page.sentence.index)
    page.saw(mention, known.woman)
    page.memory.last_office = held
    return mention


def _who(page: Page, item: Item, phrase: Phrase) -> Person | None:
    """The person of a name: a common surname needs the full name before, an office or title, and
    a surname alone somebody who is in office or was lately."""
    people = page.directory.people
    kind = "person" if item.kind == "person" else "surname"
    named = [people.by_id[s.target] for s in item.senses if s.kind == kind]
    seen = [p for p in named if p.id in page.memory.known]
    if kind == "person":
        fitting = [p for p in named if phrase.office is not None and _fits(p, phrase)]
        return seen[-1] if seen else _best(page, fitting or named)
    if phrase.office is not None:
        if has_other_given_name(page, item, phrase):
            return None
        fitting = [p for p in named if _fits(p, phrase) and not is_namesake(page, item, phrase, p)]
        office = phrase.office.target.partition("@")[0]
        return _best(page, [p for p in fitting if p.has_held(office)] or fitting)
    if seen:
        return seen[-1]
    before = item.start - 1
    if page.word(before) in page.words.titles:
        return _best(page, named)
    if before >= 0 and is_stranger(page, before):
        return None
    if goes_on(page, item.end):
        return None
    day = page.published
    alone = [p for p in named if not p.common]
    return _best(page, [p for p in alone if p.is_fresh(day or people.complete, day is not None)])


def _fits(known: Person, phrase: Phrase) -> bool:
    """Whether the state of the phrase is one the person has an office of."""
    assert phrase.office is not None
    office = phrase.office.target.partition("@")[0]
    whom = phrase.whom or _implied(phrase.office)
    if not whom or (not phrase.whom and known.has_held(office)):
        return not known.common or known.has_held(office)
    places = {h.country for h in known.holdings}
    places |= {f"org:{place}" for place in places}
    return any(w.partition("/")[0] in places for w in whom)


def _best(page: Page, people: Sequence[Person]) -> Person | None:
    """Of namesakes the one in office on the day of publication (or, without one, on the last day of
    the tables), else the last, leaders first."""
    day = page.published
    serving = [p for p in people if p.serves(day or page.directory.people.complete)] or people

    def rank(known: Person) -> tuple[bool, date]:
        held = known.at(day)
        return held.office in LEADING, held.start or date.min

    return max(serving, key=rank, default=None)


# --- offices


def _title(page: Page, whom: Sequence[str], office: str, item: Item) -> str:
    """Of the meanings of a title that which the state has: a Mexican "canciller" is the
    foreign minister, a German one the chancellor."""
    others = {s.target.partition("@")[0] for s in item.senses} - {office}
    if not others or not whom:
        return office
    if office in AMBIGUOUS and not page.directory.people.has(whom[0], office):
        return min(others)
    return office


def _offices(page: Page, phrase: Phrase, office: str, whom: tuple[str, ...]) -> Iterator[Mention]:
    name = _name(page, phrase) if len(whom) == 1 else None
    kind = page.directory.offices[office].kind
    end = phrase.end
    if phrase.name is not None and (name is None or kind != "person"):
        end, name = phrase.name[0], None
    if phrase.person is not None and name is None:
        end = phrase.person.start if phrase.person.start > phrase.start else end
    former = kind == "person" and is_former(page, phrase)
    found = [page.holder(w, office) if name is None and not former else None for w in whom]
    actors = tuple(
        holder or page.directory.officer(w, office, name)
        for w, holder in zip(whom, found, strict=True)
    )
    if former:
        actors = tuple(_as_former(actor) for actor in actors)
    rule = "office-holder" if any(found) else "former-office" if former else "office"
    mention = page.made(phrase.start, end, actors, Via.OFFICE, rule)
    if kind == "person":
        page.memory.last_office = office
    if len(actors) == 1:
        named, where = name is not None, page.sentence.index
        page.memory.held(office, actors[0], state_of(actors[0]), named, where)
        if kind == "person":
            page.saw(mention, None)
        if name is not None:
            _introduce(page, name, actors[0])
    yield mention


def _as_former(actor: Actor) -> Actor:
    """The same person or office, as one who was."""
    if actor.sector == FORMER or actor.office is None:
        return actor
    return replace(actor, sector=FORMER, office=f"former {actor.office}")


def _name(page: Page, phrase: Phrase) -> str | None:
    """The name behind an office, as the text writes it."""
    if phrase.name is None:
        return None
    first, last = phrase.name
    return " ".join(page.line.tokens[first:last])


def _introduce(page: Page, name: str, actor: Actor) -> None:
    """From now on the surname alone means this person."""
    surname = name.split()[-1]
    for form in page.words.surnames(surname) if len(surname) > 2 else ():
        known = page.words.senses(page.words.fold(form))
        if all(sense.kind == "surname" for sense in known):
            page.memory.people[form] = actor


def _again(page: Page, phrase: Phrase, office: str) -> Iterator[Mention]:
    """ "the minister", "das Ministerium": whom the text last gave that office."""
    owner = _owner(page, phrase)
    if owner is not None:
        yield from _offices(page, phrase, office, (owner,))
        return
    several: tuple[Actor, ...] = ()
    if _are_several(page, phrase, office):
        several = page.memory.several(page.sentence.index) or page.memory.couple
    if len(several) == BOTH:
        yield page.made(phrase.start, phrase.end, several, Via.COREFERENCE, "officers-again")
        return
    actor = page.memory.offices.get(office) if _can_refer(page, phrase, office) else None
    end = phrase.name[0] if phrase.name is not None else phrase.end
    if phrase.person is not None:
        end = phrase.office.end if phrase.office is not None else phrase.end
    if actor is not None:
        mention = page.made(phrase.start, end, (actor,), Via.COREFERENCE, "office-again")
        if page.directory.offices[office].kind == "person":
            page.saw(mention, None)
        yield mention
        return
    local = local_state(page, office) if phrase.name is None else None
    if local is not None:
        for found in _offices(page, phrase, office, (local,)):
            yield replace(found, rule="office-here")
        return
    yield from _unsaid(page, phrase, office, end)


def _unsaid(page: Page, phrase: Phrase, office: str, end: int) -> Iterator[Mention]:
    """An office of which the text has not said whose it is: by the word itself ("the Foreign
    Office"), or of where the sentence opens."""
    home = page.words.home.get(office)
    if home is not None:
        home = seated(page, phrase.end) or home
        holder = page.holder(home, office)
        actor = holder or page.directory.officer(home, office)
        yield page.made(phrase.start, end, (actor,), Via.OFFICE, "home-office")
        return
    there = opening_state(page) if _can_refer(page, phrase, office) else None
    if there is not None and phrase.office is not None and office not in MERE:
        yield from _there(page, phrase, _title(page, (there,), office, phrase.office), there)


def _there(page: Page, phrase: Phrase, office: str, state: str) -> Iterator[Mention]:
    """An officer of the state in whose capital a sentence opens; Poland has no chancellor."""
    if office not in AMBIGUOUS or page.directory.people.has(state, office):
        for found in _offices(page, phrase, office, (state,)):
            yield replace(found, rule="office-there")


def _are_several(page: Page, phrase: Phrase, office: str) -> bool:
    """ "*The presidents* discussed …": officers of whom no more is said, and no mere officials."""
    item, known = phrase.office, page.directory.offices[office]
    if item is None or known.kind != "person" or office in MERE or not item.plural:
        return False
    if phrase.name is not None or phrase.person is not None:
        return False
    article = page.word(item.start - 1)
    if any(sense.kind == "office" for sense in item.senses):
        return article in page.words.plural_articles  # "*Die* Minister", not "der Minister"
    return not page.words.articles or article in page.words.articles


def seated(page: Page, end: int) -> str | None:
    """The state in whose capital an office that ends there is said to be: "the Foreign Office *in
    Berlin*" is no British one."""
    if page.word(end) not in page.words.accredited:
        return None
    behind = (i for i in page.line.items if i.start == end + 1 and i.kind == "capital")
    return next((item.target for item in behind if item.target in page.directory.states), None)


def _owner(page: Page, phrase: Phrase) -> str | None:
    """The state or organisation of an office that is said to be "its"."""
    before = phrase.start - 1
    if page.word(before) not in page.words.its and not phrase.its:
        return None
    actor = page.memory.first(page.sentence.index, before)
    return None if actor is None else state_of(actor)


def _can_refer(page: Page, phrase: Phrase, office: str) -> bool:
    """Only one officer or body of the government, with an article where there are articles,
    and not "the president *of* the club"."""
    item = phrase.office
    known = page.directory.offices[office]
    if item is None or known.kind == "people" or known.sector in ("MIL", "CVL", "BUS", "JRN"):
        return False
    if known.kind == "person" and all(sense.kind == "offices" for sense in item.senses):
        return False
    articles = page.words.articles
    return page.word(item.end) not in page.words.joins and (
        not articles or page.word(item.start - 1) in articles
    )


def _rank(phrase: Phrase, item: Item) -> str:
    """The office; a "chief" of a ministry is its minister, of a state its leader."""
    office = item.target.partition("@")[0]
    if office != CHIEF:
        return office
    bodies = [phrase.body.target] if phrase.body is not None else []
    bodies += [s.target.partition("/")[2] for s in phrase.states if s.kind == "seat"]
    for body in filter(None, bodies):
        if body.endswith("_ministry"):
            return body.replace("_ministry", "_minister")
        if body not in RULING:
            return "commander" if body in FORCES else "official"
    international = any(whom.startswith("org:") for whom in phrase.whom)
    if international or not phrase.whom:
        return office
    return "leader" if item.end - item.start == 1 else "official"  # "French director general"


def _implied(office: Item) -> tuple[str, ...]:
    """The state that the word itself tells: "Bundeskanzler"."""
    return tuple(_coded(s.target.partition("@")[2]) for s in office.senses if "@" in s.target)[:1]


def _coded(place: str) -> str:
    return "org:EUR" if place == "EUR" else place
