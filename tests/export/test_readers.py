"""Files of other projects: what is well formed is read, what is not is named and counted."""

from __future__ import annotations

import gzip
import json
import zipfile
from datetime import date
from pathlib import Path

import pytest

from dragoman.export.gdelt import COLUMNS as GDELT
from dragoman.export.gdelt import SECOND_LEVEL
from dragoman.export.icews import COLUMNS as ICEWS
from dragoman.export.layout import line
from dragoman.export.polecat import COLUMNS as POLECAT
from dragoman.export.readers import FORMATS, FileReader
from dragoman.export.shape import Happening
from dragoman.model import DocumentError, UsageError
from dragoman.ontology import Crosswalk

WALK = Crosswalk.load()
CALL = {
    "GLOBALEVENTID": "410001", "SQLDATE": "20240315", "Actor1Code": "KSVGOV",
    "Actor1Name": "PRISTINA",
    "Actor1CountryCode": "KSV", "Actor1Type1Code": "GOV", "Actor2Code": "IGOEEC",
    "Actor2Name": "BRUSSELS", "Actor2KnownGroupCode": "EEC", "Actor2Type1Code": "IGO",
    "EventCode": "041", "QuadClass": "1", "GoldsteinScale": "1", "ActionGeo_Type": "4",
    "ActionGeo_Fullname": "Bonn, Nordrhein-Westfalen, Germany", "ActionGeo_CountryCode": "GM",
    "ActionGeo_Lat": "50.73", "ActionGeo_Long": "7.1", "DATEADDED": "20240316101500",
    "SOURCEURL": "https://example.org/a",
}  # fmt: skip
MEETING = {
    "Event ID": "77", "Event Date": "2019-03-02", "Source Name": "Ministry of Lima",
    "Source Sectors": "Government,Executive,Foreign Ministry", "Source Country": "Peru",
    "Event Text": "Make a visit", "CAMEO Code": "042", "Intensity": "1.9",
    "Target Name": "Citizen (Turkey)", "Target Country": "Turkey", "Sentence Number": "4",
    "Publisher": "A Paper", "Country": "Turkey", "Latitude": "39.9", "Longitude": "32.8",
}  # fmt: skip
ARREST = {
    "Event ID": "20230101-1", "Event Date": "2023-01-01", "Event Type": "COERCE",
    "Event Mode": "ban", "Intensity": "-7.0", "Quad Code": "4.0", "Contexts": "legal; elections",
    "Actor Name": "Police of Ruritania; Court", "Actor Country": "DEU; DEU",
    "Actor COW": "260; 260",
    "Primary Actor Sector": "COP; JUD", "Recipient Name": "Demonstrators", "Recipient COW": "817",
    "Language": "en", "Publication Date": "2023-01-02",
}  # fmt: skip


def cells(columns: tuple[str, ...], row: dict[str, str], empty: str = "") -> tuple[str, ...]:
    return tuple(row.get(column, empty) for column in columns)


def read(name: str, path: Path, text: str | bytes) -> tuple[list[Happening], FileReader]:
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    reader = FileReader(name, WALK)
    return list(reader.read(path)), reader


def test_gdelt_is_read_with_parties_place_and_plovers_codes(tmp_path: Path) -> None:
    (found,), _ = read("gdelt", tmp_path / "a.csv", line(cells(GDELT, CALL)))
    assert (found.type, found.modes, found.cameo) == ("CONSULT", ("phone",), "041")
    assert (found.actors[0].country, found.actors[0].sectors) == ("XKX", ("GOV",))
    assert (found.recipients[0].group, found.recipients[0].sectors) == ("EUR", ("IGO",))
    assert found.spot is not None
    assert (found.spot.country, found.spot.city, found.spot.latitude) == ("DEU", "Bonn", 50.73)
    assert (found.start, found.published) == (date(2024, 3, 15), date(2024, 3, 16))


def test_malformed_lines_are_named_and_counted_and_cost_nothing_else(tmp_path: Path) -> None:
    good = line(cells(GDELT, CALL))
    wrong = [
        "a\tb\n",
        line(cells(GDELT, CALL | {"SQLDATE": "20241341"})),
        line(cells(GDELT, CALL | {"EventCode": "41"})),
        line(cells(GDELT, CALL | {"GoldsteinScale": "high"})),
    ]
    found, reader = read("gdelt", tmp_path / "a.csv", good + "".join(wrong) + "\n" + good)
    assert len(found) == 2
    assert reader.skipped == 4
    assert [bad.number for bad in reader.bad] == [2, 3, 4, 5]
    for bad, reason in zip(
        reader.bad, ("2 columns", "no day", "no CAMEO", "no number"), strict=True
    ):
        assert reason in bad.reason


def test_of_many_malformed_lines_a_few_are_named(tmp_path: Path) -> None:
    _, reader = read("gdelt", tmp_path / "a.csv", "x\n" * 500)
    assert reader.skipped == 500
    assert len(reader.bad) == 20


@pytest.mark.parametrize("dropped", [SECOND_LEVEL, (*SECOND_LEVEL, "SOURCEURL")])
def test_gdelt_of_the_first_version_is_read(tmp_path: Path, dropped: tuple[str, ...]) -> None:
    columns = tuple(column for column in GDELT if column not in dropped)
    (found,), _ = read("gdelt", tmp_path / "a.csv", line(cells(columns, CALL)))
    assert (found.cameo, found.recipients[0].name) == ("041", "BRUSSELS")
    assert found.spot is not None
    assert found.spot.longitude == 7.1


def test_statements_have_no_plover_type_and_are_read(tmp_path: Path) -> None:
    (found,), _ = read("gdelt", tmp_path / "a.csv", line(cells(GDELT, CALL | {"EventCode": "010"})))
    assert (found.type, found.cameo) == ("", "010")


