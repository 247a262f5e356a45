"""The words of one language for actors: names.tsv and offices.yaml, by folded form."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import NamedTuple

import msgspec

from dragoman.lang import Language
from dragoman.model import LexiconError


class Pronouns(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Pronouns of the third person that can stand for a person, or for several.

    `him` are forms of "he" that are never a subject; `his` and `her` are possessives; `own` those
    that tell nothing about the owner ("sa", "свой"); `latter` is who was mentioned last; `it` are
    words for a state that was named before ("it", "the country"), `its` those that say of an office
    that it is that state's ("*its* foreign minister"); `neighbour` are those for the one other
    state of which the text speaks ("its *neighbour*").
    """

    he: tuple[str, ...]
    she: tuple[str, ...]
    they: tuple[str, ...]
    his: tuple[str, ...]
    her: tuple[str, ...]
    own: tuple[str, ...]
    him: tuple[str, ...] = ()
    it: tuple[str, ...] = ()
    latter: tuple[str, ...] = ()
    neighbour: tuple[str, ...] = ()
    its: tuple[str, ...] = ()


class Again(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Words that mean a party once the text has spoken of one of some ("the Alliance" of NATO).

    Attributes:
        means: whom: a state, or an organisation or a body of one by its id.
        after: codes of the parties of which one must have been mentioned before.
        kind: instead of both, a kind of states in kinds.tsv: the one of them that was mentioned.
        behind: articles of which one must stand before the word; none if that does not matter.
    """

    words: tuple[str, ...]
    means: str = ""
    after: tuple[str, ...] = ()
    kind: str = ""
    behind: tuple[str, ...] = ()


class OfficeWords(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """offices.yaml of a language; everything but `offices` is written out in all forms.

    Attributes:
        offices: lemmas by office id; names.tsv has their forms.
        implied: lemmas that say by themselves of which state they are, by that state.
        home: whose ministry a bare "МИД" is where the text does not say.
        modifiers: what may stand between a state and an office ("former", "acting").
        former: which of these say that the office is held no longer; `former_prefixes` likewise,
            before the office in one word ("ex-minister").
        name_endings: endings of a surname by case, so that one whom the text introduced is known
            again ("Тамм", "Таммом").
        titles: what before a surname makes sure that it is one ("Mr").
        joins: words between an office and its state ("of", "de la").
        genitives: endings of a state's name right behind an office that is its own, if a name must
            have one there ("Präsident Polens", but "warf der Präsident *Polen* vor").
        origins: words between a counterpart and the state that he comes from ("aus").
        beside: words before whoever one talks with ("with"), whom "he" behind them seldom means.
        accredited: words before the state to which an ambassador is sent.
        countries_before: whether "US president" needs no adjective.
        adjectives_after: whether an adjective stands behind its noun ("président *français*").
        nouns_capitalised: whether a capital says nothing about being a name.
        both, three, sides, bare_sides: "both" or "all three" + "countries", and phrases that need
            no "both"; `states` are which of the `sides` can only be states ("both *countries*").
        again: words that mean a party after it was mentioned.
        impersonal: words after a pronoun that show that it means nobody ("il faut").
        plural_articles: articles that show that a word means several officers ("*die* Minister").
        indefinite: articles that show that nobody in particular is meant ("*a* neighbour").
        counts: numerals and the like, which count one side of a list ("two Thai and *three* Lao
            banks").
        makers: words after an adjective that make it mean a product or a style ("-made", "food").
        nobody: phrases that hold a name and mean nobody in particular ("New Jersey", "the West").
        person_like: states' names that are also names of people.
        places: words that, after a name, make it one of a place or thing ("Paris Match").
    """

    offices: dict[str, tuple[str, ...]]
    implied: dict[str, tuple[str, ...]]
    home: dict[str, str]
    modifiers: tuple[str, ...]
    former: tuple[str, ...]
    former_prefixes: tuple[str, ...]
    name_endings: tuple[str, ...] = ()
    titles: tuple[str, ...]
    joins: tuple[str, ...]
    genitives: tuple[str, ...] = ()
    origins: tuple[str, ...]
    beside: tuple[str, ...]
    accredited: tuple[str, ...]
    countries_before: bool
    adjectives_after: bool = False
    nouns_capitalised: bool
    possessives: tuple[str, ...]
    conjunctions: tuple[str, ...]
    both: tuple[str, ...]
    three: tuple[str, ...]
    sides: tuple[str, ...]
    states: tuple[str, ...] = ()
    bare_sides: tuple[str, ...]
    pronouns: Pronouns
    again: tuple[Again, ...] = ()
    impersonal: tuple[str, ...]
    articles: tuple[str, ...]
    plural_articles: tuple[str, ...] = ()
    indefinite: tuple[str, ...] = ()
    counts: tuple[str, ...] = ()
    name_parts: tuple[str, ...]
    makers: tuple[str, ...]
    nobody: tuple[str, ...] = ()
    person_like: tuple[str, ...]
    places: tuple[str, ...]


class Sense(NamedTuple):
    """What a form can mean: a kind and its target; `written` tells which capitals it needs."""

    kind: str
    target: str
    written: str


class Added(NamedTuple):
    """What a project's own file changes in the words of a language.

    Attributes:
        senses: further names, their tokens separated by spaces.
        replaced: ids whose known names count no longer.
    """

    senses: tuple[Sense, ...] = ()
    replaced: frozenset[str] = frozenset()


SHORTEST_STEM = 2
CALLED = {"p": "person", "s": "surname"}


class Words:
    """Look-up of forms; made once for a language."""

    def __init__(
        self, language: Language, persons: frozenset[str], added: Added | None = None
    ) -> None:
        added = added or Added()
        self.persons = persons  # offices that one person holds
        self._replaced = added.replaced
        self.fold: Callable[[str], str] = language.profile.fold
        self.opening = frozenset(language.cues.words.places)
        cues = language.verb_cues
        self.saying = frozenset(form for form, groups in cues.items() if "saying" in groups)
        self.forms: dict[str, list[Sense]] = {}
        self.longest: dict[str, int] = {}
        self._names = self._read(language.folder / "names.tsv", set())
        self.given: set[str] = set()  # first words of full names
        self._people = self._read(language.folder / "people.tsv", self.given)
        for sense in added.senses:
            self._add(self.fold(sense.written), sense)
        words = _offices(language.folder / "offices.yaml")
        self.home = words.home
        self.countries_before = words.countries_before
        self.adjectives_after = words.adjectives_after
        self.nouns_capitalised = words.nouns_capitalised
        self.modifiers = self._set(words.modifiers)
        self.former = self._set(words.former)
        self.former_prefixes = words.former_prefixes
        self.name_endings = words.name_endings
        self.titles = self._set(words.titles)
        self.joins = self._set(words.joins)
        self.genitives = words.genitives
        self.origins = self._set(words.origins)
        self.beside = self._set(words.beside)
        self.accredited = self._set(words.accredited)
        self.possessives = self._set(words.possessives)
        self.conjunctions = self._set(words.conjunctions) | {","}
        self.impersonal = self._set(words.impersonal)
        self.articles = self._set(words.articles)
        self.plural_articles = self._set(words.plural_articles)
        self.indefinite = self._set(words.indefinite)
        self.states = self._set(words.states)
        self.counts = self._set(words.counts)
        self.name_parts = self._set(words.name_parts)
        self.makers = self._set(words.makers)
        self.person_like = self._set(words.person_like)
        self.places = self._set(words.places)
        self._references(words)

    def senses(self, form: str) -> list[Sense]:
        """What a folded form can mean; the tables are looked into only for forms that occur."""
        known = self.forms.get(form)
        named, called = self._names.pop(form, None), self._people.pop(form, None)
        if named is None and called is None:
            return known or []
        found = [*(_sense(written) for written in named.split("|"))] if named else []
        found += [_person(target, form) for target in called.split()] if called else []
        found = [*(s for s in found if s.target not in self._replaced), *(known or [])]
        self.forms[form] = found
        return found

    def surnames(self, surname: str) -> list[str]:
        """A surname in every case, from any of them.

        For a language without cases, that surname.
        """
        stem = surname
        for ending in sorted(self.name_endings, key=len, reverse=True):
            if surname.endswith(ending) and len(surname) > len(ending) + SHORTEST_STEM:
                stem = surname.removesuffix(ending)
                break
        return [surname, *(stem + ending for ending in ("", *self.name_endings))]

    def _read(self, path: Path, firsts: set[str]) -> dict[str, str]:
        """A table by folded form; forms of several words also lengthen the longest look-up, and
        their first words are collected."""
        try:
            lines = path.read_text("utf-8").splitlines()
            table: dict[str, str] = dict(line.split("\t") for line in lines if line[0] != "#")
        except (OSError, ValueError, IndexError) as error:
            raise LexiconError(f"{path}: {error}; run tools/names/build.py") from error
        longest = self.longest
        for form in table:
            if " " in form:
                size, first = form.count(" ") + 1, form[: form.index(" ")]
                firsts.add(first)
                if size > longest.get(first, 0):
                    longest[first] = size
        return table

    def begins(self, form: str) -> int:
        """How many words a known name may have that begins with a folded form; 0 if none does."""
        return self.longest.get(form) or int(
            form in self._names or form in self._people or form in self.forms
        )

    def _set(self, words: Iterable[str]) -> frozenset[str]:
        return frozenset(self.fold(word) for word in words)

    def _add(self, form: str, sense: Sense) -> None:
        known = self.forms.get(form)
        if known is not None:
            known.append(sense)
            return
        self.forms[form] = [sense]
        if " " in form:
            size, first = form.count(" ") + 1, form[: form.index(" ")]
            if size > self.longest.get(first, 0):
                self.longest[first] = size

    def _references(self, words: OfficeWords) -> None:
        for phrase in words.nobody:
            self._add(self.fold(phrase), Sense("nobody", "", phrase))
        for all_of in (*words.both, *words.three):
            count = "3" if all_of in words.three else "2"
            self._add(self.fold(all_of), Sense("both", count, all_of))
            for side in words.sides:
                meant = self.senses(self.fold(side))
                if any(s.kind == "offices" and s.target in self.persons for s in meant):
                    continue  # "the two leaders" are people
                phrase = f"{all_of} {side}"
                self._add(self.fold(phrase), Sense("sides", count, phrase))
        for phrase in words.bare_sides:
            self._add(self.fold(phrase), Sense("bare", "2", phrase))
        self.again = {again.means or again.kind: again for again in words.again}
        for called, again in self.again.items():
            for phrase in again.words:
                self._add(self.fold(phrase), Sense("again", called, phrase))
        self.its = self._set(words.pronouns.its)
        for whom, pronouns in msgspec.structs.asdict(words.pronouns).items():
            for word in pronouns if whom != "its" else ():
                self._add(self.fold(word), Sense("pronoun", whom, word.lower()))


def _sense(written: str) -> Sense:
    kind, target, form = written.split(" ", 2)
    return Sense(kind, target, form)


def _person(called: str, form: str) -> Sense:
    kind, _, target = called.partition(":")
    return Sense(CALLED[kind], target, form.title())


def _offices(path: Path) -> OfficeWords:
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=OfficeWords)
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror})") from error
    except msgspec.MsgspecError as error:
        raise LexiconError(f"{path}: {error}") from error
