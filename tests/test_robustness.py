"""Whatever is read, there is a reading or a named failure, and never a crash."""

from __future__ import annotations

import os
import random
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from dragoman.model import Reading, Span
from dragoman.pipeline import Reader
from dragoman.text import Declared, Source, SourceKind, discover
from dragoman.workers import Failure, Outcome, read_all, read_one

SENTENCE = "La France a condamné les frappes russes contre Kiev."
FINNISH = "Ulkoministeri tapasi eilen virkaveljensä Helsingissä ja keskusteli tilanteesta. " * 3
THAI = "รัฐมนตรีว่าการกระทรวงการต่างประเทศพบหารือกับเอกอัครราชทูตเมื่อวานนี้ที่กรุงเทพมหานคร"


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def outcomes(*paths: Path, language: str | None = None, workers: int = 1) -> list[Outcome]:
    with open(os.devnull, "rb") as nothing:
        sources = discover([str(path) for path in paths], Declared(language), nothing)
        return list(read_all(sources, workers=workers))


def only_reading(path: Path, language: str | None = None) -> Reading:
    (outcome,) = outcomes(path, language=language)
    assert isinstance(outcome, Reading)
    check_spans(outcome)
    return outcome


def check_spans(reading: Reading) -> None:
    for span in spans(reading):
        assert reading.document.text[span.start : span.end] == span.text


def spans(reading: Reading) -> Iterator[Span]:
    for claim in reading.claims:
        yield from (party.span for party in (*claim.actors, *claim.recipients))
        yield from (claim.evidence, claim.trigger)
        for part in (claim.claimant, claim.when, claim.place):
            if part is not None:
                yield part.span
        if claim.content is not None:
            yield claim.content


def saved(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


@pytest.mark.parametrize("data", [b"", b" \n\t\n", "\ufeff".encode()])
def test_nothing_to_read_is_called_empty(tmp_path: Path, data: bytes) -> None:
    assert only_reading(saved(tmp_path, "a.txt", data)).note == "empty"


def test_random_bytes_are_read_or_refused(tmp_path: Path) -> None:
    noise = random.Random(7).randbytes(20_000)
    (outcome,) = outcomes(saved(tmp_path, "noise.txt", noise))
    assert isinstance(outcome, Failure) or not outcome.claims


def test_one_endless_line_is_read(tmp_path: Path) -> None:
    line = "la commission et le comité et le conseil et " * 4000
    reading = only_reading(saved(tmp_path, "line.txt", line), "fr")
    assert reading.words > 30_000


def test_one_endless_word_is_read(tmp_path: Path) -> None:
    only_reading(saved(tmp_path, "word.txt", SENTENCE + "x" * 300_000), "fr")


def test_a_large_file_is_read(tmp_path: Path) -> None:
    plain = "Il pleut sur la ville et le marché reste calme ce matin.\n"
    text = plain * 20_000 + SENTENCE + "\n" + plain * 20_000
    reading = only_reading(saved(tmp_path, "large.txt", text), "fr")
    assert [claim.act for claim in reading.claims] == ["criticize", "attack"]
    assert {claim.evidence.text for claim in reading.claims} == {SENTENCE}


def test_a_page_with_very_many_tags_is_read(tmp_path: Path) -> None:
    body = "<div>" * 3000 + f"<p>{SENTENCE * 5}</p>" + "<b>x</b>" * 3000
    (outcome,) = outcomes(saved(tmp_path, "deep.html", f"<html><body>{body}"), language="fr")
    assert isinstance(outcome, (Reading, Failure))


def test_a_wrong_declared_encoding_is_not_believed(tmp_path: Path) -> None:
    page = f'<html><head><meta charset="ascii"></head><body><p>{SENTENCE * 8}</p></body></html>'
    reading = only_reading(saved(tmp_path, "wrong.html", page), "fr")
    assert "condamné" in reading.document.text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "cp1252"])
