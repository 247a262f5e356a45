"""entries.json is used only while it is that of the files beside it."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman import lang
from dragoman.lang.load import FOLDER, _entries, digest_of
from dragoman.model import LexiconError


@pytest.mark.parametrize("code", lang.codes())
def test_compiled_entries_are_those_of_the_files(code: str, tmp_path: Path) -> None:
    for name in ("verbs.yaml", "nouns.yaml"):
        (tmp_path / name).write_bytes((FOLDER / code / name).read_bytes())
    assert _entries(FOLDER / code) == _entries(tmp_path)


def test_a_change_of_the_files_counts_at_once(tmp_path: Path) -> None:
    (tmp_path / "verbs.yaml").write_text("- {lemma: visit, act: visit}\n", "utf-8")
    (tmp_path / "nouns.yaml").write_text("[]\n", "utf-8")
    stale = f'{{"digest": "{digest_of(tmp_path)}", "verbs": [], "nouns": []}}'
    (tmp_path / "entries.json").write_text(stale, "utf-8")
    assert _entries(tmp_path) == ((), ())
    (tmp_path / "verbs.yaml").write_text("- {lemma: call, act: call}\n", "utf-8")
    assert [entry.lemma for entry in _entries(tmp_path)[0]] == ["call"]


def test_damage_falls_back_on_the_files(tmp_path: Path) -> None:
    (tmp_path / "verbs.yaml").write_text("- {lemma: visit}\n", "utf-8")
    (tmp_path / "nouns.yaml").write_text("[]\n", "utf-8")
    (tmp_path / "entries.json").write_text("{", "utf-8")
    with pytest.raises(LexiconError, match=r"verbs\.yaml.*act"):
        _entries(tmp_path)
