"""Which texts count as copies of one report."""

from __future__ import annotations

import random
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.ledger.copies import Copies, Signature, is_copy
from dragoman.model import Document, LedgerError, Region, RegionKind

REPORT = """The harbour authorities of the two states have agreed to open a joint office.
It is to inspect cargo ships before they leave the strait, so that captains need not wait for days.
The office begins its work in the first week of autumn with forty inspectors of both sides.
Ship owners welcomed the step; insurers said that premiums might fall by the end of the year.
A similar office was closed nine years ago after a quarrel over fishing grounds near the island.
Fishermen on both shores remain sceptical and ask for a say in its rules before it opens.
The parliaments must still vote on the budget, which the governments put at eleven million."""
HEADLINE = "Two states open an office for ships\n"
OURS = """The president spoke by telephone with his colleague today. The two discussed trade
across the strait and the joint office. The president stressed that captains must not wait. They
agreed to meet in autumn. The conversation was held at the request of the other side and lasted
half an hour."""
THEIRS = """Today the head of state telephoned his colleague. The two discussed trade across the
strait, energy prices and fishing rights. Our side recalled that the island is ours. They agreed to
stay in touch. The conversation took place on the initiative of both and was described as frank."""


def sign(text: str, day: int = 1) -> Signature:
    return Signature.of(text, date(2025, 3, day))


def test_another_headline_and_first_paragraph_make_no_other_report() -> None:
    changed = "Ships wait no longer\nGood news for captains.\n" + REPORT.partition("\n")[2]
    assert is_copy(sign(HEADLINE + REPORT), sign(changed))


def test_a_shortened_text_is_a_copy() -> None:
    short = "\n".join(REPORT.splitlines()[:3])
    assert is_copy(sign(REPORT), sign(short))


def test_a_few_changed_words_make_no_other_report() -> None:
    words = REPORT.split()
    words[10::25] = ["another"] * len(words[10::25])
    assert is_copy(sign(REPORT), sign(" ".join(words)))


def test_two_readouts_of_one_call_are_no_copies() -> None:
    assert not is_copy(sign(OURS), sign(THEIRS))


def test_a_report_that_quotes_two_sentences_is_no_copy() -> None:
    quoting = THEIRS + " " + " ".join(REPORT.splitlines()[:2])
    assert not is_copy(sign(REPORT), sign(quoting))


def test_the_bulletin_of_another_day_is_no_copy() -> None:
    bulletin = (
        "In the past day {} villages of the region were shelled and {} houses damaged. Rescuers"
        " brought {} people to safety. The administration asks all who stay to keep water for {}"
        " days and to follow the announcements of the rescue service, which works around the clock"
        " in {} districts."
    )
    today, tomorrow = bulletin.format(12, 31, 9, 5, 7), bulletin.format(17, 44, 28, 6, 8)
    assert not is_copy(sign(today, 1), sign(tomorrow, 2))
    assert is_copy(sign(today, 1), sign("Report: " + today, 2))


def test_nobody_copies_after_weeks() -> None:
    assert not is_copy(sign(REPORT, 1), sign(REPORT, 28))


def test_too_short_texts_say_nothing() -> None:
    assert not is_copy(sign("They met."), sign("They met."))


def test_the_first_of_several_is_the_origin() -> None:
    copies = Copies()
    first, second, other = (
        copies.signature(document(text)) for text in (REPORT, "New. " + REPORT, OURS)
    )
    assert copies.origin(second, [("a", other), ("b", first)]) == "b"
    assert copies.origin(other, [("a", first), ("b", second)]) is None
    assert set(copies.bands(first)) & set(copies.bands(second))


def test_headlines_and_boilerplate_do_not_count() -> None:
    text = HEADLINE + REPORT
    whole = document(text)
    title = Region(RegionKind.TITLE, 0, len(HEADLINE))
    body = Region(RegionKind.BODY, len(HEADLINE), len(text))
    parted = Document(text, "en", "a", "00", (title, body))
    assert Copies().signature(parted) == Copies().signature(document(REPORT))
    assert Copies().signature(parted) != Copies().signature(whole)


@pytest.mark.parametrize("packed", [b"", b"123", sign(REPORT).pack()[:-4]])
def test_damaged_signatures_are_named(packed: bytes) -> None:
    with pytest.raises(LedgerError, match="sign"):
        Signature.unpack(packed)


@given(st.text(), st.integers(1, 28))
def test_what_is_packed_comes_back(text: str, day: int) -> None:
    signature = sign(text, day)
    assert Signature.unpack(signature.pack()) == signature


@given(st.integers(0, 1000), st.floats(0.2, 0.9))
def test_shortened_copies_are_found_by_their_bands(seed: int, share: float) -> None:
    chance = random.Random(seed)
    words = [f"w{chance.randrange(3000)}" for _ in range(600)]
    kept = words[: int(len(words) * max(share, 0.3))]
    long, short = sign(" ".join(words)), sign(" ".join(kept))
    assert is_copy(long, short)
    assert is_copy(short, long)
    assert not is_copy(long, sign(" ".join(chance.sample(words, len(words)))))


def document(text: str) -> Document:
    return Document(text, "en", "a", "00", ())