def icews(*rows: dict[str, str], columns: tuple[str, ...] = ICEWS) -> str:
    return "".join(line(row) for row in (columns, *(cells(columns, row, "NULL") for row in rows)))


def test_icews_is_read_with_quotation_marks_and_sectors_in_any_order(tmp_path: Path) -> None:
    quoted = MEETING | {"Source Sectors": '"Foreign Ministry,Government"'}
    (one, other), _ = read("icews", tmp_path / "a.tab", icews(MEETING, quoted))
    assert one.actors == other.actors
    assert (one.actors[0].country, one.actors[0].sectors) == ("PER", ("GOV",))
    assert (one.recipients[0].country, one.sentence) == ("TUR", 3)
    assert (one.type, one.modes) == ("CONSULT", ("visit",))


def test_icews_of_2017_has_other_days_and_no_codes(tmp_path: Path) -> None:
    columns = tuple(column for column in ICEWS if column != "CAMEO Code")
    row = MEETING | {"Event Date": "3/2/2017"}
    text = icews(
        row, row | {"Event Text": "Consult"}, row | {"Event Text": "Dance"}, columns=columns
    )
    found, reader = read("icews", tmp_path / "a.tab", text)
    assert [(one.cameo, one.start) for one in found] == [
        ("042", date(2017, 3, 2)), ("040", date(2017, 3, 2)),
    ]  # fmt: skip
    assert [bad.reason for bad in reader.bad] == ["'Dance' is no CAMEO code"]


@pytest.mark.parametrize("odd", ["plain", "stray", "trailing", "alias"])
def test_polecat_is_read_with_all_the_odd_headers_there_are(tmp_path: Path, odd: str) -> None:
    columns: tuple[str, ...] = POLECAT
    row = cells(POLECAT, ARREST, "None")
    if odd == "stray":
        columns = (*columns, "Headline")
    elif odd == "trailing":
        columns, row = (*columns, "", ""), (*row, "", "")
    elif odd == "alias":
        columns = tuple("Event Intensity" if c == "Intensity" else c for c in columns)
    (found,), reader = read("polecat", tmp_path / "a.txt", line(columns) + line(row))
    assert reader.skipped == 0
    assert (found.type, found.modes, found.contexts) == (
        "COERCE", ("restrict",), ("legal", "election"),
    )  # fmt: skip
    assert [(e.name, e.country, e.sectors) for e in found.actors] == [
        ("Police of Ruritania", "DEU", ("COP",)), ("Court", "DEU", ("JUD",)),
    ]  # fmt: skip
    assert found.recipients[0].country == "VNM"  # by its number alone, which is an old one
    assert (found.quad, found.score, found.published) == (4, -7, date(2023, 1, 2))


def test_a_file_of_another_encoding_is_read(tmp_path: Path) -> None:
    row = cells(POLECAT, ARREST | {"Actor Name": "Peña; Müller"}, "None")
    text = (line(POLECAT) + line(row)).encode("iso-8859-1")
    (found,), _ = read("polecat", tmp_path / "a.txt", text)
    assert [entity.name for entity in found.actors] == ["Peña", "Müller"]


def test_plover_is_read_by_the_names_of_the_manual_and_of_its_example(tmp_path: Path) -> None:
    plain = {"id": "1", "date": "2020-02-03", "event": ["DISAPPROVE"], "unknown": {"a": 1},
             "actor": [{"code": "KOS", "sector": "GOVMIL", "entity_text": "Pristina"}],
             "recipient": [{"raw_text": "the Union", "code": "EUR", "sector_code": "IGO"}],
    }  # fmt: skip
    lines = [json.dumps(plain), "{", json.dumps(plain | {"event": ["DANCE"]}),
             json.dumps({"id": "2"}), json.dumps(plain | {"date": "soon"})]  # fmt: skip
    (found,), reader = read("plover", tmp_path / "a.jsonl", "\n".join(lines))
    assert (found.type, found.modes, found.cameo) == ("ACCUSE", ("disapprove",), "110")
    assert (found.actors[0].country, found.actors[0].sectors) == ("XKX", ("GOV", "MIL"))
    assert (found.recipients[0].group, found.recipients[0].text) == ("EUR", "the Union")
    assert (reader.skipped, [bad.number for bad in reader.bad]) == (4, [2, 3, 4, 5])


@pytest.mark.parametrize("packed", ["zip", "gz"])
def test_packed_files_are_read(tmp_path: Path, packed: str) -> None:
    text = line(cells(GDELT, CALL)).encode()
    path = tmp_path / f"20240315.export.CSV.{packed}"
    if packed == "zip":
        with zipfile.ZipFile(path, "w") as archive:
            archive.writestr("20240315.export.CSV", text)
    else:
        path.write_bytes(gzip.compress(text))
    assert [found.id for found in FileReader("gdelt", WALK).read(path)] == ["410001"]


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("polecat", "Event ID\tEvent Date\n", "no column Event Type"),
        ("icews", "", "the header is not that of icews"),
        ("gdelt.zip", "no archive", "cannot be read"),
        ("gdelt.gz", "no archive", "cannot be read"),
    ],
)
def test_a_file_that_cannot_be_read_is_named(
    tmp_path: Path, name: str, content: str, said: str
) -> None:
    path = tmp_path / f"a.{name}"
    path.write_text(content)
    with pytest.raises(DocumentError, match=said) as caught:
        list(FileReader(name.partition(".")[0], WALK).read(path))
    assert str(path) in str(caught.value)


def test_what_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match="no such file"):
        list(FileReader("gdelt", WALK).read(tmp_path / "none.csv"))
    with pytest.raises(UsageError, match=", ".join(FORMATS)):
        FileReader("phoenix", WALK)
