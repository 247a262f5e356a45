"""Sentences and tokens, in the languages we read; sentences are our own."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model import Region, RegionKind
from dragoman.parse import Apostrophe, SegmentRules, sentences

ENGLISH = SegmentRules(
    frozenset({"mr.", "gen.", "u.s."}), apostrophe=Apostrophe.CLITIC, split_hyphens=True
)
GERMAN = SegmentRules(frozenset({"dr.", "bzw.", "z."}), frozenset({"februar", "mai"}))
FRENCH = SegmentRules(frozenset({"m."}), apostrophe=Apostrophe.ELISION)
SLAVIC = SegmentRules(frozenset({"г.", "им."}), frozenset({"мая"}))


def split(text: str, rules: SegmentRules) -> list[str]:
    whole = [Region(RegionKind.BODY, 0, len(text))]
    return [text[s.start : s.end] for s in sentences(text, whole, rules)]


@pytest.mark.parametrize(
    ("rules", "text", "expected"),
    [
        (ENGLISH, "Oslo agreed. Bern did not.", ["Oslo agreed.", "Bern did not."]),
        (ENGLISH, "Mr. Hall met Gen. Roe. They ate.", ["Mr. Hall met Gen. Roe.", "They ate."]),
        (ENGLISH, "KYIV, 8 Nov - Drones fell.", ["KYIV, 8 Nov -", "Drones fell."]),
        (ENGLISH, "GENEVA: It rains.", ["GENEVA:", "It rains."]),
        (ENGLISH, ". - It rains.", [".", "- It rains."]),
        (ENGLISH, "Roe: It rains.", ["Roe: It rains."]),
        (GERMAN, "Bern/Rom (abc) - Es regnet.", ["Bern/Rom (abc) -", "Es regnet."]),
        (FRENCH, "(Berne) Il pleut.", ["(Berne)", "Il pleut."]),
        (FRENCH, "(Ah) il pleut.", ["(Ah) il pleut."]),
        (FRENCH, "Berne (Suisse), 3 mai.- Il pleut.", ["Berne (Suisse), 3 mai.-", "Il pleut."]),
        (GERMAN, "Bern (ABC) – Es regnet.", ["Bern (ABC) –", "Es regnet."]),
        (ENGLISH, "Roe – once a judge – left.", ["Roe – once a judge – left."]),
        (ENGLISH, "NATO – the alliance – met.", ["NATO – the alliance – met."]),
        (ENGLISH, "A. B. Carter left. Why?", ["A. B. Carter left.", "Why?"]),
        (
            ENGLISH,
            "The rate was 3.14 percent. It fell.",
            ["The rate was 3.14 percent.", "It fell."],
        ),
        (ENGLISH, "“We are ready.” Nobody spoke.", ["“We are ready.”", "Nobody spoke."]),
        (ENGLISH, "He said “no.” She left…", ["He said “no.”", "She left…"]),
        (ENGLISH, "Leaders to meet\nOslo will be host.", ["Leaders to meet", "Oslo will be host."]),
        (ENGLISH, "They met in the\nold town.", ["They met in the\nold town."]),
        (
            GERMAN,
            "Sie reden am 12. Februar. Danach nicht.",
            ["Sie reden am 12. Februar.", "Danach nicht."],
        ),
        (
            GERMAN,
            "Dr. Wolf kam am 3. Mai 2021. Er blieb.",
            ["Dr. Wolf kam am 3. Mai 2021.", "Er blieb."],
        ),
        (GERMAN, "Es war 2014. Die Lage war ernst.", ["Es war 2014.", "Die Lage war ernst."]),
        (FRENCH, "M. Petit est venu. Il dort.", ["M. Petit est venu.", "Il dort."]),
        (SLAVIC, "Встреча в 2020 г. прошла. Все ушли.", ["Встреча в 2020 г. прошла.", "Все ушли."]),
        (SLAVIC, "В. Орлов уехал. «Да», — сказал он.", ["В. Орлов уехал.", "«Да», — сказал он."]),
    ],
)
def test_sentences(rules: SegmentRules, text: str, expected: list[str]) -> None:
    assert split(text, rules) == expected


@pytest.mark.parametrize(
    ("rules", "text", "expected"),
    [
        (ENGLISH, "Germany's US-led plan didn't fail", "Germany 's US - led plan did n't fail"),
        (FRENCH, "l'accord qu'elle aujourd'hui", "l' accord qu' elle aujourd'hui"),
        (SLAVIC, "об'єкт комп'ютера", "об'єкт комп'ютера"),
        (GERMAN, "US-Außenminister (links), 10:30 Uhr", "US-Außenminister ( links ) , 10:30 Uhr"),
        (ENGLISH, "see https://a.org/b?c=1. Then", "see https://a.org/b?c=1 . Then"),
    ],
)
def test_tokens(rules: SegmentRules, text: str, expected: str) -> None:
    whole = [Region(RegionKind.BODY, 0, len(text))]
    found = [t.text for s in sentences(text, whole, rules) for t in s.tokens]
    assert found == expected.split()


def test_hard_wrapped_lines_run_on() -> None:
    line = "Die Delegationen haben in der alten Halle am Fluss lange über"
    text = "\n".join([line] * 5)
    assert len(split(text, GERMAN)) == 1


def test_long_sentences_are_cut() -> None:
    text = "wort, " * 5000
    whole = [Region(RegionKind.BODY, 0, len(text))]
    found = sentences(text, whole, GERMAN)
    assert max(len(s.tokens) for s in found) <= 200
    assert sum(len(s.tokens) for s in found) == 10000


@given(st.text(max_size=300), st.sampled_from([ENGLISH, GERMAN, FRENCH, SLAVIC]))
def test_every_token_is_where_it_says(text: str, rules: SegmentRules) -> None:
    found = sentences(text, [Region(RegionKind.BODY, 0, len(text))], rules)
    end = 0
    for sentence in found:
        assert sentence.start >= end
        for token in sentence.tokens:
            assert text[token.start : token.end] == token.text
            assert token.start >= end
            end = token.end
        assert sentence.end == end
    covered = sum(len(t.text.replace(" ", "")) for s in found for t in s.tokens)
    assert covered == sum(not ch.isspace() for ch in text) or any(ch.isspace() for ch in text)
