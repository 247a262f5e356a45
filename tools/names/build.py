"""Writes lang/<xx>/names.tsv from the tables in tools/names/, CLDR, holders.tsv and offices.yaml.

    python tools/names/build.py            writes the files
    python tools/names/build.py --check    fails if one of them is not what would be written

A line is kind, target, and all inflected forms separated by "|", their tokens by spaces.
Sources: names of states from Unicode CLDR (through Babel, Unicode licence); Russian and Ukrainian
inflection by pymorphy3 (MIT; OpenCorpora, VESUM dictionaries); all else written by hand.
"""

from __future__ import annotations

import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml
from babel import Locale
from babel.core import get_global

from dragoman.parse.tokens import Apostrophe, SegmentRules, tokens

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))  # so that tools/names is "names"

from names.inflect import (
    Forms,
    Slavic,
    english_noun,
    german_adjective,
    german_name,
    german_noun,
    romance_adjective,
    romance_noun,
    unique,
)

TABLES = Path(__file__).resolve().parent
ROOT = TABLES.parents[1]
DATA = ROOT / "src" / "dragoman" / "actors" / "data"
HEAD = "# Made by tools/names/build.py; do not edit.\n"
LANGUAGES = ("en", "de", "fr", "es", "ru", "uk")
SPELLED = ("en", "de", "fr", "es", "ru", "uk")
RULES = {
    "en": SegmentRules(apostrophe=Apostrophe.CLITIC, split_hyphens=True),
    "fr": SegmentRules(apostrophe=Apostrophe.ELISION),
}
OVERSEAS = {"XKX": "XK"}
Lines = dict[tuple[str, str], list[str]]


def rows(path: Path) -> Iterator[list[str]]:
    """Lines of a table as columns; comments and empty lines are left out."""
    for line in path.read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def territories(code: str) -> dict[str, str]:
    """CLDR's names of territories by ISO alpha-3."""
    alpha2 = {
        k: v[0] for k, v in get_global("territory_aliases").items() if len(k) == 3 and k.isalpha()
    }
    alpha2.update(OVERSEAS)
    names = Locale(code).territories
    return {iso: names[two] for iso, two in alpha2.items() if two in names}


