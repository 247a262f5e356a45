"""Every page shows what the ledger holds, and judgements appear at once everywhere."""

from __future__ import annotations

import re
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.ledger import ClaimQuery, open_ledger
from dragoman.web.app import application
from tests.web.conftest import HERE, mark, options, sent

LISTS = ("/", "/relations", "/events", "/threads", "/documents", "/review", "/log", "/add")


def first(client: TestClient, what: str, **asked: str) -> str:
    """The id of the first line of a list."""
    items = client.get(f"/api/{what}", params=asked).json()["items"]
    return str(items[0]["id"])


def lines(page: str) -> list[str]:
    """The lines of the lists of a page, without their markup."""
    found = re.findall(r'<li class="line">(.*?)</li>', page, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]+>", " ", line).split()) for line in found]


@pytest.mark.parametrize("path", LISTS)
@pytest.mark.parametrize(("language", "word"), [("en", "Overview"), ("de", "Überblick")])
def test_every_list_is_shown_in_the_readers_language(
    desk: TestClient, path: str, language: str, word: str
) -> None:
    answer = desk.get(path, headers={"accept-language": f"{language};q=0.9, fr"})
    assert answer.status_code == 200
    assert f'<html lang="{language}"' in answer.text
    assert word in answer.text


def test_the_overview_tells_who_deals_with_whom(desk: TestClient) -> None:
    page = desk.get("/").text
    assert "/relation/CHE/NOR" in page
    assert "Switzerland and Norway: 1 events" in page or "Norway and Switzerland: 1 events" in page
    assert "4 documents, 4 claims" in page


def test_what_one_side_alone_says_is_on_the_overview(desk: TestClient) -> None:
    assert "Said by one side alone" in desk.get("/").text


def test_what_is_new_is_new_until_it_is_seen(desk: TestClient) -> None:
    assert any("accuse" in line for line in lines(desk.get("/").text))
    page = sent(desk, "/seen")
    assert "Nothing new" in page


def test_a_relation_tells_contacts_and_promises(desk: TestClient) -> None:
    page = desk.get("/relation/NOR/CHE").text
    told = lines(page)
    assert any("call" in line and "2 sources" in line for line in told)
    assert "confirmed by" in page
    assert "promised" in page
    assert "accuse" not in page


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        ({"claimant": "CHE"}, True),
        ({"claimant": "PER"}, False),
        ({"language": "de"}, True),
        ({"language": "fr"}, False),
        ({"confidence": "0.8"}, True),
        ({"confidence": "0.95"}, False),
        ({"status": "occurred"}, True),
        ({"status": "denied"}, False),
        ({"topic": "trade"}, True),
        ({"topic": "gas"}, False),
        ({"since": "2025-02-24", "until": "2025-02-24"}, True),
        ({"since": "2025-02-25"}, False),
    ],
)
def test_a_relation_can_be_narrowed(desk: TestClient, asked: dict[str, str], shown: bool) -> None:
    page = desk.get("/relation/NOR/CHE", params=asked).text
    assert any(line.split()[3:4] == ["call"] for line in lines(page)) is shown


def test_the_ledger_of_an_earlier_day_is_shown(desk: TestClient) -> None:
    before = desk.get("/relation/NOR/CHE?as_of=2025-03-01").text
    assert "Nothing is known" in before
    assert "As the ledger stood at the end of 1 Mar 2025" in before
    assert any(
        "call" in line for line in lines(desk.get("/relation/NOR/CHE?as_of=2025-03-02").text)
    )


def test_an_event_is_merged_with_one_that_is_near(desk: TestClient) -> None:
    event = first(desk, "events", act="call")
    page = desk.get(f"/event/{event}").text
    assert '<datalist id="near">' in page
    assert f'<option value="{event}">' not in page
    assert '<span class="no">1</span>' in page


def test_a_party_is_asked_for_by_name(desk: TestClient) -> None:
    page = desk.get("/events?party=norway&other=Switzerland").text
    assert 'value="NOR" size="11"' in page
    assert ">call</a>" in page


def test_an_event_shows_its_accounts_side_by_side(desk: TestClient) -> None:
    page = desk.get(f"/event/{first(desk, 'events', act='call')}").text
    sides = re.findall(r'<section class="account-side[^"]*" aria-label="([^"]+)"', page)
    assert sides == ["Norway", "Switzerland"]
    assert re.search(r'<span class="m-[^"]*party[^"]*">Bern</span>', page)
    assert 'lang="de" dir="auto"' in page
    assert "same-day" in page


def test_a_thread_shows_its_course(desk: TestClient) -> None:
    page = desk.get(f"/thread/{first(desk, 'threads', kind='commitment')}").text
    assert "promised" in page
    assert "Oslo promises Bern aid" in page


def test_a_document_has_its_claims_in_the_margin(desk: TestClient) -> None:
    identity = first(desk, "documents", words="oslo")
    page = desk.get(f"/document/{identity}").text
    assert 'class="m-' in page
    assert 'href="https://example.org/call"' in page
    assert re.search(r"<li data-claim=.*?>call</a>", page, re.DOTALL)
    short = desk.get(f"/document/{identity.removeprefix('sha256:')[:10]}").text
    assert lines(short) == lines(page)


def test_a_search_finds_texts_and_claims(desk: TestClient) -> None:
    page = desk.get("/search?words=telefonierten").text
    assert '<span class="m-found ">telefonierten</span>' in page
    assert ">call</a>" in page
    assert "No document has" in desk.get("/search?words=nowhere").text


