"""Events become threads: commitments, measures and meetings, with their states in order of time."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.ledger.calendar import turned
from dragoman.ledger.corrections import corrected_threads
from dragoman.ledger.facts import Compass, Tense
from dragoman.ledger.meetings import Meetings
from dragoman.ledger.steps import Draft, Kept, Step, but_announced, later, nearest, steps_of
from dragoman.model import Event, Judgement, State, Thread, ThreadKind
from dragoman.ontology import ThreadRules


def threads_of(
    events: Iterable[Event],
    compass: Compass,
    rules: ThreadRules,
    as_of: date,
    judgements: Sequence[Judgement] = (),
) -> tuple[Thread, ...]:
    """The threads that some events make up, as they stand on a day.

    Every transition names its event, or the calendar, and its rule. What became known after
    `as_of` is left out.
    """
    steps = but_announced(steps_of(events, compass, rules, as_of))
    commitments, measures = Commitments(compass, rules, []), Measures(compass, rules, [])
    meetings = Meetings(compass, rules, [])
    meetings.hear(steps)
    for step in steps:
        for room in (commitments, measures, meetings):
            room.meet(step)
    drafts = [d for room in (commitments, measures, meetings) for d in room.drafts]
    found = (turned(draft.thread(), rules.days, as_of) for draft in drafts)
    threads = sorted(found, key=lambda t: (str(t.transitions[0].day), t.id))
    return corrected_threads(threads, judgements, as_of)


@dataclass(slots=True)
class Commitments:
    """What was promised, and what became of it."""

    compass: Compass
    rules: ThreadRules
    drafts: list[Draft]

    def meet(self, step: Step) -> None:
        """An event begins, keeps or breaks a commitment."""
        if step.tense is Tense.DONE:
            self._carry_out(step)
        named = step.family in self.rules.commitments and step.tense is Tense.AHEAD
        if named or (step.family in self.rules.pledges and step.tense is Tense.DONE):
            self._promise(step)

    def _promise(self, step: Step) -> None:
        same = (d for d in self.drafts if d.step.family == step.family and self._by(d, step))
        older = nearest(same, step, self.compass)
        if older is not None:
            if step.due is None or step.due == older.due:
                older.learn(step)  # said again
                return
            if older.due is None:
                older.due = step.due
                return
            older.move(step, State.SUPERSEDED, Kept.NEW_PROMISE, closes=True)
        self.drafts.append(Draft.begin(ThreadKind.COMMITMENT, step, State.PROMISED, Kept.PROMISED))

    def _carry_out(self, step: Step) -> None:
        kept = nearest((d for d in self.drafts if self._keeps(d, step)), step, self.compass)
        if kept is not None:
            in_time = kept.due is None or step.day is None or step.day <= later(kept.due, 1)
            kept.move(step, State.KEPT, self._reason(kept, in_time), closes=True)
            return
        broken = nearest((d for d in self.drafts if self._breaks(d, step)), step, self.compass)
        if broken is not None:
            breach = step.event.act in self.rules.breach
            rule = Kept.BREACH if breach else Kept.CONTRARY
            broken.move(step, State.BROKEN, rule, closes=True)

    def _reason(self, draft: Draft, in_time: bool) -> Kept:
        if draft.step.family in self.rules.pledges:
            return Kept.ON_TOPIC
        return Kept.DONE if in_time else Kept.LATE

    def _keeps(self, draft: Draft, step: Step) -> bool:
        family = draft.step.family
        if not self._by(draft, step):
            return False
        if family in self.rules.commitments:
            return step.family == family
        pledge = self.rules.pledges[family]
        return step.family in pledge.kept and bool(draft.topics & step.topics)

    def _breaks(self, draft: Draft, step: Step) -> bool:
        family, act = draft.step.family, step.event.act
        if not self._by(draft, step):
            return False
        if act in self.rules.breach:
            return True
        named = self.rules.commitments.get(family)
        if named is not None:
            return act in named.broken
        shared = bool(draft.topics & step.topics)
        return shared and act in self.rules.pledges[family].broken

    def _by(self, draft: Draft, step: Step) -> bool:
        """Whether he who promised acts: where a deed has sides, it must be his."""
        mutual = draft.step.event.symmetric or step.event.symmetric
        return mutual or bool(set(draft.step.event.actors) & set(step.event.actors))


@dataclass(slots=True)
class Measures:
    """What was imposed, and whether it still stands."""

    compass: Compass
    rules: ThreadRules
    drafts: list[Draft]

    def meet(self, step: Step) -> None:
        """An event announces, imposes, extends, eases or lifts a measure, or demands its end."""
        if step.family in self.rules.measures and step.tense is not Tense.DENIED:
            self._impose(step)
        if step.tense is Tense.DONE:
            for state, rule in ((State.LIFTED, Kept.LIFTED), (State.EASED, Kept.EASED)):
                if self._relieve(step, state, rule):
                    return
            self._demand(step)

    def _impose(self, step: Step) -> None:
        same = [d for d in self.drafts if self._is_same(d, step)]
        known = nearest(same, step, self.compass)
        ahead = step.tense is Tense.AHEAD
        # What is announced while a like measure stands is another one, unless it is about the same.
        if known is None or (ahead and known.in_force and not known.is_tied(step)):
            state, rule = (
                (State.ANNOUNCED, Kept.ANNOUNCED) if ahead else (State.IN_FORCE, Kept.IMPOSED)
            )
            self.drafts.append(Draft.begin(ThreadKind.MEASURE, step, state, rule))
        elif known.state in (State.ANNOUNCED, State.DEMANDED):
            if not ahead:
                known.move(step, State.IN_FORCE, Kept.IMPOSED)
                known.step = step
        elif not ahead and self._is_later(known, step):
            known.move(step, State.EXTENDED, Kept.AGAIN)
            known.step = step

    def _is_later(self, draft: Draft, step: Step) -> bool:
        last, first = draft.transitions[-1].day, step.event.window.start
        if last is None or first is None:
            return False  # of what nobody dates nobody knows whether it was later
        return (first - last).days >= self.rules.days.extended

    def _is_same(self, draft: Draft, step: Step) -> bool:
        family = draft.step.family == step.family or draft.state is State.DEMANDED
        his = bool(set(self._imposer(draft)) & set(step.event.actors))
        return family and his and not self._is_forgotten(draft, step)

    def _is_forgotten(self, draft: Draft, step: Step) -> bool:
        """Whether a measure was announced so long before that what comes now is another one."""
        known, days = draft.transitions[-1].day, self.rules.days
        if draft.state is not State.ANNOUNCED or known is None or step.day is None:
            return False
        return step.day > later(known, days.expected) and not draft.is_tied(step)

    def _imposer(self, draft: Draft) -> tuple[str, ...]:
        event = draft.first.event
        return event.recipients if draft.transitions[0].state is State.DEMANDED else event.actors

    def _relieve(self, step: Step, state: State, rule: Kept) -> bool:
        lifted = state is State.LIFTED
        his = [d for d in self.drafts if set(self._imposer(d)) & set(step.event.actors)]
        fitting = [d for d in his if step.event.act in self._acts(d, lifted)]
        draft = nearest(fitting, step, self.compass)
        if draft is not None:
            draft.move(step, state, rule, closes=lifted)
        return draft is not None

    def _acts(self, draft: Draft, lifted: bool) -> frozenset[str]:
        rule = self.rules.measures.get(draft.step.family)
        if rule is None:
            rules = self.rules.measures.values()
            found = [r for r in rules if draft.step.event.act in r.demanded]
            return frozenset(a for r in found for a in (r.lifted if lifted else r.eased))
        return rule.lifted if lifted else rule.eased

    def _demand(self, step: Step) -> None:
        """A demand shows an obstacle of which nothing else is known."""
        if not any(step.event.act in rule.demanded for rule in self.rules.measures.values()):
            return
        known = [d for d in self.drafts if set(self._imposer(d)) & set(step.event.recipients)]
        if nearest(known, step, self.compass) is None:
            self.drafts.append(Draft.begin(ThreadKind.MEASURE, step, State.DEMANDED, Kept.DEMANDED))
