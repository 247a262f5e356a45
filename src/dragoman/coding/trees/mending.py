"""Trees that the parser got wrong in a way that the lexicon and the mentions can tell."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from dragoman.coding.trees.lost import with_clauses, with_verbs
from dragoman.coding.trees.mistaken import with_mistaken
from dragoman.coding.trees.relatives import with_relatives
from dragoman.coding.trees.subjects import with_subjects
from dragoman.lang import Language
from dragoman.model import Mention, Tree, Via, Word

SUBJECTS = frozenset({"nsubj", "nsubj:pass", "csubj"})
# Groups of verbs that govern a participle right behind them: "denied *arming* rebels".
GOVERNING = frozenset({"denying", "failure", "go_on", "begin", "stopping", "excluding"})
UNFINISHED = ("VerbForm=Part", "VerbForm=Ger", "VerbForm=Inf")
GOVERNED = frozenset({"obj", "ccomp", "xcomp"})
NO_VERB = frozenset({"NOUN", "PROPN", "ADJ"})
INTENDED = frozenset({"plan", "possibility"})  # groups of nouns that an infinitive completes


def mended(tree: Tree, covering: Mapping[int, Mention], language: Language) -> Tree:
    """The tree with its verbs, particles, objects, relative pronouns, futures, receivers,
    documents, speakers, infinitives, intentions, contents and companions, or the same if nothing
    is wrong."""
    tree = with_mistaken(_with_lists(tree, covering), covering, language)
    tree = _with_objects(_with_particles(_with_coordinated(tree), language))
    tree = _with_receivers(
        _with_futures(with_relatives(with_clauses(tree, language), covering)), covering
    )
    tree = _with_shared(tree, covering, language)
    tree = _with_documents(with_subjects(tree, covering), covering, language)
    tree = _with_infinitives(_with_speakers(tree, covering, language), language)
    tree = _with_contents(_with_intentions(tree, language), language)
    return with_verbs(_with_companions(tree, covering, language), covering, language)


def _with_lists(tree: Tree, covering: Mapping[int, Mention]) -> Tree:
    """States between a name and one behind an "and", taken to say who that is: "Mozambique,
    *Malawi* and Zambia"."""
    words = list(tree.words)
    for word in tree.words:
        mention, head = covering.get(word.index), covering.get(word.head)
        if word.relation != "appos" or mention is None or head is None:
            continue
        states = mention.via is head.via is Via.COUNTRY
        joined = any(w.relation == "cc" for w in tree.children(word.index))
        behind = [w for w in tree.children(word.head) if w.relation == "conj"]
        listed = any(w.index > word.index and w.index in covering for w in behind)
        if states and (joined or listed):
            words[word.index] = replace(word, relation="conj")
    return tree if words == list(tree.words) else Tree(tree.sentence, tuple(words))


def _with_particles(tree: Tree, language: Language) -> Tree:
    """Particles of a second verb that the parser hung on the first: "brach die Beziehungen ab und
    *warf* Mali Sabotage *vor*"."""
    words, fold = list(tree.words), language.profile.fold
    for word in tree.words:
        first = tree.head(word.index)
        if word.relation != "compound:prt" or first is None:
            continue
        for verb in tree.children(first.index):
            between = first.index < verb.index < word.index and verb.relation == "conj"
            known = language.apart.get(fold(verb.text), ())
            if between and any(entry.particle == fold(word.text) for entry in known):
                words[word.index] = replace(word, head=verb.index)
    return tree if words == list(tree.words) else Tree(tree.sentence, tuple(words))


