"""Writes lang/<xx>/names.tsv and people.tsv from tables, CLDR, holders/*.tsv and offices.yaml.

    python tools/names/build.py            writes the files
    python tools/names/build.py --check    fails if one of them is not what would be written
    python tools/names/build.py --only de  the files of one language

A line of either is an inflected form, folded as the language folds, its tokens separated by
spaces, and whom it means: in names.tsv kind, target and the form as written, senses parted by "|".
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
from names.transcribe import from_russian, from_ukrainian, into_ukrainian

from dragoman.lang import profile_of

TABLES = Path(__file__).resolve().parent
ROOT = TABLES.parents[1]
DATA = ROOT / "src" / "dragoman" / "actors" / "data"
HEAD = "# Made by tools/names/build.py; do not edit.\n"
PEOPLE_HEAD = (
    HEAD + "# Folded form, then the ids whom it means: p: by full name, s: by surname alone.\n"
)
NAMES_HEAD = HEAD + "# Folded form, then its senses: kind, target, the form as written.\n"
STATES_HEAD = "# code\tname\tCOW\tFIPS\tsovereign\tmark\tfrom\tto\n"
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
        self.called: dict[str, list[str]] = {}
        self.fold = profile_of(code).fold
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
        for row in rows(TABLES / "territories.tsv"):
            if len(row) < 6 and row[0] in cldr:
                self.add("country", row[0], self.name(re.split(r" \(", cldr[row[0]])[0]))
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

    def places(self) -> None:
        """Cities and regions, each with the state to which it belongs."""
        for row in rows(TABLES / "places.tsv"):
            written = (row + [""] * 7)[1:7]
            cell = written[self.column]
            if not cell:
                cell = into_ukrainian(written[4]) if self.code == "uk" else written[0]
            for name in cell.split("|") if cell != "-" else ():
                self.add("place", row[0], self.name(name))

    def people(self, lemma: str) -> list[str]:
        """Forms of a word for inhabitants, in the Slavic languages in all cases."""
        if self.slavic is None:
            return [lemma]
        singular, plural = self.slavic.phrase(lemma)
        return unique([*singular, *plural])

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
        for path in sorted((DATA / "holders").glob("*.tsv")):
            for row in rows(path):
                spelled = (row + [""] * 13)[7:13]
                if any(spelled):
                    self.person(row[0], self.spelling(spelled, row[2]), "f" in row[6])

    def spelling(self, spelled: list[str], country: str) -> str:
        """How the press of the language writes a name: by hand, as in English, or by rule."""
        own, english, russian, ukrainian = spelled[self.column], spelled[0], *spelled[4:]
        if own:
            return english if own == "=" else own
        if self.code == "uk":
            return into_ukrainian(russian)
        if country == "UKR" and ukrainian:
            return from_ukrainian(ukrainian, self.code)
        return from_russian(russian, self.code)

    def person(self, person: str, written: str, woman: bool) -> None:
        """All forms of a person's name: "!Xi Jinping", "Volodymyr Zelensky/Zelenskyy"."""
        surname_first = written.startswith("!")
        parts = written.removeprefix("!").split(" ")
        first, last = [p.replace("~", " ").split("/") for p in (parts[0], " ".join(parts[1:]))]
        if last == [""]:  # one name alone, and that by which he is called
            for name in first:
                self.call(f"s:{person}", unique(self.declined(name, woman, True)))
            return
        given, surnames = (last, first) if surname_first else (first, last)
        for surname in surnames:
            cases = self.declined(surname, woman, False)
            self.call(f"s:{person}", cases)
            for name in given:
                names = self.declined(name, woman, True)
                if surname_first:
                    names = [name] * len(cases) if woman or name[-1] not in "нй" else names
                    pairs = [(surname, n) for n in names]
                elif self.slavic is None:
                    pairs = [(names[0], s) for s in cases]
                else:
                    pairs = list(zip(names, cases, strict=True))
                self.call(f"p:{person}", (f"{a} {b}" for a, b in pairs))

    def call(self, target: str, forms: Iterable[str]) -> None:
        """Adds forms of a person's name."""
        for form in forms:
            for cut in self.cuts(form):
                whom = self.called.setdefault(self.fold(cut), [])
                if target not in whom:
                    whom.append(target)

    def declined(self, word: str, woman: bool, given: bool) -> list[str]:
        """The six cases of a part of a name in Slavic languages; the genitive in German."""
        if self.slavic is not None:
            *before, last = word.split(" ")
            return [" ".join([*before, f]) for f in self.slavic.person(last, woman, given)]
        return german_name(word) if self.code == "de" and not given else [word]

    def text(self) -> str:
        """The lines of names.tsv, sorted."""
        senses: dict[str, set[str]] = defaultdict(set)
        for (kind, target), forms in self.lines.items():
            for form in forms:
                senses[self.fold(form)].add(f"{kind} {target} {form}")
        return NAMES_HEAD + "".join(
            f"{form}\t{'|'.join(sorted(meant))}\n" for form, meant in sorted(senses.items())
        )

    def people_text(self) -> str:
        """The lines of people.tsv, sorted."""
        lines = (
            f"{form}\t{' '.join(sorted(whom))}\n" for form, whom in sorted(self.called.items())
        )
        return PEOPLE_HEAD + "".join(lines)


def made(code: str) -> tuple[str, str]:
    """What names.tsv and people.tsv of a language must hold."""
    words = Words(code)
    words.states()
    words.places()
    words.bodies()
    words.offices()
    words.holders()
    return words.text(), words.people_text()


def states() -> str:
    """What actors/data/states.tsv must hold: code, English name, COW and FIPS codes, the
    sovereign and the mark of what is no state, first and last day of what was one."""
    names = territories("en")
    codes = {row[0]: row[1:3] for row in rows(TABLES / "codes.tsv")}
    places = [row[0:1] for row in rows(TABLES / "states.tsv")] + list(
        rows(TABLES / "territories.tsv")
    )
    found = []
    for row in places:
        iso, sovereign, mark, first, last, name = (row + [""] * 6)[:6]
        name = name or re.split(r" \(", names[iso])[0]
        found.append([iso, name, *codes.get(iso, ["", ""]), sovereign, mark, first, last])
    return HEAD + STATES_HEAD + "".join("\t".join(row).rstrip() + "\n" for row in sorted(found))


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
    only = argv[argv.index("--only") + 1 :] if "--only" in argv else LANGUAGES
    for code in only:
        names, people = made(code)
        outputs += [(lang / code / "names.tsv", names), (lang / code / "people.tsv", people)]
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
