"""Who stands in which slot of a predicate: one set of rules for all languages.

Slots are those of `lang.schema.Entry`. The functions give *fillers*, the words that stand in a
slot; `parties.py` says whom a filler means.
"""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.coding.carriers import verb_groups
from dragoman.coding.clitics import pronoun_objects
from dragoman.coding.houses import houses, is_of_many
from dragoman.coding.passives import has_reflexive, is_passive, is_undergone, passive_agents
from dragoman.coding.scene import VERBAL, Scene
from dragoman.model import Word

# Relations that a subject gets where the parser did not see one.
NO_SUBJECT = ("Case=Gen", "Case=Dat", "Case=Ins", "Case=Acc")
MISREAD = frozenset(
    {"dep", "iobj", "flat", "advmod", "appos", "list", "vocative", "dislocated", "root"}
)
CASES = {"gen": "Case=Gen", "dat": "Case=Dat", "ins": "Case=Ins", "acc": "Case=Acc"}
NOMINAL = ("nmod", "nmod:poss", "obl", "obl:agent", "obj", "iobj", "det")
OBLIQUE = ("obl", "obl:agent", "nmod", "advmod", "advcl", "acl", "xcomp", "ccomp")


def fillers(scene: Scene, predicate: int, slot: str) -> Iterator[Word]:
    """Words in a slot of the predicate, with those coordinated with them."""
    for word in _direct(scene, predicate, slot):
        yield from scene.conjuncts(word.index)
    yield from pronoun_objects(scene, predicate, slot)


def _direct(scene: Scene, predicate: int, slot: str) -> Iterator[Word]:
    if slot == "subj":
        return subjects(scene, predicate)
    if slot == "obj":
        return objects(scene, predicate)
    if slot == "iobj":
        return scene.children(predicate, "iobj")
    if slot in ("xcomp", "ccomp"):
        return _complement_subjects(scene, predicate, slot)
    if slot in CASES:
        return _bare(scene, predicate, CASES[slot])
    if slot == "poss":
        return _possessors(scene, predicate)
    if slot == "adj":
        return scene.children(predicate, "amod", "det")
    if slot == "compound":
        return _compounds(scene, predicate)
    return _prepositional(scene, predicate, slot)


def _compounds(scene: Scene, predicate: int) -> Iterator[Word]:
    """Words joined to an act noun without a preposition: not "a meeting *with Chad*"."""
    for word in scene.children(predicate, "compound", "flat", "appos", "nmod"):
        if word.relation != "nmod" or not scene.marker(word.index):
            yield word


def subjects(scene: Scene, predicate: int) -> Iterator[Word]:
    """Who does it: the subject or, with a passive, the "by" phrase; failing that, by control."""
    if is_passive(scene, predicate):
        yield from passive_agents(scene, predicate)
        return
    own = list(scene.children(predicate, "nsubj", "csubj", "nsubj:pass"))
    second = _second_subjects(scene, predicate)
    home, anybody = houses(scene, predicate), scene.language.cues.words.anybody
    own = [w for w in own if w not in second and not (home and scene.folded[w.index] in anybody)]
    if not own:
        controllers = list(_controllers(scene, predicate))
        if home and is_of_many(scene, predicate, controllers):
            controllers = []  # "Польша обвинила Белоруссию, *в Минске* обвинения отвергли"
        yield from controllers or home or _just_before(scene, predicate)
        return
    for word in own:
        meant = _antecedent(scene, predicate, word)
        if meant is not word and (issuers := _issuers(scene, meant)):
            yield from issuers  # "a law *that* bans"
            continue
        unknown = meant.upos == "PRON" and meant.index not in scene.covering
        yield from (_speakers(scene, predicate) or [meant]) if unknown else [meant]


def _second_subjects(scene: Scene, predicate: int) -> list[Word]:
    """Of two subjects behind each other the second is an object that the parser did not see:
    "Чад обстрелял *нигерский город*"."""
    own = list(scene.children(predicate, "nsubj"))
    none = not any(True for _ in scene.children(predicate, "obj", "iobj", "cop"))
    behind = [w for w in own[1:] if w.index > predicate and w.upos in ("NOUN", "PROPN")]
    first = own[0] if own else None
    named = first is not None and first.index < predicate and first.index in scene.covering
    return behind if none and named else []


def _just_before(scene: Scene, predicate: int) -> Iterator[Word]:
    """A name right before a verb without a subject: "*Portugal* lobte Spanien"."""
    mention = scene.covering.get(predicate - 1)
    if mention is None or scene.word(predicate).upos != "VERB":
        return
    head = scene.head_of(mention)
    several = scene.feature(predicate, "Number=Plur") and scene.feature(head, "Number=Sing")
    if scene.word(head).relation in MISREAD and not scene.marker(head) and not several:
        yield scene.word(head)


