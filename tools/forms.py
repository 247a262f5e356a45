"""Writes lang/<xx>/forms.tsv: the inflected forms of every lemma that a lexicon names.

    python tools/forms.py de            # rewrites src/dragoman/lang/de/forms.tsv
    python tools/forms.py --check       # fails if any file would change

Also entries.json, the entries of verbs.yaml and nouns.yaml in a form that is read fast, and for
Russian and Ukrainian future.tsv: which of the forms are future by themselves.

Forms come from simplemma's lemma tables turned round (en, de, fr, es) and from pymorphy3's
paradigms (ru, uk); see DATA_SOURCES.md. A lemma they do not know gets the forms that
`forms_extra.tsv` of the language lists by hand (same layout as forms.tsv; its forms are added).
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

import paradigms  # beside this script
import yaml

from dragoman.lang.forms import key
from dragoman.lang.load import digest_of

LANGUAGES = Path(__file__).parents[1] / "src/dragoman/lang"
HEADER = (
    "# Made by tools/forms.py; do not edit. "
    "part of speech, lemma, forms, forms apart from a particle\n"
)
Expand = Callable[[str, str], Iterable[str]]


def lemmas(folder: Path) -> Iterator[tuple[str, str, str | None]]:
    """(part of speech, lemma, particle) of everything the folder's files name."""
    for entry in _yaml(folder / "verbs.yaml"):
        yield "V", entry["lemma"], entry.get("particle")
        nouns = (*entry.get("object", ()), *entry.get("subject", ()))
        yield from (("N", noun, None) for noun in nouns)
        yield from ((pos, word, None) for word in entry.get("unless", ()) for pos in "NV")
    for entry in _yaml(folder / "nouns.yaml"):
        yield "N", entry["lemma"], None
        yield from ((pos, word, None) for word in entry.get("unless", ()) for pos in "NV")
    cues: Any = _yaml(folder / "cues.yaml")
    for group in cues["verbs"].values():
        for written in group:
            lemma, _, particle = written.partition("|")
            yield "V", lemma, particle or None
    yield from (("N", noun, None) for group in cues["nouns"].values() for noun in group)


def _yaml(path: Path) -> Any:
    return yaml.load(path.read_text("utf-8"), Loader=yaml.CSafeLoader)


def simplemma_expander(code: str) -> Expand:
    """Forms by simplemma's table, which maps form to lemma, turned round."""
    from simplemma.strategies.dictionaries.dictionary_factory import (
        DefaultDictionaryFactory,
    )

    table: dict[str, set[str]] = defaultdict(set)
    for form, lemma in DefaultDictionaryFactory().get_dictionary(code).items():
        table[str(lemma).lower()].add(str(form))
    return lambda lemma, pos: table.get(lemma.lower(), ())


def pymorphy_expander(code: str) -> Expand:
    """Forms by pymorphy3's paradigms, of the parse whose normal form is the lemma.

    A lemma wanted as a noun but known only as an adjective or participle gets those forms
    ("задержанный", "недопустимый"), and one written in the plural the plural forms alone
    ("учения" are manoeuvres, "учение" is a doctrine). The Ukrainian paradigm of a verb stops at
    "затримано": its passive participle and its gerunds are joined to it.
    """
    import pymorphy3

    analyser = pymorphy3.MorphAnalyzer(lang=code)

    def parses(word: str, kinds: set[str]) -> Iterator[Any]:
        plain = word.lower().replace("ё", "е")
        for parse in analyser.parse(word):
            if parse.normal_form.replace("ё", "е") == plain and parse.tag.POS in kinds:
                yield parse

    def adjectival(word: str) -> set[str]:
        for parse in analyser.parse(word):
            if parse.tag.POS == "ADJF":
                return {f.word for f in parse.lexeme if f.tag.POS == "ADJF"}
            if parse.tag.POS == "PRTF":
                kind = {"past", "pres", "pssv", "actv"} & set(parse.tag.grammemes)
                return {
                    f.word for f in parse.lexeme if f.tag.POS == "PRTF" and kind <= f.tag.grammemes
                }
        return set()

    def plural(word: str) -> set[str]:
        for parse in analyser.parse(word):
            if parse.tag.POS == "NOUN" and parse.tag.number == "plur" and parse.tag.case == "nomn":
                return {f.word for f in parse.lexeme if f.tag.number == "plur"}
        return set()

    def expand(lemma: str, pos: str) -> Iterable[str]:
        if pos == "N":
            noun = next(parses(lemma, {"NOUN"}), None)
            if noun is not None:
                return {form.word for form in noun.lexeme}
            return plural(lemma) or adjectival(lemma)
        # "викликати" has two paradigms: "викличе" and "викликає"
        verbs = list(parses(lemma, {"INFN", "VERB", "PRTF", "PRTS", "GRND"}))
        forms = {form.word for verb in verbs for form in verb.lexeme}
        for word in tuple(paradigms.ukrainian_joined(forms)) if code == "uk" else ():
            if analyser.word_is_known(word):
                forms |= adjectival(word) if word.endswith("ий") else {word}
        return forms

    return expand


