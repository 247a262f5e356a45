"""`dragoman actors`, and `--actors FILE` of the commands that read."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from dragoman.cli import main

FILE = """\
actors:
  - id: jaan_tamm
    kind: person
    name: Jaan Tamm
    country: EST
    office: foreign_minister
    from: 2031-04-01
"""
TEXT = "Jaan Tamm met the Ukrainian president in Berlin."
BAD = FILE.replace("EST", "Estonia")


def run(*arguments: str, given: str | None = None) -> Result:
    return CliRunner().invoke(main, list(arguments), input=given)


@pytest.fixture
def file(tmp_path: Path) -> str:
    path = tmp_path / "actors.yaml"
    path.write_text(FILE, "utf-8")
    return str(path)


def test_find_lists_candidates_in_columns() -> None:
    result = run("actors", "find", "Lawrow", "--on", "2025-02-15")
    assert result.exit_code == 0
    head, line = result.stdout.splitlines()
    assert head.split() == ["id", "name", "of", "office", "from", "to", "because"]
    assert line.startswith("person:sergey_lavrov  Sergey Lavrov  RUS  foreign minister  2004-03-09")
    assert line.endswith("surname alone Lawrow (de)")
    assert line.index("surname alone") == head.index("because")


def test_find_as_json_lines() -> None:
    result = run("actors", "find", "Лаврова", "-f", "jsonl", "-l", "ru")
    (found,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert (found["id"], found["start"]) == ("person:sergey_lavrov", "2004-03-09")
    assert found["matches"] == [{"form": "Лаврова", "how": "surname alone", "languages": ["ru"]}]


def test_nobody_found_ends_with_one_and_a_hint() -> None:
    result = run("actors", "find", "Lawrow", "--language", "en")
    assert (result.exit_code, result.stdout) == (1, "")
    assert "nobody is called 'Lawrow' in en; without --language" in result.stderr
    result = run("actors", "find", "Qwxyz")
    assert result.exit_code == 1
    assert "add an actor with --actors FILE" in result.stderr


def test_show_lists_who_holds_which_office_on_a_day() -> None:
    lines = run("actors", "show", "RUS", "--on", "2025-02-15").stdout.splitlines()
    assert lines[0] == "Russia [RUS] · COW 365 · FIPS RS · on 2025-02-15"
    assert lines[2].split() == ["office", "held", "by", "id", "from", "to"]
    assert any(
        line.startswith("foreign minister ") and "person:sergey_lavrov" in line for line in lines
    )
    assert any(line.startswith("BRICS ") for line in lines)
    assert any(line.startswith("government ") and "Kremlin" in line for line in lines)
    assert lines[-1].startswith("Office holders are complete as of 20")


def test_show_takes_today_without_a_day() -> None:
    lines = run("actors", "show", "EUR").stdout.splitlines()
    assert lines[0].endswith(f"on {date.today()}")
    later = run("actors", "show", "EUR", "--on", "2060-01-01").stdout
    assert "Whoever took office later is missing" in later
    assert "Whoever" not in run("actors", "show", "EUR", "--on", "2020-01-01").stdout


def test_show_says_that_no_holder_is_known() -> None:
    shown = run("actors", "show", "SUN", "--on", "1925-01-01").stdout
    assert "No office holders are known for that day." in shown


def test_show_a_person_and_as_json_lines() -> None:
    shown = run("actors", "show", "sergey_lavrov").stdout
    assert shown.startswith("Sergey Lavrov [person:sergey_lavrov]\n")
    record = json.loads(run("actors", "show", "sergey_lavrov", "-f", "jsonl").stdout)
    assert record["kind"] == "person"
    assert record["terms"][0]["of"] == "RUS"


@pytest.mark.parametrize(
    ("arguments", "code", "words"),
    [
        (["show", "XXX"], 1, "no state, organisation or person has the id 'XXX'"),
        (["show", "RUS", "-l", "xx"], 2, "'xx' is not one of"),
        (["find", "X", "-l", "xx"], 2, "'xx' is not one of"),
        (["find", "X", "--on", "today"], 2, "does not match"),
        (["find"], 2, "Missing argument"),
    ],
)
def test_what_cannot_be_asked_is_told(arguments: list[str], code: int, words: str) -> None:
    result = run("actors", *arguments)
    assert (result.exit_code, result.stdout) == (code, "")
    assert words in result.stderr


def test_a_file_of_actors_is_known_to_every_command(file: str) -> None:
    assert "person:jaan_tamm" in run("actors", "find", "Tamm", "--actors", file).stdout
    shown = run("actors", "show", "EST", "--on", "2031-05-02", "--actors", file).stdout
    assert "Jaan Tamm" in shown
    explained = run("explain", TEXT, "-l", "en", "--published", "2031-05-02", "--actors", file)
    assert "Jaan Tamm: Jaan Tamm [person:jaan_tamm]" in explained.stdout
    result = run("read", "-", "-l", "en", "--actors", file, given=TEXT)
    (claim,) = [json.loads(line) for line in result.stdout.splitlines()]
    assert "person:jaan_tamm" in {actor["id"] for actor in claim["actors"]}
    assert claim["run"]["lexicon"] not in run("read", "-", "-l", "en", given=TEXT).stdout


@pytest.mark.parametrize("workers", ["1", "2"])
def test_mistakes_of_a_file_are_wrong_use_and_cost_no_output(tmp_path: Path, workers: str) -> None:
    path, output = tmp_path / "actors.yaml", tmp_path / "claims.csv"
    path.write_text(BAD, "utf-8")
    output.write_text("earlier claims", "utf-8")
    result = run("read", "-", "--actors", str(path), "-w", workers, "-o", str(output), given=TEXT)
    assert result.exit_code == 2
    assert result.stderr.startswith(f"dragoman: {path}, line 5: 'Estonia' is no code of a state")
    assert "write EST" in result.stderr
    assert output.read_text("utf-8") == "earlier claims"
