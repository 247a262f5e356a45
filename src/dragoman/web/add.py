"""Adding documents: pasted, chosen or dropped, read while the visitor watches."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import PurePath

from dragoman import lang
from dragoman.model import UsageError
from dragoman.text import Declared
from dragoman.web.adding import Job, Upload
from dragoman.web.desk import MissingPage
from dragoman.web.visit import Gone, Shown, Visit

KINDS = (".txt", ".text", ".md", ".html", ".htm", ".xhtml", ".jsonl", ".ndjson")
PASTED = "paste.txt"
LONGEST_NAME = 120


@dataclass(frozen=True, slots=True)
class AddPage:
    """What the page shows."""

    jobs: tuple[Job, ...]
    languages: tuple[str, ...]
    kinds: tuple[str, ...]
    megabytes: int


def add(visit: Visit) -> Shown:
    """The page."""
    megabytes = visit.desk.options.largest // 1_000_000
    page = AddPage(visit.desk.jobs.recent(), tuple(lang.codes()), KINDS, megabytes)
    return Shown("add.html", page, visit.words.text("add"))


def job(visit: Visit) -> Shown:
    """How far a job is.

    Raises:
        MissingPage: nobody remembers it.
    """
    found = visit.desk.jobs.job(visit.path["id"])
    if found is None:
        raise MissingPage(f"nothing is known of {visit.path['id']!r}; the desk was started anew")
    part = visit.asked.get("part") == "1"
    return Shown("progress.html" if part else "job.html", found, visit.words.text("add"))


def begin(visit: Visit, files: Sequence[Upload]) -> Gone:
    """Begins to read what was sent.

    Raises:
        UsageError: there is nothing, or something that is no text.
    """
    uploads = [_checked(upload) for upload in files if upload.name or upload.data]
    pasted = visit.form.get("text", "")
    if pasted.strip():
        uploads.append(Upload(PASTED, pasted.encode("utf-8", "surrogatepass")))
    if not uploads:
        raise UsageError("there is nothing to add; paste a text or choose a file")
    return Gone(f"/add/{visit.desk.jobs.add(uploads, _declared(visit.form)).id}")


def _checked(upload: Upload) -> Upload:
    """A file under its bare name: where it lay on the visitor's disk does not matter here."""
    name = PurePath(upload.name.replace("\\", "/")).name[-LONGEST_NAME:] or PASTED
    name = "".join(letter for letter in name if letter.isprintable())
    if PurePath(name).suffix.lower() not in KINDS:
        raise UsageError(f"{name!r} is of no kind that is read; there are {', '.join(KINDS)}")
    if upload.data[:4] in (b"PK\x03\x04", b"%PDF", b"\x89PNG") or b"\0\0\0\0" in upload.data[:4096]:
        raise UsageError(f"{name!r} holds no text; save it as text or as a page")
    return Upload(name, upload.data)


def _declared(form: Mapping[str, str]) -> Declared:
    language = form.get("language", "").strip() or None
    if language is not None and language not in lang.codes():
        raise UsageError(f"language is {language!r}; there are {', '.join(lang.codes())}")
    published = form.get("published", "").strip()
    try:
        day = date.fromisoformat(published) if published else None
    except ValueError:
        raise UsageError(f"published is {published!r}; write it as 2025-02-12") from None

    def line(key: str) -> str | None:
        return form.get(key, "").strip()[:LONGEST_NAME] or None

    return Declared(language, day, line("title"), line("publisher"))
