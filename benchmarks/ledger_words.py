"""The words of a generated corpus: what ledger_words.yaml holds."""

from __future__ import annotations

from pathlib import Path

import msgspec

WORDS = Path(__file__).with_name("ledger_words.yaml")


class Commitment(msgspec.Struct, frozen=True):
    """Acts of a promise: (act, tense) by which it is told, what keeps it, what breaks it."""

    plan: tuple[str, str]
    other: tuple[str, str]
    done: str
    against: str


class Measure(msgspec.Struct, frozen=True):
    """Acts of a measure."""

    plan: tuple[str, str]
    done: str
    ease: str
    lift: str


class Meeting(msgspec.Struct, frozen=True):
    """Acts of a meeting."""

    propose: str
    plan: tuple[str, str]
    other: tuple[str, str]
    done: str
    coarser: tuple[str, ...]
    cancel: str


class Speech(msgspec.Struct, frozen=True):
    """How a language says things; see ledger_words.yaml."""

    months: tuple[str, ...]
    date: str
    head: dict[str, str]
    minister: dict[str, str]
    at: str
    about: tuple[str, ...]
    says: tuple[str, ...]
    topics: dict[str, str]
    filler: tuple[str, ...]


class Words(msgspec.Struct, frozen=True):
    """ledger_words.yaml."""

    acts: dict[str, dict[str, tuple[str, ...]]]
    commitments: tuple[Commitment, ...]
    measures: tuple[Measure, ...]
    meetings: tuple[Meeting, ...]
    denied: str
    postponed: str
    topics: tuple[str, ...]
    states: dict[str, dict[str, dict[str, str]]]
    towns: dict[str, dict[str, tuple[str, ...]]]
    languages: dict[str, Speech]
    sentences: dict[str, dict[str, dict[str, tuple[str, ...]]]]

    @classmethod
    def load(cls) -> Words:
        """The words beside this file."""
        return msgspec.yaml.decode(WORDS.read_bytes(), type=cls)
