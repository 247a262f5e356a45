"""Reads a language folder into a `Language`, and says what is wrong with it if it cannot."""

from __future__ import annotations

import hashlib
import re
from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from importlib import import_module
from pathlib import Path
from typing import TypeVar, cast

import msgspec

from dragoman.lang.forms import Forms, key, read_forms
from dragoman.lang.language import Language
from dragoman.lang.schema import CueDates, CueHistory, Cues, Entry, Profile
from dragoman.model import LexiconError, UsageError

FOLDER = Path(__file__).parent
DATA_FILES = (
    "verbs.yaml",
    "nouns.yaml",
    "cues.yaml",
    "forms.tsv",
    "names.tsv",
    "people.tsv",
    "offices.yaml",
)

Shape = TypeVar("Shape")
FormTable = Mapping[tuple[str, str], Forms]
Groups = Mapping[str, frozenset[str]]


def codes() -> tuple[str, ...]:
    """Codes of the languages that have a folder, sorted.

    >>> "de" in codes()
    True
    """
    return tuple(sorted(p.parent.name for p in FOLDER.glob("*/forms.tsv")))


def measured(path: Path = FOLDER / "measured.json") -> dict[str, float]:
    """F1 of type and parties by language, as `python -m benchmarks.accuracy --pin` measured it.

    A language without gold events enough to measure is not there.
    """
    return msgspec.json.decode(path.read_bytes(), type=dict[str, float])


def cues(code: str) -> Cues:
    """The cues of a language alone: enough to know its boilerplate, and quick to load.

    Raises:
        LexiconError: cues.yaml is malformed.
    """
    return _read(FOLDER / code / "cues.yaml", Cues)


def profile_of(code: str) -> Profile:
    """The algorithms of a language."""
    return cast(Profile, import_module(f"dragoman.lang.{code}.profile").PROFILE)


def load(code: str) -> Language:
    """The language of an ISO 639-1 code, ready for use.

    Raises:
        UsageError: there is no folder for it.
        LexiconError: one of its files is malformed; names file and entry.
    """
    folder = FOLDER / code
    if code not in codes():
        raise UsageError(f"no language {code!r}; there are {', '.join(codes())}")
    verbs, nouns = _entries(folder)
    known = cues(code)
    profile = profile_of(code)
    forms = _Inflected(read_forms(folder / "forms.tsv", profile.fold), profile)
    verb_cues, particle_cues = _cue_groups(known.verbs, forms)
    named = (*verbs, *nouns)
    return Language(
        code=code,
        cues=known,
        profile=profile,
        verbs=_by_form(verbs, "V", forms, apart=False),
        apart=_by_form(verbs, "V", forms, apart=True),
        nouns=_by_form(nouns, "N", forms, apart=False),
        verb_cues=verb_cues,
        particle_cues=particle_cues,
        noun_cues=_noun_groups(known, forms),
        objects=_lemmas({n for e in named for group in e.nouns for n in group}, "N", forms),
        vetoes=_lemmas({w for e in named for w in e.unless}, "NV", forms),
        dating=_dating(known.dates, known.history),
        topics={name: _beginning(words) for name, words in known.topics.items()},
        fingerprint=_fingerprint(folder),
        folder=folder,
    )


class Compiled(msgspec.Struct, frozen=True):
    """entries.json: the entries of both files, and the digest of these; made by tools/forms.py."""

    digest: str
    verbs: tuple[Entry, ...]
    nouns: tuple[Entry, ...]


def digest_of(folder: Path) -> str:
    """What tells whether entries.json is that of the files beside it."""
    files = (folder / "verbs.yaml", folder / "nouns.yaml")
    return hashlib.sha256(b"".join(path.read_bytes() for path in files)).hexdigest()


def _entries(folder: Path) -> tuple[tuple[Entry, ...], tuple[Entry, ...]]:
    """Entries of verbs.yaml and nouns.yaml; from entries.json, which is read eighty times as fast,
    unless somebody has changed them since it was made."""
    try:
        made = msgspec.json.decode((folder / "entries.json").read_bytes(), type=Compiled)
        if made.digest == digest_of(folder):
            return made.verbs, made.nouns
    except (OSError, msgspec.MsgspecError):
        pass  # the files themselves are there, or tell what is wrong
    return (
        _read(folder / "verbs.yaml", tuple[Entry, ...]),
        _read(folder / "nouns.yaml", tuple[Entry, ...]),
    )


