"""Whether an act has happened: planned is never mixed up with done."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

from dragoman.coding.carriers import EXCLUDING, verb_groups
from dragoman.coding.negation import is_negated
from dragoman.coding.questions import is_asked
from dragoman.coding.rules import Rule
from dragoman.coding.scene import VERBAL, Scene
from dragoman.coding.unwanted import is_unwanted
from dragoman.model import Status, Word

AUXILIARY = ("aux", "aux:pass", "cop")
# A verb of intention or saying rules what hangs on it as a complement, not what it explains.
COMPLEMENT = ("xcomp", "ccomp", "csubj", "csubj:pass")
NOMINAL = ("obj", "nsubj:pass", "obl")
GOVERNING_VERBS = (
    ("failure", Rule.FAILURE, Status.DENIED),
    ("denying", Rule.DENIED, Status.DENIED),
    ("demand", Rule.DEMANDED, Status.REQUESTED),
    ("intention", Rule.INTENTION, Status.PLANNED),
    ("modal", Rule.MODAL, Status.HYPOTHETICAL),
    ("go_on", Rule.GOING_ON, Status.ONGOING),
    ("hesitation", Rule.MODAL, Status.HYPOTHETICAL),
    ("stopping", Rule.STOPPED, Status.DENIED),
    (EXCLUDING, Rule.NEGATION, Status.DENIED),
    ("doubting", Rule.DOUBTED, Status.HYPOTHETICAL),
)
# Groups that say nothing of a noun: see carriers.
VERBAL_ONLY = ("modal", "go_on", "denying", "stopping", "doubting")
UNSURE = (Rule.LEFT_OPEN, Rule.DENIED, Rule.DOUBTED, Rule.UNWANTED)  # no plan, said of a future
OVERCOME = ("failure", "hesitation", "doubting")  # who does not fail to do it does it
NAMING = ("NOUN", "PROPN", "VERB", "PUNCT")
BETWEEN = 2  # words between a phrase and the act behind it: "au lieu de *leur* parler"
GOVERNING_NOUNS = (
    ("plan", Rule.PLAN_NOUN, Status.PLANNED),
    ("demand", Rule.DEMAND_NOUN, Status.REQUESTED),
    ("possibility", Rule.POSSIBILITY_NOUN, Status.HYPOTHETICAL),
)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A status and the rule that gave it (None where nothing speaks against "occurred")."""

    status: Status
    rule: Rule | None = None


def status_of(scene: Scene, index: int) -> Verdict:
    """The status of the act whose predicate (or carrier verb, or bare noun) is at `index`."""
    told = _told(scene, index)
    if told.status is not Status.DENIED and is_asked(scene, index):
        return Verdict(Status.HYPOTHETICAL, Rule.QUESTION)
    return told


def _told(scene: Scene, index: int) -> Verdict:
    """What its own words and those above say."""
    own = _own(scene, index)
    if own is not None and own.rule is Rule.NEGATION and _is_twice_negated(scene, index):
        return Verdict(Status.OCCURRED, Rule.AFTER_ALL)
    ahead = own is not None and own.rule in (Rule.FUTURE, Rule.INTENTION)
    governed = _governed(scene, index) if own is None or ahead else None
    if own is not None and (governed is None or governed.rule not in UNSURE):
        return own  # not so "denies, does not rule out that it *will* send troops"
    return governed if governed is not None else Verdict(Status.OCCURRED)


def _is_twice_negated(scene: Scene, index: int) -> bool:
    """ "не может *не* осудить": both the act and what governs it are negated."""
    word = scene.word(index)
    return word.relation == "xcomp" and is_negated(scene, word.head)


def _own(scene: Scene, index: int) -> Verdict | None:
    """What the word's own dependents and its verb form say: that it was not done, on which
    condition, by its auxiliaries, its adverbs, and its tense, in this order."""
    if _is_undone(scene, index):
        return Verdict(Status.DENIED, Rule.UNDONE)
    if is_negated(scene, index):
        return _negated(scene, index)
    found = _conditional(scene, index) or _by_auxiliaries(scene, index)
    return found or _by_adverbs(scene, index) or _by_tense(scene, index)