def _with_coordinated(tree: Tree) -> Tree:
    """Finite verbs joined to an infinitive, which belong to the verb that governs it: "denies
    having armed Chad and *accuses* Niger"."""
    words = list(tree.words)
    for word in tree.words:
        first = tree.head(word.index)
        if word.relation != "conj" or first is None or first.relation not in ("xcomp", "ccomp"):
            continue
        above = tree.words[first.head]
        finite = "VerbForm=Fin" in word.feats and above.upos not in NO_VERB
        if _shares_auxiliary(tree, word, first, above):
            words[word.index] = replace(word, head=above.index)
        elif finite and (_is_infinitive(tree, first) or _is_past(tree, word, first)):
            while above.relation in ("xcomp", "ccomp") and _is_past(tree, word, above):
                above = tree.words[above.head]
            words[word.index] = replace(word, head=above.index)
    return tree if words == list(tree.words) else Tree(tree.sentence, tuple(words))


def _shares_auxiliary(tree: Tree, word: Word, first: Word, above: Word) -> bool:
    """Whether a participle shares the auxiliary of one above an infinitive, and not its clause:
    "hat Mali *vorgeworfen*, Rebellen zu bewaffnen, und Ziele in Mali *bombardiert*"."""
    helped = {w.head for w in tree.words if w.relation in ("aux", "aux:pass") and w.upos == "AUX"}
    participles = all("VerbForm=Part" in verb.feats for verb in (word, above))
    alone = not helped & {word.index, first.index}
    return participles and "VerbForm=Inf" in first.feats and alone and above.index in helped


def _is_past(tree: Tree, word: Word, first: Word) -> bool:
    """Whether a verb tells the past, and cannot share the auxiliary of an infinitive: "said it
    *would ask* the Council and *recalled* its envoy"."""
    own = any(w.relation in ("aux", "aux:pass") for w in tree.children(word.index))
    return "VerbForm=Inf" in first.feats and "Tense=Past" in word.feats and not own


def _is_infinitive(tree: Tree, verb: Word) -> bool:
    """Whether a verb is an infinitive, by itself or by its auxiliary ("avoir livré")."""
    own = [verb, *(w for w in tree.children(verb.index) if w.relation in ("aux", "aux:pass"))]
    finite = any("VerbForm=Fin" in w.feats for w in own)
    return not finite and any("VerbForm=Inf" in w.feats for w in own)


def _with_documents(tree: Tree, covering: Mapping[int, Mention], language: Language) -> Tree:
    """Relative pronouns that stand for a document and were taken for the object before a verb at
    the end: "eine Resolution, *die* Chad verurteilt". One condemns in a document, and not it."""
    words = list(tree.words)
    for clause in tree.words:
        noun = tree.head(clause.index)
        if clause.relation != "acl" or noun is None or noun.index > clause.index:
            continue
        if "document" not in _groups(tree, noun, language):
            continue
        before = [w for w in tree.children(clause.index) if w.index < clause.index]
        named = [w for w in before if w.relation == "nsubj" and w.index in covering]
        pronouns = [w for w in before if w.relation == "obj" and w.upos == "PRON"]
        pronouns = [w for w in pronouns if "Case=" in w.feats]  # verb-last: not "que Chad rechazó"
        if len(named) == len(pronouns) == 1 and pronouns[0].index < named[0].index:
            words[named[0].index] = replace(named[0], relation="obj")
            words[pronouns[0].index] = replace(pronouns[0], relation="nsubj")
    return tree if words == list(tree.words) else Tree(tree.sentence, tuple(words))


def _with_futures(tree: Tree) -> Tree:
    """Finite auxiliaries of an infinitive, taken for those of a passive: "Chad *wird* Niger
    besuchen". A passive has a participle; a second subject before the infinitive is its object."""
    words = list(tree.words)
    for auxiliary in tree.words:
        verb = tree.head(auxiliary.index)
        finite = auxiliary.relation == "aux:pass" and "VerbForm=Fin" in auxiliary.feats
        if not finite or verb is None or "VerbForm=Inf" not in verb.feats:
            continue
        words[auxiliary.index] = replace(auxiliary, relation="aux")
        own = [w for w in tree.children(verb.index) if w.relation in ("nsubj", "nsubj:pass")]
        objects = any(w.relation == "obj" for w in tree.children(verb.index))
        for place, subject in enumerate(own):
            second = place > 0 and not objects
            words[subject.index] = replace(subject, relation="obj" if second else "nsubj")
    return tree if words == list(tree.words) else Tree(tree.sentence, tuple(words))