def test_the_queue_begins_with_the_least_certain(desk: TestClient) -> None:
    page = desk.get("/review").text
    assert "Oslo promises" in re.sub(r"<[^>]+>", "", page)
    order = [float(n) for n in re.findall(r"(\d+)<span class=\"unit\">", page)]
    assert order == sorted(order)
    assert order[0] == 40


def test_a_rejected_claim_is_gone_everywhere_until_it_is_undone(desk: TestClient) -> None:
    claim = first(desk, "claims", act="accuse")
    event = first(desk, "events", act="accuse")
    page = sent(desk, "/judge", target=claim, decision="reject", by="ann", reason="a rumour")
    assert "a rumour" in page
    assert desk.get(f"/event/{event}").status_code == 404
    assert not any("accuse" in line for line in lines(desk.get("/relation/NOR/PER").text))
    judgement = desk.get("/api/judgements").json()["items"][0]
    assert (judgement["by"], judgement["decision"], judgement["reason"]) == (
        "ann", "reject", "a rumour",
    )  # fmt: skip
    sent(desk, "/undo", judgement=judgement["id"], by="ann")
    assert desk.get(f"/event/{event}").status_code == 200
    assert "taken back by ann" in desk.get("/log").text


def test_a_correction_counts_at_once(desk: TestClient) -> None:
    claim = first(desk, "claims", act="accuse")
    sent(
        desk, "/judge", target=claim, decision="correct", by="ann", reason="it was Chile",
        actors="CHL", was_actors="PER", act="accuse", was_act="accuse",
    )  # fmt: skip
    assert any("accuse" in line for line in lines(desk.get("/relation/CHL/NOR").text))
    assert not any("accuse" in line for line in lines(desk.get("/relation/NOR/PER").text))


def test_claims_are_merged_and_split(desk: TestClient) -> None:
    event = desk.get("/api/events?act=call").json()["items"][0]
    one, other = (account["claim"] for account in event["accounts"])
    sent(desk, "/judge", target=one, other=other, decision="split", by="ann")
    assert len(desk.get("/api/events?act=call").json()["items"]) == 2
    judgement = desk.get("/api/judgements").json()["items"][0]["id"]
    sent(desk, "/undo", judgement=judgement, by="ann")
    assert len(desk.get("/api/events?act=call").json()["items"]) == 1


def test_a_state_is_corrected(ledger_path: Path) -> None:
    # A correction counts from the day on which it is made: the desk's own.
    app = application(options(ledger_path, today=lambda: datetime.now(UTC).date()))
    with TestClient(app, HERE) as desk:
        thread = first(desk, "threads", kind="commitment")
        sent(
            desk,
            "/judge",
            target=thread,
            decision="correct",
            by="ann",
            reason="paid",
            state="kept",
            back=f"/thread/{thread}",
        )
        assert desk.get(f"/api/threads/{thread}").json()["state"] == "kept"


def test_a_judgement_needs_a_name_and_a_code_that_means_somebody(desk: TestClient) -> None:
    claim, token = first(desk, "claims", act="accuse"), mark(desk)
    form = {"mark": token, "target": claim, "decision": "reject"}
    answer = desk.post("/judge", data=form)
    assert answer.status_code == 400
    assert "write your name" in answer.text
    wrong = {**form, "decision": "correct", "by": "ann", "actors": "XXQ", "was_actors": "PER"}
    answer = desk.post("/judge", data=wrong)
    assert answer.status_code == 400
    assert "XXQ" in answer.text


def test_the_browser_keeps_theme_and_language(desk: TestClient) -> None:
    page = sent(desk, "/settings", theme="dark", back="/events")
    assert 'data-theme="dark"' in page
    assert "<h1>Events</h1>" in page
    assert '<html lang="de"' in sent(desk, "/settings", language="de")


def test_texts_and_files_are_added(desk: TestClient, ledger_path: Path) -> None:
    lines_ = '{"text": "Rome telephoned Vienna on Monday.", "language": "en"}\n{"broken'
    answer = desk.post(
        "/add",
        data={
            "mark": mark(desk),
            "text": "Paris condemned Minsk on 1 March 2025.",
            "language": "en",
        },
        files=[("files", ("wire.jsonl", lines_.encode())), ("files", ("", b""))],
    )
    assert answer.status_code == 200
    job = str(answer.url).rpartition("/")[2]
    for _ in range(300):
        page = desk.get(f"/add/{job}?part=1").text
        if "hx-get" not in page:
            break
        time.sleep(0.05)
    assert "done" in page
    assert "1 not read" in page
    assert "not a document in JSON" in page
    with open_ledger(str(ledger_path)) as ledger:
        acts = {account.claim.act for account in ledger.claims(ClaimQuery())}
    assert {"call", "criticize"} <= acts or {"call", "condemn"} <= acts
    assert "FRA" in desk.get("/api/relations").text


def test_what_was_not_coded_is_told_on_request(desk: TestClient) -> None:
    identity = first(desk, "documents", words="lima")
    answer = desk.get(f"/document/{identity}/silent")
    assert answer.status_code == 200


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/event/e000", 404),
        ("/thread/t000", 404),
        ("/document/zz", 404),
        ("/add/nothing", 404),
        ("/nowhere", 404),
        ("/events?since=soon", 400),
        ("/events?offset=-1", 400),
        ("/events?limit=²", 400),
        ("/relation/NOR/NOR", 400),
        ("/?days=7", 400),
        ("/search?words=%3F", 400),
        ("/export/nothing.csv", 404),
        ("/export/events.exe", 404),
        ("/static/../app.py", 404),
    ],
)
def test_what_cannot_be_shown_says_why(desk: TestClient, path: str, status: int) -> None:
    answer = desk.get(path)
    assert answer.status_code == status
    assert "Traceback" not in answer.text