def _negated(scene: Scene, index: int) -> Verdict:
    if not _is_future(scene, index):
        return Verdict(Status.DENIED, Rule.NEGATION)
    if scene.word(index).relation == "advcl":
        # "if Chad does *not* leave", "until Chad leaves": nobody refuses that
        return Verdict(Status.HYPOTHETICAL, Rule.PURPOSE)
    return Verdict(Status.DENIED, Rule.REFUSAL)


def _conditional(scene: Scene, index: int) -> Verdict | None:
    words = scene.language.cues.words
    purpose = scene.word(index).relation == "advcl"
    marks = ("mark", "case") if purpose and "VerbForm=Inf" in scene.word(index).feats else ("mark",)
    for child in scene.children(index, *marks, "advmod", "cc"):
        if scene.folded[child.index] in words.conditional:
            return Verdict(Status.HYPOTHETICAL, Rule.CONDITIONAL)
        if purpose and scene.folded[child.index] in words.purpose:
            return Verdict(Status.HYPOTHETICAL, Rule.PURPOSE)
    inverted = _is_inverted(scene, index)
    return Verdict(Status.HYPOTHETICAL, Rule.CONDITIONAL) if inverted else None


def _by_auxiliaries(scene: Scene, index: int) -> Verdict | None:
    """Also by a phrase or a short form that stands for one: "sur le point de", "намерена"."""
    words = scene.language.cues.words
    if _is_behind(scene, index, words.verge):
        return Verdict(Status.PLANNED, Rule.INTENTION)
    if "VerbForm=Inf" in scene.word(index).feats:
        for child in scene.children(index, "advmod"):  # "*намерена* закрыть", taken for an adverb
            if "intention" in verb_groups(scene, child.index):
                return Verdict(Status.PLANNED, Rule.INTENTION)
    for child in scene.children(index, *AUXILIARY):
        folded, groups = scene.folded[child.index], verb_groups(scene, child.index)
        if folded in words.future_in_past and _is_reported(scene, index):
            return Verdict(Status.PLANNED, Rule.FUTURE)
        if folded in words.conditional_mood or "modal" in groups:
            return Verdict(Status.HYPOTHETICAL, Rule.MODAL)
        if "intention" in groups and not _is_perfect(scene, index):
            return Verdict(Status.PLANNED, Rule.INTENTION)
        if _tells_future(scene, index, child):
            return Verdict(Status.PLANNED, Rule.FUTURE)
    return None


def _by_adverbs(scene: Scene, index: int) -> Verdict | None:
    words = scene.language.cues.words
    if _is_described(scene, index, words.possible) or _is_doubted(scene, index):
        return Verdict(Status.HYPOTHETICAL, Rule.POSSIBLE)
    if _is_described(scene, index, words.coming):
        return Verdict(Status.PLANNED, Rule.TO_COME)
    if _is_destined(scene, index):
        return Verdict(Status.PLANNED, Rule.FUTURE)
    return Verdict(Status.ONGOING, Rule.GOING_ON) if _is_still(scene, index) else None


def _by_tense(scene: Scene, index: int) -> Verdict | None:
    tense = scene.tense(index)
    if tense == "Fut" or (tense == "Cnd" and _is_reported(scene, index)):
        return Verdict(Status.PLANNED, Rule.FUTURE)
    return Verdict(Status.HYPOTHETICAL, Rule.MODAL) if tense == "Cnd" else None


def _is_described(scene: Scene, index: int, words: Collection[str]) -> bool:
    """Whether one of some words is said of an act noun: "a *possible* visit", "the talks are
    *likely*"."""
    word = scene.word(index)
    if word.upos in VERBAL:
        return False
    said = [w.index for w in scene.children(index, "amod", "advmod")]
    said += [word.head] if word.relation == "nsubj" else []
    return any(scene.folded[i] in words for i in said)


