"""How well claims agree with what our own articles tell.

    python -m benchmarks.prose --shared ../shared [--half open|sealed] [--language uk] [--no-judge]
                               [--show]

benchmarks/articles holds short articles that were written, and labelled, for this measure by
writers who did not know what dragoman can read. Every second one is sealed: nobody looked at what
was read of it before it was measured. The table is that of the development set's own scorer;
`--show` prints open articles instead, with what was found, missed and false.
"""

from __future__ import annotations

import argparse
import json
import re
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.gold import has_scorer, module
from dragoman.export.records import records
from dragoman.model import Document
from dragoman.ontology import Ontology
from dragoman.pipeline import Reader
from dragoman.settings import Settings
from dragoman.text import Declared

ARTICLES = Path(__file__).with_name("articles")
HALVES = ("open", "sealed")
# Bodies that the scorer knows by a name of its own, by the codes that articles use.
BODIES = {"EU": "EUR", "UN": "UNO", "NATO": "NATO", "G7": "G7", "GCC": "GCC", "IMF": "IMF"}
STATUSES = ("occurred", "ongoing", "planned", "requested", "hypothetical", "denied")
EVENT = re.compile(
    r"(?P<line>\d+)(?P<optional>\??) (?P<agents>\S+) (?P<sign>[>=]) (?P<recipients>\S+) "
    r"(?P<types>[A-Z/]+) (?P<status>[a-z]+)(?: by (?P<speaker>\S+))?"
)
PARTY = re.compile(r"(?P<code>[A-Z][A-Z0-9]{1,3})(?P<optional>\??)")


class ArticleError(ValueError):
    """An article that cannot be understood: file, place and what is wanted there."""


