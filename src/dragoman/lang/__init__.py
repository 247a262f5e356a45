"""All that is particular to one language: one folder each, behind one protocol."""

from dragoman.lang.language import Language
from dragoman.lang.load import codes, cues, load, measured, profile_of
from dragoman.lang.schema import Cues, Entry, Profile

__all__ = [
    "Cues",
    "Entry",
    "Language",
    "Profile",
    "codes",
    "cues",
    "load",
    "measured",
    "profile_of",
]
