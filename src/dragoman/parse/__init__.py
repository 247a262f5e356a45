"""Text -> sentences and tokens by rules; sentences -> trees by the syntax model."""

from dragoman.parse.segment import sentences
from dragoman.parse.syntax import SyntaxModel, measured
from dragoman.parse.tokens import Apostrophe, SegmentRules

__all__ = ["Apostrophe", "SegmentRules", "SyntaxModel", "measured", "sentences"]
