"""Events, threads and relations of a ledger, as commands show them."""

from __future__ import annotations

import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dragoman.cli import main
from dragoman.ledger import open_ledger
from dragoman.ledger.relations import EVENTS, THREADS

CALL = Path(__file__).parent.parent / "examples" / "call.jsonl"
REPORTS = [
    ("2025-02-03", "one", "Oslo sanctioned Lima on 2 February 2025."),
    (
        "2025-02-03",
        "two",
        "Norway imposed sanctions on Peru on 2 February 2025, Lima said.",
    ),
    ("2025-02-04", "three", "The presidents of Norway and Peru will meet on 20 March 2030."),
]


@pytest.fixture
def run(tmp_path: Path) -> Any:
    """Runs a command on the ledger of the test."""

    def called(*arguments: str | Path) -> Result:
        name, *rest = map(str, arguments)
        rules = ["--no-judge"] if name == "add" else []
        return CliRunner().invoke(
            main, [name, *rules, *rest], env={"DRAGOMAN_LEDGER": str(tmp_path / "news.ledger")}
        )

    return called


@pytest.fixture
def wire(tmp_path: Path) -> Path:
    """Three reports of Norway and Peru."""
    path = tmp_path / "wire.jsonl"
    records = (
        {"text": text, "language": "en", "published": day, "source": name}
        for day, name, text in REPORTS
    )
    path.write_text("\n".join(map(json.dumps, records)), "utf-8")
    return path


@pytest.fixture
def added(run: Any, wire: Path) -> Any:
    """`run`, on a ledger that has the three reports."""
    assert run("add", wire).exit_code == 0
    return run