def test_the_encoding_of_a_text_is_found(tmp_path: Path, encoding: str) -> None:
    reading = only_reading(saved(tmp_path, "a.txt", SENTENCE.encode(encoding)), "fr")
    assert reading.document.text == SENTENCE


@pytest.mark.parametrize("text", [FINNISH, THAI])
def test_a_language_without_a_folder_gives_no_claims(tmp_path: Path, text: str) -> None:
    reading = only_reading(saved(tmp_path, "a.txt", text))
    assert reading.note is not None
    assert not reading.claims


def test_files_that_cannot_be_read_are_named(tmp_path: Path) -> None:
    loop = tmp_path / "loop.txt"
    loop.symlink_to(loop)
    good = saved(tmp_path, "good.txt", SENTENCE)
    broken = saved(tmp_path, "broken.jsonl", '{"text": 5}\nnot json\n{"no": "text"}\n')
    failed = [loop, tmp_path / "gone.txt"]
    found = outcomes(*failed, broken, good, language="fr")
    named = [outcome.source for outcome in found if isinstance(outcome, Failure)]
    assert named == [str(path) for path in failed] + [f"{broken}:{n}" for n in (1, 2, 3)]
    assert isinstance(found[-1], Reading)


def test_workers_keep_the_order_and_survive_failures(tmp_path: Path) -> None:
    paths = [saved(tmp_path, f"{n:02}.txt", SENTENCE) for n in range(20)]
    paths.insert(5, tmp_path / "gone.txt")
    found = outcomes(*paths, language="fr", workers=2)
    names = [o.source if isinstance(o, Failure) else o.document.source for o in found]
    assert names == [str(path) for path in paths]


def test_a_killed_worker_ends_with_a_message_and_does_not_hang(tmp_path: Path) -> None:
    code = f"""
import os, signal, sys
from dragoman.model import DragomanError
from dragoman.text import Declared, Source, SourceKind
from dragoman.workers import read_all
import multiprocessing

def sources():
    for n in range(10_000):
        yield Source(str(n), SourceKind.TEXT, None, {SENTENCE!r}.encode(), Declared("fr"))
        if n == 200:
            os.kill(multiprocessing.active_children()[0].pid, signal.SIGKILL)

if __name__ == "__main__":
    try:
        list(read_all(sources(), workers=2))
    except DragomanError as error:
        print(error)
"""
    script = saved(tmp_path, "kill.py", code)
    done = subprocess.run([sys.executable, script], capture_output=True, text=True, timeout=120)
    assert "ended from outside" in done.stdout


@given(some.text(max_size=300))
@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
def test_any_text_is_read_and_every_span_says_what_stands_there(reader: Reader, text: str) -> None:
    check_spans(reader.read(f"{SENTENCE} {text} {SENTENCE}", language="fr"))


def test_the_same_text_gives_the_same_reading_whatever_was_read_before(reader: Reader) -> None:
    first = Reader().read(SENTENCE, language="fr")
    reader.read("Le ministre allemand a rencontré son homologue turc.", language="fr")
    assert reader.read(SENTENCE, language="fr") == first


def test_act_nouns_that_are_each_others_agents_are_read(reader: Reader) -> None:
    text = (
        "El ministro Wang Yi celebró en Kabul la sexta reunión trilateral con su homólogo afgano, "
        "Muttaqi, y el pakistaní, Ishaq Dar, tras la que los tres se declararon a favor del "
        "corredor, aunque Pekín aún no ha reconocido al Emirato."
    )
    assert reader.read(text, language="es").claims


def test_a_mistake_of_ours_costs_only_its_document(
    reader: Reader, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(self: Reader, document: object) -> Reading:
        raise KeyError("no such act")

    monkeypatch.setattr(Reader, "read_document", fails)
    source = Source("a", SourceKind.TEXT, None, SENTENCE.encode(), Declared("fr"))
    outcome = read_one(reader, source)
    assert isinstance(outcome, Failure)
    assert "please report it" in outcome.reason
