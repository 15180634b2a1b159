"""Crossings: words that went over the border of a segment when it was split, joined, or lost words to a neighbour."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from dragoman.model.carrying.token_flow import NOWHERE, Pair, TokenFlow


def crossings(
    before: TokenFlow, after: TokenFlow, old: Sequence[int], new: Sequence[int], pairs: Sequence[Pair]
) -> list[Pair]:
    """Those of some equal pairs, in order, that went from one segment to another.

    ``old`` and ``new`` are the tokens among which the pairs were found. Of an unbroken stretch of them in one segment,
    at least half of the words must be shared with one other stretch: a stray word in common proves nothing.
    """
    stretch_of_old, size_of_old = _stretches(before, old)
    stretch_of_new, size_of_new = _stretches(after, new)
    words: Counter[Pair] = Counter()
    signs: Counter[Pair] = Counter()
    for b, a in pairs:
        (words if before.is_word[b] else signs)[stretch_of_old[b], stretch_of_new[a]] += 1
    held: set[Pair] = set()
    for b, a in pairs:
        between = stretch_of_old[b], stretch_of_new[a]
        fewest = min(size_of_old[between[0]], size_of_new[between[1]])
        if 2 * words[between] >= fewest.words and (words[between] or signs[between] == fewest.signs):
            held.add((b, a))
    _hold_beside(before, after, pairs, held)
    _hold_beside(before, after, pairs[::-1], held)
    return sorted(held)


def _hold_beside(before: TokenFlow, after: TokenFlow, pairs: Sequence[Pair], held: set[Pair]) -> None:
    """What stands in one segment right beside a pair that holds, before or after, went along with it."""
    for (b, a), (next_b, next_a) in pairwise(pairs):
        beside = abs(next_b - b) == 1 and next_b - b == next_a - a
        if (b, a) in held and beside and (before.same_segment(b, next_b) or after.same_segment(a, next_a)):
            held.add((next_b, next_a))


class _Size(NamedTuple):
    words: int
    signs: int


def _stretches(flow: TokenFlow, chosen: Sequence[int]) -> tuple[dict[int, int], list[_Size]]:
    """The chosen tokens grouped into unbroken stretches of one segment, and how large each stretch is."""
    stretch_of: dict[int, int] = {}
    sizes: list[_Size] = []
    previous = NOWHERE
    for token in chosen:
        if not (previous == token - 1 and flow.same_segment(previous, token)):
            sizes.append(_Size(0, 0))
        stretch_of[token] = len(sizes) - 1
        words, signs = sizes[-1]
        sizes[-1] = _Size(words + 1, signs) if flow.is_word[token] else _Size(words, signs + 1)
        previous = token
    return stretch_of, sizes
