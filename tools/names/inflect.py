"""Inflected forms of names and offices, for build.py: each language's rules of morphology."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from itertools import product
from typing import Any

CASES = ("nomn", "gent", "datv", "accs", "ablt", "loct")
Forms = tuple[list[str], list[str]]  # singular forms, plural forms


def german_noun(lemma: str) -> Forms:
    """Cases and the feminine of a German office or body, by its ending."""
    head, space, rest = lemma.partition(" des ") if " des " in lemma else (lemma, "", "")
    tail = space + rest
    if head.endswith("er") and not head.endswith(("ster Sicherheitsberater",)):
        singular, plural = ["", "s", "in"], ["", "n", "innen"]
    elif head.endswith(("ent", "at", "ast", "ist", "oge", "ge", "rch", "ekt")):
        cut = head[-1] != "e"
        singular, plural = (
            ["", "en" if cut else "n", "in" if cut else ""],
            ["en" if cut else "n", "innen"],
        )
    elif head.endswith("ium"):
        return [head + tail, head + "s" + tail], [head[:-2] + "en" + tail]
    elif head.endswith(("ung", "schaft", "ät", "ion", "ei", "heit", "kraft")):
        singular, plural = [""], ["en"]
    elif head.endswith("e"):
        singular, plural = ["", "n"], ["", "n"]
    elif head.endswith("n"):
        singular, plural = ["", "s"], ["", "en", "s"]
    elif head.endswith(("or", "är")):
        singular, plural = ["", "s", "in"], ["en", "e", "en", "innen"]
    else:
        singular, plural = ["", "s", "es", "e", "in"], ["e", "en", "s", "innen"]
    return [head + s + tail for s in singular], [head + s + tail for s in plural]


def german_name(name: str) -> list[str]:
    """A proper name and its genitive."""
    return [name] if name[-1] in "sßzx" else [name, name + "s"]


def german_adjective(stem: str) -> list[str]:
    """All endings of a German adjective."""
    return [stem + end for end in ("e", "en", "er", "es", "em")]


def english_noun(lemma: str) -> Forms:
    """Singular, and the plural of the head: "ministers of defence"."""
    head, of, rest = lemma.partition(" of ")
    if not of:
        head, of, rest = lemma.partition(" for ")
    if re.search(r"(?:s|ch|sh)$", head):
        plural = head if head.endswith("s") else head + "es"
    elif re.search(r"[^aeiou]y$", head):
        plural = head[:-1] + "ies"
    elif head.endswith("man"):
        plural = head[:-2] + "en"
    else:
        plural = head + "s"
    return [lemma], [plural + of + rest]


ROMANCE_STOPS = {
    "de",
    "des",
    "du",
    "d'",
    "à",
    "aux",
    "au",
    "par",
    "en",
    "del",
    "para",
    "l'",
    "adjunto",
    "y",
    "ante",
}


def romance_noun(lemma: str, code: str) -> Forms:
    """Singular, and the plural of the words before the first preposition."""
    words = lemma.split()
    stop = next((i for i, w in enumerate(words) if w.lower() in ROMANCE_STOPS), len(words))
    plural = [romance_plural(w, code) for w in words[:stop]] + words[stop:]
    return [lemma], [" ".join(plural)]


def romance_plural(word: str, code: str) -> str:
    """Plural of one French or Spanish word."""
    if code == "fr":
        if word[-1] in "sxz":
            return word
        if word.endswith("al"):
            return word[:-1] + "ux"
        return word + ("x" if word.endswith("eau") else "s")
    if word[-1] in "aeiouéáó":
        return word + "s"
    if word.endswith("z"):
        return word[:-1] + "ces"
    if word[-1] == "s" and word[-2] not in "éóá":
        return word
    return re.sub("[áéíóú](?=[^áéíóú]?$)", lambda m: "aeiou"["áéíóú".index(m[0])], word) + "es"


def romance_adjective(word: str, code: str) -> list[str]:
    """Gender and number of a French or Spanish adjective of a state."""
    *prefix, last = word.split(" ")
    forms = french_adjective(last) if code == "fr" else spanish_adjective(last)
    return [" ".join([*prefix, form]) for form in forms]


def french_adjective(word: str) -> list[str]:
    """russe(s); français, française(s); turc, turque; grec, grecque; italien, italienne."""
    if word.endswith("e"):
        return [word, word + "s"]
    if word == "turc":
        feminine = "turque"
    elif word == "grec":
        feminine = "grecque"
    elif word.endswith(("en", "on")):
        feminine = word + "ne"
    else:
        feminine = word + "e"
    return [word, romance_plural(word, "fr"), feminine, feminine + "s"]


def spanish_adjective(word: str) -> list[str]:
    """ruso/a/os/as; francés, francesa; alemán, alemana; iraní, iraníes; belga(s)."""
    if word.endswith("o"):
        return [word, word + "s", word[:-1] + "a", word[:-1] + "as"]
    if word.endswith("í"):
        return [word, word + "es", word + "s"]
    plain = word[:-2] + word[-2:].translate(str.maketrans("áéíóú", "aeiou"))
    if word[-2] in "áéó" or word == "español" or word == "mongol":
        return [word, plain + "es", plain + "a", plain + "as"]
    return [word, word + "s"]


VOWELS = "аеёиоуыэюяіїє"


class Slavic:
    """Russian and Ukrainian: pymorphy for common words, rules for persons' names."""

    def __init__(self, code: str) -> None:
        import pymorphy3

        self.code = code
        self.morph: Any = pymorphy3.MorphAnalyzer(lang=code)

    @cache  # noqa: B019 - lives as long as the tool runs
    def parse(self, word: str, place: bool) -> Any:
        """The nominative reading of a word; of a place's name the geographic one."""
        readings = self.morph.parse(word)
        nouns = [p for p in readings if p.tag.POS in ("NOUN", "ADJF")]
        nominative = [p for p in nouns if _is(p, "nomn")]
        if place:
            nominative = [p for p in nominative if _is(p, "Geox")] or nominative
        else:
            names = ("Surn", "Name", "Patr")
            common = [p for p in nominative if not any(_is(p, n) for n in names)]
            nominative = common or nominative
        return (nominative or readings)[0]

    def phrase(self, lemma: str, place: bool = False) -> Forms:
        """Cases of a phrase: its adjectives and first noun agree, what follows stays."""
        words = lemma.split()
        if place and len(words) == 1 and self._is_strange(lemma):
            more = [lemma + "і"] if self.code == "uk" and lemma[-1] not in VOWELS + "йь" else []
            return unique([*self.person(lemma, False, True), *more]), []
        parsed = [self.parse(w.strip("«»"), place) for w in words]
        for i in range(len(words) - 1 if place else 0):  # "Нова" is a noun besides
            adjectives = [
                p for p in self.morph.parse(words[i]) if p.tag.POS == "ADJF" and _is(p, "nomn")
            ]
            if adjectives and _is(parsed[i + 1], "NOUN"):
                parsed[i] = adjectives[0]
        head = next((i for i, p in enumerate(parsed) if _is(p, "NOUN")), len(words) - 1)
        last = head + self._agreeing(words, parsed, head)
        if not _is(parsed[head], "nomn"):
            return [lemma], [lemma]
        found: list[list[str]] = []
        numbers = ("plur",) if _is(parsed[head], "plur") else ("sing", "plur")
        for number in ("sing", "plur"):
            forms = []
            for case in CASES if number in numbers else ():
                parts = [
                    self._inflect(w, p, case, number)
                    for w, p in zip(words[: last + 1], parsed, strict=False)
                ]
                if all(parts):
                    for choice in product(*parts):
                        forms.append(" ".join([*choice, *words[last + 1 :]]))
            found.append(list(dict.fromkeys(forms)))
        singular = found[0] if "sing" in numbers else found[1]
        if len(singular) < 2 and words[head].endswith("а") and not words[head].isupper():
            heads = self.person(
                words[head], False, True
            )  # "глава", of which the dictionary knows no cases
            return [" ".join([*words[:head], form, *words[head + 1 :]]) for form in heads], []
        return singular or [lemma], [] if place else found[1]

    def _agreeing(self, words: list[str], parsed: list[Any], head: int) -> int:
        """How many adjectives behind the noun agree with it: "папа *римский*"."""
        behind = parsed[head + 1 : head + 2]
        agrees = bool(behind) and _is(behind[0], "ADJF") and _is(behind[0], "nomn")
        same = agrees and behind[0].tag.gender == parsed[head].tag.gender
        return 1 if same and head + 2 == len(words) and not _is(behind[0], "plur") else 0

    def _is_strange(self, word: str) -> bool:
        """Whether the dictionary lacks a name that the rules can decline ("Эр-Рияд")."""
        known = self.morph.word_is_known(word.lower())
        return not known and not word.isupper() and word[-1] not in "еиоуіюэєы"

    def _inflect(self, word: str, parsed: Any, case: str, number: str) -> list[str]:
        """Forms of one word in a case and number, with the capitals of the original."""
        if "-" in word and _is(parsed, "NOUN") and not _is(parsed, "Geox"):
            first, _, last = word.rpartition("-")
            tails = self._inflect(last, self.parse(last, False), case, number)
            return [f"{first}-{tail}" for tail in tails]
        if _is(parsed, "Fixd"):
            return [word]
        shapes = []
        for form in parsed.lexeme:
            if not (_is(form, case) or (case == "loct" and _is(form, "loc2"))):
                continue
            if any(_is(form, odd) for odd in ("Supr", "V-oy", "Erro", "Litr", "Arch")):
                continue
            if _is(form, "plur") != (number == "plur"):
                continue
            gender = parsed.tag.gender
            if number == "sing" and _is(form, "ADJF") and gender not in (None, form.tag.gender):
                continue
            shapes.append(form.word)
        if number == "sing" and self.code == "ru" and _is(parsed, "femn") and _is(parsed, "NOUN"):
            shapes = [s for s in shapes if not s.endswith(("ою", "ею"))] or shapes
        return [_as_written(word, s) for s in dict.fromkeys(shapes)]

    def adjective(self, lemma: str) -> list[str]:
        """All forms of an adjective of a state."""
        parsed = self.parse(lemma, False)
        if not _is(parsed, "ADJF"):
            return self._adjective_by_rule(lemma)
        return list(
            dict.fromkeys(
                f.word.replace("ё", "е")
                for f in parsed.lexeme
                if _is(f, "ADJF") and not any(_is(f, odd) for odd in ("Supr", "Cmp2", "V-oy"))
            )
        )

    def _adjective_by_rule(self, lemma: str) -> list[str]:
        stem = lemma[:-2]
        endings = (
            "ий ого ому им ом ая ой ую ие их ими"
            if self.code == "ru"
            else "ий ого ому им а ої ій у ою е і их ими"
        )
        return [stem + end for end in endings.split()]

    def person(self, word: str, woman: bool, given: bool) -> list[str]:
        """Nominative to locative of one part of a person's name, by its ending."""
        table = russian_person if self.code == "ru" else ukrainian_person
        if "-" in word and not word.startswith(("аль-", "ас-", "аш-", "ан-")):
            *first, last = word.split("-")
            return ["-".join([*first, form]) for form in table(last, woman, given)]
        return table(word, woman, given)


