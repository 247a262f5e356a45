"""Meetings: proposed, planned, put off, called off, held, or passed without word."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from datetime import date

from dragoman.ledger.facts import Compass, Tense
from dragoman.ledger.steps import Draft, Kept, Step, later, nearest, sentences
from dragoman.model import State, ThreadKind
from dragoman.ontology import ThreadRules

RETOLD = 3  # days after a new day is named in which papers still tell that it was put off
SLACK = 1  # days by which a meeting may miss its day and still be the one that was planned


@dataclass(slots=True)
class Meetings:
    """What was planned, and whether it came about.

    Attributes:
        offered: sentences that propose a meeting.
        stray: what puts off or calls off a meeting of which nothing had been read.
    """

    compass: Compass
    rules: ThreadRules
    drafts: list[Draft]
    offered: frozenset[tuple[str, int]] = frozenset()
    stray: list[Step] = field(default_factory=list)

    def hear(self, steps: Iterable[Step]) -> None:
        """Which sentences propose a meeting, before any is met."""
        self.offered = frozenset(
            sentence
            for step in steps
            if step.family == self.rules.meetings.proposed
            for sentence in sentences(step)
        )

    def meet(self, step: Step) -> None:
        """An event proposes, plans, puts off, calls off or holds a meeting."""
        rule = self.rules.meetings
        if step.event.act in rule.cancelled and step.tense is Tense.DONE:
            self._call_off(step)
        elif step.family == rule.proposed and step.tense is Tense.DONE:
            known = nearest(self._awaited(step), step, self.compass)
            if known is None or not known.is_tied(step):
                self._begin(step, State.PROPOSED, Kept.PROPOSED)
        elif step.family == rule.held:
            if step.put_off:
                self._put_off(step)
            elif step.tense is Tense.AHEAD and not self.offered >= sentences(step):
                self._plan(step)  # "invited him to visit Moscow" plans no visit
            elif step.tense is Tense.DONE:
                self._hold(step)

    def _begin(self, step: Step, state: State, rule: Kept) -> None:
        self.drafts.append(Draft.begin(ThreadKind.MEETING, step, state, rule))

    def _plan(self, step: Step) -> None:
        """A plan begins a thread, follows a proposal, or names another day."""
        draft = nearest(self._awaited(step), step, self.compass)
        tied = draft is not None and draft.is_tied(step) and not self._is_another(draft, step)
        if draft is None or not (tied or self._is_same(draft, step)):
            self._begin_plan(step)
            return
        if step.late and draft.state is State.POSTPONED:
            draft.learn(step)  # perhaps the very day that was given up
            return
        before, draft.step = draft.due, step
        draft.learn(step)
        is_new = step.due is not None and (before is None or step.due > before)
        if is_new:  # an earlier day was given up before, and is only told again
            draft.due = step.due
        if draft.state is State.PROPOSED:
            draft.move(step, State.PLANNED, Kept.PLANNED)
        elif is_new and (before is not None or draft.state is State.POSTPONED):
            draft.move(step, State.POSTPONED, Kept.NEW_DAY)

    def _begin_plan(self, step: Step) -> None:
        """A thread of a plan; one that we read of after its day may have been given up before."""
        given_up = [s for s in self.stray if step.late and self._is_given_up(step, s)]
        last = max(given_up, key=lambda s: s.day or date.min, default=None)
        if last is None:
            self._begin(step, State.PLANNED, Kept.PLANNED)
            return
        self.stray.remove(last)
        self._begin(replace(step, day=last.day), State.PLANNED, Kept.PLANNED)
        (self._put_off if last.put_off else self._call_off)(last)

    def _is_given_up(self, plan: Step, stray: Step) -> bool:
        """Whether what was put off or called off can be what was planned."""
        if plan.day is None or stray.day is None:
            return False
        draft = Draft.begin(ThreadKind.MEETING, plan, State.PLANNED, Kept.PLANNED)
        soon = stray.day <= plan.day <= later(stray.day, self.rules.days.expected)
        return soon and draft.fits(stray, self.compass)

    def _is_same(self, draft: Draft, step: Step) -> bool:
        """Whether a plan is that of the thread though no topic or person ties them.

        It is for the same day, or the thread has no day yet and nothing speaks against it.
        """
        unknown = not (draft.topics and step.topics)
        return draft.due == step.due or (draft.due is None and unknown)

    def _is_another(self, draft: Draft, step: Step) -> bool:
        """Whether a plan is another one's though the same persons are to meet.

        Nobody has put off the first, and the second is told as another act for a later day.
        """
        renewed = draft.transitions[-1].rule == Kept.NEW_DAY
        if draft.due is None or step.due is None or not (draft.state is State.PLANNED or renewed):
            return False
        same = draft.topics & step.topics or draft.step.event.act == step.event.act
        return step.due > draft.due and not same

    def _awaited(self, step: Step) -> Iterable[Draft]:
        """Meetings that had not taken place when the step became known."""
        for draft in self.drafts:
            if step.day is None or not self._is_gone(draft, step.day):
                yield draft

    def _is_gone(self, draft: Draft, day: date) -> bool:
        """Whether nobody waits any longer for a meeting on a day."""
        put_off = draft.state is State.POSTPONED and draft.transitions[-1].rule == Kept.PUT_OFF
        if draft.due is not None and not put_off:
            return day > later(draft.due, self.rules.days.passed)
        last, days = draft.transitions[-1].day, self.rules.days
        waits = days.vague if put_off else days.expected
        return last is not None and day > later(last, waits)

    def _put_off(self, step: Step) -> None:
        known = [d for d in self.drafts if d.step.event.id == step.event.id and d.open]
        draft = known[0] if known else nearest(self._awaited(step), step, self.compass)
        if draft is None:
            self.stray.append(step)
            return
        newer = draft.transitions[-1]
        told = step.day is None or newer.day is None or step.day <= later(newer.day, RETOLD)
        if newer.rule == Kept.NEW_DAY and told:
            return  # it tells again that the first day was given up
        draft.move(step, State.POSTPONED, Kept.PUT_OFF)

    def _call_off(self, step: Step) -> None:
        draft = nearest(self._awaited(step), step, self.compass)
        if draft is None:
            self.stray.append(step)
        else:
            draft.move(step, State.CANCELLED, Kept.CALLED_OFF, closes=True)

    def _hold(self, step: Step) -> None:
        draft = nearest((d for d in self.drafts if self._is_its_day(d, step)), step, self.compass)
        if draft is not None:
            draft.move(step, State.HELD, Kept.HELD, closes=True)

    def _is_its_day(self, draft: Draft, step: Step) -> bool:
        """Whether a meeting was held when this one was due."""
        window, held = draft.step.event.window, step.event.window
        first, last = held.start or step.day, held.end or step.day
        if first is None or last is None:
            return False
        put_off = draft.state is State.POSTPONED and draft.transitions[-1].rule == Kept.PUT_OFF
        if put_off or draft.due is None or window.start is None:
            began, days = draft.transitions[-1].day, self.rules.days
            wait = days.vague if put_off else days.expected
            soon = began is None or began < last <= later(began, wait)
            return soon and self._is_awaited(draft, step)
        begins = min(window.start, draft.due)
        return later(begins, -SLACK) <= last and first <= later(draft.due, SLACK)

    def _is_awaited(self, draft: Draft, step: Step) -> bool:
        """Whether a meeting is the one without a day: what is only proposed must share a topic."""
        if draft.state is State.PROPOSED:
            return bool(draft.topics & step.topics)
        return draft.is_tied(step) or not (draft.topics or step.topics)
