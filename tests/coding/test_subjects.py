"""Subjects that the parser took for something else."""

import pytest

from dragoman import Reader
from dragoman.settings import Settings

TOLD = [
    ("ru", "Баку освободил российских журналистов.", {"AZE"}, {"RUS"}),
    ("ru", "Канберра осудила Пекин.", {"AUS"}, {"CHN"}),
    ("uk", "Ріяд засудив дії Тегерана.", {"SAU"}, {"IRN"}),
    ("uk", "Дії Мінська різко засудила Варшава.", {"POL"}, {"BLR"}),
    ("de", "Algerien drohte Spanien, das Gas abzudrehen.", {"DZA"}, {"ESP"}),
    ("ru", "Перу обвинило Чили в шпионаже.", {"PER"}, {"CHL"}),
]


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader(Settings(judge=False))  # the rules alone


@pytest.mark.parametrize(("code", "text", "agents", "towards"), TOLD)
def test_who_does_it(
    code: str, text: str, agents: set[str], towards: set[str], reader: Reader
) -> None:
    claims = reader.read(text, language=code).claims
    assert {p.actor.party for c in claims for p in c.actors} == agents
    assert {p.actor.party for c in claims for p in c.recipients} == towards
