"""Capitals are given back word by word, and only to texts that have none."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.capitals import is_caseless, with_capitals


def test_only_a_text_without_capitals_is_caseless() -> None:
    assert is_caseless("then I met askar")
    assert not is_caseless("Then I met askar")
    assert not is_caseless("12 + 3")


def test_everyday_words_stay_as_they_are() -> None:
    everyday = {"then", "met", "in"}
    assert with_capitals("then i met askar in almaty", everyday.__contains__) == "Then I met Askar in Almaty"


@given(st.text())
def test_the_text_keeps_its_length(text: str) -> None:
    assert len(with_capitals(text, lambda word: len(word) % 2 == 0)) == len(text)
