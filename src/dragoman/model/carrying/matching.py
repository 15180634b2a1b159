"""Matching: which word of some segments is which word after an edit that may have split, joined or moved segments."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from dragoman.model.alignment import rising
from dragoman.model.carrying.moves import match_moved
from dragoman.model.carrying.text_alignment import align_text
from dragoman.model.carrying.token_flow import NOWHERE, Links, TokenFlow

Pair = tuple[int, int]


def match_tokens(before: TokenFlow, after: TokenFlow) -> Links:
    """Match the tokens of segments before and after an edit.

    Unchanged segments are themselves. Between two of them, changed segments are read in two ways, and the way that
    keeps more words counts, the first where both keep as many: by number (a segment is the one of the same identifier,
    then words may have gone over its borders), and by place (the words in their order, whatever segment they are in).
    Passages that were moved farther are known by their wording.
    """
    links = Links(before, after)
    same = [
        (number, after.index[segment.id])
        for number, segment in enumerate(before.segments)
        if before.is_whole(number) and before.tokens_of(number)
    ]
    for old, new in same:
        links.add(zip(before.tokens_of(old), after.tokens_of(new), strict=True))
    slots = [
        _Slot(before, after, range(b0 + 1, b1), range(a0 + 1, a1))
        for (b0, a0), (b1, a1) in pairwise([(-1, -1), *rising(same), (len(before.segments), len(after.segments))])
    ]
    for number in _strays(slots):
        links.add(_by_number(before, after, number))
    for slot in slots:
        links.add(slot.pairs(links))
    match_moved(links)
    return links


@dataclass(frozen=True, slots=True)
class _Slot:
    """The segments, by their numbers, between two unchanged ones that kept their order."""

    before: TokenFlow
    after: TokenFlow
    old: range
    new: range

    def changed(self) -> list[int]:
        return [number for number in self.old if not self.before.is_whole(number)]

    def stays(self, number: int) -> bool:
        """Whether a segment of this slot is still in it."""
        return self.after.index.get(self.before.segments[number].id, NOWHERE) in self.new

    def pairs(self, links: Links) -> list[Pair]:
        staying = [number for number in self.changed() if self.stays(number)]
        by_number = [pair for number in staying for pair in _by_number(self.before, self.after, number)]
        if len(self.old) == len(self.new) == len(staying) == 1:
            return by_number
        old = [token for number in self.old for token in self.before.tokens_of(number) if links.to[token] == NOWHERE]
        new = [token for number in self.new for token in self.after.tokens_of(number) if links.origin[token] == NOWHERE]
        if not old or not new:
            return by_number
        by_number += _over_borders(self.before, self.after, old, new, by_number)
        by_place = _by_place(self.before, self.after, old, new)
        return max(by_number, by_place, key=self._weight)

    def _weight(self, pairs: list[Pair]) -> tuple[int, int]:
        return sum(self.before.is_word[token] for token, _ in pairs), len(pairs)


def _strays(slots: Iterable[_Slot]) -> Iterator[int]:
    """Changed segments that left their slot."""
    for slot in slots:
        for number in slot.changed():
            if slot.before.segments[number].id in slot.after.index and not slot.stays(number):
                yield number


def _by_number(before: TokenFlow, after: TokenFlow, number: int) -> list[Pair]:
    here, there = before.tokens_of(number), after.tokens_of(after.index[before.segments[number].id])
    return _aligned(before, after, here, there)


def _aligned(before: TokenFlow, after: TokenFlow, old: Sequence[int], new: Sequence[int]) -> list[Pair]:
    matches = align_text(
        [before.key[token] for token in old],
        [after.key[token] for token in new],
        [before.is_word[token] for token in old],
        [after.is_word[token] for token in new],
    )
    return [
        (old[match.before_start + step], new[match.after_start + step])
        for match in matches
        for step in range(match.before_end - match.before_start)
    ]


def _over_borders(
    before: TokenFlow, after: TokenFlow, old: Sequence[int], new: Sequence[int], known: Sequence[Pair]
) -> list[Pair]:
    """What went over the borders of segments: matches of what is left between two known pairs."""
    kept = rising(sorted(known))
    known_old, known_new = {b for b, _ in known}, {a for _, a in known}
    kept_old, kept_new = [b for b, _ in kept], [a for _, a in kept]
    rest_old, rest_new = defaultdict(list), defaultdict(list)
    for token in old:
        if token not in known_old:
            rest_old[bisect_left(kept_old, token)].append(token)
    for token in new:
        if token not in known_new:
            rest_new[bisect_left(kept_new, token)].append(token)
    return [
        pair
        for place, rest in rest_old.items()
        if place in rest_new
        for pair in _proven(before, after, rest, rest_new[place], _aligned(before, after, rest, rest_new[place]))
    ]


def _by_place(before: TokenFlow, after: TokenFlow, old: Sequence[int], new: Sequence[int]) -> list[Pair]:
    pairs = _aligned(before, after, old, new)
    home = [(b, a) for b, a in pairs if before.id_of(b) == after.id_of(a)]
    at_home, in_home = {b for b, _ in home}, {a for _, a in home}
    away = [(b, a) for b, a in pairs if b not in at_home]
    rest_old = [token for token in old if token not in at_home]
    rest_new = [token for token in new if token not in in_home]
    return sorted(home + _proven(before, after, rest_old, rest_new, away))


def _proven(
    before: TokenFlow, after: TokenFlow, old: Sequence[int], new: Sequence[int], pairs: Sequence[Pair]
) -> list[Pair]:
    """Pairs across segments that hold: half of the words of a stretch at least; a stray word proves nothing."""
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
    _hold_signs_beside(before, pairs, held)
    _hold_signs_beside(before, pairs[::-1], held)
    return sorted(held)


def _hold_signs_beside(before: TokenFlow, pairs: Sequence[Pair], held: set[Pair]) -> None:
    """Signs that stand right beside a pair that holds went along with it."""
    for (b, a), (next_b, next_a) in pairwise(pairs):
        beside = abs(next_b - b) == 1 and next_b - b == next_a - a
        if (b, a) in held and beside and not before.is_word[next_b]:
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
