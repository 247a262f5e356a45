"""Event codes: acts -> PLOVER type, mode, context, quad and CAMEO; and the crosswalk of schemes."""

from dragoman.ontology.cameo import Cameo, CameoCode, Quads, Scale
from dragoman.ontology.countries import Countries, Country
from dragoman.ontology.crosswalk import Crosswalk, PloverCode
from dragoman.ontology.families import Families, Family
from dragoman.ontology.lanes import Lane, Lanes
from dragoman.ontology.ontology import Act, Coding, Ontology
from dragoman.ontology.threads import ThreadRules
from dragoman.ontology.turns import Content, Turns

__all__ = [
    "Act",
    "Cameo",
    "CameoCode",
    "Coding",
    "Content",
    "Countries",
    "Country",
    "Crosswalk",
    "Families",
    "Family",
    "Lane",
    "Lanes",
    "Ontology",
    "PloverCode",
    "Quads",
    "Scale",
    "ThreadRules",
    "Turns",
]
