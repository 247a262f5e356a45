"""Those at whose house it is done, where a verb has no subject, or one that means anybody: "*в
Кремле* заявили", "*à Varsovie*, on condamne"."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.coding.scene import Scene
from dragoman.model import Mention, Via, Word


def houses(scene: Scene, predicate: int) -> list[Word]:
    """The words for those at whose house a finite verb is done."""
    if "VerbForm=Fin" not in scene.word(predicate).feats:
        return []
    words = scene.language.cues.words
    subjects = {scene.folded[w.index] for w in scene.children(predicate, "nsubj")}
    if not subjects & {*words.anybody} and scene.feature(predicate, "Number=Sing"):
        return []  # "en Lima *condenó*": whoever was there
    places = (*words.at_home, *words.seats)
    found = [w for w in scene.children(predicate, "obl") if scene.marker(w.index) in places]
    return [w for w in found if _is_house(scene.mention_of(w.index))]


def is_of_many(scene: Scene, predicate: int, controllers: Sequence[Word]) -> bool:
    """Whether a verb is in the plural and none of those who would share it is, so that it is the
    house's own: "Польша обвинила Белоруссию, *в Минске* обвинения отвергли"."""
    return scene.feature(predicate, "Number=Plur") and all(
        scene.feature(w.index, "Number=Sing")
        and not any(True for _ in scene.children(w.index, "conj"))
        for w in controllers
    )


def _is_house(mention: Mention | None) -> bool:
    """An office, a seat or a capital; not a country, where anybody may have done it."""
    return mention is not None and mention.via in (Via.OFFICE, Via.SEAT)
