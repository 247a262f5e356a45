"""Exports of claims and events: what becomes of a ledger's contents in each layout."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from dragoman.export.exporter import CLAIMS, EVENTS, NO_DAY, NO_DAY_AT_ALL, Context
from dragoman.export.exports import EXPORTERS, FIXED, about, exporter
from dragoman.export.gdelt import COLUMNS as GDELT
from dragoman.export.happening import happening
from dragoman.export.icews import COLUMNS as ICEWS
from dragoman.export.layout import Options
from dragoman.export.mentions import COLUMNS as MENTIONS
from dragoman.export.polecat import COLUMNS as POLECAT
from dragoman.export.shape import dyads
from dragoman.ledger.gather import gather
from dragoman.model import Account, Actor, Event, Heading, Party, Status, UsageError, Via
from dragoman.ontology import Crosswalk
from tests.ledger.accounts import DAY, Maker, compass, day
from tests.ledger.make import CALL, call

WALK = Crosswalk.load()
LAYOUTS = {"gdelt": GDELT, "icews": ICEWS, "polecat": POLECAT, "gdelt-mentions": MENTIONS}


def written(
    name: str, *items: Account | Event, options: Options | None = None
) -> tuple[list[dict[str, str]], list[dict[str, str]], Any]:
    """Rows of a layout of fixed columns, those of the table beside it, and the tally."""
    stream, beside = io.BytesIO(), io.BytesIO()
    of = CLAIMS if isinstance(items[0], Account) else EVENTS
    made = exporter(name, stream, Context(WALK, of, options or Options(), beside, lambda _: 99))
    made.begin()
    for item in items:
        made.write(item)
    made.end()
    lines = stream.getvalue().decode().splitlines()
    if name in ("icews", "polecat"):
        assert tuple(lines.pop(0).split("\t")) == LAYOUTS[name]
    rows = [dict(zip(LAYOUTS[name], line.split("\t"), strict=True)) for line in lines]
    more = csv.DictReader(io.StringIO(beside.getvalue().decode()), delimiter="\t")
    return rows, list(more), made.tally


def told(*readings: Any) -> list[Account]:
    """Accounts of readings that were made by hand."""
    found = []
    for reading in readings:
        about_ = reading.document
        heading = Heading(
            about_.id, about_.source, about_.language, about_.title, about_.publisher,
            about_.published, about_.url, about_.id,
        )  # fmt: skip
        found += [Account(claim, heading, reading.run) for claim in reading.claims]
    return found


def test_a_call_is_written_in_both_directions_with_all_codes_of_gdelt() -> None:
    account = Maker().account("call", "RUS/president,USA/president", on=DAY)
    rows, _, tally = written("gdelt", account)
    assert (tally.written, tally.rows) == (1, 2)
    assert [(r["Actor1Code"], r["Actor2Code"]) for r in rows] == [
        ("RUSGOV", "USAGOV"), ("USAGOV", "RUSGOV"),
    ]  # fmt: skip
    (first, _) = rows
    assert first["GLOBALEVENTID"].isdigit()
    assert int(first["GLOBALEVENTID"]) < 2**60
    assert (first["EventCode"], first["EventBaseCode"], first["EventRootCode"]) == (
        "041", "041", "04",
    )  # fmt: skip
    assert (first["QuadClass"], first["GoldsteinScale"]) == ("1", "1")
    assert (first["SQLDATE"], first["MonthYear"], first["Year"]) == ("20250512", "202505", "2025")
    assert first["FractionDate"] == "2025.4438"
    assert (first["Actor1CountryCode"], first["Actor1Type1Code"]) == ("RUS", "GOV")
    assert (first["NumMentions"], first["NumSources"], first["ActionGeo_Type"]) == ("1", "1", "0")


def test_organisations_the_press_and_kosovo_have_cameos_codes() -> None:
    make = Maker()
    account = make.account("criticize", "XKX", "FRA", on=DAY)
    parties = {
        "org:UNO": Actor("org:UNO", "United Nations", None),
        "org:IAEA": Actor("org:IAEA", "IAEA", None, "IGO"),
        "org:NATO": Actor("org:NATO", "NATO", None, "IGO"),
        "media:tass": Actor("media:tass", "TASS", "RUS", "MED"),
        "group:x": Actor("group:x", "X", None, "REB"),
    }
    found = {}
    for name, actor in parties.items():
        party = Party(actor, account.claim.trigger, Via.NAME)
        claim = replace(account.claim, recipients=(party,))
        (row,), _, _ = written("gdelt", replace(account, claim=claim))
        assert row["Actor1Code"] == "KSV"
        cells = ("Code", "CountryCode", "KnownGroupCode", "Type1Code")
        found[name] = tuple(row[f"Actor2{cell}"] for cell in cells)
    assert found == {
        "org:UNO": ("IGOUNO", "", "UNO", "IGO"),
        "org:IAEA": ("IGOUNOIAE", "", "IAE", "IGO"),
        "org:NATO": ("IGONAT", "", "NAT", "IGO"),
        "media:tass": ("RUSMED", "RUS", "", "MED"),
        "group:x": ("REB", "", "", "REB"),
    }


@pytest.mark.parametrize(
    ("act", "actors", "place", "guests", "host"),
    [
        ("visit", "DEU,TUR", None, ["DEU"], "TUR"),
        ("visit", "DEU,TUR", "DEU Berlin", ["TUR"], "DEU"),
        ("visit", "DEU,FRA,TUR", None, ["DEU", "FRA"], "TUR"),
        ("host", "DEU,TUR", None, ["TUR"], "DEU"),
        ("visit", "DEU,TUR", "JPN Kyoto", ["DEU"], "TUR"),
    ],
)
def test_of_a_visit_the_guest_acts_and_the_host_receives(
    act: str, actors: str, place: str | None, guests: list[str], host: str
) -> None:
    account = Maker().account(act, actors, on=DAY, place=place)
    found = happening(account, WALK)
    assert ([e.country for e in found.actors], found.recipients[0].country) == (guests, host)
    assert (found.cameo, found.mutual) == ("042", False)
    rows = {(d.by.country, d.towards.country if d.towards else None, d.cameo)
            for d in dyads(found, WALK)}  # fmt: skip
    assert rows == {(g, host, "042") for g in guests} | {(host, g, "043") for g in guests}


def test_a_meeting_of_people_of_three_sides_has_a_row_for_each_pair_of_sides() -> None:
    account = Maker().account("meet", "FRA:Ada Lis,FRA:Bo Ek,DEU,POL", on=DAY)
    rows, _, _ = written("gdelt", account)
    pairs = [(r["Actor1CountryCode"], r["Actor2CountryCode"]) for r in rows]
    assert len(pairs) == len(set(pairs)) == 6
    assert all(one != other for one, other in pairs)


def test_what_one_does_alone_has_nobody_on_the_other_side() -> None:
    (row,), _, _ = written("icews", Maker().account("exercise", "CHN", on=DAY))
    assert (row["Source Country"], row["Target Name"], row["Target Country"]) == ("China", "", "")


def test_icews_has_its_own_names_words_labels_and_scores() -> None:
    account = Maker().account("suspend_talks", "RUS/foreign minister", "TUR", on=DAY,
                              place="CIV Abidjan")  # fmt: skip
    (row,), _, _ = written("icews", account)
    assert (row["Source Country"], row["Target Country"]) == ("Russian Federation", "Turkey")
    assert row["Source Sectors"] == "Executive,Foreign Ministry,Government"
    assert (row["Event Text"], row["CAMEO Code"]) == ("Halt negotiations", "164")
    assert row["Intensity"] == "-6.5"  # GDELT's is -7
    assert (row["Country"], row["Sentence Number"]) == ("Cote d'Ivoire", "1")


def test_polecat_keeps_sides_as_lists_in_step_and_says_none() -> None:
    account = Maker().account("meet", "RUS/president,XKX,ABW", on=DAY)
    (row,), _, _ = written("polecat", account)
    assert (row["Event Type"], row["Event Mode"], row["Quad Code"]) == ("CONSULT", "None", "1")
    assert row["Actor Country"] == "RUS; KOS; NLD"
    assert row["Actor COW"] == "365; 347; 210"
    assert row["Primary Actor Sector"] == "GOV; None; None"
    assert (row["Recipient Name"], row["City"]) == ("None", "None")
    assert row["Version"].endswith("plover-0.8")


def test_dates_say_what_they_rest_on() -> None:
    make = Maker()
    known = make.account("call", "RUS,USA", on=day(-1))
    month = make.account("call", "RUS,USA", on=date(2025, 4, 1), until=date(2025, 4, 30))
    silent = make.account("call", "RUS,USA")
    lost = make.account("call", "RUS,USA", published=None)
    for name in FIXED:
        _, _, tally = written(name, known, month, silent, lost)
        assert (tally.written, dict(tally.left_out)) == (2, {NO_DAY: 1, NO_DAY_AT_ALL: 1})
    rows, more, tally = written(
        "polecat", known, month, silent, lost, options=Options(undated=True)
    )
    assert dict(tally.left_out) == {NO_DAY_AT_ALL: 1}
    days = [(r["Event Date"], m["dragoman_date_basis"], m["dragoman_date_precision"])
            for r, m in zip(rows, more, strict=True)]  # fmt: skip
    assert days == [
        ("2025-05-11", "explicit", "day"),
        ("2025-04-01", "explicit", "month"),
        ("2025-05-12", "published", ""),
    ]


def test_what_has_not_happened_is_left_out_where_it_cannot_be_said() -> None:
    make = Maker()
    statuses = {status: make.account("call", "RUS,USA", on=DAY, status=status) for status in Status}
    rows, _, tally = written("gdelt", *statuses.values())
    assert {row["EventCode"] for row in rows} == {"041", "036"}  # the plan is to meet
    assert tally.written == 3
    everything = Options(every_status=True)
    _, more, tally = written("gdelt", *statuses.values(), options=everything)
    assert tally.written == len(Status)
    assert {row["dragoman_status"] for row in more} == set(map(str, Status))


def test_plover_says_what_has_not_happened_who_says_so_and_by_which_schemes() -> None:
    make = Maker()
    accounts = [
        make.account("criticize", "RUS", "USA", status=Status.DENIED, says="CHN", text="They did"),
        make.account("criticize", "RUS", "USA", status=Status.PLANNED, on=DAY),
        make.account("call", "RUS,USA", status=Status.PLANNED, on=DAY),
        make.account("sanction", "USA", on=DAY),
        make.account("trade", "USA,RUS", on=DAY),
    ]
    stream = io.BytesIO()
    made = exporter("plover", stream, Context(WALK, CLAIMS))
    made.begin()
    for account in accounts:
        made.write(account)
    made.end()
    denied, planned, meeting, trade = map(json.loads, stream.getvalue().splitlines())
    assert sum(made.tally.left_out.values()) == 1  # a sanction against nobody
    assert denied["context"] == ["negation"]
    assert (denied["date"], denied["dragoman_date_basis"]) == ("2025-05-12", "published")
    assert denied["dragoman_claimant"] == ["CHN"]
    assert denied["dragoman_evidence"][0]["text"] == denied["text"] == "They did"
    assert denied["cite_info"]["codebook"] == denied["dragoman_schemes"]["types"] == "plover-0.8"
    assert planned["context"] == ["future"]
    assert (meeting["event"], meeting["context"]) == (["AGREE"], ["diplomatic"])
    assert [e["code"] for e in trade["recipient"]] == ["USA", "RUS"]  # the manual demands one


def test_mentions_point_into_the_original_text() -> None:
    account = told(call(published=date(2025, 2, 25), publisher="The Herald",
                        url="https://example.org/1", language="fr"))[0]  # fmt: skip
    rows, _, _ = written("gdelt-mentions", account)
    events, _, _ = written("gdelt", account)
    assert [r["GlobalEventID"] for r in rows] == [e["GLOBALEVENTID"] for e in events]
    first, second = rows
    for row, by, towards in ((first, "Oslo", "Bern"), (second, "Bern", "Oslo")):
        for column, word in (("Actor1", by), ("Actor2", towards), ("Action", "Oslo")):
            start = int(row[f"{column}CharOffset"])
            assert CALL[start : start + len(word)] == word
    assert (first["MentionType"], first["MentionSourceName"]) == ("1", "The Herald")
    assert (first["MentionDocTranslationInfo"], first["MentionDocLen"]) == ("srclc:fra", "99")
    assert (first["EventTimeDate"], first["MentionTimeDate"]) == (
        "20250224000000", "20250225000000",
    )  # fmt: skip
    extras = dict(part.split("=") for part in first["Extras"].split(";"))
    assert extras["dragoman_document"] == account.heading.id
    assert extras["dragoman_claimant"] == "PER"
    start, end = map(int, extras["dragoman_actor2"].split("-"))
    assert CALL[start:end] == "Bern"


def event_of(*accounts: Account) -> Event:
    """The one event that some accounts tell."""
    (event,) = gather(accounts, compass(), ())
    return event


def test_an_event_is_one_row_a_pair_and_a_mention_an_account() -> None:
    make = Maker()
    event = event_of(
        make.account("call", "RUS/president,USA/president", on=DAY, says="RUS", language="ru"),
        make.account("call", "USA,RUS", on=DAY, says="USA"),
        make.account("call", "RUS,USA", on=DAY),
    )
    rows, more, _ = written("gdelt", event)
    assert len(rows) == len(more) == 2
    assert {(r["NumMentions"], r["NumArticles"]) for r in rows} == {("3", "3")}
    assert (more[0]["dragoman_of"], more[0]["dragoman_claimant"]) == ("event", "RUS;USA;itself")
    assert more[0]["dragoman_origins"] == "3"
    mentions, beside, _ = written("gdelt-mentions", event)
    assert len(mentions) == 6
    assert len(beside) == 2
    assert {m["GlobalEventID"] for m in mentions} == {r["GLOBALEVENTID"] for r in rows}
    (polecat,), _, _ = written("polecat", event)
    assert (polecat["Actor Country"], polecat["Recipient Country"]) == ("RUS; USA", "None")


def test_an_event_without_any_dated_account_has_no_day_of_its_own() -> None:
    make = Maker()
    event = event_of(make.account("call", "RUS,USA"), make.account("call", "USA,RUS"))
    _, _, tally = written("gdelt", event)
    assert dict(tally.left_out) == {NO_DAY: 1}
    _, more, tally = written("gdelt", event, options=Options(undated=True))
    assert {m["dragoman_date_basis"] for m in more} == {"published"}


@pytest.mark.parametrize("of", [CLAIMS, EVENTS])
@pytest.mark.parametrize("name", list(EXPORTERS))
def test_every_format_writes_claims_and_events_and_is_the_same_again(name: str, of: str) -> None:
    make = Maker()
    account = make.account("call", "RUS,USA", on=DAY, topics=("arms",))
    item: Account | Event = account if of == CLAIMS else event_of(account)

    def once() -> bytes:
        stream = io.BytesIO()
        made = exporter(name, stream, Context(WALK, of))
        made.begin()
        made.write(item)
        made.end()
        assert made.tally.written == 1
        return stream.getvalue()

    assert once() == once() != b""


def test_jsonl_has_everything_and_names_its_schemes() -> None:
    make = Maker()
    account = make.account("call", "RUS,USA", on=DAY)
    event = event_of(account, make.account("call", "USA,RUS", on=DAY))
    for of, item in ((CLAIMS, account), (EVENTS, event)):
        stream = io.BytesIO()
        made = exporter("jsonl", stream, Context(WALK, of))
        made.write(item)
        found = json.loads(stream.getvalue())
        assert found["schemes"]["codes"] == "cameo-1.1b3"
        if of == EVENTS:
            assert [a["id"] for a in found["accounts"]] == ["c0001", "c0002"]
            assert (found["start"], found["origins"]) == ("2025-05-12", 2)
        else:
            assert (found["id"], found["document"]["id"]) == ("c0001", "d0001")


def test_csv_names_its_schemes_and_holds_no_formula() -> None:
    account = Maker().account("call", "RUS,USA", on=DAY, text="=1+1", topics=("arms", "grain"))
    stream = io.BytesIO()
    made = exporter("csv", stream, Context(WALK, CLAIMS))
    made.begin()
    made.write(account)
    (row,) = csv.DictReader(io.StringIO(stream.getvalue().decode()))
    assert (row["evidence"], row["topics"], row["claimant"]) == ("'=1+1", "arms; grain", "itself")
    assert row["actor_countries"] == "RUS; USA"
    assert "codes=cameo-1.1b3" in row["schemes"]


def test_about_a_file_its_schemes_and_what_is_not_in_it_are_told() -> None:
    context = Context(WALK, CLAIMS)
    _, _, tally = written("gdelt", Maker().account("call", "RUS,USA"))
    found = json.loads(about("gdelt", context, tally))
    assert found["left_out"] == {NO_DAY: 1}
    assert {"types", "codes", "goldstein", "cameo_quad", "places"} <= set(found["schemes"])
    assert any("AvgTone" in note for note in found["notes"])


def test_an_unknown_format_is_named_with_those_there_are() -> None:
    with pytest.raises(UsageError, match=r"'xml'.*jsonl.*icews"):
        exporter("xml", io.BytesIO(), Context(WALK, CLAIMS))


def test_without_pyarrow_parquet_says_how_to_install_it(monkeypatch: pytest.MonkeyPatch) -> None:
    import sys

    monkeypatch.setitem(sys.modules, "pyarrow", None)
    with pytest.raises(UsageError, match=r"pip install 'dragoman\[parquet\]'"):
        exporter("parquet", io.BytesIO(), Context(WALK, CLAIMS))
