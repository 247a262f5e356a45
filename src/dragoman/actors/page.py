"""The place in a document at which the resolver stands, and what the document has said so far."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from dragoman.actors.directory import FORMER, GROUP, Directory
from dragoman.actors.memory import Memory
from dragoman.actors.phrases import Line
from dragoman.actors.words import Words
from dragoman.model import MEDIUM, Actor, Mention, Sentence, Span, Via

# "the leader of France" may be any of these, whichever the text or the tables know.
LEADING = ("president", "prime_minister", "chancellor", "supreme_leader", "monarch", "leader")
ANY_LEADER = frozenset({"leader", "head_of_state", "head_of_government"})
MINISTER = "minister"  # of any department


@dataclass(slots=True)
class Page:
    """One document, open at a sentence.

    Attributes:
        text: canonical text of the document.
        published: tells which office a person held at the time; None if unknown.
        memory: what earlier sentences, and this one so far, have said.
        line: tokens and items of the sentence.
    """

    words: Words
    directory: Directory
    text: str
    published: date | None
    memory: Memory = field(default_factory=Memory)
    sentence: Sentence = field(init=False)
    line: Line = field(init=False)

    def word(self, place: int) -> str:
        """The folded word at a place of the sentence, "" outside it."""
        folded = self.line.folded
        return folded[place] if 0 <= place < len(folded) else ""

    def made(
        self,
        start: int,
        end: int,
        actors: tuple[Actor, ...],
        via: Via,
        rule: str,
        vague: bool = False,
    ) -> Mention:
        """A mention of the tokens from `start` to `end`."""
        tokens = self.sentence.tokens
        span = Span.of(self.text, tokens[start].start, tokens[end - 1].end)
        return Mention(span, self.sentence.index, (start, end), actors, via, rule, vague)

    def saw(self, mention: Mention, woman: bool | None) -> None:
        """Remembers a person, or an officer without a name."""
        before = mention.tokens[0] - 1
        before -= self.word(before) in self.words.articles
        self.memory.saw(mention, woman, self.word(before) in self.words.beside)

    def actor(self, whom: str, kind: str, written: str) -> Actor:
        """The actor of a target: a state, an organisation, or a body of either."""
        directory = self.directory
        if whom.startswith((GROUP, MEDIUM)) or whom in directory.organisations:
            return directory.organisation(whom, written)
        country, slash, body = whom.partition("/")
        if slash:
            return directory.officer(country, body)
        return directory.state(country, "GOV" if kind == "capital" else None)

    def holder(self, whom: str, office: str) -> Actor | None:
        """Who holds an office of a state or organisation: the person whom the text gave it to,
        else who held it on the day of publication."""
        offices = LEADING if office in ANY_LEADER else (office,)
        for known in offices:
            said = self.memory.officers.get((whom, known))
            if said is not None and said.sector != FORMER:
                return said
        if self.published is None or office == MINISTER:
            return None
        people = self.directory.people
        for held in offices:
            person = people.holder(whom.removeprefix("org:"), held, self.published)
            if person is not None:
                return self.directory.person(person, self.published, held)
        return None
