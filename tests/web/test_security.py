"""Nobody comes in who may not, nothing that a document says runs, too much is refused."""

from __future__ import annotations

import time
from collections.abc import Iterator
from datetime import date
from html.parser import HTMLParser
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from dragoman.model import Reading
from dragoman.web.app import application
from tests.ledger.make import claim, document, reading
from tests.web.conftest import HERE, filled, mark, options

SCRIPT = "<script>alert(1)</script>\"><img src=x onerror=alert(2)>'{{7*7}}"
TOKEN = "correct-horse-battery-staple"
PAGES = ("/", "/relations", "/events", "/threads", "/documents", "/review", "/log", "/add")


def hostile() -> Iterator[Reading]:
    """Documents that mean no good."""
    texts = (
        f"Oslo and Bern {SCRIPT} spoke",
        "\u202eOslo and Bern\u202c \u2066\u200f\u05d0\u05d1 met \u0000-less \ufeff",
        f"Oslo and Bern {'W' * 20_000}",
        "Oslo and Bern <b><table><!-- ]]> </textarea></title></style>&lt;script&gt;",
        "Oslo and Bern " + "".join(chr(0x0300 + n % 100) for n in range(2000)),
        "Oslo and Bern\r\n\x0b\x0c\x85\u2028\u2029=1+1",
    )
    for number, text in enumerate(texts):
        made = document(
            text.replace("\0", ""),
            f"{SCRIPT}/{number}.txt",
            language=["en", "x" * 60, "<b>", '"', "de", "fr"][number],
            title=[SCRIPT, "\u202egnp.exe", "T" * 5000, "</title>", None, "=cmd()"][number],
            publisher=SCRIPT,
            url=[
                "javascript:alert(1)",
                "data:text/html,x",
                'HTTP://x/"onclick=1',
                None,
                "//x",
                "x",
            ][number],
            published=date(2025, 2, 20 + number),
        )
        told = [
            claim(made, act, {"NOR": "Oslo"}, {"CHE": "Bern"}, day=date(2025, 2, 20 + number))
            for act in ("call", "accuse", "promise_aid", "sanction")
        ]
        yield reading(made, *told)


class Tags(HTMLParser):
    """The tags of a page, as a browser sees them."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str]]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Notes a tag."""
        self.found.append((tag, {name: value or "" for name, value in attrs}))


@pytest.fixture
def enemy(tmp_path: Path) -> Iterator[TestClient]:
    """A desk over hostile documents."""
    path = filled(tmp_path / "hostile.ledger", hostile())
    with TestClient(application(options(path)), HERE) as client:
        yield client


def addresses(client: TestClient) -> Iterator[str]:
    """Every page that there is."""
    yield from PAGES
    yield from ("/relation/NOR/CHE", "/search?words=oslo", f"/search?words={SCRIPT}")
    for what, page in (("events", "event"), ("threads", "thread"), ("documents", "document")):
        for item in client.get(f"/api/{what}").json()["items"]:
            yield f"/{page}/{item['id']}"


def test_no_text_of_a_document_becomes_markup(enemy: TestClient) -> None:
    seen = 0
    for address in addresses(enemy):
        answer = enemy.get(address)
        assert answer.status_code == 200, (address, answer.text[:500])
        tags = Tags()
        tags.feed(answer.text)
        for tag, values in tags.found:
            assert tag not in ("img", "iframe", "object", "embed", "base", "style"), address
            for name, value in values.items():
                assert not name.startswith("on"), address
                assert name != "style", address
                if name in ("href", "src", "action", "hx-get"):
                    assert value.lower().startswith(("/", "#", "http://", "https://")), address
                    assert not value.startswith("//"), address
            if tag == "script":
                assert values["src"].startswith("/static/")
        seen += 1
    assert seen > 20
    assert "{{7*7}}" in enemy.get("/documents").text


def test_an_address_is_no_markup_either(desk: TestClient) -> None:
    for address in (
        "/relation/%3Cscript%3E/%22onload=x",
        "/relations?party=%3Cscript%3E",
        "/events?topic=%22%3E%3Cimg%20src=x%3E",
        "/events?since=%3Cscript%3E",
        "/document/%3Cscript%3E",
        "/event/%22%3E%3Cscript%3E",
    ):
        tags = Tags()
        tags.feed(desk.get(address).text)
        assert all(tag != "img" and (tag != "script" or "src" in v) for tag, v in tags.found)


def test_pages_that_mean_no_good_are_read_or_refused(desk: TestClient) -> None:
    entities = "".join(f"<!ENTITY e{n} '&e{n - 1};&e{n - 1};'>" for n in range(1, 40))
    bomb = f"<?xml version='1.0'?><!DOCTYPE x [<!ENTITY e0 'x'>{entities}]><x>&e39;</x>"
    many = f"<p>Oslo telephoned Lima. {'&lt;&#x202e;&amp;' * 10_000}</p>"
    deep = "<div>" * 20_000 + "Oslo telephoned Lima."
    outside = "<!DOCTYPE x [<!ENTITY f SYSTEM 'file:///etc/passwd'>]><x>&f;</x>"
    files = [
        ("files", (f"{number}.html", text.encode()))
        for number, text in enumerate((bomb, many, deep, outside))
    ]
    answer = desk.post("/add", data={"mark": mark(desk), "language": "en"}, files=files)
    job = str(answer.url).rpartition("/")[2]
    for _ in range(600):
        page = desk.get(f"/add/{job}?part=1").text
        if "hx-get" not in page:
            break
        time.sleep(0.05)
    assert "4 / 4" in page
    for item in desk.get("/api/documents").json()["items"]:
        text = desk.get(f"/api/documents/{item['id']}").json()["text"]
        assert "root:" not in text
        assert len(text) < 1_000_000
        assert desk.get(f"/document/{item['id']}").status_code == 200


