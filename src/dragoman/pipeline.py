"""Composes the stages: a document becomes sentences, mentions, trees, clauses and claims."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from dragoman import lang
from dragoman.actors import Extension, Resolver
from dragoman.coding import (
    DATELINE,
    Coder,
    Earlier,
    Scene,
    Uncoded,
    Voice,
    Weighed,
    Weigher,
    candidates,
    claim_of,
    folded,
    hints,
    speaker_of,
)
from dragoman.judge import Branches, Judge, Marked, PartyKey, Verdict, branches, marked
from dragoman.lang import Cues, Language
from dragoman.model import (
    Claim,
    Clause,
    Document,
    DocumentError,
    Mention,
    Reading,
    RegionKind,
    Run,
    Sentence,
    Tree,
)
from dragoman.ontology import Ontology
from dragoman.parse import Apostrophe, SegmentRules, SyntaxModel, sentences
from dragoman.parse.tokens import tokens
from dragoman.settings import Settings
from dragoman.text import Declared, LineCues, Source, TextReader
from dragoman.version import __version__

REACH = 2  # sentences back to which an act may answer another


@dataclass(frozen=True, slots=True)
class Kit:
    """What one language needs: its lexicon, its resolver of mentions, its sentence rules."""

    language: Language
    resolver: Resolver
    rules: SegmentRules


@dataclass(frozen=True, slots=True)
class Parsed:
    """A document's trees, and the mentions in each."""

    document: Document
    trees: tuple[Tree, ...]
    mentions: tuple[tuple[Mention, ...], ...]

    def only(self, number: int) -> Parsed:
        """One sentence of it."""
        return Parsed(self.document, (self.trees[number],), (self.mentions[number],))


@dataclass(frozen=True, slots=True)
class SentenceReport:
    """What the rules made of one sentence, for `explain`."""

    tree: Tree
    mentions: tuple[Mention, ...]
    weighed: tuple[Weighed, ...]
    claims: tuple[Claim, ...]
    uncoded: tuple[Uncoded, ...]


