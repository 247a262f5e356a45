"""What `dragoman check lexicon` finds, in the lexicons as they are and in one that is broken."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner

from dragoman import lang, lexicon
from dragoman.cli import main
from dragoman.lang.load import FOLDER
from dragoman.ontology import Ontology

ONTOLOGY = Ontology.load()


@pytest.mark.parametrize("code", lang.codes())
def test_the_lexicons_have_no_problems(code: str) -> None:
    report = lexicon.check(code, ONTOLOGY)
    assert report.problems == ()
    assert report.lemmas >= 500
    assert report.cases >= 200


@pytest.fixture
def english(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A copy of the English folder that tests may spoil."""
    shutil.copytree(FOLDER / "en", tmp_path / "en")
    monkeypatch.setattr(lexicon, "FOLDER", tmp_path)
    return tmp_path / "en"


@pytest.mark.parametrize(
    ("added", "what", "remedy"),
    [
        ("{lemma: visit, act: teleport}", "there is no act 'teleport'", "acts.yaml"),
        ("{lemma: frobnicate, act: visit}", "'frobnicate' has no forms", "tools/forms.py en"),
        ("{lemma: laud, act: thank, to: [by]}", "never holds", "delete it"),
    ],
)
def test_a_mistake_is_told_with_its_line_and_remedy(
    english: Path, added: str, what: str, remedy: str
) -> None:
    path = english / "verbs.yaml"
    first = "- {lemma: laud, act: praise, to: [obj]}\n"
    text = first + path.read_text("utf-8").replace("lemma: laud", "lemma: praise")
    path.write_text(f"{text}- {added}\n", "utf-8")
    lines = path.read_text("utf-8").splitlines()
    found = [p for p in lexicon.check("en", ONTOLOGY).problems if p.line == len(lines)]
    assert [p.file for p in found] == ["lang/en/verbs.yaml"]
    assert what in found[0].what
    assert remedy in found[0].remedy


def test_an_entry_that_stands_twice_is_told(english: Path) -> None:
    path = english / "verbs.yaml"
    entry = "- {lemma: extol, act: praise, to: [obj], party: [obj, by]}\n"
    path.write_text(path.read_text("utf-8") + entry + entry, "utf-8")
    whats = [p.what for p in lexicon.check("en", ONTOLOGY).problems]
    assert any("stands in line" in what for what in whats)


def test_a_lemma_without_a_case_is_listed_on_request() -> None:
    shown = CliRunner().invoke(main, ["check", "lexicon", "en", "--untried"]).stdout
    assert shown.startswith("en: ")
    assert "no case: " in shown


def test_an_unknown_language_is_wrong_use() -> None:
    assert CliRunner().invoke(main, ["check", "lexicon", "xx"]).exit_code == 2
