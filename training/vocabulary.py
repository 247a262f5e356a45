"""Which of the encoder's 250,000 pieces are kept, and the numbers that labels get."""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.parse.pieces import LONGEST, SPACE, Pieces
from training.base import Base, Floats
from training.treebanks import Surface

KEPT = 76_000
SPECIAL = 5
SCRIPTS = frozenset({"LATIN", "CYRILLIC", "ARABIC"})
SINGLE = SCRIPTS | {"CJK", "GREEK", "OTHER"}
RAREST_RELATION = 5
UPOS = tuple(
    "ADJ ADP ADV AUX CCONJ DET INTJ NOUN NUM PART PRON PROPN PUNCT SCONJ SYM VERB X".split()
)
FEATS = {
    "Case": tuple("Nom Acc Dat Gen Ins Loc Abl Voc Ess".split()),
    "Number": ("Sing", "Plur"),
    "VerbForm": tuple("Fin Inf Part Conv Ger Vnoun".split()),
    "Mood": tuple("Ind Imp Cnd Sub".split()),
    "Tense": tuple("Past Pres Fut Imp".split()),
    "Voice": ("Act", "Pass", "Mid"),
    "Polarity": ("Neg",),
}


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Kept pieces with their scores and embeddings [pieces, hidden], and the relations."""

    pieces: list[str]
    scores: list[float]
    embeddings: Floats
    relations: tuple[str, ...]

    def lines(self) -> str:
        """The text of pieces.tsv."""
        return "\n".join(f"{p}\t{s:.4f}" for p, s in zip(self.pieces, self.scores, strict=True))


@dataclass(frozen=True, slots=True)
class Example:
    """A sentence in numbers: pieces of each unit; head (0 the root), relation, tags of each."""

    name: str
    language: str
    pieces: tuple[tuple[int, ...], ...]
    heads: tuple[int, ...]
    relations: tuple[int, ...]
    tags: tuple[tuple[int, ...], ...]  # part of speech, then one number a feature (0: none)

    @property
    def length(self) -> int:
        """Pieces, with those that begin and end the sentence."""
        return sum(map(len, self.pieces)) + 2


def build(base: Base, sentences: Sequence[Surface]) -> Vocabulary:
    """Pieces of the treebanks, single characters, then by score among our scripts up to `KEPT`."""
    from tokenizers import Tokenizer
    from tokenizers.models import Unigram

    rows = list(zip(base.pieces, map(float, base.scores), strict=True))
    tokenizer = Tokenizer(Unigram(rows, unk_id=Pieces.unknown, byte_fallback=False))
    forms = {(unit.form, unit.spaced) for sentence in sentences for unit in sentence.units}
    keep = set(range(SPECIAL))
    for form, spaced in forms:
        plain = unicodedata.normalize("NFKC", form).replace(" ", "")
        keep.update(tokenizer.encode((SPACE if spaced else "") + plain).ids[:LONGEST])
    keep.update(i for i, p in enumerate(base.pieces) if _is_character(p))
    for place in np.argsort(-base.scores):
        if len(keep) >= KEPT:
            break
        if _script(base.pieces[place]) in SCRIPTS:
            keep.add(int(place))
    kept = sorted(keep)
    relations = Counter(unit.relation for sentence in sentences for unit in sentence.units)
    return Vocabulary(
        [base.pieces[i] for i in kept],
        [float(base.scores[i]) for i in kept],
        base.embeddings[kept],
        tuple(sorted(r for r, count in relations.items() if count >= RAREST_RELATION)),
    )


def examples(
    sentences: Iterable[Surface], pieces: Pieces, relations: Sequence[str]
) -> list[Example]:
    """Sentences in numbers; a relation too rare to have one becomes "dep"."""
    number = {relation: place for place, relation in enumerate(relations)}
    return [
        Example(
            sentence.name,
            sentence.language,
            tuple(pieces.of(unit.form, unit.spaced) for unit in sentence.units),
            tuple(unit.head for unit in sentence.units),
            tuple(number.get(unit.relation, number["dep"]) for unit in sentence.units),
            tuple(_tags(unit.upos, unit.feats) for unit in sentence.units),
        )
        for sentence in sentences
    ]


def _tags(upos: str, feats: str) -> tuple[int, ...]:
    known = dict(pair.split("=", 1) for pair in feats.split("|") if "=" in pair)
    numbers = [UPOS.index(upos) if upos in UPOS else UPOS.index("X")]
    for feature, values in FEATS.items():
        value = known.get(feature, "").partition(",")[0]
        numbers.append(values.index(value) + 1 if value in values else 0)
    return tuple(numbers)


def _is_character(piece: str) -> bool:
    return len(piece.strip(SPACE)) <= 1 and _script(piece) in SINGLE


def _script(piece: str) -> str:
    for character in piece.strip(SPACE):
        if character.isalpha():
            return unicodedata.name(character, "X").split()[0]
    return "OTHER"
