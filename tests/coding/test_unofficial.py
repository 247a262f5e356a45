"""The press of a state claims nothing in the name of that state."""

from __future__ import annotations

import pytest

from dragoman.model import Stance
from dragoman.pipeline import Reader


@pytest.mark.parametrize(
    ("language", "text", "claimant"),
    [
        ("en", "According to Malian media, Niger expelled two Danish diplomats.", "Malian media"),
        ("en", "Malian state television said Niger had shelled Chad.", "Malian state television"),
        ("de", "Malischen Medien zufolge hat Niger zwei dänische Diplomaten ausgewiesen.",
         "Malischen Medien"),
        ("fr", "Selon des médias maliens, le Niger a expulsé deux diplomates danois.",
         "médias maliens"),
        ("es", "Según medios malienses, Níger expulsó a dos diplomáticos daneses.",
         "medios malienses"),
        ("ru", "По данным малийских СМИ, Нигер выслал двух датских дипломатов.", "малийских СМИ"),
        ("uk", "За даними малійських ЗМІ, Нігер вислав двох данських дипломатів.",
         "малійських ЗМІ"),
    ],
)  # fmt: skip
def test_the_press_of_a_state_reports(
    reader: Reader, language: str, text: str, claimant: str
) -> None:
    (claim,) = reader.read(text, language=language).claims
    assert claim.claimant is not None
    assert claim.claimant.party is not None
    actor = claim.claimant.party.actor
    assert (actor.name, actor.country, actor.sector) == (claimant, "MLI", "MED")
    assert (claim.claimant.span.text, claim.claimant.stance) == (claimant, Stance.REPORTS)


@pytest.mark.parametrize(
    ("text", "identity"),
    [
        ("According to the Russian agency TASS, Niger has closed its border.", "media:tass"),
        ("Malian analysts say Niger has shelled Chad.", "MLI/source"),
        ("Malian diplomats say Niger has shelled Chad.", "MLI/diplomat"),
        ("Mali's army says Niger has shelled Chad.", "MLI/army"),
        ("Mali says Niger has shelled Chad.", "MLI"),
    ],
)
def test_who_is_named_is_the_claimant(reader: Reader, text: str, identity: str) -> None:
    (claim,) = reader.read(text, language="en").claims
    assert claim.claimant is not None
    assert claim.claimant.party is not None
    assert claim.claimant.party.actor.id == identity