def _speakers(scene: Scene, predicate: int) -> list[Word]:
    """Whom "we" or "it" means that nobody before explains: the subject of the verb of saying.

    "“*We* demand an answer”, the minister said"; "the agency said *it* had approved the sale".
    """
    word = scene.word(predicate)
    if scene.headed is not None and predicate >= scene.headed.tokens[1]:
        return [scene.word(scene.head_of(scene.headed))]
    if word.relation == "ccomp" and word.head >= 0:
        return list(scene.children(word.head, "nsubj"))
    for clause in scene.children(predicate, "parataxis"):
        if not any(True for _ in scene.children(clause.index, "ccomp", "obj")):
            return list(scene.children(clause.index, "nsubj"))
    return []


def _own_objects(scene: Scene, predicate: int) -> list[Word]:
    """Objects of a verb; those that stand before its infinitive are its own and not that one's.

    "пригласил *Трампа* посетить Москву": parsers hang the guest on the visit. The indirect object
    stands for a direct one that is not there ("urged *Chad* to stop").
    """
    own = list(scene.children(predicate, "obj")) or list(scene.children(predicate, "iobj"))
    own = own or _second_subjects(scene, predicate)
    if scene.word(predicate).relation == "xcomp":
        return [w for w in own if not _stands_before(scene, w.index, predicate)] or own
    if not own:
        for clause in scene.children(predicate, "xcomp"):
            inner = list(scene.children(clause.index, "obj"))
            own += [
                w for w in inner if len(inner) > 1 and _stands_before(scene, w.index, clause.index)
            ]
    return own


def _stands_before(scene: Scene, word: int, infinitive: int) -> bool:
    """Whether a word stands before an infinitive, with no comma between them."""
    between = scene.tree.words[word:infinitive]
    return word < infinitive and all(w.upos != "PUNCT" for w in between)


def objects(scene: Scene, predicate: int) -> Iterator[Word]:
    """Towards whom or what: the object, or the subject of a passive."""
    if not is_passive(scene, predicate):
        for word in _own_objects(scene, predicate):
            yield _antecedent(scene, predicate, word)
        return
    own = list(scene.children(predicate, "nsubj:pass", "nsubj"))
    if own:
        yield from (_antecedent(scene, predicate, w) for w in own)
    else:
        yield from _controllers(scene, predicate)
    if is_undergone(scene, predicate):
        yield from scene.children(predicate, "obj")  # "s'est vu refuser *l'entrée*"


def _controllers(scene: Scene, predicate: int) -> Iterator[Word]:
    """Subject of a predicate that has none of its own.

    Coordination ("met and signed"), control ("wants to meet"), adverbial clauses ("after
    meeting"), and a noun that a participle or relative clause describes ("the state accused").
    """
    word = scene.word(predicate)
    if word.head < 0:
        return
    head = scene.word(word.head)
    if word.relation == "advcl" and "VerbForm=Conv" in word.feats:
        while head.relation == "xcomp":  # "*Китай* убедил Кению закрыть порт, пригрозив …"
            head = scene.word(head.head)
        yield from subjects(scene, head.index)
        return
    if word.relation in ("conj", "xcomp", "advcl", "ccomp", "parataxis") and head.upos in VERBAL:
        if word.relation == "parataxis" and "VerbForm=Fin" in word.feats:
            return
        if word.relation == "ccomp" and "VerbForm=Fin" in word.feats:
            yield from _same_subject(scene, word, head)
            return
        if "pledging" in verb_groups(scene, head.index):
            yield from subjects(scene, head.index)  # "promised Chad to send troops"
            return
        asked = [*_own_objects(scene, head.index), *_addressed(scene, head.index)]
        controlled = [w for w in asked if _can_act(scene, w)]
        asked_for = word.relation == "xcomp" and not _is_purpose(scene, head)
        asked_for = asked_for or _is_asked_for(scene, word, head)
        asked_for = asked_for or _is_deserved(scene, word, controlled)
        if asked_for and is_passive(scene, head.index):
            yield from objects(scene, head.index)  # "Iran was urged to stop", "accused of arming"
        elif controlled and asked_for:
            yield from controlled
        else:
            yield from subjects(scene, head.index)
    elif word.relation in ("conj", "xcomp", "advcl"):
        yield from scene.children(head.index, "nsubj", "nsubj:pass")
    elif word.relation in ("acl", "amod"):
        if _opens_with_oblique(scene, word):
            return
        if _opens_with_adverb(scene, word):
            yield from subjects(scene, head.head)
        elif "VerbForm=Inf" not in word.feats and not _is_intended(scene, word, head):
            yield from _issuers(scene, head) or [head]
        elif owners := _owners(scene, head):
            yield from owners
        elif head.relation in ("obj", "obl") and scene.word(head.head).upos in VERBAL:
            yield from subjects(scene, head.head)  # "took the decision to impose"