def _with_receivers(tree: Tree, covering: Mapping[int, Mention]) -> Tree:
    """A second subject behind a verb that has an object is whoever gets it, also where the parser
    lost the first: "Chad verweigerte *Niger* die Hilfe", "Chad lieferte *Niger* Panzer"."""
    words = list(tree.words)
    for thing in tree.words:
        verb = tree.head(thing.index)
        if thing.relation != "obj" or verb is None or thing.index < verb.index:
            continue
        beside = [w for w in tree.children(verb.index) if w.index < thing.index]
        giver = [w for w in beside if w.index < verb.index and _is_name(tree, w, covering)]
        behind = [w for w in beside if w.relation == "nsubj" and w.index > verb.index]
        given = len(giver) == 1 or (not giver and _shares_subject(tree, verb))
        if given and len(behind) == 1 and behind[0].index in covering:
            feats = behind[0].feats.replace("Case=Nom", "Case=Dat")
            for name in giver:
                words[name.index] = replace(name, relation="nsubj")
            words[behind[0].index] = replace(behind[0], relation="iobj", feats=feats)
    return tree if words == list(tree.words) else Tree(tree.sentence, tuple(words))


def _with_shared(tree: Tree, covering: Mapping[int, Mention], language: Language) -> Tree:
    """A subject right behind a verb that shares the one of the verb above is its object: "Peking
    wies das zurück und forderte *Stockholm* auf". A verb of saying may have it there."""
    words = list(tree.words)
    for verb in tree.words:
        groups = language.verb_cues.get(language.profile.fold(verb.text), frozenset())
        if not _shares_subject(tree, verb) or "saying" in groups:
            continue
        beside = tree.children(verb.index)
        own = [w for w in beside if w.relation in SUBJECTS]
        complete = any(w.relation in ("obj", "iobj") for w in beside)
        if len(own) == 1 and own[0].index in covering and not complete:
            feats = own[0].feats.replace("Case=Nom", "Case=Acc")
            words[own[0].index] = replace(own[0], relation="obj", feats=feats)
    return tree if words == list(tree.words) else Tree(tree.sentence, tuple(words))


def _shares_subject(tree: Tree, verb: Word) -> bool:
    """Whether a verb right behind an "and" has the subject that stands before the verb above:
    "Mali schloss Sender und *warf* Paris Lügen vor"."""
    above, before = tree.head(verb.index), tree.words[max(verb.index - 1, 0)]
    if verb.relation != "conj" or above is None or before.relation != "cc":
        return False
    own = (w for w in tree.children(above.index) if w.relation == "nsubj")
    finite = "VerbForm=Fin" in verb.feats or "Mood=Ind" in verb.feats
    return finite and any(w.index < above.index for w in own)


def _is_name(tree: Tree, word: Word, covering: Mapping[int, Mention]) -> bool:
    """Whether a word before its verb may be its subject: a party without a preposition."""
    named = word.index in covering and word.relation in ("nsubj", "advmod", "dep")
    return named and not any(w.relation == "case" for w in tree.children(word.index))


def _with_objects(tree: Tree) -> Tree:
    """Objects behind a second verb that the parser hung on the first, which has one: "покинул
    Манилу, *подписав соглашение*"."""
    words = list(tree.words)
    for second in tree.words:
        first = tree.head(second.index)
        beside = second.upos == "VERB" and second.relation in ("conj", "advcl")
        if not beside or first is None or first.index > second.index:
            continue
        things = [w for w in tree.children(first.index) if w.relation == "obj"]
        stray = [w for w in things if w.index > second.index]
        own = any(w.relation in GOVERNED for w in tree.children(second.index))
        if len(things) > 1 and len(stray) == 1 and not own:
            words[stray[0].index] = replace(stray[0], head=second.index)
    return tree if words == list(tree.words) else Tree(tree.sentence, tuple(words))