def _is(parsed: Any, grammeme: str) -> bool:
    """Whether a reading has a grammeme; the dictionaries do not know the same ones, and the
    Ukrainian one leaves the nominative of nouns unsaid."""
    if grammeme == "nomn" and parsed.tag.POS == "NOUN" and parsed.tag.case is None:
        return True
    return grammeme in re.split("[ ,]", str(parsed.tag))


def russian_person(word: str, woman: bool, given: bool) -> list[str]:
    """Cases of a Russian given name or surname (nom, gen, dat, acc, ins, loc)."""
    stem, last = word[:-1], word[-1]
    if word.endswith(("ский", "цкий", "ый", "ой")) and not given and len(word) > 4:
        base = word[:-2]
        ins = "ым" if word.endswith(("ый", "ой")) else "им"
        return [word, base + "ого", base + "ому", base + "ого", base + ins, base + "ом"]
    if word.endswith(("ская", "цкая", "ная", "ная")) and woman:
        base = word[:-2]
        return [word, *[base + e for e in ("ой", "ой", "ую", "ой", "ой")]]
    if woman and not given and word.endswith(("ова", "ева", "ина", "ёва")):
        return [word, *[stem + e for e in ("ой", "ой", "у", "ой", "ой")]]
    if last == "а":
        gen = stem + ("и" if stem[-1] in "гкхжшчщ" else "ы")
        ins = "ей" if stem[-1] in "жшчщц" else "ой"
        return [word, gen, stem + "е", stem + "у", stem + ins, stem + "е"]
    if last == "я":
        dat = stem + ("и" if stem.endswith("и") else "е")
        return [word, stem + "и", dat, stem + "ю", stem + "ей", dat]
    if woman and last in "ьй" and given:
        return [word, stem + "и", stem + "и", word, stem + "ью", stem + "и"]
    if woman or last in VOWELS:
        return [word] * 6
    if last in "йь":
        loc = stem + ("и" if stem.endswith("и") else "е")
        return [word, stem + "я", stem + "ю", stem + "я", stem + "ем", loc]
    possessive = not given and word.endswith(("ов", "ев", "ин", "ёв", "ын"))
    ins = "ым" if possessive else "ем" if last in "жшчщц" else "ом"
    if (word == "Павел" and given) or word == "Лев":
        word_stem = {"Павел": "Павл", "Лев": "Льв"}[word]
        return [word, *[word_stem + e for e in ("а", "у", "а", "ом", "е")]]
    return [word, word + "а", word + "у", word + "а", word + ins, word + "е"]


