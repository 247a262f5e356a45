"""A project's own file of actors: what it adds, what it overrides, how its mistakes are told."""

from __future__ import annotations

import pickle
from datetime import date
from pathlib import Path

import pytest

from dragoman.actors import Directory, Extension
from dragoman.model import UsageError
from dragoman.pipeline import Reader
from dragoman.settings import Settings
from dragoman.text import Declared, Source, SourceKind
from dragoman.workers import Failure, read_all

DAY = date(2031, 5, 2)
FILE = """\
actors:
  - id: jaan_tamm
    kind: person
    name: Jaan Tamm
    country: EST
    office: foreign_minister
    from: 2031-04
    names:
      "*": Jaan Tamm
      ru: [Яан Тамм, Яана Тамма]
  - id: person:ana_o_neil
    kind: person
    name: Ana O'Neil-Smith
    woman: true
    common: true
    offices:
      - {office: ambassador, country: NZL, from: 2029}
      - {office: secretary_general, country: PILOT, from: 2030-01-01}
  - id: xi_number_two
    kind: person
    name: Charles Twain III
    country: GBR
    office: monarch
    surname: false
  - {id: PILOT, kind: organisation, name: Pilot Union, sector: IGO, country: none,
     names: {en: [Pilot Union, P.U.], de: Pilotunion}}
  - {id: ACME, kind: organisation, name: Acme Corp., sector: BUS, country: USA}
  - {id: 'group:red_dawn', kind: group, name: Red Dawn, sector: REB, country: MMR}
  - {id: EST, kind: state_name, names: {en: Marjamaa}}
  - {id: EST, kind: state_name, as: adjective, names: {en: Marjan}}
  - {id: EST, kind: state_name, as: seat, names: {en: Stenbock House}}
  - {id: EST/foreign_ministry, kind: state_name, as: seat, names: {"*": Islandi}}
"""


@pytest.fixture(scope="module")
def known() -> Directory:
    return Directory.load()


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> Reader:
    path = tmp_path_factory.mktemp("actors") / "actors.yaml"
    path.write_text(FILE, "utf-8")
    return Reader(Settings(actors=path))


def written(folder: Path, text: str) -> Path:
    path = folder / "actors.yaml"
    path.write_text(text, "utf-8")
    return path


def meant(reader: Reader, text: str, code: str = "en", day: date | None = DAY) -> dict[str, str]:
    """Ids by the words of mentions."""
    document = reader.texts.document(text, Declared(code, day), "test")
    return {m.span.text: " ".join(a.id for a in m.actors) for m in reader.mentions(document)}


@pytest.mark.parametrize(
    ("code", "text", "words", "whom"),
    [
        ("en", "Jaan Tamm met the king.", "Jaan Tamm", "person:jaan_tamm"),
        ("en", "Berlin waits. Tamm left for Oslo.", "Tamm", "person:jaan_tamm"),
        ("de", "Gestern sprach Jaan Tamm mit China.", "Jaan Tamm", "person:jaan_tamm"),
        ("ru", "В Москве ждут Яана Тамма.", "Яана Тамма", "person:jaan_tamm"),
        ("ru", "В Москве ждут Тамма.", "Тамма", "person:jaan_tamm"),
        ("en", "The Estonian foreign minister left.", "Estonian foreign minister",
         "person:jaan_tamm"),
        ("en", "Ana O'Neil-Smith wrote.", "Ana O'Neil-Smith", "org:PILOT/ana_o_neil"),
        ("en", "The king met Charles Twain III in Oslo.", "Charles Twain III",
         "person:xi_number_two"),
        ("en", "The Pilot Union agreed.", "Pilot Union", "org:PILOT"),
        ("en", "The P.U. agreed.", "P.U.", "org:PILOT"),
        ("de", "Die Pilotunion stimmte zu.", "Pilotunion", "org:PILOT"),
        ("fr", "Le président salue Pilot Union.", "Pilot Union", "org:PILOT"),
        ("en", "They sued Acme Corp. in Oslo.", "Acme Corp.", "org:ACME"),
        ("en", "Red Dawn condemned Japan.", "Red Dawn", "group:red_dawn"),
        ("en", "Then Marjamaa agreed.", "Marjamaa", "EST"),
        ("en", "The Marjan army left.", "Marjan army", "EST/army"),
        ("en", "The Stenbock House said no.", "Stenbock House", "EST/government"),
        ("de", "Aus dem Islandi kam Kritik.", "Islandi", "EST/foreign_ministry"),
    ],
)  # fmt: skip
def test_names_of_the_file_are_read(
    reader: Reader, code: str, text: str, words: str, whom: str
) -> None:
    assert meant(reader, text, code).get(words) == whom


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Then O'Neil-Smith left.", "O'Neil-Smith"),  # a common surname
        ("World War III began.", "III"),  # the last word is no surname
        ("Наш Red Dawn.", "Dawn"),  # only people have surnames
    ],
)
def test_what_is_no_name_is_not_read(reader: Reader, text: str, words: str) -> None:
    assert words not in meant(reader, text)


