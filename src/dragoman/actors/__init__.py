"""Whom a mention means: states, offices and their holders, organisations, armed groups.

`Directory` holds the facts (who held which office when), a language's `names.tsv` and
`offices.yaml` the words; `Resolver` finds the words in sentences and says whom they mean.
`Extension` is what a project's own file adds to both.
"""

from dragoman.actors.directory import Directory
from dragoman.actors.extension import Extension
from dragoman.actors.resolver import Resolver

__all__ = ["Directory", "Extension", "Resolver"]
