"""Where bars, marks and ticks stand, and what the matrix is made of."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ledger import Pair, Tally
from dragoman.model import Event, Status, Window
from dragoman.model.relation import Period
from dragoman.ontology import Lanes, Ontology
from dragoman.web.charts import HALF, MARKS, SPARK_HALF, WIDTH, spark, steps_of, timeline
from dragoman.web.overview import Trend, links_of, liveliest

LANES = Lanes.load()
ONTOLOGY = Ontology.load()
START = date(2025, 1, 6)


def event(act: str, day: date, number: int = 0) -> Event:
    """An event without accounts."""
    codes = ONTOLOGY.code(act, Status.OCCURRED)
    return Event(
        f"e{number}", act, codes.type, codes.modes, codes.contexts, codes.quad, codes.cameo,
        codes.intensity, codes.status, False, ("NOR",), ("CHE",), Window(day, day), (), (), (), 1,
        (None,),
    )  # fmt: skip


def weeks(*values: tuple[float, float]) -> list[Period]:
    """Weeks from `START` on."""
    return [Period(START + timedelta(days=7 * n), *both) for n, both in enumerate(values)]


@given(
    st.lists(st.tuples(st.integers(0, 3000), st.sampled_from(["call", "sanction", "accuse"]))),
    st.integers(1, 500),
)
def test_nothing_stands_outside(told: list[tuple[int, str]], number: int) -> None:
    days = sorted((START + timedelta(days=n), act) for n, act in told)
    events = [(day, event(act, day, n)) for n, (day, act) in enumerate(days)]
    chart = timeline(events, weeks(*[(1.0, 2.0)] * number), LANES)
    assert chart is not None
    for bar in chart.bars:
        assert 0 <= bar.x <= bar.x + bar.width <= WIDTH + 0.01
        assert 0 < bar.up <= HALF
        assert 0 < bar.down <= HALF
    marks = [mark for track in chart.tracks for mark in track.marks]
    assert len(marks) + chart.left_out == len(events)
    assert len(marks) <= MARKS
    for track in chart.tracks:
        for mark in track.marks:
            assert 0 <= mark.x <= WIDTH
            assert track.top <= mark.y <= track.top + track.height
    ticks = [tick.x for tick in chart.ticks]
    assert ticks == sorted(set(ticks))
    assert len(ticks) <= 11


def test_events_stand_in_the_lane_of_their_type() -> None:
    told = [(START, event("call", START)), (START, event("sanction", START))]
    chart = timeline(told, weeks((1, 1)), LANES)
    assert chart is not None
    lanes = {track.name: [m.event.act for m in track.marks] for track in chart.tracks}
    assert lanes == {"contacts": ["call"], "agreements": [], "accusations": [],
                     "measures": ["sanction"]}  # fmt: skip


def test_quiet_weeks_have_no_bar_and_heights_have_one_scale() -> None:
    chart = timeline([], weeks((4, 0), (0, 0), (1, 2)), LANES)
    assert chart is not None
    assert [(bar.up, bar.down) for bar in chart.bars] == [(HALF, 0), (HALF / 4, HALF / 2)]
    assert timeline([], [], LANES) is None


def test_a_spark_puts_each_day_in_its_step() -> None:
    until = START + timedelta(days=9)
    days = [(START, 2.0, 0.0), (until, 0.0, 1.0), (START - timedelta(days=1), 9.0, 9.0)]
    chart = spark(days, START, until, 5)
    assert [(bar.x, bar.up, bar.down) for bar in chart.bars] == [
        (0.0, SPARK_HALF, 0.0),
        (62.4, 0.0, SPARK_HALF / 2),
    ]


@pytest.mark.parametrize(
    ("before", "now", "trend"),
    [(0, 2, Trend.MORE), (0, 1, Trend.SAME), (10, 11, Trend.SAME), (9, 3, Trend.LESS),
     (3, 5, Trend.MORE), (4, 4, Trend.SAME)],
)  # fmt: skip
def test_a_trend_is_more_than_chance(before: int, now: int, trend: Trend) -> None:
    pair, since = Pair("CHE", "NOR"), START + timedelta(days=30)
    tallies = [
        Tally(pair, START, before, 1.0, 0.0),
        Tally(pair, since, now, 1.0, 0.0),
        Tally(pair, None, 7, 1.0, 0.0),
    ]
    (link,) = links_of(tallies, since, since + timedelta(days=29))
    assert (link.events, link.trend) == (now, trend)


def test_the_liveliest_come_first() -> None:
    tallies = [
        Tally(Pair("CHE", "NOR"), START, 1, 1, 0),
        Tally(Pair("NOR", "PER"), START, 5, 0, 4),
        Tally(Pair("AUT", "ITA"), START, 2, 1, 0),
    ]
    links = links_of(tallies, START, START)
    assert [link.pair.second for link in links] == ["PER", "ITA", "NOR"]
    assert liveliest(links, 2) == ("NOR", "PER")
    assert (links[0].up, links[0].down) == (0.0, 1.0)


@given(st.integers(0, 5000), st.integers(1, 40), st.data())
def test_a_day_of_a_stretch_is_in_its_step(span: int, steps: int, data: st.DataObject) -> None:
    until = START + timedelta(days=span)
    begins = steps_of(START, until, steps)
    day = START + timedelta(days=data.draw(st.integers(0, span)))
    stretch = max(begin for begin in begins if begin <= day)
    one, other = (spark([(d, 1.0, 0.0)], START, until, steps).bars for d in (day, stretch))
    assert one == other
    assert begins[0] == START
