"""Carriage: taking one selection over an edit, once it is known which words survived it (the rules: ``anchor``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.model.anchor_state import AnchorState
from dragoman.model.replacement import Pair, alike, replaced_part
from dragoman.model.settling import freedom
from dragoman.model.survival import NOWHERE, Gap, Survival
from dragoman.model.token_flow import SegmentId

Position = tuple[SegmentId, int]
"""A segment and an offset in it."""


class Piece(NamedTuple):
    """Tokens after the edit that belong to a selection; ``weight`` is how much of it survived in them."""

    start: int
    end: int
    weight: int


class Carriage:
    """Takes selections over the edit that a ``Survival`` describes."""

    def __init__(self, survival: Survival) -> None:
        self._survival = survival
        self._before = survival.before
        self._after = survival.after
        self._pairs: dict[int, list[Pair]] = {}

    def carry(
        self, start_id: SegmentId, start: int, end_id: SegmentId, end: int
    ) -> tuple[Position, Position, AnchorState]:
        """The selection's start, end and state after the edit; ``ValueError`` where it is not in the text before."""
        begin, stop = self._checked(start_id, start), self._checked(end_id, end)
        if begin > stop:
            message = "a selection ends before it starts"
            raise ValueError(message)
        first, last = self._first_token(begin, stop), self._last_token(begin, stop)
        if first == NOWHERE or begin == stop:
            return self._carry_blank(begin, stop)
        shift = self._shift_of_all(first, last + 1)
        if shift is not None:
            piece, state = Piece(first + shift, last + 1 + shift, 0), AnchorState.INTACT
        else:
            pieces = list(self._pieces(first, last + 1))
            piece, state = self._best(pieces), AnchorState.REVIEW
            if piece.start == piece.end:
                place = self._place(first, piece.start)
                return place, place, AnchorState.LOST
        return self._begin(piece, first, begin, shift), self._end(piece, last, stop, shift), state

    def _checked(self, segment_id: SegmentId, offset: int) -> tuple[int, int]:
        segment = self._before.index.get(segment_id)
        if segment is None or not 0 <= offset <= len(self._before.text_of(segment)):
            message = f"no offset {offset} in segment {segment_id}"
            raise ValueError(message)
        return segment, offset

    def _first_token(self, begin: tuple[int, int], stop: tuple[int, int]) -> int:
        for segment in range(begin[0], stop[0] + 1):
            low, high = self._part(segment, begin, stop)
            token = self._before.first_ending_after(segment, low)
            if token < self._before.first[segment + 1] and self._before.start[token] < high:
                if self._is_blank(segment, low, high):
                    continue
                return token
        return NOWHERE

    def _last_token(self, begin: tuple[int, int], stop: tuple[int, int]) -> int:
        for segment in range(stop[0], begin[0] - 1, -1):
            low, high = self._part(segment, begin, stop)
            token = self._before.first_starting_at(segment, high) - 1
            if token >= self._before.first[segment] and self._before.end[token] > low:
                if self._is_blank(segment, low, high):
                    continue
                return token
        return NOWHERE

    def _part(self, segment: int, begin: tuple[int, int], stop: tuple[int, int]) -> tuple[int, int]:
        """The offsets between which a segment belongs to a selection."""
        low = begin[1] if segment == begin[0] else 0
        return low, stop[1] if segment == stop[0] else len(self._before.text_of(segment))

    def _is_blank(self, segment: int, low: int, high: int) -> bool:
        """Whether only white space is selected of a segment that counts as one token."""
        whole = self._before.segments[segment].id in self._before.whole
        return whole and not self._before.text_of(segment)[low:high].strip()

    def _shift_of_all(self, first: int, end: int) -> int | None:
        """How far tokens moved that surely stand side by side as before, None where they do not."""
        block = self._survival.block_of[first]
        if block != NOWHERE and block == self._survival.block_of[end - 1]:
            found = self._survival.blocks[block]
            return found.shift if found.sure else None
        return self._shift_in_another_reading(first, end)

    def _shift_in_another_reading(self, first: int, end: int) -> int | None:
        """The same, where an equally short reading of the edit leaves the tokens whole (see ``freedom``)."""
        if not self._before.same_segment(first, end - 1):
            return None
        gap = self._first_gap(first)
        gone, come = range(gap.before_start, gap.before_end), range(gap.after_start, gap.after_end)
        if bool(gone) == bool(come) or gap.before_start >= end:
            return None
        back, on = self._room(gap)
        elements, moved = (self._before.key, gone) if gone else (self._after.key, come)
        steps = freedom(elements, moved, min(back, gone.stop - first), min(on, end - gone.start))
        if gone.stop + steps.start <= first and end <= gone.stop + on:
            return come.stop - gone.stop
        if gone.start + steps.stop - 1 >= end and first >= gone.start - back:
            return come.start - gone.start
        return None

    def _first_gap(self, first: int) -> Gap:
        """The gap that a token lies in, or the first one behind it."""
        block = self._survival.block_of[first]
        at = first if block == NOWHERE else self._survival.blocks[block].before_end
        found = self._survival.gap_of[at] if at < len(self._before) else None
        return found or self._survival.gap(at, at)

    def _room(self, gap: Gap) -> tuple[int, int]:
        """How many tokens survived, side by side and in the same segments, right before and right behind a gap."""
        back = on = 0
        before, after, to = self._before, self._after, self._survival.to
        left, right = gap.before_start - 1, gap.before_end
        if before.same_segment(left, gap.before_start) and to[left] == gap.after_start - 1 != NOWHERE:
            block = self._survival.blocks[self._survival.block_of[left]]
            if block.sure:
                in_before = left + 1 - max(block.before_start, before.first[before.segment_of[left]])
                in_after = to[left] + 1 - max(block.after_start, after.first[after.segment_of[to[left]]])
                back = min(in_before, in_after)
        if before.same_segment(right, gap.before_start) and to[right] == gap.after_end:
            block = self._survival.blocks[self._survival.block_of[right]]
            if block.sure:
                in_before = min(block.before_end, before.first[before.segment_of[right] + 1]) - right
                in_after = min(block.after_end, after.first[after.segment_of[to[right]] + 1]) - to[right]
                on = min(in_before, in_after)
        return back, on

    def _pieces(self, first: int, end: int) -> Iterator[Piece]:
        """What is left of the tokens and what came in their place; a piece may be empty."""
        while first < end:
            block = self._survival.block_of[first]
            if block != NOWHERE:
                found = self._survival.blocks[block]
                stop = min(end, found.before_end)
                yield Piece(first + found.shift, stop + found.shift, self._before.length_of(first, stop))
            else:
                gap = self._survival.gap_of[first] or Gap(first, first + 1, 0, 0, placed=False)
                stop = min(end, gap.before_end)
                low, high = self._replaced(gap, first, stop)
                yield Piece(low, high, 0)
            first = stop

    def _replaced(self, gap: Gap, first: int, end: int) -> tuple[int, int]:
        if gap.before_start not in self._pairs:
            old = self._before.key[gap.before_start : gap.before_end]
            self._pairs[gap.before_start] = alike(old, self._after.key[gap.after_start : gap.after_end])
        old_length, new_length = gap.before_end - gap.before_start, gap.after_end - gap.after_start
        pairs, start = self._pairs[gap.before_start], gap.before_start
        low, high = replaced_part(pairs, old_length, new_length, first - start, end - start)
        return gap.after_start + low, gap.after_start + high

    def _best(self, pieces: list[Piece]) -> Piece:
        """The pieces that stand together with no other survivor between them, the heaviest such group as one piece."""
        groups: list[Piece] = []
        for piece in sorted(piece for piece in pieces if piece.start < piece.end):
            last = groups[-1] if groups else None
            if last and (piece.start <= last.end or self._survival.next_survivor[last.end] >= piece.start):
                groups[-1] = Piece(last.start, max(last.end, piece.end), last.weight + piece.weight)
            else:
                groups.append(piece)
        return max(groups, key=lambda group: (group.weight, group.end - group.start), default=pieces[0])

    def _begin(self, piece: Piece, first: int, begin: tuple[int, int], shift: int | None) -> Position:
        token = piece.start
        inside = begin[1] - self._before.start[first]
        if begin[0] != self._before.segment_of[first]:
            kept = self._after.index.get(self._before.segments[begin[0]].id, NOWHERE)
            if shift is not None and self._unchanged(begin[0]) and self._after.first[kept + 1] == token:
                return self._before.segments[begin[0]].id, begin[1]
            inside = -self._before.start[first]
        if token != self._image(first, shift):
            inside = 0
        return self._after.id_of(token), self._after.start[token] + max(inside, -self._after.space_before(token))

    def _end(self, piece: Piece, last: int, stop: tuple[int, int], shift: int | None) -> Position:
        token = piece.end - 1
        inside = self._before.end[last] - stop[1]
        if stop[0] != self._before.segment_of[last]:
            kept = self._after.index.get(self._before.segments[stop[0]].id, NOWHERE)
            if shift is not None and self._unchanged(stop[0]) and self._after.first[kept] == token + 1:
                return self._before.segments[stop[0]].id, stop[1]
            inside = -self._before.space_behind(last)
        if token != self._image(last, shift):
            inside = 0
        return self._after.id_of(token), self._after.end[token] - max(inside, -self._after.space_behind(token))

    def _image(self, token: int, shift: int | None) -> int:
        return self._survival.to[token] if shift is None else token + shift

    def _unchanged(self, segment: int) -> bool:
        return self._before.segments[segment].id in self._before.whole

    def _place(self, token: int, place: int) -> Position:
        """Where tokens stood that are gone, as a position between the tokens after."""
        gap = self._survival.gap_of[token]
        segment = self._before.segment_of[token]
        if gap is None or not gap.placed or not len(self._after):
            return self._place_of_removed(segment)
        kept = self._after.index.get(self._before.segments[segment].id)
        if kept is None or not self._after.first[kept] <= place <= self._after.first[kept + 1]:
            kept = self._after.segment_of[max(place - 1, 0)]
        here = self._after.tokens_of(kept)
        if place in here:
            return self._after.segments[kept].id, self._after.start[place]
        return self._after.segments[kept].id, self._after.end[place - 1] if here else 0

    def _place_of_removed(self, segment: int) -> Position:
        """Its own start if it still stands, else the end of the nearest one before it, else the start of the next."""
        if self._before.segments[segment].id in self._after.index:
            return self._before.segments[segment].id, 0
        for earlier in range(segment - 1, -1, -1):
            kept = self._after.index.get(self._before.segments[earlier].id)
            if kept is not None:
                return self._after.segments[kept].id, len(self._after.text_of(kept))
        for later in range(segment + 1, len(self._before.segments)):
            if self._before.segments[later].id in self._after.index:
                return self._before.segments[later].id, 0
        return self._before.segments[segment].id, 0

    def _carry_blank(self, begin: tuple[int, int], stop: tuple[int, int]) -> tuple[Position, Position, AnchorState]:
        """Carry a selection without any word: an empty one, or one of white space."""
        start, sure_start = self._point(*begin)
        end, sure_end = self._point(*stop)
        if not self._in_order(start, end):
            return start, start, AnchorState.REVIEW
        same = begin[0] != stop[0] or self._before.text_of(begin[0])[begin[1] : stop[1]] == self._text(start, end)
        return start, end, AnchorState.INTACT if sure_start and sure_end and same else AnchorState.REVIEW

    def _point(self, segment: int, offset: int) -> tuple[Position, bool]:
        """Where a place between words is now, and whether a word beside it still stands."""
        identifier = self._before.segments[segment].id
        if self._unchanged(segment):
            return (identifier, offset), True
        here = self._before.tokens_of(segment)
        right = self._before.first_starting_at(segment, offset)
        for token in (right - 1, right):
            if token in here and self._image(token, None) != NOWHERE:
                return self._beside(token, offset), self._survival.blocks[self._survival.block_of[token]].sure
        if here:
            token = min(right, here.stop - 1)
            gap = self._survival.gap_of[token]
            return self._place(token, gap.after_start if gap else 0), False
        kept = self._after.index.get(identifier)
        if kept is None:
            return self._place_of_removed(segment), False
        return (identifier, min(offset, len(self._after.text_of(kept)))), False

    def _beside(self, token: int, offset: int) -> Position:
        image = self._survival.to[token]
        inside = min(offset - self._before.start[token], self._before.end[token] - self._before.start[token])
        lead = max(inside, -self._after.space_before(image)) if inside < 0 else inside
        trail = min(max(offset - self._before.end[token], 0), self._after.space_behind(image))
        return self._after.id_of(image), self._after.start[image] + lead + trail

    def _in_order(self, start: Position, end: Position) -> bool:
        last = len(self._after.segments)
        return (self._after.index.get(start[0], last), start[1]) <= (self._after.index.get(end[0], last), end[1])

    def _text(self, start: Position, end: Position) -> str | None:
        kept = self._after.index.get(start[0])
        return self._after.text_of(kept)[start[1] : end[1]] if kept is not None and start[0] == end[0] else None
