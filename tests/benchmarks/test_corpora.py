"""The corpora of the speed benchmark, from small files of the same shape."""

from __future__ import annotations

import json
from pathlib import Path

from benchmarks.corpora import corpora


def test_documents_are_repeated_up_to_the_number_of_words(tmp_path: Path) -> None:
    (tmp_path / "data/ud").mkdir(parents=True)
    (tmp_path / "dev").mkdir()
    treebank = (
        "# newdoc id = a\n# text = One two.\n\n# text = Three.\n\n# newdoc id = b\n# text = Four.\n"
    )
    (tmp_path / "data/ud/en_ewt-test.conllu").write_text(treebank, "utf-8")
    passages = [{"texts": {"en": ["A call.", "A visit."]}}, {"texts": {"de": ["Ein Besuch."]}}]
    lines = "".join(json.dumps(passage) + "\n" for passage in passages)
    (tmp_path / "dev/passages.jsonl").write_text(lines, "utf-8")
    general, news = corpora(tmp_path, words=6)
    assert general.texts == ("One two. Three.", "Four.", "One two. Three.")
    assert (general.sentences, general.words) == (5, 7)
    assert news.texts == ("A call. A visit.",) * 2