class Reader:
    """Reads documents into claims; load one and use it for millions of documents.

    Languages, names and models are loaded when a document first needs them.

    Args:
        weigher: how rules and judge are weighed, else by the package's own weights.

    >>> reader = Reader()
    >>> text = "France's foreign minister met his Polish counterpart."
    >>> reading = reader.read(text, language="en")
    >>> [(claim.act, [p.actor.country for p in claim.actors]) for claim in reading.claims]
    [('meet', ['FRA', 'POL'])]
    """

    def __init__(self, settings: Settings | None = None, weigher: Weigher | None = None) -> None:
        self.settings = settings or Settings()
        self.ontology = Ontology.load()
        self._coder = Coder(self.ontology)
        self._actors: Extension | None = None
        self.weigher = weigher or Weigher.load(self.ontology)
        self._model: SyntaxModel | None = None
        self._judge: Judge | None = None
        self._fingerprint: str | None = None
        self._kits: dict[str, Kit] = {}
        self._texts: TextReader | None = None

    @property
    def model(self) -> SyntaxModel:
        """The syntax model, loaded on first use.

        Raises:
            ModelError: its files are missing or damaged.
        """
        if self._model is None:
            self._model = SyntaxModel.load(self.settings.model, self.settings.threads)
        return self._model

    @property
    def judge(self) -> Judge:
        """The judge, loaded on first use.

        Raises:
            ModelError: its files are missing or damaged.
        """
        if self._judge is None:
            pieces = self.model.pieces
            self._judge = Judge.load(self.settings.model, self.settings.threads, pieces)
        return self._judge

    @property
    def texts(self) -> TextReader:
        """What makes documents of sources: it knows every language's boilerplate."""
        if self._texts is None:
            self._texts = TextReader({code: _line_cues(code) for code in lang.codes()})
        return self._texts

    def read(
        self,
        text: str,
        *,
        language: str | None = None,
        published: date | None = None,
        title: str | None = None,
        publisher: str | None = None,
        source: str = "<text>",
    ) -> Reading:
        """Reads one text; what is not declared is detected or stays unknown."""
        declared = Declared(language, published, title, publisher)
        return self.read_document(self.texts.document(text, declared, source))

    def read_source(self, source: Source) -> Reading:
        """Reads one source (a file, a line of JSON Lines, standard input).

        Raises:
            DocumentError: it cannot be read; names the source and the remedy.
        """
        return self.read_document(self.texts.read(source))

    def read_document(self, document: Document) -> Reading:
        """Reads one document. A reading without claims has a note that says why."""
        if document.note is not None or document.language not in lang.codes():
            note = document.note or f"language {document.language!r} is not supported"
            return Reading(document, (), self._run_of(None), 0, note)
        kit = self._kit(document.language)
        found = sentences(document.text, document.regions, kit.rules)
        claims = tuple(c for report in self._reports(document, kit, found) for c in report.claims)
        words = sum(len(s.tokens) for s in found)
        return Reading(
            document, claims, self._run_of(kit), words, None if claims else "nothing coded"
        )

    def run_of(self, document: Document) -> Run:
        """What would produce the claims of a document; needs no syntax model."""
        supported = document.note is None and document.language in lang.codes()
        return self._run_of(self._kit(document.language) if supported else None)

    def trees(self, document: Document) -> Iterator[Tree]:
        """Every sentence of a document, parsed."""
        kit = self._kit(document.language)
        for sentence in sentences(document.text, document.regions, kit.rules):
            yield self.model.parse(sentence)

    def mentions(self, document: Document) -> Iterator[Mention]:
        """Who is mentioned in a document, in order of the text; needs no syntax model."""
        kit = self._kit(document.language)
        found = sentences(document.text, document.regions, kit.rules)
        for row in kit.resolver.mentions(document.text, found, document.published):
            yield from row

    def parsed(self, text: str, language: str | None, name: str) -> Parsed:
        """A text with its trees and mentions, whatever it says.

        Raises:
            DocumentError: its language is unknown; names it.
        """
        document = self.texts.document(text, Declared(language), name)
        if document.note is not None or document.language not in lang.codes():
            raise DocumentError(name, document.note or f"no language {document.language!r}")
        kit = self._kit(document.language)
        found = sentences(document.text, document.regions, kit.rules)
        rows = kit.resolver.mentions(document.text, found, None)
        trees = tuple(map(self.model.parse, found))
        return Parsed(document, trees, tuple(map(tuple, rows)))

    def shown(self, parsed: Parsed, first: Iterable[PartyKey] = ()) -> Marked:
        """A text as the judge sees it, its sentences in one row; `first` are parties that must not
        be missing."""
        tokens = tuple(token for tree in parsed.trees for token in tree.sentence.tokens)
        mentions, before = list[Mention](), 0
        for tree, row in zip(parsed.trees, parsed.mentions, strict=True):
            for m in row:
                moved = (m.tokens[0] + before, m.tokens[1] + before)
                mentions.append(replace(m, tokens=moved))
            before += len(tree.words)
        language = self._kit(parsed.document.language).language
        known = hints(language, folded(language, tokens))
        return marked(tokens, known, mentions, branches(parsed.trees), first)

    def ruled(self, parsed: Parsed) -> Iterator[Clause]:
        """Clauses that the rules make of a text, as sure as they are by themselves on texts that we
        tuned on: so the weights of what is asked about were fitted."""
        language, last = self._kit(parsed.document.language).language, list[Clause]()
        for tree, row in zip(parsed.trees, parsed.mentions, strict=True):
            scene = Scene.of(parsed.document.text, language, tree, row)
            outcomes = self._coder.clauses(scene, None, None, last)
            coded = [outcome for outcome in outcomes if isinstance(outcome, Clause)]
            last += coded
            for weighed in self.weigher.alone(scene, coded):
                yield replace(weighed.clause, confidence=weighed.sure)

    def explain(self, document: Document) -> Iterator[SentenceReport]:
        """What the rules made of every sentence, coded or not."""
        kit = self._kit(document.language)
        found = sentences(document.text, document.regions, kit.rules)
        yield from self._reports(document, kit, found, everything=True)

    def _reports(
        self, document: Document, kit: Kit, found: tuple[Sentence, ...], everything: bool = False
    ) -> Iterator[SentenceReport]:
        mentions = kit.resolver.mentions(document.text, found, document.published)
        chosen = frozenset(
            s.index for s in candidates(kit.language, self.ontology, found, mentions)
        )
        voice, last = Voice(), list[Clause]()
        named = Earlier(kit.language, found, mentions)
        for sentence in found:
            voice.enter(sentence, document.text)
            here = mentions[sentence.index]
            wanted = everything or sentence.index in chosen
            if not wanted and not self._promises(kit, sentence, here):
                continue
            tree = self.model.parse(sentence)
            before, spoken = named.before(sentence.index), named.spoken(sentence.index)
            scene = Scene.of(document.text, kit.language, tree, here, before, spoken)
            verdict = self._verdict(kit, sentence, here, branches([scene.tree]))
            last = [c for c in last if c.sentence >= sentence.index - REACH]
            report, coded = self._report(document, tree, scene, voice, verdict, last)
            last += coded
            yield report

    def _report(
        self,
        document: Document,
        tree: Tree,
        scene: Scene,
        voice: Voice,
        verdict: Verdict | None,
        last: Sequence[Clause],
    ) -> tuple[SentenceReport, list[Clause]]:
        """What rules and judge make of one parsed sentence, after the `last` clauses; and its
        clauses, kept or not."""
        sentence, published = tree.sentence, document.published
        speaker = voice.heard(sentence)
        outcomes = tuple(self._coder.clauses(scene, published, speaker, last))
        voice.said(sentence, speaker_of(scene))
        coded = [o for o in outcomes if isinstance(o, Clause)]
        if verdict is None:
            kept = tuple(self.weigher.alone(scene, coded))
        else:
            kept = tuple(self.weigher.together(scene, outcomes, verdict, published, speaker))
        report = SentenceReport(
            tree,
            scene.mentions,
            kept,
            tuple(claim_of(document, sentence, w.clause, self.ontology) for w in kept),
            tuple(outcome for outcome in outcomes if isinstance(outcome, Uncoded)),
        )
        return report, coded

    def _promises(self, kit: Kit, sentence: Sentence, mentions: Sequence[Mention]) -> bool:
        """Whether the judge, who sees no tree yet, may make a claim of a sentence that the rules
        would not look at. He is never sure of what one party does in such a sentence."""
        parties = {actor.party for mention in mentions for actor in mention.actors} - {None}
        verdict = self._verdict(kit, sentence, mentions) if len(parties) > 1 else None
        return verdict is not None and self.weigher.promises(verdict)

    def _verdict(
        self, kit: Kit, sentence: Sentence, mentions: Sequence[Mention], tree: Branches = ()
    ) -> Verdict | None:
        """What the judge tells of a sentence; None if there is no judge, no party in it, or if it
        is boilerplate."""
        if not self.settings.judge or not mentions or sentence.region is RegionKind.BOILERPLATE:
            return None
        named = (a for m in mentions if m.rule != DATELINE for a in m.actors)
        if len({key for a in named if (key := PartyKey.of(a)) is not None}) < 2:
            return None
        words = folded(kit.language, sentence.tokens)
        shown = marked(sentence.tokens, hints(kit.language, words), mentions, tree)
        return self.judge.verdict(shown)

    def _kit(self, code: str) -> Kit:
        kit = self._kits.get(code)
        if kit is None:
            language = lang.load(code)
            if self._actors is None:
                self._actors = Extension.load(self.settings.actors)
            rules = segment_rules(language.cues)
            added = self._actors.added(code, partial(_cuts, rules))
            kit = Kit(language, Resolver(language, self._actors.directory, added), rules)
            self._kits[code] = kit
        return kit

    def _run_of(self, kit: Kit | None) -> Run:
        """What produces the claims of a language: the same for every document of it."""
        if self._fingerprint is None:
            self._fingerprint = SyntaxModel.fingerprint(self.settings.model)
            if self.settings.judge:
                both = self._fingerprint + Judge.fingerprint(self.settings.model)
                self._fingerprint = hashlib.sha256(both.encode()).hexdigest()[:12]
        parts = [self.ontology.fingerprint]
        if kit is not None:
            parts += [kit.language.fingerprint, kit.resolver.directory.fingerprint]
        lexicon = hashlib.sha256(" ".join(parts).encode()).hexdigest()[:12]
        return Run(__version__, self._fingerprint, lexicon)


