"""Pages: the article's text, title, captions and date, without what surrounds it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

LARGEST = 20_000_000  # bytes of a page that are parsed
MOST_TAGS = 400_000
OLDEST = "1990-01-01"
NEWEST = "2099-12-31"  # no clock: the same page always gives the same date
_CHARSET = re.compile(rb"<meta[^>]{0,200}?charset=[\"']?\s*([\w-]+)", re.I)
_CAPTION = re.compile(r"<figcaption\b[^>]*>(.*?)</figcaption>", re.I | re.S)
_TAG = re.compile(r"<[^>]*>")


@dataclass(frozen=True, slots=True)
class Page:
    """What a page says. `captions` are lines of `text`."""

    text: str
    title: str | None
    publisher: str | None
    published: date | None
    url: str | None
    captions: frozenset[str]


def charset(data: bytes) -> str | None:
    """The encoding that a page declares near its beginning."""
    found = _CHARSET.search(data[:4096])
    return found.group(1).decode("ascii", "replace") if found else None


def page(markup: str) -> Page:
    """The article of a page.

    Raises:
        ValueError: the page is too large to be parsed, or has no article.
    """
    if len(markup) > LARGEST or markup.count("<") > MOST_TAGS:
        raise ValueError("the page is too large to be an article; extract its text first")
    import trafilatura

    found = trafilatura.bare_extraction(
        markup,
        favor_recall=True,
        include_comments=False,
        include_tables=False,
        with_metadata=True,
        date_extraction_params={
            "original_date": True,
            "extensive_search": False,
            "min_date": OLDEST,
            "max_date": NEWEST,
        },
    )
    if found is None or not (found.text or "").strip():
        raise ValueError("no article was found in the page; extract its text first")
    captions = [c for c in _captions(markup) if c not in found.text]
    title = _plain(found.title)
    lines = [*([title] if title and not found.text.startswith(title) else []), found.text]
    return Page(
        text="\n".join([*lines, *captions]),
        title=title,
        publisher=_plain(found.sitename),
        published=_date(found.date),
        url=found.url,
        captions=frozenset(captions),
    )


def _captions(markup: str) -> list[str]:
    import html

    found = (_TAG.sub(" ", match) for match in _CAPTION.findall(markup))
    return [" ".join(html.unescape(text).split()) for text in found if text.strip()]


def _plain(text: str | None) -> str | None:
    return " ".join(text.split()) if text and text.strip() else None


def _date(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text[:10]) if text else None
    except ValueError:
        return None