def _is_purpose(scene: Scene, head: Word) -> bool:
    """Whether an infinitive can only say what a verb was done for, because all that the lexicon
    knows of the verb are dealings with others: "phoned Lee *to express* solidarity"."""
    entries = scene.language.verb_entries(scene.folded[head.index])
    return bool(entries) and all(entry.co for entry in entries)


def _opens_with_oblique(scene: Scene, clause: Word) -> bool:
    """Whether a relative clause is about something that its noun gets or suffers: "staff *of whom*
    it is said", "которых подозревают"."""
    first = next((w for w in scene.children(clause.index) if w.upos != "PUNCT"), None)
    if first is None or first.upos not in ("PRON", "DET") or first.index > clause.index:
        return False
    bare = not any(True for _ in scene.children(first.index, "case"))
    oblique = any(case in first.feats for case in NO_SUBJECT)
    finite = "VerbForm=Fin" in clause.feats
    return finite and first.relation in ("obj", "iobj", "obl") and (oblique or not bare)


def _is_intended(scene: Scene, clause: Word, noun: Word) -> bool:
    """Whether a participle says what is planned, as an infinitive does: "the intention *of
    recognising* Chad", and not "the plan that *had angered* Chad"."""
    groups = scene.language.noun_cues.get(scene.folded[noun.index], frozenset())
    alone = not any(True for _ in scene.children(clause.index, "aux", "nsubj", "aux:pass"))
    return "plan" in groups and alone and "VerbForm=Fin" not in clause.feats


def _issuers(scene: Scene, noun: Word) -> list[Word]:
    """Who speaks through a document that names nobody: "*the council* adopted a resolution
    condemning Chad"."""
    groups = scene.language.noun_cues.get(scene.folded[noun.index], frozenset())
    issued = noun.relation in ("obj", "obl") and scene.word(noun.head).upos in VERBAL
    if "document" not in groups or not issued or is_passive(scene, noun.head):
        return []
    beside = scene.children(noun.index, "nmod", "nmod:poss", "amod", "compound")
    return [] if any(w.index in scene.covering for w in beside) else [*subjects(scene, noun.head)]


def _owners(scene: Scene, noun: Word) -> list[Word]:
    """Whose plan it is that an infinitive describes: "*Mali's* decision to close the border"."""
    groups = scene.language.noun_cues.get(scene.folded[noun.index], frozenset())
    if "plan" not in groups:
        return []
    beside = scene.children(noun.index, "nmod", "nmod:poss", "amod", "det")
    named = [w for w in beside if w.index in scene.covering]
    return [w for w in named if scene.marker(w.index) in ("", *scene.language.cues.words.of)]


def _same_subject(scene: Scene, clause: Word, head: Word) -> Iterator[Word]:
    """Who is meant where a language leaves a pronoun out: "anunció que *romperá* relaciones"."""
    person = "Number=Plur" in clause.feats, "Number=Sing" in clause.feats
    if "VerbForm=Fin" not in head.feats or has_reflexive(scene, clause.index):
        return
    if person == ("Number=Plur" in head.feats, "Number=Sing" in head.feats):
        yield from scene.children(head.index, "nsubj")


def _opens_with_adverb(scene: Scene, clause: Word) -> bool:
    """A finite relative clause that begins with "where", or "in which", has the subject of the
    clause above: "прибыл в Рим, *где* встретился с премьером"."""
    first = next((w for w in scene.children(clause.index) if w.upos != "PUNCT"), None)
    verbal = scene.tree.head(clause.head)
    return (
        "VerbForm=Fin" in clause.feats
        and first is not None
        and (first.upos == "ADV" or _is_oblique(scene, first))
        and clause.head < first.index < clause.index
        and verbal is not None
        and verbal.upos in VERBAL
    )


def _is_oblique(scene: Scene, word: Word) -> bool:
    """Whether a pronoun stands behind a preposition: "a letter *in which*"."""
    pronoun = word.upos in ("PRON", "DET") and word.relation == "obl"
    return pronoun and bool(scene.marker(word.index))


