"""The other side of an act whose own words leave it out: from its content, its clause, the text."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from dragoman.coding.match import Match
from dragoman.coding.parties import OWNING, ROLES, found_parties, is_asker, is_topic
from dragoman.coding.roles import fillers
from dragoman.coding.scene import VERBAL, Scene, distinct, parties
from dragoman.coding.sides import RECIPIENT, TOWNS, Roles, is_marked
from dragoman.model import Clause, Mention, Party, Span, Word
from dragoman.ontology import Ontology

POWERS = frozenset({"powers", "others"})  # groups of nouns for some states or other
FRAMED = ("ccomp", "xcomp", "conj", "csubj", "nsubj", "obj", "obl", "nmod", "acl", "appos")


def names_another(scene: Scene, match: Match) -> bool:
    """Whether a name that we do not know stands where the other side would, or a word for some
    states or other: "accused *Shell*", "called on *Islamic countries* to unite"."""
    return is_done_to_powers(scene, match.index) or any(
        word.upos == "PROPN" and word.index not in scene.covering
        for slot in match.entry.to or RECIPIENT
        for word in fillers(scene, match.index, slot)
    )


def is_done_to_powers(scene: Scene, index: int) -> bool:
    """Whether the object of a verb, or whom it turns to, is some states or other, and nobody that
    we know: "appealed *to its allies*"."""
    beside = [word for slot in RECIPIENT for word in fillers(scene, index, slot)]
    return any(_is_power(scene, word) for word in (*beside, *scene.children(index, "obl")))


def is_done_to_others(scene: Scene, match: Match) -> bool:
    """Whether a preposition's slot of an act holds people whom we do not know, and no act: "thanked
    *the volunteers* for it", "bedankte sich bei *den Helfern*"."""
    slots = [slot for slot in match.entry.to if slot not in ROLES]
    held = (word for slot in slots for word in fillers(scene, match.index, slot))
    return any(
        word.upos == "NOUN"
        and scene.feature(word.index, "Number=Plur")
        and not scene.language.noun_entries(scene.folded[word.index])
        and not found_parties(scene, word.index)
        for word in held
    )


def is_done_by_another(scene: Scene, index: int) -> bool:
    """Whether a name that we do not know is the subject of a verb, or a word for some states or
    other: "*Mercedes* protested in Rome", "prompted *the West* to slap sanctions on Chad"."""
    before = scene.tree.words[max(index - 1, 0) : index]
    return any(
        word.index not in scene.covering and (word.upos == "PROPN" or _is_power(scene, word))
        for word in (*fillers(scene, index, "subj"), *before)
    )


def _is_power(scene: Scene, word: Word) -> bool:
    """Whether a noun means some states or other, and nobody that we know."""
    groups = scene.language.noun_cues.get(scene.folded[word.index], frozenset())
    return bool(groups & POWERS) and not found_parties(scene, word.index)


def in_content(
    scene: Scene,
    roles: Roles,
    content: Span | None,
    symmetric: bool,
    victims: frozenset[str | None],
) -> Roles:
    """Roles completed by the one other party that the content names: "promised to send *Kyiv*
    tanks"."""
    if content is None or not _lacks_a_side(roles, symmetric):
        return roles
    for vague in (False, True):  # by a name, or else an adjective: "refused the *American* deal"
        others = _others(scene, roles, None, victims, vague)
        found = [p for m, p in others if content.covers(m.span)]
        if found:
            return _completed(roles, found, symmetric)
    return roles


def in_frame(
    scene: Scene,
    roles: Roles,
    index: int,
    climbing: bool,
    symmetric: bool,
    teller: Party | None,
    victims: frozenset[str | None],
) -> Roles:
    """Roles of the act at `index` completed by the one other party that its clause names or, if
    `climbing`, the clauses above it.

    Not by whoever only tells of it, and never from a clause beside it: "Chad fired a rocket, Niger
    said, hours after *Mali* had left".
    """
    if not _lacks_a_side(roles, symmetric):
        return roles
    others = _others(scene, roles, teller, victims)
    others = [(m, p) for m, p in others if not is_at_border(scene, m)]
    if symmetric:
        others = [(m, p) for m, p in others if not is_circumstance(scene, m, index)]
    for through in ((), FRAMED) if climbing else ((),):
        found = [p for m, p in others if _stands_in(scene, m, index, through)]
        if found:
            return _completed(roles, found, symmetric)
    return _completed(roles, [p for m, p in others if _describes(scene, m, index)], symmetric)


def is_circumstance(scene: Scene, mention: Mention, index: int) -> bool:
    """Whether a mention stands in a circumstance of a mutual act: "signed it *despite Chad's
    protest*"."""
    between = scene.up_to(scene.head_of(mention), index)
    known = scene.language.cues.words.circumstance
    return any(w.relation in ("obl", "nmod") and scene.marker(w.index) in known for w in between)


def without_border(scene: Scene, roles: Roles) -> Roles:
    """Roles of a blow without whoever lives behind the border at which it was dealt."""
    there = [m.span for m in scene.mentions if is_at_border(scene, m)]
    return Roles(roles.agents, tuple(p for p in roles.patients if p.span not in there))


def _is_aside(scene: Scene, mention: Mention) -> bool:
    """Whether a mention only says whose neighbours, allies or creditors are meant, what a text or a
    talk is about, or who asked for it."""
    head = scene.head_of(mention)
    if is_topic(scene, head) or is_asker(scene, head):
        return True
    word, noun = scene.word(head), scene.tree.head(head)
    if noun is None or word.relation not in OWNING:
        return False
    return "others" in scene.language.noun_cues.get(scene.folded[noun.index], frozenset())


