"""The judge's sentences: how items are read, and that those of the project can be."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.model import Status
from dragoman.ontology import Ontology
from training.judge import items
from training.judge.check import near
from training.judge.examples import is_testing
from training.judge.items import Item, ItemError, read_file

CALL = """\
# a comment
[1 TCD/GOV|Chad's president] rang [2 NER|Niamey]; [1,2|both sides] want [3 MLI|Mali] to join.
call 1=2 occurred @rang
request 1,2>3 occurred @want by 1
"""


def _items(tmp_path: Path, text: str) -> list[Item]:
    path = tmp_path / "calls.txt"
    path.write_text(text, "utf-8")
    return read_file(path, "en", Ontology.load())


def test_an_item_has_text_parties_marks_and_relations(tmp_path: Path) -> None:
    (item,) = _items(tmp_path, CALL)
    assert item.text == "Chad's president rang Niamey; both sides want Mali to join."
    assert item.parties == {1: "TCD", 2: "NER", 3: "MLI"}
    assert [item.text[m.start : m.end] for m in item.marks][2] == "both sides"
    call, request = item.relations
    assert set(call.pairs()) == {(1, 2), (2, 1)}
    assert set(request.pairs()) == {(1, 3), (2, 3)}
    assert (request.claimant, request.status) == (1, Status.OCCURRED)


def test_whoever_does_nothing_to_anybody_acts_towards_nobody(tmp_path: Path) -> None:
    text = "[1 PRK|North Korea] fired a new missile into the sea.\ntest_weapon 1 occurred @fired\n"
    (item,) = _items(tmp_path, text)
    assert list(item.relations[0].pairs()) == [(1, None)]


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("[1 TCD|Chad] slept.\n", "no relation"),
        ("[1|Chad] slept.\nnone\n", "needs a code"),
        ("[1 TCD/ABC|Chad] slept.\nnone\n", "no sector 'ABC'"),
        ("[1 TCD|Chad slept.\nnone\n", "write parties as"),
        ("[1 TCD|Chad] and [1 NER|Niger] slept.\nnone\n", "two codes"),
        ("[1 TCD|Chad] slept.\nsleep 1 occurred @slept\n", "no act 'sleep'"),
        ("[1 TCD|Chad] slept.\nresign 1 happened @slept\n", "no status"),
        ("[1 TCD|Chad] slept.\nresign 1 occurred @woke\n", "is not in the text"),
        ("[1 TCD|Chad] slept.\nmeet 1>1 occurred @slept\n", "is written 1=2"),
        ("[1 TCD|Chad] slept.\nresign 2 occurred @slept\n", "party 2 is not marked"),
        ("[1 TCD|Chad] slept.\nresigns\n", "not 'act 1>2 status"),
    ],
)
def test_what_is_wrong_is_named_with_its_place(tmp_path: Path, text: str, complaint: str) -> None:
    with pytest.raises(ItemError, match=complaint) as error:
        _items(tmp_path, "# first\n\n" + text)
    assert "en/calls.txt:3" in str(error.value)


def test_nearly_the_same_texts_are_found(tmp_path: Path) -> None:
    text = (
        "[1 TCD|Chad] and [2 NER|Niger] met in Kano on Monday to talk about the border.\nnone\n\n"
    )
    found = _items(tmp_path, text + text.replace("Monday", "Tuesday"))
    assert len(list(near(found))) == 1


@pytest.fixture(scope="module")
def project() -> list[Item]:
    return items.read()


def test_all_sentences_of_the_project_can_be_read(project: list[Item]) -> None:
    counts = {code: sum(i.language == code for i in project) for code in items.LANGUAGES}
    assert sum(counts.values()) >= 6000
    assert min(counts.values()) >= 1000


def test_every_act_and_status_occurs_in_every_language(project: list[Item]) -> None:
    acts = set(Ontology.load().acts)
    for code in items.LANGUAGES:
        relations = [r for i in project if i.language == code for r in i.relations]
        assert acts - {r.act for r in relations} == set(), code
        assert {r.status for r in relations} == set(Status), code


def test_no_text_occurs_twice_and_a_tenth_is_kept_for_testing(project: list[Item]) -> None:
    assert len({i.text for i in project}) == len(project)
    assert 0.08 < sum(is_testing(i.text) for i in project) / len(project) < 0.12
