"""Another reading of an edit: which of several equal stretches was taken out, or put in, the text often leaves open."""

from __future__ import annotations

from dragoman.model.carrying.settling import freedom
from dragoman.model.carrying.survival import Block, Gap, Survival
from dragoman.model.carrying.token_flow import NOWHERE


def shift_in_other_reading(survival: Survival, first: int, end: int) -> int | None:
    """How far the tokens from ``first`` up to ``end`` moved, in a reading of the edit that leaves them whole.

    Only one stretch that was taken out or put in, inside one segment, is read differently: moved to an equal place
    before or behind these tokens. None where no such reading is as short.
    """
    before, after = survival.before, survival.after
    if not before.same_segment(first, end - 1):
        return None
    gap = _first_gap(survival, first)
    gone, come = range(gap.before_start, gap.before_end), range(gap.after_start, gap.after_end)
    if bool(gone) == bool(come) or gone.start >= end:
        return None
    back, on = _room_before(survival, gap), _room_behind(survival, gap)
    elements, moved = (before.key, gone) if gone else (after.key, come)
    steps = freedom(elements, moved, min(back, gone.stop - first), min(on, end - gone.start))
    if gone.stop + steps.start <= first and end <= gone.stop + on:
        return come.stop - gone.stop
    if gone.start + steps.stop - 1 >= end and first >= gone.start - back:
        return come.start - gone.start
    return None


def _first_gap(survival: Survival, first: int) -> Gap:
    """The gap that a token lies in, or the first one behind it."""
    block = survival.block_of[first]
    at = first if block == NOWHERE else survival.blocks[block].before_end
    found = survival.gap_of[at] if at < len(survival.before) else None
    return found or survival.gap(at, at)


def _room_before(survival: Survival, gap: Gap) -> int:
    """How many tokens survived side by side right before a gap, in the same segment before and after."""
    left = gap.before_start - 1
    block = _block(survival, left, gap)
    if block is None or left + block.shift != gap.after_start - 1:
        return 0
    begin = survival.before.first[survival.before.segment_of[left]]
    begin_after = survival.after.first[survival.after.segment_of[left + block.shift]]
    return left + 1 - max(block.before_start, begin, begin_after - block.shift)


def _room_behind(survival: Survival, gap: Gap) -> int:
    """How many tokens survived side by side right behind a gap, in the same segment before and after."""
    right = gap.before_end
    block = _block(survival, right, gap)
    if block is None or right + block.shift != gap.after_end:
        return 0
    end = survival.before.first[survival.before.segment_of[right] + 1]
    end_after = survival.after.first[survival.after.segment_of[right + block.shift] + 1]
    return min(block.before_end, end, end_after - block.shift) - right


def _block(survival: Survival, token: int, gap: Gap) -> Block | None:
    """The block of a token beside a gap, where it surely survived in the gap's segment."""
    if not survival.before.same_segment(token, gap.before_start) or survival.block_of[token] == NOWHERE:
        return None
    block = survival.blocks[survival.block_of[token]]
    return block if block.sure else None