def segment_rules(cues: Cues) -> SegmentRules:
    """What segmentation must know, from a language's cues."""
    text = cues.text
    return SegmentRules(
        abbreviations=frozenset(word.lower() for word in text.abbreviations),
        months=frozenset(cues.dates.months),
        before_ordinals=frozenset(text.before_ordinals),
        apostrophe=Apostrophe(text.apostrophe),
        split_hyphens=text.split_hyphens,
    )


def _cuts(rules: SegmentRules, form: str) -> Iterator[str]:
    """A name as tokens separated by spaces; abbreviations with and without their point."""
    whole = " ".join(token.text for token in tokens(form, 0, len(form), rules))
    yield whole
    if " ." in whole:
        yield whole.replace(" .", ".")


def _line_cues(code: str) -> LineCues:
    """The words of a language's boilerplate lines, in lower case."""
    text = lang.cues(code).text

    def lower(phrases: tuple[str, ...]) -> tuple[str, ...]:
        return tuple(phrase.lower() for phrase in phrases)

    return LineCues(
        advertisement=lower(text.advertisement),
        source_line=lower(text.source_line),
        comments=lower(text.comments),
        read_also=lower(text.read_also),
        share=lower(text.share),
        photo_credit=lower(text.photo_credit),
        caption_marks=lower(text.caption_marks),
    )
