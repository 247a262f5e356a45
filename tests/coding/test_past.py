"""Days without a year: the verb says whether they lie ahead."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.model import Status
from dragoman.pipeline import Reader

PUBLISHED = date(2026, 11, 20)
BEFORE, AHEAD = date(2026, 3, 31), date(2027, 3, 31)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Norway's president met Sweden's president on 31 March."),
        ("en", "Norway's president has been received by Sweden's president on 31 March."),
        ("de", "Norwegens Präsident hat Schwedens Präsidenten am 31. März getroffen."),
        ("ru", "Президент Норвегии встретился с президентом Швеции 31 марта."),
        ("uk", "Президент Норвегії зустрівся з президентом Швеції 31 березня."),
        ("fr", "Le président norvégien a rencontré le président suédois le 31 mars."),
        ("fr", "Le président norvégien a été reçu par le président suédois le 31 mars."),
        ("es", "El presidente noruego se reunió con el presidente sueco el 31 de marzo."),
    ],
)
def test_the_past_is_told_of_a_day_before_the_publication(
    reader: Reader, language: str, text: str
) -> None:
    (claim,) = reader.read(text, language=language, published=PUBLISHED).claims
    assert claim.when is not None
    assert (claim.status, claim.when.start) == (Status.OCCURRED, BEFORE)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Norway's president will meet Sweden's president on 31 March."),
        ("de", "Norwegens Präsident trifft Schwedens Präsidenten am 31. März."),
        ("ru", "Президент Норвегии встретится с президентом Швеции 31 марта."),
        ("fr", "Le président norvégien sera reçu par le président suédois le 31 mars."),
    ],
)
def test_other_verbs_leave_the_day_ahead(reader: Reader, language: str, text: str) -> None:
    (claim,) = reader.read(text, language=language, published=PUBLISHED).claims
    assert claim.when is not None
    assert (claim.status, claim.when.start) == (Status.PLANNED, AHEAD)


def test_what_was_agreed_for_a_day_lies_ahead(reader: Reader) -> None:
    text = "Norway has invited Sweden's president for 31 March."
    (claim,) = reader.read(text, language="en", published=PUBLISHED).claims
    assert claim.when is not None
    assert claim.when.start == AHEAD


def test_a_leap_day_was_four_years_before(reader: Reader) -> None:
    text = "Norway met Sweden on 29 February."
    (claim,) = reader.read(text, language="en", published=date(2027, 11, 20)).claims
    assert claim.when is not None
    assert claim.when.start == date(2024, 2, 29)


def test_a_day_that_says_itself_that_it_is_ahead_stays_there(reader: Reader) -> None:
    (claim,) = reader.read("Norway met Sweden tomorrow.", language="en", published=PUBLISHED).claims
    assert claim.when is not None
    assert claim.when.start == date(2026, 11, 21)


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Norway and Sweden were due to sign a treaty on Friday."),
        ("de", "Norwegen und Schweden sollten am Freitag einen Vertrag unterzeichnen."),
        ("fr", "La Norvège et la Suède devaient signer vendredi un accord."),
    ],
)
def test_what_was_due_on_a_day_of_the_week_is_still_to_come(
    reader: Reader, language: str, text: str
) -> None:
    (claim,) = reader.read(text, language=language, published=date(2026, 11, 12)).claims
    assert claim.when is not None
    assert (claim.status, claim.when.start) == (Status.PLANNED, date(2026, 11, 13))


def test_what_was_announced_on_a_day_of_the_week_keeps_it(reader: Reader) -> None:
    text = "Norway announced on Monday a meeting with Sweden's president."
    (claim,) = reader.read(text, language="en", published=date(2026, 11, 12)).claims
    assert claim.when is not None
    assert claim.when.start == date(2026, 11, 9)
