"""What a selection covers, in tokens."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.model.carrying.token_flow import SegmentId, TokenFlow

Point = tuple[int, int]
"""The number of a segment in its order and an offset in it."""


@dataclass(frozen=True, slots=True)
class Selected:
    """A selection from one point to another, and the tokens it touches (``end`` exclusive).

    ``lead`` tells where it starts, counted from its first token: above 0 inside that token, below 0 in the white space
    before it. ``trail`` tells the same of its end, counted back from the end of its last token.
    """

    begin: Point
    stop: Point
    first: int
    end: int
    lead: int
    trail: int

    @property
    def last(self) -> int:
        """The number of the last token."""
        return self.end - 1


def selected(flow: TokenFlow, start_id: SegmentId, start: int, end_id: SegmentId, end: int) -> Selected:
    """Find the tokens of a selection; one without any has ``first == end``.

    Raises ``ValueError`` for a selection that is not in these segments or ends before it starts.
    """
    begin, stop = _point(flow, start_id, start), _point(flow, end_id, end)
    if begin > stop:
        message = "a selection ends before it starts"
        raise ValueError(message)
    first = _first_token(flow, begin, stop) if begin < stop else None
    last = _last_token(flow, begin, stop) if begin < stop else None
    if first is None or last is None:
        return Selected(begin, stop, 0, 0, 0, 0)
    lead = begin[1] if begin[0] == flow.segment_of[first] else 0
    trail = stop[1] if stop[0] == flow.segment_of[last] else len(flow.text_of(flow.segment_of[last]))
    return Selected(begin, stop, first, last + 1, lead - flow.start[first], flow.end[last] - trail)


def _point(flow: TokenFlow, segment_id: SegmentId, offset: int) -> Point:
    segment = flow.index.get(segment_id)
    if segment is None or not 0 <= offset <= len(flow.text_of(segment)):
        message = f"no offset {offset} in segment {segment_id}"
        raise ValueError(message)
    return segment, offset


def _first_token(flow: TokenFlow, begin: Point, stop: Point) -> int | None:
    for segment in range(begin[0], stop[0] + 1):
        low, high = _part(flow, segment, begin, stop)
        token = flow.first_ending_after(segment, low)
        if token < flow.first[segment + 1] and flow.start[token] < high and not _blank(flow, segment, low, high):
            return token
    return None


def _last_token(flow: TokenFlow, begin: Point, stop: Point) -> int | None:
    for segment in range(stop[0], begin[0] - 1, -1):
        low, high = _part(flow, segment, begin, stop)
        token = flow.first_starting_at(segment, high) - 1
        if token >= flow.first[segment] and flow.end[token] > low and not _blank(flow, segment, low, high):
            return token
    return None


def _part(flow: TokenFlow, segment: int, begin: Point, stop: Point) -> tuple[int, int]:
    """The offsets between which a segment belongs to a selection."""
    low = begin[1] if segment == begin[0] else 0
    return low, stop[1] if segment == stop[0] else len(flow.text_of(segment))


def _blank(flow: TokenFlow, segment: int, low: int, high: int) -> bool:
    """Whether only white space is selected of a segment that counts as one token."""
    return flow.is_whole(segment) and not flow.text_of(segment)[low:high].strip()
