"""Writes lang/<xx>/names.tsv: every form by which states, seats, bodies and people are named.

    python tools/names/build.py [--check] [xx …]

Names of states come from CLDR (Babel); adjectives, capitals, organisations, offices and holders
from the tables beside this file and in actors/data, written by hand. Inflection: pymorphy3 for
Russian and Ukrainian, rules for the others (they err on the side of forms that do not exist,
which match nothing).
"""

from __future__ import annotations

import argparse
import csv
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import yaml
from babel import Locale

HERE = Path(__file__).parent
ROOT = HERE.parents[1]
LANG = ROOT / "src/dragoman/lang"
DATA = ROOT / "src/dragoman/actors/data"
LANGUAGES = ("en", "de", "fr", "es", "ru", "uk")
ADJECTIVE = {"en": 1, "de": 2, "fr": 3, "es": 4, "ru": 5, "uk": 6}
CAPITAL = {"en": 7, "de": 8, "fr": 9, "es": 10, "ru": 11, "uk": 12}
OTHER = {"en": 4, "de": 5, "fr": 6, "es": 7, "ru": 8, "uk": 9}
CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
EXTRA_STATES = {"PS": "PSE", "TW": "TWN", "XK": "XKX", "HK": "HKG"}
Row = tuple[str, str, tuple[str, ...]]
Inflect = Callable[[str], set[str]]


def table(path: Path) -> list[list[str]]:
    """Rows of a tab-separated file without its comments."""
    lines = path.read_text("utf-8").splitlines()
    return [line.split("\t") for line in lines if line and not line.startswith("#")]


def isos() -> dict[str, str]:
    """alpha-2 -> alpha-3."""
    with (ROOT / "tools/names/iso.tsv").open(encoding="utf-8") as file:
        found = dict(csv.reader(file, delimiter="\t"))
    return found | EXTRA_STATES


class Slavic:
    """Inflection by pymorphy3."""

    def __init__(self, code: str) -> None:
        import pymorphy3

        self.analyser = pymorphy3.MorphAnalyzer(lang=code)

    def adjective(self, word: str) -> set[str]:
        parse = self.analyser.parse(word)[0]
        return {word, *(form.word for form in parse.lexeme)}

    def name(self, phrase: str) -> set[str]:
        """A name in all cases; each word of it is inflected on its own in the same case."""
        words = phrase.split(" ")
        found = {phrase}
        for case in CASES:
            forms = [self._in_case(word, case) for word in words]
            found.add(" ".join(forms))
        return found

    def head_first(self, phrase: str) -> set[str]:
        """An office: adjectives before the first noun and that noun inflect, the rest stays."""
        words = phrase.split(" ")
        parses = [self._best(word) for word in words]
        noun = next((i for i, p in enumerate(parses) if p.tag.POS == "NOUN"), 0)
        found = {phrase}
        for number in ("sing", "plur"):
            for case in CASES:
                front = [
                    self._inflected(parse, word, {case, number})
                    for parse, word in zip(parses[: noun + 1], words[: noun + 1], strict=True)
                ]
                found.add(" ".join([*front, *words[noun + 1 :]]))
        return found

    def _best(self, word: str) -> Any:
        parses = self.analyser.parse(word)
        nominal = [p for p in parses if p.tag.POS in ("NOUN", "ADJF") and "nomn" in p.tag]
        return nominal[0] if nominal else parses[0]

    def _in_case(self, word: str, case: str) -> str:
        if word.isupper() or not word[0].isalpha():
            return word
        return self._inflected(self._best(word), word, {case})

    def _inflected(self, parse: Any, word: str, tags: set[str]) -> str:
        form = parse.inflect(tags)
        return form.word if form is not None else word


def german_adjective(stem: str) -> set[str]:
    return {stem, *(stem + ending for ending in ("e", "en", "er", "es", "em"))}


def french_adjective(word: str) -> set[str]:
    special = {"turc": "turque", "grec": "grecque"}
    if word in special:
        feminine = special[word]
    elif word.endswith("e") or word.endswith("è"):
        feminine = word
    elif word.endswith("ien") or word.endswith("éen") or word.endswith("on"):
        feminine = word + "ne"
    else:
        feminine = word + "e"
    plural = word if word.endswith("s") else word + "s"
    return {word, plural, feminine, feminine + "s"}


def spanish_adjective(word: str) -> set[str]:
    if word.endswith("o"):
        stem = word[:-1]
        return {stem + ending for ending in ("o", "a", "os", "as")}
    if word.endswith(("és", "án", "ín", "ón")):
        stem = word[:-2] + {"é": "e", "á": "a", "í": "i", "ó": "o"}[word[-2]] + word[-1]
        return {word, stem + "a", stem + "es", stem + "as"}
    if word.endswith("ol"):
        return {word, word + "a", word + "es", word + "as"}
    if word.endswith("í"):
        return {word, word + "es", word + "s"}
    return {word, word + "s", word + "es"}


def english_adjective(word: str) -> set[str]:
    return {word, word + "s"}


def plain(word: str) -> set[str]:
    return {word}


def genitive(word: str) -> set[str]:
    """German names take -s in the genitive."""
    return {word} if word[-1] in "sxzß" else {word, word + "s"}


