"""One parsed sentence with everything that the coding rules ask of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.coding.trees import mended
from dragoman.lang import Language
from dragoman.model import Mention, Party, Sentence, Span, Tree, Via, Word

# Relations that join parts of one name or one verb, and say nothing about roles.
INNER = frozenset({"flat", "fixed", "compound", "compound:prt", "goeswith"})
CLAUSAL = frozenset({"ccomp", "xcomp", "advcl", "acl", "csubj", "csubj:pass", "parataxis"})
# Relations by which a parser hangs what "and" should have coordinated.
LOOSE = frozenset({"appos", "compound", "flat", "nmod"})
NEAR = 3  # words between "and" and the mention it adds
VERBAL = frozenset({"VERB", "AUX"})
COLON = ":"
DATELINE = "dateline"  # the rule of mentions that say where a report was written
TOPICS = frozenset({"state", "capital", DATELINE})  # rules of what may be a headline's topic


@dataclass(frozen=True, slots=True)
class Named:
    """Mentions of a sentence before: those that mean somebody, and places and adjectives."""

    upright: tuple[Mention, ...]
    aside: tuple[Mention, ...]


@dataclass(frozen=True, slots=True)
class Scene:
    """A tree, its folded words, and the mentions by the words that they cover.

    Attributes:
        text: canonical text of the document.
        covering: mention by index of every word that it covers.
        heading: mention by index of the word that governs it from inside.
        earlier: who was named in the sentences before, the nearest first (see `Earlier`).
        spoken: how often the text has named each party until here.
    """

    text: str
    language: Language
    tree: Tree
    folded: tuple[str, ...]
    mentions: tuple[Mention, ...]
    covering: Mapping[int, Mention]
    heading: Mapping[int, Mention]
    earlier: tuple[Named, ...] = ()
    spoken: Mapping[str, int] = field(default_factory=dict)

    @classmethod
    def of(
        cls,
        text: str,
        language: Language,
        tree: Tree,
        mentions: Sequence[Mention],
        earlier: Sequence[Named] = (),
        spoken: Mapping[str, int] | None = None,
    ) -> Scene:
        """The scene of one sentence; `mentions` are those of that sentence, `earlier` those of
        the ones before, `spoken` how often parties were named until here."""
        covering = {i: m for m in mentions for i in range(*m.tokens)}
        tree = mended(tree, covering, language)
        return cls(
            text=text,
            language=language,
            tree=tree,
            folded=tuple(language.profile.fold(w.text) for w in tree.words),
            mentions=tuple(mentions),
            covering=covering,
            heading={tree.top(*m.tokens): m for m in mentions},
            earlier=tuple(earlier),
            spoken=spoken or {},
        )

    @property
    def sentence(self) -> Sentence:
        """The sentence that was parsed."""
        return self.tree.sentence

    def word(self, index: int) -> Word:
        """The word at an index."""
        return self.tree.words[index]

    def children(self, index: int, *relations: str) -> Iterator[Word]:
        """Dependents of a word, of the given relations if any are given."""
        if not relations:
            return self.tree.children(index)
        return iter([w for w in self.tree.children(index) if w.relation in relations])

    @property
    def headed(self) -> Mention | None:
        """Who is named before the colon that a headline begins with: "*Tusk*: Russia broke …"."""
        first = self.covering.get(0)
        if first is None or first.vague or first.via not in (Via.NAME, Via.OFFICE, Via.SEAT):
            return None
        end = first.tokens[1]
        colon = end + 1 < len(self.tree.words) and self.tree.words[end].text == COLON
        return first if colon and first.rule not in TOPICS else None

    def span(self, indices: Sequence[int]) -> Span:
        """The stretch of text from the first to the last of some words."""
        words = self.tree.words
        return Span.of(self.text, words[min(indices)].start, words[max(indices)].end)

    def feature(self, index: int, value: str) -> bool:
        """Whether a word has a UD feature, given as "Case=Gen"."""
        return value in self.word(index).feats.split("|")

    def tense(self, index: int) -> str | None:
        """ "Fut", "Cnd" or "Past" for a verb in the future, the conditional or the past, by ending
        or feature; "Inf" for one that its ending shows to be no participle."""
        by_ending = self.language.profile.tense(self.folded[index])
        folded = self.folded[index]
        known = self.is_verb(index) or folded in self.language.verb_cues
        if self.word(index).upos == "NOUN" and self.language.noun_entries(folded):
            known = False  # "согласился на *встречу*", which is also "I shall meet"
        verbal = self.word(index).upos in VERBAL or known
        feats = self.word(index).feats
        named = {"Tense=Fut": "Fut", "Mood=Cnd": "Cnd", "Tense=Past": "Past"}
        by_feature = next((tense for feature, tense in named.items() if feature in feats), None)
        if by_ending is not None and verbal:
            return by_ending or (by_feature if by_feature == "Past" else None)
        return by_feature

    def is_verb(self, index: int) -> bool:
        """Whether the lexicon, too, has a word for a form of a verb."""
        return bool(self.language.verb_entries(self.folded[index]))

    def phrase_before(self, end: int, phrases: Iterable[str]) -> range:
        """The words of the first of some phrases that ends right before a word; none if none does:
        "*along with* Sweden"."""
        for words in (tuple(phrase.split()) for phrase in phrases):
            if end >= len(words) and self.folded[end - len(words) : end] == words:
                return range(end - len(words), end)
        return range(0)

    def marker(self, index: int) -> str:
        """The preposition of a phrase, folded ("" without one; "в отношении" as written).

        It may hang on any word of a name: "*mit* Präsident Novak".
        """
        mention = self.heading.get(index)
        inside = range(*mention.tokens) if mention is not None else (index,)
        found = [
            i
            for place in inside
            for w in self.children(place, "case")
            if w.index < inside[0]
            for i in (w.index, *(f.index for f in self.children(w.index, "fixed")))
        ]
        fused = self.language.cues.words.contractions
        return " ".join(fused.get(self.folded[i], self.folded[i]) for i in sorted(found))

    def head_of(self, mention: Mention) -> int:
        """The word by which a mention hangs in the tree."""
        return next((i for i, m in self.heading.items() if m is mention), mention.tokens[0])

    def up_to(self, index: int, above: int) -> tuple[Word, ...]:
        """The word at `index` and those above it, below the one at `above`; none if it is not below
        that one."""
        path = [self.word(index), *self.tree.ancestors(index)]
        place = next((n for n, word in enumerate(path) if word.index == above), 0)
        return tuple(path[:place])

    def mention_of(self, index: int) -> Mention | None:
        """The mention that a word heads or lies in."""
        return self.heading.get(index) or self.covering.get(index)

    def conjuncts(self, index: int) -> Iterator[Word]:
        """The word and those coordinated with it, or with another word of its name."""
        yield self.word(index)
        mention = self.heading.get(index)
        inside = range(*mention.tokens) if mention is not None else (index,)
        for place in inside:
            for word in self.children(place, "conj"):
                if word.index not in inside and not self._is_excluded(word):
                    yield from self.conjuncts(word.index)
        beside = self._listed_beside(index)
        if beside is not None:
            yield from self.conjuncts(beside)

    def _is_excluded(self, word: Word) -> bool:
        """Whether a word is coordinated only to say that it is not meant: "Hungary, *not
        Slovakia*, blocked it"."""
        negation = self.language.cues.words.negation
        own, first = (
            any(self.folded[w.index] in negation for w in self.children(i, "advmod", "neg", "cc"))
            for i in (word.index, word.head)
        )
        joined = any(self.folded[w.index] in negation for w in self.children(word.index, "cc"))
        return word.upos == "PROPN" and own and not joined and not first

    def _listed_in_headline(self, mention: Mention) -> int | None:
        """The state behind a comma in a headline: "India, *Pakistan* agree"; not an addition
        between commas ("Paris, *France*, …")."""
        place, words = mention.tokens[1], self.tree.words
        if not _is_state(mention) or place + 2 >= len(words) or words[place].text != ",":
            return None
        beside = self.covering.get(place + 1)
        if beside is None or not _is_state(beside) or words[beside.tokens[1]].upos not in VERBAL:
            return None
        if beside.actors[0].party == mention.actors[0].party or mention.tokens[0] > 1:
            return None  # not so "after Ghana had attacked *Togo*, Benin protested"
        return self.head_of(beside)

    def _listed_beside(self, index: int) -> int | None:
        """The next mention after "and" which the parser did not see as coordinated.

        "Minister Adam Berg (left) *and his US counterpart Mary Hill* spoke": long names with
        titles are often taken for an apposition or a compound.
        """
        mention = self.heading.get(index)
        if mention is None:
            return None
        in_headline = self._listed_in_headline(mention)
        if in_headline is not None:
            return in_headline
        place = _after_brackets(self.tree.words, mention.tokens[1])
        if place >= len(self.tree.words) or self.word(place).upos != "CCONJ":
            return None
        for start in range(place + 1, min(place + 1 + NEAR, len(self.tree.words))):
            found = self.covering.get(start)
            if found is not None and found.tokens[1] - found.tokens[0] > 1:
                head = self.head_of(found)
                loose = self.word(head).relation in LOOSE
                return head if loose else None
        return None


def _is_state(mention: Mention | None) -> bool:
    """Whether a mention is a whole state, by name or by its seat."""
    return mention is not None and mention.via in (Via.COUNTRY, Via.SEAT) and not mention.vague


def _after_brackets(words: Sequence[Word], place: int) -> int:
    """The place behind a short remark in brackets: "(left)"."""
    if place < len(words) and words[place].text == "(":
        for end in range(place, min(place + 2 * NEAR, len(words))):
            if words[end].text == ")":
                return end + 1
    return place


def parties(mention: Mention) -> tuple[Party, ...]:
    """What a mention contributes to a claim: one party for each actor it means."""
    return tuple(Party(actor, mention.span, mention.via) for actor in mention.actors)


def distinct(found: Sequence[Party]) -> tuple[Party, ...]:
    """Parties without repeats of the same actor, in order; the more specific mention stays."""
    kept: dict[str, Party] = {}
    for party in found:
        kept.setdefault(party.actor.id, party)
    return tuple(kept.values())