def lines(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


def stale(tmp_path: Path) -> int:
    with open_ledger(str(tmp_path / "news.ledger")) as ledger:
        return len(ledger.stale(EVENTS)) + len(ledger.stale(THREADS))


def test_two_readouts_of_one_call_are_one_event_of_two_sides(run: Any) -> None:
    run("add", CALL)
    (call,) = lines(run("events", "--pair", "RUS", "USA", "--act", "call", "-f", "jsonl"))
    assert {a["source"] for a in call["accounts"]} == {"readouts/moscow", "readouts/washington"}
    assert call["origins"] == 2
    assert set(call["claimants"]) >= {"RUS", "USA"}
    shown = run("show", "RUS", "USA").stdout
    assert shown.count(call["id"]) == 2  # as a contact, and who says so
    opened = run("open", call["id"]).stdout
    for account in call["accounts"]:
        assert f"> {account['text']}" in opened
        assert account["claim"] in opened


def test_one_event_has_all_its_accounts_side_by_side(added: Any) -> None:
    (event,) = lines(added("events", "--type", "SANCTION", "-f", "jsonl"))
    assert (event["start"], event["origins"]) == ("2025-02-02", 2)
    head, row = added("events", "--type", "SANCTION").stdout.splitlines()
    assert head.split()[:3] == ["id", "date", "who"]
    assert event["id"] in row


def test_a_relation_in_all_layouts(added: Any) -> None:
    shown = added("show", "Norway", "Перу").stdout
    assert shown.startswith("NOR – PER, as of ")
    page = added("show", "NOR", "PER", "-f", "md").stdout
    found = json.loads(added("show", "NOR", "PER", "-f", "json").stdout)
    (measure,) = found["measures"]
    (meeting,) = found["meetings"]
    assert (measure["state"], meeting["state"]) == ("in_force", "planned")
    assert meeting["due"] == "2030-03-20"
    for thread in (measure, meeting):
        assert thread["id"] in shown
        assert thread["id"] in page
    later = json.loads(added("show", "NOR", "PER", "-f", "json", "--since", "2025-02-04").stdout)
    assert (later["measures"], len(later["meetings"])) == ([], 1)


def test_json_leads_to_the_words_of_contacts(run: Any) -> None:
    run("add", CALL)
    found = json.loads(run("show", "RUS", "USA", "-f", "json").stdout)
    assert len(found["contacts"][0]["accounts"]) > 1


def test_sections_are_cut_and_say_so(run: Any, tmp_path: Path) -> None:
    wire = tmp_path / "many.jsonl"
    records = (
        {
            "text": f"The presidents of Norway and Peru met in Lima on {day} March 2024.",
            "language": "en",
            "published": f"2024-03-{day:02}",
            "source": str(day),
        }
        for day in range(2, 29, 4)
    )
    wire.write_text("\n".join(map(json.dumps, records)), "utf-8")
    run("add", wire)
    for layout in ("table", "md"):
        assert "… and 4 more" in run("show", "NOR", "PER", "-n", "3", "-f", layout).stdout
    assert "more" not in run("show", "NOR", "PER").stdout


def test_threads_are_filtered(added: Any) -> None:
    def states(*arguments: str) -> list[str]:
        found = lines(added("threads", *arguments, "-f", "jsonl"))
        return sorted(thread["state"] for thread in found)

    assert states() == ["in_force", "planned"]
    assert states("--kind", "meeting") == ["planned"]
    assert states("--state", "in_force", "--party", "Peru") == ["in_force"]
    assert states("--pair", "NOR", "FRA") == []
    assert states("--since", "2025-02-03") == ["planned"]
    assert states("--until", "2025-02-03") == ["in_force"]
    head, first, second = added("threads").stdout.splitlines()
    assert head.split()[:3] == ["id", "kind", "state"]
    assert ("planned" in first, "in force" in second) == (True, True)
    assert len(added("threads", "-n", "1").stdout.splitlines()) == 2


def test_a_thread_opens_down_to_the_words(added: Any) -> None:
    (thread,) = lines(added("threads", "--kind", "measure", "-f", "jsonl"))
    shown = added("open", thread["id"][:8]).stdout
    assert "measure of NOR → PER: in force" in shown
    assert "2025-02-02  in force  imposed" in shown
    assert f"> {REPORTS[0][2]}" in shown
    assert f"> {REPORTS[1][2]}" in shown


def test_events_are_filtered(added: Any) -> None:
    def acts(*arguments: str) -> list[str]:
        return [event["act"] for event in lines(added("events", *arguments, "-f", "jsonl"))]

    assert acts() == ["sanction", "meet"]
    assert acts("--party", "Norvège", "--status", "planned") == ["meet"]
    assert acts("--sources", "2") == ["sanction"]
    assert acts("--until", "2025-12-31") == ["sanction"]
    assert acts("--contested") == []
    assert acts("--topic", "sanctions") == ["sanction"]
    assert acts("--unconfirmed") == []


def test_an_earlier_day_is_told_as_it_was(added: Any) -> None:
    before = ("--pair", "NOR", "PER", "--as-of", "2020-01-01", "-f", "jsonl")
    assert lines(added("events", *before)) == lines(added("threads", *before)) == []
    past = json.loads(added("show", "NOR", "PER", "--as-of", "2020-01-01", "-f", "json").stdout)
    assert (past["as_of"], past["measures"]) == ("2020-01-01", [])
    ahead = ("--pair", "NOR", "PER", "--as-of", "2031-01-01", "-f", "jsonl")
    assert len(lines(added("events", *ahead))) == 2
    assert {thread["state"] for thread in lines(added("threads", *ahead))} == {"in_force", "passed"}
    for kind in ("events", "threads"):
        assert lines(added(kind, "--as-of", "2020-01-01", "-f", "jsonl")) == []
        of_pair, of_all = (
            lines(added(kind, *more, "--as-of", "2031-01-01", "-f", "jsonl"))
            for more in (("--pair", "NOR", "PER"), ())
        )
        assert [one["id"] for one in of_pair] == [one["id"] for one in of_all] != []


def test_judgements_act_at_once_and_are_undone(added: Any, tmp_path: Path) -> None:
    why = ("--by", "ann", "--reason", "checked")
    (event,) = lines(added("events", "--type", "SANCTION", "-f", "jsonl"))
    one, other = (account["claim"] for account in event["accounts"])
    made = added("judge", one, "split", other, *why)
    assert len(lines(added("events", "--type", "SANCTION", "-f", "jsonl"))) == 2
    added("judge", made.stdout.partition(":")[0], "undo", "--by", "ann")
    assert lines(added("events", "--type", "SANCTION", "-f", "jsonl")) == [event]
    added("judge", one, "reject", *why)
    (less,) = lines(added("events", "--type", "SANCTION", "-f", "jsonl"))
    assert [account["claim"] for account in less["accounts"]] == [other]
    (thread,) = lines(added("threads", "--kind", "measure", "-f", "jsonl"))
    added("judge", thread["id"], "correct", "state=lifted", *why)
    assert lines(added("threads", "--state", "lifted", "-f", "jsonl"))[0]["id"] == thread["id"]
    assert "correct by ann: checked" in added("open", thread["id"]).stdout
    assert stale(tmp_path) == 0


def test_what_was_broken_off_is_made_up_for(run: Any, wire: Path, tmp_path: Path) -> None:
    run("add", "--no-rebuild", wire)
    assert lines(run("events", "-f", "jsonl")) == []
    behind = "1 pair is not up to date; `dragoman add` makes up for it"
    assert behind in run("show", "NOR", "PER").stderr
    assert behind in run("events").stderr
    again = run("add", wire)
    assert "3 documents known already" in again.stderr
    assert len(lines(run("events", "-f", "jsonl"))) == 2
    assert stale(tmp_path) == 0


def test_copies_count_once(run: Any, tmp_path: Path) -> None:
    text = (
        "Norway imposed sanctions on Peru on 2 February 2025. The step had been prepared for weeks,"
        " people familiar with the talks in the capital told reporters late in the evening, and it"
        " concerns fish, timber and the accounts of eleven officials who had been named before."
    )
    path = tmp_path / "copies.jsonl"
    records = (
        {"text": f"{head}\n{text}", "language": "en", "published": "2025-02-03", "source": head}
        for head in ("Harsh words", "Fish and timber")
    )
    path.write_text("\n".join(map(json.dumps, records)), "utf-8")
    run("add", path)
    (event,) = lines(run("events", "--type", "SANCTION", "-f", "jsonl"))
    assert (len(event["accounts"]), event["origins"]) == (2, 1)
    assert re.search("a copy of [0-9a-f]{12}", run("open", event["id"]).stdout)


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["show", "Atlantis", "PER"], "no state or organisation is called 'Atlantis'"),
        (["show", "Congo", "PER"], "could be COD or COG"),
        (["show", "Peru", "PER"], "are both PER"),
        (["events", "--party", "Atlantis"], "no state or organisation"),
    ],
)
def test_parties_that_are_wrong_are_explained(added: Any, arguments: list[str], said: str) -> None:
    result = added(*arguments)
    assert result.exit_code == 2
    assert said in result.stderr


@pytest.mark.parametrize("name", ["show NOR PER", "events", "threads", "events --party Norway"])
def test_showing_loads_no_model(added: Any, tmp_path: Path, name: str) -> None:
    arguments = [*name.split(), "--ledger", str(tmp_path / "news.ledger")]
    code = (
        "import sys\n"
        "from dragoman.cli import main\n"
        f"main({arguments!r}, standalone_mode=False)\n"
        "heavy = {'numpy', 'onnxruntime', 'trafilatura', 'tokenizers', 'psycopg'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
