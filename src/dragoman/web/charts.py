"""Charts as geometry: where bars, marks and ticks stand. Templates draw them as SVG."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.model import Event
from dragoman.model.relation import Period
from dragoman.ontology import Lanes

WIDTH = 100.0  # of the timeline: places along it are percents, so that nothing is stretched
LANE = 24.0  # height of a lane
HALF = 64.0  # height of the bars on each side of their axis
AXIS = 22.0  # height of the row of days
BESIDE = 0.8  # percents that marks of one lane stand apart, or else above each other
ABOVE = 7.0
WIDEST = 2.6  # percents of a bar, however few there are
LEAST = 1.6  # height of the smallest bar that can be seen
SPARK_WIDTH, SPARK_HALF = 78.0, 9.0
FEW_TICKS = 10
EDGE = 6.0  # percents at the right end that have no room for a day
MONTHS = 12
STEPS = (1, 2, 3, 6, MONTHS, 2 * MONTHS, 5 * MONTHS, 10 * MONTHS)  # months between two ticks
MARKS = 250  # marks that a timeline shows; more would be a stripe


@dataclass(frozen=True, slots=True)
class Bar:
    """What a period holds: heights above and below the axis."""

    x: float
    width: float
    up: float
    down: float
    start: date | None = None
    cooperation: float = 0.0
    conflict: float = 0.0


@dataclass(frozen=True, slots=True)
class Spark:
    """A small chart: its bars, each from the left in equal steps."""

    width: float
    half: float
    bars: tuple[Bar, ...]


@dataclass(frozen=True, slots=True)
class Mark:
    """An event on a timeline."""

    event: Event
    day: date
    x: float
    y: float


@dataclass(frozen=True, slots=True)
class Track:
    """A lane of a timeline with its marks."""

    name: str
    shape: str
    top: float
    height: float
    marks: tuple[Mark, ...]


@dataclass(frozen=True, slots=True)
class Tick:
    """A day that is written on the axis; `major`: the first of a year, or of a month."""

    x: float
    day: date
    major: bool


@dataclass(frozen=True, slots=True)
class Timeline:
    """Lanes of events above bars of cooperation and conflict, along the same days.

    Attributes:
        first, last: the days at its edges.
        axis: height of the line between the bars of cooperation and conflict.
        months: whether bars are months, or weeks.
        left_out: events for which there was no room.
    """

    first: date
    last: date
    height: float
    axis: float
    tracks: tuple[Track, ...]
    bars: tuple[Bar, ...]
    ticks: tuple[Tick, ...]
    by_year: bool
    months: bool
    left_out: int


def spark(days: Iterable[tuple[date, float, float]], since: date, until: date, steps: int) -> Spark:
    """A small chart of cooperation and conflict from one day to another."""
    span = max((until - since).days + 1, 1)
    up, down = [0.0] * steps, [0.0] * steps
    for day, cooperation, conflict in days:
        step = min((day - since).days * steps // span, steps - 1)
        if step >= 0:
            up[step] += cooperation
            down[step] += conflict
    most = max((*up, *down)) or 1.0
    wide = SPARK_WIDTH / steps
    bars = (
        Bar(
            round(n * wide, 2),
            round(wide * 0.72, 2),
            _height(one, most, SPARK_HALF),
            _height(other, most, SPARK_HALF),
        )
        for n, (one, other) in enumerate(zip(up, down, strict=True))
    )
    return Spark(SPARK_WIDTH, SPARK_HALF, tuple(bar for bar in bars if bar.up or bar.down))


def steps_of(since: date, until: date, steps: int) -> tuple[date, ...]:
    """The days on which the steps of a small chart begin, each once.

    >>> [day.day for day in steps_of(date(2025, 1, 1), date(2025, 1, 10), 4)]
    [1, 4, 6, 9]
    """
    span = max((until - since).days + 1, 1)
    return tuple(sorted({since + timedelta(days=-(-n * span // steps)) for n in range(steps)}))


def timeline(
    events: Sequence[tuple[date, Event]], periods: Sequence[Period], lanes: Lanes
) -> Timeline | None:
    """The timeline of some events and of the periods in which they lie; None if there are none."""
    if not periods:
        return None
    months = len(periods) > 1 and (periods[1].start - periods[0].start).days > 7
    first = periods[0].start
    last = _after(periods[-1].start, months)
    last = max(last, *(day + timedelta(days=1) for day, _ in events)) if events else last
    scale = WIDTH / (last - first).days
    shown = [(day, event) for day, event in events if day >= first][-MARKS:]
    tracks = _tracks(shown, lanes, first, scale)
    axis = sum(track.height for track in tracks) + HALF + 8
    ticks, by_year = _ticks(first, last, scale)
    return Timeline(
        first,
        last,
        axis + HALF + AXIS,
        axis,
        tracks,
        _bars(periods, first, scale, months),
        ticks,
        by_year,
        months,
        len(events) - len(shown),
    )


def _after(start: date, months: bool) -> date:
    """The day after a period."""
    if not months:
        return start + timedelta(days=7)
    return (start + timedelta(days=32)).replace(day=1)


def _bars(periods: Sequence[Period], first: date, scale: float, months: bool) -> tuple[Bar, ...]:
    most = max(max(p.cooperation, p.conflict) for p in periods) or 1.0
    found = []
    for period in periods:
        if not (period.cooperation or period.conflict):
            continue
        left = (period.start - first).days * scale
        wide = (_after(period.start, months) - period.start).days * scale
        width = min(wide * 0.85, WIDEST)
        found.append(
            Bar(
                round(left + (wide - width) / 2, 3),
                round(max(width, 0.08), 3),
                _height(period.cooperation, most, HALF),
                _height(period.conflict, most, HALF),
                period.start,
                period.cooperation,
                period.conflict,
            )
        )
    return tuple(found)


def _tracks(
    events: Sequence[tuple[date, Event]], lanes: Lanes, first: date, scale: float
) -> tuple[Track, ...]:
    """Marks of one lane that would lie on each other stand above each other, as far as it goes."""
    rows = max(int(LANE // ABOVE) - 1, 1)
    found: list[Track] = []
    for number, lane in enumerate(lanes.lanes):
        top = number * LANE
        marks: list[Mark] = []
        filled: list[float] = []
        for day, event in events:
            if lanes.by_type.get(event.type) != number:
                continue
            x = round(((day - first).days + 0.5) * scale, 3)
            filled = [place for place in filled if x - place < BESIDE]
            row = len(filled) % rows
            filled.append(x)
            middle = top + LANE / 2
            y = middle + (row + 1) // 2 * (ABOVE if row % 2 else -ABOVE)
            marks.append(Mark(event, day, x, round(y, 2)))
        found.append(Track(lane.name, lane.mark, top, LANE, tuple(marks)))
    return tuple(found)


def _ticks(first: date, last: date, scale: float) -> tuple[tuple[Tick, ...], bool]:
    """Firsts of months, of some months, or of years; days a week apart where there is no month."""
    months = list(_firsts(first, last))
    step = next((n for n in STEPS if len(months) <= n * FEW_TICKS), STEPS[-1])
    days = [day for day in months if (day.year * 12 + day.month - 1) % step == 0]
    if len(days) < 2:
        days = [first + timedelta(days=n) for n in range(0, (last - first).days, 7)]
    ticks = (Tick(round((d - first).days * scale, 2), d, d.day == d.month == 1) for d in days)
    return tuple(t for t in ticks if t.x < WIDTH - EDGE), step >= MONTHS


def _firsts(first: date, last: date) -> Iterable[date]:
    day = first if first.day == 1 else (first.replace(day=1) + timedelta(days=32)).replace(day=1)
    while day < last:
        yield day
        day = (day + timedelta(days=32)).replace(day=1)


def _height(value: float, most: float, whole: float) -> float:
    return round(max(value / most * whole, LEAST), 2) if value else 0.0
