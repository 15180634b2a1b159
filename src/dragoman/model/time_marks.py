"""Time marks: keeping the times of words while their text is corrected, split and joined.

Marks stand in the order of their text and do not overlap; offsets are code points, times milliseconds.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence
from dataclasses import replace

from dragoman.model.anchor import AnchorState, Carrier, Span
from dragoman.model.turn import TimeMark


def carry_marks(marks: Sequence[TimeMark], before: str, after: str) -> list[TimeMark]:
    """The marks of a text after it was edited.

    A mark follows its words; words that came in the place of others take over their time, several marks on the same
    new words become one. Words that were put in get no mark of their own (``time_at`` reckons their time), words that
    are gone take theirs along. Raises ``ValueError`` for a mark that is not in the text before.
    """
    if before == after or not marks:
        return list(marks)
    carrier = Carrier(before, after)
    carried = [(carrier.carry(Span(mark.start, mark.end)), mark) for mark in marks]
    placed = [
        replace(mark, start=result.span.start, end=result.span.end)
        for result, mark in carried
        if result.state is not AnchorState.LOST and result.span.start < result.span.end
    ]
    return _without_overlap(sorted(placed, key=lambda mark: (mark.start, mark.end, mark.start_ms)))


def _without_overlap(marks: Iterable[TimeMark]) -> list[TimeMark]:
    kept: list[TimeMark] = []
    for mark in marks:
        last = kept[-1] if kept else None
        if last is None or mark.start >= last.end:
            kept.append(mark)
        else:
            start_ms, end_ms = min(last.start_ms, mark.start_ms), max(last.end_ms, mark.end_ms)
            kept[-1] = TimeMark(last.start, max(last.end, mark.end), start_ms, end_ms)
    return kept


def time_at(
    marks: Sequence[TimeMark], offset: int, start_ms: int | None, end_ms: int | None, *, length: int | None = None
) -> int | None:
    """When the text at an offset sounds, in ms: inside a mark and between two of them in proportion.

    ``start_ms`` and ``end_ms`` are the times of the whole text, ``length`` its length in code points; without the
    length, what stands behind the last mark sounds when that ends. None where no time is known at all.
    """
    behind = bisect_right(marks, offset, key=lambda mark: mark.start)
    last = marks[behind - 1] if behind else None
    if last is not None and offset < last.end:
        return _between(offset, (last.start, last.start_ms), (last.end, last.end_ms))
    low = _begin(start_ms) if last is None else (last.end, last.end_ms)
    high = (marks[behind].start, marks[behind].start_ms) if behind < len(marks) else _finish(length, end_ms)
    if low is None or high is None:
        known = low or high
        return known[1] if known else end_ms
    return _between(offset, low, high)


_Known = tuple[int, int]
"""An offset and its time."""


def _begin(start_ms: int | None) -> _Known | None:
    return None if start_ms is None else (0, start_ms)


def _finish(length: int | None, end_ms: int | None) -> _Known | None:
    return None if length is None or end_ms is None else (length, end_ms)


def _between(offset: int, low: _Known, high: _Known) -> int:
    """The time of an offset between two known ones; never before the first, nor behind the second."""
    (first, start_ms), (last, end_ms) = low, high
    if last <= first or end_ms <= start_ms:
        return start_ms
    inside = min(max(offset, first), last) - first
    return start_ms + (end_ms - start_ms) * inside // (last - first)


def split_marks(marks: Sequence[TimeMark], offset: int) -> tuple[list[TimeMark], list[TimeMark]]:
    """The marks of both parts of a text that is cut at an offset; a mark across the cut is cut in proportion."""
    first: list[TimeMark] = []
    second: list[TimeMark] = []
    for mark in marks:
        if mark.end <= offset:
            first.append(mark)
        elif mark.start >= offset:
            second.append(replace(mark, start=mark.start - offset, end=mark.end - offset))
        else:
            cut_ms = _between(offset, (mark.start, mark.start_ms), (mark.end, mark.end_ms))
            first.append(replace(mark, end=offset, end_ms=cut_ms))
            second.append(TimeMark(0, mark.end - offset, cut_ms, mark.end_ms))
    return first, second


def joined_marks(first: Sequence[TimeMark], second: Sequence[TimeMark], second_starts_at: int) -> list[TimeMark]:
    """The marks of a text made of two, the second of which starts at an offset of the whole."""
    return [*first, *(replace(m, start=m.start + second_starts_at, end=m.end + second_starts_at) for m in second)]
