"""The plain question: what does the one do to the other in this sentence?"""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner, Result

from dragoman.cli import main
from dragoman.model import DocumentError, UsageError
from dragoman.pipeline import Reader
from dragoman.relate import Answer, Question, answer, relate


@pytest.fixture(scope="module")
def reader() -> Reader:
    return Reader()


def question(text: str, source: str, target: str, language: str = "en") -> Question:
    one, other = text.index(source), text.index(target)
    return Question(text, (one, one + len(source)), (other, other + len(target)), language)


def told(reader: Reader, text: str, source: str, target: str, language: str = "en") -> Answer:
    return answer(reader, question(text, source, target, language))


@pytest.mark.parametrize(
    ("text", "source", "target", "language", "kind"),
    [
        ("Chad has accused Libya of sheltering rebels.", "Chad", "Libya", "en", "ACCUSE"),
        (
            "Police in Lima fired tear gas at miners who had blocked the road.",
            "Police",
            "miners",
            "en",
            "ASSAULT",
        ),
        (
            "Litauen hat den russischen Botschafter einbestellt.",
            "Litauen",
            "russischen Botschafter",
            "de",
            "ACCUSE",
        ),
        ("Индия и Непал подписали соглашение.", "Индия", "Непал", "ru", "SUPPORT"),
        ("Уряд Кенії засудив дії Сомалі.", "Уряд Кенії", "Сомалі", "uk", "ACCUSE"),
        ("Le Pérou a rencontré la Bolivie à Cuzco.", "Le Pérou", "la Bolivie", "fr", "CONSULT"),
        (
            "Chile condenó a Nicaragua por detener a sacerdotes, según la cancillería.",
            "Chile",
            "Nicaragua",
            "es",
            "ACCUSE",
        ),
        ("Chile criticó a Nicaragua el martes.", "Chile", "Nicaragua", "es", "ACCUSE"),
        pytest.param(
            *("Chile condenó a Nicaragua el martes.", "Chile", "Nicaragua", "es", "ACCUSE"),
            marks=pytest.mark.xfail(reason="the judge is surer of a sentence passed by a court"),
        ),
    ],
)
def test_what_a_rule_says_is_answered(
    reader: Reader, text: str, source: str, target: str, language: str, kind: str
) -> None:
    found = told(reader, text, source, target, language)
    assert (found.type, found.rule) == (kind, kind)
    assert sum(share for _, share in found.probabilities) == pytest.approx(1.0, abs=0.01)
    assert max(found.probabilities, key=lambda one: one[1])[0] == kind


def test_the_other_direction_is_another_question(reader: Reader) -> None:
    text = "Chad has accused Libya of sheltering rebels."
    assert told(reader, text, "Libya", "Chad").type != "ACCUSE"


@pytest.mark.xfail(strict=True, reason="what is condemned is hers who did it, not his who bore it")
def test_a_victim_is_not_condemned(reader: Reader) -> None:
    text = "La Suède a condamné les frappes russes contre Kiev."
    assert told(reader, text, "La Suède", "Kiev", "fr").type != "ACCUSE"


def test_two_of_one_state_are_two(reader: Reader) -> None:
    text = "Kenyan police arrested two Kenyan journalists in Nairobi."
    found = told(reader, text, "Kenyan police", "Kenyan journalists")
    assert (found.type, found.act, found.status) == ("COERCE", "arrest", "occurred")


def test_a_span_in_the_ninth_party_is_seen(reader: Reader) -> None:
    text = (
        "France, Spain, Italy, Malta, Greece, Cyprus, Egypt, Israel and Jordan looked on "
        "as Norway condemned Sweden."
    )
    assert told(reader, text, "Norway", "Sweden").type == "ACCUSE"


def test_spans_are_found_where_spaces_are_cleaned(reader: Reader) -> None:
    text = "  Chad  has accused\tLibya of sheltering rebels.\r\n"
    found = told(reader, text, "Chad", "Libya")
    assert (found.type, found.rule) == ("ACCUSE", "ACCUSE")


def test_spans_in_two_sentences_are_answered(reader: Reader) -> None:
    text = "Chad closed its border. Libya called that a hostile act."
    assert told(reader, text, "Libya", "Chad").rule == "ACCUSE"


@pytest.mark.parametrize(
    ("source", "target", "message"),
    [
        ((0, 0), (5, 9), "source"),
        ((0, 4), (5, 900), "target"),
        ((0, 9), (5, 12), "overlap"),
        ((4, 5), (5, 9), "source"),
    ],
)
def test_bad_spans_are_named(
    reader: Reader, source: tuple[int, int], target: tuple[int, int], message: str
) -> None:
    asked = Question("Chad accused Libya.", source, target, "en", "pairs.jsonl, line 3")
    with pytest.raises(UsageError, match=f"pairs.jsonl, line 3: .*{message}"):
        list(relate(reader, [asked]))


def test_an_unknown_language_is_named(reader: Reader) -> None:
    text = "Η Ελλάδα κατηγόρησε την Τουρκία για παραβιάσεις του εναέριου χώρου της."
    with pytest.raises(DocumentError, match="line 1"):
        answer(reader, Question(text, (2, 8), (24, 31), None, "line 1"))


def run(*lines: str) -> Result:
    return CliRunner().invoke(main, ["relate", "-"], input="\n".join(lines))


def line(text: str, source: tuple[int, int], target: tuple[int, int], **more: object) -> str:
    return json.dumps({"text": text, "source": source, "target": target, "language": "en", **more})


def test_a_line_comes_out_for_each_that_goes_in() -> None:
    right = line("Chad accused Libya.", (0, 4), (13, 18), id="a")
    wrong = line("Chad accused Libya.", (0, 4), (2, 18), id=7)
    result = run(right, "", wrong, '{"text": 1}', right)
    found = [json.loads(told) for told in result.stdout.splitlines()]
    assert [one["type"] for one in found] == ["ACCUSE", None, None, "ACCUSE"]
    assert [one.get("id") for one in found] == ["a", 7, None, "a"]
    assert "overlap" in found[1]["error"]
    assert "line 4" in found[2]["error"]
    assert result.exit_code == 1
    assert result.stderr.count("not answered") == 2


def test_all_well_is_no_error() -> None:
    result = run(line("Chad accused Libya.", (0, 4), (13, 18)))
    assert result.exit_code == 0
    assert json.loads(result.stdout)["rule"] == "ACCUSE"
    assert not result.stderr


def test_nothing_in_nothing_out() -> None:
    result = run("")
    assert (result.exit_code, result.stdout) == (0, "")
