"""Bytes -> text: which encoding, and what canonical text is."""

from __future__ import annotations

import codecs
import re
import unicodedata

BOMS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
SAMPLE = 65536
MOST_JUNK = 0.02  # share of control and unassigned characters that a text may have
_BREAKS = re.compile(r"\r\n?|[\u2028\u2029\x0b\x0c\x85]")
_SPACES = re.compile(r"[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_INVISIBLE = re.compile(
    r"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\ufeff\ufffe\uffff]"
)


def decode(data: bytes, declared: str | None = None) -> str:
    """The text of some bytes.

    A byte order mark decides; then UTF-8, if the bytes are that; then UTF-16 by its zero bytes;
    then what the document declares of itself; last cp1251 or Latin-1, whichever reads as letters.

    Raises:
        ValueError: the bytes are not text.
    """
    for mark, name in BOMS:
        if data.startswith(mark):
            return data.decode(name, "replace")
    if _wide(data) is None and _is_nearly_utf8(data):
        return data.decode("utf-8", "replace")
    for name in _guesses(data, declared):
        try:
            text = data.decode(name)
        except (UnicodeDecodeError, LookupError):
            continue
        if not _is_junk(text):
            return text
    raise ValueError("not text in any encoding we know; save it as UTF-8")


def _guesses(data: bytes, declared: str | None) -> list[str]:
    wide = _wide(data)
    if wide is not None:
        return [wide]
    return [*([declared] if declared else []), _single_byte(data)]


def _wide(data: bytes) -> str | None:
    """UTF-16 without a mark: every other byte of western text is zero."""
    sample = data[: SAMPLE // 2 * 2]
    if len(sample) < 4 or 0 not in sample:
        return None
    even, odd = sample[0::2].count(0), sample[1::2].count(0)
    if odd > len(sample) // 8 and odd > 8 * even:
        return "utf-16-le"
    return "utf-16-be" if even > len(sample) // 8 and even > 8 * odd else None


def _single_byte(data: bytes) -> str:
    """cp1251 where the high bytes come in runs, as Cyrillic words do; else cp1252."""
    sample = data[:SAMPLE]
    high = sum(byte >= 0xC0 for byte in sample)
    runs = len(re.findall(rb"[\xc0-\xff\xb8\xb3\xbf\xba\xa8]{3,}", sample))
    return "cp1251" if high and runs * 12 > high else "cp1252"


def _is_nearly_utf8(data: bytes) -> bool:
    """Whether it is UTF-8 with few bytes broken: a text cut off or patched together.

    A western text of one byte a letter has hardly an accent, all of them broken: so whole letters
    of several bytes must outnumber the broken ones.
    """
    text = data.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    whole = sum(ch > "\x7f" for ch in text) - broken
    return broken <= len(text) * MOST_JUNK and broken <= whole and not _is_junk(text)


def _is_junk(text: str) -> bool:
    sample = text[:SAMPLE]
    junk = sum(
        unicodedata.category(ch) in ("Cc", "Cn", "Co", "Cs") and ch not in "\n\r\t\x0c\x0b\x85"
        for ch in sample
    )
    return junk > max(1, len(sample) * MOST_JUNK)


def canonical(text: str) -> str:
    """The text that all offsets point into.

    Line breaks are "\\n", spaces are plain spaces, letters are composed (NFC); invisible and
    control characters are gone, and so are spaces before a line break. Nothing else changes.

    >>> canonical("a\\u00a0b \\r\\nc\\u00ad")
    'a b\\nc'
    """
    text = _INVISIBLE.sub("", _SPACES.sub(" ", _BREAKS.sub("\n", text)))
    text = re.sub(r" +\n", "\n", unicodedata.normalize("NFC", text))
    return text.strip()