def _with_speakers(tree: Tree, covering: Mapping[int, Mention], language: Language) -> Tree:
    """Whoever says something behind the verb, taken for its object, and what he says for a
    description of him: "erklärte *der Anführer der Insel*, dass …"."""
    words = list(tree.words)
    for content in tree.words:
        speaker = tree.head(content.index)
        if speaker is None or content.relation != "acl" or speaker.relation != "obj":
            continue
        said = any(w.upos == "SCONJ" for w in tree.children(content.index) if w.relation == "mark")
        if not said or "VerbForm=Inf" in content.feats or speaker.index not in covering:
            continue
        verb = tree.words[speaker.head]
        groups = language.verb_cues.get(language.profile.fold(verb.text), frozenset())
        alone = not any(w.relation in SUBJECTS for w in tree.children(verb.index))
        if "saying" in groups and alone and verb.index < speaker.index:
            words[speaker.index] = replace(speaker, relation="nsubj")
            words[content.index] = replace(content, relation="ccomp", head=verb.index)
    return tree if words == list(tree.words) else Tree(tree.sentence, tuple(words))


def _with_infinitives(tree: Tree, language: Language) -> Tree:
    """Infinitives behind a preposition that the parser took for circumstances: complements of
    their verb, or descriptions of a noun: "se dispone *a enviar*", "la intención *de comprar*"."""
    marks = language.cues.words.infinitive
    words = list(tree.words)
    for word in tree.words if marks else ():
        head = tree.head(word.index)
        loose = word.relation == "advcl" and "VerbForm=Inf" in word.feats
        if not loose or head is None or head.index > word.index:
            continue
        before = [w for w in tree.children(word.index) if w.index < word.index]
        own = [w for w in before if w.relation in ("mark", "case")]
        if len(own) != 1 or language.profile.fold(own[0].text) not in marks:
            continue
        beside = [w for w in tree.children(head.index) if w.relation == "obj"]
        nouns = [w for w in beside if w.index == own[0].index - 1 and w.upos == "NOUN"]
        if head.upos == "NOUN":
            words[word.index] = replace(word, relation="acl")
        elif nouns:
            words[word.index] = replace(word, relation="acl", head=nouns[0].index)
        elif head.upos == "VERB":
            words[word.index] = replace(word, relation="xcomp")
    return tree if words == list(tree.words) else Tree(tree.sentence, tuple(words))


def _with_intentions(tree: Tree, language: Language) -> Tree:
    """Infinitives of a noun of planning that were taken for complements of the verb above: "n'a pas
    *l'intention de reconnaître* le Kosovo"."""
    words = list(tree.words)
    for word in tree.words:
        head = tree.head(word.index)
        complement = word.relation == "xcomp" and "VerbForm=Inf" in word.feats
        if not complement or head is None:
            continue
        things = [head] if head.upos == "NOUN" else []
        things += [w for w in tree.children(head.index) if w.relation == "obj"]
        for noun in (w for w in things if head.index <= w.index < word.index):
            if INTENDED & _groups(tree, noun, language):
                words[word.index] = replace(word, relation="acl", head=noun.index)
    return tree if words == list(tree.words) else Tree(tree.sentence, tuple(words))


