"""What a document has said so far: whom later words can refer back to."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.model import Actor, Mention, Via

REACH = 2  # sentences back to which a pronoun may refer
SAYING = 2  # words from a party to what it says of itself: "Kyiv *says that* it"
LATELY = 8  # parties, the last ones, among which both sides are sought
REMEMBERED = 40  # mentions kept
SUBJECTS = frozenset({"he", "she"})
FAMILIES = frozenset({"minister", "ministry"})  # offices of any department


@dataclass(frozen=True, slots=True)
class Seen:
    """A person or party mentioned: in which sentence, from which token to before which, whether a
    woman, and whether only as whoever one talks with."""

    sentence: int
    start: int
    end: int
    actor: Actor
    woman: bool | None
    beside: bool = False


def _is_party(mention: Mention) -> bool:
    """Whether a mention means one party by itself: no newspaper, no place, no adjective."""
    actor = mention.actors[0] if mention.actors else None
    known = actor is not None and actor.party is not None and actor.sector != "MED"
    return known and not mention.vague


BOTH = 2


@dataclass(slots=True)
class Memory:
    """Mentions of one document.

    Attributes:
        people: those whom the text introduced, by the forms of their surnames.
        known: people of the tables who were called by name, by id, as the text had them last.
        offices: who last held an office of any state, by office.
        officers: the same by state or organisation, and office.
        held_in: in which sentence the holder of an office was named.
        joined: parties that a sentence lists, by its number.
        couple: the officers of different states that were last meant together, which "the
            ministers" means all through the readout of their meeting.
        dateline: the last city at which a report was written.
    """

    people: dict[str, Actor] = field(default_factory=dict)
    known: dict[str, Actor] = field(default_factory=dict)
    offices: dict[str, Actor] = field(default_factory=dict)
    officers: dict[tuple[str, str], Actor] = field(default_factory=dict)
    held_in: dict[str, int] = field(default_factory=dict)
    persons: list[Seen] = field(default_factory=list)
    parties: list[Actor] = field(default_factory=list)
    counts: Counter[str] = field(default_factory=Counter)
    groups: list[Mention] = field(default_factory=list)
    single: list[Seen] = field(default_factory=list)
    joined: list[tuple[int, tuple[Actor, ...]]] = field(default_factory=list)
    again: Mention | None = None
    dateline: Mention | None = None
    couple: tuple[Actor, ...] = ()
    visited: Actor | None = None
    last_office: str | None = None

    def note(self, mention: Mention) -> None:
        """Remembers the parties of a mention, newest last."""
        if mention.via is Via.COREFERENCE and len(mention.actors) > 1:
            self.again = mention
            if all(actor.office for actor in mention.actors):
                self.couple = mention.actors
            return
        for actor in mention.actors:
            if actor.party is not None and actor.sector != "MED" and not mention.vague:
                self.parties = [p for p in self.parties if p.party != actor.party]
                self.parties.append(actor)
                self.counts[actor.party] += 1
        del self.parties[:-REMEMBERED]
        if len(mention.actors) > 1:
            self.groups.append(mention)
        elif _is_party(mention):
            seen = Seen(mention.sentence, *mention.tokens, mention.actors[0], None)
            self.single.append(seen)
            del self.single[:-REMEMBERED]

    def join(self, mentions: Sequence[Mention]) -> None:
        """Remembers parties that the text lists: "Chad, Mali and Niger"."""
        actors = tuple(m.actors[0] for m in mentions if _is_party(m))
        if len({actor.party for actor in actors}) == len(mentions):
            if self.joined and self.joined[-1] == (mentions[0].sentence, actors[:-1]):
                self.joined.pop()  # "Chad and Mali and Niger"
            self.joined.append((mentions[0].sentence, actors))
            del self.joined[:-REMEMBERED]

    def saw(self, mention: Mention, woman: bool | None, beside: bool = False) -> None:
        """Remembers a person, or an officer without a name; `beside` if one talks with him."""
        actor = mention.actors[0]
        self.persons.append(Seen(mention.sentence, *mention.tokens, actor, woman, beside))
        del self.persons[:-REMEMBERED]

    def held(
        self, office: str, actor: Actor, whom: str, named: bool = False, sentence: int = -1
    ) -> None:
        """Remembers who held an office of a state or organisation, by a `named` officer or one of
        the tables; "the minister" then means the last of any ministers, but of two in one
        `sentence` the first: "*Mali's minister* received Chad's. The minister said …"."""
        family = office.rpartition("_")[2]
        for known in {office, family} if family in FAMILIES else {office}:
            if sentence < 0 or self.held_in.get(known) != sentence:
                self.offices[known], self.held_in[known] = actor, sentence
            if named or "/" not in actor.id or actor.id.startswith("org:"):
                self.officers[whom, known] = actor

    def most(self, count: int, states: bool = False, sentence: int = -1) -> tuple[Actor, ...]:
        """Both sides, or all three: of the parties mentioned lately, or of the `states` among them,
        those that the text speaks of most; nobody if there are fewer.

        "Putin and Trump spoke about Palestine. Both sides …": not Palestine, though it came last.
        "Chad expelled Malians. Mali protested. *Niger* urged both sides …": nor whoever is named
        for the first time, and alone, in the same `sentence`.
        """
        last = self._last(sentence - 1, states)
        if len(last) == count:
            return last
        lately = [p for p in self.parties if p.country or not states][-LATELY:]
        here = {seen.actor.party for seen in self.single if seen.sentence == sentence}
        new = [p for p in lately if p.party in here and self.counts[p.party or ""] == 1]
        if len(new) == len(here) == 1 and len(lately) > count == BOTH:
            lately.remove(new[0])
        if len(lately) == count - 1 and self.visited is not None:
            lately = [*lately, self.visited]  # "arrived in Lima. The two leaders …"
        most = sorted(lately, key=lambda a: (self.counts[a.party or ""], lately.index(a)))[-count:]
        return tuple(a for a in lately if a in most) if len(lately) >= count else ()

    def together(self, sentence: int) -> tuple[Actor, ...]:
        """The parties that a sentence has named together first."""
        named = [group.actors for group in self.groups if group.sentence == sentence]
        named += [actors for where, actors in self.joined if where == sentence]
        return tuple({actor.party: actor for actor in named[0]}.values()) if named else ()

    def _last(self, sentence: int, states: bool) -> tuple[Actor, ...]:
        """The parties of a sentence that names only them, as persons ("*Aliev* telephoned
        *Zelensky*. Both sides …") or for the second time at least."""
        there = [s.actor for s in self.persons if s.sentence == sentence]
        persons = {actor.party: actor for actor in there if actor.party is not None}
        named = {s.actor.party: s.actor for s in self.single if s.sentence == sentence}
        known = all(self.counts[party or ""] > 1 for party in named)
        met = persons if named.keys() <= persons.keys() else named if known else {}
        return tuple(actor for actor in met.values() if actor.country or not states)

    def officers_of(self, sentence: int, offices: Sequence[str]) -> tuple[Actor, ...]:
        """The officers of different states and one of some offices whom a sentence names."""
        there = [seen.actor for seen in self.persons if seen.sentence == sentence]
        titles = {office.replace("_", " ") for office in offices}
        return tuple({a.party: a for a in there if a.office in titles and a.party}.values())

    def pronoun(self, whom: str, sentence: int, start: int, clause: int = 0) -> Actor | None:
        """Whom "he", "her" or "his" means: the first fitting person before it in the sentence
        (mostly its subject, and not "with *Tusk he* discussed"), else the first of the sentence
        before. `whom` is the pronoun's class in offices.yaml; "own" reaches no further than its
        sentence. "Him" is not whoever is named last in its own clause, which begins at `clause`:
        "Merz contradicted *him*"."""
        men = (None, False)
        women = {"he": men, "him": men, "his": men, "she": (None, True), "her": (True,)}
        kinds = women.get(whom, (None, False, True))
        fitting = [s for s in self.persons if s.woman in kinds]
        here = [s for s in fitting if s.sentence == sentence and s.start < start]
        if whom in SUBJECTS:
            earlier = any(sentence - REACH <= s.sentence < sentence for s in fitting)
            here = [s for s in here if not (s.beside and earlier)]
        if whom == "him" and here and here[-1].start >= clause:
            subject = here[-1].actor.id
            here = [s for s in here if s.actor.id != subject]
            fitting = [s for s in fitting if s.actor.id != subject]
        if here:
            return here[0].actor
        for back in range(1, 1 if whom == "own" else REACH + 1):
            there = [s for s in fitting if s.sentence == sentence - back]
            if there:
                return there[0].actor
        return None

    def first(self, sentence: int, start: int) -> Actor | None:
        """The party named first in the sentence before a place, or else in the last sentence:
        mostly the subject, whom "it", "its" and "the country" mean."""
        for back in (0, 1):
            for seen in self.single:
                if seen.sentence == sentence - back and (back or seen.start < start):
                    return seen.actor
        return None

    def speaker(self, sentence: int, start: int) -> Actor | None:
        """The party that stands a word or two before a place: whoever says what "it" then did
        ("though Kyiv says *it* destroyed …")."""
        here = [s for s in self.single if s.sentence == sentence and s.end < start]
        near = here and start - here[-1].end <= SAYING
        return here[-1].actor if near else None

    def last(self, sentence: int, start: int) -> Actor | None:
        """The party named last before a place in its sentence: whom "that country" means there."""
        here = [s.actor for s in self.single if s.sentence == sentence and s.start < start]
        return here[-1] if here else None

    def latest(self, sentence: int) -> Actor | None:
        """The party named last in a sentence: whom "the latter" means in the next one."""
        there = [s.actor for s in self.single if s.sentence == sentence]
        return there[-1] if there else None

    def beside(
        self, sentence: int, start: int, borders: Mapping[str, frozenset[str]]
    ) -> Actor | None:
        """Whom "its neighbour" means: of the neighbours of the party that is named first before it,
        or else in the last sentence, the one of which the text spoke there or in the last
        sentences; of several the one that it speaks of most."""
        own = self.first(sentence, start)
        if own is None or own.country is None:
            return None
        near = borders.get(own.country, frozenset())
        for back in (0, 1, 2):
            others = {
                seen.actor.party: seen.actor
                for seen in self.single
                if seen.sentence == sentence - back and (back or seen.start < start)
                if seen.actor.country in near
            }
            most = max((self.counts[party or ""] for party in others), default=0)
            first = [a for party, a in others.items() if self.counts[party or ""] == most]
            if others:
                return first[0] if len(first) == 1 else None
        return None

    def several(self, sentence: int) -> tuple[Actor, ...]:
        """Whom "they" means: those last mentioned together, here or in the sentence before; or the
        two officers or persons of whom that one speaks ("Putin telephoned Trump. *They* …"), or the
        states that it lists ("Chad and Niger met. *They* …")."""
        groups = [*self.groups[-1:], *filter(None, (self.again,))]
        lately = [group for group in groups if group.sentence >= sentence - 1]
        if lately:
            return max(lately, key=lambda group: (group.sentence, group.tokens)).actors
        there = [seen.actor for seen in self.single if seen.sentence == sentence - 1]
        people = {actor.party: actor for actor in reversed(there) if actor.office}
        if len(people) == 2:
            return tuple(reversed(people.values()))
        joined = [actors for where, actors in self.joined if where == sentence - 1]
        return joined[0] if len(joined) == 1 else ()
