"""Whom words mean, in six languages: own sentences, and what must be found in them.

A line gives a sentence and, by the words of each mention, the parties (or media) it means;
what is marked "~" is vague. Nothing else may be found.
"""

from __future__ import annotations

import pytest

from dragoman.model import Mention

from .conftest import Read

NAMES = [
    # English
    ("en", "Russian Foreign Minister Sergei Lavrov flew to Turkey.",
     {"Russian Foreign Minister Sergei Lavrov": "RUS", "Turkey": "TUR"}),
    ("en", "Kenya's foreign minister Jane Doe wrote to the U.S. Congress.",
     {"Kenya's foreign minister Jane Doe": "KEN", "U.S. Congress": "USA"}),
    ("en", "The foreign ministers of France, Germany and Poland met.",
     {"foreign ministers of France, Germany and Poland": "FRA DEU POL"}),
    ("en", "The French and German foreign ministers met.",
     {"French and German foreign ministers": "FRA DEU"}),
    ("en", "A spokesman for the Russian army lied.", {"spokesman for the Russian army": "RUS"}),
    ("en", "NATO Secretary General Mark Rutte praised Spain.",
     {"NATO Secretary General Mark Rutte": "NATO", "Spain": "ESP"}),
    ("en", "The US ambassador to Ukraine resigned.", {"US ambassador to Ukraine": "USA"}),
    ("en", "The White House and the Kremlin disagree.", {"White House": "USA", "Kremlin": "RUS"}),
    ("en", "Hezbollah and Hamas thanked Iran.",
     {"Hezbollah": "LBN", "Hamas": "PSE", "Iran": "IRN"}),
    ("en", "The Washington Post quoted Macron.", {"The Washington Post": "-", "Macron": "FRA"}),
    ("en", "Russian oil reached India.", {"Russian": "~RUS", "India": "IND"}),
    # German
    ("de", "US-Außenminister Rubio traf Bundeskanzler Friedrich Merz.",
     {"US-Außenminister Rubio": "USA", "Bundeskanzler Friedrich Merz": "DEU"}),
    ("de", "Frankreichs Präsident und die polnische Regierung stimmten zu.",
     {"Frankreichs Präsident": "FRA", "polnische Regierung": "POL"}),
    ("de", "Die Außenminister Frankreichs und Polens sprachen mit dem türkischen Amtskollegen.",
     {"Außenminister Frankreichs und Polens": "FRA POL", "türkischen Amtskollegen": "TUR"}),
    ("de", "Die EU-Kommissionspräsidentin Ursula von der Leyen kritisierte China.",
     {"EU-Kommissionspräsidentin Ursula von der Leyen": "EUR", "China": "CHN"}),
    ("de", "Das Auswärtige Amt prüft die deutsch-französischen Pläne.",
     {"Auswärtige Amt": "DEU", "deutsch-französischen": "~DEU FRA"}),
    ("de", "Die EU-Sanktionen gelten.", {"EU-Sanktionen": "~EUR"}),
    ("de", "Raketen russischer Bauart trafen die Stadt.", {}),
    # Russian
    ("ru", "Министр иностранных дел России Сергей Лавров звонил главе МИД Турции Хакану Фидану.",
     {"Министр иностранных дел России Сергей Лавров": "RUS",
      "главе МИД Турции Хакану Фидану": "TUR"}),
    ("ru", "Переговоры с президентом США Дональдом Трампом прошли в Эр-Рияде.",
     {"президентом США Дональдом Трампом": "USA", "Эр-Рияде": "SAU"}),
    ("ru", "Представитель литовской армии поблагодарил Объединенные Арабские Эмираты.",
     {"Представитель литовской армии": "LTU", "Объединенные Арабские Эмираты": "ARE"}),
    ("ru", "Российско-украинские переговоры отложены.", {"Российско-украинские": "~RUS UKR"}),
    ("ru", "Госсекретарь Марко Рубио осудил ХАМАС.",
     {"Госсекретарь Марко Рубио": "USA", "ХАМАС": "PSE"}),
    ("ru", "Об этом сообщило агентство Reuters.", {"агентство Reuters": "-"}),
    # Ukrainian
    ("uk", "Президент Володимир Зеленський подякував прем'єр-міністрові Польщі Дональду Туску.",
     {"Президент Володимир Зеленський": "UKR",
      "прем'єр-міністрові Польщі Дональду Туску": "POL"}),
    ("uk", "Глава МЗС Німеччини зустрілася з Держдепом.",
     {"Глава МЗС Німеччини": "DEU", "Держдепом": "USA"}),
    ("uk", "Верховна Рада звернулася до Нової Зеландії та НАТО.",
     {"Верховна Рада": "UKR", "Нової Зеландії": "NZL", "НАТО": "NATO"}),
    # French
    ("fr", "Le ministre français des Affaires étrangères, Jean-Noël Barrot, a critiqué l'Iran.",
     {"ministre français des Affaires étrangères, Jean-Noël Barrot": "FRA", "Iran": "IRN"}),
    ("fr", "Le gouvernement israélien et le ministère russe de la Défense se taisent.",
     {"gouvernement israélien": "ISR", "ministère russe de la Défense": "RUS"}),
    ("fr", "Le porte-parole de l'armée russe a cité Le Monde.",
     {"porte-parole de l'armée russe": "RUS", "Le Monde": "-"}),
    ("fr", "L'Élysée salue le président de la République tchèque.",
     {"Élysée": "FRA", "président de la République tchèque": "CZE"}),
    # Spanish
    ("es", "El ministro ruso de Exteriores, Serguéi Lavrov, llamó al Gobierno español.",
     {"ministro ruso de Exteriores, Serguéi Lavrov": "RUS", "Gobierno español": "ESP"}),
    ("es", "La canciller mexicana calla.", {"canciller mexicana": "MEX"}),
    ("es", "El presidente de Francia, Emmanuel Macron, visitó Catar.",
     {"presidente de Francia, Emmanuel Macron": "FRA", "Catar": "QAT"}),
    ("es", "La OTAN y la Unión Europea respaldan a los soldados ucranianos.",
     {"OTAN": "NATO", "Unión Europea": "EUR", "soldados ucranianos": "UKR"}),
]  # fmt: skip

