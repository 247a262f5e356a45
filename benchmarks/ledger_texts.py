"""Generated reports as texts in several languages, with what each sentence tells."""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date

from benchmarks.ledger_reports import Report, Told
from benchmarks.ledger_truth import World
from benchmarks.ledger_words import Speech

CASES = ("gen", "dat", "ins", "acc", "a", "de")


@dataclass(frozen=True, slots=True)
class Text:
    """A document, and for each of its sentences that tell something: where it is, and what."""

    name: str
    language: str
    published: date | None
    original: str
    text: str
    told: tuple[tuple[int, int, Told], ...]


@dataclass(frozen=True, slots=True)
class Scribe:
    """Writes reports in the words of ledger_words.yaml."""

    world: World

    def write(self, report: Report) -> Text:
        """The text of a report; a copy has the words of its original under another headline."""
        chance = random.Random(report.original)
        speech = self.world.words.languages[report.language]
        parts: list[str] = []
        told: list[tuple[int, int, Told]] = []
        if report.number != report.original:  # the headline of another paper
            parts.append(random.Random(report.number).choice(speech.filler))
        for one in report.told:
            sentence = self._sentence(one, report.language, chance)
            extra = chance.sample(speech.filler, 2)
            if sentence is not None:
                start = sum(len(part) + 1 for part in parts)
                told.append((start, start + len(sentence), one))
                parts.append(sentence)
            parts += extra
        name = f"generated/{report.number}.{report.language}.txt"
        original = f"generated/{report.original}.{report.language}.txt"
        return Text(
            name, report.language, report.published, original, "\n".join(parts), tuple(told)
        )

    def _sentence(self, told: Told, language: str, chance: random.Random) -> str | None:
        if told.denied or told.third is not None:
            return None  # told on the level of claims only
        known = self.world.words.sentences.get(told.act, {}).get(told.tense, {}).get(language)
        if known is None or told.other is None:
            return None
        speech = self.world.words.languages[language]
        sentence = chance.choice(known).format(**self._slots(told, language, speech, chance))
        says = told.claimant is not None and told.tense == "done" and chance.random() < 0.5
        if says and told.claimant is not None:
            state = self.world.words.states[told.claimant][language]
            return _capital(chance.choice(speech.says).format(sentence=sentence, s=state))
        return _capital(sentence) + "."

    def _slots(
        self, told: Told, language: str, speech: Speech, chance: random.Random
    ) -> dict[str, str]:
        assert told.other is not None
        slots = {"n": str(told.happening.deaths or chance.randrange(4, 60))}
        for name, code in (("A", told.actor), ("B", told.other)):
            state = self.world.words.states[code][language]
            person = self._person(told, speech, state)
            slots[name] = person.get("base") or state["base"]
            slots[f"{name}_state"] = state["base"]
            for case in CASES:
                of_state = state.get(case, state["base"])
                slots[f"{name}_{case}"] = person.get(case) or person.get("base") or of_state
                slots[f"{name}_state_{case}"] = of_state
        slots["B_town"] = self._town(told, language)
        slots["on"] = self._date(told, speech)
        slots["at"] = speech.at.format(town=slots["B_town"]) if told.place else ""
        topics = [speech.topics[topic] for topic in told.topics]
        slots["about"] = chance.choice(speech.about).format(topic=topics[0]) if topics else ""
        return slots

    def _person(self, told: Told, speech: Speech, state: dict[str, str]) -> dict[str, str]:
        level = told.happening.level
        if level is None or told.persons is None:
            return {}
        forms = speech.head if level == "head" else speech.minister
        return {case: form.format(s=state) for case, form in forms.items()}

    def _town(self, told: Told, language: str) -> str:
        towns = self.world.words.towns[told.happening.other][language]
        return towns[(told.happening.town or 0) % len(towns)]

    def _date(self, told: Told, speech: Speech) -> str:
        if told.dating is None or told.dating[0] != "day":
            return ""
        day = told.dating[1]
        return speech.date.format(day=day.day, month=speech.months[day.month - 1], year=day.year)


def _capital(sentence: str) -> str:
    return sentence[:1].upper() + sentence[1:]
