"""The times of words stay with their words while the text is corrected."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.time_marks import carry_marks, joined_marks, split_marks, time_at
from dragoman.model.turn import TimeMark
from tests.model.documents import Item, edited, written
from tests.model.writing import any_text


def marks_of_words(text: str) -> list[TimeMark]:
    """One mark for each word, half a second long, a second apart."""
    marks, start = [], 0
    for number, word in enumerate(text.split()):
        start = text.index(word, start)
        marks.append(TimeMark(start, start + len(word), 1000 * number, 1000 * number + 500))
        start += len(word)
    return marks


def timed(text: str, marks: list[TimeMark]) -> dict[str, tuple[int, int]]:
    return {text[mark.start : mark.end]: (mark.start_ms, mark.end_ms) for mark in marks}


BEFORE = "мы строим баланс сил"


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        (BEFORE, {"мы": (0, 500), "строим": (1000, 1500), "баланс": (2000, 2500), "сил": (3000, 3500)}),
        ("мы баланс сил", {"мы": (0, 500), "баланс": (2000, 2500), "сил": (3000, 3500)}),
        ("мы строим новый баланс", {"мы": (0, 500), "строим": (1000, 1500), "баланс": (2000, 2500)}),
        ("они строили баланс", {"они": (0, 500), "строили": (1000, 1500), "баланс": (2000, 2500)}),
        ("нет", {"нет": (0, 3500)}),
        ("", {}),
    ],
)
def test_times_go_with_their_words(after: str, expected: dict[str, tuple[int, int]]) -> None:
    assert timed(after, carry_marks(marks_of_words(BEFORE), BEFORE, after)) == expected


@given(edited())
def test_every_word_that_stayed_keeps_its_time(documents: tuple[list[Item], list[Item]]) -> None:
    before, after = written(documents[0]), written(documents[1])
    words = [item.number for item in documents[0] if item.word]
    marks = [TimeMark(*before.places[number], 100 * number, 100 * number + 60) for number in words]
    carried = carry_marks(marks, before.text, after.text)
    found = {(mark.start, mark.end): mark for mark in carried}
    for number in words:
        if number in after.places:
            mark = found[after.places[number]]
            assert (mark.start_ms, mark.end_ms) == (100 * number, 100 * number + 60)
    in_order(carried, len(after.text))


@given(any_text, any_text)
def test_marks_stay_in_order_whatever_is_written(before: str, after: str) -> None:
    marks = marks_of_words(before)
    in_order(carry_marks(marks, before, after), len(after))
    assert carry_marks(marks, before, before) == marks


def in_order(marks: list[TimeMark], length: int) -> None:
    assert all(0 <= mark.start < mark.end <= length for mark in marks)
    assert all(mark.end <= later.start for mark, later in pairwise(marks))


@pytest.mark.parametrize(
    ("offset", "expected"), [(0, 1000), (2, 1500), (4, 2000), (5, 2500), (6, 3000), (8, 4000), (10, 5000), (99, 5000)]
)
def test_the_time_at_an_offset(offset: int, expected: int) -> None:
    marks = [TimeMark(0, 4, 1000, 2000), TimeMark(6, 8, 3000, 4000)]
    assert time_at(marks, offset, 900, 5000, length=10) == expected


def test_the_time_at_an_offset_without_marks() -> None:
    assert time_at([], 5, 1000, 3000, length=10) == 2000
    assert time_at([], 5, 1000, 3000) == 1000
    assert time_at([], 5, None, 3000) == 3000
    assert time_at([], 5, None, None) is None
    assert time_at([TimeMark(4, 6, 100, 200)], 2, 0, None) == 50
    assert time_at([TimeMark(4, 6, 100, 200)], 2, None, None) == 100
    assert time_at([TimeMark(4, 6, 100, 200)], 9, None, None) == 200


@given(any_text, st.integers(0, 60), st.integers(0, 60))
def test_later_words_never_sound_earlier(text: str, one: int, other: int) -> None:
    marks = marks_of_words(text)
    end_ms = 1000 * len(marks)
    times = [time_at(marks, offset, 0, end_ms, length=len(text)) for offset in sorted((one, other))]
    assert times[0] is not None
    assert times[1] is not None
    assert 0 <= times[0] <= times[1] <= end_ms


@given(any_text, st.integers(0, 60))
def test_cutting_and_joining_keeps_every_time(text: str, cut: int) -> None:
    marks, cut = marks_of_words(text), min(cut, len(text))
    first, second = split_marks(marks, cut)
    in_order(first, cut)
    in_order(second, len(text) - cut)
    whole = joined_marks(first, second, cut)
    across = [mark for mark in marks if mark.start < cut < mark.end]
    assert [mark for mark in whole if mark in marks] == [mark for mark in marks if mark not in across]
    for mark in across:
        pieces = [piece for piece in whole if piece not in marks]
        assert [(pieces[0].start, pieces[1].end), (pieces[0].start_ms, pieces[1].end_ms)] == [
            (mark.start, mark.end),
            (mark.start_ms, mark.end_ms),
        ]
        assert (pieces[0].end, pieces[0].end_ms) == (pieces[1].start, pieces[1].start_ms)