def futures(code: str) -> str:
    """The text of future.tsv: forms that are future by themselves ("встретится", "зустрінеться").

    The syntax model does not tell them from the present. A form that can be either ("атакует")
    is left out.
    """
    import pymorphy3

    analyser = pymorphy3.MorphAnalyzer(lang=code)
    rows = []
    for lemma in sorted({lemma for pos, lemma, _ in lemmas(LANGUAGES / code) if pos == "V"}):
        for parse in analyser.parse(lemma):
            if parse.normal_form == lemma and parse.tag.POS in ("INFN", "VERB"):
                found = {form.word for form in parse.lexeme if form.tag.tense == "futr"}
                sure = {f for f in found if all(p.tag.tense != "pres" for p in analyser.parse(f))}
                rows += [f"{lemma}\t{_joined(sure)}\n"] if sure else []
                break
    return "# Made by tools/forms.py; do not edit. lemma, its future forms\n" + "".join(rows)


def french_expander(code: str) -> Expand:
    """simplemma's forms with those that it gives to another lemma, by rule."""
    listed = simplemma_expander(code)

    def expand(lemma: str, pos: str) -> Iterable[str]:
        forms = set(listed(lemma, pos))
        if pos == "V" and lemma.endswith(("er", "ir", "re")):
            forms.update(paradigms.french(lemma))
            if lemma.removesuffix("r") + "ssait" in forms:
                forms.update(paradigms.french_second_group(lemma))
            forms.update(paradigms.french_gerund(forms))
        elif pos == "N":
            forms.add(paradigms.french_plural(lemma))
        return forms

    return expand


def english_expander(code: str) -> Expand:
    """simplemma's forms with the regular ones, by rule, and the irregular ones of a table.

    simplemma gives a form that is also another word to that word ("broke", "thanked", "found").
    """
    listed = simplemma_expander(code)
    rows = (LANGUAGES.parents[2] / "tools/irregular_en.tsv").read_text("utf-8").splitlines()
    irregular = dict(row.split("\t") for row in rows if not row.startswith("#"))

    def expand(lemma: str, pos: str) -> Iterable[str]:
        if pos == "N":  # of a noun that is a verb too the table gives the verb's forms: "fought"
            plurals = (form for form in listed(lemma, pos) if form.endswith("s"))
            return {*paradigms.english_noun(lemma), *plurals}
        regular = paradigms.english_verb(lemma) if lemma.isalpha() else ()
        return {*listed(lemma, pos), *regular, *irregular.get(lemma, "").split()}

    return expand


def spanish_expander(code: str) -> Expand:
    """simplemma's forms with enclitics and those that it gives to another lemma, by rule."""
    listed = simplemma_expander(code)

    def expand(lemma: str, pos: str) -> Iterable[str]:
        forms = set(listed(lemma, pos))
        if pos == "V" and lemma.endswith(("ar", "er", "ir", "ír", "se")):
            forms.update(paradigms.spanish(lemma))
        elif pos == "N":
            forms.add(paradigms.spanish_plural(lemma))
        return forms

    return expand


def german_expander(code: str) -> Expand:
    """simplemma's forms with the regular ones by rule, and with those of the last part of a
    compound that it does not know ("Zoll*deal*"); "entriß" is written "entriss" today."""
    listed = simplemma_expander(code)

    def compound(lemma: str) -> set[str]:
        for cut in range(paradigms.SHORTEST_PART, len(lemma) - paradigms.SHORTEST_PART + 1):
            forms = listed(lemma[cut:].capitalize(), "N")
            if forms:
                return {lemma[:cut] + form.lower() for form in forms}
        return set()

    def expand(lemma: str, pos: str) -> Iterable[str]:
        forms = set(listed(lemma, pos))
        if pos == "N" and len(forms) < 2:
            forms |= compound(lemma)
        if pos == "V" and lemma.endswith("n") and lemma.islower():
            forms |= set(paradigms.german_verb(lemma))
        return {*forms, *(form.replace("ß", "ss") for form in forms)}

    return expand


