"""`dragoman serve`: who may reach the desk, and what stands in its way."""

from __future__ import annotations

import subprocess
import sys
import time
import urllib.request
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman.cli import main
from dragoman.cli.serve import is_loopback


@pytest.mark.parametrize(
    ("host", "alone"),
    [("127.0.0.1", True), ("::1", True), ("localhost", True), ("0.0.0.0", False), ("::", False),
     ("192.168.1.5", False), ("desk.lan", False), ("127.0.0.1.evil.example", False)],
)  # fmt: skip
def test_only_this_machine_needs_no_token(host: str, alone: bool) -> None:
    assert is_loopback(host) is alone


def test_a_short_token_is_refused(tmp_path: Path) -> None:
    given = ["serve", "--ledger", str(tmp_path / "a.ledger"), "--token", "guess"]
    result = CliRunner().invoke(main, given)
    assert result.exit_code == 2
    assert "can be guessed" in result.output


def test_what_is_no_ledger_is_told_before_the_first_visit(tmp_path: Path) -> None:
    path = tmp_path / "a.txt"
    path.write_text("no ledger at all, but long enough to be one" * 100)
    result = CliRunner().invoke(main, ["serve", "--ledger", str(path)])
    assert result.exit_code == 1
    assert str(path) in result.output


def test_it_answers_where_it_says_and_asks_for_the_token(tmp_path: Path) -> None:
    command = [
        sys.executable, "-m", "dragoman", "serve", "--ledger", str(tmp_path / "a.ledger"),
        "--host", "0.0.0.0", "--port", "8467", "--no-judge",
    ]  # fmt: skip
    with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as desk:
        try:
            assert desk.stderr is not None
            said = desk.stderr.readline()
            token = said.partition("token=")[2].strip()
            assert len(token) >= 32
            asked = urllib.request.Request(
                "http://127.0.0.1:8467/api/events", headers={"Authorization": f"Bearer {token}"}
            )
            assert _fetched(asked) == b'{"items":[],"next":null}'
        finally:
            desk.terminate()


def _fetched(asked: urllib.request.Request) -> bytes:
    for _ in range(100):
        try:
            with urllib.request.urlopen(asked, timeout=5) as answer:
                return bytes(answer.read())
        except ConnectionError:
            time.sleep(0.1)
        except OSError as error:
            if "refused" not in str(error):
                raise
            time.sleep(0.1)
    raise AssertionError("the desk does not answer")