def ukrainian_person(word: str, woman: bool, given: bool) -> list[str]:
    """Cases of a Ukrainian given name or surname (nom, gen, dat, acc, ins, loc)."""
    stem, last = word[:-1], word[-1]
    if word.endswith(("ський", "цький", "ий")) and not given:
        base = word[:-2]
        return [word, base + "ого", base + "ому", base + "ого", base + "им", base + "ому"]
    if word.endswith(("ська", "цька", "ова", "ева", "єва", "ьна", "на")) and woman and not given:
        return [word, *[stem + e for e in ("ої", "ій", "у", "ою", "ій")]]
    if last == "а":
        soft = {"г": "з", "к": "ц", "х": "с"}.get(stem[-1], stem[-1])
        return [
            word,
            stem + "и",
            stem[:-1] + soft + "і",
            stem + "у",
            stem + "ою",
            stem[:-1] + soft + "і",
        ]
    if last == "я":
        end = "ї" if stem[-1] in VOWELS else "і"
        ins = "єю" if stem[-1] in VOWELS + "'" else "ею"
        return [word, stem + end, stem + end, stem + "ю", stem + ins, stem + end]
    if word.endswith("ко") and not woman:
        return [word, stem + "а", stem + "у", stem + "а", stem + "ом", stem + "ові"]
    if woman and last == "ь" and given:
        return [word] * 6
    if woman or (last in VOWELS and last != "о") or last == "о":
        if (
            last == "о"
            and given
            and word in ("Дмитро", "Петро", "Павло", "Михайло", "Данило", "Кирило")
        ):
            return [word, stem + "а", stem + "у", stem + "а", stem + "ом", stem + "ові"]
        return [word] * 6
    if last == "й":
        return [word, *[stem + e for e in ("я", "ю", "я", "єм", "єві")]]
    if last == "ь":
        return [word, *[stem + e for e in ("я", "ю", "я", "ем", "еві")]]
    if word.endswith(("ів",)) and not given and len(word) > 4:
        base = word[:-2] + "ов"
        return [word, base + "а", base + "у", base + "а", base + "им", base + "і"]
    ins = (
        "им"
        if not given and word.endswith(("ов", "ев", "єв", "ін", "їн"))
        else "ем"
        if last in "жшчщ"
        else "ом"
    )
    return [word, word + "а", word + "у", word + "а", word + ins, word + "ові"]


def _as_written(original: str, form: str) -> str:
    form = form.replace("ё", "е")
    if original.isupper() and len(original) > 1:
        return (
            original + form[len(original) :] if form.startswith(original.lower()) else form.upper()
        )
    parts = []
    for old, new in zip(original.split("-"), form.split("-"), strict=False):
        parts.append(new[:1].upper() + new[1:] if old[:1].isupper() else new)
    return "-".join(parts)


def unique(forms: Iterable[str]) -> list[str]:
    """Forms without repeats and empties, in order."""
    return [f for f in dict.fromkeys(forms) if f]
