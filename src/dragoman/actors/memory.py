"""What a document has said so far: whom later words can refer back to."""

from __future__ import annotations

from dataclasses import dataclass, field

from dragoman.model import Actor, Mention, Via

FARTHEST = 12  # mentions back that a pronoun or "both sides" may reach
MINISTERS = "minister"


@dataclass(slots=True)
class Memory:
    """Mentions of one document, newest last; people by surname and by full name."""

    recent: list[Mention] = field(default_factory=list)
    names: dict[str, Actor] = field(default_factory=dict)
    people: set[str] = field(default_factory=set)
    offices: dict[str, Actor] = field(default_factory=dict)

    def note(self, mention: Mention) -> None:
        """Remembers a mention."""
        self.recent.append(mention)
        del self.recent[:-FARTHEST]
        for actor in mention.actors:
            if actor.office is not None and len(mention.actors) == 1:
                self.offices[actor.office] = actor
                if actor.office.endswith(MINISTERS):
                    self.offices[MINISTERS] = actor

    @property
    def office(self) -> str | None:
        """The id of the office of the last officer, for "his French counterpart"."""
        for mention in reversed(self.recent):
            for actor in mention.actors:
                if actor.office is not None:
                    return actor.office.replace(" ", "_")
        return None

    def holder(self, office: str) -> Actor | None:
        """Who was last mentioned with that office."""
        return self.offices.get(office.replace("_", " "))

    def last_person(self) -> Actor | None:
        """The last single person mentioned."""
        for mention in reversed(self.recent):
            actor = mention.actors[0]
            if len(mention.actors) == 1 and actor.id.startswith("person:"):
                return actor
        return None

    def pair(self) -> tuple[Actor, ...]:
        """The last two actors of different parties, in order of the text."""
        found: list[Actor] = []
        for mention in reversed(self.recent):
            if mention.vague or (mention.via is Via.COREFERENCE and len(mention.actors) == 1):
                continue
            for actor in mention.actors:
                parties = [a.party for a in found]
                if actor.party is not None and actor.party not in parties and len(found) < 2:
                    found.append(actor)
        return tuple(reversed(found))
