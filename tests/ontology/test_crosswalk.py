"""Codes of one scheme in another: invariants of the tables, and what is known to be so."""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from dragoman.model import LexiconError
from dragoman.ontology import Crosswalk, Ontology, PloverCode, Quads, Scale

WALK = Crosswalk.load()
ONTOLOGY = Ontology.load()
MODES = [(name, mode) for name, kind in WALK.plover.types.items() for mode in (None, *kind.modes)]
CODES = list(WALK.cameo.codes)


@pytest.mark.parametrize(("kind", "mode"), MODES)
def test_every_type_and_mode_comes_back_from_cameo(kind: str, mode: str | None) -> None:
    modes = () if mode is None else (mode,)
    code = WALK.plover_to_cameo(kind, modes)
    assert len(code) >= 3
    back = WALK.cameo_to_plover(code)
    assert back is not None
    assert back.type == kind
    named = WALK.walks.codes.get("/".join([kind, *modes]))
    assert back.modes == modes or named == code


@pytest.mark.parametrize("code", CODES)
def test_every_code_of_the_map_keeps_to_the_manual(code: str) -> None:
    known = WALK.cameo[code]
    found = WALK.cameo_to_plover(code)
    assert (found is None) == (known.root in ("01", "02"))
    if found is not None:
        assert set(found.modes) <= set(WALK.plover.types[found.type].modes)
        assert set(found.contexts) <= set(WALK.plover.contexts)
        assert WALK.normal(found.type, found.modes, found.contexts) == found


@pytest.mark.parametrize("code", CODES)
def test_what_stands_above_a_code_is_a_code(code: str) -> None:
    known = WALK.cameo[code]
    assert known.root in WALK.cameo
    assert known.base in WALK.cameo
    assert known.quad == WALK.cameo.quad(known.root)
    assert -10 <= WALK.cameo.score(code) <= 10
    assert -10 <= WALK.cameo.score(code, Scale.ICEWS) <= 10


def test_cameo_is_whole() -> None:
    assert {WALK.cameo[code].root for code in CODES} == {f"{n:02}" for n in range(1, 21)}
    assert len(CODES) == 313


def test_the_two_tables_of_scores_differ_where_they_are_known_to() -> None:
    cameo = WALK.cameo
    differ = {c for c in CODES if cameo.score(c) != cameo.score(c, Scale.ICEWS)}
    assert differ == {"016", "022", "164", "165"}
    assert cameo["1213"].goldstein is None
    assert cameo.score("1213") == cameo.score("121") == -4


def test_the_two_schemes_of_quads_differ_where_they_are_known_to() -> None:
    cameo = WALK.cameo
    differ = {cameo[c].root for c in CODES if cameo.quad(c) != cameo.quad(c, Quads.PHOENIX)}
    assert differ == {"01", "02", "16"}


@pytest.mark.parametrize(
    ("code", "kind", "mode", "context"),
    [
        ("041", "CONSULT", "phone", None),
        ("043", "CONSULT", "visit", None),
        ("0333", "AGREE", None, "human_security"),
        ("0812", "CONCEDE", None, "pro_democracy"),
        ("0813", "RETREAT", None, "legal"),
        ("0842", "RETREAT", None, "legal"),
        ("085", "RETREAT", None, "economic"),
        ("132", "THREATEN", "restrict", "executive"),
        ("163", "SANCTION", "discontinue", "diplomatic"),
        ("1712", "ASSAULT", "destroy", "human_security"),
        ("1722", "COERCE", "restrict", "pro_autocracy"),
        ("175", "ASSAULT", None, "pro_autocracy"),
        ("185", "ASSAULT", "targeted", None),
        ("191", "COERCE", "restrict", "military"),
        ("201", "ASSAULT", None, "religion_ethnicity"),
    ],
)
def test_the_map_is_the_repaired_one(
    code: str, kind: str, mode: str | None, context: str | None
) -> None:
    found = WALK.cameo_to_plover(code)
    assert found is not None
    assert (found.type, found.modes) == (kind, () if mode is None else (mode,))
    assert context is None or context in found.contexts


def test_a_context_chooses_the_narrower_code() -> None:
    assert WALK.plover_to_cameo("AID", (), ("military",)) == "072"
    assert WALK.plover_to_cameo("CONSULT", (), ("diplomatic",)) == "040"
    assert WALK.plover_to_cameo("REQUEST", ("yield",), ("economic", "diplomatic")) == "1054"


