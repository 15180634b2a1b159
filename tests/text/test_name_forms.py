"""Words of names go back to their nominatives; all names are invented or common."""

import pytest

from dragoman.text.name_forms import (
    could_be_name,
    is_everyday_word,
    is_name_in_dictionary,
    lemmas,
    nominatives,
    words_of,
)


@pytest.mark.parametrize(
    ("word", "expected"),
    [
        ("Тулегеновым", {"тулегенов"}),
        ("Тулегенова", {"тулегенов", "тулегенова"}),
        ("Тулегеновой", {"тулегенова"}),
        ("Тулегенов", {"тулегенов"}),
        ("Ивановым", {"иванов"}),
        ("Жолдасбекову", {"жолдасбеков", "жолдасбекова"}),
        ("Аскаром", {"аскар"}),
        ("Динаре", {"динара"}),
        ("Айгуль", {"айгуль"}),
        ("Сериковича", {"серикович"}),
        ("Достоевской", {"достоевская"}),
        ("Tulegenov", {"tulegenov"}),
        ("Tölegenov", {"tolegenov"}),
    ],
)
def test_nominatives(word: str, expected: set[str]) -> None:
    assert nominatives(word) == expected


@pytest.mark.parametrize(
    ("word", "stem"),
    [
        ("Төлегеновтың", "төлегенов"),
        ("Айгүлге", "айгүл"),
        ("Тоқаевпен", "тоқаев"),
        ("Мадинадан", "мадина"),
        ("Ермекұлының", "ермекұлы"),
        ("Тулегеновтердің", "тулегенов"),
        ("Нуртая", "нуртай"),
    ],
)
def test_case_endings_that_the_dictionary_does_not_know(word: str, stem: str) -> None:
    assert stem in nominatives(word)


def test_any_word_has_lemmas() -> None:
    assert "министерство" in lemmas("Министерством")
    assert "мид" in lemmas("МИДом")
    assert lemmas("Ministry") == {"ministry"}


def test_words_without_their_possessive_ending() -> None:
    text = "O'Brien's and Tulegenov’s, Аскар-ага"
    words = list(words_of(text))
    assert [word.text for word in words] == ["O'Brien", "and", "Tulegenov", "Аскар", "ага"]
    assert all(text[word.start : word.end] == word.text for word in words)


def test_everyday_words_and_names() -> None:
    assert is_everyday_word("вера")
    assert is_everyday_word("will")
    assert not is_everyday_word("тулегенов")
    assert is_name_in_dictionary("Айгуль")
    assert not is_name_in_dictionary("Вера")
    assert could_be_name("Вера")
    assert not could_be_name("Послушайте")
