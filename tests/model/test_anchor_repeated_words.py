"""Where words repeat, the text leaves open which of them an edit touched: the reading counts that keeps a selection."""

from __future__ import annotations

from itertools import product

from hypothesis import given
from hypothesis import strategies as st

from dragoman.model.anchor import AnchorState, Carrier, Span

INTACT = AnchorState.INTACT
few_words = st.lists(st.sampled_from(("so", "well", "да", "иә", ",")), min_size=1, max_size=9)


def readings(before: list[str], after: list[str]) -> list[tuple[int, int, int]]:
    """Every way to read an edit as one stretch taken out, or one put in: where, how many out, how many in."""
    out, come = max(0, len(before) - len(after)), max(0, len(after) - len(before))
    return [
        (place, out, come)
        for place in range(len(before) - out + 1)
        if before[:place] == after[:place] and before[place + out :] == after[place + come :]
    ]


@given(few_words, st.integers(0, 9), st.integers(1, 4), st.booleans(), few_words)
def test_repeated_words_are_read_in_favour_of_the_selection(
    before: list[str], place: int, length: int, delete: bool, new: list[str]
) -> None:
    place = min(place, len(before))
    after = before[:place] + (before[place + length :] if delete else new + before[place:])
    ways = readings(before, after)
    assert ways
    carrier = Carrier(" ".join(before), " ".join(after))
    for first, end in product(range(len(before)), range(1, len(before) + 1)):
        if first >= end:
            continue
        result = carrier.carry(word_span(before, first, end))
        possible = [
            word_span(after, first + shift, end + shift)
            for at, out, come in ways
            for shift in ([0] if end <= at else [come - out] if at + out <= first else [])
        ]
        if possible:
            assert result.state is INTACT
            assert result.span in possible
        else:
            assert result.state is not INTACT


def word_span(words: list[str], first: int, end: int) -> Span:
    start = len(" ".join(words[:first])) + (1 if first else 0)
    return Span(start, start + len(" ".join(words[first:end])))
