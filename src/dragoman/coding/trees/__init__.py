"""Trees that the parser got wrong, mended by the lexicon and by who is named."""

from dragoman.coding.trees.mending import mended

__all__ = ["mended"]