def _is_undone(scene: Scene, index: int) -> bool:
    """Whether what stands before an act, or an adverb, says that it was not done: "*instead of*
    meeting", "has *yet to* meet", "*almost* attacked"."""
    words = scene.language.cues.words
    marks = scene.children(index, "mark", "case", "advmod")
    if any(scene.folded[w.index] in words.undone for w in marks):
        return True
    if _is_behind(scene, index, words.undone):
        return True
    if "VerbForm=Inf" in scene.word(index).feats:  # "*statt* Chad zu verurteilen"
        first = min(scene.tree.subtree(index))
        if scene.folded[first] in words.undone:
            return True
    adverbs = scene.children(index, "advmod")
    verbal = scene.word(index).upos in VERBAL
    return verbal and any(scene.folded[w.index] in words.almost for w in adverbs)


def _is_behind(scene: Scene, index: int, phrases: Collection[str]) -> bool:
    """Whether a phrase stands right before an act, or before few words that name nothing: not so
    "*instead of* Rome Macron *visited* Chad". A single word is sought by what it hangs on."""
    for words in (phrase.split() for phrase in phrases if " " in phrase):
        for end in range(index, max(len(words), index - BETWEEN) - 1, -1):
            if list(scene.folded[end - len(words) : end]) == words:
                return True
            if scene.word(end - 1).upos in NAMING:
                break
    return False


def _is_inverted(scene: Scene, index: int) -> bool:
    """ "*Had* Chad attacked, Mali would have intervened": a condition without "if", whatever the
    parser hangs its first word on."""
    words = scene.tree.subtree(index) if scene.word(index).relation == "advcl" else []
    first = next((i for i in words if scene.word(i).upos != "PUNCT"), index)
    return first != index and scene.folded[first] in scene.language.cues.words.inverted


def _is_still(scene: Scene, index: int) -> bool:
    """Whether an adverb, or since when it is so, says that what a verb tells of the present goes
    on: "they *still* talk", "verhandeln *seit Wochen*"."""
    word, words = scene.word(index), scene.language.cues.words.still
    adverbs = scene.children(index, "advmod", "compound:prt", "obl", "discourse")
    said = any(scene.folded[w.index] in words for w in adverbs) or _is_behind(scene, index, words)
    since = scene.language.cues.dates.since
    lasting = any(scene.marker(w.index) in since for w in scene.children(index, "obl"))
    said = said or (lasting and "Tense=Pres" in word.feats)
    return said and word.upos in VERBAL and not _is_past(scene, index)


def _is_doubted(scene: Scene, index: int) -> bool:
    """Whether an adverb says that it may come about ("will *perhaps* meet"); what has perhaps
    happened is reported as having happened."""
    adverbs = scene.children(index, "advmod", "parataxis", "discourse")
    doubted = any(scene.folded[w.index] in scene.language.cues.words.perhaps for w in adverbs)
    return doubted and scene.word(index).upos in VERBAL and not _is_past(scene, index)


def _is_past(scene: Scene, index: int) -> bool:
    """Whether a verb or one of its auxiliaries is in the past."""
    own = (index, *(w.index for w in scene.children(index, *AUXILIARY)))
    return "Past" in (scene.tense(i) for i in own)


def _is_perfect(scene: Scene, index: int) -> bool:
    """Whether a participle has an infinitive for its auxiliary: what is said *to have been done* is
    no intention."""
    behind = (  # "soll angegriffen *haben*": the parser may take both for infinitives
        w.index > index and "modal" not in verb_groups(scene, w.index)
        for w in scene.children(index, "aux")
        if "VerbForm=Inf" in w.feats
    )
    return any(behind) or (
        "VerbForm=Part" in scene.word(index).feats
        and any("VerbForm=Inf" in w.feats for w in scene.children(index, "aux"))
    )


def _is_destined(scene: Scene, index: int) -> bool:
    """ "is *to* meet", "was *due to* arrive": a copula before the mark of an infinitive."""
    destined = scene.language.cues.words.destined
    marks = [
        w.index for w in scene.children(index, "mark", "case") if scene.folded[w.index] in destined
    ]
    copulas = scene.children(index, "cop", "aux", "aux:pass")
    return bool(marks) and any(word.index < marks[0] for word in copulas)


