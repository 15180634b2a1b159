"""Selections survive edits of one text: they follow their words and never slide onto others."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.anchor import AnchorState, Carried, Carrier, Span, carry
from tests.model.documents import Item, edited, shuffled, written
from tests.model.writing import any_text, touched

INTACT, REVIEW, LOST = AnchorState.INTACT, AnchorState.REVIEW, AnchorState.LOST


def carried(before: str, selected: str, after: str) -> tuple[str, AnchorState]:
    start = before.index(selected)
    result = carry(Span(start, start + len(selected)), before, after)
    return after[result.span.start : result.span.end], result.state


@pytest.mark.parametrize(
    ("before", "selected", "after", "expected"),
    [
        ("I saw the cat and a dog", "the cat", "Then I saw the cat and a dog", ("the cat", INTACT)),
        ("I saw the cat and a dog", "the cat", "I saw the black cat and a dog", ("the black cat", REVIEW)),
        ("I saw the cat and a dog", "the cat", "I saw the cats and a dog", ("the cats", REVIEW)),
        ("I saw the cat and a dog", "the cat", "I saw the, cat and a dog", ("the, cat", REVIEW)),
        ("I saw the cat and a dog", "the cat", "I saw  the\r\ncat and a dog", ("the\r\ncat", INTACT)),
        ("I saw the cat and a dog", "the cat", "I saw, the cat, and a dog", ("the cat", INTACT)),
        ("I saw the cat and a dog", "the cat", "I saw and a dog", ("", LOST)),
        ("I saw the cat and a dog", "the cat", "I saw a mouse and a dog", ("a mouse", REVIEW)),
        ("I saw the cat and a dog", "the cat", "", ("", LOST)),
        ("I saw the cat and a dog", "I saw the cat and a dog", "we met nobody", ("we met nobody", REVIEW)),
        (
            "a we trust, them, he, b c d e",
            "we trust, them",
            "we trust, them a, he, b c d e",
            ("we trust, them", INTACT),
        ),
        ("very very good", "very good", "very good", ("very good", INTACT)),
        ("I agree. I think so.", "I think", "I think so.", ("I think", INTACT)),
        ("I agree. I think so.", "I agree", "I think so.", ("", LOST)),
        ("I saw the cat, and a dog", "the cat, and", "I saw, a dog", ("", LOST)),
        ("one x two", "one", "two x one", ("one", REVIEW)),
        ("x we trust nobody else y z u v", "else", "x me y z u v we trust nobody", ("me", REVIEW)),
        ("the cat the dog ran", "the", "cat the dog ran the", ("", LOST)),
        ("oh very very good x end", "very good x end", "oh very good end", ("good end", REVIEW)),
        ("oh very very good x end", "very good x", "oh very good end", ("good", REVIEW)),
        (", , , , w , , ,", "w", ", , , , , w , ,", ("w", INTACT)),
        (", , , , w , , ,", ", , w", ", , , , , w , ,", (", , w", INTACT)),
        ("the old cat sat", "old", "the cats sat", ("", LOST)),
        ("Мы за баланс сил в регионе", "баланс сил", "Мы за балансы сил в регионе", ("балансы сил", REVIEW)),
        ("Бұл біздің жолымыз еді", "біздің жолымыз", "Иә, бұл біздің жолымыз еді", ("біздің жолымыз", INTACT)),
        ("ok 👩🏽‍💻 works", "👩🏽‍💻", "ok, 👩🏽‍💻 works", ("👩🏽‍💻", INTACT)),
        ("ok 👩🏽‍💻 works", "👩🏽‍💻", "ok 👩‍💻 works", ("👩‍💻", REVIEW)),
        ("ә мен й деп", "й", "ә мен й деп айтты", ("й", INTACT)),
    ],
)
def test_what_becomes_of_a_selection(before: str, selected: str, after: str, expected: tuple[str, str]) -> None:
    assert carried(before, selected, after) == expected


def test_a_selection_of_part_of_a_word_stays_that_part() -> None:
    assert carried("multivector policy", "vector", "the multivector policy") == ("vector", INTACT)
    assert carried("multivector policy", "vector policy", "a multivectoral policy") == ("multivectoral policy", REVIEW)


def test_a_lost_selection_stands_where_its_words_stood() -> None:
    result = carry(Span(6, 13), "I saw the cat and a dog", "I saw and a dog")
    assert result.span == Span(6, 6)
    beside_a_changed_word = carry(Span(7, 10), "a cats old b", "a cat b")
    assert (beside_a_changed_word.span, beside_a_changed_word.state) == (Span(6, 6), LOST)


def test_selected_white_space_never_becomes_a_selected_word() -> None:
    assert carry(Span(2, 5), "a   b", "a b") == Carried(Span(1, 3), INTACT)
    assert carry(Span(0, 3), "a   b", "a b") == Carried(Span(0, 2), INTACT)
    assert carry(Span(0, 4), "a   b", "a b").span == Span(0, 2)


@pytest.mark.parametrize("span", [Span(-1, 2), Span(0, 6), Span(3, 2), Span(9, 9)])
def test_a_span_outside_the_text_is_an_error_of_the_program(span: Span) -> None:
    with pytest.raises(ValueError, match=r"offset|ends before"):
        carry(span, "words", "words")


spans = st.tuples(st.integers(0, 60), st.integers(0, 60))


def span_in(text: str, ends: tuple[int, int]) -> Span:
    start, end = sorted(min(end, len(text)) for end in ends)
    return Span(start, end)


@given(any_text, any_text, spans)
def test_any_text_may_become_any_other(before: str, after: str, ends: tuple[int, int]) -> None:
    span = span_in(before, ends)
    result = carry(span, before, after)
    assert 0 <= result.span.start <= result.span.end <= len(after)
    old, new = touched(before, span.start, span.end), touched(after, result.span.start, result.span.end)
    if result.state is INTACT:
        assert new == old
    if result.state is LOST:
        assert result.span.start == result.span.end
        assert old
    if result.state is REVIEW and old:
        assert new


@given(any_text, spans)
def test_no_edit_moves_nothing(text: str, ends: tuple[int, int]) -> None:
    span = span_in(text, ends)
    result = carry(span, text, text)
    assert (result.span, result.state) == (span, INTACT)


@given(any_text, any_text, st.booleans(), spans)
def test_text_put_before_or_behind_leaves_a_selection_whole(
    text: str, more: str, before: bool, ends: tuple[int, int]
) -> None:
    text = f" \n {text} \n "
    span = span_in(text, ends)
    after = more + text if before else text + more
    result = carry(span, text, after)
    if touched(text, span.start, span.end):
        assert result.state is INTACT
        assert touched(after, result.span.start, result.span.end) == touched(text, span.start, span.end)


def chosen_words(items: list[Item], first: int, last: int) -> list[Item]:
    """A stretch of a document that begins and ends with a word, as the two numbers say; empty if there is none."""
    low, high = sorted((first % len(items), last % len(items)))
    while low <= high and not items[low].word:
        low += 1
    while high >= low and not items[high].word:
        high -= 1
    return items[low : high + 1]


class Truth:
    """What became of a selection, told by the numbers of its words."""

    def __init__(self, before: list[Item], after: list[Item], chosen: list[Item]) -> None:
        self.before, self.after = written(before), written(after)
        self.chosen = [item.number for item in chosen]
        now = [item.number for item in after]
        self.left = [number for number in self.chosen if number in self.after.places]
        self.words_left = [item.number for item in chosen if item.word and item.number in self.after.places]
        self.others = {item.number for item in before if item.word} & set(now) - set(self.chosen)
        start = now.index(self.chosen[0]) if self.chosen[0] in now else -1
        self.untouched = start >= 0 and now[start : start + len(self.chosen)] == self.chosen
        self.span = Span(self.before.places[self.chosen[0]][0], self.before.places[self.chosen[-1]][1])

    def covered(self, span: Span, number: int) -> bool:
        start, end = self.after.places[number]
        return span.start < end and start < span.end


@given(edited(), st.integers(0, 30), st.integers(0, 30))
def test_words_are_followed_as_their_numbers_tell(
    documents: tuple[list[Item], list[Item]], first: int, last: int
) -> None:
    before, after = documents
    chosen = chosen_words(before, first, last)
    if not chosen:
        return
    truth = Truth(before, after, chosen)
    result = carry(truth.span, truth.before.text, truth.after.text)
    assert not [number for number in truth.others if truth.covered(result.span, number)], "slid onto other words"
    if truth.untouched:
        start, end = truth.after.places[truth.chosen[0]][0], truth.after.places[truth.chosen[-1]][1]
        assert (result.span, result.state) == (Span(start, end), INTACT)
    elif truth.words_left:
        assert result.state is REVIEW
        assert all(truth.covered(result.span, number) for number in truth.words_left)
    else:
        assert result.state in (REVIEW, LOST)
    if result.state is LOST:
        assert not truth.words_left
        stands_where_it_stood(truth, before, result.span.start)


def stands_where_it_stood(truth: Truth, before: list[Item], place: int) -> None:
    numbers = [item.number for item in before]
    position = {number: index for index, number in enumerate(numbers)}
    for number in truth.others:
        start, end = truth.after.places[number]
        if position[number] < position[truth.chosen[0]]:
            assert end <= place
        else:
            assert place <= start


@given(edited(), st.integers(0, 30), st.integers(0, 30))
def test_deleted_with_nothing_in_their_place_is_lost_and_only_that(
    documents: tuple[list[Item], list[Item]], first: int, last: int
) -> None:
    before, _ = documents
    chosen = chosen_words(before, first, last)
    if not chosen:
        return
    gone = {item.number for item in chosen}
    after = [item for item in before if item.number not in gone]
    truth = Truth(before, after, chosen)
    carrier = Carrier(truth.before.text, truth.after.text)
    assert carrier.carry(truth.span).state is LOST
    for item in before:
        if item.word and item.number not in gone:
            start, end = truth.before.places[item.number]
            moved = carrier.carry(Span(start, end))
            assert (moved.span, moved.state) == (Span(*truth.after.places[item.number]), INTACT)


@given(edited(), st.integers(0, 30), st.integers(0, 30))
def test_taking_the_edit_back_restores_what_it_did_not_touch(
    documents: tuple[list[Item], list[Item]], first: int, last: int
) -> None:
    before, after = documents
    chosen = chosen_words(before, first, last)
    if not chosen:
        return
    truth = Truth(before, after, chosen)
    there = carry(truth.span, truth.before.text, truth.after.text)
    if there.state is INTACT:
        back = carry(there.span, truth.after.text, truth.before.text)
        assert (back.span, back.state) == (truth.span, INTACT)


@given(shuffled(), st.integers(0, 30), st.integers(0, 30))
def test_words_that_were_moved_are_found_again(documents: tuple[list[Item], list[Item]], first: int, last: int) -> None:
    before, after = documents
    chosen = chosen_words(before, first, last)
    if not chosen:
        return
    truth = Truth(before, after, chosen)
    result = carry(truth.span, truth.before.text, truth.after.text)
    assert not [number for number in truth.others if truth.covered(result.span, number)], "slid onto other words"
    if truth.words_left:
        assert result.state is not LOST, "its words still stand"
        assert any(truth.covered(result.span, number) for number in truth.words_left)
    covered = touched(truth.after.text, result.span.start, result.span.end)
    if truth.untouched or result.state is INTACT:
        assert covered == [item.text for item in chosen]


@given(edited(edits=0), st.integers(0, 30), st.integers(0, 30), st.sampled_from(("\n", "\r\n", "  ", "\u00a0")))
def test_white_space_alone_never_asks_for_a_review(
    documents: tuple[list[Item], list[Item]], first: int, last: int, space: str
) -> None:
    before, _ = documents
    chosen = chosen_words(before, first, last)
    if not chosen:
        return
    text = written(before).text
    truth = Truth(before, before, chosen)
    after = space.join(text.split())
    result = carry(truth.span, text, after)
    assert result.state is INTACT
    assert touched(after, result.span.start, result.span.end) == [item.text for item in chosen]
    assert after[result.span.start : result.span.end].strip() == after[result.span.start : result.span.end]


@given(edited(edits=0), st.integers(0, 30), st.integers(0, 30), st.sampled_from(("x", "ы", "ң", "'s", "-n", "\u0301")))
def test_a_letter_added_to_a_word_changes_that_word_only(
    documents: tuple[list[Item], list[Item]], first: int, last: int, letters: str
) -> None:
    before, _ = documents
    chosen = chosen_words(before, first, last)
    if not chosen:
        return
    truth = Truth(before, before, chosen)
    text, (start, end) = truth.before.text, truth.before.places[truth.chosen[-1]]
    after = text[:end] + letters + text[end:]
    carrier = Carrier(text, after)
    whole = carrier.carry(truth.span)
    assert (whole.span, whole.state) == (Span(truth.span.start, end + len(letters)), REVIEW)
    for item in before:
        if item.word and item.number != truth.chosen[-1]:
            place = Span(*truth.before.places[item.number])
            moved = carrier.carry(place)
            shift = len(letters) if place.start > start else 0
            assert (moved.span, moved.state) == (Span(place.start + shift, place.end + shift), INTACT)
