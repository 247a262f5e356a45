"""The command line, as it is called and as it ends."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman import lang
from dragoman.cli import main

FRENCH = "Le président français a rencontré son homologue polonais à Varsovie."
OTHER = "La Suède a condamné les frappes russes contre Kiev."
DRAGOMAN = [sys.executable, "-m", "dragoman"]


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=given)


def process(
    *arguments: str, output: str = "", given: bytes = b""
) -> subprocess.CompletedProcess[bytes]:
    command = " ".join((*DRAGOMAN, *arguments)) + output
    return subprocess.run(command, shell=True, input=given, capture_output=True, check=False)


@pytest.fixture
def news(tmp_path: Path) -> Path:
    """A folder of texts, one of them empty."""
    for number in range(6):
        (tmp_path / f"{number}.txt").write_text(f"{FRENCH} {OTHER if number % 2 else ''}", "utf-8")
    (tmp_path / "empty.txt").touch()
    return tmp_path


def test_read_prints_a_claim_a_line(news: Path) -> None:
    result = run("read", str(news / "0.txt"), "-l", "fr")
    assert result.exit_code == 0
    (claim,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert claim["act"] == "meet"
    assert [actor["country"] for actor in claim["actors"]] == ["FRA", "POL"]
    assert result.stderr == "1 document read, 1 claim\n"


def test_a_folder_is_read_in_the_order_of_its_names(news: Path) -> None:
    result = run("read", str(news), "-l", "fr")
    sources = [json.loads(line)["document"]["source"] for line in result.stdout.splitlines()]
    assert sources == sorted(sources)
    assert result.stderr.startswith("7 documents read, 12 claims; 1 empty: ")
    assert "empty.txt" in result.stderr


def test_standard_input_is_read() -> None:
    result = run("read", "-", "-l", "fr", given=FRENCH)
    assert json.loads(result.stdout)["document"]["source"] == "<stdin>"


def test_lines_of_json_bring_their_own_date_and_language() -> None:
    record = {"text": FRENCH, "language": "fr", "published": "2025-02-12", "source": "x/1"}
    result = run("read", "-", given=json.dumps(record) + "\n" + json.dumps({"text": ""}))
    document = json.loads(result.stdout)["document"]
    assert (document["source"], document["language"]) == ("x/1", "fr")
    assert document["published"] == "2025-02-12"


@pytest.mark.parametrize("layout", ["table", "csv", "jsonl"])
def test_every_format_can_go_to_a_file(news: Path, tmp_path: Path, layout: str) -> None:
    target = tmp_path / "claims.out"
    result = run("read", str(news / "0.txt"), "-l", "fr", "-f", layout, "-o", str(target))
    assert (result.exit_code, result.stdout) == (0, "")
    assert "France" in target.read_text("utf-8")


def test_two_workers_write_the_same_bytes_as_one(news: Path) -> None:
    alone = process("read", str(news), "-l", "fr")
    both = process("read", str(news), "-l", "fr", "--workers", "2")
    assert both.stderr == alone.stderr
    assert both.stdout == alone.stdout
    assert alone.stdout.count(b"\n") == 12


def test_one_document_that_fails_costs_nothing_but_itself(news: Path) -> None:
    result = run("read", str(news / "vanished.txt"), str(news / "0.txt"), "-l", "fr")
    assert result.exit_code == 1
    assert "vanished.txt: cannot be read: no such file or directory" in result.stderr
    assert result.stdout.count("\n") == 1
    assert result.stderr.endswith("1 document read, 1 claim; 1 not read\n")


def test_documents_without_claims_are_counted_by_reason(tmp_path: Path) -> None:
    for number in range(5):
        (tmp_path / f"{number}.txt").touch()
    result = run("read", str(tmp_path))
    assert result.exit_code == 0
    assert result.stderr.rstrip().endswith("2.txt and 2 more")
    assert result.stderr.startswith("5 documents read, 0 claims; 5 empty: ")


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["read"], "Missing argument"),
        (["read", "-", "-l", "xx"], "'xx' is not one of"),
        (["read", "-", "--published", "12.2.2025"], "does not match"),
        (["read", "-", "-f", "xml"], "'xml' is not one of"),
        (["read", "-", "-w", "0"], "not in the range"),
        (["read", "-", "-o", "/nowhere/claims.csv"], "cannot write /nowhere/claims.csv"),
        (["write"], "No such command"),
    ],
)
def test_wrong_use_is_explained_and_ends_with_two(arguments: list[str], words: str) -> None:
    result = run(*arguments, given="")
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""


@pytest.mark.skipif(not os.path.exists("/dev/full"), reason="there is no /dev/full")
@pytest.mark.parametrize("output", [" > /dev/full", " -o /dev/full"])
def test_a_full_disk_is_named(news: Path, output: str) -> None:
    done = process("read", str(news / "0.txt"), "-l", "fr", output=output)
    assert done.returncode == 1
    assert b"no space left for the output" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_closed_pipe_is_no_error(news: Path) -> None:
    done = process("read", f"{news}/[0-9].txt", "-l", "fr", output=" | head -c 1")
    assert (done.returncode, done.stderr.count(b"Traceback")) == (0, 0)
    done = process("languages", output=" | true")
    assert done.stderr == b""


@pytest.mark.parametrize("workers", ["1", "2"])
def test_an_interruption_ends_with_130(tmp_path: Path, workers: str) -> None:
    pipe = tmp_path / "endless.jsonl"
    os.mkfifo(pipe)
    started = subprocess.Popen(
        [*DRAGOMAN, "read", str(pipe), "-w", workers, "-l", "fr"],
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
    )
    with pipe.open("wb") as file:
        file.write(json.dumps({"text": FRENCH}).encode() + b"\n")
        file.flush()
        time.sleep(2)
        started.send_signal(signal.SIGINT)
        _, said = started.communicate(timeout=60)
    assert started.returncode == 130
    assert said == b"dragoman: interrupted\n"


def test_languages_lists_every_folder() -> None:
    lines = run("languages").stdout.splitlines()
    assert [line.split()[0] for line in lines[1:]] == list(lang.codes())


def test_parse_prints_conllu(news: Path) -> None:
    result = run("parse", str(news / "0.txt"), "-l", "fr")
    words = [line.split("\t") for line in result.stdout.splitlines() if line[:1].isdigit()]
    assert [word[1] for word in words][:3] == ["Le", "président", "français"]
    assert all(len(word) == 10 for word in words)
    assert [word[7] for word in words].count("root") == 1


def test_explain_shows_tree_mentions_claims_and_rules() -> None:
    shown = run("explain", OTHER, "-l", "fr").stdout
    for words in ("condamné  VERB root", "Suède: Sweden [SWE]", "rule verb"):
        assert words in shown


@pytest.mark.parametrize("command", ["explain", "parse"])
def test_a_document_that_cannot_be_shown_is_named(news: Path, command: str) -> None:
    result = run(command, str(news / "empty.txt"))
    assert result.exit_code == 1
    assert result.stderr == f"dragoman: {news}/empty.txt: empty\n"


def test_the_version_is_printed() -> None:
    assert run("--version").stdout == "dragoman, version 0.1.0\n"


def test_help_loads_nothing_heavy() -> None:
    code = (
        "import sys, dragoman.cli\n"
        "heavy = {'numpy', 'onnxruntime', 'trafilatura', 'rich.table', 'tokenizers', 'yaml'}\n"
        "print(sorted(heavy & set(sys.modules)))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\n"
