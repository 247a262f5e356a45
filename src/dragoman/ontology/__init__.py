"""Event codes: acts -> PLOVER type, mode, context, quad and CAMEO."""

from dragoman.ontology.families import Families, Family
from dragoman.ontology.lanes import Lane, Lanes
from dragoman.ontology.ontology import Act, Coding, Ontology
from dragoman.ontology.threads import ThreadRules
from dragoman.ontology.turns import Content, Turns

__all__ = [
    "Act",
    "Coding",
    "Content",
    "Families",
    "Family",
    "Lane",
    "Lanes",
    "Ontology",
    "ThreadRules",
    "Turns",
]
