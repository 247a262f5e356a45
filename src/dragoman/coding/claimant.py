"""Who says so: saying verbs above the act, "according to", accusers, running quotations."""

from __future__ import annotations

from dataclasses import dataclass, replace

from dragoman.coding.carriers import verb_groups
from dragoman.coding.negation import is_negated
from dragoman.coding.parties import MEDIA, is_medium, slot_parties
from dragoman.coding.passives import is_passive
from dragoman.coding.roles import subjects
from dragoman.coding.rules import Rule
from dragoman.coding.scene import Scene, distinct, parties
from dragoman.coding.voice import Speaker
from dragoman.model import MEDIUM, Claimant, Party, Span, Stance, Word

CLAIMING = frozenset({"saying", "denying", "believing", "doubting"})
REPORTED = ("ccomp", "xcomp", "parataxis", "csubj", "obj", "advcl", "nsubj:pass")
BESIDE = ("amod", "nmod", "nmod:poss", "compound", "det", "dep")
NAMED = ("appos", "flat", "nmod")
UNOFFICIAL = {"press": MEDIA, "source": "CVL"}  # groups of nouns, and the sectors of such actors
LONGEST = 4  # words of a phrase that opens a sequel
FARTHEST = 6  # words from an according-to phrase to the mention it introduces


@dataclass(frozen=True, slots=True)
class Attribution:
    """A claimant and the rule that found it."""

    claimant: Claimant
    rule: Rule


def attribution(scene: Scene, index: int) -> Attribution | None:
    """Who claims the act at `index`: the nearest saying verb above it, an according-to, or whoever
    is named at the head of a headline."""
    return _said(scene, index) or _according(scene, index) or _headed(scene, index)


def _headed(scene: Scene, index: int) -> Attribution | None:
    head = scene.headed
    if head is None or index < head.tokens[1] or is_medium(head):
        return None
    party = parties(head)[0]
    return Attribution(Claimant(party, party.span, Stance.ASSERTS), Rule.HEADED)


def running(scene: Scene, index: int, speaker: Speaker | None) -> Attribution | None:
    """An attribution of a sentence before that runs on: in a quotation, or by the verb's mood."""
    if speaker is None:
        return None
    if speaker.quoted:
        return Attribution(speaker.claimant, Rule.QUOTATION)
    hearsay = scene.language.cues.words.hearsay
    forms = [index, *(w.index for w in scene.children(index, "aux", "aux:pass", "cop"))]
    if any(scene.folded[i] in hearsay for i in forms):
        return Attribution(speaker.claimant, Rule.HEARSAY)
    return None


def teller(scene: Scene, verb: int) -> Attribution | None:
    """Who says it with a verb of saying: "*the Kremlin* announced Modi's visit"."""
    found = _speaker(scene, scene.word(verb))
    return None if found is None else Attribution(found, Rule.SAYING)


def speaker_of(scene: Scene) -> Claimant | None:
    """Who is named last as saying something in a sentence, whatever he says."""
    found = None
    for word in scene.tree.words:
        if "saying" in verb_groups(scene, word.index):
            found = _speaker(scene, word) or found
    return found


def _said(scene: Scene, index: int) -> Attribution | None:
    word = scene.word(index)
    while word.head >= 0:
        head = scene.word(word.head)
        if _is_relative(scene, word) or _is_sequel(scene, word):
            break  # "said that rebels, *who hold the town*, …": the text adds it
        groups = verb_groups(scene, head.index)
        told = word.relation in REPORTED and not _is_circumstance(scene, word)
        told = told and not (word.relation == "advcl" and _is_participle(scene, word))
        if told and groups & CLAIMING and not _is_parted(scene, word):
            found = _speaker(scene, head)
            if found is not None:
                return Attribution(found, Rule.SAYING)
        for child in scene.children(word.index, "parataxis"):
            if "saying" in verb_groups(scene, child.index) and _is_inserted(scene, child):
                found = _speaker(scene, child)
                if found is not None:
                    return Attribution(found, Rule.SAYING)
        word = head
    for child in scene.children(word.index, "parataxis", "advcl", "ccomp"):
        if child.index != index and "saying" in verb_groups(scene, child.index):
            found = _speaker(scene, child) if _is_inserted(scene, child) else None
            if found is not None:
                return Attribution(found, Rule.SAYING)
    return None


