"""Names of people from one alphabet or orthography to another, as the press writes them.

From Russian and Ukrainian into German (Duden), French and Spanish, and from Russian into Ukrainian
for foreign names. What the press spells otherwise stands in the tables of holders by hand.
"""

from __future__ import annotations

import re

VOWELS = "аеёиоуыэюяєіїАЕЁИОУЫЭЮЯЄІЇ"
SOFT = "ьъЬЪ'"
Rule = tuple[str, str]

# Tried in order at every place of a word in lower case; "^" begins and "$" ends a word, "<" stands
# behind a vowel or a soft sign.
GERMAN: tuple[Rule, ...] = (
    ("ий$", "i"), ("ия$", "ia"), ("ый$", "y"), ("кс", "x"), ("^е", "je"), ("<е", "je"),
    ("жё", "scho"), ("чё", "tscho"), ("шё", "scho"), ("щё", "schtscho"), ("<с>", "ss"),
    ("а", "a"), ("б", "b"),
    ("в", "w"), ("г", "g"), ("д", "d"), ("е", "e"), ("ё", "jo"), ("ж", "sch"), ("з", "s"),
    ("и", "i"), ("й", "i"), ("к", "k"), ("л", "l"), ("м", "m"), ("н", "n"), ("о", "o"),
    ("п", "p"), ("р", "r"), ("с", "s"), ("т", "t"), ("у", "u"), ("ф", "f"), ("х", "ch"),
    ("ц", "z"), ("ч", "tsch"), ("ш", "sch"), ("щ", "schtsch"), ("ъ", ""), ("ы", "y"),
    ("ьо", "jo"), ("ь", ""), ("э", "e"), ("ю", "ju"), ("я", "ja"),
)  # fmt: skip
FRENCH: tuple[Rule, ...] = (
    ("ий$", "i"), ("ия$", "ia"), ("ый$", "y"), ("ин$", "ine"), ("ын$", "yne"), ("кс", "x"),
    ("ге", "gue"), ("ги", "gui"), ("<е", "ïe"), ("<и", "ï"), ("<й", "ï"), ("<с>", "ss"),
    ("а", "a"), ("б", "b"),
    ("в", "v"), ("г", "g"), ("д", "d"), ("е", "e"), ("ё", "io"), ("ж", "j"), ("з", "z"),
    ("и", "i"), ("й", "i"), ("к", "k"), ("л", "l"), ("м", "m"), ("н", "n"), ("о", "o"),
    ("п", "p"), ("р", "r"), ("с", "s"), ("т", "t"), ("у", "ou"), ("ф", "f"), ("х", "kh"),
    ("ц", "ts"), ("ч", "tch"), ("ш", "ch"), ("щ", "chtch"), ("ъ", ""), ("ы", "y"), ("ь", ""),
    ("э", "e"), ("<ю", "iou"), ("ю", "iou"), ("<я", "ïa"), ("я", "ia"),
)  # fmt: skip
SPANISH: tuple[Rule, ...] = (
    ("ий$", "i"), ("ия$", "ia"), ("ый$", "i"), ("ге", "gue"), ("ги", "gui"), ("^е", "ye"),
    ("<е", "ye"), ("а", "a"), ("б", "b"), ("в", "v"), ("г", "g"), ("д", "d"), ("е", "e"),
    ("ё", "io"),
    ("ж", "zh"), ("з", "z"), ("и", "i"), ("й", "i"), ("к", "k"), ("л", "l"), ("м", "m"),
    ("н", "n"), ("о", "o"), ("п", "p"), ("р", "r"), ("с", "s"), ("т", "t"), ("у", "u"),
    ("ф", "f"), ("х", "j"), ("ц", "ts"), ("ч", "ch"), ("ш", "sh"), ("щ", "sch"), ("ъ", ""),
    ("ы", "i"), ("ь", ""), ("э", "e"), ("ю", "yu"), ("^я", "ya"), ("<я", "ya"), ("я", "ia"),
)  # fmt: skip
# Ukrainian letters that Russian does not have, or that sound otherwise; the rest as above.
FROM_UKRAINIAN: dict[str, tuple[Rule, ...]] = {
    "de": (("ій$", "ij"), ("ія$", "ia"), ("ий$", "yj"), ("г", "h"), ("ґ", "g"), ("и", "y"),
           ("і", "i"), ("ї", "ji"), ("є", "je"), ("<е", "e"), ("^е", "e"), ("'", "")),
    "fr": (("ій$", "iy"), ("ія$", "ia"), ("ий$", "y"), ("г", "h"), ("ґ", "g"), ("и", "y"),
           ("і", "i"), ("ї", "ï"), ("^є", "ie"), ("є", "ie"), ("<е", "e"), ("'", "")),
    "es": (("ій$", "i"), ("ія$", "ia"), ("ий$", "i"), ("г", "h"), ("ґ", "g"), ("и", "i"),
           ("і", "i"), ("ї", "yi"), ("^є", "ye"), ("є", "ie"), ("<е", "e"), ("^е", "e"), ("'", "")),
}  # fmt: skip
TARGETS = {"de": GERMAN, "fr": FRENCH, "es": SPANISH}


