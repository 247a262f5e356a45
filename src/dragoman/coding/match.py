"""Which words of a sentence name an act, and by which entry of the lexicon."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.coding.carriers import CANCEL, POSTPONE, undone_by
from dragoman.coding.claimant import attribution
from dragoman.coding.parties import ROLES, found_parties, is_of_body, slot_parties
from dragoman.coding.roles import fillers, objects
from dragoman.coding.scene import Scene
from dragoman.lang import Entry
from dragoman.model import Word

SPEAKER = "speaker"  # the slot of whoever says it: "Kyiv said that Moscow *violated* the treaty"
OFF = (CANCEL, POSTPONE)  # whoever announces that a meeting is called off announces none
ASIDE = ("VerbForm=Part", "VerbForm=Conv")
SPORT = "sport"  # groups of cue nouns
NO_PARTY = frozenset({"nature", "private"})
DOING = ("nsubj", "obl:agent", "csubj")
# Relations of predicates, whatever the parser takes them for.
CLAUSAL = frozenset({"root", "acl", "ccomp", "advcl", "parataxis"})
PREDICATES = frozenset({"VERB", "AUX", "NOUN", "ADJ", "PROPN", "ADV", "X"})


@dataclass(frozen=True, slots=True)
class Match:
    """A word that names an act.

    Attributes:
        index: the word.
        entry: the entry of the lexicon whose conditions hold.
        noun: whether it is an act noun.
        object: the object noun that the entry asks for ("Sanktionen" in "Sanktionen
            verhängen"), or None.
    """

    index: int
    entry: Entry
    noun: bool
    object: int | None = None


@dataclass(frozen=True, slots=True)
class Missed:
    """A word that an entry has, and why the entry did not hold there."""

    index: int
    entry: Entry
    reason: str


def matches(scene: Scene, heard: bool = False) -> Iterator[Match | Missed]:
    """The acts that words of the sentence name, in order; each word names one at most.

    Args:
        heard: whether somebody named before speaks in the sentence.
    """
    for word in scene.tree.words:
        if word.upos not in PREDICATES and word.relation not in CLAUSAL:
            continue
        if _is_month(scene, word):
            continue
        verbal = word.upos in ("VERB", "AUX") or "VerbForm" in word.feats
        found = _first_match(scene, word.index, verbal, heard)
        if found is not None:
            yield found


def _is_month(scene: Scene, word: Word) -> bool:
    """Whether a word with a capital, inside a sentence, is the name of a month: "in *March*"."""
    token = scene.sentence.tokens[word.index]
    months = scene.language.cues.dates.months
    return word.index > 0 and token.text[0].isupper() and scene.folded[word.index] in months


def _first_match(scene: Scene, index: int, verbal: bool, heard: bool) -> Match | Missed | None:
    """The first entry that holds; failing all, why the first one did not.

    A verb form or an adjective is looked up among verbs, then nouns (an infinitive used as a
    noun); any other word among nouns, then verbs.
    """
    folded = scene.folded[index]
    verbs, nouns = scene.language.verb_entries(folded), scene.language.noun_entries(folded)
    missed: Missed | None = None
    covered = index in scene.covering
    verbs_first = verbal or scene.word(index).upos == "ADJ"
    for entries, noun in (
        ((verbs, False), (nouns, True)) if verbs_first else ((nouns, True), (verbs, False))
    ):
        for entry in entries:
            if not noun and not verbal and not _acts_as_verb(scene, index, entry):
                reason, found = "not used as a verb here", None
            elif covered and (not noun or _is_inside_name(scene, index)):
                reason, found = "part of a name or an office", None
            elif SPEAKER in entry.agent and not heard and attribution(scene, index) is None:
                reason, found = "nobody says so", None
            else:
                reason, found = unmet(scene, index, entry, noun)
            if not reason and _is_no_dealing(scene, index):
                return Missed(index, entry, "a word of sport, weather or private life hangs on it")
            if not reason:
                return Match(index, entry, noun, found)
            missed = missed or Missed(index, entry, reason)
    return missed


def _acts_as_verb(scene: Scene, index: int, entry: Entry) -> bool:
    """A verb form that the parser tagged as something else: a participle, or one with a subject.

    The bare form of a verb that takes an object is none: "*close* to the border".
    """
    if scene.word(index).upos in ("ADJ", "ADV"):
        return not entry.object or scene.folded[index] != entry.lemma
    return any(True for _ in scene.children(index, "nsubj", "nsubj:pass", "aux", "aux:pass"))


def unmet(scene: Scene, index: int, entry: Entry, noun: bool) -> tuple[str, int | None]:
    """The first condition of an entry that fails ("" if all hold), and the object it found."""
    if entry.particle is not None and not _has_particle(scene, index, entry):
        return f"no particle {entry.particle!r}", None
    if entry.reflexive and not _is_reflexive(scene, index):
        return "not reflexive", None
    thing = None
    if entry.object:
        thing = _object(scene, index, entry)
        if thing is None:
            return f"its object is none of {', '.join(entry.object)}", None
        if entry.single and _is_several(scene, thing):
            return "there are several of its objects", None
    if entry.subject and not _has_subject(scene, index, entry):
        return f"its subject is none of {', '.join(entry.subject)}", None
    places = [place for place in (index, thing) if place is not None]
    if entry.unless and any(_vetoed(scene, place, entry) for place in places):
        return "vetoed by a word that hangs on it", None
    for slot in entry.needs:
        if not any(_is_filled(scene, place, slot) for place in places):
            return f"nothing stands in {slot!r}", None
    for slot in entry.without:
        own = places[:1] if slot == "subj" else places  # an infinitive has the subject of its verb
        if any(_is_filled(scene, place, slot) for place in own):
            return f"something stands in {slot!r}", None
    for slot in entry.party:
        if not _holds_party(scene, index, slot):
            return f"no actor stands in {slot!r}", None
    return "", thing


def _is_inside_name(scene: Scene, index: int) -> bool:
    """ "the *Contact* Group", but not "*US-Sanktionen*"."""
    first, end = scene.covering[index].tokens
    return end - first > 1


def _is_filled(scene: Scene, index: int, slot: str) -> bool:
    """Whether anything stands in a slot; an "xcomp" has no subject of its own ("told to go")."""
    if slot not in ("xcomp", "ccomp"):
        return any(True for _ in fillers(scene, index, slot))
    return any(
        slot == "ccomp" or not any(True for _ in scene.children(clause.index, "nsubj"))
        for clause in scene.children(index, slot)
    )


def _holds_party(scene: Scene, index: int, slot: str) -> bool:
    """Whether an actor stands in a slot; behind a preposition also one noun further down."""
    if slot not in ROLES:
        return bool(slot_parties(scene, index, (slot,)))
    return any(_is_party(scene, w.index, slot) for w in fillers(scene, index, slot))


def _is_party(scene: Scene, index: int, slot: str) -> bool:
    """Whether a word means an actor, and is no object that one did: "hosted *Chad's talks*"."""
    act = scene.mention_of(index) is None and scene.language.noun_entries(scene.folded[index])
    return not (act and slot == "obj") and bool(found_parties(scene, index))


def _has_particle(scene: Scene, index: int, entry: Entry) -> bool:
    """A particle that stands apart, or one still joined to its verb ("abgesagt")."""
    assert entry.particle is not None
    infinitive = "VerbForm=Inf" in scene.word(index).feats
    marks = () if infinitive else ("mark",)  # "*zu* sichern" is no "zusichern"
    apart = any(
        scene.folded[w.index] == entry.particle
        for w in scene.children(index, "compound:prt", "compound", "advmod", "case", "obl", *marks)
    )
    joined = entry in scene.language.verbs.get(scene.folded[index], ())
    return apart or joined


def _is_reflexive(scene: Scene, index: int) -> bool:
    words = scene.language.cues.words.reflexive
    return any(scene.folded[w.index] in words for w in scene.children(index))


def _object(scene: Scene, index: int, entry: Entry) -> int | None:
    """The word in object position that is one of the nouns the entry asks for."""
    wanted = frozenset(entry.object)
    candidates = [w for o in objects(scene, index) for w in scene.conjuncts(o.index)]
    beside = [*scene.children(index, "obl", "iobj", "nmod", "xcomp", "compound")]
    deeds = [w for w in beside if w.relation == "xcomp" and w.upos == "VERB"]
    candidates += [w for w in beside if w not in deeds]
    if not any(w.relation == "obj" for w in candidates):  # "was refused *entry*"
        candidates += scene.children(index, "obj")
    # "a promis *de riposter*", "пообещала *ответить*"; not "called on Chad *to act*"
    if not any(index < w.index for w in candidates):
        candidates += [w for w in deeds if _is_named(scene, w)]
    # "calificó *de históricas* las palabras": hung on the object with its preposition
    candidates += [w for w in scene.children(index, "amod") if scene.marker(w.index)]
    # "called the incident *a violation*": below a name that the parser took for a predicate
    candidates += [n for w in scene.children(index, "xcomp") for n in _below(scene, w.index)]
    # "dozens of guns": what is counted is the object
    away = scene.language.cues.words.circumstance
    candidates += [
        n
        for w in candidates
        for n in scene.children(w.index, "nmod")
        if scene.marker(n.index) not in away and undone_by(scene, n) not in OFF
    ]
    signs = [w for w in candidates if w.upos == "SYM"]  # "$100 million"
    candidates += [n for w in signs for n in scene.children(w.index, "nummod")]
    for word in candidates:
        named = scene.language.object_lemmas(scene.folded[word.index]) & wanted
        if named and not _is_month(scene, word):
            return word.index
    return next((i for word in candidates[:1] for i in _counted(scene, word.index, wanted)), None)


def _is_named(scene: Scene, deed: Word) -> bool:
    """Whether a complement is an infinitive without a particle; with one it may have the letters
    of a noun: "*to* act", "*zu* reden"."""
    particle = any(w.upos == "PART" for w in scene.children(deed.index, "mark"))
    return "VerbForm=Part" not in deed.feats and not particle


def _has_subject(scene: Scene, index: int, entry: Entry) -> bool:
    """Whether the subject is, or counts, one of the nouns that the entry asks for: "*rescuers*
    arrived", "a dozen *lorries* came"."""
    wanted = frozenset(entry.subject)
    found = [word.index for word in fillers(scene, index, "subj")]
    found += [n.index for i in found for n in scene.children(i, "nmod")]
    return any(scene.language.object_lemmas(scene.folded[i]) & wanted for i in found)


def _below(scene: Scene, index: int) -> Iterator[Word]:
    return scene.children(index, "obl", "obj", "xcomp") if not scene.is_verb(index) else iter(())


def _is_several(scene: Scene, index: int) -> bool:
    """Whether a noun is in the plural or has a number."""
    counted = any(True for _ in scene.children(index, "nummod"))
    return counted or scene.feature(index, "Number=Plur")


def _counted(scene: Scene, index: int, wanted: frozenset[str]) -> Iterator[int]:
    """What an object counts or frames, without an article: "dozens of *missiles*".

    "The head of *the* army" has an article: it counts nothing.
    """
    if index in scene.covering or scene.language.noun_entries(scene.folded[index]):
        return
    fused = scene.language.cues.words.contractions
    for word in scene.children(index, "nmod"):
        if undone_by(scene, word) in OFF:
            continue
        cases = [scene.folded[w.index] for w in scene.children(word.index, "case", "det")]
        bare = len(cases) <= 1 and all(c.endswith("'") or fused.get(c, c) == c for c in cases)
        if bare and scene.language.object_lemmas(scene.folded[word.index]) & wanted:
            yield word.index


def _is_no_dealing(scene: Scene, index: int) -> bool:
    """Whether a word that tells of a game hangs on a predicate ("beat Spain in the *final*"), or
    one of weather, or of a private person, does it ("*a storm* hit Chad")."""
    cues = scene.language.noun_cues
    for word in scene.children(index):
        if word.upos in ("NOUN", "PROPN") and word.index not in scene.covering:
            groups = cues.get(scene.folded[word.index], frozenset())
            if SPORT in groups or (groups & NO_PARTY and word.relation in DOING):
                return True
    return False


def _is_aside(scene: Scene, word: Word) -> bool:
    """Whether a participle only stands beside: "refused, *saying* …", but not "by *banning*"."""
    bare = not any(True for _ in scene.children(word.index, "mark", "case"))
    return word.relation == "advcl" and bare and any(form in word.feats for form in ASIDE)


def _vetoed(scene: Scene, index: int, entry: Entry) -> bool:
    lemmas = scene.language.vetoes
    return any(
        lemmas.get(scene.folded[w.index], frozenset()) & frozenset(entry.unless)
        for w in scene.children(index)
        if not _is_aside(scene, w)
        if not is_of_body(scene, w.index)  # "the European *Union*" is no trade union
    )