def test_actors_of_the_file_are_whole(reader: Reader) -> None:
    document = reader.texts.document("Jaan Tamm sued Acme Corp. in Oslo.", Declared("en", DAY))
    tamm, acme, _ = (m.actors[0] for m in reader.mentions(document))
    assert (tamm.name, tamm.country, tamm.sector) == ("Jaan Tamm", "EST", "GOV")
    assert tamm.office == "foreign minister"
    assert (acme.name, acme.country, acme.sector) == ("Acme Corp.", "USA", "BUS")
    document = reader.texts.document("The Pilot Union left.", Declared("en", DAY))
    (union,) = (m.actors[0] for m in reader.mentions(document))
    assert (union.country, union.party) == (None, "PILOT")


LAVROV = """\
actors:
  - id: sergey_lavrov
    kind: person
    office: president
    country: RUS
    from: 2031-01-01
    names: {en: [Serge Lawroff]}
  - {id: NATO, kind: organisation, names: {en: [Nordbund]}}
  - {id: hezbollah, kind: group, country: none, names: {de: [Gottespartei]}}
"""


def test_known_actors_are_overridden(tmp_path: Path, known: Directory) -> None:
    path = written(tmp_path, LAVROV)
    reader = Reader(Settings(actors=path))
    assert meant(reader, "Serge Lawroff met Nordbund.") == {
        "Serge Lawroff": "person:sergey_lavrov",
        "Nordbund": "org:NATO",
    }
    # Their names are replaced where the file has some, and stay where it has none.
    assert meant(reader, "Sergey Lavrov left. Lavrov met NATO.") == {}
    assert meant(reader, "Lawrow sprach mit der NATO und der Gottespartei.", "de") == {
        "Lawrow": "person:sergey_lavrov",
        "NATO": "org:NATO",
        "Gottespartei": "group:hezbollah",
    }
    changed = Extension.load(path, known).directory
    person = changed.people.by_id["sergey_lavrov"]
    assert person.name == "Sergey Lavrov"
    assert [(held.office, held.start) for held in person.holdings] == [
        ("president", date(2031, 1, 1))
    ]
    assert changed.people.holder("RUS", "foreign_minister", date(2020, 1, 1)) is None
    assert changed.organisations["org:NATO"] == known.organisations["org:NATO"]
    assert changed.organisations["group:hezbollah"].country is None
    assert known.people.by_id["sergey_lavrov"].at(None).office == "foreign_minister"


def test_whoever_takes_an_office_ends_the_open_term_before(
    tmp_path: Path, known: Directory
) -> None:
    path = written(tmp_path, LAVROV)
    people = Extension.load(path, known).directory.people
    before = people.by_id["vladimir_putin"].at(date(2030, 12, 31))
    assert (before.office, before.end) == ("president", date(2030, 12, 31))
    for day, whom in [(date(2025, 1, 1), "vladimir_putin"), (date(2031, 1, 1), "sergey_lavrov")]:
        holder = people.holder("RUS", "president", day)
        assert holder is not None
        assert holder.id == whom


def test_the_hash_of_the_lexicon_changes_with_the_file(tmp_path: Path) -> None:
    text = "Oslo and Stockholm signed a treaty."
    plain = Reader().read(text, language="en").run
    first = Reader(Settings(actors=written(tmp_path, FILE))).read(text, language="en").run
    second = Reader(Settings(actors=written(tmp_path, LAVROV))).read(text, language="en").run
    assert len({plain.lexicon, first.lexicon, second.lexicon}) == 3
    assert plain.model == first.model


def test_worker_processes_know_the_file(tmp_path: Path) -> None:
    settings = Settings(actors=written(tmp_path, FILE))
    assert pickle.loads(pickle.dumps(settings)) == settings
    text = b"Jaan Tamm met the Ukrainian president in Berlin on Monday."
    sources = [
        Source(f"{number}", SourceKind.TEXT, data=text, declared=Declared("en", DAY))
        for number in range(2)
    ]
    outcomes = list(read_all(sources, settings, workers=2))
    for outcome in outcomes:
        assert not isinstance(outcome, Failure)
        parties = [p.actor.id for claim in outcome.claims for p in claim.actors]
        assert "person:jaan_tamm" in parties


def test_without_a_file_nothing_changes(known: Directory) -> None:
    extension = Extension.load(None, known)
    assert extension.directory is known
    assert extension.added("en", lambda form: [form]) == ((), frozenset())


