"""Tokens cover a text exactly and never split what a reader sees as one sign."""

import time
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from dragoman.model.tokens import TokenKind, tokens
from tests.model.writing import any_text


def words(text: str) -> list[str]:
    return [token.text for token in tokens(text) if token.kind is TokenKind.WORD]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("We don't know.", ["We", "don't", "know"]),
        ("a well-known state", ["a", "well-known", "state"]),
        ("по-моему, это так", ["по-моему", "это", "так"]),
        ("Қазақстан – өз жолы", ["Қазақстан", "өз", "жолы"]),
        ("Qazaqstan’nyñ", ["Qazaqstan’nyñ"]),
        ("1,000 in 3.5 years.", ["1,000", "in", "3.5", "years"]),
        ("end.Begin", ["end", "Begin"]),
        ("they 'agree' - dogs' view", ["they", "agree", "dogs", "view"]),
        ("snake_case", ["snake_case"]),
        ("中国人", ["中", "国", "人"]),
        ("", []),
    ],
)
def test_words(text: str, expected: list[str]) -> None:
    assert words(text) == expected


@pytest.mark.parametrize(
    "sign",
    ["👩🏽‍💻", "🏳️‍🌈", "🇰🇿", "👨‍👩‍👧‍👦", "🏴󠁧󠁢󠁳󠁣󠁴󠁿", "❤️‍🔥", "🙂‍↔️", "1️⃣", "#️⃣", "й", "ғ̣", "e\u0301"],
)
@pytest.mark.parametrize("around", ["{}", "a {} b", "({})", "x, {}."])
def test_what_a_reader_sees_as_one_sign_is_never_split(sign: str, around: str) -> None:
    text = around.format(sign)
    start = text.index(sign)
    inside = range(start + 1, start + len(sign))
    assert not [token for token in tokens(text) if token.start in inside or token.end in inside]


def test_two_flags_are_two_signs() -> None:
    assert [token.text for token in tokens("🇰🇿🇷🇺")] == ["🇰🇿", "🇷🇺"]


def test_punctuation_stands_alone_and_white_space_runs_together() -> None:
    assert [token.text for token in tokens("so...\r\n\r\n \tno")] == ["so", ".", ".", ".", "\r\n\r\n \t", "no"]


@given(any_text)
@example("\u0301a")
@example("a \u0301b")
@example("\ufeffa\u00adb")
def test_tokens_cover_the_text_exactly(text: str) -> None:
    found = tokens(text)
    assert "".join(token.text for token in found) == text
    assert [token.start for token in found] == [0, *(token.end for token in found)][: len(found)]
    assert all(token.text == text[token.start : token.end] != "" for token in found)


@given(any_text)
def test_no_token_begins_with_a_mark_that_belongs_to_the_one_before(text: str) -> None:
    for token in tokens(text)[1:]:
        assert not unicodedata.category(token.text[0]).startswith("M")
        assert token.text[0] != "\u200d"


@given(any_text)
def test_line_ends_of_two_characters_stay_whole(text: str) -> None:
    for token in tokens(text.replace(" ", "\r\n")):
        assert not (token.text.endswith("\r") and text[token.end : token.end + 1] == "\n")


@given(any_text)
def test_white_space_tokens_are_white_space_and_words_hold_a_letter_or_number(text: str) -> None:
    for token in tokens(text):
        if token.kind is TokenKind.SPACE:
            assert not token.text.replace("\u200b", "").strip()
        if token.kind is TokenKind.WORD:
            assert unicodedata.category(token.text[0])[0] in "LNP"


@given(st.text(alphabet="abc әғқң а-'", max_size=40), st.text(alphabet="abc әғқң а-'", max_size=40))
def test_what_stands_before_a_space_is_cut_the_same_whatever_follows(first: str, second: str) -> None:
    alone = [token.text for token in tokens(first + " ") if token.kind is not TokenKind.SPACE]
    together = [token.text for token in tokens(first + " " + second) if token.kind is not TokenKind.SPACE]
    assert together[: len(alone)] == alone


@pytest.mark.parametrize("piece", ["a", "a-", "'", "1.", " ", "👩\u200d", "\u0301", "🇰", "a\u200d "])
def test_time_grows_with_the_length_only(piece: str) -> None:
    begin = time.perf_counter()
    assert "".join(token.text for token in tokens(piece * 200_000)) == piece * 200_000
    assert time.perf_counter() - begin < 10