def _addressed(scene: Scene, verb: int) -> Iterator[Word]:
    """Indirect objects, also behind the preposition of a recipient: "acusó *a Chad* de violar"."""
    slots = {slot for e in scene.language.verb_entries(scene.folded[verb]) for slot in e.to}
    verge = {w for phrase in scene.language.cues.words.verge for w in phrase.split()}
    for word in scene.children(verb, "iobj", "obl"):
        if scene.folded[word.index] in verge:
            continue  # "está *a punto de* firmar"
        if word.relation == "iobj" or scene.marker(word.index) in slots:
            yield word


def _is_asked_for(scene: Scene, clause: Word, head: Word) -> bool:
    """Whether a clause's marker is a content slot above it: "accused Iran *of* helping"."""
    marks = {scene.folded[w.index] for w in scene.children(clause.index, "mark", "case")}
    entries = scene.language.verb_entries(scene.folded[head.index])
    return any(marks & set(entry.content) for entry in entries)


def _is_deserved(scene: Scene, clause: Word, objects_above: list[Word]) -> bool:
    """Whether a participle says for what somebody named is blamed, thanked or punished: "condemned
    Chad *for attacking* Niger"."""
    marks = {scene.folded[w.index] for w in scene.children(clause.index, "mark", "case")}
    named = any(w.index in scene.covering for w in objects_above)
    participle = "VerbForm=Part" in clause.feats or "VerbForm=Ger" in clause.feats
    return named and participle and bool(marks & set(scene.language.cues.words.deserved))


def _can_act(scene: Scene, word: Word) -> bool:
    """Whether an object can do something itself: "accused *Iran* of helping", not "itself"."""
    reflexive = scene.language.cues.words.reflexive
    return word.upos in ("PROPN", "NOUN", "PRON") and scene.folded[word.index] not in reflexive


def _antecedent(scene: Scene, predicate: int, word: Word) -> Word:
    """The noun that a relative pronoun stands for; the word itself if it is none."""
    clause = scene.word(predicate)
    while clause.relation == "conj" and clause.head >= 0:
        clause = scene.word(clause.head)
    relative = clause.relation == "acl" and clause.head >= 0
    if relative and word.upos in ("PRON", "DET", "ADP") and word.index not in scene.covering:
        if word.index < predicate and clause.head < word.index:
            return scene.word(clause.head)
    return word


def _complement_subjects(scene: Scene, predicate: int, slot: str) -> Iterator[Word]:
    """The subject of a complement: "demanded that *Iran* stop"."""
    for clause in scene.children(predicate, slot, "ccomp", "csubj"):
        yield from scene.children(clause.index, "nsubj", "nsubj:pass")


def _bare(scene: Scene, predicate: int, case: str) -> Iterator[Word]:
    """Phrases in a case without a preposition; the parser gives many names no case at all, or
    another than their article ("schickt *der* Ukraine Panzer")."""
    for word in scene.children(predicate, *NOMINAL):
        name = word.relation == "obl" and word.upos == "PROPN" and "Case=" not in word.feats
        told = [word, *scene.children(word.index, "det")]
        in_case = any(scene.feature(w.index, case) for w in told)
        if (in_case or name) and not scene.marker(word.index):
            yield word


def _possessors(scene: Scene, predicate: int) -> Iterator[Word]:
    """Possessors stand before their noun and have no preposition ("Germany's", "Deutschlands")."""
    for word in scene.children(predicate, "nmod", "nmod:poss", "det", "compound"):
        if word.index < predicate and not scene.marker(word.index):
            yield word


def _prepositional(scene: Scene, predicate: int, slot: str) -> Iterator[Word]:
    for word in scene.children(predicate, *OBLIQUE, "obj", "iobj"):
        marker = scene.marker(word.index) or _fused(scene, word)
        if marker == slot:
            yield _antecedent(scene, predicate, word)
        elif " " in slot:
            yield from _complex_preposition(scene, word, slot)


def _fused(scene: Scene, word: Word) -> str:
    """The preposition that a relative pronoun has in itself: "*auquel*", "*dont*"."""
    if word.upos not in ("PRON", "ADP", "DET"):
        return ""
    return scene.language.cues.words.contractions.get(scene.folded[word.index], "")


def _complex_preposition(scene: Scene, word: Word, slot: str) -> Iterator[Word]:
    """ "в отношении России" where the parser takes "отношении" for the noun: its own dependent."""
    *prepositions, noun = slot.split()
    if scene.folded[word.index] == noun and scene.marker(word.index) == " ".join(prepositions):
        yield from scene.children(word.index, "nmod", "nmod:poss", "det")
    first = f"{scene.marker(word.index)} {scene.folded[word.index]}".strip()
    if slot.startswith(first + " "):  # "auprès *de*": an adverb with a phrase of its own
        for below in scene.children(word.index, "nmod", "obl"):
            if scene.marker(below.index) == slot.removeprefix(first + " "):
                yield below
