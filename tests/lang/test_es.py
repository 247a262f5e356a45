"""Spanish: its profile, and that the data files of its folder agree with one another."""

from __future__ import annotations

from collections import Counter

import msgspec
import pytest

from dragoman.lang import Entry, load
from dragoman.lang.es.profile import PROFILE
from dragoman.lang.forms import read_forms
from dragoman.lang.load import FOLDER
from dragoman.ontology import Ontology

HERE = FOLDER / "es"


def entries(name: str) -> list[Entry]:
    return msgspec.yaml.decode((HERE / name).read_bytes(), type=list[Entry])


def test_fold_lowers_and_keeps_accents() -> None:
    assert PROFILE.fold("Reunión") == "reunión"
    assert PROFILE.fold("ACUSÓ") != PROFILE.fold("ACUSO")


def test_tails_are_what_follows_a_hyphen() -> None:
    assert list(PROFILE.tails("mini-cumbre")) == ["cumbre"]
    assert list(PROFILE.tails("cumbre")) == []


@pytest.mark.parametrize(
    ("form", "tense"),
    [
        ("visitará", "Fut"), ("tendrán", "Fut"), ("reuniremos", None), ("firmaremos", "Fut"),
        ("irá", "Fut"), ("habría", "Cnd"), ("podrían", "Cnd"), ("visitaría", "Cnd"),
        ("prefería", None), ("ocurría", None), ("abría", None), ("visitó", None), ("está", None),
    ],
)  # fmt: skip
def test_tense_by_ending(form: str, tense: str | None) -> None:
    assert PROFILE.tense(form) == tense


def test_every_act_exists() -> None:
    known = set(Ontology.load().acts)
    named = {e.act for e in [*entries("verbs.yaml"), *entries("nouns.yaml")]}
    assert named <= known, named - known


@pytest.mark.parametrize("name", ["verbs.yaml", "nouns.yaml"])
def test_no_entry_stands_twice(name: str) -> None:
    twice = [e for e, n in Counter(map(repr, entries(name))).items() if n > 1]
    assert not twice


# Nouns with one form for both numbers.
INVARIABLE = frozenset({"crisis"})


def test_every_lemma_has_inflected_forms() -> None:
    forms = read_forms(HERE / "forms.tsv", PROFILE.fold)
    for pos, name in (("V", "verbs.yaml"), ("N", "nouns.yaml")):
        bare = {e.lemma for e in entries(name) if len(forms[pos, e.lemma].whole) < 2}
        assert bare <= INVARIABLE, bare - INVARIABLE


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("acusadas", "acusar"), ("acusándolo", "acusar"), ("ataque", "atacar"),
        ("reuniéndose", "reunirse"), ("reunirse", "reunirse"), ("rotas", "romper"),
        ("niega", "negar"), ("pidió", "pedir"), ("visita", "visitar"), ("condena", "condenar"),
    ],
)  # fmt: skip
def test_forms_that_news_uses(form: str, lemma: str) -> None:
    assert lemma in {e.lemma for e in load("es").verb_entries(form)}
