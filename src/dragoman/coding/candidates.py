"""Which sentences are worth parsing: those in which some entry of the lexicon could hold.

Most sentences of ordinary news name no act between states; not parsing them is what makes
reading fast. The checks look only at word forms and at the parties named, and each is a condition
without which the rules make no claim.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.coding.carriers import ANSWERING, KINDS
from dragoman.lang import Entry, Language
from dragoman.model import Mention, RegionKind, Sentence
from dragoman.ontology import Ontology

OPENING = 4  # words among which a sentence without a subject has its verb
DESCRIBED = 4  # words from a "next" on among which the noun stands that it describes
NEAR = 6  # words between an act noun and a party that belongs to it
TURNING = frozenset({"cancel", "end"})  # carriers that can make a mutual act a one-sided one


def candidates(
    language: Language,
    ontology: Ontology,
    sentences: Sequence[Sentence],
    mentions: Sequence[Sequence[Mention]],
) -> Iterator[Sentence]:
    """Sentences outside boilerplate of which the rules might make a claim."""
    for sentence, found in zip(sentences, mentions, strict=True):
        if sentence.region is RegionKind.BOILERPLATE:
            continue
        parties = {actor.party for mention in found for actor in mention.actors} - {None}
        forms = [language.profile.fold(token.text) for token in sentence.tokens]
        if _begins_with_verb(language, forms):
            before = mentions[max(sentence.index - 1, 0)]
            parties |= {actor.party for mention in before for actor in mention.actors} - {None}
        named = frozenset(i for mention in found for i in range(*mention.tokens))
        known = _Forms(language, ontology, forms, named, len(parties))
        if (parties and known.name_an_act()) or known.name_the_next():
            yield sentence


def _begins_with_verb(language: Language, forms: Sequence[str]) -> bool:
    """Whether a sentence may have left out a subject that was named in the one before."""
    opening = forms[:OPENING] if language.cues.words.drops_subject else ()
    return any(language.verbs.get(form) for form in opening)


@dataclass(frozen=True, slots=True)
class _Forms:
    """The folded words of a sentence, those that name somebody, and how many parties there are."""

    language: Language
    ontology: Ontology
    words: Sequence[str]
    named: frozenset[int]
    parties: int

    def name_an_act(self) -> bool:
        language = self.language
        present = set(self.words)
        carriers: frozenset[str] | None = None
        for place, word in enumerate(self.words):
            entries = (*language.verbs.get(word, ()), *self._apart(word, present))
            if any(self._could_hold(entry, present) for entry in entries):
                return True
            nouns = language.noun_entries(word)
            if nouns and self.parties > 1 and self._beside(place):
                return True
            if nouns:
                carriers = self._carriers(present) if carriers is None else carriers
                needed = TURNING if self._is_mutual(nouns[0]) else {*KINDS, ANSWERING}
                if carriers & needed:
                    return True
        return False

    def name_the_next(self) -> bool:
        """Whether a "next" describes a mutual act noun, whose sides may stand before."""
        later = self.language.cues.dates.next
        for place in (i for i, word in enumerate(self.words) if word in later):
            for word in self.words[max(0, place - 1) : place + DESCRIBED]:
                entries = self.language.noun_entries(word)
                if entries and self._is_mutual(entries[0]):
                    return True
        return False

    def _beside(self, place: int) -> bool:
        """Whether a party stands near enough to belong to an act noun."""
        return any(i in self.named for i in range(place - NEAR, place + NEAR + 1))

    def _apart(self, word: str, present: set[str]) -> Iterator[Entry]:
        """Entries of a separable verb whose particle stands in the sentence."""
        for entry in self.language.apart.get(word, ()):
            if entry.particle in present:
                yield entry

    def _could_hold(self, entry: Entry, present: set[str]) -> bool:
        if self.parties < 2 and self._is_mutual(entry):
            return False
        if entry.reflexive and not present & set(self.language.cues.words.reflexive):
            return False
        return all(
            any(self.language.object_lemmas(word) & set(group) for word in self.words)
            for group in entry.nouns
        )

    def _is_mutual(self, entry: Entry) -> bool:
        """Whether one party alone cannot do what the entry names."""
        act = self.ontology.act(entry.act)
        return act.symmetric and not act.alone

    def _carriers(self, present: set[str]) -> frozenset[str]:
        """What verbs of the sentence could do to an act noun."""
        known = self.language
        groups = [known.verb_cues.get(word, frozenset()) for word in present]
        groups += [g for (verb, particle), g in known.particle_cues.items() if verb in present]
        return frozenset().union(*groups)
