"""A quote is found in a text whatever way it was typed, and nowhere else."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.anchor import Span
from dragoman.model.quotation import find_quotation
from dragoman.model.tokens import TokenKind, tokens
from tests.model.writing import any_text


@pytest.mark.parametrize(
    ("text", "quotation", "found"),
    [
        ("We hedge. They hedge.", "hedge", ["hedge", "hedge"]),
        ("We  hedge\r\nalways", "hedge always", ["hedge\r\nalways"]),
        ("We hedge always", "  HEDGE \t always\n", ["hedge always"]),
        ("она сказала «да»", 'сказала "да"', ["сказала «да»"]),
        ("that’s well–known", "that's well-known", ["that’s well–known"]),
        ("so… maybe", "so... maybe", ["so… maybe"]),
        ("so... maybe", "so… maybe", ["so... maybe"]),
        ("Straße und STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("aaaa", "aa", ["aa", "aa", "aa"]),
        ("мой край", "мои\u0306 край", ["мой край"]),
        ("мои\u0306 край", "мой край", ["мои\u0306 край"]),
        ("мой край", "мои", []),
        ("мои\u0306 край", "мои", []),
        ("Straße", "s", ["S"]),
        ("so… maybe", ".", []),
        ("multi\u00advector", "multivector", ["multi\u00advector"]),
        ("ІРГЕЛЕС ЕЛДЕР – ҚЫТАЙ", "іргелес елдер - қытай", ["ІРГЕЛЕС ЕЛДЕР – ҚЫТАЙ"]),
        ("we hedge", "", []),
        ("we hedge", "\u00ad", []),
        ("we hedge", " \n", []),
        ("we hedge", "we hedged", []),
    ],
)
def test_where_a_quotation_stands(text: str, quotation: str, found: list[str]) -> None:
    assert [text[span.start : span.end] for span in find_quotation(text, quotation)] == found


@given(any_text, st.integers(0, 30), st.integers(0, 30))
def test_words_that_stand_in_a_text_are_found_where_they_stand(text: str, one: int, other: int) -> None:
    seen = [token for token in tokens(text) if token.kind is not TokenKind.SPACE]
    low, high = sorted((one, other))
    cut = seen[low : high + 1]
    if cut and not any(strange(token.text) for token in (*cut, *seen[high + 1 : high + 2])):
        span = Span(cut[0].start, cut[-1].end)
        assert span in find_quotation(text, text[span.start : span.end])


def strange(token: str) -> bool:
    """Whether a token has a sign without a shape, or a mark that belongs to nothing."""
    return unicodedata.category(token[0])[0] == "M" or token[0].isspace() or any(sign in token for sign in SHAPELESS)


SHAPELESS = "\u00ad\u200b\u2060\ufeff"
TYPED = {"'": "’", '"': "„", "-": "–", " ": " \n ", "...": "…"}


@given(st.text(alphabet="aбә'\"- .", max_size=20), st.text(alphabet="aбә'\"- .", min_size=1, max_size=8))
def test_another_way_of_typing_finds_the_same_places(text: str, quotation: str) -> None:
    typed = quotation.upper()
    for plain, shaped in TYPED.items():
        typed = typed.replace(plain, shaped)
    assert find_quotation(text, typed) == find_quotation(text, quotation)


@given(any_text, any_text)
def test_what_is_found_reads_as_the_quotation(text: str, quotation: str) -> None:
    found = find_quotation(text, quotation)
    assert len(set(found)) == len(found)
    for span in found:
        assert 0 <= span.start < span.end <= len(text)
        shown = text[span.start : span.end]
        assert shown.strip() == shown
        assert plain(shown) == plain(quotation)


def plain(text: str) -> str:
    """The comparison done the long way, on the whole text at once."""
    for shaped, typed in (*((sign, "") for sign in SHAPELESS), ("…", "..."), *((dash, "-") for dash in "‑—–")):
        text = text.replace(shaped, typed)
    for shaped, typed in (*((mark, '"') for mark in "«»“”„"), *((mark, "'") for mark in "‘’ʼ")):
        text = text.replace(shaped, typed)
    return " ".join("".join(decomposed(decomposed(letter).casefold()) for letter in text).split())


def decomposed(text: str) -> str:
    return unicodedata.normalize("NFD", text)


@given(any_text)
def test_a_quotation_without_words_is_nowhere(text: str) -> None:
    assert find_quotation(text, " \r\n") == []