REFERENCES = [
    ("en", "Lavrov met his US counterpart. Both sides agreed.", "Both sides", "RUS USA"),
    ("en", "Estonia's president Anna Lepp spoke. Lepp left.", "Lepp", "EST"),
    ("en", "Poland's prime minister Donald Tusk spoke. He left.", "He", "POL"),
    ("en", "The Kremlin called Macron. The two presidents met.", "The two presidents", "RUS FRA"),
    ("en", "The Chilean foreign minister spoke. Later the minister left.", "minister", "CHL"),
    ("de", "Putin rief Trump an. Beide Seiten schwiegen.", "Beide Seiten", "RUS USA"),
    ("de", "Rubio traf Wang Yi. Die beiden Minister schwiegen.", "Die beiden Minister", "USA CHN"),
    ("ru", "Путин позвонил Трампу. Обе стороны довольны.", "Обе стороны", "RUS USA"),
    ("uk", "Зеленський зателефонував Макрону. Обидві сторони задоволені.", "Обидві сторони",
     "UKR FRA"),
    ("fr", "La Chine a reçu le Japon. Les deux pays discutent.", "Les deux pays", "CHN JPN"),
    ("es", "Perú recibió a Chile. Ambas partes dialogan.", "Ambas partes", "PER CHL"),
]  # fmt: skip

NOBODY = [
    ("en", "He gave us an answer, and the who's who applauded."),
    ("en", "The president of the club spoke."),
    ("en", "Asked by Michael Jordan, she left."),
    ("de", "Der Minister sprach mit dem Präsidenten des Vereins."),
    ("ru", "Он ответил, что министр уехал."),
    ("fr", "Il faut que le ministre réponde."),
    ("es", "El presidente del club dimitió."),
]  # fmt: skip


def parties(mention: Mention) -> str:
    found = " ".join(actor.party or "-" for actor in mention.actors)
    if all(actor.sector == "MED" for actor in mention.actors):
        found = "-"
    return f"~{found}" if mention.vague else found


@pytest.mark.parametrize(("code", "text", "expected"), NAMES)
def test_names(read: Read, code: str, text: str, expected: dict[str, str]) -> None:
    assert {m.span.text: parties(m) for m in read(code, text)} == expected


@pytest.mark.parametrize(("code", "text", "words", "expected"), REFERENCES)
def test_references(read: Read, code: str, text: str, words: str, expected: str) -> None:
    found = {m.span.text: parties(m) for m in read(code, text)}
    assert found.get(words) == expected


@pytest.mark.parametrize(("code", "text"), NOBODY)
def test_nobody(read: Read, code: str, text: str) -> None:
    assert not [m for m in read(code, text) if not m.vague]
