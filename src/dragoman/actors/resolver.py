"""Finds mentions in the sentences of a document and says whom they mean."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from dragoman.actors import officers, references
from dragoman.actors.datelines import is_dateline
from dragoman.actors.directory import Directory
from dragoman.actors.items import Item, items
from dragoman.actors.page import Page
from dragoman.actors.phrases import QUOTES, Line, Phrase
from dragoman.actors.words import Added, Words
from dragoman.lang import Language
from dragoman.model import Mention, Sentence, Via

PLAIN = {
    "country": (Via.COUNTRY, "state"),
    "adjective": (Via.COUNTRY, "adjective"),
    "people": (Via.COUNTRY, "inhabitants"),
    "capital": (Via.SEAT, "capital"),
    "place": (Via.PLACE, "place"),
    "seat": (Via.SEAT, "seat"),
    "org": (Via.NAME, "organisation"),
    "group": (Via.NAME, "armed-group"),
    "media": (Via.NAME, "medium"),
}


class Resolver:
    """Finds mentions in documents of one language; make one and use it for many documents."""

    def __init__(
        self, language: Language, directory: Directory, added: Added | None = None
    ) -> None:
        persons = frozenset(o.id for o in directory.offices.values() if o.kind == "person")
        self.words = Words(language, persons, added)
        self.directory = directory

    def mentions(
        self, text: str, sentences: Sequence[Sentence], published: date | None
    ) -> tuple[tuple[Mention, ...], ...]:
        """Mentions of each sentence, in order of the text, not overlapping.

        Args:
            text: canonical text of the document, into which the tokens' offsets point.
            published: tells which office a person held at the time.
        """
        page = Page(self.words, self.directory, text, published)
        return tuple(tuple(_read(page, sentence)) for sentence in sentences)


def _read(page: Page, sentence: Sentence) -> Iterator[Mention]:
    tokens = [token.text for token in sentence.tokens]
    folded = [page.words.fold(token) for token in tokens]
    found = items(page.words, tokens, folded)
    if not found and not page.memory.people:
        return
    page.sentence = sentence
    page.line = Line(page.words, tokens, folded, found)
    place, listed = 0, list[Mention]()
    for phrase in page.line.phrases():
        if phrase.start < place:
            continue
        yield from _remembered(page, place, phrase.start)
        for mention in _mentions(page, phrase):
            if _is_place(page, mention):
                page.memory.visited, listed = mention.actors[0], []
            else:
                page.memory.note(mention)
                between = _between(page, listed, mention)
                listed = [*listed, mention] if between else [mention]
                if between.isalpha():
                    page.memory.join(listed)
            yield mention
        place = phrase.end
    yield from _remembered(page, place, len(tokens))


def _between(page: Page, listed: Sequence[Mention], mention: Mention) -> str:
    """The one comma or "and" between a mention and those listed before it; "" if there is none."""
    words = page.line.tokens[listed[-1].tokens[1] : mention.tokens[0]] if listed else []
    return words[0] if len(words) == 1 and words[0] in page.words.conjunctions else ""


def _remembered(page: Page, start: int, end: int) -> Iterator[Mention]:
    """Surnames of people whom the text itself introduced with an office."""
    if not page.memory.people:
        return
    for place in range(start, end):
        actor = page.memory.people.get(page.line.tokens[place])
        if actor is not None:
            mention = page.made(place, place + 1, (actor,), Via.NAME, "surname-again")
            page.saw(mention, None)
            page.memory.note(mention)
            yield mention


def _mentions(page: Page, phrase: Phrase) -> Iterator[Mention]:
    """What a phrase means; nothing if it cannot be told."""
    if phrase.several:
        yield from references.pair(page, phrase)
    elif phrase.office is not None:
        yield from officers.officer(page, phrase, phrase.office)
    elif phrase.person is not None:
        yield from officers.person(page, phrase, phrase.person)
    else:
        item = phrase.states[0]
        if item.kind in PLAIN:
            yield from _plain(page, phrase, item)
        elif item.kind in ("sides", "bare"):
            yield from references.pair(page, phrase)
        elif item.kind == "again":
            yield from references.again(page, phrase, item)
        elif item.kind == "pronoun":
            yield from references.pronoun(page, phrase, item)


def _plain(page: Page, phrase: Phrase, item: Item) -> Iterator[Mention]:
    """A state, its adjective, its seat; an organisation, group or medium."""
    words = page.words
    hyphen = page.line.followed_by_hyphen(phrase.end)
    # not "Norway *held* talks"
    made = item.kind == "adjective" and page.word(phrase.end) in words.makers
    if made or (hyphen and page.word(phrase.end + 1) in words.makers):
        return
    if item.kind in ("capital", "place") and _is_quoted(page, phrase):
        return
    if item.kind in ("country", "capital", "place") and _is_other(page, phrase):
        return
    via, rule = PLAIN[item.kind]
    tokens = page.sentence.tokens
    written = page.text[tokens[phrase.start].start : tokens[phrase.end - 1].end]
    actors = tuple(page.actor(_here(page, phrase, w), item.kind, written) for w in phrase.whom)
    vague = item.kind in ("adjective", "place") or item.part or hyphen
    if item.kind in ("capital", "place") and is_dateline(page, phrase.start, phrase.end):
        via, rule, vague = Via.PLACE, "dateline", True
    mention = page.made(phrase.start, phrase.end, actors, via, rule, vague)
    if rule == "dateline":
        page.memory.dateline = mention
    yield mention


def _here(page: Page, phrase: Phrase, whom: str) -> str:
    """Whom a seat means; a body of a state, said to be in another capital, is of that state: "the
    Foreign Office *in Berlin*"; one name of two seats is that of the other where only that is
    spoken of: "Belgium froze the aid, and Kigali cut ties with *Brussels*"."""
    item = phrase.states[0]
    if item.kind == "seat" and phrase.end == item.end and not _is_spoken_of(page, whom):
        others = (s.target for s in item.senses[1:] if s.kind in ("seat", "capital"))
        whom = next((other for other in others if _is_spoken_of(page, other)), whom)
    state, slash, body = whom.partition("/")
    whose = officers.seated(page, phrase.end) if slash and state in page.directory.states else None
    return f"{whose}/{body}" if whose else whom


def _is_spoken_of(page: Page, whom: str) -> bool:
    """Whether the text has spoken of a state, an organisation, or the state of a body."""
    return page.memory.counts[whom.removeprefix("org:").partition("/")[0]] > 0


def _is_quoted(page: Page, phrase: Phrase) -> bool:
    """ "«*Вашингтон*» обыграл …": a city in quotation marks is a club, a hotel, a ship."""
    around = {page.word(phrase.start - 1), page.word(phrase.end)}
    return around <= QUOTES


def _is_place(page: Page, mention: Mention) -> bool:
    """ "in Geneva": a capital behind a preposition of place is no party to refer back to."""
    before = page.word(mention.tokens[0] - 1)
    return mention.rule in ("capital", "seat") and before in page.words.accredited


def _is_other(page: Page, phrase: Phrase) -> bool:
    """A namesake: "Michael *Jordan*", "*Washington* Street"."""
    tokens = page.line.tokens
    if page.word(phrase.end) in page.words.places and tokens[phrase.end][0].isupper():
        return True
    before = phrase.start - 1
    doubtful = phrase.states[0].kind == "place" or page.word(phrase.start) in page.words.person_like
    if not doubtful or before < 1 or page.word(before) in page.words.articles:
        return False  # "« *La* Russie …": the article that begins a quotation
    token = tokens[before]
    known = any(i.start <= before < i.end for i in page.line.items)
    return (
        token[0].isupper()
        and token[1:2].islower()
        and not known
        and not page.words.nouns_capitalised
    )