def _tells_future(scene: Scene, index: int, auxiliary: Word) -> bool:
    """Whether an auxiliary puts its verb into the future; the only one of a participle does not:
    "Israel *wird* beschuldigt"."""
    if scene.tense(auxiliary.index) == "Fut":
        return True
    alone = sum(1 for _ in scene.children(index, *AUXILIARY)) == 1
    passive = auxiliary.relation == "aux:pass" or "VerbForm=Part" in scene.word(index).feats
    known = scene.folded[auxiliary.index] in scene.language.cues.words.future
    return known and not (alone and passive and scene.tense(index) != "Inf")


def _is_future(scene: Scene, index: int) -> bool:
    """Whether a verb is in the future: "will not attend", "said it would not attend"."""
    future = scene.language.cues.words.future
    reported = scene.language.cues.words.future_in_past if _is_reported(scene, index) else ()
    return scene.tense(index) == "Fut" or any(
        scene.folded[w.index] in (*future, *reported) or scene.tense(w.index) == "Fut"
        for w in scene.children(index, *AUXILIARY)
    )


def _is_reported(scene: Scene, index: int) -> bool:
    """Whether a clause is what somebody said: "said it *would* visit" announces a plan."""
    word = scene.word(index)
    while word.head >= 0 and word.relation in ("ccomp", "conj", "parataxis"):
        head = scene.word(word.head)
        if word.relation != "conj" and "saying" in verb_groups(scene, head.index):
            return True
        word = head
    return False


def _governed(scene: Scene, index: int) -> Verdict | None:
    """What the words above say: "plans to", "failed to", "calls for", "the prospect of"."""
    if is_unwanted(scene, index):
        return Verdict(Status.DENIED, Rule.UNWANTED)
    word = scene.word(index)
    while word.head >= 0:
        head = scene.word(word.head)
        verdict = _by_head(scene, word, head)
        if verdict is None and word.relation in COMPLEMENT and _is_disbelieved(scene, head):
            return Verdict(Status.DENIED, Rule.NEGATION)
        if verdict is not None and _refused(scene, head):
            groups = verb_groups(scene, head.index)
            if EXCLUDING in groups:
                return Verdict(Status.HYPOTHETICAL, Rule.LEFT_OPEN)  # "did *not rule out* sending"
            if set(OVERCOME) & groups:
                return Verdict(Status.OCCURRED, Rule.AFTER_ALL)
            if verdict.rule is Rule.STOPPED:
                return Verdict(Status.ONGOING, Rule.GOING_ON)  # "has *not stopped* shelling"
            unwilling = verdict.rule is Rule.INTENTION
            return Verdict(Status.DENIED, Rule.REFUSAL if unwilling else Rule.NEGATION)
        if verdict is None and word.relation == "xcomp":
            verdict = _own(scene, head.index)  # "did not manage to agree", "will try to meet"
        if verdict is None and word.relation in NOMINAL and head.upos == "VERB":
            mood = _own(scene, head.index)  # "to restore the dialogue", "will get an invitation"
            verdict = mood if mood is not None and mood.status is not Status.DENIED else None
        if verdict is not None:
            return verdict
        if word.relation == "acl" and "VerbForm=Inf" not in word.feats:
            return None  # "towns *shelled* by rebels should be rebuilt"
        if word.relation == "conj":
            shared = _own(scene, head.index) if _shares_verb(scene, word) else None
            own = any(True for _ in scene.children(word.index, "obj", "iobj", "obl"))
            if shared is not None and not (own and shared.status is Status.DENIED):
                return shared  # not "had *not* been vague and threatened the firms"
        elif word.relation not in (*COMPLEMENT, "obj", "nmod", "acl", "nsubj:pass", "obl") or (
            word.relation == "obl" and head.upos != "NOUN"
        ):
            return None
        word = head
    return None


