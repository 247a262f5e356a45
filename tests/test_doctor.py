"""What `dragoman doctor` finds, in an installation that is whole and in ones that are not."""

from __future__ import annotations

import sys
from datetime import date, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman import doctor, lang
from dragoman.actors import Directory
from dragoman.cli import main
from dragoman.doctor import OLD, State, checks
from dragoman.model import LexiconError
from dragoman.parse import SyntaxModel
from dragoman.settings import Settings

COMPLETE = Directory.load().people.complete


def run(monkeypatch: pytest.MonkeyPatch, today: date) -> tuple[int, list[str]]:
    monkeypatch.setattr(sys.modules["dragoman.cli.doctor"], "_today", lambda: today)
    result = CliRunner().invoke(main, ["doctor"])
    return result.exit_code, result.stdout.splitlines()


def test_a_whole_installation_is_well(monkeypatch: pytest.MonkeyPatch) -> None:
    code, lines = run(monkeypatch, COMPLETE + timedelta(days=OLD))
    assert code == 0
    assert {line.split()[0] for line in lines} == {"ok"}
    shown = "\n".join(lines)
    assert SyntaxModel.fingerprint() in shown
    assert ", ".join(lang.codes()) in shown
    assert f"complete as of {COMPLETE}" in shown


def test_old_data_are_warned_of(monkeypatch: pytest.MonkeyPatch) -> None:
    code, lines = run(monkeypatch, COMPLETE + timedelta(days=OLD + 1))
    assert code == 1
    assert lines[-2] == f"warning  office holders: complete as of {COMPLETE}, {OLD + 1} days ago"
    assert lines[-1].strip().startswith("→ install a newer dragoman")


@pytest.mark.parametrize("damage", ["missing", "cut off"])
def test_a_damaged_model_is_a_failure(tmp_path: Path, damage: str) -> None:
    if damage == "cut off":
        for name in ("syntax.onnx", "labels.json", "pieces.tsv"):
            (tmp_path / name).write_bytes(b"\x08")
    found = {check.what: check for check in checks(COMPLETE, Settings(model=tmp_path))}
    model = found["syntax model"]
    assert model.state is State.FAILURE
    assert str(tmp_path) in model.detail
    assert model.remedy == doctor.REINSTALL
    assert found["languages"].state is State.OK


def test_damaged_data_are_failures(monkeypatch: pytest.MonkeyPatch) -> None:
    def broken(code: str) -> None:
        raise LexiconError(f"{code}/names.tsv, line 3: malformed")

    monkeypatch.setattr(lang, "load", broken)
    monkeypatch.setattr(Directory, "load", lambda: broken("actors"))
    found = [check for check in checks(COMPLETE) if check.state is State.FAILURE]
    names = [f"language {code}" for code in lang.codes()]
    assert [check.what for check in found] == [*names, "languages", "actors"]
    assert "names.tsv, line 3: malformed" in found[0].detail
    assert all(check.remedy for check in found)
