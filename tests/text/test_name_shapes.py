"""Persons by the shape of a word; all sentences are invented."""

import pytest

from dragoman.text.name_shapes import find_name_shapes


@pytest.mark.parametrize(
    ("text", "language", "names"),
    [
        ("Айгуль написала мне. Марат Бекович был против.", "ru", ["Айгуль", "Марат Бекович"]),
        ("Это решили Любовь Ивановна и Арман.", "ru", ["Любовь Ивановна", "Арман"]),
        ("Нұрлан Серікұлы мен Жұмабаевтың пікірі", "kk", ["Нұрлан Серікұлы", "Жұмабаевтың"]),
        ("Мен Сейітовпен Астанада кездестім.", "kk", ["Сейітовпен"]),
        ("He met Nurlan Serikuly and Zhumabayev in July. It was unruly.", "en", ["Nurlan Serikuly", "Zhumabayev"]),
        ("тогда марат бекович ушёл", "ru", ["марат бекович"]),
    ],
)
def test_names(text: str, language: str, names: list[str]) -> None:
    assert [text[entity.start : entity.end] for entity in find_name_shapes(text, language)] == names


@pytest.mark.parametrize(
    "text",
    [
        "Надежда умирает последней. Вера в институты слаба. Любовь зла.",
        "Астана, Пекин, Москва, Ташкент, Алматы, Владимир, Семей, Берлин, Лондон, Нур-Султан",
        "Послушайте, Китай и Иран готовы. Основ нет. Слов мало. Реализм прав.",
        "КИСИ, ОДКБ, ШОС, ЕАЭС, МИД",
    ],
)
def test_no_names(text: str) -> None:
    assert find_name_shapes(text, "ru") == []
