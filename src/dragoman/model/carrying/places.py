"""Places between words: where a point of the text is after an edit, with or without the words beside it."""

from __future__ import annotations

from dragoman.model.carrying.selected import Point
from dragoman.model.carrying.survival import Survival
from dragoman.model.carrying.token_flow import NOWHERE, SegmentId

Position = tuple[SegmentId, int]
"""A segment and an offset in it."""


def place_of_gone(survival: Survival, token: int, place: int) -> Position:
    """Where a token stood that is gone; ``place`` is the token after which now follows its place."""
    after, gap = survival.after, survival.gap_of[token]
    segment = survival.before.segment_of[token]
    if gap is None or not gap.placed or not len(after):
        return place_of_removed(survival, segment)
    kept = after.index.get(survival.before.segments[segment].id)
    if kept is None or not after.first[kept] <= place <= after.first[kept + 1]:
        kept = after.segment_of[max(place - 1, 0)]
    here = after.tokens_of(kept)
    if place in here:
        return after.segments[kept].id, after.start[place]
    return after.segments[kept].id, after.end[place - 1] if here else 0


def place_of_removed(survival: Survival, segment: int) -> Position:
    """Its own start if the segment still stands, else the end of the nearest before it, else the start of the next.

    Where none of the old segments is left, the start of the first new one; where there is none, it keeps its own name.
    """
    before, after = survival.before.segments, survival.after
    if before[segment].id in after.index:
        return before[segment].id, 0
    for earlier in reversed(before[:segment]):
        if earlier.id in after.index:
            return earlier.id, len(after.text_of(after.index[earlier.id]))
    for later in before[segment + 1 :]:
        if later.id in after.index:
            return later.id, 0
    return (after.segments or before[segment:])[0].id, 0


def point_after(survival: Survival, point: Point) -> tuple[Position, bool]:
    """Where a place between words is now, and whether a word beside it surely still stands."""
    before, (segment, offset) = survival.before, point
    identifier = before.segments[segment].id
    if identifier in before.whole:
        return (identifier, offset), True
    here, right = before.tokens_of(segment), before.first_starting_at(segment, offset)
    for token in (right - 1, right):
        if token in here and survival.to[token] != NOWHERE:
            return _beside(survival, token, offset), survival.blocks[survival.block_of[token]].sure
    if here:
        token = min(right, here.stop - 1)
        gap = survival.gap_of[token]
        return place_of_gone(survival, token, gap.after_start if gap else 0), False
    kept = survival.after.index.get(identifier)
    if kept is None:
        return place_of_removed(survival, segment), False
    return (identifier, min(offset, len(survival.after.text_of(kept)))), False


def _beside(survival: Survival, token: int, offset: int) -> Position:
    """The place that stands to a surviving token as it did, as far as there is white space left for it."""
    before, after, image = survival.before, survival.after, survival.to[token]
    if offset < before.start[token]:
        moved = max(offset - before.start[token], -after.space_before(image))
    else:
        behind = max(0, offset - before.end[token])
        moved = min(offset, before.end[token]) - before.start[token] + min(behind, after.space_behind(image))
    return after.id_of(image), after.start[image] + moved
