"""Exports load where people work with them: pandas, DuckDB, and a public client of GDELT."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas
import pytest
from py_gdelt.models import Event as GdeltEvent
from py_gdelt.models import Mention as GdeltMention
from py_gdelt.parsers import EventsParser, MentionsParser

from dragoman.export.exporter import CLAIMS, EVENTS, Context
from dragoman.export.exports import exporter
from dragoman.export.gdelt import COLUMNS as GDELT
from dragoman.export.mentions import COLUMNS as MENTIONS
from dragoman.model import Account, Event
from dragoman.ontology import Crosswalk
from tests.export.test_exports import event_of
from tests.ledger.accounts import DAY, Maker, day

WALK = Crosswalk.load()
NUMBER = 1500  # claims: more than a group of rows of Parquet


@pytest.fixture(scope="module")
def accounts() -> list[Account]:
    """A call a day, told in words with all signs that could break a line."""
    make = Maker()
    text = 'They "spoke"; at\tlength,\nthen = went | home'
    return [
        make.account("call", "RUS/president,USA", on=day(n), topics=("arms", "grain"), text=text)
        for n in range(NUMBER)
    ]


@pytest.fixture(scope="module")
def folder(accounts: list[Account], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Files of every format."""
    made = tmp_path_factory.mktemp("exports")
    event = event_of(accounts[0])
    for of, items in ((CLAIMS, accounts), (EVENTS, [event])):
        for name in ("csv", "parquet", "jsonl", "gdelt", "gdelt-mentions", "polecat", "icews"):
            write(made / f"{of}.{name}", name, of, items)
    return made


def write(path: Path, name: str, of: str, items: list[Account] | list[Event]) -> None:
    with path.open("wb") as stream:
        export = exporter(name, stream, Context(WALK, of, length=lambda _: 99))
        export.begin()
        for item in items:
            export.write(item)
        export.end()


@pytest.fixture
def db() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


def test_parquet_has_types_in_duckdb(folder: Path, db: duckdb.DuckDBPyConnection) -> None:
    rows = db.execute(
        "SELECT count(*), min(date_start), max(len(topics)), any_value(cameo),"
        ' bool_and("symmetric"), any_value(actor_countries)'
        f" FROM '{folder}/claims.parquet'"
    ).fetchone()
    assert rows == (NUMBER, DAY, 2, "041", True, ["RUS", "USA"])
    (schemes,) = db.execute(
        f"SELECT decode(value) FROM parquet_kv_metadata('{folder}/claims.parquet')"
        " WHERE decode(key) = 'dragoman.schemes.codes'"
    ).fetchall()
    assert schemes == ("cameo-1.1b3",)
    (event,) = db.execute(f"SELECT origins, claimants FROM '{folder}/events.parquet'").fetchall()
    assert event == (1, ["itself"])


@pytest.mark.parametrize("of", [CLAIMS, EVENTS])
def test_all_formats_load_in_duckdb(folder: Path, db: duckdb.DuckDBPyConnection, of: str) -> None:
    rows = NUMBER if of == CLAIMS else 1
    tabs = "delim='\t', quote=''"
    reads = {
        "csv": f"read_csv('{folder}/{of}.csv', all_varchar=true)",
        "jsonl": f"read_json('{folder}/{of}.jsonl')",
        "polecat": f"read_csv('{folder}/{of}.polecat', {tabs}, nullstr='None')",
        "icews": f"read_csv('{folder}/{of}.icews', {tabs}, types={{'CAMEO Code': 'VARCHAR'}})",
        "gdelt": f"read_csv('{folder}/{of}.gdelt', {tabs}, header=false, all_varchar=true)",
        "gdelt-mentions": f"read_csv('{folder}/{of}.gdelt-mentions', {tabs}, header=false)",
    }
    for name, source in reads.items():
        expected = rows if name in ("csv", "jsonl", "polecat") else 2 * rows
        assert db.execute(f"SELECT count(*) FROM {source}").fetchone() == (expected,), name
    (columns,) = db.execute(f"SELECT count(*) FROM (DESCRIBE FROM {reads['gdelt']})").fetchall()
    assert columns == (61,)


def test_all_formats_load_in_pandas(folder: Path) -> None:
    table = pandas.read_csv(folder / "claims.csv", dtype={"cameo": str})
    assert (len(table), table["cameo"].unique().tolist()) == (NUMBER, ["041"])
    typed = pandas.read_parquet(folder / "claims.parquet")
    assert len(typed) == NUMBER
    assert typed["confidence"].dtype.kind == "f"
    assert list(typed["topics"][0]) == ["arms", "grain"]
    lines = pandas.read_json(folder / "claims.jsonl", lines=True, dtype={"cameo": str})
    assert (len(lines), lines["cameo"][0]) == (NUMBER, "041")
    polecat = pandas.read_csv(folder / "claims.polecat", sep="\t", na_values="None", quoting=3)
    assert (len(polecat), polecat["Actor Country"][0]) == (NUMBER, "RUS; USA")
    icews = pandas.read_csv(folder / "claims.icews", sep="\t", dtype={"CAMEO Code": str})
    assert (len(icews), icews["Source Country"].nunique()) == (2 * NUMBER, 2)
    events = pandas.read_csv(
        folder / "claims.gdelt", sep="\t", header=None, names=GDELT, dtype={"EventCode": str}
    )
    assert events["GLOBALEVENTID"].is_unique
    assert events["GLOBALEVENTID"].dtype == "int64"
    mentions = pandas.read_csv(
        folder / "claims.gdelt-mentions", sep="\t", header=None, names=MENTIONS
    )
    joined = mentions.merge(events, left_on="GlobalEventID", right_on="GLOBALEVENTID")
    assert len(joined) == 2 * NUMBER


def test_a_public_client_of_gdelt_reads_events_and_mentions(folder: Path) -> None:
    raw = list(EventsParser().parse((folder / "claims.gdelt").read_bytes()))
    assert len(raw) == 2 * NUMBER
    found = [GdeltEvent.from_raw(one) for one in raw]
    first = found[0]
    assert (first.date, first.event_code, first.quad_class) == (DAY, "041", 1)
    assert first.actor1 is not None
    assert (first.actor1.country_code, first.actor1.code) == ("RUS", "RUSGOV")
    mentions = list(MentionsParser().parse((folder / "claims.gdelt-mentions").read_bytes()))
    assert GdeltMention.from_raw(mentions[0]).confidence == 80
    assert {one.global_event_id for one in mentions} == {one.global_event_id for one in raw}
