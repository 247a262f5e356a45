"""Sources -> documents."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path

import pytest

from dragoman.model import DocumentError, RegionKind
from dragoman.text import Declared, LineCues, Source, SourceKind, TextReader, discover

CUES = {
    "en": LineCues(comments=("comments",), photo_credit=("photo:",)),
    "de": LineCues(),
    "ru": LineCues(),
}
PAGE = """<!doctype html><html lang="en"><head><title>Oslo and Bern talk</title>
<meta property="og:site_name" content="Example News">
<meta property="article:published_time" content="2024-03-05T10:00:00+00:00"></head><body>
<nav><a href="/">Home</a><a href="/world">World</a></nav>
<article><h1>Oslo and Bern talk</h1>
<figure><img src="x.jpg" alt="">
<figcaption>The envoys at the lake. Photo: agency</figcaption></figure>
<p>The Norwegian foreign minister received her Swiss colleague on Monday and spoke with him about
trade, fisheries and a new railway line between the two capitals.</p>
<p>Both sides agreed to meet again in autumn, the ministry said in a statement after the talks.</p>
</article><div class="comments">Comments (12)</div></body></html>"""


@pytest.fixture
def reader() -> TextReader:
    return TextReader(CUES)


def sources(*paths: str, stdin: bytes = b"") -> list[Source]:
    return list(discover(paths, Declared(), io.BytesIO(stdin)))


def test_a_page(reader: TextReader, tmp_path: Path) -> None:
    path = tmp_path / "page.html"
    path.write_text(PAGE, "utf-8")
    (source,) = sources(str(path))
    document = reader.read(source)
    assert document.title == "Oslo and Bern talk"
    assert document.published == date(2024, 3, 5)
    assert document.language == "en"
    assert "Home" not in document.text
    body = " ".join(
        document.text[r.start : r.end] for r in document.regions if r.kind is RegionKind.BODY
    )
    assert "Both sides agreed to meet again" in body
    captions = [r for r in document.regions if r.kind is RegionKind.CAPTION]
    assert len(captions) == 1


def test_a_folder_is_read_in_order_and_hidden_files_are_not(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", ".hidden.txt", "image.png"):
        (tmp_path / name).write_text("text", "utf-8")
    assert [Path(s.name).name for s in sources(str(tmp_path))] == ["a.txt", "b.txt"]


def test_json_lines(reader: TextReader, tmp_path: Path) -> None:
    path = tmp_path / "docs.jsonl"
    path.write_text(
        '{"text": "Oslo spoke.", "language": "en", "published": "2024-03-05", "source": "wire/1"}\n'
        "\n"
        '{"text": "Bern spoke.", "language": "en", "published": "next week"}\n'
        "not json\n",
        "utf-8",
    )
    first, second, third = sources(str(path))
    document = reader.read(first)
    assert (document.source, document.published) == ("wire/1", date(2024, 3, 5))
    with pytest.raises(DocumentError, match=r"docs\.jsonl:3: published is 'next week'"):
        reader.read(second)
    with pytest.raises(DocumentError, match=r"docs\.jsonl:4: not a document in JSON"):
        reader.read(third)


def test_standard_input_may_be_text_or_json_lines(reader: TextReader) -> None:
    (source,) = sources("-", stdin=b"Oslo and Bern spoke on the telephone about the fisheries.\n")
    assert source.kind is SourceKind.TEXT
    found = sources("-", stdin=b'{"text": "a"}\n{"text": "b"}\n')
    assert [s.name for s in found] == ["<stdin>:1", "<stdin>:2"]
    assert reader.read(found[1]).text == "b"


def test_a_declared_language_wins(reader: TextReader) -> None:
    text = "Der Minister reiste am Montag nach Oslo und sprach dort mit der Regierung."
    assert reader.document(text).language == "de"
    assert reader.document(text, Declared(language="en")).language == "en"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Ulkoministeri matkusti maanantaina Osloon ja tapasi siellä norjalaisen kollegansa "
         "keskustellakseen kalastuksesta ja uudesta rautatiestä.", "fi"),
        ("รัฐมนตรีต่างประเทศเดินทางเยือนกรุงออสโลเมื่อวันจันทร์เพื่อหารือเรื่องการค้าและการประมง", "th"),
    ],
)  # fmt: skip
def test_other_languages_are_named_and_not_coded(
    reader: TextReader, text: str, language: str
) -> None:
    document = reader.document(text)
    assert document.note == f"language {language!r} is not supported"


def test_an_empty_file_and_a_vanished_one(reader: TextReader, tmp_path: Path) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    (source,) = sources(str(path))
    assert reader.read(source).note == "empty"
    path.unlink()
    with pytest.raises(DocumentError, match="no such file"):
        reader.read(source)


def test_a_page_with_too_many_tags_is_refused(reader: TextReader) -> None:
    source = Source("x.html", SourceKind.HTML, None, b"<html><p>" + b"<b>" * 500_000)
    with pytest.raises(DocumentError, match="too large"):
        reader.read(source)
