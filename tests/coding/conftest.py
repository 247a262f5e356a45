"""What the tests of coding share."""

from __future__ import annotations

import pytest

from dragoman.ontology import Ontology
from dragoman.pipeline import Reader
from dragoman.settings import Settings


@pytest.fixture(scope="session")
def reader() -> Reader:
    return Reader(Settings(judge=False))


@pytest.fixture(scope="session")
def ontology() -> Ontology:
    return Ontology.load()
