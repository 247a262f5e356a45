"""Which acts start or move which kind of thread."""

from __future__ import annotations

from pathlib import Path

import msgspec

from dragoman.model import LexiconError

PATH = Path(__file__).with_name("threads.yaml")


class Spans(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Numbers of days; see the comments in threads.yaml."""

    due: int
    vague: int
    passed: int
    expected: int
    extended: int


class CommitmentRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Acts that break a commitment of a family."""

    broken: frozenset[str]


class PledgeRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Families that keep, and acts that break, a promise that does not say what is to be done."""

    kept: frozenset[str]
    broken: frozenset[str]


class MeasureRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Acts that ease or lift a measure of a family, or demand its end."""

    eased: frozenset[str]
    lifted: frozenset[str]
    demanded: frozenset[str]


class MeetingRule(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """Families and acts that move a meeting; names of rules that put it off."""

    held: str
    proposed: str
    cancelled: frozenset[str]
    put_off: frozenset[str]


class ThreadRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, kw_only=True):
    """threads.yaml."""

    days: Spans
    commitments: dict[str, CommitmentRule]
    pledges: dict[str, PledgeRule]
    breach: frozenset[str]
    measures: dict[str, MeasureRule]
    meetings: MeetingRule

    @classmethod
    def load(cls, path: Path = PATH) -> ThreadRules:
        """The rules of the package, or of another file.

        Raises:
            LexiconError: the file is malformed.
        """
        try:
            return msgspec.yaml.decode(path.read_bytes(), type=cls)
        except OSError as error:
            raise LexiconError(f"{path}: cannot be read ({error.strerror})") from error
        except msgspec.MsgspecError as error:
            raise LexiconError(f"{path}: {error}") from error
