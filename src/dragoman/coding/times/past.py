"""Whether a verb tells the past, and what that says of a date."""

from __future__ import annotations

from calendar import isleap
from dataclasses import replace
from datetime import date, timedelta

from dragoman.coding.carriers import verb_groups
from dragoman.coding.rules import Rule
from dragoman.coding.scene import Scene
from dragoman.coding.status import Verdict
from dragoman.model import Basis, Precision, Status, When
from dragoman.ontology import Content, Ontology

# So near a day is no other year's: "tomorrow", "on Monday" say themselves that they lie ahead, and
# a text that tells of a day right after its publication was published later than it says.
SOON = timedelta(days=14)
WEEK = timedelta(days=7)
SPEAKING = frozenset({"saying", "pledging", "demand"})  # groups of verbs


def by_date(
    scene: Scene, predicate: int, verdict: Verdict, when: When | None, published: date | None
) -> Verdict:
    """An act dated after the publication has not happened yet, unless its verb tells the past:
    "*closed* the border until 30 June"."""
    day = when.start if when is not None else None
    late = day is not None and published is not None and day > published
    if not late or verdict.status not in (Status.OCCURRED, Status.ONGOING):
        return verdict
    return verdict if is_past(scene, predicate) else Verdict(Status.PLANNED, Rule.FUTURE_DATE)


def awaited(
    scene: Scene, predicate: int, when: When | None, verdict: Verdict, published: date | None
) -> When | None:
    """The date of an act that is going to be done: a day of the week is then the next one, though
    the verb tells the past: "*were* due to sign on Friday". Not of what somebody announced or
    promised *on Friday*."""
    above = scene.tree.head(predicate)
    if above is not None and SPEAKING & verb_groups(scene, above.index):
        return when
    if when is None or when.start is None or when.end is None or published is None:
        return when
    weekday = when.basis is Basis.RELATIVE and when.precision is Precision.DAY
    last = timedelta() < published - when.start <= WEEK
    if verdict.rule not in (Rule.FUTURE, Rule.INTENTION) or not weekday or not last:
        return when
    return replace(when, start=when.start + WEEK, end=when.end + WEEK)


def is_past(scene: Scene, predicate: int) -> bool:
    """Whether a finite verb tells the past, or a participle with "have": not "is *expected*"."""
    word, auxiliaries = scene.word(predicate), list(scene.children(predicate, "aux", "aux:pass"))
    tenses = {scene.tense(w.index) for w in auxiliaries}
    future = any(scene.folded[w.index] in scene.language.cues.words.future for w in auxiliaries)
    finite = [w for w in (word, *auxiliaries) if "VerbForm=Part" not in w.feats]
    done = any("VerbForm=Part" in w.feats for w in auxiliaries)  # "a *été* reçu", "has *been*"
    alone = {w.relation for w in auxiliaries} == {"aux"}
    perfect = "VerbForm=Part" in word.feats and (alone or done)
    told = any(scene.tense(w.index) == "Past" for w in finite)
    return not future and (told or (perfect and not tenses & {"Fut", "Cnd"}))


def settled(
    scene: Scene,
    ontology: Ontology,
    act: str,
    predicate: int,
    when: When | None,
    published: date | None,
) -> When | None:
    """The date of an act of which the past is told; a day without a year then lies before the
    publication: "*met* on 31 March" in a text of November was not next year. Not of acts that speak
    of what is to come: "agreed to meet on 31 March"."""
    if when is None or when.start is None or when.end is None or published is None:
        return when
    lent = when.basis is Basis.RELATIVE and when.precision is Precision.DAY
    free = ontology.turns.content_of(act, ontology.act(act).type) in (Content.FREE, Content.CLAIMED)
    if not (lent and free and when.start > published + SOON and is_past(scene, predicate)):
        return when
    return replace(when, start=_year_before(when.start), end=_year_before(when.end))


def _year_before(day: date) -> date:
    """The same day in the last year before that has it: a leap day is four or eight years back."""
    leap = (day.month, day.day) == (2, 29)
    return day.replace(year=next(y for y in range(day.year - 1, 0, -1) if not leap or isleap(y)))
