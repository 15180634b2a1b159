"""Russian entities from the real model; all sentences and names are invented."""

import pytest

from dragoman.engines.entity import LONGEST_STRETCH, EntityKind
from dragoman.engines.locality import Locality
from dragoman.engines.natasha_entities import MODEL_SHA256, SCORE
from tests.entity_engines import russian_entities


def found(text: str) -> list[tuple[str, EntityKind]]:
    return [(text[entity.start : entity.end], entity.kind) for entity in russian_entities().find(text, "ru")]


def test_it_says_what_it_is() -> None:
    engine = russian_entities()
    assert engine.locality is Locality.LOCAL
    assert engine.weights_sha256 == MODEL_SHA256
    assert engine.version.startswith("slovnet ")


def test_persons_organisations_and_places_in_any_case() -> None:
    assert found("Я работал с Аскаром Тулегеновым в Алматы, в ПРООН.") == [
        ("Аскаром Тулегеновым", EntityKind.PERSON),
        ("Алматы", EntityKind.PLACE),
        ("ПРООН", EntityKind.ORGANISATION),
    ]


def test_names_in_speech_without_capitals_are_found_with_less_certainty() -> None:
    text = "мой начальник данияр ахметов был против"
    (entity,) = russian_entities().find(text, "ru")
    assert text[entity.start : entity.end] == "данияр ахметов"
    assert entity.score < SCORE


def test_offsets_hold_in_long_texts() -> None:
    text = "Потом приехал Аскар Тулегенов. " * (LONGEST_STRETCH // 20)
    places = [entity.start for entity in russian_entities().find(text[: LONGEST_STRETCH + 500], "ru")]
    assert places[-1] > LONGEST_STRETCH
    assert all(text.startswith("Аскар Тулегенов", place) for place in places)


@pytest.mark.parametrize("text", ["", "   \n", "60 000 тенге"])
def test_nothing_in_nothing(text: str) -> None:
    assert russian_entities().find(text, "ru") == []


def test_other_languages_are_left_alone() -> None:
    assert russian_entities().find("Аскар Тулегенов", "kk") == []