class Words:
    """Collects the lines of one language."""

    def __init__(self, code: str) -> None:
        self.code = code
        self.column = LANGUAGES.index(code)
        self.slavic = Slavic(code) if code in ("ru", "uk") else None
        self.lines: Lines = defaultdict(list)
        self.rules = RULES.get(code, SegmentRules())

    def add(self, kind: str, target: str, forms: Iterable[str]) -> None:
        """Adds forms, each in every way in which it may be cut into tokens."""
        for form in forms:
            self.lines[kind, target].extend(self.cuts(form))

    def cuts(self, form: str) -> Iterator[str]:
        """A form as tokens separated by spaces; abbreviations with and without their point."""
        form = form.replace("’", "'").replace("ʼ", "'")
        whole = " ".join(t.text for t in tokens(form, 0, len(form), self.rules))
        yield whole
        if " ." in whole:
            yield whole.replace(" .", ".")
        if self.rules.split_hyphens and "-" in form:
            yield form

    def name(self, form: str) -> list[str]:
        """Inflected forms of a state's, place's or organisation's name."""
        if self.slavic is not None and not form.isascii():
            abbreviation = form.isupper() and " " not in form
            return [form] if abbreviation else unique([form, *self.slavic.phrase(form, True)[0]])
        if self.code == "de":
            return unique([form, *german_name(form)])
        if self.code == "fr" and form[:1] in "ÉÎ":
            return [form, {"É": "E", "Î": "I"}[form[0]] + form[1:]]
        return [form]

    def noun(self, lemma: str) -> Forms:
        """Singular and plural forms of an office or body."""
        if self.slavic is not None:
            return self.slavic.phrase(lemma)
        if self.code == "de":
            return german_noun(lemma)
        return english_noun(lemma) if self.code == "en" else romance_noun(lemma, self.code)

    def adjective(self, lemma: str) -> list[str]:
        """All forms of an adjective of a state."""
        if self.slavic is not None:
            return self.slavic.adjective(lemma)
        if self.code == "de":
            return german_adjective(lemma)
        return [lemma] if self.code == "en" else romance_adjective(lemma, self.code)

    # --- the tables

    def states(self) -> None:
        """States by name, adjective and capital."""
        cldr = territories(self.code)
        for row in rows(TABLES / "states.tsv"):
            row += [""] * (13 - len(row))
            iso, adjectives, capitals = (
                row[0],
                row[1 + self.column_of_states()],
                row[7 + self.column_of_states()],
            )
            if iso in cldr:
                for name in re.split(r"\s*[()]\s*", cldr[iso]):
                    self.add("country", iso, self.name(name) if name else [])
            for adjective in filter(None, adjectives.split(",")):
                self.add("adjective", iso, self.adjective(adjective))
            for capital in filter(None, (row[7] if capitals == "=" else capitals).split(",")):
                self.add("capital", iso, self.name(capital))
        for iso, code, names in rows(TABLES / "variants.tsv"):
            if code == self.code and iso == "*":
                for row in rows(TABLES / "states.tsv"):
                    if " " not in cldr.get(row[0], " "):
                        for name in names.split("|"):
                            self.add("country", row[0], self.name(name.format(cldr[row[0]])))
            elif code == self.code:
                for name in names.split("|"):
                    self.add("country", iso, self.name(name))
        for row in rows(TABLES / "people.tsv"):
            if row[1] == self.code:
                self.add(
                    "people", row[0], [f for lemma in row[2].split("|") for f in self.people(lemma)]
                )
        for row in rows(TABLES / "prefixes.tsv"):
            if row[1] == self.code:
                self.add("prefix", row[0], row[2].split("|"))

    def people(self, lemma: str) -> list[str]:
        """Forms of a word for inhabitants; in the Slavic languages all cases of the plural."""
        if self.slavic is None:
            return [lemma]
        singular, plural = self.slavic.phrase(lemma)
        return plural or singular

    def column_of_states(self) -> int:
        """The tables of states have the order en de fr es ru uk."""
        return ("en", "de", "fr", "es", "ru", "uk").index(self.code)

    def bodies(self) -> None:
        """Seats, organisations, groups and media."""
        column = self.column_of_states()
        for row in rows(TABLES / "seats.tsv"):
            for name in filter(None, row[1 + column].split("|")):
                self.add("seat", row[0], self.name(name))
        for row in rows(TABLES / "organisations.tsv"):
            kind = row[0].partition(":")[0]
            for name in filter(None, (row[4:] + [""] * 6)[column].split("|")):
                forms = self.name(name)
                if (
                    kind == "group"
                    and self.slavic is not None
                    and " " not in name
                    and not name.isupper()
                ):
                    forms = unique([*forms, *self.slavic.phrase(name)[1]])
                self.add(kind, row[0], forms)

    def offices(self) -> None:
        """Offices and bodies, the plural apart; "id@RUS" where the word implies the state."""
        path = ROOT / "src" / "dragoman" / "lang" / self.code / "offices.yaml"
        words = yaml.safe_load(path.read_text("utf-8"))
        implied = {word: iso for iso, group in words["implied"].items() for word in group}
        for office, lemmas in words["offices"].items():
            for lemma in lemmas:
                target = f"{office}@{implied[lemma]}" if lemma in implied else office
                singular, plural = self.noun(str(lemma))
                self.add("office", target, [str(lemma), *singular])
                self.add("offices", target, plural)

    def holders(self) -> None:
        """Persons by full name and by surname."""
        column = SPELLED.index(self.code)
        for row in rows(ROOT / "src" / "dragoman" / "actors" / "data" / "holders.tsv"):
            if len(row) < 12:
                continue
            written = row[6] if row[6 + column] == "=" else row[6 + column]
            if written:
                self.person(row[0], written, "f" in row[5])

    def person(self, person: str, written: str, woman: bool) -> None:
        """All forms of a person's name: "!Xi Jinping", "Volodymyr Zelensky/Zelenskyy"."""
        surname_first = written.startswith("!")
        parts = written.removeprefix("!").split(" ")
        first, last = [p.replace("~", " ").split("/") for p in (parts[0], " ".join(parts[1:]))]
        given, surnames = (last, first) if surname_first else (first, last)
        for surname in surnames:
            cases = self.declined(surname, woman, False)
            self.add("surname", person, unique(cases))
            for name in given:
                names = self.declined(name, woman, True)
                if surname_first:
                    names = [name] * len(cases) if woman or name[-1] not in "нй" else names
                    pairs = [(surname, n) for n in names]
                elif self.slavic is None:
                    pairs = [(names[0], s) for s in cases]
                else:
                    pairs = list(zip(names, cases, strict=True))
                self.add("person", person, unique(f"{a} {b}" for a, b in pairs))

    def declined(self, word: str, woman: bool, given: bool) -> list[str]:
        """The six cases of a part of a name in Slavic languages; the genitive in German."""
        if self.slavic is not None:
            *before, last = word.split(" ")
            return [" ".join([*before, f]) for f in self.slavic.person(last, woman, given)]
        return german_name(word) if self.code == "de" and not given else [word]

    def text(self) -> str:
        """The lines, sorted."""
        found = [
            f"{kind}\t{target}\t{'|'.join(sorted(set(forms)))}"
            for (kind, target), forms in sorted(self.lines.items())
            if forms
        ]
        return HEAD + "\n".join(found) + "\n"


def made(code: str) -> str:
    """What names.tsv of a language must hold."""
    words = Words(code)
    words.states()
    words.bodies()
    words.offices()
    words.holders()
    return words.text()


def states() -> str:
    """What actors/data/states.tsv must hold: ISO code and English name."""
    names = territories("en")
    found = {row[0]: re.split(r" \(", names[row[0]])[0] for row in rows(TABLES / "states.tsv")}
    return HEAD + "".join(f"{iso}\t{found[iso]}\n" for iso in sorted(found))


def organisations() -> str:
    """What actors/data/organisations.tsv must hold: id, country, sector, English name."""
    found = [
        [row[0], row[1].strip("-"), row[2], row[3]] for row in rows(TABLES / "organisations.tsv")
    ]
    return HEAD + "".join("\t".join(row) + "\n" for row in sorted(found))


def check_or_write(argv: list[str]) -> int:
    """Writes every file, or says which are not current."""
    stale = []
    lang = ROOT / "src" / "dragoman" / "lang"
    outputs = [(DATA / "states.tsv", states()), (DATA / "organisations.tsv", organisations())]
    outputs += [(lang / code / "names.tsv", made(code)) for code in LANGUAGES]
    for path, text in outputs:
        if "--check" in argv:
            if not path.exists() or path.read_text("utf-8") != text:
                stale.append(str(path))
        else:
            path.write_text(text, "utf-8")
    for path_name in stale:
        sys.stderr.write(f"{path_name} is not current: run python tools/names/build.py\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(check_or_write(sys.argv[1:]))
