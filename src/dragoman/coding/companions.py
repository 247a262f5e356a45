"""Who does it too, named beside the subject: "Norway, *along with Sweden*, condemned the raid"."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.coding.parties import ARTICLE
from dragoman.coding.scene import CLAUSAL, VERBAL, Scene, parties
from dragoman.model import Mention, Party

SUBJECTS = frozenset({"nsubj", "nsubj:pass"})


def companions(scene: Scene, predicate: int) -> Iterator[Party]:
    """Those whom the clause of a predicate names with a word for company before them."""
    for mention in scene.mentions:
        company = _company(scene, mention)
        if company and _is_beside_subject(scene, mention, company, predicate):
            yield from parties(mention)


def _company(scene: Scene, mention: Mention) -> range:
    """The words for company that stand right before a mention, or before its article."""
    first = mention.tokens[0]
    article = first and len(scene.folded[first - 1]) <= ARTICLE
    company = scene.language.cues.words.company
    found = scene.phrase_before(first, company)
    return found or (scene.phrase_before(first - 1, company) if article else found)


def _is_beside_subject(scene: Scene, mention: Mention, company: range, predicate: int) -> bool:
    """Whether a mention hangs on a verb itself, or on its subject: "Norway punished Chad *as well
    as Mali*" says nothing of what Mali did."""
    path = scene.up_to(scene.head_of(mention), predicate)
    apart = [word for word in path if word.index not in company]
    below_subject = bool(apart) and apart[-1].relation in SUBJECTS
    clauses = any(word.upos in VERBAL and word.relation in CLAUSAL for word in apart)
    return (below_subject and not clauses) or (len(apart) == 1 and apart[0].relation == "obl")