def test_a_spreadsheet_takes_nothing_for_a_formula(enemy: TestClient) -> None:
    table = enemy.get("/export/documents.csv").text
    assert "'=cmd()" in table
    assert ",=cmd()" not in table


def test_every_answer_says_what_a_browser_may_do(desk: TestClient) -> None:
    for path in ("/", "/api/events", "/static/desk.css", "/nowhere", "/events?since=x"):
        headers = desk.get(path).headers
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy
        assert "unsafe" not in policy
        assert headers["x-content-type-options"] == "nosniff"
        assert headers["referrer-policy"] == "same-origin"


def test_other_names_are_not_answered_to(desk: TestClient) -> None:
    assert desk.get("/", headers={"host": "evil.example"}).status_code == 421
    assert desk.get("/", headers={"host": "localhost:8320"}).status_code == 200
    assert desk.get("/", headers={"host": "[::1]:8320"}).status_code == 200


def test_a_form_needs_its_mark(desk: TestClient) -> None:
    for to in ("/judge", "/undo", "/seen", "/settings", "/add"):
        assert desk.post(to, data={"by": "ann"}).status_code == 400
        assert desk.post(to, data={"mark": "0" * 64}).status_code == 400
    assert desk.get("/api/judgements").json()["items"] == []


def test_the_mark_of_one_visitor_is_no_use_to_another(ledger_path: Path) -> None:
    app = application(options(ledger_path))
    with TestClient(app, HERE) as one:
        other = TestClient(app, HERE)
        stolen = mark(one)
        mark(other)
        assert other.post("/seen", data={"mark": stolen}).status_code == 400
        assert one.post("/seen", data={"mark": stolen}).status_code == 200


@pytest.mark.parametrize(
    "headers",
    [{"origin": "https://evil.example"}, {"sec-fetch-site": "cross-site"}, {"origin": "null"}],
)
def test_forms_of_other_sites_are_not_taken(desk: TestClient, headers: dict[str, str]) -> None:
    answer = desk.post("/seen", data={"mark": mark(desk)}, headers=headers)
    assert answer.status_code == 403


@pytest.mark.parametrize("to", ["https://evil.example", "//evil.example", "/\\evil.example", ""])
def test_nobody_is_sent_elsewhere(desk: TestClient, to: str) -> None:
    form = {"mark": mark(desk), "theme": "dark", "back": to}
    answer = desk.post("/settings", data=form, follow_redirects=False)
    assert answer.headers["location"] == "/"


def test_without_the_token_nobody_comes_in(ledger_path: Path) -> None:
    with TestClient(application(options(ledger_path, token=TOKEN)), HERE) as client:
        assert client.get("/api/events").status_code == 401
        assert client.get("/", follow_redirects=False).headers["location"] == "/enter"
        assert "Russia" not in client.get("/relations").text
        assert client.get("/api/events", headers={"authorization": "Bearer x"}).status_code == 401
        said = {"authorization": f"Bearer {TOKEN}"}
        assert client.get("/api/events", headers=said).status_code == 200
        wrong = client.get("/enter?token=guess")
        assert wrong.status_code == 403
        page = client.get("/enter").text
        form = {"mark": page.partition('name="mark" value="')[2].partition('"')[0], "token": TOKEN}
        assert "<h1>Overview</h1>" in client.post("/enter", data=form).text
        assert client.get("/api/events").status_code == 200
        assert TOKEN not in str(client.cookies)


def test_the_address_with_the_token_leads_in(ledger_path: Path) -> None:
    with TestClient(
        application(options(ledger_path, token=TOKEN, hosts=())), "http://desk.lan"
    ) as client:
        answer = client.get(f"/enter?token={TOKEN}")
        assert "<h1>Overview</h1>" in answer.text
        assert "token" not in str(answer.url)


def test_more_than_fits_is_refused(ledger_path: Path) -> None:
    with TestClient(application(options(ledger_path, largest=100_000)), HERE) as client:
        form = {"mark": mark(client), "text": "x" * 300_000}
        assert client.post("/add", data=form).status_code == 413
        files = [("files", ("big.txt", b"y" * 300_000))]
        assert client.post("/add", data={"mark": mark(client)}, files=files).status_code == 413
        assert client.post("/judge", data={"reason": "x" * 100_000}).status_code == 413


@pytest.mark.parametrize(
    ("name", "data"),
    [("a.exe", b"MZ"), ("a.txt", b"%PDF-1.7"), ("a.html", b"PK\x03\x04"), ("a", b"text")],
)
def test_what_is_no_text_is_refused(desk: TestClient, name: str, data: bytes) -> None:
    answer = desk.post("/add", data={"mark": mark(desk)}, files=[("files", (name, data))])
    assert answer.status_code == 400


@pytest.mark.parametrize(
    "path",
    [
        "/static/..%2fapp.py",
        "/static/%2e%2e/app.py",
        "/static//etc/passwd",
        "/static/desk.css%00.js",
        "/document/..%2f..%2fetc%2fpasswd",
        "/export/..%2f..%2fevents.csv",
    ],
)
def test_no_path_reaches_the_disk(desk: TestClient, path: str) -> None:
    answer = desk.get(path)
    assert answer.status_code == 404
    assert "def " not in answer.text


def test_a_question_that_takes_too_long_is_given_up(ledger_path: Path) -> None:
    with TestClient(application(options(ledger_path, patience=0.0)), HERE) as client:
        answer = client.get("/api/events")
        assert answer.status_code == 503
        assert "too" in answer.json()["error"]
