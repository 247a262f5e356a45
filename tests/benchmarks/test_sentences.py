"""What is read of the judge's sentences, beside their gold."""

import pytest

from benchmarks.sentences import Reading, main
from training.judge.items import Item

ITEM = Item("en/own.txt:1", "en", "Norway accused Russia.", {}, (), ())


def test_what_is_missed_and_what_is_false() -> None:
    pair = frozenset({"NOR", "RUS"})
    reading = Reading(ITEM, (("ACCUSE", pair), ("AID", pair)), (("ACCUSE", pair), ("COERCE", pair)))
    assert reading.missed() == [("AID", pair)]
    assert reading.false() == [("COERCE", pair)]


def test_a_line_for_each_language(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--language", "en", "--files", "retreat", "--show"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[-1].startswith("en ")
    assert "RETREAT" in lines[-1]
