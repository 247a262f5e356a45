"""Composes the stages: a document becomes sentences, mentions, trees, clauses and claims."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import partial

from dragoman import lang
from dragoman.actors import Extension, Resolver
from dragoman.coding import (
    Coder,
    Hints,
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
from dragoman.judge import Judge, Marked, Verdict, marked
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
    Token,
    Tree,
)
from dragoman.ontology import Ontology
from dragoman.parse import Apostrophe, SegmentRules, SyntaxModel, sentences
from dragoman.parse.tokens import tokens
from dragoman.settings import Settings
from dragoman.text import Declared, LineCues, Source, TextReader
from dragoman.version import __version__

JUDGED_TOGETHER = 64  # sentences of a document that the judge sees at once: what bounds memory
REACH = 2  # sentences back to which an act may answer another


@dataclass(frozen=True, slots=True)
class Kit:
    """What one language needs: its lexicon, its resolver of mentions, its sentence rules."""

    language: Language
    resolver: Resolver
    rules: SegmentRules


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
        self._weigher = weigher or Weigher.load(self.ontology)
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

    def words(
        self, text: str, language: str | None, name: str
    ) -> tuple[tuple[Token, ...], Hints, tuple[Mention, ...]]:
        """A text as one row of tokens, what the lexicon knows of each, and who is mentioned.

        Raises:
            DocumentError: its language is unknown; names it.
        """
        document = self.texts.document(text, Declared(language), name)
        if document.note is not None or document.language not in lang.codes():
            raise DocumentError(name, document.note or f"no language {document.language!r}")
        kit = self._kit(document.language)
        found = sentences(document.text, document.regions, kit.rules)
        row = tuple(token for sentence in found for token in sentence.tokens)
        shifted, mentions = 0, []
        rows = kit.resolver.mentions(document.text, found, None)
        for sentence, here in zip(found, rows, strict=True):
            for m in here:
                moved = (m.tokens[0] + shifted, m.tokens[1] + shifted)
                mentions.append(replace(m, tokens=moved))
            shifted += len(sentence.tokens)
        return row, hints(kit.language, folded(kit.language, row)), tuple(mentions)

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
        for start in range(0, len(found), JUDGED_TOGETHER):
            part = found[start : start + JUDGED_TOGETHER]
            verdicts = self._verdicts(kit, part, mentions)
            for sentence, verdict in zip(part, verdicts, strict=True):
                voice.enter(sentence, document.text)
                promising = verdict is not None and self._weigher.promises(verdict)
                if not (everything or promising or sentence.index in chosen):
                    continue
                tree, here = self.model.parse(sentence), mentions[sentence.index]
                scene = Scene.of(document.text, kit.language, tree, here)
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
            kept = tuple(self._weigher.alone(scene, coded))
        else:
            kept = tuple(self._weigher.together(scene, coded, verdict, published, speaker))
        report = SentenceReport(
            tree,
            scene.mentions,
            kept,
            tuple(claim_of(document, sentence, w.clause, self.ontology) for w in kept),
            tuple(outcome for outcome in outcomes if isinstance(outcome, Uncoded)),
        )
        return report, coded

    def _verdicts(
        self, kit: Kit, part: Sequence[Sentence], mentions: Sequence[Sequence[Mention]]
    ) -> list[Verdict | None]:
        """What the judge tells of some sentences; None of those without a party, or in
        boilerplate, and of all if there is no judge."""
        if not self.settings.judge:
            return [None] * len(part)
        shown = [
            self._marked(kit, sentence, mentions[sentence.index])
            if mentions[sentence.index] and sentence.region is not RegionKind.BOILERPLATE
            else None
            for sentence in part
        ]
        told = iter(self.judge.verdicts([one for one in shown if one is not None]))
        return [None if one is None else next(told) for one in shown]

    def _marked(self, kit: Kit, sentence: Sentence, mentions: Sequence[Mention]) -> Marked:
        """A sentence as the judge sees it."""
        words = folded(kit.language, sentence.tokens)
        return marked(sentence.tokens, hints(kit.language, words), mentions)

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
