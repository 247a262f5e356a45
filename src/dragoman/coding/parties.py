"""Whom the words in a slot mean: from a phrase to the parties of a claim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from dragoman.coding.roles import fillers
from dragoman.coding.scene import DATELINE, Scene, distinct, parties
from dragoman.lang import Entry, Language
from dragoman.model import Actor, Mention, Party, Via

NOUN_AGENT = ("poss", "gen", "adj", "compound")
DESCENT = ("nmod", "nmod:poss", "amod", "appos", "compound", "flat", "det", "nummod")
OWNING = ("nmod", "nmod:poss", "amod", "compound")
NAMING = ("appos", "flat", "compound")  # how a name stands behind a word for somebody else
STRAY = ("dep",)  # an adjective that opens a sentence may hang so: "*Libysche* Küstenwächter"
ORGANISATION = "organisation"  # the rule of its mentions
MEDIA = "MED"
PLACES = frozenset({"state", "capital", "seat", "place"})  # rules of mentions that can be places
AMBASSADOR = "/ambassador"  # how the id of one ends
MISSIONS = frozenset({"embassy", "consulate"})
DEEPEST = 3
ARTICLE = 3  # letters of an article at most
# Slots that are no prepositions; only a preposition's phrase is looked for on a neighbouring noun.
ROLES = frozenset("subj obj iobj xcomp ccomp gen dat ins acc poss adj compound".split())


def slot_parties(
    scene: Scene, index: int, slots: Iterable[str], depth: int = 0, beside: bool = True
) -> tuple[Party, ...]:
    """The parties in the first of some slots that has any; `depth` phrases were opened before.

    A preposition's phrase may hang on a noun beside the verb: "was on a visit *to Italy*"; or on
    one beside the act noun: "críticas de Washington *a Pekín*"; unless none is wanted `beside` it.
    """
    slots = tuple(slots)
    for slot in slots:
        found = [
            p for w in fillers(scene, index, slot) for p in found_parties(scene, w.index, depth)
        ]
        if not found and slot in ("adj", "compound"):
            found = _inside(scene, index)
        if found:
            return distinct(found)
    for noun in scene.children(index, "obj", "obl", "nmod") if beside else ():
        if noun.relation == "nmod":
            apart = scene.marker(noun.index) not in ("", *scene.language.cues.words.of)
        else:
            apart = noun.index in scene.covering and not is_envoy(scene, noun.index)
        if apart or _act_noun(scene, noun.index) is not None:
            continue
        for slot in slots:
            if slot not in ROLES:
                found = [
                    p
                    for w in fillers(scene, noun.index, slot)
                    for p in found_parties(scene, w.index, depth)
                ]
                if found:
                    return distinct(found)
    return ()


def found_parties(scene: Scene, index: int, depth: int = 0) -> tuple[Party, ...]:
    """Parties that a phrase means: its own mention, or else those of the words that describe it.

    "the government of France", "Ukrainian drones", "sites in Iran", "her decision" (nobody);
    "Kenya's neighbours" are not Kenya, "Russia's ally Belarus" is Belarus.
    An act noun yields its own agent: "condemned *Russia's* attack on Ukraine".
    """
    mention = scene.mention_of(index)
    if mention is not None:
        return () if is_medium(mention) else parties(mention)
    if depth >= DEEPEST:
        return ()
    act = _act_noun(scene, index)
    if act is not None:
        # Counted: one act noun may be the agent of another that is its agent.
        return slot_parties(scene, index, act.agent or NOUN_AGENT, depth + 1)
    groups = scene.language.noun_cues.get(scene.folded[index], frozenset())
    apart = "others" in groups
    found: list[Party] = []
    for word in scene.children(index, *(NAMING if apart else (*DESCENT, *STRAY))):
        if apart and word.relation == "compound" and not is_of_body(scene, word.index):
            continue  # "NATO *allies*" are of it, "US allies" are not the US
        if word.relation in STRAY and word.upos != "ADJ":
            continue
        if is_topic(scene, word.index):
            continue
        below = found_parties(scene, word.index, depth + 1)
        for other in scene.children(word.index, "conj"):
            below += found_parties(scene, other.index, depth + 1)
        if below and not found:
            found.extend(below)
    return tuple(found)


def is_topic(scene: Scene, index: int) -> bool:
    """Whether a word says what a text or a talk is about: "against the statement *on Chad*"."""
    topics = scene.language.cues.words.topic
    return scene.word(index).relation == "nmod" and scene.marker(index) in topics


def is_asker(scene: Scene, index: int) -> bool:
    """Whether a word says at whose request something is done: "freed them at *Chad's* request"."""
    noun = scene.tree.head(index)
    if noun is None or noun.relation != "obl" or scene.word(index).relation not in OWNING:
        return False
    if scene.marker(noun.index) not in scene.language.cues.words.asked:
        return False
    return "demand" in scene.language.noun_cues.get(scene.folded[noun.index], frozenset())


def is_of_body(scene: Scene, index: int) -> bool:
    """Whether a word stands in the name of an organisation."""
    mention = scene.covering.get(index)
    return mention is not None and mention.rule == ORGANISATION


def _act_noun(scene: Scene, index: int) -> Entry | None:
    entries = scene.language.noun_entries(scene.folded[index])
    return entries[0] if entries else None


def _inside(scene: Scene, index: int) -> list[Party]:
    """Parties named inside a compound word: "US-Sanktionen", "EU-Gipfel"."""
    mention = scene.covering.get(index)
    return [] if mention is None or is_medium(mention) else list(parties(mention))


def place_of(scene: Scene, *predicates: int) -> Party | None:
    """The place that hangs on an act or its carrier: "met *in Geneva*", "talks *in Rome*"."""
    places = scene.language.cues.words.places
    for index in predicates:
        for word in scene.children(index, "obl", "nmod"):
            mention = scene.heading.get(word.index)
            if mention is None or mention.rule not in PLACES:
                continue
            if mention.vague and mention.via is not Via.PLACE:
                continue
            if scene.marker(word.index) in places:
                return parties(mention)[0]
    return None


def standing(
    language: Language, words: Sequence[str], mentions: Iterable[Mention]
) -> Iterator[Mention]:
    """Mentions that may mean somebody, by the words before them alone: not where something is
    done ("met *in Berlin*", "talks *in the United States*", "*outside the Israeli embassy*"), or
    where the report was written."""
    places, fused = language.cues.words.places, language.cues.words.contractions
    for mention in mentions:
        first = mention.tokens[0]
        before = [fused.get(word, word) for word in words[max(0, first - 2) : first]]
        place = mention.rule in PLACES or all(is_mission(a) for a in mention.actors)
        named = place and (mention.via is Via.PLACE or not mention.vague)
        if mention.rule == DATELINE:
            continue
        if not named or not ((before[-1:] and before[-1] in places) or _behind(before, places)):
            yield mention


def _behind(before: Sequence[str], places: Iterable[str]) -> bool:
    """Whether a short word parts a mention from a preposition of place: "in *the* Vatican"."""
    return len(before) == 2 and len(before[1]) <= ARTICLE and before[0] in places


def is_envoy(scene: Scene, index: int) -> bool:
    """Whether a word is an ambassador, whom one may call home from a state: "llamó a consultas a su
    *embajador* en Quito"."""
    return any(p.actor.id.endswith(AMBASSADOR) for p in parties(scene.covering[index]))


def is_mission(actor: Actor) -> bool:
    """Whether an actor is an embassy or a consulate."""
    return actor.id.rpartition("/")[2] in MISSIONS


def is_medium(mention: Mention) -> bool:
    """Newspapers and agencies report; they are never parties."""
    return all(actor.sector == MEDIA for actor in mention.actors)