def from_russian(name: str, code: str) -> str:
    """A Russian name in the press spelling of German, French or Spanish.

    >>> [from_russian("Сергей Рябков", code) for code in ("de", "fr", "es")]
    ['Sergei Rjabkow', 'Sergueï Riabkov', 'Serguei Riabkov']
    """
    return _written(name, TARGETS[code])


def from_ukrainian(name: str, code: str) -> str:
    """A Ukrainian name in the press spelling of German, French or Spanish.

    >>> from_ukrainian("Андрій Сибіга", "de")
    'Andrij Sybiha'
    """
    return _written(name, FROM_UKRAINIAN[code] + TARGETS[code])


def into_ukrainian(name: str) -> str:
    """A foreign name from its Russian into its Ukrainian spelling.

    >>> into_ukrainian("Джастин Трюдо")
    'Джастін Трюдо'
    """
    name = re.sub(r"(?<=[жчшщцЖЧШЩЦ])и", "ᵡ", name)
    letters = str.maketrans("иИыЫэЭ", "іІиИеЕ")
    name = re.sub(r"(?<=[аеёиоуыэюя])и", "ї", name).translate(letters)
    name = re.sub(r"(?<=[бвгджзклмнпрстфхцчшщ])ё", "ьо", name, flags=re.IGNORECASE)
    return name.replace("ё", "йо").replace("Ё", "Йо").replace("ъ", "'").replace("ᵡ", "и")


def _written(name: str, rules: tuple[Rule, ...]) -> str:
    return "".join(
        part if not part[:1].isalpha() else _word(part, rules)
        for part in re.split(r"([\s~/!-]+)", name)
    )


def _word(word: str, rules: tuple[Rule, ...]) -> str:
    small = word.lower()
    made, place = [], 0
    while place < len(small):
        for pattern, letters in rules:
            length = len(pattern.strip("^$<>"))
            if _fits(small, place, pattern, length):
                made.append(letters)
                place += length
                break
        else:
            made.append(small[place])
            place += 1
    found = "".join(made)
    return found[:1].upper() + found[1:] if word[0].isupper() else found


def _fits(word: str, place: int, pattern: str, length: int) -> bool:
    if word[place : place + length] != pattern.strip("^$<>"):
        return False
    before = word[place - 1] if place else ""
    after = word[place + length : place + length + 1]
    return (
        not (pattern.startswith("^") and before)
        and not (pattern.endswith("$") and after)
        and not (pattern.startswith("<") and (not before or before not in VOWELS + SOFT))
        and not (pattern.endswith(">") and (not after or after not in VOWELS))
    )
