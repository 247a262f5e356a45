"""Names of the coding rules; rules.yaml says in a sentence what each of them does."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import msgspec


class Rule(StrEnum):
    """A named rule, as it appears in the trace of a claim or as the reason why there is none."""

    # what was done
    VERB = "verb"
    VERB_OBJECT = "verb-object"
    NOUN = "noun"
    LIGHT_VERB = "light-verb"
    OCCURRENCE = "occurrence"
    TURN = "turn"
    CONTENT_PARTY = "content-party"
    OTHER_PARTY = "other-party"
    DROPPED_SUBJECT = "dropped-subject"
    COMPANION = "companion"
    PLACE_PARTY = "place-party"
    MEDIATED = "mediated"
    SHARED_PARTY = "shared-party"
    ANSWER = "answer"
    SPOKEN_OF = "spoken-of"
    SAME_SIDES = "same-sides"
    BY_SPEAKER = "by-speaker"
    SPEAKER_SIDE = "speaker-side"
    JUDGE = "judge"
    JUDGED = "judged"
    LIKELIEST_SIDE = "likeliest-side"
    # whether it has happened
    REFUSAL = "refusal"
    OBLIGATION = "obligation"
    NEGATION = "negation"
    FUTURE = "future"
    FUTURE_DATE = "future-date"
    MODAL = "modal"
    CONDITIONAL = "conditional"
    PURPOSE = "purpose"
    INTENTION = "intention"
    ANNOUNCED = "announced"
    DEMANDED = "demanded"
    POSSIBLE = "possible"
    QUESTION = "question"
    TO_COME = "to-come"
    LEFT_OPEN = "left-open"
    UNDONE = "undone"
    UNWANTED = "unwanted"
    AFTER_ALL = "after-all"
    DOUBTED = "doubted"
    FAILURE = "failure"
    STOPPED = "stopped"
    DENIED = "denied"
    PLAN_NOUN = "plan-noun"
    DEMAND_NOUN = "demand-noun"
    POSSIBILITY_NOUN = "possibility-noun"
    POSTPONED = "postponed"
    GOING_ON = "going-on"
    CONTENT = "content"
    # who says so
    SAYING = "saying"
    ACCORDING_TO = "according-to"
    ACCUSED = "accused"
    QUOTATION = "quotation"
    HEARSAY = "hearsay"
    HEADED = "headed"
    # why there is no claim
    ONE_PARTY = "one-party"
    NO_AGENT = "no-agent"
    BARE_NOUN = "bare-noun"
    NO_ENTRY = "no-entry"
    NOT_CODED_CONTENT = "not-coded-content"
    HISTORY = "history"
    REPEATED = "repeated"


def sentences() -> dict[str, str]:
    """What each rule does, in a sentence that an analyst understands."""
    path = Path(__file__).with_name("rules.yaml")
    return msgspec.yaml.decode(path.read_bytes(), type=dict[str, str])