def _is_disbelieved(scene: Scene, head: Word) -> bool:
    """Whether somebody does not believe what follows: "does *not believe* that Chad attacked"."""
    return "believing" in verb_groups(scene, head.index) and is_negated(scene, head.index)


def _refused(scene: Scene, head: Word) -> bool:
    """ "does not want to", "no tiene intención de": what governs the act is itself negated."""
    if is_negated(scene, head.index):
        return True
    return head.upos == "NOUN" and head.relation == "obj" and is_negated(scene, head.head)


def _shares_verb(scene: Scene, word: Word) -> bool:
    """A second conjunct without auxiliary or subject of its own shares the first one's mood."""
    own = ("aux", "aux:pass", "nsubj", "nsubj:pass", "mark")
    return word.upos == "VERB" and not any(True for _ in scene.children(word.index, *own))


def _is_announced(scene: Scene, word: Word) -> bool:
    """An infinitive that says what one is going to do: "kündigte an, die Grenze zu *schließen*",
    and not what one has done ("dit *avoir* fermé la frontière")."""
    infinitive = word.relation == "xcomp" and "VerbForm=Inf" in word.feats
    return infinitive and not any(True for _ in scene.children(word.index, *AUXILIARY))


def _is_own(scene: Scene, word: Word, head: Word) -> bool:
    """Whether one wants to do it oneself: "wants to send aid", not "wants Iran to stop"."""
    others = [*scene.children(head.index, "obj", "iobj"), *scene.children(word.index, "nsubj")]
    return word.relation == "xcomp" and not others


def _describes(scene: Scene, clause: Word) -> bool:
    """Whether a finite clause says which one its noun is, and not what it is about: "the risk *that
    Chad attacks*" opens with a mark that stands for nobody. In Spanish, a preposition before the
    mark tells the two apart: "el riesgo *de* que", "la orden que Francia rechazó"."""
    if "VerbForm=Fin" not in clause.feats:
        return False
    words = scene.language.cues.words
    marks = [w for w in scene.children(clause.index, "mark") if w.upos == "SCONJ"]
    if words.drops_subject:
        marks = [w for w in marks if w.index and scene.folded[w.index - 1] in words.of]
    subject = any(True for _ in scene.children(clause.index, "nsubj", "nsubj:pass"))
    return not (marks and subject)


def _by_head(scene: Scene, word: Word, head: Word) -> Verdict | None:
    """What governs it says, unless somebody denies that: "denied *plans* to attack"."""
    told = _by_governor(scene, word, head)
    within = head.head >= 0 and head.relation in (*COMPLEMENT, *NOMINAL)
    ahead = told is not None and told.status in (Status.PLANNED, Status.HYPOTHETICAL)
    if ahead and within and "denying" in verb_groups(scene, head.head):
        return Verdict(Status.DENIED, Rule.DENIED)
    return told


def _by_governor(scene: Scene, word: Word, head: Word) -> Verdict | None:
    if word.relation in (*COMPLEMENT, "obj", "nsubj:pass"):
        groups = verb_groups(scene, head.index)
        for group, rule, status in GOVERNING_VERBS:
            nominal = word.relation in ("obj", "nsubj:pass")
            if group == "demand" and "intention" in groups and _is_own(scene, word, head):
                continue
            if group in groups and not (nominal and group in VERBAL_ONLY):
                return Verdict(status, rule)
        if "saying" in groups and _is_announced(scene, word):
            return Verdict(Status.PLANNED, Rule.ANNOUNCED)
    # "a plan that Chad deplored": a finite relative clause is not what the noun is about
    described = word.relation == "acl" and _describes(scene, word)
    within = word.relation in ("nmod", "acl", "obl", "ccomp", "xcomp") and not described
    if head.upos == "NOUN" and within:
        groups = scene.language.noun_cues.get(scene.folded[head.index], frozenset())
        for group, rule, status in GOVERNING_NOUNS:
            if group in groups:
                return Verdict(status, rule)
    return None
