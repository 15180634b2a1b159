"""Alignment finds what two sequences share: all of it after small edits, quickly after any."""

import itertools
import random
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.alignment import Match, align, rising, shortest_edit

sequences = st.lists(st.sampled_from("abcdef"), max_size=24)


def longest_common(before: list[str], after: list[str]) -> int:
    """Length of the longest common subsequence, by the textbook table."""
    row = [0] * (len(after) + 1)
    for element in before:
        last = 0
        for place, other in enumerate(after, 1):
            last, row[place] = row[place], last + 1 if element == other else max(row[place], row[place - 1])
    return row[-1]


def shared(matches: list[Match]) -> int:
    return sum(match.before_end - match.before_start for match in matches)


def valid(matches: list[Match], before: list[str], after: list[str]) -> None:
    b, a = 0, 0
    for index, match in enumerate(matches):
        assert b <= match.before_start < match.before_end <= len(before)
        assert a <= match.after_start < match.after_end <= len(after)
        assert before[match.before_start : match.before_end] == after[match.after_start : match.after_end]
        assert not index or (b, a) != (match.before_start, match.after_start), "runs that touch must be one"
        b, a = match.before_end, match.after_end


@given(sequences, sequences)
def test_small_sequences_share_as_much_as_can_be(before: list[str], after: list[str]) -> None:
    matches = align(before, after)
    valid(matches, before, after)
    assert shared(matches) == longest_common(before, after)


@given(sequences, sequences)
def test_the_shortest_edit_is_the_shortest(before: list[str], after: list[str]) -> None:
    first, second = [ord(x) for x in before], [ord(x) for x in after]
    steps = len(before) + len(after) - 2 * longest_common(before, after)
    runs = shortest_edit(first, second, most=steps)
    assert runs is not None
    assert sum(length for *_, length in runs) == longest_common(before, after)
    assert steps == 0 or shortest_edit(first, second, most=steps - 1) is None


@given(sequences)
def test_a_sequence_is_itself(elements: list[str]) -> None:
    assert align(elements, elements) == ([Match(0, len(elements), 0, len(elements))] if elements else [])


@given(st.data())
def test_elements_that_are_all_different_are_followed_through_any_number_of_edits(data: st.DataObject) -> None:
    before = [str(number) for number in range(data.draw(st.integers(0, 400)))]
    seed = data.draw(st.integers(0, 10**6))
    share = data.draw(st.sampled_from((0.0, 0.05, 0.5, 0.95)))
    chance = random.Random(seed)
    after: list[str] = []
    for element in before:
        while chance.random() < share / 2:
            after.append(f"new {len(after)}")
        if chance.random() >= share:
            after.append(element)
    matches = align(before, after)
    valid(matches, before, after)
    kept = {before[place] for match in matches for place in range(match.before_start, match.before_end)}
    assert kept == set(before) & set(after)


@given(st.lists(st.integers(0, 30), max_size=30))
def test_the_longest_rising_series(numbers: list[int]) -> None:
    pairs = list(enumerate(numbers))
    series = rising(pairs)
    assert all(earlier < later for (_, earlier), (_, later) in itertools.pairwise(series))
    assert set(series) <= set(pairs)
    best = [1] * len(numbers)
    for place, number in enumerate(numbers):
        best[place] = 1 + max((best[other] for other in range(place) if numbers[other] < number), default=0)
    assert len(series) == max(best, default=0)


@pytest.mark.parametrize("vocabulary", [1, 2, 3, 50, 1_000, 100_000])
@pytest.mark.parametrize("change", ["one", "tenth", "third", "shuffled", "halves", "other", "every second a space"])
def test_ten_thousand_elements_never_take_long(vocabulary: int, change: str) -> None:
    chance = random.Random(vocabulary)
    before = [str(chance.randrange(vocabulary)) for _ in range(10_000)]
    if change == "every second a space":
        before[::2] = [" "] * 5_000
    shares = {"one": 0.0001, "tenth": 0.1, "third": 0.33, "other": 1.0, "every second a space": 0.2}
    after = [e if chance.random() >= shares.get(change, 0) else str(chance.randrange(vocabulary)) for e in before]
    if change == "shuffled":
        chance.shuffle(after)
    if change == "halves":
        after = before[5_000:] + before[:5_000]
    begin = time.perf_counter()
    matches = align(before, after)
    assert time.perf_counter() - begin < 8, "a shared machine, and still far below quadratic"
    valid(matches, before, after)


def test_a_changed_third_of_a_long_transcript_is_found_nearly_whole() -> None:
    chance = random.Random(7)
    vocabulary = [f"w{int(chance.paretovariate(0.9))}" for _ in range(10_000)]
    after = [word if chance.random() >= 0.3 else chance.choice(vocabulary) for word in vocabulary]
    kept = sum(old == new for old, new in zip(vocabulary, after, strict=True))
    assert shared(align(vocabulary, after)) > 0.95 * kept