def _dating(dates: CueDates, history: CueHistory) -> frozenset[str]:
    """Words with which a date expression can begin, besides numbers."""
    words = (*dates.months, *dates.weekdays, *dates.relative, *dates.numbers)
    units = (*dates.week, *dates.month, *dates.year)
    phrases = (*dates.vague, *history.ages)
    return frozenset((*words, *units, *history.centuries, *(p.split()[0] for p in phrases)))


def _beginning(prefixes: Iterable[str]) -> re.Pattern[str]:
    """Finds a word that begins with one of some prefixes."""
    return re.compile(rf"(?:^| )(?:{'|'.join(map(re.escape, prefixes))})")


def _read(path: Path, shape: type[Shape]) -> Shape:
    try:
        return msgspec.yaml.decode(path.read_bytes(), type=shape)
    except OSError as error:
        raise LexiconError(f"{path}: cannot be read ({error.strerror})") from error
    except msgspec.MsgspecError as error:
        raise LexiconError(f"{path}: {error}") from error


@dataclass(frozen=True, slots=True)
class _Inflected:
    """Folded forms of lemmas; one unknown to the table stands for itself (names, loan words)."""

    table: FormTable
    profile: Profile

    def of(self, pos: str, lemma: str, particle: str | None = None) -> Forms:
        known = self.table.get((pos, key(lemma, particle)))
        if known is not None:
            return known
        form = self.profile.fold(lemma)
        return Forms((form,)) if particle is None else Forms((), (form,))


def _by_form(
    entries: Iterable[Entry], pos: str, forms: _Inflected, apart: bool
) -> Mapping[str, tuple[Entry, ...]]:
    """Entries by folded form, those that ask for nouns first: they are the narrower ones."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for entry in sorted(entries, key=lambda e: not e.nouns):
        known = forms.of(pos, entry.lemma, entry.particle)
        for form in dict.fromkeys(known.apart if apart else known.whole):
            found[form].append(entry)
    return {form: tuple(items) for form, items in found.items()}


def _cue_groups(
    cues: msgspec.Struct, forms: _Inflected
) -> tuple[Groups, Mapping[tuple[str, str], frozenset[str]]]:
    """Cue groups by folded form, and by folded form with particle ("call|off")."""
    plain: dict[str, set[str]] = defaultdict(set)
    split: dict[tuple[str, str], set[str]] = defaultdict(set)
    for group, lemmas in msgspec.structs.asdict(cues).items():
        for written in lemmas:
            lemma, _, particle = written.partition("|")
            known = forms.of("V", lemma, particle or None)
            for form in known.apart:
                split[form, particle].add(group)
            for form in known.whole:
                plain[form].add(group)
    return (
        {form: frozenset(groups) for form, groups in plain.items()},
        {key: frozenset(groups) for key, groups in split.items()},
    )


def _noun_groups(cues: Cues, forms: _Inflected) -> Groups:
    found: dict[str, set[str]] = defaultdict(set)
    for group, lemmas in msgspec.structs.asdict(cues.nouns).items():
        for lemma in lemmas:
            for form in forms.of("N", lemma).whole:
                found[form].add(group)
    return {form: frozenset(groups) for form, groups in found.items()}


def _lemmas(lemmas: Iterable[str], kinds: str, forms: _Inflected) -> Groups:
    """Which of some lemmas a folded form belongs to."""
    found: dict[str, set[str]] = defaultdict(set)
    for lemma in lemmas:
        for pos in kinds:
            for form in forms.of(pos, lemma).whole:
                found[form].add(lemma)
    return {form: frozenset(known) for form, known in found.items()}


def _fingerprint(folder: Path) -> str:
    digest = hashlib.sha256()
    for name in DATA_FILES:
        path = folder / name
        if path.exists():
            digest.update(path.read_bytes())
    return digest.hexdigest()[:12]
