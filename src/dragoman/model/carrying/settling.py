"""Settling: of several equally short readings of an edit, the one that takes out or puts in whole sentences."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dragoman.model.alignment import Match

_SENTENCE_ENDS = frozenset(".?!…;:")


def settled(matches: Sequence[Match], before: Sequence[str], after: Sequence[str]) -> list[Match]:
    """The same alignment with its gaps moved to the borders of sentences where the words allow it.

    Taking "I agree. " out of "I agree. I think so." and taking out "agree. I " leave the same words; nobody does the
    latter. The number of equal tokens stays as it is.
    """
    runs = [[0, 0, 0]]
    for match in matches:
        b, a, length = runs[-1]
        if (b + length, a + length) == (match.before_start, match.after_start):
            runs[-1][2] += match.before_end - match.before_start
        else:
            runs.append([match.before_start, match.after_start, match.before_end - match.before_start])
    runs.append([len(before), len(after), 0])
    for left, right in pairwise(runs):
        _settle(left, right, before, after)
    return [Match(b, b + length, a, a + length) for b, a, length in runs if length]


def _settle(left: list[int], right: list[int], before: Sequence[str], after: Sequence[str]) -> None:
    gone = range(left[0] + left[2], right[0])
    come = range(left[1] + left[2], right[1])
    if bool(gone) == bool(come):
        return
    elements, gap = (before, gone) if gone else (after, come)
    shift = max(freedom(elements, gap, left[2], right[2]), key=lambda step: (_grace(elements, gap, step), -abs(step)))
    left[2] += shift
    right[0], right[1], right[2] = right[0] + shift, right[1] + shift, right[2] - shift


def freedom(elements: Sequence[str], gap: range, most_back: int, most_on: int) -> range:
    """How far a stretch that was taken out or put in can be moved without a change to what results.

    At most ``most_back`` elements towards the beginning and ``most_on`` towards the end.
    """
    back, on = 0, 0
    while back < most_back and elements[gap.start - 1 - back] == elements[gap.stop - 1 - back]:
        back += 1
    while on < most_on and elements[gap.start + on] == elements[gap.stop + on]:
        on += 1
    return range(-back, on + 1)


def _grace(elements: Sequence[str], gap: range, shift: int) -> int:
    """How many ends of the moved gap are borders of sentences."""
    start, stop = gap.start + shift, gap.stop + shift
    begins = start == 0 or elements[start - 1] in _SENTENCE_ENDS
    ends = stop == len(elements) or elements[stop - 1] in _SENTENCE_ENDS
    return begins + ends
