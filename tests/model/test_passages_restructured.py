"""Selections in segments that were split, joined, removed, inserted, moved and edited, against the truth."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.anchor import AnchorState, CarriedPassage, Passage, carry_over_segments
from tests.model.documents import STRUCTURAL, Segments, covered, restructured, segment_texts, written

INTACT, REVIEW, LOST = AnchorState.INTACT, AnchorState.REVIEW, AnchorState.LOST


class Truth:
    """What became of a selection, told by the numbers of its words."""

    def __init__(self, before: Segments, after: Segments, first: int, last: int) -> None:
        flow = [(identifier, item) for identifier, items in before for item in items]
        low, high = sorted((first % len(flow), last % len(flow)))
        while low <= high and not flow[low][1].word:
            low += 1
        while high >= low and not flow[high][1].word:
            high -= 1
        self.chosen = flow[low : high + 1]
        self.numbers = [item.number for _, item in self.chosen]
        self.now = [(identifier, item) for identifier, items in after for item in items]
        self.order = [item.number for _, item in self.now]
        self.places = {identifier: written(items).places for identifier, items in after}
        self.was = {identifier: written(items).places for identifier, items in before}
        self.words = {item.text: item.number for _, item in flow if item.word}
        self.left = [number for number in self.numbers if number in self.order]

    @property
    def passage(self) -> Passage:
        (start_id, start), (end_id, end) = self.chosen[0], self.chosen[-1]
        return Passage(start_id, self.was[start_id][start.number][0], end_id, self.was[end_id][end.number][1])

    @property
    def untouched(self) -> bool:
        start = self.order.index(self.numbers[0]) if self.numbers[0] in self.order else 0
        return self.order[start : start + len(self.numbers)] == self.numbers

    @property
    def expected(self) -> Passage:
        start_id = next(identifier for identifier, item in self.now if item.number == self.numbers[0])
        end_id = next(identifier for identifier, item in self.now if item.number == self.numbers[-1])
        start, end = self.places[start_id][self.numbers[0]][0], self.places[end_id][self.numbers[-1]][1]
        return Passage(start_id, start, end_id, end)


def checked(before: Segments, after: Segments, first: int, last: int) -> tuple[Truth, CarriedPassage] | None:
    if not any(items for _, items in before):
        return None
    truth = Truth(before, after, first, last)
    if not truth.chosen:
        return None
    new = segment_texts(after)
    result = carry_over_segments(truth.passage, segment_texts(before), new)
    if not after:
        assert result.state is LOST
        return None
    found = covered(new, result.passage)
    assert {truth.words[word] for word in found if word in truth.words} <= set(truth.numbers), "slid onto other words"
    if result.state is INTACT:
        assert truth.untouched
        assert result.passage == truth.expected
    if result.state is LOST:
        assert result.passage[:2] == result.passage[2:]
    if result.state is REVIEW:
        assert found
    return truth, result


numbers = st.integers(0, 40)


def words_left(truth: Truth) -> list[int]:
    return [number for number in truth.left if number in truth.words.values()]


@pytest.mark.parametrize(
    "kinds", [("split", "join"), ("split", "join", "remove", "insert"), ("move", "remove", "insert")]
)
@given(st.data(), numbers, numbers)
def test_what_was_only_split_joined_or_moved_stays_intact(
    kinds: tuple[str, ...], data: st.DataObject, first: int, last: int
) -> None:
    outcome = checked(*data.draw(restructured(*kinds)), first, last)
    if outcome is None:
        return
    truth, result = outcome
    if truth.untouched:
        assert (result.passage, result.state) == (truth.expected, INTACT)
    assert result.state is not LOST or not words_left(truth)


@given(restructured(*STRUCTURAL), numbers, numbers)
def test_any_restructuring_at_worst_asks_for_a_review(
    documents: tuple[Segments, Segments], first: int, last: int
) -> None:
    outcome = checked(*documents, first, last)
    if outcome is not None:
        truth, result = outcome
        assert (result.state is LOST) == (not words_left(truth))


@given(restructured("split", "join", "remove", "insert", edits=3), numbers, numbers)
def test_edits_besides_never_let_a_selection_slide(documents: tuple[Segments, Segments], first: int, last: int) -> None:
    checked(*documents, first, last)
