"""Words without order are read, too: whatever the parser makes of them, nothing breaks."""

from __future__ import annotations

import random

import pytest

from dragoman.pipeline import Reader

MARKS = [*'.,;:?!-–—()«»"']
WORDS = {
    "en": "Oslo - The two Koreas were due to sign an easing of sanctions , prompting Peru to "
    "accuse Malian media which police in Lima detained both sides not interested in talks",
    "de": "Quito - Peru warf Chile Lügen vor und forderte Oslo auf , worauf das Gericht in Minsk "
    "ohne Absprache keine Gespräche mit beiden Seiten verschob",
    "fr": "Lima - Le tribunal a annulé sa visite prévue à Oslo , ce qui accuse les deux voisins "
    "de médias maliens sans rencontre",
    "es": "Lima - Ambas partes presentaron una queja contra Chile ante la ONU , lo que llevó a "
    "medios peruanos a acusarlo sin reunión",
    "ru": "Лима - МИД Перу заявил , что вызвал посла Чили , после чего встречи не будет "
    "двух граждан России подписав соглашение СМИ",
    "uk": "Ліма - МЗС Перу заявило , що викликало посла Чилі , після чого зустрічі не буде "
    "двох громадян Росії підписавши угоду ЗМІ",
}


@pytest.mark.parametrize("language", sorted(WORDS))
def test_jumbled_words_are_read(reader: Reader, language: str) -> None:
    shuffled = random.Random(language)
    words = [*WORDS[language].split(), *MARKS]
    for _ in range(60):
        text = " ".join(shuffled.choices(words, k=shuffled.randint(1, 18)))
        reading = reader.read(text, language=language)
        assert all(claim.trigger.text in text for claim in reading.claims), text
