"""French: its profile, and that the data files of its folder agree with one another."""

from __future__ import annotations

from collections import Counter

import msgspec
import pytest

from dragoman.lang import Entry, load
from dragoman.lang.forms import read_forms
from dragoman.lang.fr.profile import PROFILE
from dragoman.lang.load import FOLDER
from dragoman.ontology import Ontology

HERE = FOLDER / "fr"


def entries(name: str) -> list[Entry]:
    return msgspec.yaml.decode((HERE / name).read_bytes(), type=list[Entry])


def test_fold_lowers_and_keeps_accents() -> None:
    assert PROFILE.fold("L’Élysée") == "l'élysée"
    assert PROFILE.fold("À") != PROFILE.fold("A")


def test_tails_are_what_follows_a_hyphen() -> None:
    assert list(PROFILE.tails("mini-sommet")) == ["sommet"]
    assert list(PROFILE.tails("sommet")) == []


@pytest.mark.parametrize(
    ("form", "tense"),
    [
        ("visitera", "Fut"), ("enverront", "Fut"), ("tiendra", "Fut"), ("réunira", "Fut"),
        ("mettra", "Fut"), ("recevra", "Fut"), ("conclura", "Fut"), ("sera", "Fut"),
        ("aurait", "Cnd"), ("pourraient", "Cnd"), ("rencontrerait", "Cnd"),
        ("rencontra", None), ("retira", None), ("livra", None), ("déclarait", None),
        ("espérait", None), ("instaura", None), ("libéra", None), ("accuse", None),
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
INVARIABLE = frozenset({
    "blocus", "consensus", "pourparlers", "rendez-vous", "refus", "représailles", "secours",
    "cessez-le-feu", "tractations", "retrouvailles", "contre-mesures", "bras", "courroux", "décès",
    "modus",
})  # fmt: skip


def test_every_lemma_has_inflected_forms() -> None:
    forms = read_forms(HERE / "forms.tsv", PROFILE.fold)
    for pos, name in (("V", "verbs.yaml"), ("N", "nouns.yaml")):
        bare = {e.lemma for e in entries(name) if len(forms[pos, e.lemma].whole) < 2}
        assert bare <= INVARIABLE, bare - INVARIABLE


@pytest.mark.parametrize(
    ("form", "lemma"),
    [
        ("accusées", "accuser"), ("rencontrèrent", "rencontrer"), ("attaque", "attaquer"),
        ("reçues", "recevoir"), ("promise", "promettre"), ("détruites", "détruire"),
        ("bannirait", "bannir"), ("annonça", "annoncer"), ("appelle", "appeler"),
    ],
)  # fmt: skip
def test_forms_that_news_uses(form: str, lemma: str) -> None:
    assert lemma in {e.lemma for e in load("fr").verb_entries(form)}