def _with_contents(tree: Tree, language: Language) -> Tree:
    """Participles and infinitives that the parser took for circumstances: behind a preposition that
    the verb above asks for ("accused Chad *of arming* rebels"), governed by it ("denied *arming*
    rebels", "failed once more *to agree*"), or asked of somebody ("called on deputies *to vote*").
    """
    words, fold = list(tree.words), language.profile.fold
    for word in tree.words:
        head = tree.head(word.index)
        verb = _asker(tree, word, language)
        if verb is not None:
            words[word.index] = replace(word, relation="xcomp", head=verb.index)
            continue
        loose = word.relation == "advcl" and any(form in word.feats for form in UNFINISHED)
        if not loose or head is None or head.index > word.index:
            continue
        marks = [w for w in tree.children(word.index) if w.relation in ("mark", "case")]
        folded, above = {fold(w.text) for w in marks}, fold(head.text)
        asked = any(folded & set(e.content) for e in language.verb_entries(above))
        participle = "VerbForm=Inf" not in word.feats
        if (asked and participle) or _is_governed(tree, word, marks, language):
            words[word.index] = replace(word, relation="xcomp")
    return tree if words == list(tree.words) else Tree(tree.sentence, tuple(words))


def _asker(tree: Tree, word: Word, language: Language) -> Word | None:
    """The verb that asks an infinitive of whoever stands right before it, behind the preposition
    that the verb's entries name: "*called on* deputies to vote"."""
    above = tree.head(word.index)
    if word.relation not in ("acl", "advcl") or above is None or not _is_infinitive(tree, word):
        return None
    nouns = [above] if word.relation == "acl" else tree.children(above.index)
    for noun in (w for w in nouns if w.relation == "obl" and above.index <= w.index < word.index):
        verb, fold = tree.words[noun.head], language.profile.fold
        marks = {fold(w.text) for w in tree.children(noun.index) if w.relation == "case"}
        entries = language.verb_entries(fold(verb.text))
        if any("xcomp" in e.content and marks & {*e.to} & {*e.needs} for e in entries):
            return verb
    return None


def _is_governed(tree: Tree, word: Word, marks: list[Word], language: Language) -> bool:
    """Whether a participle stands right behind a verb that governs it, but for its particle ("did
    not rule *out* sending"), or an infinitive with its mark somewhere behind a verb of failing."""
    fold, head = language.profile.fold, tree.words[word.head]
    above = fold(head.text)
    groups = language.verb_cues.get(above, frozenset())
    if "VerbForm=Inf" in word.feats:
        marked = [w.upos for w in marks] == ["PART"]
        return marked and "failure" in groups
    between = " ".join(fold(w.text) for w in tree.words[head.index + 1 : word.index])
    if between:
        groups = language.particle_cues.get((above, between), frozenset())
    return not marks and bool(GOVERNING & groups)


def _with_companions(tree: Tree, covering: Mapping[int, Mention], language: Language) -> Tree:
    """Other sides that the parser hung on the place before them: "met in Kyiv *with Zelensky*"."""
    words = list(tree.words)
    for word in tree.words:
        place = tree.head(word.index)
        inside = word.relation == "nmod" and word.index in covering
        if not inside or place is None or place.relation != "obl" or place.index > word.index:
            continue
        verb = tree.words[place.head]
        if _marker(tree, place, language) not in language.cues.words.places:
            continue
        known = language.verb_entries(language.profile.fold(tree.sentence.tokens[verb.index].text))
        if any(_marker(tree, word, language) in entry.co for entry in known):
            words[word.index] = replace(word, relation="obl", head=verb.index)
    return tree if words == list(tree.words) else Tree(tree.sentence, tuple(words))


def _marker(tree: Tree, word: Word, language: Language) -> str:
    """The preposition of a noun, "" if it has none or several."""
    found = [w for w in tree.children(word.index) if w.relation == "case"]
    if len(found) != 1:
        return ""
    folded = language.profile.fold(found[0].text)
    return language.cues.words.contractions.get(folded, folded)


def _groups(tree: Tree, noun: Word, language: Language) -> frozenset[str]:
    """Which groups of cue nouns a noun belongs to."""
    folded = language.profile.fold(tree.sentence.tokens[noun.index].text)
    return frozenset(language.noun_cues.get(folded, ()))
