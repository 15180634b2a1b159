"""Alignment: which elements of one sequence are which of another, when little or much has changed between them."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

MOST_CHANGES = 128
"""Up to this many deletions and insertions in one region, the shortest edit is looked for; beyond it, landmarks."""

_DEEPEST = 16
_LANDMARK_LENGTHS = (1, 2, 4, 8, 16)


@dataclass(frozen=True, slots=True)
class Match:
    """Elements that are equal in both sequences: two ranges of the same length, ends exclusive."""

    before_start: int
    before_end: int
    after_start: int
    after_end: int


def align(before: Sequence[str], after: Sequence[str]) -> list[Match]:
    """The equal stretches of two sequences, in order and as long as they can be.

    Common beginnings and ends are taken off; what remains is matched by the shortest edit (Myers 1986, "An O(ND)
    difference algorithm and its variations") while that has at most ``MOST_CHANGES`` steps; a larger region is first
    cut at landmarks, elements or runs that occur once on either side, in the longest order they share (the idea of
    "patience" comparison). A region without landmarks stays unmatched. Never quadratic in the lengths.
    """
    numbers: dict[str, int] = {}
    first = [numbers.setdefault(element, len(numbers)) for element in before]
    second = [numbers.setdefault(element, len(numbers)) for element in after]
    return _joined(sorted(_equal_runs(first, second)))


_Region = tuple[int, int, int, int]
_Run = tuple[int, int, int]
"""Where a run starts before, where it starts after, how long it is."""


def _equal_runs(before: list[int], after: list[int]) -> Iterator[_Run]:
    work: list[tuple[_Region, int]] = [((0, len(before), 0, len(after)), 0)]
    while work:
        (b0, b1, a0, a1), depth = work.pop()
        head = _common_head(before, after, (b0, b1, a0, a1))
        yield b0, a0, head
        b0, a0 = b0 + head, a0 + head
        tail = _common_tail(before, after, (b0, b1, a0, a1))
        yield b1 - tail, a1 - tail, tail
        region = (b0, b1 - tail, a0, a1 - tail)
        if region[0] == region[1] or region[2] == region[3]:
            continue
        edit = shortest_edit(before[region[0] : region[1]], after[region[2] : region[3]], most=MOST_CHANGES)
        if edit is not None:
            yield from ((region[0] + b, region[2] + a, length) for b, a, length in edit)
        elif depth < _DEEPEST:
            landmarks = _landmarks(before, after, region)
            yield from landmarks
            work.extend((part, depth + 1) for part in _between(region, landmarks))


def _common_head(before: list[int], after: list[int], region: _Region) -> int:
    b0, b1, a0, a1 = region
    length, most = 0, min(b1 - b0, a1 - a0)
    while length < most and before[b0 + length] == after[a0 + length]:
        length += 1
    return length


def _common_tail(before: list[int], after: list[int], region: _Region) -> int:
    b0, b1, a0, a1 = region
    length, most = 0, min(b1 - b0, a1 - a0)
    while length < most and before[b1 - 1 - length] == after[a1 - 1 - length]:
        length += 1
    return length


def _between(region: _Region, landmarks: list[_Run]) -> Iterator[_Region]:
    """What remains of a region between its landmarks; nothing where there are none."""
    if not landmarks:
        return
    b0, b1, a0, a1 = region
    for b, a, length in landmarks:
        yield b0, b, a0, a
        b0, a0 = b + length, a + length
    yield b0, b1, a0, a1


def shortest_edit(before: Sequence[int], after: Sequence[int], *, most: int) -> list[_Run] | None:
    """The equal runs that a shortest edit leaves standing, None where it needs more than ``most`` steps.

    Myers' greedy algorithm: time and memory grow with the length times ``most`` at worst.
    """
    if _least_changes(before, after) > most:
        return None
    n, m = len(before), len(after)
    reach: dict[int, int] = {1: 0}
    history: list[dict[int, int]] = []
    for steps in range(min(most, n + m) + 1):
        history.append(dict(reach))
        for diagonal in range(-steps, steps + 1, 2):
            if diagonal == -steps or (diagonal != steps and reach[diagonal - 1] < reach[diagonal + 1]):
                x = reach[diagonal + 1]
            else:
                x = reach[diagonal - 1] + 1
            y = x - diagonal
            while x < n and y < m and before[x] == after[y]:
                x, y = x + 1, y + 1
            reach[diagonal] = x
            if x >= n and y >= m:
                return _way_back(history, n, m)
    return None


def _least_changes(before: Sequence[int], after: Sequence[int]) -> int:
    """Elements that one side has more often than the other: no edit can be shorter."""
    surplus = Counter(before)
    surplus.subtract(after)
    return sum(map(abs, surplus.values()))


def _way_back(history: list[dict[int, int]], x: int, y: int) -> list[_Run]:
    runs: list[_Run] = []
    for steps in range(len(history) - 1, -1, -1):
        reach, diagonal = history[steps], x - y
        down = diagonal == -steps or (diagonal != steps and reach[diagonal - 1] < reach[diagonal + 1])
        previous = diagonal + 1 if down else diagonal - 1
        from_x = reach[previous] if steps else 0
        from_y = from_x - previous if steps else 0
        start_x = from_x if down or not steps else from_x + 1
        if x > start_x:
            runs.append((start_x, start_x - diagonal, x - start_x))
        x, y = from_x, from_y
    runs.reverse()
    return runs


def _landmarks(before: list[int], after: list[int], region: _Region) -> list[_Run]:
    """Runs that occur once on either side of a region, the longest series of them in the same order on both."""
    b0, b1, a0, a1 = region
    for length in _LANDMARK_LENGTHS:
        there = _single_places(after, a0, a1, length)
        here = _single_places(before, b0, b1, length)
        pairs = sorted((place, there[run]) for run, place in here.items() if run in there)
        found = [(b, a, length) for b, a in rising(pairs)]
        if found:
            return _without_overlap(found)
    return []


def _single_places(elements: list[int], start: int, end: int, length: int) -> dict[tuple[int, ...], int]:
    places: dict[tuple[int, ...], int] = {}
    seen: Counter[tuple[int, ...]] = Counter()
    for place in range(start, end - length + 1):
        run = tuple(elements[place : place + length])
        seen[run] += 1
        places[run] = place
    return {run: place for run, place in places.items() if seen[run] == 1}


def _without_overlap(runs: list[_Run]) -> list[_Run]:
    kept = runs[:1]
    for run in runs[1:]:
        b, a, length = kept[-1]
        if run[0] >= b + length and run[1] >= a + length:
            kept.append(run)
    return kept


def rising(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest series of pairs, given in the order of their first numbers, whose second numbers rise as well."""
    lowest: list[int] = []
    ends: list[int] = []
    previous: list[int] = []
    for index, (_, second) in enumerate(pairs):
        length = bisect_left(lowest, second)
        previous.append(ends[length - 1] if length else -1)
        if length == len(lowest):
            lowest.append(second)
            ends.append(index)
        else:
            lowest[length], ends[length] = second, index
    series = []
    index = ends[-1] if ends else -1
    while index >= 0:
        series.append(pairs[index])
        index = previous[index]
    series.reverse()
    return series


def _joined(runs: list[_Run]) -> list[Match]:
    """Runs that touch on both sides become one; empty ones go."""
    matches: list[Match] = []
    for b, a, length in runs:
        if not length:
            continue
        last = matches[-1] if matches else None
        if last is not None and last.before_end == b and last.after_end == a:
            matches[-1] = Match(last.before_start, b + length, last.after_start, a + length)
        else:
            matches.append(Match(b, b + length, a, a + length))
    return matches
