"""Whom words mean: sentences of our own in six languages, tests/actors/cases/<xx>.yaml.

A case has a `text`, the day it was `published` (left out: unknown), and `means`: by the
words of each mention those whom it means, as parties ("RUS", "EUR"), as ids where they contain a
":" or "/" ("person:sergey_lavrov", "RUS/foreign_ministry"), several separated by spaces; "~" before
them marks a vague mention, "-" a medium. Nothing else may be found, unless `others: true`.
`xfail` says why a case fails today.
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

from dragoman.model import Mention
from dragoman.pipeline import Reader
from dragoman.text import Declared

CASES = Path(__file__).with_name("cases")


def _cases() -> Iterator[Any]:
    for path in sorted(CASES.glob("*.yaml")):
        for number, case in enumerate(yaml.safe_load(path.read_text("utf-8")), 1):
            marks = [pytest.mark.xfail(reason=case["xfail"])] if "xfail" in case else []
            yield pytest.param(path.stem, case, id=f"{path.stem}-{number}", marks=marks)


@cache
def _reader() -> Reader:
    return Reader()


def _shown(mention: Mention, wanted: str) -> str:
    """What a mention means, as ids or as parties, whichever the case asks for."""
    if wanted == "-" and all(actor.sector == "MED" for actor in mention.actors):
        return "-"
    by_id = ":" in wanted or "/" in wanted
    names = [actor.id if by_id else actor.party or "-" for actor in mention.actors]
    return ("~" if mention.vague else "") + " ".join(names)


@pytest.mark.parametrize(("code", "case"), list(_cases()))
def test_case(code: str, case: dict[str, Any]) -> None:
    published: date | None = case.get("published")
    reader = _reader()
    document = reader.texts.document(case["text"], Declared(code, published), "case")
    wanted: dict[str, str] = case["means"] or {}
    found = {m.span.text: m for m in reader.mentions(document)}
    shown = {words: _shown(m, wanted.get(words, "")) for words, m in found.items()}
    assert {words: shown.get(words) for words in wanted} == wanted
    if not case.get("others"):
        assert set(shown) == set(wanted)
