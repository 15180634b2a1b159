"""Replacement: which of the new words stand for which of the old, where a passage was rewritten."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

ALIKE = 0.6
"""From this share of letters in common (indel similarity, case folded) on, one word is taken for a form of another."""

_LARGEST_TABLE = 2_500


Pair = tuple[int, int]


def replaced_part(pairs: Sequence[Pair], old: int, new: int, start: int, end: int) -> Pair:
    """Which of ``new`` words stand where those of ``old`` words from ``start`` up to ``end`` stood (ends exclusive).

    Words that are alike (``pairs``) stand for each other; between such pairs places correspond in proportion, rounded
    outwards. An empty range tells that nothing came in their place, and where that place is.
    """
    low, high, place = new, 0, 0
    for (b0, a0), (b1, a1) in pairwise([(-1, -1), *pairs, (old, new)]):
        if start <= b0 < end:
            low, high = min(low, a0), max(high, a0 + 1)
        first, last = max(start, b0 + 1), min(end, b1)
        if first < last:
            between, width = b1 - b0 - 1, a1 - a0 - 1
            place = a0 + 1 + (first - b0 - 1) * width // between
            stop = a0 + 1 - (-(last - b0 - 1) * width // between)
            if place < stop:
                low, high = min(low, place), max(high, stop)
    return (low, high) if low < high else (place, place)


def alike(old: Sequence[str], new: Sequence[str]) -> list[Pair]:
    """Pairs of old and new words that are alike, in order, as similar as possible in all.

    Passages whose table would be too large have no pairs.
    """
    if len(old) * len(new) > _LARGEST_TABLE:
        return []
    scores = [[_similarity(one.casefold(), other.casefold()) for other in new] for one in old]
    best = [[0.0] * (len(new) + 1) for _ in range(len(old) + 1)]
    for b in range(len(old) - 1, -1, -1):
        for a in range(len(new) - 1, -1, -1):
            best[b][a] = max(best[b + 1][a], best[b][a + 1], scores[b][a] + best[b + 1][a + 1])
    return _pairs(scores, best)


def _pairs(scores: list[list[float]], best: list[list[float]]) -> list[Pair]:
    pairs, b, a = [], 0, 0
    while b < len(scores) and a < len(best[0]) - 1:
        if scores[b][a] and best[b][a] == scores[b][a] + best[b + 1][a + 1]:
            pairs.append((b, a))
            b, a = b + 1, a + 1
        elif best[b][a] == best[b + 1][a]:
            b += 1
        else:
            a += 1
    return pairs


def _similarity(one: str, other: str) -> float:
    """The share of letters in common, 0 for words that are not alike."""
    from rapidfuzz.distance import Indel

    return Indel.normalized_similarity(one, other, score_cutoff=ALIKE)