EXPANDERS: dict[str, Callable[[str], Expand]] = {
    "de": german_expander,
    "en": english_expander,
    "fr": french_expander,
    "es": spanish_expander,
    "ru": pymorphy_expander,
    "uk": pymorphy_expander,
}


def extra(folder: Path) -> dict[tuple[str, str], list[list[str]]]:
    """Forms written by hand where the sources have none or wrong ones ("-form" removes one)."""
    path = folder / "forms_extra.tsv"
    found: dict[tuple[str, str], list[list[str]]] = {}
    if path.exists():
        for line in path.read_text("utf-8").splitlines():
            if line and not line.startswith("#"):
                pos, lemma, *columns = line.split("\t")
                found[pos, lemma] = [column.split() for column in columns]
    return found


def table(code: str) -> str:
    """The text of forms.tsv for a language."""
    folder = LANGUAGES / code
    expand = EXPANDERS.get(code, simplemma_expander)(code)
    by_hand = extra(folder)
    rows: dict[tuple[str, str], tuple[set[str], set[str]]] = {}
    for pos, lemma, particle in lemmas(folder):
        written = key(lemma, particle)
        whole, apart = _expanded(lemma, pos, particle, expand)
        added = by_hand.get((pos, written), [])
        for target, forms in zip((whole, apart), added, strict=False):
            target |= {form for form in forms if not form.startswith("-")}
            target -= {form[1:] for form in forms if form.startswith("-")}
        rows[pos, written] = (whole, apart)
    return HEADER + "".join(
        f"{pos}\t{lemma}\t{_joined(whole)}" + (f"\t{_joined(apart)}" if apart else "") + "\n"
        for (pos, lemma), (whole, apart) in sorted(rows.items())
    )


def _expanded(
    lemma: str, pos: str, particle: str | None, expand: Expand
) -> tuple[set[str], set[str]]:
    """Forms in one piece, and forms that stand apart from the particle.

    "absagen" + "ab": whole "abgesagt, absagte, abzusagen", apart "sagt, sagte" (those of "sagen").
    "call" + "off": nothing in one piece, all forms apart.
    """
    if particle and lemma.startswith(particle):
        base = lemma.removeprefix(particle)
        apart = {base, *expand(base, pos)}
        joined = {particle + form for form in (*apart, f"zu{base}") if " " not in form}
        return {lemma, *expand(lemma, pos), *joined}, apart
    if particle:
        return set(), {lemma, *expand(lemma, pos)}
    return {lemma, *(form for form in expand(lemma, pos) if " " not in form)}, set()


def _joined(forms: set[str]) -> str:
    return " ".join(sorted({form.lower() for form in forms}))


def compiled(code: str) -> str:
    """The text of entries.json, an entry a line: what verbs.yaml and nouns.yaml hold, which are
    slow to read."""
    folder = LANGUAGES / code
    parts = [f'{{"digest": {json.dumps(digest_of(folder))}']
    for name in ("verbs", "nouns"):
        lines = (json.dumps(entry, ensure_ascii=False) for entry in _yaml(folder / f"{name}.yaml"))
        parts.append(f'"{name}": [\n' + ",\n".join(lines) + "\n]")
    return ",\n".join(parts) + "}\n"


def made(code: str) -> Iterator[tuple[Path, str]]:
    """The files made for a language, with their text."""
    yield LANGUAGES / code / "forms.tsv", table(code)
    yield LANGUAGES / code / "entries.json", compiled(code)
    if EXPANDERS.get(code) is pymorphy_expander:
        yield LANGUAGES / code / "future.tsv", futures(code)


def main() -> int:
    """Rewrites or checks the tables of the languages named, or of all."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("languages", nargs="*")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    stale = 0
    for code in options.languages or sorted(p.parent.name for p in LANGUAGES.glob("*/cues.yaml")):
        for path, text in made(code):
            if options.check:
                same = path.exists() and path.read_text("utf-8") == text
                stale += not same
                sys.stdout.write("" if same else f"{path} is stale: run tools/forms.py {code}\n")
            else:
                path.write_text(text, "utf-8")
                sys.stdout.write(f"{path}: {text.count(chr(10)) - 1} lines\n")
    return 1 if stale else 0


if __name__ == "__main__":
    sys.exit(main())
