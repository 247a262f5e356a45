"""Who is mentioned, and who is meant."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from dragoman.model.document import Span

MEDIUM = "media:"  # how the ids of the press begin


class Via(StrEnum):
    """How a mention was understood."""

    NAME = "name"  # a person's or organisation's name
    COUNTRY = "country"  # a state's name, adjective, or inhabitants
    SEAT = "seat"  # a capital or seat that stands for its government
    PLACE = "place"  # a city or region of a state: where, or to whom, something is done
    OFFICE = "office"  # "the French foreign minister"
    COREFERENCE = "coreference"  # "the minister", "both sides", a pronoun


@dataclass(frozen=True, slots=True)
class Actor:
    """Whom a mention means.

    Attributes:
        id: stable: "RUS", "RUS/foreign_minister", "org:NATO", "group:hezbollah",
            "person:sergey_lavrov".
        name: English display name.
        country: ISO 3166 alpha-3, or None for organisations of many states
            (whose `id` is then "org:…").
        sector: PLOVER sector ("GOV", "MIL", "LEG", "SPY", "IGO", "REB", "CVL", …), or None
            where only a country is named.
        office: name of the office in English ("foreign minister"), or None.
    """

    id: str
    name: str
    country: str | None
    sector: str | None = None
    office: str | None = None

    @property
    def party(self) -> str | None:
        """The unit events are counted by: the country, or the organisation's short name."""
        if self.country is not None:
            return self.country
        if not self.id.startswith("org:"):
            return None
        return self.id.partition(":")[2].partition("/")[0]


@dataclass(frozen=True, slots=True)
class Mention:
    """A span that names or refers to somebody, with those whom it means.

    "die beiden Minister" and "beide Seiten" mean more than one actor, hence a tuple.

    Attributes:
        span: the words themselves.
        sentence: index of its sentence.
        tokens: first and last-plus-one token index within the sentence.
        actors: whom it means, never empty.
        via: how it was understood.
        rule: name of the rule that understood it, for the trace.
        vague: an adjective or a bare country word inside a longer phrase ("Russian oil"),
            which is a party only where the phrase's head is an agent of the state.
    """

    span: Span
    sentence: int
    tokens: tuple[int, int]
    actors: tuple[Actor, ...]
    via: Via
    rule: str
    vague: bool = False


@dataclass(frozen=True, slots=True)
class Holding:
    """Who held which office of which country from when to when (None: open or unknown)."""

    person: str
    country: str
    office: str
    start: date | None
    end: date | None
