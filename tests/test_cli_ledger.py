"""The commands of the ledger, as they are called and as they end."""

from __future__ import annotations

import json
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from dragoman.cli import main

FRENCH = "Le président français a rencontré son homologue polonais à Varsovie."
OTHER = "La Suède a condamné les frappes russes contre Kiev."
DRAGOMAN = [sys.executable, "-m", "dragoman"]


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of two reports and an empty file."""
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "a.txt").write_text(f"{FRENCH} {OTHER}", "utf-8")
    (folder / "b.txt").write_text(FRENCH, "utf-8")
    (folder / "empty.txt").touch()
    return folder


@pytest.fixture
def run(tmp_path: Path) -> Any:
    """Runs a command on the ledger of the test."""

    def called(*arguments: str | Path, given: str | None = None) -> Result:
        address = str(tmp_path / "news.ledger")
        name, *rest = map(str, arguments)
        # The rules alone are enough here, and load faster.
        rules = ["--no-judge"] if name in ("add", "read") else []
        return CliRunner().invoke(
            main, [name, *rules, *rest], input=given, env={"DRAGOMAN_LEDGER": address}
        )

    return called


def lines(result: Result) -> list[dict[str, Any]]:
    assert result.exit_code == 0, result.stderr
    return [json.loads(line) for line in result.stdout.splitlines()]


@pytest.fixture
def added(run: Any, news: Path) -> str:
    """The id of the claim about Sweden, in a ledger of the folder."""
    assert run("add", news, "-l", "fr").exit_code == 0
    return str(lines(run("claims", "--party", "SWE", "-f", "jsonl"))[0]["id"])


def test_add_keeps_documents_and_says_so(run: Any, news: Path) -> None:
    result = run("add", news, "-l", "fr", "--published", "2025-02-12")
    assert (result.exit_code, result.stdout) == (0, "")
    told = "2 documents added; 3 documents read, 3 claims; 1 empty: "
    assert result.stderr.startswith(told)
    found = lines(run("claims", "-f", "jsonl"))
    assert [claim["act"] for claim in found] == ["meet", "criticize", "meet"]
    assert {claim["document"]["published"] for claim in found} == {"2025-02-12"}
    read = [
        json.loads(line) for line in run("read", news / "b.txt", "-l", "fr").stdout.splitlines()
    ]
    assert found[2]["evidence"] == read[0]["evidence"]


def test_add_again_reads_nothing_and_changes_nothing(
    run: Any, news: Path, added: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refuse(*_: object) -> None:
        raise AssertionError("the model was loaded")

    monkeypatch.setattr("dragoman.parse.SyntaxModel.load", refuse)
    before = run("claims", "-f", "jsonl").stdout
    result = run("add", news, "-l", "fr")
    assert result.stderr.startswith("0 documents added, 2 documents known already; 1 document read")
    assert run("claims", "-f", "jsonl").stdout == before


def test_a_changed_file_takes_the_place_of_the_former(run: Any, news: Path, added: str) -> None:
    (news / "a.txt").write_text(OTHER.replace("Suède", "Norvège"), "utf-8")
    result = run("add", news, "-l", "fr")
    assert "1 document in the place of former ones" in result.stderr
    assert lines(run("claims", "--party", "SWE", "-f", "jsonl")) == []
    assert len(lines(run("documents", "-f", "jsonl"))) == 2
    every = lines(run("documents", "--superseded", "-f", "jsonl"))
    assert [document["superseded"] is None for document in every] == [False, True, True]


def test_lines_without_a_name_never_take_each_others_place(run: Any, tmp_path: Path) -> None:
    wire = tmp_path / "wire.jsonl"
    for text in (FRENCH, OTHER):
        wire.write_text(json.dumps({"text": text, "language": "fr"}), "utf-8")
        run("add", wire)
        run("add", "-", "-l", "fr", given=f"{text} {text}")
    sources = [document["source"] for document in lines(run("documents", "-f", "jsonl"))]
    assert [source.partition("#")[0] for source in sources] == [str(wire), "<stdin>"] * 2
    assert len(set(sources)) == 4
    run("add", wire)
    assert len(lines(run("documents", "-f", "jsonl"))) == 4


def test_a_file_is_the_same_from_wherever_it_is_named(
    run: Any, news: Path, added: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(news)
    run("add", "a.txt", "-l", "fr")
    assert len(lines(run("documents", "-f", "jsonl"))) == 2


def test_workers_keep_the_same(run: Any, news: Path, added: str, tmp_path: Path) -> None:
    both = str(tmp_path / "both.ledger")
    for number in range(2):
        result = run("add", news, "-l", "fr", "-w", "2", "--ledger", both)
        assert result.exit_code == 0, result.stderr
        assert ("2 documents known already" in result.stderr) == (number == 1)
    assert (
        run("claims", "-f", "jsonl", "--ledger", both).stdout == run("claims", "-f", "jsonl").stdout
    )


def test_a_document_that_cannot_be_read_costs_nothing_but_itself(run: Any, news: Path) -> None:
    result = run("add", news / "gone.txt", news / "b.txt", "-l", "fr")
    assert result.exit_code == 1
    assert "gone.txt: cannot be read: no such file or directory" in result.stderr
    assert len(lines(run("documents", "-f", "jsonl"))) == 1


def test_tables_and_filters(run: Any, added: str) -> None:
    head, *rows = run("claims", "--pair", "FRA", "POL").stdout.splitlines()
    assert head.split()[:3] == ["id", "date", "who"]
    assert len(rows) == 2
    assert len(run("claims", "-n", "1").stdout.splitlines()) == 2
    assert run("claims", "--status", "planned").stdout == ""
    assert len(lines(run("claims", "--claimant", "itself", "-f", "jsonl"))) == 3
    document = lines(run("documents", "--source", "b.txt", "-f", "jsonl"))[0]["id"]
    assert len(lines(run("claims", "--document", document[:19], "-f", "jsonl"))) == 1
    assert lines(run("claims", "--as-of", "2020-01-01", "-f", "jsonl")) == []
    assert len(run("documents", "-l", "fr").stdout.splitlines()) == 3


def test_search_shows_the_words_found(run: Any, added: str) -> None:
    shown = run("search", "suede", "frappe*").stdout
    assert OTHER[:30] in shown
    (found,) = lines(run("search", "suede", "-f", "jsonl"))
    assert OTHER in found["excerpt"]
    missing = run("search", "Jupiter")
    assert (missing.exit_code, missing.stdout) == (1, "")
    assert "no document has Jupiter" in missing.stderr


def test_open_shows_the_sentence_of_a_claim(run: Any, added: str) -> None:
    shown = run("open", added[:8]).stdout
    assert f"\n> {OTHER}" in shown
    assert f"\n  {FRENCH}" in shown
    assert shown.startswith(f"{added}  Sweden: criticize → Russia (occurred")
    whole = run("open", lines(run("documents", "-f", "jsonl"))[0]["id"]).stdout
    assert f"{FRENCH} {OTHER}" in whole


def test_judging_is_logged_and_undone(run: Any, added: str) -> None:
    def judge(*arguments: str) -> Result:
        result: Result = run("judge", added, *arguments, "--by", "ann", "--reason", "read again")
        return result

    assert judge("correct", "actors=NOR", "status=denied").exit_code == 0
    (claim,) = lines(run("claims", "--party", "NOR", "-f", "jsonl"))
    assert (claim["status"], claim["actors"][0]["country"]) == ("denied", "NOR")
    (example,) = lines(run("judge", "--export"))
    assert (example["claim"]["status"], example["read"]["status"]) == ("denied", "occurred")
    assert example["text"] == OTHER
    judge("reject")
    assert lines(run("claims", "--type", "ACCUSE", "-f", "jsonl")) == []
    assert "does not count" in run("open", added).stdout
    log = lines(run("judge", "--log", "-f", "jsonl"))
    assert [(one["decision"], one["by"]) for one in log] == [("correct", "ann"), ("reject", "ann")]
    for one in log:
        assert run("judge", one["id"], "undo", "--by", "bob").exit_code == 0
    assert len(lines(run("claims", "--party", "SWE", "-f", "jsonl"))) == 1
    assert run("judge", "--log").stdout.count(" by bob") == 2


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["ID", "reject", "--by", "ann"], "say why"),
        (["ID", "reject", "--reason", "x"], "say who decides"),
        (["ID", "reject", "more", "--by", "a", "--reason", "x"], "takes nothing after it"),
        (["ID", "merge", "--by", "a", "--reason", "x"], "needs one other id"),
        (["ID", "correct", "status", "--by", "a", "--reason", "x"], "write FIELD=VALUE"),
        (["ID", "correct", "actors=FRR", "--by", "a", "--reason", "x"], "no code of a state"),
        (["ID"], "name an ID and a decision"),
        (["no-id", "reject", "--by", "a", "--reason", "x"], "is no id"),
    ],
)
def test_wrong_judgements_are_explained(
    run: Any, added: str, arguments: list[str], said: str
) -> None:
    result = run("judge", *(added if word == "ID" else word for word in arguments))
    assert result.exit_code == 2
    assert said in result.stderr


def test_a_ledger_must_be_named_and_there(news: Path, tmp_path: Path) -> None:
    plain = CliRunner(env={"DRAGOMAN_LEDGER": None})
    unnamed = plain.invoke(main, ["claims"])
    assert unnamed.exit_code == 2
    assert "--ledger" in unnamed.stderr
    absent = plain.invoke(main, ["claims", "--ledger", str(tmp_path / "none")])
    assert absent.exit_code == 1
    assert "there is no ledger; make one with `dragoman add" in absent.stderr
    wrong = plain.invoke(main, ["add", str(news), "--ledger", str(news / "a.txt")])
    assert wrong.exit_code == 1
    assert "it is not a ledger" in wrong.stderr


@pytest.mark.parametrize("name", ["claims", "documents", "search Kiev", "judge --log"])
def test_commands_that_need_no_model_load_nothing_heavy(
    run: Any, added: str, tmp_path: Path, name: str
) -> None:
    arguments = [*name.split(), "--ledger", str(tmp_path / "news.ledger")]
    code = (
        "import sys\n"
        "from dragoman.cli import main\n"
        f"main({arguments!r}, standalone_mode=False)\n"
        "heavy = {'numpy', 'onnxruntime', 'trafilatura', 'tokenizers', 'yaml', 'psycopg'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.splitlines()[-1] == "[]"


def many(folder: Path, number: int) -> Path:
    wire = folder / "many.jsonl"
    texts = ({"text": f"Bulletin {n}. {OTHER}", "language": "fr"} for n in range(number))
    wire.write_text("\n".join(map(json.dumps, texts)), "utf-8")
    return wire


@pytest.mark.parametrize("workers", ["1", "2"])
def test_a_killed_add_goes_on_where_it_stopped(run: Any, tmp_path: Path, workers: str) -> None:
    wire, ledger = many(tmp_path, 300), tmp_path / "news.ledger"
    kept, chance = 0, random.Random(int(workers))
    command = [*DRAGOMAN, "add", "--no-judge", str(wire), "--ledger", str(ledger), "-w", workers]
    for _ in range(3):
        started = subprocess.Popen(command, stderr=subprocess.DEVNULL, start_new_session=True)
        time.sleep(chance.uniform(2.0, 5.0))
        os.killpg(started.pid, signal.SIGKILL)
        started.wait()
        if ledger.exists():
            now = len(lines(run("claims", "-f", "jsonl")))
            assert now >= kept
            assert now == len(lines(run("documents", "-f", "jsonl")))
            kept = now
    result = run("add", wire)
    assert f"{300 - kept} documents read" in result.stderr
    assert len(lines(run("claims", "-f", "jsonl"))) == 300


def wait_until_idle(process: int) -> None:
    """Waits until a process has used no second of the processor for three, however busy that is."""
    used, before = "", None
    while used != before:
        before = used
        time.sleep(3)
        command = ["ps", "-o", "time=", "-p", str(process)]
        used = subprocess.run(command, capture_output=True, check=True).stdout.decode().strip()


def test_an_interrupted_add_keeps_what_it_has_read(run: Any, tmp_path: Path) -> None:
    pipe = tmp_path / "endless.jsonl"
    os.mkfifo(pipe)
    command = [
        *DRAGOMAN,
        "add",
        "--no-judge",
        str(pipe),
        "--ledger",
        str(tmp_path / "news.ledger"),
        "-l",
        "fr",
    ]
    started = subprocess.Popen(command, stderr=subprocess.PIPE)
    with pipe.open("wb") as file:
        file.write(json.dumps({"text": OTHER}).encode() + b"\n")
        file.flush()
        wait_until_idle(started.pid)
        started.send_signal(signal.SIGINT)
        _, said = started.communicate(timeout=60)
    assert started.returncode == 130
    assert said.decode().splitlines() == [
        "1 document added; 1 document read, 1 claim; the same command goes on from here",
        "dragoman: interrupted",
    ]
    assert len(lines(run("claims", "-f", "jsonl"))) == 1