def test_appeals_are_requests_only_for_those_who_ask() -> None:
    assert WALK.cameo_to_plover("0251") is None
    assert WALK.cameo_to_plover("0251", appeals=True) == PloverCode("REQUEST", ("yield",))
    assert WALK.cameo_to_plover("020", appeals=True) is None
    assert WALK.cameo_to_plover("012", appeals=True) is None
    for base, mode in WALK.walks.appeals.items():
        assert base in WALK.cameo
        assert mode in WALK.plover.types["REQUEST"].modes


@pytest.mark.parametrize("name", list(ONTOLOGY.acts))
def test_the_code_of_every_act_is_in_the_table_and_of_its_type(name: str) -> None:
    act = ONTOLOGY.act(name)
    known = WALK.cameo[act.cameo]
    if act.type not in known.types:
        assert set(known.types or ("",)) <= set(WALK.walks.apart[act.type])


def test_planned_acts_have_codes_too() -> None:
    for future in ONTOLOGY.plover.planned.values():
        assert future.cameo in WALK.cameo
        assert WALK.announced(future.type)
    assert not WALK.announced("CONSULT")


@pytest.mark.parametrize(
    ("given", "now"),
    [
        (("DEMAND", (), ()), PloverCode("REQUEST")),
        (("DISAPPROVE", (), ("elections",)), PloverCode("ACCUSE", ("disapprove",), ("election",))),
        (("INVESTIGATE", ("investigate",), ()), PloverCode("ACCUSE", ("investigate",))),
        (("FIGHT", ("massacre", "aerial"), ()), PloverCode("ASSAULT", ("targeted", "aerial"))),
        (("CRIME", (), ()), PloverCode("", (), ("crime",))),
        (("RETREAT", ("return",), ("disaster",)), PloverCode("RETREAT", (), ("disasters",))),
        (("CONSULT", ("shouting",), ("weather",)), PloverCode("CONSULT")),
    ],
)
def test_drafts_and_other_implementations_are_understood(
    given: tuple[str, tuple[str, ...], tuple[str, ...]], now: PloverCode
) -> None:
    assert WALK.normal(*given) == now


def test_what_is_no_code_is_named() -> None:
    with pytest.raises(LexiconError, match="no CAMEO code '999'"):
        WALK.cameo_to_plover("999")
    with pytest.raises(LexiconError, match="no PLOVER type 'DANCE'"):
        WALK.plover_to_cameo("DANCE")
    with pytest.raises(LexiconError, match="'DANCE' is no PLOVER type"):
        WALK.normal("DANCE")


def test_tables_name_what_exists() -> None:
    walks, types = WALK.walks, WALK.plover.types
    for key, code in walks.codes.items():
        kind, _, mode = key.partition("/")
        assert not mode or mode in types[kind].modes
        assert code in WALK.cameo
    for kind, renamed in walks.modes.items():
        assert {mode for mode in renamed.values() if mode} <= set(types[kind].modes)
    assert set(walks.contexts.values()) <= set(WALK.plover.contexts)
    assert {*walks.mirrored, *walks.mirrored.values(), *walks.hosting} <= set(CODES)
    assert all(walks.mirrored[walks.mirrored[code]] == code for code in walks.mirrored)
    assert {*walks.narrower.values(), *walks.international} <= set(walks.sectors)


def test_sectors_go_to_cameo_and_back() -> None:
    assert (WALK.role("JRN"), WALK.role("MED")) == ("MED", "HLH")
    for name, sector in WALK.walks.sectors.items():
        if sector.cameo and name not in ("PRM", "SOC"):
            assert WALK.sector_of_role(sector.cameo) == name
        for word in sector.icews:
            assert WALK.sector_of_word(word) == name
    assert WALK.sector_of_role("SEP") == "REB"
    assert WALK.sector_of_word("Foreign Ministry") == "GOV"
    assert WALK.sector_of_role("") is None


def test_the_crosswalk_loads_in_a_moment_and_alone() -> None:
    code = (
        "import json, sys, dragoman.ontology as o; o.Crosswalk.load()\n"
        "print(json.dumps([m for m in sys.modules if m.startswith('dragoman.')]))"
    )
    said = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    rooms = {name.split(".")[1] for name in json.loads(said.stdout)}
    assert rooms == {"model", "ontology", "version"}