class Page(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """A file of benchmarks/articles: a sentence a line, and what is told in them."""

    published: date
    text: str
    events: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Article:
    """An article and its gold, events as the development set has them."""

    name: str
    language: str
    published: date
    sentences: tuple[str, ...]
    events: tuple[str, ...]
    gold: tuple[dict[str, Any], ...]

    @property
    def half(self) -> str:
        """Whether it may be looked at."""
        return HALVES[1 - int(self.name[-2:]) % 2]

    @property
    def text(self) -> str:
        """What is read."""
        return " ".join(self.sentences)


def main() -> int:
    """Prints the scorer's table of all articles asked for; 2 if the scorer is not there."""
    options = _options()
    if not has_scorer(options.shared):
        return 2
    scorer = options.shared / "dev/score.py"
    wanted = [a for a in articles(options.folder) if options.half in (None, a.half)]
    wanted = [a for a in wanted if options.language in (None, a.language)]
    reader = Reader(Settings(judge=not options.no_judge))
    if options.show:
        shown_of(reader, wanted, scorer)
        return 0
    with tempfile.TemporaryDirectory() as scratch:
        predictions, passages = Path(scratch) / "predictions", Path(scratch) / "passages"
        predictions.write_text("".join(line for a in wanted for line in read(reader, a)), "utf-8")
        lines = (json.dumps(passage(a), ensure_ascii=False) + "\n" for a in wanted)
        passages.write_text("".join(lines), "utf-8")
        command = [sys.executable, str(scorer), str(predictions), "--passages", str(passages)]
        command.append("--types")
        shown = subprocess.run(command, capture_output=True, text=True, check=False)
    sys.stdout.write(shown.stdout + shown.stderr)
    return shown.returncode


def articles(folder: Path = ARTICLES) -> Iterator[Article]:
    """All articles, by language and name.

    Raises:
        ArticleError: If a file is malformed.
    """
    types = frozenset(Ontology.load().plover.types)
    for path in sorted(folder.glob("*/*.yaml")):
        try:
            page = msgspec.yaml.decode(path.read_bytes(), type=Page)
        except (msgspec.MsgspecError, UnicodeDecodeError) as error:
            raise ArticleError(f"{path}: {error}") from error
        lines = tuple(line.strip() for line in page.text.strip().splitlines())
        language, name = path.parent.name, f"{path.parent.name}{path.stem}"
        gold = tuple(
            event(line, f"{name}.{number}", f"{path}, event {number}", len(lines), types)
            for number, line in enumerate(page.events, 1)
        )
        yield Article(name, language, page.published, lines, page.events, gold)


def event(
    line: str, name: str, where: str, sentences: int, types: frozenset[str]
) -> dict[str, Any]:
    """A line of `events` as a gold event of the development set.

    Args:
        sentences: how many there are; the line names one of them, from 1.

    Raises:
        ArticleError: If it is malformed.
    """
    found = EVENT.fullmatch(line)
    if found is None:
        raise ArticleError(f"{where}: not like '2 POL > UKR AGREE/AID planned by POL': {line}")
    kinds, status = found["types"].split("/"), found["status"]
    if not types.issuperset(kinds) or status not in STATUSES:
        raise ArticleError(f"{where}: no such type or status: {line}")
    if not 1 <= int(found["line"]) <= sentences:
        raise ArticleError(f"{where}: there is no sentence {found['line']}")
    speaker = found["speaker"]
    return {
        "id": name,
        "sentence": int(found["line"]) - 1,
        "type": kinds[0],
        "alt": [{"type": kind} for kind in kinds[1:]],
        "actors": parties(found["agents"], where),
        "recipients": parties(found["recipients"], where),
        "symmetric": found["sign"] == "=",
        "status": status,
        "speaker": parties(speaker, where) if speaker else None,
        "date": None,
        "optional": bool(found["optional"]),
    }


def parties(codes: str, where: str) -> list[dict[str, Any]]:
    """Parties as the development set has them, of "DEU,FRA?" or "-" for none.

    Raises:
        ArticleError: If one is malformed.
    """
    told = []
    for code in codes.split(",") if codes != "-" else ():
        found = PARTY.fullmatch(code)
        if found is None:
            raise ArticleError(f"{where}: not a code of a party: {code}")
        body = BODIES.get(found["code"])
        party: dict[str, Any] = {"country": None if body else found["code"], "name": code}
        party |= {"igo": body, "sector": "IGO"} if body else {}
        told.append(party | ({"optional": True} if found["optional"] else {}))
    return told


def read(reader: Reader, article: Article) -> Iterator[str]:
    """Claims of an article as lines for the scorer."""
    for record in records(reader.read_document(document_of(reader, article))):
        yield json.dumps(msgspec.to_builtins(record)) + "\n"


def document_of(reader: Reader, article: Article) -> Document:
    """An article as the reader has it."""
    declared = Declared(language=article.language, published=article.published)
    source = f"{article.language}/{article.name}.txt"
    return reader.texts.document(article.text, declared, source)


def passage(article: Article) -> dict[str, Any]:
    """An article as a passage of the development set."""
    return {
        "id": article.name,
        "original_language": article.language,
        "published": article.published.isoformat(),
        "distractor": not article.gold,
        "texts": {article.language: article.sentences},
        "gold": article.gold,
    }


def shown_of(reader: Reader, wanted: Iterable[Article], scorer: Path) -> None:
    """Prints open articles, sentence by sentence, with what was found, missed and false."""
    score = module(scorer)
    for article in (a for a in wanted if a.half == HALVES[0]):
        starts, place = [], 0
        for sentence in article.sentences:
            starts.append(place)
            place += len(sentence) + 1
        told = [score.Pred(json.loads(line), starts) for line in read(reader, article)]
        golds = [score.Gold(one) for one in article.gold]
        _, _, _, _, pairs, false, missed, optional = score.match(told, golds, "a")
        lines = [(gold.sent, f"missed  {article.events[golds.index(gold)]}") for gold in missed]
        lines += [(pred.sent or 0, f"false   {_told(pred)}") for pred in false]
        for pred, gold, _ in (*pairs, *optional):
            lines.append((gold.sent, f"found   {article.events[golds.index(gold)]}: {_told(pred)}"))
        print(f"\n{article.name}")
        for number, sentence in enumerate(article.sentences):
            print(f"{number + 1} {sentence}")
            for line in (line for at, line in lines if at == number):
                print(f"      {line}")


def _told(pred: Any) -> str:
    """A claim in a line."""
    sides = [
        ",".join(codes[0] if codes else "?" for codes in s) for s in (pred.actors, pred.recips)
    ]
    words, trace = pred.d["evidence"]["trigger"]["text"], " ".join(pred.d["trace"])
    return f"{sides[0]} > {sides[1]} {pred.type} {pred.status} '{words}' ({trace})"


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--folder", type=Path, default=ARTICLES)
    parser.add_argument("--half", choices=HALVES)
    parser.add_argument("--language")
    parser.add_argument("--no-judge", action="store_true", help="by rules alone")
    parser.add_argument("--show", action="store_true", help="print open articles with their events")
    return parser.parse_args()


if __name__ == "__main__":
    sys.exit(main())
