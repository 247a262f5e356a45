"""Times that are no single day, in six languages, as the claims of whole sentences have them."""

from __future__ import annotations

from datetime import date

import pytest

from dragoman.model import Precision, When
from dragoman.pipeline import Reader
from dragoman.settings import Settings

PUBLISHED = date(2024, 3, 6)  # a Wednesday

CASES = [
    ("en", "Norway attacked Sweden two days ago.", "2024-03-04", "2024-03-04", "day"),
    ("en", "Norway attacked Sweden last week.", "2024-02-26", "2024-03-03", "range"),
    ("en", "In 2014 Norway attacked Sweden.", "2014-01-01", "2014-12-31", "year"),
    ("en", "Norway will attack Sweden in the near future.", None, None, "vague"),
    ("de", "Norwegen griff Schweden vor drei Tagen an.", "2024-03-03", "2024-03-03", "day"),
    ("de", "Norwegen griff Schweden vergangene Woche an.", "2024-02-26", "2024-03-03", "range"),
    ("fr", "La Norvège a attaqué la Suède il y a trois jours.", "2024-03-03", "2024-03-03", "day"),
    ("fr", "La Norvège a attaqué la Suède le mois dernier.", "2024-02-01", "2024-02-29", "month"),
    ("es", "Noruega atacó a Suecia hace dos días.", "2024-03-04", "2024-03-04", "day"),
    ("es", "Noruega atacó a Suecia el año pasado.", "2023-01-01", "2023-12-31", "year"),
    ("ru", "Норвегия атаковала Швецию два дня назад.", "2024-03-04", "2024-03-04", "day"),
    ("ru", "В 2014 году Норвегия атаковала Швецию.", "2014-01-01", "2014-12-31", "year"),
    ("uk", "Норвегія атакувала Швецію два дні тому.", "2024-03-04", "2024-03-04", "day"),
    ("uk", "У 2014 році Норвегія атакувала Швецію.", "2014-01-01", "2014-12-31", "year"),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Settings(judge=False))  # the rules alone


def dated(reader: Reader, code: str, text: str) -> When | None:
    return reader.read(text, language=code, published=PUBLISHED).claims[0].when


@pytest.mark.parametrize(("code", "text", "start", "end", "precision"), CASES)
def test_period(
    reader: Reader, code: str, text: str, start: str | None, end: str | None, precision: str
) -> None:
    when = dated(reader, code, text)
    assert when is not None
    days = [d.isoformat() if d is not None else None for d in (when.start, when.end)]
    assert (days, when.precision) == ([start, end], Precision(precision))


def test_a_number_of_things_is_no_year(reader: Reader) -> None:
    assert dated(reader, "en", "Norway attacked Sweden with 2014 soldiers.") is None


def test_nothing_relative_without_a_publication_date(reader: Reader) -> None:
    assert reader.read("Norway attacked Sweden two days ago.", language="en").claims[0].when is None
