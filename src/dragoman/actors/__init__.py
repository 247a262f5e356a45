"""Whom a mention means: states, offices and their holders, organisations, armed groups.

`Directory` holds the facts (who held which office when), a language's `names.tsv` and
`offices.yaml` the words; `Resolver` finds the words in sentences and says whom they mean.
"""

from dragoman.actors.directory import Directory
from dragoman.actors.resolver import Resolver

__all__ = ["Directory", "Resolver"]
