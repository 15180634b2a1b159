"""Suggestions of real models, rules and the study's own list together; all names and sentences are invented."""

import pytest

from dragoman.engines.entity import EntityKind, EntityRecogniser
from dragoman.text.entity_suggestions import DEFAULT_KINDS, KNOWN, SuggestedSpan, suggest
from dragoman.text.known_names import KnownEntity, KnownNames
from tests.entity_engines import english_entities, russian_entities

ASKAR = KnownEntity("askar", EntityKind.PERSON, ("Аскар Тулегенов", "Askar Tulegenov"), "[person 1]")
BOLAT = KnownEntity("bolat", EntityKind.PERSON, ("Bolat Zhumabayev",), "[person 2]")
MINISTRY = KnownEntity("ministry", EntityKind.ORGANISATION, ("Ministry of Transport",), "[a ministry]")
LIST = KnownNames([ASKAR, BOLAT, MINISTRY])
ACTORS = KnownNames.of_forms(["Russia", "Россия", "Китай", "Turkey", "Astana", "Астана", "Bayraktar"])


def spans(text: str, language: str, kinds: frozenset[EntityKind] = DEFAULT_KINDS) -> list[SuggestedSpan]:
    engines: list[EntityRecogniser] = [english_entities(), russian_entities()]
    return suggest(text, language, recognisers=engines, known=LIST, kinds=kinds, actors=ACTORS)


def found(text: str, language: str) -> list[tuple[str, str | None]]:
    return [(text[span.start : span.end], span.entity) for span in spans(text, language)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("I worked with Askar Tulegenov from 2014 to 2022.", [("Askar Tulegenov", "askar")]),
        ("My colleague Dinara Seitkali works in Almaty for the UNDP.", [("Dinara Seitkali", None)]),
        ("As Professor John Whitfield wrote, hedging is not neutrality.", [("John Whitfield", None)]),
        ("Mr. Serikbayev's deputy, Aigul, wrote to me.", [("Serikbayev", None), ("Aigul", None)]),
        ("So Deputy Minister Umarov called me.", [("Umarov", None)]),
        ("It was Jandosbekov's idea, honestly.", [("Jandosbekov", None)]),
        (
            "Askar met Bolat Zhumabayev of the Ministry of Transport",
            [("Askar", "askar"), ("Bolat Zhumabayev", "bolat"), ("Ministry of Transport", "ministry")],
        ),
        (
            "Write to askar.tulegenov@example.kz or +7 701 555 01 23.",
            [("askar.tulegenov@example.kz", None), ("+7 701 555 01 23", None)],
        ),
        ("my boss daniyar akhmetov was against it", [("daniyar akhmetov", None)]),
    ],
)
def test_english(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text, "en") == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Я работал с Аскаром Тулегеновым с 2014 по 2022 год.", [("Аскаром Тулегеновым", "askar")]),
        ("С Нурланом Серикулы Абишевым мы учились вместе.", [("Нурланом Серикулы Абишевым", None)]),
        ("Заместитель министра Умаров позвонил.", [("Умаров", None)]),
        ("Айгуль написала мне письмо.", [("Айгуль", None)]),
        (
            "Меня зовут Марат Бекович, мой телефон 8 701 555 01 23.",
            [("Марат Бекович", None), ("8 701 555 01 23", None)],
        ),
        ("мой начальник данияр ахметов был против", [("данияр ахметов", None)]),
    ],
)
def test_russian(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert found(text, "ru") == expected


def test_kazakh_has_the_list_and_the_shapes_of_names() -> None:
    assert found("Нұрлан Серікұлы келді, Тулегеновпен сөйлесті, Сейітов жоқ.", "kk") == [
        ("Нұрлан Серікұлы", None),
        ("Тулегеновпен", "askar"),
        ("Сейітов", None),
    ]


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("The Kremlin called, and Akorda answered within an hour.", "en"),
        ("Astana talks. Russia listens. Turkey sends Bayraktar drones.", "en"),
        ("Hedging, in my view, is what Indonesia does. Inshallah. Exactly. Realism says otherwise.", "en"),
        ("Кремль позвонил, и Акорда ответила через час.", "ru"),
        ("Многовекторность — не лозунг. Хеджирование — страховка. Инша Аллах.", "ru"),
        ("Между Россией и Китаем, 60 000 тенге, ЕАЭС и ОДКБ.", "ru"),
    ],
)
def test_seats_of_power_actors_and_first_words_are_no_persons(text: str, language: str) -> None:
    assert found(text, language) == []


def test_organisations_and_places_only_when_asked() -> None:
    text = "She works in Almaty for the United Nations; Russia does not care."
    assert spans(text, "en") == []
    asked = spans(text, "en", frozenset({EntityKind.PLACE, EntityKind.ORGANISATION}))
    assert [(text[span.start : span.end], span.kind) for span in asked] == [
        ("Almaty", EntityKind.PLACE),
        ("the United Nations", EntityKind.ORGANISATION),
    ]


def test_a_wider_name_is_somebody_else_unless_the_words_agree() -> None:
    assert found("Bolat Tulegenov is my brother.", "en") == [("Bolat Tulegenov", None)]
    assert found("Болат Тулегенов и Аскар Акаев", "ru") == [("Болат Тулегенов", None), ("Аскар Акаев", None)]
    assert found("Я ждал с Аскаром Сериковичем Тулегеновым.", "ru") == [("Аскаром Сериковичем Тулегеновым", "askar")]


def test_a_name_in_the_other_script_is_a_question() -> None:
    (span,) = spans("Потом пришёл Болат Жумабаев.", "ru")
    assert (span.entity, span.perhaps, span.origin) == (None, ("bolat",), KNOWN)


def test_the_list_wins_over_the_actors() -> None:
    known = KnownNames([KnownEntity("firm", EntityKind.ORGANISATION, ("Bayraktar",), "[a firm]")])
    (span,) = suggest("Bayraktar paid.", "en", recognisers=[], known=known, actors=ACTORS)
    assert span.entity == "firm"


@pytest.mark.parametrize("text", ["", " ", "…", "😀 Аскар", "Аскар\nТулегенов"])
def test_odd_texts(text: str) -> None:
    assert all(
        0 <= span.start < span.end <= len(text) for language in ("en", "ru", "kk") for span in spans(text, language)
    )
