"""Matching: which word of some segments is which word after an edit that may have split, joined or moved segments."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from dragoman.model.alignment import rising
from dragoman.model.carrying.crossings import crossings
from dragoman.model.carrying.moves import match_moved
from dragoman.model.carrying.text_alignment import align_text
from dragoman.model.carrying.token_flow import NOWHERE, Links, Pair, TokenFlow


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
        reading = slot.read(links)
        links.add(reading.pairs)
        links.claimed |= reading.claimed
    match_moved(links)
    return links


class _Reading(NamedTuple):
    """Pairs that an edit left equal, and tokens after it that may come from another segment, which is not certain."""

    pairs: list[Pair]
    claimed: set[int]


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

    def read(self, links: Links) -> _Reading:
        staying = [number for number in self.changed() if self.stays(number)]
        by_number = [pair for number in staying for pair in _by_number(self.before, self.after, number)]
        if len(self.old) == len(self.new) == len(staying) == 1:
            return _Reading(by_number, set())
        old = [token for number in self.old for token in self.before.tokens_of(number) if links.to[token] == NOWHERE]
        new = [token for number in self.new for token in self.after.tokens_of(number) if links.origin[token] == NOWHERE]
        if not old or not new:
            return _Reading(by_number, set())
        readings = (
            _over_borders(self.before, self.after, old, new, by_number),
            _by_place(self.before, self.after, old, new),
        )
        return max(readings, key=self._weight)

    def _weight(self, reading: _Reading) -> tuple[int, int]:
        return sum(self.before.is_word[token] for token, _ in reading.pairs), len(reading.pairs)


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
) -> _Reading:
    """The known pairs, and what went over the borders of segments: matches of what is left between two of them."""
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
    reading = _Reading(list(known), set())
    for place in rest_old.keys() & rest_new.keys():
        pairs = _aligned(before, after, rest_old[place], rest_new[place])
        held = crossings(before, after, rest_old[place], rest_new[place], pairs)
        reading.pairs.extend(held)
        reading.claimed.update({a for _, a in pairs} - {a for _, a in held})
    return reading


def _by_place(before: TokenFlow, after: TokenFlow, old: Sequence[int], new: Sequence[int]) -> _Reading:
    """What the words tell in their order, whatever segment they are in."""
    pairs = _aligned(before, after, old, new)
    home = [(b, a) for b, a in pairs if before.id_of(b) == after.id_of(a)]
    at_home, in_home = {b for b, _ in home}, {a for _, a in home}
    away = [(b, a) for b, a in pairs if b not in at_home]
    rest_old = [token for token in old if token not in at_home]
    rest_new = [token for token in new if token not in in_home]
    held = crossings(before, after, rest_old, rest_new, away)
    return _Reading(home + held, {a for _, a in away} - {a for _, a in held})
