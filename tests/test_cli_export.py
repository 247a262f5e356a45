"""`dragoman export`."""

from __future__ import annotations

import json
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dragoman.cli import main
from dragoman.cli.export import FORMATS
from dragoman.export.exports import EXPORTERS
from dragoman.export.readers import FileReader
from dragoman.ledger import open_ledger
from dragoman.ledger.facts import Compass
from dragoman.ledger.gather import gather
from dragoman.ledger.rebuild import Rules, rebuild
from dragoman.ledger.rules import Tables
from dragoman.model import Status
from dragoman.ontology import Crosswalk
from tests.ledger.make import call, claim, document, reading

DAY = date(2025, 2, 25)
DEMAND = "Paris demanded on Tuesday that Rome pay, Lima says."


@pytest.fixture
def ledger(tmp_path: Path) -> Path:
    """A ledger of a call that two papers tell, and of a demand and a denied one."""
    path = tmp_path / "news.ledger"
    made = document(DEMAND, "c.txt", published=DAY, language="it")
    parties: Any = ({"FRA": "Paris"}, {"ITA": "Rome"})
    demand = claim(made, "demand", *parties, day=DAY, claimant=("PER", "Lima"), confidence=0.5)
    denied = claim(made, "criticize", *parties, status=Status.DENIED, day=DAY)
    rules = Rules(
        lambda accounts, judgements: gather(accounts, Compass.load(), judgements),
        lambda *_: (),
        Tables.load().rules.parts,
    )
    with open_ledger(str(path), create=True) as opened:
        opened.add([call(published=DAY), call("b.txt", "Again: Oslo and Bern spoke, says Lima.")])
        opened.add([reading(made, demand, denied)])
        list(rebuild(opened, rules, DAY))
    return path


def run(ledger: Path, *arguments: str | Path) -> Result:
    words = ["export", "--ledger", str(ledger), *map(str, arguments)]
    return CliRunner().invoke(main, words)


def lines(result: Result) -> list[Any]:
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def test_the_command_offers_every_format() -> None:
    assert tuple(EXPORTERS) == FORMATS


@pytest.mark.parametrize("of", ["claims", "events"])
@pytest.mark.parametrize("name", FORMATS)
def test_every_format_is_written_with_what_goes_beside_it(
    ledger: Path, tmp_path: Path, name: str, of: str
) -> None:
    out = tmp_path / f"out.{name}"
    result = run(ledger, "-f", name, "--of", of, "-o", out)
    assert (result.exit_code, result.stdout) == (0, "")
    assert result.stderr.startswith(("4 claims in", "3 claims in", "3 events in", "2 events in"))
    told = json.loads((tmp_path / f"out.{name}.schemes.json").read_text())
    assert (told["format"], told["of"]) == (name, of)
    assert told["schemes"]["codes"] == "cameo-1.1b3"
    extra = tmp_path / f"out.{name}.extra.tsv"
    fixed = name in ("polecat", "gdelt", "gdelt-mentions", "icews")
    assert extra.exists() == fixed
    if fixed:
        rows = {line.split("\t")[0] for line in out.read_text().splitlines()} - {"Event ID"}
        assert rows == {line.split("\t")[0] for line in extra.read_text().splitlines()[1:]}
        assert told["left_out"] == {"not said to have happened": 1}


@pytest.mark.parametrize("name", ["plover", "polecat", "gdelt", "icews"])
def test_what_is_exported_is_read_again(ledger: Path, tmp_path: Path, name: str) -> None:
    out = tmp_path / "out"
    run(ledger, "-f", name, "--of", "events", "-o", out)
    reader = FileReader(name, Crosswalk.load())
    found = list(reader.read(out))
    assert reader.skipped == 0
    calls = [one for one in found if one.cameo == "041"]
    assert {entity.country for one in calls for entity in one.actors} == {"NOR", "CHE"}
    assert {one.start for one in calls} == {date(2025, 2, 24)}


def test_the_rows_of_mentions_go_with_those_of_events(ledger: Path, tmp_path: Path) -> None:
    run(ledger, "-f", "gdelt", "-o", tmp_path / "e")
    run(ledger, "-f", "gdelt-mentions", "-o", tmp_path / "m")
    reader = FileReader("gdelt", Crosswalk.load())
    mentions = list(reader.mentions(tmp_path / "m"))
    assert {one.event for one in mentions} == {one.id for one in reader.read(tmp_path / "e")}
    assert {one.language for one in mentions} == {"eng", "it"}
    with open_ledger(str(ledger)) as opened:
        for mention in mentions:
            extras = dict(mention.extras)
            found = opened.document(extras["dragoman_document"])
            assert found is not None
            start, end = map(int, extras["dragoman_action"].split("-"))
            assert mention.action == start
            assert found.text[start:end] in ("Oslo", "Paris")