def _is_participle(scene: Scene, word: Word) -> bool:
    """ "recognised it, *prompting* fury", "responded *by halting* imports": a participle without a
    mark, or behind a preposition of means, is nothing that is said."""
    means = scene.language.cues.words.means
    marks = [*scene.children(word.index, "mark", "aux", "aux:pass")]
    marked = any(scene.folded[w.index] not in means for w in marks)
    return not marked and "VerbForm=" in word.feats and "VerbForm=Fin" not in word.feats


def _is_circumstance(scene: Scene, word: Word) -> bool:
    """Whether a clause says when or why the verb above happened, not what was said: "recalled his
    envoy *after* Trump called him a thief"."""
    away = scene.language.cues.words.circumstance
    marks = (scene.folded[w.index] for w in scene.children(word.index, "mark"))
    return word.relation == "advcl" and any(mark in away for mark in marks)


def _is_parted(scene: Scene, word: Word) -> bool:
    """Whether a semicolon parts a clause from the verb that it seems to hang on: "Chad attacked
    Niger; Mali *says* …"."""
    first, last = sorted((word.head, word.index))
    return any(w.text == ";" for w in scene.tree.words[first:last])


def _is_relative(scene: Scene, word: Word) -> bool:
    """Whether a clause describes the noun before it by a relative pronoun."""
    return word.relation == "acl" and any(
        w.upos == "PRON" and word.head < w.index < word.index
        for w in scene.children(word.index, "nsubj", "nsubj:pass", "obj", "obl")
    )


def _is_sequel(scene: Scene, word: Word) -> bool:
    """Whether a clause tells what another did about it: "said it had struck Doha, *prompting Qatar*
    to accuse it", "…, *worauf* Katar …"."""
    if word.upos == "PUNCT":
        return False
    behind = word.relation == "advcl" and word.index > word.head
    if behind and _is_participle(scene, word):
        moved = any(w.index in scene.covering for w in scene.children(word.index, "obj"))
        if moved and any(True for _ in scene.children(word.index, "xcomp")):
            return True
    clause = (i for i in scene.tree.subtree(word.index) if scene.word(i).upos != "PUNCT")
    first = next(clause)
    opening = scene.folded[first : first + LONGEST]
    phrases = (tuple(phrase.split()) for phrase in scene.language.cues.words.sequel)
    return any(opening[: len(phrase)] == phrase for phrase in phrases)


def _is_inserted(scene: Scene, word: Word) -> bool:
    """ ", the minister said": an inserted clause has a subject of its own and no complement.

    The parser may take an inverted subject for an object: "…, a annoncé Amman".
    """
    if word.head >= 0 and _is_parted(scene, word):
        return False  # "Chad denied it; Niger *said* …"
    if "VerbForm=Inf" in word.feats:
        return False  # "voted *to declare* him unwelcome"
    if "VerbForm=Part" in word.feats and is_passive(scene, word.index):
        return False  # "*criticised by Chad*, the plan …"
    beside = scene.children(word.index, "nsubj", "obj")
    own = {w.relation for w in beside if w.relation == "nsubj" or w.upos != "PRON"}
    if own == {"nsubj", "obj"}:
        return False  # "…, Niger *claimed* the opposite"
    told = bool(own)
    told = told or bool(slot_parties(scene, word.index, ("subj",)))  # "…, сообщили в Бейруте"
    content = any(True for _ in scene.children(word.index, "ccomp", "xcomp"))
    return told and not content  # not so "while Chad threatened *to veto it*, Niger …"


