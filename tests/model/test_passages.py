"""Selections survive when segments are split, joined, removed, inserted, moved and edited."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.anchor import AnchorState, Passage, PassageCarrier, SegmentText, carry_over_segments
from tests.model.documents import covered
from tests.model.writing import any_text

INTACT, REVIEW, LOST = AnchorState.INTACT, AnchorState.REVIEW, AnchorState.LOST
INTERVIEW = {1: "I agree. I think so.", 2: "Really? Yes.", 3: "Fine."}


def texts(segments: dict[int, str]) -> list[SegmentText]:
    return [SegmentText(identifier, text) for identifier, text in segments.items()]


def passage(segments: dict[int, str], start_id: int, start: str, end_id: int, end: str) -> Passage:
    """From the beginning of some words in one segment to the end of some words in the same or a later one."""
    return Passage(start_id, segments[start_id].index(start), end_id, segments[end_id].index(end) + len(end))


AGREE = (1, "I agree", 1, "I agree")
THINK = (1, "I think", 1, "I think")
ACROSS = (1, "I think", 2, "Really")
TO_THE_END = (1, "so", 2, "Yes.")


@pytest.mark.parametrize(
    ("selected", "after", "expected", "state"),
    [
        (THINK, {1: "I agree.", 9: "I think so.", 2: "Really? Yes.", 3: "Fine."}, (9, "I think", 9, "I think"), INTACT),
        (ACROSS, {1: "I agree.", 9: "I think so.", 2: "Really? Yes.", 3: "Fine."}, (9, "I think", 2, "Really"), INTACT),
        (AGREE, {9: "I agree.", 1: "I think so.", 2: "Really? Yes.", 3: "Fine."}, (9, "I agree", 9, "I agree"), INTACT),
        (ACROSS, {1: "I agree. I think so. Really? Yes.", 3: "Fine."}, (1, "I think", 1, "Really"), INTACT),
        (ACROSS, {2: "I agree. I think so. Really? Yes.", 3: "Fine."}, (2, "I think", 2, "Really"), INTACT),
        (ACROSS, {3: "Fine.", 1: INTERVIEW[1], 2: INTERVIEW[2]}, ACROSS, INTACT),
        (ACROSS, {2: INTERVIEW[2], 1: INTERVIEW[1], 3: "Fine."}, (1, "I think so.", 1, "I think so."), REVIEW),
        (TO_THE_END, {2: INTERVIEW[2], 1: INTERVIEW[1], 3: "Fine."}, (2, "Really? Yes.", 2, "Really? Yes."), REVIEW),
        (ACROSS, {1: INTERVIEW[1], 9: "Hm.", 2: INTERVIEW[2]}, ACROSS, REVIEW),
        (ACROSS, {1: INTERVIEW[1], 3: "Fine."}, (1, "I think so.", 1, "I think so."), REVIEW),
        (ACROSS, {1: "I agree. I believe so.", 2: INTERVIEW[2]}, (1, "I believe so.", 2, "Really"), REVIEW),
    ],
)
def test_what_becomes_of_a_selection(
    selected: tuple[int, str, int, str],
    after: dict[int, str],
    expected: tuple[int, str, int, str],
    state: AnchorState,
) -> None:
    result = carry_over_segments(passage(INTERVIEW, *selected), texts(INTERVIEW), texts(after))
    assert (result.passage, result.state) == (passage(after, *expected), state)


@pytest.mark.parametrize(
    ("after", "place"),
    [
        ({1: INTERVIEW[1], 3: "Fine."}, (1, 20)),
        ({3: "Fine."}, (3, 0)),
        ({2: "", 3: "Fine."}, (2, 0)),
        ({2: "Yes.", 3: "Fine."}, (2, 0)),
        ({}, (2, 0)),
    ],
)
def test_a_lost_selection_stands_at_the_nearest_place_that_is_left(
    after: dict[int, str], place: tuple[int, int]
) -> None:
    result = carry_over_segments((2, 0, 2, 7), texts(INTERVIEW), texts(after))
    assert (result.passage, result.state) == (Passage(*place, *place), LOST)


def test_a_removed_turn_does_not_slide_onto_an_equal_one() -> None:
    before = {5: "Yes.", 6: "Yes."}
    assert carry_over_segments((5, 0, 5, 3), texts(before), texts({6: "Yes, sir."})).state is LOST
    kept = carry_over_segments((6, 0, 6, 3), texts(before), texts({6: "Yes, sir."}))
    assert (kept.passage, kept.state) == (Passage(6, 0, 6, 3), INTACT)


def test_a_passage_that_was_moved_far_is_followed() -> None:
    before = {1: "We hedge between the powers, always. And more.", 2: "Oh.", 3: "What else is there?"}
    after = {1: "And more.", 2: "Oh.", 3: "What else is there? We hedge between the powers, always."}
    start = before[1].index("hedge")
    result = carry_over_segments((1, start, 1, 27), texts(before), texts(after))
    assert (result.passage, result.state) == (passage(after, 3, "hedge", 3, "powers"), INTACT)


def test_a_stray_word_in_another_segment_is_not_the_word_that_was_deleted() -> None:
    before = {1: "the cat sat on a mat", 2: "nothing", 3: "dogs ran to us"}
    after = {1: "cat sat on a mat", 2: "nothing", 3: "the dogs ran to us"}
    assert carry_over_segments((1, 0, 1, 3), texts(before), texts(after)).state is LOST


def test_a_stray_word_in_a_turn_written_anew_is_not_the_word_that_was_deleted() -> None:
    before = {1: "first", 2: "the cat sat here", 3: "last"}
    after = {1: "first", 9: "the dogs ran to us all", 3: "last"}
    result = carry_over_segments((2, 0, 2, 7), texts(before), texts(after))
    assert (result.passage, result.state) == (Passage(1, 5, 1, 5), LOST)


@pytest.mark.parametrize(
    ("before", "selected", "after", "expected", "state"),
    [
        # Two turns joined, and most of one deleted: what is left of it does not replace the rest.
        (
            {2: "! ! ! !", 3: "five ! seven eight", 4: "! ten ! ! ! fourteen"},
            (3, "seven", 4, "ten"),
            {2: "! ! ! ! five ten ! ! ! fourteen"},
            (2, "ten", 2, "ten"),
            REVIEW,
        ),
        # One word of three goes to the next turn, its neighbours to a new one.
        ({3: "! ! a b c", 4: "d e"}, (3, "c", 4, "d"), {6: "! ! a b", 7: "c d e", 3: ""}, (7, "c", 7, "d"), INTACT),
        # What is left of a turn goes to the end of the one before.
        ({3: "a b", 4: "c d e"}, (4, "c", 4, "c"), {6: "a b c"}, (6, "c", 6, "c"), INTACT),
        # A turn that was moved and corrected at once is still the turn of its number.
        (
            {1: "so do we", 2: "x", 3: "y"},
            (1, "so", 1, "do"),
            {2: "x", 3: "y", 1: "so do us"},
            (1, "so", 1, "do"),
            INTACT,
        ),
        # The new half of a split turn begins as the old one did.
        ({1: "… so ! ! … !"}, (1, "so", 1, "so"), {4: "… so ! !", 1: "… !"}, (4, "so", 4, "so"), INTACT),
    ],
)
def test_joined_split_and_edited_at_once(
    before: dict[int, str],
    selected: tuple[int, str, int, str],
    after: dict[int, str],
    expected: tuple[int, str, int, str],
    state: AnchorState,
) -> None:
    result = carry_over_segments(passage(before, *selected), texts(before), texts(after))
    assert (result.passage, result.state) == (passage(after, *expected), state)


def test_an_unknown_segment_and_a_repeated_one_are_errors_of_the_program() -> None:
    with pytest.raises(ValueError, match="segment 7"):
        carry_over_segments((7, 0, 7, 0), texts(INTERVIEW), texts(INTERVIEW))
    with pytest.raises(ValueError, match="same identifier"):
        carry_over_segments((1, 0, 1, 0), [*texts(INTERVIEW), *texts(INTERVIEW)], texts(INTERVIEW))


@given(st.lists(any_text, min_size=1, max_size=4), st.data())
def test_no_edit_moves_nothing(lines: list[str], data: st.DataObject) -> None:
    segments = [SegmentText(f"s{number}", text) for number, text in enumerate(lines)]
    place = a_passage(segments, data)
    result = carry_over_segments(place, segments, list(segments))
    assert (result.passage, result.state) == (place, INTACT)


@given(st.lists(any_text, min_size=1, max_size=4), st.lists(any_text, max_size=4), st.permutations(range(6)), st.data())
def test_any_segments_may_become_any_others(
    old: list[str], new: list[str], order: list[int], data: st.DataObject
) -> None:
    before = [SegmentText(number, text) for number, text in enumerate(old)]
    after = [SegmentText(number, text) for number, text in zip(order, new, strict=False)]
    place = a_passage(before, data)
    result = carry_over_segments(place, before, after)
    if result.passage.start_id not in [segment.id for segment in after]:
        assert not after
        return
    found, selected = covered(after, result.passage), covered(before, place)
    if result.state is INTACT:
        assert found == selected
    if result.state is LOST:
        assert selected
        assert result.passage[:2] == result.passage[2:]


def a_passage(segments: list[SegmentText], data: st.DataObject) -> Passage:
    ends = []
    for _ in range(2):
        number = data.draw(st.integers(0, len(segments) - 1))
        ends.append((number, data.draw(st.integers(0, len(segments[number].text)))))
    (start, start_offset), (end, end_offset) = sorted(ends)
    return Passage(segments[start].id, start_offset, segments[end].id, end_offset)


def test_a_carrier_serves_many_selections() -> None:
    after = texts({1: INTERVIEW[1], 2: "Really? Well, yes.", 3: "Fine."})
    carrier = PassageCarrier(texts(INTERVIEW), after)
    for start in range(len(INTERVIEW[1])):
        here = Passage(1, start, 1, len(INTERVIEW[1]))
        assert carrier.carry(here).passage == here
        over = carrier.carry((1, start, 3, 4))
        assert (over.passage, over.state) == (Passage(1, start, 3, 4), REVIEW)
