"""Finds mentions in the sentences of a document and says whom they mean."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dragoman.actors.directory import Directory
from dragoman.actors.groups import GIVEN, Group, groups
from dragoman.actors.lexicon import Kind, NameLexicon
from dragoman.actors.memory import Memory
from dragoman.lang import Language
from dragoman.model import Actor, Mention, Sentence, Span, Via

LONGEST_NAME = 3  # capitalised tokens behind an office that are taken for a name


class Resolver:
    """Finds mentions in documents of one language; make one and use it for many documents."""

    def __init__(self, language: Language, directory: Directory) -> None:
        self._fold = language.profile.fold
        self._lexicon = NameLexicon(language)
        self._directory = directory
        self._given = frozenset(
            name[:GIVEN] for person in directory.people.values() for name in person.given
        )

    def mentions(
        self, text: str, sentences: Sequence[Sentence], published: date | None
    ) -> tuple[tuple[Mention, ...], ...]:
        """Mentions of each sentence, in order of the text, not overlapping.

        Args:
            published: tells which office a person held at the time.
        """
        memory = Memory()
        return tuple(
            tuple(_Sentence(self, text, sentence, published, memory).mentions())
            for sentence in sentences
        )


class _Sentence:
    """The search of one sentence; `memory` is that of the document."""

    __slots__ = (
        "_directory",
        "_fold",
        "_given",
        "_lexicon",
        "_memory",
        "_published",
        "_sentence",
        "_text",
    )

    def __init__(
        self,
        resolver: Resolver,
        text: str,
        sentence: Sentence,
        published: date | None,
        memory: Memory,
    ) -> None:
        self._lexicon = resolver._lexicon
        self._directory = resolver._directory
        self._given = resolver._given
        self._fold = resolver._fold
        self._text = text
        self._sentence = sentence
        self._published = published
        self._memory = memory

    def mentions(self) -> list[Mention]:
        tokens = [token.text for token in self._sentence.tokens]
        atoms = self._lexicon.atoms(tokens)
        if not atoms and not self._memory.names:
            return []
        folded = [self._fold(token) for token in tokens]
        found: list[Mention] = []
        place = 0
        for group in groups(atoms, folded, self._lexicon.linkers, self._given):
            self._remembered(found, tokens, place, group.start)
            mention = self._mention(group, tokens, folded, found)
            if mention is not None:
                self._keep(found, mention)
            place = max(place, mention.tokens[1] if mention is not None else group.end)
        self._remembered(found, tokens, place, len(tokens))
        return found

    def _keep(self, found: list[Mention], mention: Mention) -> None:
        found.append(mention)
        self._memory.note(mention)

    def _remembered(self, found: list[Mention], tokens: list[str], start: int, end: int) -> None:
        """Surnames of people whom an earlier mention introduced with their office."""
        for place in range(start, end):
            actor = self._memory.names.get(tokens[place])
            if actor is not None:
                self._keep(found, self._made(place, place + 1, (actor,), Via.NAME, "surname"))

    def _made(
        self,
        start: int,
        end: int,
        actors: tuple[Actor, ...],
        via: Via,
        rule: str,
        vague: bool = False,
    ) -> Mention:
        tokens = self._sentence.tokens
        span = Span.of(self._text, tokens[start].start, tokens[end - 1].end)
        return Mention(span, self._sentence.index, (start, end), actors, via, rule, vague)

    def _mention(
        self, group: Group, tokens: list[str], folded: list[str], found: list[Mention]
    ) -> Mention | None:
        """What a group of names means, None if nobody."""
        start, end = group.start, group.end
        if group.person is not None:
            return self._person(group, tokens, folded)
        if group.countries and group.office is not None:
            actors = tuple(self._officer(c, group.office) for c in group.countries)
            end, name = self._named(tokens, folded, end, group)
            if name is not None and len(actors) == 1:
                actors = (self._introduced(actors[0], name),)
            return self._made(start, end, actors, Via.OFFICE, "office")
        if group.countries and group.counterpart:
            actors = tuple(self._counterpart(c) for c in group.countries)
            return self._made(start, end, actors, Via.COREFERENCE, "counterpart")
        if group.countries and group.people:
            actors = tuple(self._people(c) for c in group.countries)
            return self._made(start, end, actors, Via.COUNTRY, "people")
        if group.names:
            return self._plain(group)
        return self._reference(group, found)

    def _plain(self, group: Group) -> Mention:
        """States, seats, organisations, armed groups and media by their own names."""
        meaning = group.names[0].meaning
        rules = {
            Kind.ADJECTIVE: (Via.COUNTRY, "adjective"),
            Kind.COUNTRY: (Via.COUNTRY, "state"),
            Kind.SEAT: (Via.SEAT, "seat"),
            Kind.ORGANISATION: (Via.NAME, "organisation"),
            Kind.GROUP: (Via.NAME, "armed-group"),
            Kind.MEDIA: (Via.NAME, "medium"),
        }
        via, rule = rules[meaning.kind]
        actors = tuple(self._actor(atom.meaning.whom, atom.meaning) for atom in group.names[:1])
        vague = meaning.kind is Kind.ADJECTIVE
        return self._made(group.start, group.end, actors, via, rule, vague)

    def _actor(self, whom: str, meaning: object) -> Actor:
        kind = getattr(meaning, "kind", None)
        sector = getattr(meaning, "sector", "") or None
        name = getattr(meaning, "name", "")
        if kind is Kind.ORGANISATION or (kind is Kind.ADJECTIVE and sector == "IGO"):
            return Actor(f"org:{whom}", name or whom, None, sector or "IGO")
        if kind is Kind.MEDIA:
            return Actor("media", name or "media", None, "MED")
        if kind is Kind.GROUP:
            country = whom.partition("/")[0] if "/" in whom else None
            return Actor(f"group:{whom.rpartition('/')[2]}", name, country, sector or "REB")
        country = whom.partition("/")[0]
        if "/" in whom:
            return Actor(whom, name, country, sector)
        state = self._directory.states.get(country, country)
        return Actor(country, state, country, "GOV" if kind is Kind.SEAT else None)

    def _officer(self, country: str, office: str) -> Actor:
        known = self._directory.offices[office]
        if country.startswith("org:"):
            body = self._organisation(country)
            return Actor(f"{country}/{office}", f"{body}: {known.name}", None, "IGO", known.name)
        state = self._directory.states.get(country, country)
        return Actor(
            f"{country}/{office}", f"{state}: {known.name}", country, known.sector, known.name
        )

    def _organisation(self, identity: str) -> str:
        return self._directory.organisations.get(identity.removeprefix("org:"), identity)

    def _people(self, country: str) -> Actor:
        if country.startswith("org:"):
            return Actor(country, self._organisation(country), None, "IGO")
        state = self._directory.states.get(country, country)
        return Actor(f"{country}/people", f"{state}: people", country, "CVL")

    def _counterpart(self, country: str) -> Actor:
        office = self._memory.office
        return self._officer(country, office if office is not None else "official")

    def _introduced(self, actor: Actor, name: str) -> Actor:
        """A person whom we do not know, by the office the text gives them."""
        surname = name.split()[-1]
        identity = "person:" + name.lower().replace(" ", "_")
        person = Actor(identity, name, actor.country, actor.sector, actor.office)
        if actor.country is not None and len(surname) > LONGEST_NAME:
            self._memory.names[surname] = person
        return person if actor.country is not None else actor

    def _named(
        self, tokens: list[str], folded: list[str], end: int, group: Group
    ) -> tuple[int, str | None]:
        """The capitalised tokens behind an office: a name that no list of ours has."""
        last = end
        while (
            last < len(tokens)
            and last - end < LONGEST_NAME
            and tokens[last][0].isupper()
            and tokens[last][1:2].islower()
            and tokens[last].replace("-", "").isalpha()
        ):
            last += 1
        found = tokens[end:last]
        if not len(found) > 1 or group.office not in PERSONAL:
            return end, None
        return last, " ".join(found)

    def _person(self, group: Group, tokens: list[str], folded: list[str]) -> Mention | None:
        assert group.person is not None
        person = self._directory.people[group.person.meaning.whom]
        start, end = group.start, group.end
        before = group.person.start - 1
        given = before >= 0 and folded[before] in person.given
        if given and group.start == group.person.start:
            start = before
            while start > 0 and folded[start - 1] in person.given:
                start -= 1
        known = given or group.office is not None or group.person.end - group.person.start > 1
        if person.ambiguous and not known and person.name not in self._memory.people:
            return None
        held = person.at(self._published)
        place = held.country
        country = None if place.startswith("org:") else place
        office = self._directory.offices[held.office]
        identity = "person:" + person.name.lower().replace(" ", "_")
        if country is None:
            identity = f"{place}/{held.office}"
        sector = office.sector if country is not None else "IGO"
        name = person.name
        if country is None:
            name = f"{person.name} ({self._organisation(place)})"
        actor = Actor(identity, name, country, sector, office.name)
        self._memory.people.add(person.name)
        return self._made(start, end, (actor,), Via.NAME, "holder")

    def _reference(self, group: Group, found: list[Mention]) -> Mention | None:
        """Words that refer back: an office alone, "both sides", a pronoun."""
        if group.pair:
            actors = self._memory.pair()
            if len(actors) == 2:
                return self._made(group.start, group.end, actors, Via.COREFERENCE, "pair")
            return None
        actor = None
        rule = "pronoun"
        if group.pronoun:
            actor = self._memory.last_person()
        elif group.office is not None:
            actor, rule = self._memory.holder(group.office), "office-again"
        if actor is None:
            return None
        return self._made(group.start, group.end, (actor,), Via.COREFERENCE, rule)


PERSONAL = frozenset(
    {
        "head_of_state",
        "head_of_government",
        "president",
        "leader",
        "foreign_minister",
        "defence_minister",
        "interior_minister",
        "finance_minister",
        "minister",
        "deputy_minister",
        "official",
        "spokesperson",
        "ambassador",
        "envoy",
        "negotiator",
        "diplomat",
        "lawmaker",
        "prosecutor",
        "secretary_general",
        "commissioner",
        "opposition",
    }
)
