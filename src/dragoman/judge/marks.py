"""How parties are marked for the judge: who they are goes in beside the words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.model import Actor, Mention, Token, Tree

NOTHING = "none"  # the type and the act of a pair that does nothing
LONGEST = 192  # pieces of a text that the judge sees at once
HINTS = 4  # things that a lexicon may know of a word
PARTIES = 8  # parties of a text that the judge tells apart
# Kinds of party: none at a piece outside marks, a state or organisation as such, then PLOVER's
# sectors as actors have them.
KINDS = (
    NOTHING,
    "",
    *"GOV MIL COP LEG JUD SPY OPP PTY REB PRM CVL BUS MED NGO IGO PRE UAF CRM".split(),
)
# For each word the one that it depends on (-1 for none) and by which relation.
Branches = tuple[tuple[int, str], ...]
# Those who live in a state and do not act for it are a party of their own.
APART = frozenset("OPP PTY REB PRM CVL BUS MED NGO CRM".split())


@dataclass(frozen=True, slots=True, order=True)
class PartyKey:
    """A party as the judge tells parties apart: the code of a state or organisation, and whether
    it is a group apart from the state (protesters, rebels, firms)."""

    code: str
    apart: bool

    @classmethod
    def of(cls, actor: Actor) -> PartyKey | None:
        """The party that an actor belongs to, None for one without a country."""
        return None if actor.party is None else cls(actor.party, actor.sector in APART)


@dataclass(frozen=True, slots=True)
class Mark:
    """Tokens from `start` to `end` (exclusive) mean some parties (their numbers) of a kind."""

    start: int
    end: int
    parties: tuple[int, ...]
    kind: int


@dataclass(frozen=True, slots=True)
class Marked:
    """A sentence as the judge sees it: tokens, for each the names of what a lexicon knows of it
    (acts, cue groups; at most `HINTS` count), marks, whom the numbers of parties mean, and the tree
    (empty if the sentence is not parsed: the judge is then less sure)."""

    tokens: tuple[Token, ...]
    hints: tuple[tuple[str, ...], ...]
    marks: tuple[Mark, ...]
    parties: tuple[PartyKey, ...]
    tree: Branches = ()


def branches(trees: Iterable[Tree]) -> Branches:
    """The trees of the sentences of a text, in one row as its tokens are."""
    found: list[tuple[int, str]] = []
    for tree in trees:
        before = len(found)
        found += [(w.head + before if w.head >= 0 else -1, w.relation) for w in tree.words]
    return tuple(found)


def marked(
    tokens: tuple[Token, ...],
    hints: tuple[tuple[str, ...], ...],
    mentions: Iterable[Mention],
    tree: Branches = (),
    first: Iterable[PartyKey] = (),
) -> Marked:
    """A sentence with its mentions as marks; parties are numbered as they come, `first` before
    all others, and those beyond `PARTIES` stay unmarked."""
    numbers = {key: number for number, key in enumerate(first)}
    marks = []
    for mention in mentions:
        keys = [PartyKey.of(actor) for actor in mention.actors]
        for key in keys:
            if key is not None and len(numbers) < PARTIES:
                numbers.setdefault(key, len(numbers))
        meant = tuple(numbers[key] for key in keys if key is not None and key in numbers)
        if meant:
            kind = kind_of(mention.actors[0].sector)
            marks.append(Mark(*mention.tokens, tuple(dict.fromkeys(meant)), kind))
    return Marked(tokens, hints, tuple(marks), tuple(numbers), tree)


def kind_of(sector: str | None) -> int:
    """Number of a kind of party: that of its sector, or of a state or organisation as such."""
    return KINDS.index(sector) if sector in KINDS[2:] else 1
