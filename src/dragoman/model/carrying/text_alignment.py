"""Which words and signs of a text are which of its edited version: words count first, then what stands between them."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

from dragoman.model.alignment import Match, align
from dragoman.model.carrying.settling import settled

Keys = Sequence[str]
Flags = Sequence[bool]
_Pair = tuple[int, int]


def align_text(before: Keys, after: Keys, words_before: Flags, words_after: Flags) -> list[Match]:
    """The equal stretches of two token sequences; the flags tell which tokens are words.

    A comma that stayed must not cost a word that stayed as well: after the common beginning and end, the words are
    aligned alone, then the signs between two words that stayed. Gaps are moved to the borders of sentences.
    """
    head = _common(before, after, len(before), len(after))
    tail = _common(before[::-1], after[::-1], len(before) - head, len(after) - head)
    b1, a1 = len(before) - tail, len(after) - tail
    old = [place for place in range(head, b1) if words_before[place]]
    new = [place for place in range(head, a1) if words_after[place]]
    kept = _equal(before, after, old, new)
    between: list[_Pair] = []
    for (b, a), (next_b, next_a) in pairwise([(head - 1, head - 1), *kept, (b1, a1)]):
        signs = [place for place in range(b + 1, next_b) if not words_before[place]]
        other = [place for place in range(a + 1, next_a) if not words_after[place]]
        if signs and other:
            between += _equal(before, after, signs, other)
    runs = [(0, 0, head), *((b, a, 1) for b, a in sorted(kept + between)), (b1, a1, tail)]
    return settled([Match(b, b + length, a, a + length) for b, a, length in runs], before, after)


def _common(before: Keys, after: Keys, most_before: int, most_after: int) -> int:
    length, most = 0, min(most_before, most_after)
    while length < most and before[length] == after[length]:
        length += 1
    return length


def _equal(before: Keys, after: Keys, old: Sequence[int], new: Sequence[int]) -> list[_Pair]:
    """The pairs that an alignment of some of the tokens finds."""
    return [
        (old[match.before_start + step], new[match.after_start + step])
        for match in align([before[place] for place in old], [after[place] for place in new])
        for step in range(match.before_end - match.before_start)
    ]
