"""The contract of a ledger, kept by every database."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from dragoman.ledger import OWN_VOICE, Change, ClaimQuery, DocumentQuery, Known, Ledger, open_ledger
from dragoman.model import Claim, LedgerError, Status, UsageError
from tests.ledger.make import CALL, NEWER, RUN, Clock, call, claim, document, many, reading

EVERYTHING = ClaimQuery()


def claims(ledger: Ledger, query: ClaimQuery = EVERYTHING) -> list[Claim]:
    return [account.claim for account in ledger.claims(query)]


def sources(ledger: Ledger, query: DocumentQuery | None = None) -> list[str]:
    return [entry.heading.source for entry in ledger.documents(query or DocumentQuery())]


def test_what_is_kept_comes_back_equal(ledger: Ledger) -> None:
    given = call(published=date(2025, 2, 25), title="A call", publisher="Courier", url="http://x/1")
    assert ledger.add([given]) == (Change.NEW,)
    (account,) = ledger.claims(EVERYTHING)
    assert (account.claim, account.run) == (given.claims[0], given.run)
    about = account.heading
    assert (about.title, about.publisher, about.url) == ("A call", "Courier", "http://x/1")
    assert (about.published, about.language, about.origin) == (date(2025, 2, 25), "en", about.id)
    assert ledger.document(given.document.id) == replace(given.document, note=None)


def test_the_same_document_again_changes_nothing(ledger: Ledger, clock: Clock) -> None:
    ledger.add([call()])
    before = [*ledger.claims(EVERYTHING), *ledger.documents(DocumentQuery(superseded=True))]
    clock.next_day()
    assert ledger.add([call()]) == (Change.AGAIN,)
    assert before == [*ledger.claims(EVERYTHING), *ledger.documents(DocumentQuery(superseded=True))]


def test_the_same_text_of_another_source_is_noted_and_counts_once(ledger: Ledger) -> None:
    assert ledger.add([call("a.txt"), call("b.txt")]) == (Change.NEW, Change.AGAIN)
    assert sources(ledger) == ["a.txt", "b.txt"]
    assert len(claims(ledger)) == 1


def test_a_changed_text_takes_the_place_of_the_former_and_both_stay(
    ledger: Ledger, clock: Clock
) -> None:
    first, second = call(text=f"Early: {CALL}"), call(text=f"Late: {CALL}")
    ledger.add([first])
    day = clock.next_day()
    assert ledger.add([second]) == (Change.CHANGED,)
    assert claims(ledger) == list(second.claims)
    assert claims(ledger, ClaimQuery(as_of=day)) == list(first.claims)
    old, new = ledger.documents(DocumentQuery(superseded=True))
    assert (old.superseded, new.superseded) == (new.added, None)
    assert len(sources(ledger)) == 1
    assert ledger.document(first.document.id) is not None


def test_a_text_counts_as_long_as_one_source_shows_it(ledger: Ledger) -> None:
    ledger.add([call("a.txt"), call("b.txt")])
    other = reading(document("The market was calm.", "a.txt"))
    ledger.add([other])
    assert len(claims(ledger)) == 1
    ledger.add([replace(other, document=replace(other.document, source="b.txt"))])
    assert claims(ledger) == []


def test_a_text_that_comes_back_counts_again_and_was_away(ledger: Ledger, clock: Clock) -> None:
    days = []
    for text in (CALL, f"Changed: {CALL}", CALL):
        ledger.add([call(text=text)])
        days.append(clock.next_day())
    found = [claims(ledger, ClaimQuery(as_of=day))[0].evidence.text for day in days]
    assert found == [CALL, f"Changed: {CALL}", CALL]


def test_a_newer_run_replaces_the_claims_and_the_old_ones_stay_for_their_day(
    ledger: Ledger, clock: Clock
) -> None:
    ledger.add([call()])
    day = clock.next_day()
    made = document(CALL)
    newer = reading(made, claim(made, "meet", {"NOR": "Oslo", "CHE": "Bern"}), run=NEWER)
    assert ledger.add([newer]) == (Change.REREAD,)
    assert [c.act for c in claims(ledger)] == ["meet"]
    assert [c.act for c in claims(ledger, ClaimQuery(as_of=day))] == ["call"]
    assert ledger.add([call()]) == (Change.REREAD,)
    assert [c.act for c in claims(ledger)] == ["call"]


def test_the_earliest_publication_dates_a_text(ledger: Ledger) -> None:
    late, early = (call(f"{n}.txt", published=date(2025, 3, n)) for n in (4, 2))
    assert ledger.add([late, call("undated.txt")]) == (Change.NEW, Change.AGAIN)
    assert ledger.add([early]) == (Change.REREAD,)
    assert ledger.add([late]) == (Change.AGAIN,)
    (account,) = ledger.claims(EVERYTHING)
    assert account.heading.published == date(2025, 3, 2)


def test_what_is_known_need_not_be_read(ledger: Ledger) -> None:
    given = call(published=date(2025, 3, 2)).document
    assert not ledger.knows(given, RUN)
    ledger.add([call(published=date(2025, 3, 2))])
    assert ledger.knows(given, RUN)
    assert ledger.knows(replace(given, source="b.txt"), RUN)
    assert ledger.knows(replace(given, source="b.txt", published=date(2025, 3, 3)), RUN)
    assert not ledger.knows(replace(given, published=date(2025, 3, 1)), RUN)
    assert not ledger.knows(replace(given, language="de"), RUN)
    assert not ledger.knows(given, NEWER)


def test_a_source_of_a_known_text_is_noted_without_reading(ledger: Ledger) -> None:
    ledger.add([call("a.txt")])
    assert ledger.add([Known(call("b.txt").document, RUN)]) == (Change.AGAIN,)
    assert sources(ledger) == ["a.txt", "b.txt"]


def test_a_document_without_claims_is_kept(ledger: Ledger) -> None:
    silent = reading(document("The market was calm."))
    ledger.add([silent])
    assert ledger.knows(silent.document, RUN)
    assert [entry.claims for entry in ledger.documents(DocumentQuery())] == [0]


def test_nothing_of_a_batch_is_kept_if_one_cannot_be(ledger: Ledger) -> None:
    bad = call("b.txt", f"Bad: {CALL}")
    unkeepable = replace(bad.claims[0], confidence="high")  # type: ignore[arg-type]
    with pytest.raises(LedgerError):
        ledger.add([call(), replace(bad, claims=(unkeepable,))])
    assert (claims(ledger), sources(ledger)) == ([], [])
    ledger.add([call()])
    assert claims(ledger) == list(call().claims)


def various(ledger: Ledger) -> dict[str, Claim]:
    """A ledger with different claims, by a name for each."""
    first = document("Oslo met Bern; Lima hit Quito; Lima told Bern, Rome said.", "one.txt")
    second = document("Oslo, Lima and Bern will meet.", "two.txt", published=date(2025, 4, 1))
    third = document("Rom traf Wien", "three.txt", language="de")
    made = {
        "met": claim(first, "meet", {"NOR": "Oslo", "CHE": "Bern"}, day=date(2025, 3, 1)),
        "hit": claim(first, "attack", {"PER": "Lima"}, {"ECU": "Quito"}, confidence=0.4),
        "told": claim(
            first, "demand", {"PER": "Lima"}, {"CHE": "Bern"}, claimant=("ITA", "Rome"),
            day=date(2025, 3, 20),
        ),
        "plan": claim(
            second, "meet", {"NOR": "Oslo", "PER": "Lima", "CHE": "Bern"}, status=Status.PLANNED
        ),
        "traf": claim(third, "meet", {"ITA": "Rom", "AUT": "Wien"}, day=date(2025, 3, 5)),
    }  # fmt: skip
    ledger.add([
        reading(first, made["met"], made["hit"], made["told"]),
        reading(second, made["plan"]),
        reading(third, made["traf"]),
    ])  # fmt: skip
    return made


@pytest.mark.parametrize(
    ("query", "wanted"),
    [
        (ClaimQuery(), "hit met traf told plan"),
        (ClaimQuery(parties=("PER",)), "hit told plan"),
        (ClaimQuery(parties=("NOR", "CHE")), "met plan"),
        (ClaimQuery(parties=("CHE", "PER")), "told plan"),
        (ClaimQuery(parties=("PER", "NOR", "CHE")), "plan"),
        (ClaimQuery(parties=("USA",)), ""),
        (ClaimQuery(acts=("meet", "attack")), "hit met traf plan"),
        (ClaimQuery(types=("ASSAULT",)), "hit"),
        (ClaimQuery(statuses=(Status.PLANNED,)), "plan"),
        (ClaimQuery(claimant="ITA"), "told"),
        (ClaimQuery(claimant=OWN_VOICE, acts=("meet",)), "met traf plan"),
        (ClaimQuery(language="de"), "traf"),
        (ClaimQuery(confidence=0.5), "met traf told plan"),
        (ClaimQuery(since=date(2025, 3, 5)), "traf told plan"),
        (ClaimQuery(until=date(2025, 3, 5)), "met traf"),
        (ClaimQuery(since=date(2025, 3, 2), until=date(2025, 3, 20)), "traf told"),
        (ClaimQuery(as_of=date(2025, 2, 1)), ""),
    ],
)
def test_claims_are_found(ledger: Ledger, query: ClaimQuery, wanted: str) -> None:
    names = {made.id: name for name, made in various(ledger).items()}
    assert [names[found.id] for found in claims(ledger, query)] == wanted.split()


def test_claims_of_a_document_are_found(ledger: Ledger) -> None:
    made = various(ledger)
    found = claims(ledger, ClaimQuery(document=made["plan"].document))
    assert [one.id for one in found] == [made["plan"].id]


def test_documents_are_found(ledger: Ledger) -> None:
    various(ledger)
    assert sources(ledger) == ["one.txt", "two.txt", "three.txt"]
    assert sources(ledger, DocumentQuery(language="de")) == ["three.txt"]
    assert sources(ledger, DocumentQuery(source="t")) == ["one.txt", "two.txt", "three.txt"]
    assert sources(ledger, DocumentQuery(source="t_o")) == []
    assert sources(ledger, DocumentQuery(since=date(2025, 4, 1))) == ["two.txt"]
    assert sources(ledger, DocumentQuery(until=date(2025, 3, 31))) == []
    assert [entry.claims for entry in ledger.documents(DocumentQuery())] == [3, 1, 1]


def test_search_finds_all_words_whatever_case_and_diacritics(ledger: Ledger) -> None:
    made = document("In Zürich wurde über Sanktionen verhandelt.", "zh.txt", title="Gespräche")
    ledger.add([reading(made), call()])
    for words in ("zurich SANKTIONEN", "sanktion*", "gesprache", "Zürich"):
        (hit,) = ledger.search(words, DocumentQuery(), 10)
        assert hit.entry.heading.source == "zh.txt"
    (hit,) = ledger.search("sanktion*", DocumentQuery(), 10)
    assert [hit.excerpt[start:end] for start, end in hit.found] == ["Sanktionen"]
    assert list(ledger.search("Sanktionen Oslo", DocumentQuery(), 10)) == []
    assert list(ledger.search("sanktion", DocumentQuery(), 10)) == []
    assert list(ledger.search("zurich", DocumentQuery(language="fr"), 10)) == []
    with pytest.raises(UsageError, match="at least one"):
        list(ledger.search('"?!', DocumentQuery(), 10))


def test_a_very_long_text_is_kept_whole(ledger: Ledger) -> None:
    text = "слово " + " ".join(f"слово{n}ъ" for n in range(60_000))
    ledger.add([reading(document(text))])
    (hit,) = ledger.search("слово7ъ", DocumentQuery(), 5)
    found = ledger.document(hit.entry.heading.id)
    assert found is not None
    assert found.text == text


def test_a_search_asks_of_a_day(ledger: Ledger, clock: Clock) -> None:
    ledger.add([call(text=f"Gentian. {CALL}")])
    day = clock.next_day()
    ledger.add([call()])
    assert list(ledger.search("gentian", DocumentQuery(), 10)) == []
    assert len(list(ledger.search("gentian", DocumentQuery(as_of=day), 10))) == 1


def test_ids_may_be_shortened_where_they_are_clear(ledger: Ledger) -> None:
    given = call()
    ledger.add([given, *many(40)])
    told = given.claims[0].id
    assert ledger.resolve(told)[1] == told
    assert ledger.resolve(told[:12])[1] == told
    assert ledger.resolve(given.document.id) == (None, given.document.id)
    assert ledger.resolve(given.document.id[:20]) == (None, given.document.id)
    with pytest.raises(UsageError, match="could be"):
        ledger.resolve("")
    with pytest.raises(UsageError, match="no id"):
        ledger.resolve("nothing")


def test_names_that_are_no_text_are_kept(ledger: Ledger) -> None:
    strange = ["a\udcff.txt", "nul\0.txt", "long" * 5000, "long" * 5001]
    ledger.add([call(name) for name in strange])
    assert ledger.add([call(name) for name in strange]) == (Change.AGAIN,) * 4
    assert len(set(sources(ledger))) == 4


def test_a_ledger_is_opened_again_and_not_made_where_none_is_wanted(address: str) -> None:
    with pytest.raises(LedgerError, match=r"there is no ledger; make one with `dragoman add"):
        open_ledger(address)
    with open_ledger(address, create=True) as made:
        made.add([call()])
    with open_ledger(address) as opened:
        assert claims(opened) == list(call().claims)


def test_readers_see_the_ledger_while_another_writes(address: str) -> None:
    with open_ledger(address, create=True) as writer, open_ledger(address) as reader:
        writer.add([call()])
        looking = reader.claims(EVERYTHING)
        first = next(looking)
        writer.add([call("b.txt", f"Second: {CALL}")])
        assert first.claim == call().claims[0]
        assert len(claims(reader)) == 2