@pytest.mark.parametrize("of", ["claims", "events"])
@pytest.mark.parametrize(
    ("filters", "acts"),
    [
        (["--party", "NOR"], {"call"}),
        (["--party", "Schweiz", "--claimant", "Peru"], {"call"}),
        (["--pair", "ITA", "FRA"], {"demand", "criticize"}),
        (["--pair", "ITA", "FRA", "--party", "NOR"], set()),
        (["--act", "demand"], {"demand"}),
        (["--type", "CONSULT"], {"call"}),
        (["--status", "denied"], {"criticize"}),
        (["--claimant", "PER"], {"call", "demand"}),
        (["--claimant", "itself"], {"criticize"}),
        (["-l", "it"], {"demand", "criticize"}),
        (["--since", "2025-02-25"], {"demand", "criticize"}),
        (["--until", "2025-02-24"], {"call"}),
        (["--confidence", "0.7"], {"call", "criticize"}),
    ],
)
def test_filters_choose_claims_and_events_alike(
    ledger: Path, filters: list[str], acts: set[str], of: str
) -> None:
    found = lines(run(ledger, "-f", "jsonl", "--of", of, *filters))
    assert {one["act"] for one in found} == acts


FAR = ("--as-of", "2090-01-01")


def test_a_document_and_a_limit_choose_too(ledger: Path) -> None:
    (first, *_) = lines(run(ledger, "-f", "jsonl", "--of", "claims", "--act", "demand"))
    document_ = first["document"]["id"][:19]
    for of in ("claims", "events"):
        assert len(lines(run(ledger, "-f", "jsonl", "--of", of, "--document", document_))) == 2
        assert len(lines(run(ledger, "-f", "jsonl", "--of", of, "-n", "1"))) == 1
        assert lines(run(ledger, "-f", "jsonl", "--of", of, "--as-of", "2020-01-01")) == []
        now, ahead = (lines(run(ledger, "-f", "jsonl", "--of", of, *d)) for d in ((), FAR))
        assert now == ahead != []


def test_a_status_that_is_asked_for_is_written_and_said_beside(
    ledger: Path, tmp_path: Path
) -> None:
    out = tmp_path / "out"
    result = run(ledger, "-f", "gdelt", "--status", "denied", "-o", out)
    assert "1 event in 1 row" in result.stderr
    assert "\tdenied\t" in (tmp_path / "out.extra.tsv").read_text()


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (["-f", "xml"], 2, "'xml' is not one of"),
        (["-f", "gdelt", "--undated"], 2, "--undated needs -o FILE"),
        (["-f", "csv", "-o", "/no/such/folder/x"], 2, "cannot write /no/such/folder/x"),
        (["-f", "csv", "--document", "zz"], 2, "is no id"),
        (["-f", "csv", "--party", "Atlantis"], 2, "no state or organisation is called"),
    ],
)
def test_wrong_use_is_explained(ledger: Path, arguments: list[str], code: int, said: str) -> None:
    result = run(ledger, *arguments)
    assert result.exit_code == code
    assert said in result.stderr


@pytest.mark.parametrize("name", FORMATS)
def test_only_what_is_needed_is_loaded(ledger: Path, name: str) -> None:
    code = (
        "import sys\n"
        "from dragoman.cli import main\n"
        f"main({['export', '--ledger', str(ledger), '-f', name]!r}, standalone_mode=False)\n"
        "heavy = {'numpy', 'onnxruntime', 'trafilatura', 'tokenizers', 'pyarrow', 'rich'}\n"
        "print(sorted(heavy & set(sys.modules)), file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, check=True)
    loaded = done.stderr.decode().splitlines()[-1]
    if name != "parquet":  # pyarrow takes what it finds
        assert loaded == "[]"


def test_memory_stays_flat_however_many_claims_pass(tmp_path: Path) -> None:
    """Four times as many claims take no more memory."""
    import tracemalloc

    from dragoman.cli.export import CLAIMS
    from dragoman.export.exporter import Context
    from dragoman.export.exports import exporter
    from tests.ledger.accounts import Maker

    account = Maker().account("call", "RUS,USA", on=DAY, text="They spoke.")
    for name in FORMATS:
        peaks = []
        for number in (1000, 4000):
            with (tmp_path / name).open("wb") as stream:
                made = exporter(name, stream, Context(Crosswalk.load(), CLAIMS))
                made.begin()
                tracemalloc.start()
                for _ in range(number):
                    made.write(account)
                peaks.append(tracemalloc.get_traced_memory()[1])
                tracemalloc.stop()
                made.end()
        assert peaks[1] < peaks[0] * 1.5 + 200_000, name
