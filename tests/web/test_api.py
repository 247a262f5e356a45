"""The API: the records of the command line, page by page, as its description says."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import msgspec
import pytest
import schemathesis
from hypothesis import given, settings
from starlette.testclient import TestClient

from dragoman.export.records import record
from dragoman.ledger import ClaimQuery, open_ledger
from dragoman.model import Reading
from dragoman.web.api import OPERATIONS, Operation
from dragoman.web.app import application
from tests.ledger.make import claim, document, many, reading
from tests.web.conftest import HERE, filled, options


@pytest.fixture
def wide(tmp_path: Path) -> Iterator[TestClient]:
    """A desk over more than a page holds."""
    path = filled(tmp_path / "wide.ledger", many(120))
    with TestClient(application(options(path)), HERE) as client:
        yield client


def everything(client: TestClient, address: str | None) -> Iterator[dict[str, str]]:
    """All lines of a list, page by page."""
    while address is not None:
        page = client.get(address).json()
        yield from page["items"]
        address = page["next"]


@pytest.mark.parametrize(("what", "number"), [("claims", 120), ("documents", 120)])
@pytest.mark.parametrize("limit", [7, 119, 120, 500])
def test_pages_hold_everything_once(wide: TestClient, what: str, number: int, limit: int) -> None:
    items = list(everything(wide, f"/api/{what}?limit={limit}"))
    assert len(items) == number
    assert len({item["id"] for item in items}) == number


def test_a_claim_is_the_record_of_the_command_line(desk: TestClient, ledger_path: Path) -> None:
    with open_ledger(str(ledger_path)) as ledger:
        told = [msgspec.to_builtins(record(a)) for a in ledger.claims(ClaimQuery())]
    found = desk.get("/api/claims").json()["items"]
    assert found == msgspec.json.decode(msgspec.json.encode(told))
    one = desk.get(f"/api/claims/{found[0]['id']}").json()
    assert one == found[0]


def calls(days: int) -> Iterator[Reading]:
    """A call on every second day."""
    for day in range(1, 2 * days, 2):
        made = document(f"Oslo and Bern spoke on February {day}.", f"{day}.txt")
        parties = {"NOR": "Oslo", "CHE": "Bern"}
        yield reading(made, claim(made, "call", parties, day=date(2025, 2, day)))


def test_contacts_of_a_relation_come_page_by_page(tmp_path: Path) -> None:
    path = filled(tmp_path / "calls.ledger", calls(5))
    with TestClient(application(options(path)), HERE) as desk:
        check_pages(desk)


def check_pages(desk: TestClient) -> None:
    """Pages of two contacts are the whole relation."""
    whole = desk.get("/export/relation/NOR/CHE.json").json()
    assert len(whole["contacts"]) == 5
    found: list[object] = []
    address: str | None = "/api/relations/NOR/CHE?limit=2"
    while address is not None:
        page = desk.get(address).json()
        found += page["contacts"]
        address = page.pop("next")
        assert {**page, "contacts": []} == {**whole, "contacts": []}
    assert found == whole["contacts"]


def test_every_list_is_exported_as_a_table(desk: TestClient) -> None:
    for operation in OPERATIONS:
        if operation.lines is None:
            continue
        name, asked = operation.path.removeprefix("/"), {"words": "oslo"}
        table = desk.get(f"/export/{name}.csv", params=asked).text
        rows = list(csv.DictReader(io.StringIO(table)))
        items = desk.get(f"/export/{name}.json", params=asked).json()
        assert len(rows) == len(items)
        lines = desk.get(f"/export/{name}.jsonl", params=asked).text.splitlines()
        assert [msgspec.json.decode(line) for line in lines] == items
        for row, item in zip(rows, items, strict=True):
            if "id" in item:
                assert row["id"] == item["id"]


def test_a_table_has_the_fields_of_inner_records(desk: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(desk.get("/export/claims.csv").text)))
    sources = {row["document_source"] for row in rows}
    assert sources == {"oslo.txt", "bern.txt", "aid.txt", "lima.txt"}
    assert {row["claimant_country"] for row in rows} == {"NOR", "CHE", ""}


def test_what_is_on_the_screen_is_what_is_exported(desk: TestClient) -> None:
    rows = list(csv.DictReader(io.StringIO(desk.get("/export/events.csv?act=call").text)))
    assert [row["act"] for row in rows] == ["call"]
    relation = desk.get("/export/relation/NOR/CHE.json?claimant=CHE")
    assert relation.headers["content-disposition"] == 'attachment; filename="NOR-CHE.json"'
    assert [event["act"] for event in relation.json()["contacts"]] == ["call"]
    assert desk.get("/export/relation/NOR/CHE.md").text.startswith("# NOR – CHE")


def test_every_address_that_is_described_answers(desk: TestClient) -> None:
    paths = desk.get("/api/openapi.json").json()["paths"]
    assert set(paths) == {f"/api{operation.path}" for operation in OPERATIONS}
    ids = {
        "/api/events/{id}": desk.get("/api/events").json()["items"][0]["id"],
        "/api/threads/{id}": desk.get("/api/threads").json()["items"][0]["id"],
        "/api/claims/{id}": desk.get("/api/claims").json()["items"][0]["id"],
        "/api/documents/{id}": desk.get("/api/documents").json()["items"][0]["id"],
    }
    for path in paths:
        address = path.format(id=ids.get(path), first="NOR", second="CHE")
        asked = {"words": "oslo"} if path == "/api/search" else {}
        assert desk.get(address, params=asked).status_code == 200, path


@pytest.mark.parametrize("operation", OPERATIONS, ids=lambda operation: operation.path)
def test_nothing_that_is_asked_makes_the_server_fail(
    desk: TestClient, operation: Operation
) -> None:
    schema = schemathesis.openapi.from_dict(desk.get("/api/openapi.json").json())
    described = schema[f"/api{operation.path}"]["GET"]

    @settings(max_examples=40, deadline=None, database=None, derandomize=True)
    @given(described.as_strategy())
    def ask(case: schemathesis.Case) -> None:
        answer = desk.get(case.formatted_path, params=case.query or {})
        assert answer.status_code in (200, 400, 404), answer.text
        if answer.status_code != 200:
            assert answer.json()["error"]
        elif operation.one is not None:
            msgspec.json.decode(answer.content, type=operation.record)
        else:
            msgspec.convert(answer.json()["items"], list[operation.record])  # type: ignore[name-defined]

    ask()
