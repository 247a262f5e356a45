"""Articles of our own: how they are read, and what is wrong with a malformed one."""

from __future__ import annotations

from pathlib import Path

import pytest

from benchmarks.prose import HALVES, ArticleError, articles, passage

PAGE = """\
published: 2024-03-05
text: |
  Peru's minister met his Chilean colleague.
  He promised him tents.
events:
  - 1 PER = CHL CONSULT occurred
  - 2? PER > CHL,EU? AGREE/AID occurred by PER
"""


def _page(folder: Path, text: str, name: str = "07") -> Path:
    (folder / "en").mkdir(exist_ok=True)
    (folder / "en" / f"{name}.yaml").write_text(text, "utf-8")
    return folder


def test_an_article_has_sentences_and_gold(tmp_path: Path) -> None:
    (article,) = articles(_page(tmp_path, PAGE))
    assert (article.name, article.language, article.half) == ("en07", "en", "open")
    assert article.text == "Peru's minister met his Chilean colleague. He promised him tents."
    met, promised = article.gold
    assert (met["type"], met["symmetric"], met["sentence"]) == ("CONSULT", True, 0)
    assert promised["optional"]
    assert [one["type"] for one in promised["alt"]] == ["AID"]
    assert [party.get("igo") for party in promised["recipients"]] == [None, "EUR"]
    assert promised["recipients"][1]["optional"]
    assert passage(article)["texts"]["en"] == article.sentences


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ("1 PER =", "3 PER =", "no sentence 3"),
        ("CONSULT occurred", "CHAT occurred", "no such type"),
        ("CONSULT occurred", "CONSULT happened", "no such type or status"),
        ("PER = CHL", "PER = Chile", "not a code"),
        ("PER = CHL", "PER and CHL", "not like"),
        ("published: 2024-03-05", "published: soon", "07.yaml"),
    ],
)
def test_a_malformed_article_is_named_with_its_place(
    old: str, new: str, told: str, tmp_path: Path
) -> None:
    with pytest.raises(ArticleError, match=told):
        list(articles(_page(tmp_path, PAGE.replace(old, new))))


OPEN = {"en": 34, "fr": 34}  # in the other languages as many as are sealed
SEALED = 22


def test_as_many_articles_are_sealed_in_every_language_and_all_can_be_read() -> None:
    found = list(articles())
    for language in {article.language for article in found}:
        halves = [a.half for a in found if a.language == language]
        assert halves.count(HALVES[0]) == OPEN.get(language, SEALED)
        assert halves.count(HALVES[1]) == SEALED
    assert sum(not article.gold for article in found) == 36
