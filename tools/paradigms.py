"""Regular inflection of English, French and Spanish words, to complete simplemma's tables.

simplemma gives each form one lemma only, so it lacks the forms that are also nouns or adjectives
("accusé", "visite", "attaque"; "condenado", "visita", "denuncia"), which news uses most. These
rules add them. They may give a form that does not exist ("apueya"); no text has it.
Source: the regular paradigms and the irregular participles as any school grammar has them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

FRENCH_ER = (
    "e es ent ons ez er ait ais aient ions iez a ai as èrent âmes âtes ât asse assent era erai eras"
    " erons erez eront erait erais eraient erions eriez ant é ée és ées"
)
FRENCH_IR = (
    "is it issons issez issent issait issais issaient isse isses irent ira irai iront irons irez"
    " irait irais iraient issant i ie ies îmes ît"
)
# Endings of verbs -> ending of the masculine singular participle; the first that fits counts.
FRENCH_PARTICIPLES = {
    "prendre": "pris", "mettre": "mis", "battre": "battu", "cevoir": "çu", "rompre": "rompu",
    "aincre": "aincu", "indre": "int", "soudre": "sous", "coudre": "cousu", "dre": "du",
    "uire": "uit", "nclure": "nclu", "xclure": "xclu", "frir": "fert", "vrir": "vert",
    "quérir": "quis", "courir": "couru", "mourir": "mort", "enir": "enu", "vêtir": "vêtu",
    "écrire": "écrit", "crire": "crit", "élire": "élu", "lire": "lu", "rire": "ri", "dire": "dit",
    "faire": "fait", "traire": "trait", "naître": "né", "connaître": "connu", "aître": "u",
    "croire": "cru", "voir": "vu", "vivre": "vécu", "suivre": "suivi", "taire": "tu",
    "plaire": "plu", "pouvoir": "pu", "devoir": "dû", "savoir": "su", "vouloir": "voulu",
    "valoir": "valu", "falloir": "fallu", "asseoir": "assis", "ir": "i", "er": "é",
}  # fmt: skip
SPANISH_AR = (
    "a an as amos áis o ó aron aste asteis é aba aban ábamos abas ar ara aran áramos ase asen e en"
    " es emos éis ará arán aré aremos arás aría arían aríamos arías ando ado ada ados adas"
)
SPANISH_PARTICIPLES = {
    "scribir": "scrito", "abrir": "abierto", "cubrir": "cubierto", "romper": "roto",
    "volver": "vuelto", "solver": "suelto", "predecir": "predicho", "decir": "dicho",
    "hacer": "hecho", "facer": "fecho", "poner": "puesto", "ver": "visto", "morir": "muerto",
}  # fmt: skip
VOWELS = frozenset("aeiou")
ENCLITICS = ("se", "lo", "la", "los", "las", "le", "les", "nos", "me")
ACUTE = str.maketrans("aeiou", "áéíóú")

SHORTEST_PART = 4  # letters of either part of a German compound
GERMAN_PREFIXES = (
    *("be", "emp", "ent", "er", "ge", "miss", "ver", "zer"),
    *("hinter", "über", "unter", "wider"),
)


def english_verb(verb: str) -> Iterator[str]:
    """Regular forms of an English verb, with and without a doubled consonant.

    >>> sorted(english_verb("rebut"))
    ['rebuted', 'rebuting', 'rebuts', 'rebutted', 'rebutting']
    """
    yield _english_s(verb)
    if verb.endswith("e"):
        yield verb + "d"
        yield (verb if verb.endswith(("ee", "oe", "ye")) else verb[:-1]) + "ing"
    elif verb.endswith("y") and verb[-2:-1] not in VOWELS:
        yield from (verb[:-1] + "ied", verb + "ing")
    else:
        doubled = verb[-1] not in "aeiouwxy" and verb[-2:-1] in VOWELS
        for stem in (verb, verb + verb[-1]) if doubled else (verb,):
            yield from (stem + "ed", stem + "ing")


def english_noun(noun: str) -> Iterator[str]:
    """The regular plural of an English noun.

    >>> list(english_noun("treaty"))
    ['treaties']
    """
    yield _english_s(noun)


def _english_s(word: str) -> str:
    if word.endswith("y") and word[-2:-1] not in VOWELS:
        return word[:-1] + "ies"
    return word + ("es" if word.endswith(("s", "x", "z", "ch", "sh", "o")) else "s")


def german_verb(verb: str) -> Iterator[str]:
    """Weak forms of a verb; those that a strong verb does not have do no harm.

    >>> " ".join(german_verb("melden"))
    'melde meldest meldet meldete meldetest meldeten meldetet meldend gemeldet'
    """
    stem = verb.removesuffix("n").removesuffix("e")
    link = "e" if stem.endswith(("t", "d", "fn", "gn", "chn")) else ""
    endings = ("st", "t", "te", "test", "ten", "tet")
    yield f"{stem}e"
    yield from (stem + link + ending for ending in endings)
    yield f"{stem}end"
    inseparable = verb.startswith(GERMAN_PREFIXES) or stem.endswith("ier")
    yield ("" if inseparable else "ge") + stem + link + "t"


def french(verb: str) -> Iterator[str]:
    """Forms of a French verb: all of the first group, of the others what is often a noun too.

    >>> sorted(set(french("annoncer")) & {"annonça", "annoncée", "annonce"})
    ['annonce', 'annoncée', 'annonça']
    """
    if verb.endswith("er"):
        yield from _french_er(verb.removesuffix("er"))
        return
    if verb.endswith(("frir", "vrir")):
        yield from (verb.removesuffix("ir") + end for end in ("e", "es", "ent"))
    elif verb.endswith(("battre", "mettre")):
        yield from (verb.removesuffix("tre"), verb.removesuffix("tre") + "s")
    elif verb.endswith(("mentir", "sentir", "partir", "sortir", "servir")):
        yield from (verb[:-3] + end for end in ("s", "t"))
        yield from (verb[:-2] + end for end in ("ent", "ons", "ez", "ant"))
    yield from french_participles(verb)


def french_gerund(forms: set[str]) -> Iterator[str]:
    """Present participle by the imperfect: "combattait" -> "combattant"."""
    for form in sorted(forms):
        if form.endswith("aient"):
            yield form.removesuffix("aient") + "ant"


def french_second_group(verb: str) -> Iterator[str]:
    """Forms of a verb like "bannir"."""
    yield from (verb.removesuffix("ir") + end for end in FRENCH_IR.split())


def french_participles(verb: str) -> Iterator[str]:
    """Past participle in both genders and numbers."""
    for ending, participle in FRENCH_PARTICIPLES.items():
        if verb.endswith(ending):
            base = verb.removesuffix(ending) + participle
            yield from (base, base.replace("dû", "du") + "e", base.replace("dû", "du") + "es")
            yield base if base.endswith("s") else base + "s"
            return


def _french_er(stem: str) -> Iterator[str]:
    for end in FRENCH_ER.split():
        soft = end[0] in "aâo"
        if stem.endswith("c") and soft:
            yield stem[:-1] + "ç" + end
        elif stem.endswith("g") and soft:
            yield stem + "e" + end
        else:
            yield stem + end
        if end in ("e", "es", "ent") or end.startswith("er"):
            yield from (changed + end for changed in _stressed(stem))


def _stressed(stem: str) -> Iterator[str]:
    """Stem before a mute e: "lèv-", "cèd-", "appell-", "emploi-"."""
    for vowel in ("e", "é"):
        head, found, tail = stem.rpartition(vowel)
        if found and 1 <= len(tail) <= 2 and not set(tail) & set("aiouy"):
            yield head + "è" + tail
            if tail in ("l", "t"):
                yield stem + tail
    if stem.endswith(("oy", "uy", "ay")):
        yield stem[:-1] + "i"


def french_plural(noun: str) -> str:
    """ "accord" -> "accords", "appel" -> "appels", "plateau" -> "plateaux", "refus" -> "refus"."""
    if noun.endswith(("s", "x", "z")):
        return noun
    return noun + ("x" if noun.endswith(("au", "eu")) else "s")


def spanish_plural(noun: str) -> str:
    """ "acuerdo" -> "acuerdos", "sanción" -> "sanciones", "crisis" -> "crisis"."""
    if noun.endswith("ión"):
        return noun.removesuffix("ón") + "ones"
    if noun.endswith("s"):
        return noun
    return noun + ("s" if noun[-1] in "aeiouáéó" else "es")


def spanish(verb: str) -> Iterator[str]:
    """Forms of a Spanish verb: all regular ones in -ar, participles, enclitics.

    A lemma in "-se" has only the forms to which a reflexive pronoun is joined.

    >>> "reuniéndose" in set(spanish("reunirse")), "acusándolo" in set(spanish("acusar"))
    (True, True)
    """
    if verb.endswith("rse"):
        yield from _with_enclitics(verb.removesuffix("se"), ("se", "nos", "me"))
        return
    if verb.endswith("ar"):
        yield from (_spelled(verb[:-2], end) for end in SPANISH_AR.split())
    elif len(verb) > 3:
        yield from (verb[:-2] + end for end in ("e", "en", "es"))
    yield from _spanish_participles(verb)
    yield from _with_enclitics(verb, ENCLITICS)


def _spelled(stem: str, end: str) -> str:
    """ "atac" + "e" -> "ataque", "neg" + "é" -> "negué", "avanz" + "e" -> "avance"."""
    if end[0] in "eé":
        for letter, written in (("c", "qu"), ("g", "gu"), ("z", "c")):
            if stem.endswith(letter):
                return stem[:-1] + written + end
    return stem + end


def _spanish_participles(verb: str) -> Iterator[str]:
    for ending, participle in SPANISH_PARTICIPLES.items():
        if verb.endswith(ending):
            base = verb.removesuffix(ending) + participle
            break
    else:
        vowel = "í" if verb[-3:-2] in ("a", "e", "o") else "i"
        base = verb[:-2] + ("ado" if verb.endswith("ar") else vowel + "do")
    yield from (base, base[:-1] + "a", base + "s", base[:-1] + "as")


def _with_enclitics(infinitive: str, pronouns: tuple[str, ...]) -> Iterator[str]:
    for gerund in _gerunds(infinitive):
        accented = gerund[:-3] + "ndo"
        accented = accented[:-4] + accented[-4].translate(ACUTE) + accented[-3:]
        yield from (accented + pronoun for pronoun in pronouns)
    plain = infinitive.replace("eír", "eir")
    yield from (plain + pronoun for pronoun in pronouns)


def _gerunds(infinitive: str) -> Iterator[str]:
    stem = infinitive[:-2]
    if infinitive.endswith("ar"):
        yield stem + "ando"
    elif stem[-1:] in tuple("aeou") and not stem.endswith(("gu", "qu")):
        yield stem + "yendo"
    else:
        yield stem + "iendo"
        for vowel, weak in (("e", "i"), ("o", "u")):  # "pidiendo", "muriendo"
            head, found, tail = stem.rpartition(vowel)
            if infinitive.endswith("ir") and found and not set(tail) & set("aeiou"):
                yield head + weak + tail + "iendo"


def ukrainian_joined(forms: Iterable[str]) -> Iterator[str]:
    """Passive participle and gerunds that Ukrainian verb forms may have, right or not.

    >>> sorted(ukrainian_joined({"затримати", "затримають", "затримано"}))
    ['затримавши', 'затримаючи', 'затриманий']
    >>> sorted(ukrainian_joined({"зустрітися", "зустрінуться"}))
    ['зустрівшися', 'зустрівшись', 'зустрінучись']
    """
    for form in forms:
        if form.endswith(("но", "то")):
            yield form[:-1] + "ий"
        elif form.endswith("тися"):
            yield from (form[:-4] + "вшись", form[:-4] + "вшися")
        elif form.endswith("ти"):
            yield from (form[:-2] + "вши", form[:-2] + "ши")
        elif form.endswith("ться"):
            yield form[:-4] + "чись"
        elif form.endswith(("ють", "уть", "ать", "ять")):
            yield form[:-2] + "чи"