def _speaker(scene: Scene, verb: Word) -> Claimant | None:
    """The claimant of a saying verb; None if it has no subject at all."""
    stance = Stance.ASSERTS
    if "denying" in verb_groups(scene, verb.index) or is_negated(scene, verb.index):
        stance = Stance.DENIES
    who = list(subjects(scene, verb.index))
    found = slot_parties(scene, verb.index, ("subj",))
    own = any(True for _ in scene.children(verb.index, "nsubj", "nsubj:pass"))
    if not own and verb.relation == "parataxis":  # "…, a annoncé Amman": the parser's object
        found = slot_parties(scene, verb.index, ("obj",)) or found
    if found:
        unofficial = _unofficial(scene, found[0].span)
        return unofficial or Claimant(found[0], found[0].span, stance)
    for word in who:
        mention = scene.mention_of(word.index)
        if mention is not None:  # a newspaper or an agency
            party = parties(mention)[0]
            return Claimant(party, party.span, Stance.REPORTS)
        if word.upos in ("NOUN", "PROPN", "PRON"):
            return Claimant(None, scene.span([word.index]), Stance.REPORTS)
    return None


def _unofficial(scene: Scene, span: Span) -> Claimant | None:
    """The press, or whoever else speaks for no state, if the name of one only says from where it
    is: "*Russian media* said"."""
    mention = next((m for m in scene.mentions if m.span == span), None)
    noun = None if mention is None else scene.tree.head(scene.head_of(mention))
    if mention is None or noun is None or noun.index in scene.covering:
        return None
    head, plain = scene.head_of(mention), ("", *scene.language.cues.words.of)
    if scene.word(head).relation not in BESIDE or scene.marker(head) not in plain:
        return None
    groups = scene.language.noun_cues.get(scene.folded[noun.index], frozenset())
    kind = next((kind for kind in UNOFFICIAL if kind in groups), None)
    if kind is None:
        return None
    below = (w.index for w in scene.children(noun.index, *NAMED))
    for place in (noun.index + 1, noun.head, *below):
        named = scene.covering.get(place)
        if named is not None and is_medium(named):  # "the Russian agency *TASS*"
            return Claimant(parties(named)[0], named.span, Stance.REPORTS)
    first, last = sorted((head, noun.index))
    words = scene.span(range(first, last + 1))
    known = mention.actors[0]
    identity = f"{MEDIUM}{known.id}" if kind == "press" else f"{known.id}/{kind}"
    actor = replace(known, id=identity, name=words.text, sector=UNOFFICIAL[kind])
    return Claimant(Party(actor, words, mention.via), words, Stance.REPORTS)


def _according(scene: Scene, index: int) -> Attribution | None:
    """A phrase "according to X" (or "X zufolge") in the same sentence."""
    words = scene.language.cues.words
    text = scene.folded
    if any(_is_sequel(scene, w) for w in (scene.word(index), *scene.tree.ancestors(index))):
        return None
    for phrase in words.according_to:
        start = _find(text, phrase.split())
        if start is not None and _governs(scene, start, index):
            end = start + len(phrase.split())
            return _source(scene, range(end, min(end + FARTHEST, len(text))), start)
    for phrase in words.according_after:
        start = _find(text, phrase.split())
        if start is not None and _governs(scene, start, index):
            return _source(scene, range(start - 1, max(start - FARTHEST, -1), -1), start)
    return None


def _governs(scene: Scene, start: int, index: int) -> bool:
    """Whether the phrase does not sit in a clause of its own that leaves the act out."""
    above = {index, *(w.index for w in scene.tree.ancestors(index))}
    word = scene.tree.head(start) or scene.word(start)
    while word.head >= 0 and word.upos not in ("VERB", "AUX") and word.index not in above:
        word = scene.word(word.head)
    return word.index in above


def _source(scene: Scene, places: range, start: int) -> Attribution:
    for place in places:
        if scene.word(place).upos == "PUNCT":
            break  # "según fuentes diplomáticas, Egipto …"
        mention = scene.covering.get(place)
        if mention is not None:
            party: Party = distinct(parties(mention))[0]
            claimant = Claimant(party, party.span, Stance.ASSERTS)
            return Attribution(_unofficial(scene, mention.span) or claimant, Rule.ACCORDING_TO)
    span: Span = scene.span([start, *list(places)[:2]])
    return Attribution(Claimant(None, span, Stance.REPORTS), Rule.ACCORDING_TO)


def _find(words: tuple[str, ...], phrase: list[str]) -> int | None:
    """Where a phrase begins; its words are compared folded as the sentence's are."""
    first, size = phrase[0], len(phrase)
    for start, word in enumerate(words):
        if word == first and list(words[start : start + size]) == phrase:
            return start
    return None
