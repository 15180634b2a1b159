"""Pieces of text and the counting of words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.name_pieces import HYPHEN, count_words, keys, pieces
from dragoman.model.tokens import TokenKind, iter_tokens

WRITING = st.text(alphabet="abZéёЁйқҰ-‐'’.,12_ \n—–«»\u0301\u00ad?!", max_size=60)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Sino-Russian", ("sino", HYPHEN, "russian")),
        ("АҚШ-тың", ("ақш", HYPHEN, "тың")),
        ("НАТО - да", ("нато", "–", "да")),
        ("США — это", ("сша", "–", "это")),
        ("Russia–China", ("russia", HYPHEN, "china")),
        ("Russia’s", ("russia", "'s")),
        ("it's", ("it", "'s")),
        ("a'so", ("a", "'", "so")),
        ("Соединённые", ("соединенные",)),
        ("Кита́й", ("китай",)),
        ("Рос\u00adсия", ("россия",)),
        ("Türkiye", ("türkiye",)),
        ("C5 + 1", ("c5", "+", "1")),
        ("U.S.", ("u", ".", "s", ".")),
    ],
)
def test_keys_of_pieces(text: str, expected: tuple[str, ...]) -> None:
    assert keys(text) == expected


def test_a_letter_with_its_mark_apart_has_the_same_key() -> None:
    assert keys("Tu\u0308rkiye") == keys("Türkiye")
    assert keys("Китаи\u0306") == keys("Китай")


@given(WRITING)
def test_pieces_stand_in_order_and_leave_out_only_what_cannot_be_seen(text: str) -> None:
    place = 0
    for piece in pieces(text):
        assert not text[place : piece.start].strip()
        assert piece.start < piece.end
        place = piece.end
    assert not text[place:].strip()


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", 0),
        ("— ?", 0),
        ("We don't know.", 3),
        ("Российско-китайские отношения — это 1,000 страниц.", 5),
        ("АҚШ-тың көмегі", 2),
        ("C5+1", 2),
    ],
)
def test_words(text: str, words: int) -> None:
    assert count_words(text) == words


@given(WRITING)
def test_words_are_counted_as_the_tokens_of_the_model_are(text: str) -> None:
    assert count_words(text) == sum(token.kind is TokenKind.WORD for token in iter_tokens(text))