PERSON = "actors:\n  - id: ann_bell\n    kind: person\n    name: Ann Bell\n"
OFFICE = PERSON + "    country: EST\n    office: foreign_minister\n"


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ("", 1, "write a list under “actors:”"),
        ("actors: none\n", 1, "write a list under “actors:”"),
        ("actors: []\nplaces: []\n", 2, "unknown key 'places'"),
        ("actors:\n  - hello\n", 2, "expected object, got str; write fields"),
        ("actors:\n\n  - kind: person\n", 3, "'id' is missing"),
        ("actors:\n  - id: x\n", 2, "kind must be one of person, organisation, group, state_name"),
        ("actors:\n  - id: x\n    kind: man\n", 3, "not 'man'"),
        (PERSON, 2, "needs an office"),
        (PERSON + "    from: 2020\n", 2, "write “office: …” too"),
        (OFFICE.replace("Ann Bell", '""'), 2, "'name' is missing"),
        (OFFICE.replace("ann_bell", "Ann Bell"), 2, "is no id; write one like jaan_tamm"),
        (OFFICE.replace("foreign_m", "forein_m"), 6, "write foreign_minister"),
        (OFFICE.replace("foreign_minister", "army"), 6, "'army' is no office of a person"),
        (OFFICE.replace("EST", "Estonia"), 5, "write EST"),
        (OFFICE.replace("EST", "EN"), 5, "write EST"),
        (OFFICE.replace("EST", "XXX"), 5, "“dragoman actors find NAME” tells"),
        (OFFICE.replace("    country: EST\n", ""), 2, "'country' is missing"),
        (OFFICE + "    from: soon\n", 7, "'soon' is no day; write 2031-04-01"),
        (OFFICE + "    to: 2031-02-30\n", 7, "'2031-02-30' is no day"),
        (OFFICE + "    from: 2031-02\n    to: 2030\n", 8, "'to' is before 'from'"),
        (OFFICE + "    sector: GOV\n", 7, "unknown field 'sector'; there are kind, id, name"),
        (OFFICE + "    surname: perhaps\n", 7, "write true or false"),
        (OFFICE + "    office: president\n", 7, "'office' stands here twice"),
        (OFFICE + "    names: {xx: [Ann]}\n", 7, "'xx' is no language; write one of de, en"),
        (OFFICE + "    names: {en: [Ann Bell, '…']}\n", 7, "a name without letters"),
        (OFFICE + "    names: {en: {de: Ann}}\n", 7, "write a list: [one, two]"),
        (OFFICE + "    offices:\n      - office: president\n        contry: EST\n", 9,
         "unknown field 'contry'; there are office, country, from, to"),
        (OFFICE + "    offices:\n      - {office: prince}\n      - {office: premier}\n", 9,
         "'premier' is no office"),
        (OFFICE + "  - {id: person:ann_bell, kind: person}\n", 7, "stands in line 2 too"),
        ("actors:\n  - {id: A B, kind: organisation, name: A, sector: IGO}\n", 2, "org:NATO"),
        ("actors:\n  - {id: AB, kind: organisation, name: A}\n", 2, "sector is missing"),
        ("actors:\n  - {id: ab, kind: group, name: A, sector: x}\n", 2, "'x' is no sector"),
        ("actors:\n  - {id: AB, kind: organisation, name: A, sector: IGO,\n     country: EUR}\n", 3,
         "'EUR' is no code of a state"),
        ("actors:\n  - {id: EST, kind: state_name}\n", 2, "'names' is missing"),
        ("actors:\n  - {id: EST, kind: state_name, names: {}}\n", 2, "names is empty"),
        ("actors:\n  - {id: EST, kind: state_name, as: king, names: {en: A}}\n", 2,
         "'king' is none of country, adjective, people, capital, place, seat"),
        ("actors:\n  - {id: EST/army, kind: state_name, names: {en: A}}\n", 2, "only a seat"),
        ("actors:\n  - {id: EST/arm, kind: state_name, as: seat, names: {en: A}}\n", 2,
         "'arm' is no office of a body; write army"),
        ("actors:\n  - id: x\n    names: {*: [y]}\n", 3, 'put "*"'),
        ("actors:\n  - id: x: y\n", 2, "indent with spaces"),
    ],
)  # fmt: skip
def test_mistakes_are_told_with_line_and_remedy(
    tmp_path: Path, known: Directory, text: str, line: int, words: str
) -> None:
    path = written(tmp_path, text)
    with pytest.raises(UsageError) as caught:
        Extension.load(path, known)
    first = str(caught.value).splitlines()[0]
    assert first.startswith(f"{path}, line {line}: ")
    assert words in first


def test_all_mistakes_are_told_at_once_in_the_order_of_lines(
    tmp_path: Path, known: Directory
) -> None:
    path = written(tmp_path, OFFICE.replace("EST", "XXX") + "    to: never\n  - {id: x}\n")
    with pytest.raises(UsageError) as caught:
        Extension.load(path, known)
    lines = [text.partition(":")[0] for text in str(caught.value).splitlines()]
    assert lines == [f"{path}, line {number}" for number in (5, 7, 8)]


def test_a_file_that_cannot_be_read_is_named(tmp_path: Path, known: Directory) -> None:
    with pytest.raises(UsageError, match=r"none\.yaml: cannot be read \(no such file"):
        Extension.load(tmp_path / "none.yaml", known)
    (tmp_path / "latin.yaml").write_bytes("actors: [é]".encode("latin-1"))
    with pytest.raises(UsageError, match="is not UTF-8; save it as UTF-8"):
        Extension.load(tmp_path / "latin.yaml", known)


def test_a_file_that_leads_round_in_a_circle_is_told(tmp_path: Path, known: Directory) -> None:
    path = written(tmp_path, "actors: &a\n  - *a\n")
    with pytest.raises(UsageError, match="line 1: found unconstructable recursive node"):
        Extension.load(path, known)
