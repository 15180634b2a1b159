"""Whether two ways of naming somebody can mean one person; all names are invented or common."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.text.person_names import (
    fits_person,
    is_patronymic,
    looks_like_surname,
    person_name,
    same_person,
    surname_places,
)

NAMES = ["Аскар Тулегенов", "Мария Иванова", "Болат Тулегенов", "Askar Tulegenov", "Динара Сейткали", "Ким"]


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        ("Аскар Тулегенов", "Тулегеновым"),
        ("Аскар Тулегенов", "Аскару"),
        ("Аскар Тулегенов", "Тулегенова Аскара"),
        ("Аскар Тулегенов", "А. Тулегеновым"),
        ("Тулегенов", "Аскара Тулегенова"),
        ("Аскар Серикович Тулегенов", "Аскара Сериковича"),
        ("Мария Иванова", "Марии Ивановой"),
        ("Асқар Төлегенов", "Төлегеновтың"),
        ("Askar Tulegenov", "TULEGENOV"),
    ],
)
def test_the_same_person(listed: str, written: str) -> None:
    assert same_person(person_name(listed, listed=True), person_name(written))


@pytest.mark.parametrize(
    ("listed", "written"),
    [
        ("Аскар Тулегенов", "Болат Тулегенов"),
        ("Аскар Тулегенов", "Б. Тулегенов"),
        ("Аскар Тулегенов", "Тулеген"),
        ("Мария Иванова", "Ивановым"),
        ("Аскар Тулегенов", "А."),
        ("Иван Петров", "Иванов"),
    ],
)
def test_somebody_else(listed: str, written: str) -> None:
    assert same_person(person_name(listed, listed=True), person_name(written)) is None


@given(st.sampled_from(NAMES), st.sampled_from(NAMES))
def test_it_does_not_matter_who_is_asked_first(one: str, other: str) -> None:
    a, b = person_name(one, listed=True), person_name(other, listed=True)
    assert (same_person(a, b) is None) == (same_person(b, a) is None)
    assert same_person(a, a) == a


def test_a_name_is_narrowed_by_gender_and_case() -> None:
    assert [set(part.nominatives) for part in person_name("Аскара Тулегенова")] == [{"аскар"}, {"тулегенов"}]
    assert [set(part.nominatives) for part in person_name("Тулегенова")] == [{"тулегенов", "тулегенова"}]


def test_a_short_form_does_not_take_in_everybody_of_that_name() -> None:
    forms = [person_name("Askar Tulegenov"), person_name("Tulegenov")]
    assert fits_person(forms, person_name("Bolat Tulegenov")) is None
    assert fits_person(forms, person_name("Askar Serik Tulegenov")) is not None
    assert fits_person([person_name("Tulegenov")], person_name("Bolat Tulegenov")) is not None


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("Аскар Тулегенов", {1}),
        ("Тулегенов Аскар Серикович", {0}),
        ("Аскар Серикович Тулегенов", {2}),
        ("Аскар Серикович", {0}),
        ("John Smith", {1}),
        ("А. Ким", {1}),
        ("Динара", {0}),
    ],
)
def test_the_surname_is_found(name: str, places: set[int]) -> None:
    assert surname_places(name) == places


def test_shapes() -> None:
    assert all(is_patronymic(word) for word in ("Серикович", "Сериковной", "Серікұлы", "Serikkyzy"))
    assert all(
        looks_like_surname(word) for word in ("Тулегенова", "Достоевского", "Akhmetov", "Bekova", "Төлегеновтың")
    )
    assert not any(looks_like_surname(word) or is_patronymic(word) for word in ("Казахстан", "Almaty", "министр"))
