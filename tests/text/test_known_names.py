"""The study's own list is found in every form; all names and sentences are invented."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.entity import EntityKind
from dragoman.text.known_names import KnownEntity, KnownNames, Match

ASKAR = KnownEntity("e1", EntityKind.PERSON, ("Аскар Тулегенов", "Askar Tulegenov"), "[person 1]")
MARIA = KnownEntity("e2", EntityKind.PERSON, ("Мария Иванова",), "[person 2]")
MINISTRY = KnownEntity("e3", EntityKind.ORGANISATION, ("Министерство иностранных дел", "МИД"), "[a ministry]")
MIRA = KnownEntity("e4", EntityKind.PERSON, ("Мира",), "[person 3]")
BOLAT = KnownEntity("e5", EntityKind.PERSON, ("Bolat Zhumabayev",), "[person 4]")
PHONE = KnownEntity("e6", EntityKind.PHONE, ("+7 701 555 01 23",), "[phone 1]")
ASEL = KnownEntity("e7", EntityKind.PERSON, ("Әсел Төлегенқызы Ермекова",), "[person 5]")
IVAN = KnownEntity("e8", EntityKind.PERSON, ("Иван Иванов",), "[person 6]")
VILLAGE = KnownEntity("e9", EntityKind.PLACE, ("Кызылжар",), "[a village]")
STONE = KnownEntity("e10", EntityKind.PERSON, ("Mark Stone",), "[person 7]")
SCHOOL = KnownEntity("e11", EntityKind.ORGANISATION, ("School 25",), "[a school]")
LIST = KnownNames([ASKAR, MARIA, MINISTRY, MIRA, BOLAT, PHONE, ASEL, IVAN, VILLAGE, STONE, SCHOOL])


def found(text: str, *, least: Match = Match.PART) -> list[tuple[str, str]]:
    return [
        (text[mention.start : mention.end], "+".join(entity.entity for entity in mention.entities))
        for mention in LIST.find(text)
        if mention.match >= least
    ]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Я говорил с Аскаром Тулегеновым, потом с Тулегеновым.",
            [("Аскаром Тулегеновым", "e1"), ("Тулегеновым", "e1")],
        ),
        ("Askar Tulegenov's deputy", [("Askar Tulegenov", "e1")]),
        ("ASKAR TULEGENOV and tulegenov", [("ASKAR TULEGENOV", "e1"), ("tulegenov", "e1")]),
        ("А. С. Тулегенов", [("Тулегенов", "e1")]),
        ("А. Тулегенову", [("А. Тулегенову", "e1")]),
        ("позвал Аскар. Тулегенов пришёл", [("Тулегенов", "e1")]),
        ("Марии Ивановой, Ивановой", [("Марии Ивановой", "e2"), ("Ивановой", "e2")]),
        ("у Ивановым не доволен никто", [("Ивановым", "e8")]),
        ("дом Иванова", [("Иванова", "e2+e8")]),
        ("в Министерстве иностранных дел и МИДом", [("Министерстве иностранных дел", "e3"), ("МИДом", "e3")]),
        ("Төлегенқызымен емес, Ермекованың сөзі", [("Ермекованың", "e7")]),
        ("Тулегеновтың пікірі, Тулегеновпен", [("Тулегеновтың", "e1"), ("Тулегеновпен", "e1")]),
        ("родом из Кызылжара", [("Кызылжара", "e9")]),
        ("звоните 8 (701) 555-01-23", [("8 (701) 555-01-23", "e6")]),
        ("at school 25, not School 255", [("school 25", "e11")]),
        ("с Мирой", [("Мирой", "e4")]),
    ],
)
def test_names_in_every_form(text: str, expected: list[tuple[str, str]]) -> None:
    assert found(text) == expected


@pytest.mark.parametrize(
    "text",
    [
        "борьба за мир во всём мире и миру мира",
        "the stone age is marked by stone",
        "Тулегеновка, Тулеген, Ивановка, Askarov, Tulegenovich",
        "мидия, мид, School",
        "дела иностранных министерств",
        "8 701 555 01 24",
    ],
)
def test_what_only_looks_like_a_name_is_left(text: str) -> None:
    assert found(text) == []


def test_a_given_name_alone_is_less_sure() -> None:
    (mention,) = LIST.find("Потом Аскар ушёл.")
    assert mention.match is Match.GIVEN_NAME
    assert mention.entity == ASKAR
    assert not KnownNames([STONE]).find("I mark my words: She marked them.")


@pytest.mark.parametrize(
    ("text", "written", "entity"),
    [
        ("с Болатом Жумабаевым", "Болатом Жумабаевым", BOLAT),
        ("Жумабаевтың сөзі", "Жумабаевтың", BOLAT),
        ("Jumabaev said", "Jumabaev", BOLAT),
        ("Асқар Төлегеновтың пікірі", "Асқар Төлегеновтың", ASKAR),
        ("Mariya Ivanova left", "Mariya Ivanova", MARIA),
        ("Қызылжар ауылы", "Қызылжар", VILLAGE),
    ],
)
def test_another_spelling_is_a_question(text: str, written: str, entity: KnownEntity) -> None:
    (mention,) = LIST.find(text)
    assert (text[mention.start : mention.end], mention.match) == (written, Match.OTHER_SPELLING)
    assert entity in mention.entities


def test_words_without_capitals_are_names_where_nothing_has_capitals() -> None:
    assert found("тогда пришёл тулегенов и сказал") == [("тулегенов", "e1")]
    assert found("и аскар тоже", least=Match.GIVEN_NAME) == [("аскар", "e1")]
    assert found("Но аскар тоже", least=Match.GIVEN_NAME) == []


def test_a_list_of_bare_names() -> None:
    actors = KnownNames.of_forms(["Россия", "Russia", "United States"])
    text = "Между Россией и United States"
    assert [text[mention.start : mention.end] for mention in actors.find(text)] == ["Россией", "United States"]
    assert not KnownNames([])
    assert KnownNames([]).find(text) == []


PIECES = st.sampled_from(
    [
        "Аскаром",
        "Тулегенов",
        "Тулегеновым",
        "Иванова",
        "Мария",
        "и",
        "сказал",
        "МИД",
        ".",
        ",",
        "Askar",
        "Tulegenov's",
        "А.",
        "-",
    ]
)


@given(st.lists(PIECES, max_size=12))
def test_mentions_stand_in_order_and_never_overlap(pieces: list[str]) -> None:
    text = " ".join(pieces)
    mentions = LIST.find(text)
    assert all(0 <= mention.start < mention.end <= len(text) for mention in mentions)
    assert all(one.end <= other.start for one, other in pairwise(mentions))
