"""The words of the interface: one file a language, in texts/."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import msgspec

from dragoman.actors.directory import Directory
from dragoman.model import LexiconError

FOLDER = Path(__file__).with_name("texts")
FALLBACK = "en"


class WordsFile(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """A file of texts/: see the comments in texts/en.yaml.

    Attributes:
        language: what the language calls itself.
        day, month: how a day or a month is written, of {day}, {month}, {short}, {year}.
        days: how days of one month are written, of {first} besides.
        months, short_months: their names.
        texts: by key; {names} in braces are filled in.
        codes: names of acts, types, statuses, states, kinds, facts, topics; what is not named
            here is shown as its code.
        parties: names of states by their codes, where they are not the directory's.
        organisations: the same of organisations.
    """

    language: str
    day: str
    days: str
    month: str
    months: tuple[str, ...]
    short_months: tuple[str, ...]
    texts: dict[str, str]
    codes: dict[str, dict[str, str]] = {}
    organisations: dict[str, str] = {}
    parties: dict[str, str] = {}


@dataclass(frozen=True, slots=True)
class Words:
    """The words of one language; `code` is that of the language.

    Attributes:
        names: of parties, by their codes.
        parties: codes of parties, by their names without case.
    """

    code: str
    file: WordsFile
    names: Mapping[str, str]
    parties: Mapping[str, str]

    def text(self, key: str, /, **facts: object) -> str:
        """A text with its facts filled in."""
        return self.file.texts[key].format(**facts)

    def counted(self, key: str, number: int) -> str:
        """A number with its noun: keys end in .one and .many."""
        return self.text(f"{key}.{'one' if number == 1 else 'many'}", n=f"{number:,}")

    def code_name(self, group: str, code: str) -> str:
        """What a code of a group ("acts", "statuses") is called."""
        return self.file.codes.get(group, {}).get(str(code)) or str(code).replace("_", " ")

    def party(self, code: str | None) -> str:
        """What a party is called."""
        if code is None:
            return self.text("own_voice")
        if not code:
            return self.text("unnamed_source")
        return self.names.get(code) or code

    def party_code(self, written: str) -> str:
        """The code of a party that is written as a code or as a name."""
        if written.upper() in self.names:
            return written.upper()
        return self.parties.get(written.casefold(), written)

    def day(self, day: date | None) -> str:
        """A day as it is written."""
        if day is None:
            return self.text("no_day")
        return self._dated(self.file.day, day)

    def days(self, first: date, last: date | None) -> str:
        """Days as they are written: "11–15 Feb 2025"."""
        if last is None or last == first:
            return self.day(first)
        if (first.year, first.month) == (last.year, last.month):
            return self._dated(self.file.days, last, first=first.day)
        return f"{self.day(first)} – {self.day(last)}"

    def month(self, day: date) -> str:
        """The month of a day."""
        return self._dated(self.file.month, day)

    def _dated(self, layout: str, day: date, first: int = 0) -> str:
        return layout.format(
            first=first,
            day=day.day,
            month=self.file.months[day.month - 1],
            short=self.file.short_months[day.month - 1],
            year=day.year,
        )


def load(folder: Path = FOLDER) -> dict[str, Words]:
    """The words of all languages, by code.

    Raises:
        LexiconError: a file is malformed; names it and the place.
    """
    directory = Directory.load()
    known = {code: state.name for code, state in directory.states.items()}
    for identity, body in directory.organisations.items():
        code = identity.partition(":")[2]
        if "/" not in code:
            known[code] = body.name
        known[identity] = body.name
    found = {}
    for path in sorted(folder.glob("*.yaml")):
        try:
            file = msgspec.yaml.decode(path.read_bytes(), type=WordsFile)
        except msgspec.MsgspecError as error:
            raise LexiconError(f"{path}: {error}") from error
        names = {**known, **file.organisations, **file.parties}
        # A state that is no more may bear the name of one that is, which is meant.
        parties = {name.casefold(): code for code, name in names.items() if ":" not in code}
        found[path.stem] = Words(path.stem, file, names, parties)
    return found


def preferred(known: Mapping[str, Words], wished: str | None, accepted: str) -> Words:
    """The language that is wished, or the first that the browser accepts, or English.

    Args:
        accepted: an Accept-Language header.
    """
    if wished is not None and wished in known:
        return known[wished]
    for part in accepted.split(","):
        code = part.partition(";")[0].strip()[:2].lower()
        if code in known:
            return known[code]
    return known[FALLBACK]
