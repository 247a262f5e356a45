"""What somebody does not rule out is hypothetical, in every language; what he rules out is not."""

from __future__ import annotations

import pytest

from dragoman.model import Status
from dragoman.pipeline import Reader


@pytest.mark.parametrize(
    ("language", "text", "act"),
    [
        ("en", "Cuba did not rule out an attack on Haiti.", "attack"),
        ("en", "Cuba has not ruled out sending troops to Haiti.", "deploy_troops"),
        ("de", "Kuba schließt Sanktionen gegen Haiti nicht aus.", "sanction"),
        ("de", "Kuba schließt nicht aus, Truppen nach Haiti zu schicken.", "deploy_troops"),
        ("fr", "Cuba n'exclut pas une attaque contre Haïti.", "attack"),
        ("fr", "Cuba n'exclut pas d'envoyer des troupes en Haïti.", "deploy_troops"),
        ("ru", "Куба не исключает санкций против Гаити.", "sanction"),
        ("ru", "Куба не исключает, что направит войска на Гаити.", "deploy_troops"),
        ("uk", "Куба не виключила нападу на Гаїті.", "attack"),
        ("es", "Cuba no descarta sanciones contra Haití.", "sanction"),
        ("es", "Cuba no descarta enviar tropas a Haití.", "deploy_troops"),
    ],
)
def test_what_is_not_ruled_out_is_hypothetical(
    reader: Reader, language: str, text: str, act: str
) -> None:
    (claim,) = reader.read(text, language=language).claims
    assert (claim.act, claim.status) == (act, Status.HYPOTHETICAL)
    assert [party.actor.party for party in claim.actors] == ["CUB"]
    assert [party.actor.party for party in claim.recipients] == ["HTI"]


def test_talks_that_are_not_ruled_out_are_of_both(reader: Reader) -> None:
    (claim,) = reader.read("Куба не исключает переговоров с Гаити.", language="ru").claims
    assert (claim.act, claim.status) == ("negotiate", Status.HYPOTHETICAL)
    assert [party.actor.party for party in claim.actors] == ["CUB", "HTI"]


def test_somebody_else_may_do_what_is_not_ruled_out(reader: Reader) -> None:
    text = "Cuba said it could not rule out an attack by Haiti."
    (claim,) = reader.read(text, language="en").claims
    assert [party.actor.party for party in claim.actors] == ["HTI"]


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "Cuba ruled out an attack on Haiti."),
        ("de", "Kuba schließt es aus, Truppen nach Haiti zu schicken."),
        ("fr", "Cuba exclut d'envoyer des troupes en Haïti."),
    ],
)
def test_what_is_ruled_out_is_refused(reader: Reader, language: str, text: str) -> None:
    (claim,) = reader.read(text, language=language).claims
    assert (claim.act, claim.status) == ("refuse", Status.OCCURRED)