def office_en(phrase: str) -> set[str]:
    words = phrase.split(" ")
    last = words[-1]
    plural = last[:-1] + "ies" if last.endswith("y") else last + "s"
    return {phrase, " ".join([*words[:-1], plural])}


def office_de(phrase: str) -> set[str]:
    endings = ["s", "es", "n", "en", "in", "innen", "e"]
    if phrase.endswith("in"):
        endings = ["nen"]
    umlaut = {phrase.replace("schaft", "schaften")}
    return {phrase, *umlaut, *(phrase + e for e in endings)}


def office_romance(phrase: str) -> set[str]:
    head, _, rest = phrase.partition(" ")
    plurals = {head + "s", head + "es", head[:-1] + "ux" if head.endswith("al") else head + "x"}
    return {phrase, *(f"{p} {rest}".strip() for p in plurals)}


def rows(code: str) -> Iterator[Row]:
    """All rows of a language's names.tsv."""
    slavic = Slavic(code) if code in ("ru", "uk") else None
    name: Inflect = slavic.name if slavic else (genitive if code == "de" else plain)
    adjective = slavic.adjective if slavic else ADJECTIVES[code]
    office = slavic.head_first if slavic else OFFICES[code]
    yield from _countries(code, name)
    for row in table(HERE / "states.tsv"):
        row += [""] * (13 - len(row))
        if row[ADJECTIVE[code]]:
            forms = {f for word in row[ADJECTIVE[code]].split(",") for f in adjective(word)}
            yield "adjective", row[0], tuple(sorted(forms))
        capital = row[CAPITAL["en"]] if row[CAPITAL[code]] == "=" else row[CAPITAL[code]]
        if capital:
            forms = {f for word in capital.split(",") for f in name(word)}
            yield "seat", row[0], tuple(sorted(forms))
    for row in table(HERE / "others.tsv"):
        row += [""] * (10 - len(row))
        if row[OTHER[code]]:
            forms = {f for word in row[OTHER[code]].split(",") for f in name(word)}
            yield row[1], f"{row[0]}|{row[2]}|{row[3]}", tuple(sorted(forms))
    yield from _people(code, name)
    words = yaml.safe_load((LANG / code / "offices.yaml").read_text("utf-8"))
    for identity, phrases in words["offices"].items():
        forms = {f for phrase in phrases for f in office(phrase)}
        yield "office", identity, tuple(sorted(forms))
    for kind in ("people", "counterpart"):
        forms = {f for phrase in words[kind] for f in office(phrase)}
        yield kind, kind, tuple(sorted(forms))


def _countries(code: str, name: Inflect) -> Iterator[Row]:
    territories = Locale(code).territories
    for two, three in sorted(isos().items(), key=lambda pair: pair[1]):
        if two in territories:
            full = territories[two].replace(" (", "(").partition("(")[0]
            yield "country", three, tuple(sorted(name(full)))


def _people(code: str, name: Inflect) -> Iterator[Row]:
    column = {"ru": 6, "uk": 7}.get(code, 5)
    seen: set[str] = set()
    for row in table(DATA / "holders.tsv"):
        row += [""] * (10 - len(row))
        if row[0] in seen or not row[column]:
            continue
        seen.add(row[0])
        forms = {f for word in row[column].split(",") for f in name(word)}
        yield "person", row[0], tuple(sorted(forms))


ADJECTIVES: dict[str, Inflect] = {
    "en": english_adjective,
    "de": german_adjective,
    "fr": french_adjective,
    "es": spanish_adjective,
}
OFFICES: dict[str, Inflect] = {
    "en": office_en,
    "de": office_de,
    "fr": office_romance,
    "es": office_romance,
}


def text(lines: Iterable[Row]) -> str:
    """The text of names.tsv."""
    head = "# Made by tools/names/build.py; do not edit. kind, whom it means, forms\n"
    body = sorted({f"{kind}\t{whom}\t{'|'.join(forms)}\n" for kind, whom, forms in lines})
    return head + "".join(body)


def states() -> str:
    """The text of actors/data/states.tsv: code and English name of each state."""
    territories = Locale("en").territories
    found = {three: territories[two] for two, three in isos().items() if two in territories}
    head = "# Made by tools/names/build.py; do not edit. ISO 3166 alpha-3, English name (CLDR)\n"
    return head + "".join(f"{code}\t{found[code]}\n" for code in sorted(found))


def organisations() -> str:
    """The text of actors/data/organisations.tsv: code and English name."""
    found = sorted({(row[0], row[3]) for row in table(HERE / "others.tsv") if row[1] == "org"})
    head = "# Made by tools/names/build.py; do not edit. code on the wire, English name\n"
    return head + "".join(f"{code}\t{name}\n" for code, name in found)


def main() -> int:
    """Rewrites or checks the tables of the languages named, or of all."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("languages", nargs="*")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    stale = 0
    outputs = [(DATA / "states.tsv", states()), (DATA / "organisations.tsv", organisations())]
    outputs += [(LANG / c / "names.tsv", text(rows(c))) for c in options.languages or LANGUAGES]
    for path, made in outputs:
        if options.check:
            same = path.exists() and path.read_text("utf-8") == made
            stale += not same
            sys.stdout.write("" if same else f"{path} is stale: run tools/names/build.py\n")
        else:
            path.write_text(made, "utf-8")
            sys.stdout.write(f"{path}: {made.count(chr(10)) - 1} rows\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