def is_at_border(scene: Scene, mention: Mention) -> bool:
    """Whether a mention only says which border something is done at: "bombed villages near the
    border *with India*"."""
    head = scene.head_of(mention)
    noun = scene.tree.head(head)
    if noun is None or not scene.marker(noun.index):
        return False
    return "border" in scene.language.noun_cues.get(scene.folded[noun.index], frozenset())


def _describes(scene: Scene, mention: Mention, index: int) -> bool:
    """Whether a mention stands in the one clause that describes what the act is done to: "froze the
    funds *meant for Sudan*"."""
    head = scene.head_of(mention)
    word, clauses = scene.word(head), 0
    while word.index != index and word.head >= 0:
        if _begins_clause(scene, word):
            noun = scene.tree.head(word.index)
            done = noun is not None and noun.relation != "nsubj"
            if word.relation != "acl" or not done:
                return False  # not so "Jordan, *which hosts Syrians*, has seized arms"
            clauses += 1
        word = scene.word(word.head)
    return word.index == index and clauses == 1


def _lacks_a_side(roles: Roles, symmetric: bool) -> bool:
    """Whether just one side of an act is known, and who acts."""
    own = {p.actor.party for p in roles.agents}
    return bool(own) and not roles.patients and not (symmetric and len(own) > 1)


def _others(
    scene: Scene,
    roles: Roles,
    teller: Party | None,
    victims: frozenset[str | None],
    vague: bool = False,
) -> list[tuple[Mention, Party]]:
    """The parties of a sentence besides those that act or suffer, and whoever tells of it."""
    out = {p.actor.party for p in roles.agents} | {teller.actor.party if teller else None, None}
    out |= victims
    places = scene.language.cues.words.places
    return [
        (mention, party)
        for mention in scene.mentions
        if (vague or not mention.vague)
        and not _is_aside(scene, mention)
        and not (mention.rule in TOWNS and is_marked(scene, mention, places))
        for party in parties(mention)
        if party.actor.party not in out
    ]


def _completed(roles: Roles, found: list[Party], symmetric: bool) -> Roles:
    """Roles with the one other party; the same roles if there are several, or none."""
    if len({p.actor.party for p in found}) != 1:
        return roles
    if symmetric:
        return Roles(distinct((*roles.agents, *found)), ())
    return Roles(roles.agents, distinct(found))


def _stands_in(scene: Scene, mention: Mention, index: int, through: Collection[str]) -> bool:
    """Whether a mention stands in the clause of an act, or in one whose complement that is, by
    relations that lead `through`."""
    head = scene.head_of(mention)
    above = {head}
    word = scene.word(head)
    while word.head >= 0 and not _begins_clause(scene, word):
        above.add(word.head)
        word = scene.word(word.head)
    place = scene.word(index)
    while True:
        if place.index in above:
            return True
        if place.head < 0 or place.relation not in through:
            return False
        place = scene.word(place.head)


def _begins_clause(scene: Scene, word: Word) -> bool:
    """Whether a clause of its own, with a verb of its own, begins at a word."""
    beside = word.relation in ("advcl", "acl", "parataxis", "conj")
    return beside and word.upos in VERBAL


def spoken_of(
    scene: Scene, ontology: Ontology, act: str, roles: Roles, before: Sequence[Clause]
) -> Roles:
    """Roles of an act whose sentence names nobody else, completed by what the text spoke of before.

    That is the one other party of the last sentence with another party, or of the acts of the agent
    in it: "Niger shelled a post. *Chad deplored the raid*."
    """
    own = {p.actor.party for p in roles.agents}
    here = {p.actor.party for m in scene.mentions for p in parties(m)} - {None}
    told = {act, ontology.act(act).type} & set(ontology.turns.spoken_of)
    if not told or roles.patients or len(own) != 1 or not here <= own:
        return roles
    for back, row in enumerate(scene.earlier, 1):
        upright, aside = _but(own, row.upright), _but(own, row.aside)
        if len({p.actor.party for p in (*upright, *aside)}) == 1:
            helped = ontology.act(act).type in ontology.turns.helping
            if not upright and not helped:
                continue
            return _completed(roles, upright or aside, symmetric=False)
        if upright or aside:
            last = [c for c in before if c.sentence == scene.sentence.index - back]
            return _completed(roles, _faced(own, last), symmetric=False)
    return roles


def same_sides(
    scene: Scene, ontology: Ontology, match: Match, roles: Roles, before: Sequence[Clause]
) -> Roles:
    """Roles of the next meeting or round of talks, with which nobody is named: those who last dealt
    with each other in the sentences before, if the sentence speaks of nobody else."""
    later = scene.language.cues.dates.next
    described = scene.children(match.index, "amod", "det")
    if not match.noun or not any(scene.folded[w.index] in later for w in described):
        return roles
    mutual = [c for c in before if len(c.agents) > 1 and ontology.act(c.act).symmetric]
    if not mutual:
        return roles
    dealt = mutual[-1].agents
    here = {p.actor.party for m in scene.mentions for p in parties(m)} - {None}
    known = {p.actor.party for p in (*roles.agents, *roles.patients)}
    if len(known) > 1 or not here <= {p.actor.party for p in dealt}:
        return roles
    return Roles(dealt, ())


def _but(own: set[str | None], mentions: Iterable[Mention]) -> list[Party]:
    """The parties of mentions besides some."""
    return [p for m in mentions for p in parties(m) if p.actor.party not in own | {None}]


def _faced(own: set[str | None], clauses: Iterable[Clause]) -> list[Party]:
    """Whom a party acted with, or who acted towards it."""
    acted = [(*c.agents, *c.patients) for c in clauses]
    with_own = [found for found in acted if own & {p.actor.party for p in found}]
    return [p for found in with_own for p in found if p.actor.party not in own | {None}]
