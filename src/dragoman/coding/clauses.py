"""From a parsed sentence to clauses: predicates with their roles, status, date and claimant."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.coding.ahead import ahead
from dragoman.coding.carriers import (
    END,
    EXCLUDING,
    POSTPONE,
    UNDOING,
    Carrier,
    carrier,
    is_stopped,
    leaves_open,
    only_describes,
)
from dragoman.coding.claimant import Attribution, attribution, running, teller
from dragoman.coding.completion import Completion
from dragoman.coding.content import content_of, is_right_behind, topics_of
from dragoman.coding.match import Match, Missed, matches
from dragoman.coding.negation import is_negated
from dragoman.coding.parties import place_of
from dragoman.coding.rules import Rule
from dragoman.coding.scene import Scene
from dragoman.coding.sides import Roles, accuser, sides, told_of
from dragoman.coding.status import Verdict, status_of
from dragoman.coding.times.dates import Dated, beginnings, date_of, dates, is_history
from dragoman.coding.times.past import awaited, by_date, settled
from dragoman.coding.voice import Speaker
from dragoman.coding.will import willed
from dragoman.model import Clause, Span, Status, When, Word
from dragoman.ontology import Content, Ontology

PERSON = "person:"
MARKS = ("mark", "case", "cc", "advmod")
COMPLEMENT = frozenset({"xcomp", "ccomp", "acl", "csubj", "obj", "obl", "nmod", "nsubj:pass"})


@dataclass(frozen=True, slots=True)
class Uncoded:
    """A word of the lexicon that gave no clause, and the rule that says why."""

    index: int
    act: str
    rule: Rule
    detail: str = ""


@dataclass(frozen=True, slots=True)
class Coder:
    """Codes parsed sentences; one object serves every language and document."""

    ontology: Ontology

    def clauses(
        self,
        scene: Scene,
        published: date | None,
        speaker: Speaker | None = None,
        before: Sequence[Clause] = (),
    ) -> Iterator[Clause | Uncoded]:
        """The clauses of a sentence in order, and what was passed over, with the reason.

        Args:
            speaker: who was named last as a speaker in the sentences before.
            before: the clauses of the sentences right before it.
        """
        return _Sentence(self.ontology, scene, published, speaker, before).clauses()


class _Sentence:
    """The coding of one sentence: the matches found in it, and the clauses made of them."""

    __slots__ = (
        "_acts", "_completion", "_dates", "_matches", "_missed", "_ontology", "_open",
        "_published", "_scene", "_speaker",
    )  # fmt: skip

    def __init__(
        self,
        ontology: Ontology,
        scene: Scene,
        published: date | None,
        speaker: Speaker | None,
        before: Sequence[Clause],
    ) -> None:
        self._speaker = speaker
        self._ontology = ontology
        self._scene = scene
        self._dates: tuple[Dated, ...] | None = None
        self._published = published
        outcomes = list(matches(scene, speaker is not None))
        self._open = [m for m in outcomes if leaves_open(scene, m.index)]
        named = [m for m in outcomes if isinstance(m, Match) and m not in self._open]
        named = [
            m for m in named if m.object is None or not only_describes(scene, m.index, m.object)
        ]
        consumed = {m.object for m in named}
        self._matches: Mapping[int, Match] = {m.index: m for m in named if m.index not in consumed}
        self._missed = [m for m in outcomes if isinstance(m, Missed) and m not in self._open]
        self._acts = frozenset(self._matches)
        self._completion = Completion(scene, ontology, self._matches, self._acts, before)

    def clauses(self) -> Iterator[Clause | Uncoded]:
        made: list[Clause] = []
        for match in self._matches.values():
            outcome = self._clause(match)
            if isinstance(outcome, Clause):
                if any(_says_no_more(outcome, other) for other in made):
                    outcome = Uncoded(match.index, outcome.act, Rule.REPEATED)
                else:
                    made.append(outcome)
            yield outcome
        for left in self._open:
            yield Uncoded(left.index, left.entry.act, Rule.LEFT_OPEN)
        for missed in self._missed:
            yield Uncoded(missed.index, missed.entry.act, Rule.NO_ENTRY, missed.reason)

    def _clause(self, match: Match) -> Clause | Uncoded:
        """The clause of a match, or the rule that says why there is none."""
        scene = self._scene
        held = self._carrier(match) if match.noun else None
        predicate = held.index if held is not None else match.index
        act, turn = self._act(match, held)
        source = self._source(match, predicate, act)
        content = content_of(scene, match.index, match.entry)
        roles, reach = self._completion.roles(match, held, act, content, source)
        if len({p.actor.party for p in roles.agents}) > 1:
            act = self._ontology.turns.together.get(act, act)
        verdict, claimed = self._reading(match, held, predicate)
        if reach is Rule.MEDIATED and verdict == Verdict(Status.OCCURRED):
            verdict = self._as_reached(match)
        if reach is Rule.BY_SPEAKER and verdict is not None and verdict.rule is Rule.MODAL:
            verdict = Verdict(Status.OCCURRED)  # "must be condemned", he says: so he condemns it
        if verdict is not None:
            done = (act, roles, verdict)
            act, roles, verdict = willed(scene, self._ontology, match, predicate, done, source)
            if verdict.rule is Rule.OBLIGATION:
                content = scene.span(scene.tree.subtree(predicate))
        bare = held is None or (held.kind in UNDOING and scene.word(held.index).upos == "NOUN")
        reason = self._too_few(act, roles, match.noun and bare)
        if reason is None and verdict is None:
            reason = Rule.NOT_CODED_CONTENT
        if reason is not None or verdict is None or verdict.rule is Rule.PURPOSE:
            return Uncoded(match.index, act, reason or Rule.PURPOSE)
        if is_history(scene, match.index, self._found_dates()):
            return Uncoded(match.index, act, Rule.HISTORY)
        when = self._dated(match, predicate, reach)
        when = settled(scene, self._ontology, act, predicate, when, self._published)
        verdict = by_date(scene, predicate, verdict, when, self._published)
        if verdict == Verdict(Status.OCCURRED):
            verdict = ahead(scene, self._ontology, act, predicate) or verdict
            if reach is Rule.SAME_SIDES and scene.tense(predicate) != "Past":
                verdict = Verdict(Status.PLANNED, Rule.TO_COME)  # "the next round *is* in Quito"
        claimant = source.claimant if source is not None else None
        if claimed is not None and claimant is None:
            governor = self._governor(predicate)
            claimant = accuser(scene, governor, self._acts) if governor is not None else None
        said = source.rule if source is not None else claimed
        return Clause(
            act=act,
            sentence=scene.sentence.index,
            trigger=_trigger(scene, [match.index, predicate, *_known(match.object)]),
            trigger_index=match.index,
            agents=roles.agents,
            patients=roles.patients,
            status=verdict.status,
            claimant=claimant,
            when=awaited(scene, predicate, when, verdict, self._published),
            content=content,
            place=place_of(scene, predicate, match.index),
            topics=topics_of(scene),
            trace=(*turn, *_named(reach), *_named(verdict.rule), *_named(said)),
        )

    def _carrier(self, match: Match) -> Carrier | None:
        """The verb that carries an act noun; what ends another thing does not end that one: "lifted
        its *veto* on accession"."""
        held = carrier(self._scene, match.index, self._acts)
        own = self._matches.get(held.index) if held is not None and held.kind == END else None
        return None if own is not None and own.object not in (None, match.index) else held

    def _source(self, match: Match, predicate: int, act: str) -> Attribution | None:
        """Who says so: in the sentence, before it, or with the verb that only tells of the act."""
        scene = self._scene
        source = attribution(scene, predicate) or running(scene, predicate, self._speaker)
        if source is None and told_of(scene, match, self._ontology.act(act).symmetric):
            source = teller(scene, match.index)
        return source

    def _dated(self, match: Match, predicate: int, reach: Rule | None) -> When | None:
        """The date of an act: at its object noun ("announced a visit *on 3 May*"), itself, or what
        carries it; an act that is done by saying it has the date of the saying."""
        scene, found = self._scene, self._found_dates()
        if self._ontology.act(match.entry.act).type in self._ontology.turns.lasting:
            found = beginnings(scene, found)
        if match.object is not None:
            dated = date_of(scene, match.object, found, below=True)
            if dated is not None:
                return dated
        dated = date_of(scene, match.index, found) or date_of(scene, predicate, found)
        if dated is None and reach is Rule.BY_SPEAKER:
            above = (date_of(scene, w.index, found) for w in scene.tree.ancestors(match.index))
            dated = next((when for when in above if when is not None), None)
        return dated

    def _found_dates(self) -> tuple[Dated, ...]:
        """The dates of the sentence, which are sought only where there is an act."""
        if self._dates is None:
            self._dates = dates(self._scene, self._published)
        return self._dates

    def _too_few(self, act: str, roles: Roles, bare: bool) -> Rule | None:
        """Why these roles are not enough for a claim, or None; `bare`: of a noun by itself."""
        known = self._ontology.act(act)
        turns = self._ontology.turns  # unnamed people may protest, as unnamed troops may shell
        suffered = known.type in (*turns.suffered, *turns.at_home)
        codes = {p.actor.party for p in (*roles.agents, *roles.patients)} - {None}
        if known.symmetric and not known.alone and len(codes) < 2:
            return Rule.ONE_PARTY
        persons = {p.actor.id for p in roles.agents if p.actor.id.startswith(PERSON)}
        if bare and len(codes) < 2 and not (known.alone and len(persons) > 1):
            return Rule.BARE_NOUN  # not so "the deal between Minister A and Minister B"
        if not any(p.actor.party for p in roles.patients if suffered) and not any(
            p.actor.party for p in roles.agents
        ):
            return Rule.NO_AGENT
        return None

    def _act(self, match: Match, held: Carrier | None) -> tuple[str, tuple[str, ...]]:
        """The act, as its carrier turns it or its content narrows it, and the rules behind it."""
        act = match.entry.act
        kind = self._ontology.act(act).type
        if held is not None:
            turned = self._ontology.turns.turned(held.kind, kind)
            if turned is not None:
                return turned, (f"{Rule.TURN}:{held.kind}",)
            rule = Rule.OCCURRENCE if held.kind == "occurrence" else Rule.LIGHT_VERB
            return act, (f"{rule}:{match.entry.lemma}",)
        stopped = self._stopped(match)
        if stopped is not None:
            return stopped, (f"{Rule.TURN}:{END}",)
        for other in self._content_acts(match.index):
            if self._is_of_another(match, other):
                continue  # "warned Chad *not to attack*": who warns threatens no attack
            about = other.entry.act
            act = self._ontology.turns.narrowed(act, about, self._ontology.act(about).type)
        rule = Rule.VERB_OBJECT if match.object is not None else Rule.VERB
        return act, (f"{Rule.NOUN if match.noun else rule}:{match.entry.lemma}",)

    def _stopped(self, match: Match) -> str | None:
        """What becomes of an act that somebody stops doing; None if nobody does, or if it is no
        act to stop it: whoever has stopped threatening threatens no more."""
        if match.noun or not is_stopped(self._scene, match.index):
            return None
        if is_negated(self._scene, self._scene.word(match.index).head):
            return None
        return self._ontology.turns.turned(END, self._ontology.act(match.entry.act).type)

    def _is_of_another(self, match: Match, other: Match) -> bool:
        """Whether what an act is about would be done by somebody else, and is not asked of him."""
        turns, scene = self._ontology.turns, self._scene
        asked = self._ontology.act(turns.owed).type
        blow = self._ontology.act(other.entry.act).type in turns.suffered
        if not blow or self._ontology.act(match.entry.act).type == asked:
            return False
        own = {p.actor.party for p in sides(scene, match, None, False, self._acts).agents}
        theirs = {p.actor.party for p in sides(scene, other, None, False, self._acts).agents}
        return bool(theirs) and not theirs & own

    def _content_acts(self, index: int) -> Iterator[Match]:
        """The acts that the act at `index` is about."""
        for word in self._scene.children(index, "xcomp", "ccomp", "obj", "obl", "advcl"):
            if word.relation == "advcl" and not self._is_content(word):
                continue
            other = self._matches.get(word.index)
            if other is not None:
                yield other

    def _reading(
        self, match: Match, held: Carrier | None, predicate: int
    ) -> tuple[Verdict | None, Rule | None]:
        """Status of the act, None if it is part of another; ACCUSED if an accuser claims it."""
        governor = self._governor(predicate)
        verdict = status_of(self._scene, predicate)
        if held is not None and held.kind == EXCLUDING:
            return Verdict(Status.HYPOTHETICAL, Rule.LEFT_OPEN), None
        if held is not None and held.kind == POSTPONE:
            verdict = Verdict(Status.DENIED, Rule.POSTPONED)
        elif held is not None and held.kind == "go_on" and verdict.rule is None:
            verdict = Verdict(Status.ONGOING, Rule.GOING_ON)
        if match.noun and held is not None and verdict.rule is None:
            own = status_of(self._scene, match.index)
            verdict = own if own.rule is Rule.NEGATION else verdict
        if verdict.rule is Rule.STOPPED and self._stopped(match) is not None:
            verdict = status_of(self._scene, self._scene.word(predicate).head)
        if governor is None:
            return verdict, None
        reading = self._content_reading(governor)
        above: Match | None = governor
        while above is not None:  # "demanded guarantees that it will not attack"
            if self._content_reading(above) is Content.PART:
                return None, None
            above = self._governor(above.index)
        if reading is Content.PLANNED and verdict.rule is None and not self._describes(predicate):
            denied = is_negated(self._scene, governor.index)  # "did *not agree* to a meeting"
            return Verdict(Status.DENIED if denied else Status.PLANNED, Rule.CONTENT), None
        return verdict, Rule.ACCUSED if reading is Content.CLAIMED else None

    def _as_reached(self, match: Match) -> Verdict | None:
        """What came of a mediation says whether it took place: "will meet *through mediation*"."""
        reached = self._completion.mediation.reached(match)
        if reached is None:
            return None
        held = carrier(self._scene, reached.index, self._acts) if reached.noun else None
        return self._reading(reached, held, held.index if held else reached.index)[0]

    def _describes(self, predicate: int) -> bool:
        """Whether a participle or relative clause only says which one is meant: "promised to renew
        the treaty *signed* with Chad"."""
        word = self._scene.word(predicate)
        return word.relation == "acl" and "VerbForm=Inf" not in word.feats

    def _content_reading(self, governor: Match) -> Content | None:
        """How what an act is about is read."""
        act, _ = self._act(governor, None)  # "promised to strike Chad" threatens
        return self._ontology.turns.content_of(act, self._ontology.act(act).type)

    def _governor(self, predicate: int) -> Match | None:
        """The act that the act at `predicate` is the content of."""
        word = self._scene.word(predicate)
        while word.head >= 0 and (
            word.relation in COMPLEMENT or word.relation == "conj" or self._is_content(word)
        ):
            head = self._scene.word(word.head)
            if word.relation != "conj":
                match = self._matches.get(head.index)
                if match is not None:
                    return match if self._is_about(match, word) else None
                if word.relation in ("acl", "nmod", "obl") and head.index in self._scene.covering:
                    return None
            word = head
        return None

    def _is_about(self, match: Match, word: Word) -> bool:
        """Whether a phrase is what the act is about: "agreed *on* talks", not "*after* talks", nor
        "*in the talks* he invited …"."""
        marker = self._scene.marker(word.index)
        where = word.index < match.index and marker in self._scene.language.cues.words.places
        return word.relation != "obl" or (marker in match.entry.content and not where)

    def _is_content(self, word: Word) -> bool:
        """ "amenaza *con* imponer": an adverbial clause whose marker is a content slot above; or
        one right behind its verb: "ruled out *sending* tanks"."""
        above = self._matches.get(word.head)
        if word.relation != "advcl" or above is None:
            return False
        if is_right_behind(self._scene, word):
            return True
        marks = {self._scene.folded[w.index] for w in self._scene.children(word.index, *MARKS)}
        if marks & set(above.entry.content):
            return True
        reasons = set(self._scene.language.cues.words.because)
        # "blamed Chad *because* it had shelled …"
        act = above.entry.act
        reading = self._ontology.turns.content_of(act, self._ontology.act(act).type)
        claimed = reading is Content.CLAIMED
        return claimed and bool(marks & reasons)


def _says_no_more(clause: Clause, other: Clause) -> bool:
    """Whether a clause is of the same act and agents as another, and towards nobody else."""
    agents, known = ({p.actor.party for p in c.agents} for c in (clause, other))
    towards, all_towards = ({p.actor.party for p in c.patients} for c in (clause, other))
    return clause.act == other.act and agents == known and towards <= all_towards


def _known(index: int | None) -> tuple[int, ...]:
    return () if index is None else (index,)


def _named(rule: Rule | None) -> tuple[str, ...]:
    return () if rule is None else (str(rule),)


def _trigger(scene: Scene, indices: list[int]) -> Span:
    """The trigger's words: the act word with its object or carrier, if they are neighbours."""
    near = [i for i in indices if abs(i - indices[0]) <= 3]
    return scene.span(near)
