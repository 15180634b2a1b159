"""Carriage: taking one selection over an edit, once it is known which words survived it (the rules: ``anchor``)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from dragoman.model.anchor_state import AnchorState
from dragoman.model.carrying.other_reading import shift_in_other_reading
from dragoman.model.carrying.places import Position, place_of_gone, point_after
from dragoman.model.carrying.replacement import Pair, alike, replaced_part
from dragoman.model.carrying.selected import Selected, selected
from dragoman.model.carrying.survival import Gap, Survival
from dragoman.model.carrying.token_flow import NOWHERE, SegmentId

Outcome = tuple[Position, Position, AnchorState]
"""Where a selection starts and ends after the edit, and its state."""


class Piece(NamedTuple):
    """Tokens after the edit that belong to a selection; ``weight`` is how many of its code points survived in them."""

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

    def carry(self, start_id: SegmentId, start: int, end_id: SegmentId, end: int) -> Outcome:
        """The selection after the edit; ``ValueError`` where it is not in the text before."""
        chosen = selected(self._before, start_id, start, end_id, end)
        if chosen.first == chosen.end:
            return self._carry_blank(chosen)
        shift = self._shift_of_all(chosen.first, chosen.end)
        if shift is not None:
            whole = Piece(chosen.first + shift, chosen.end + shift, 0)
            return self._start_of(whole, chosen, shift), self._end_of(whole, chosen, shift), AnchorState.INTACT
        pieces = list(self._pieces(chosen))
        groups = self._groups(pieces, chosen)
        if not groups:
            place = self._place(chosen.first, pieces[0].start)
            return place, place, AnchorState.LOST
        best = max(groups, key=lambda group: (group.weight, group.end - group.start))
        return self._start_of(best, chosen, None), self._end_of(best, chosen, None), AnchorState.REVIEW

    def _shift_of_all(self, first: int, end: int) -> int | None:
        """How far tokens moved that surely stand side by side as before, None where they do not."""
        block = self._survival.block_of[first]
        if block != NOWHERE and block == self._survival.block_of[end - 1]:
            found = self._survival.blocks[block]
            return found.shift if found.sure else None
        return shift_in_other_reading(self._survival, first, end)

    def _pieces(self, chosen: Selected) -> Iterator[Piece]:
        """What is left of the tokens and what came in their place; a piece may be empty."""
        first = chosen.first
        while first < chosen.end:
            block = self._survival.block_of[first]
            if block == NOWHERE:
                gap = self._survival.gap_of[first] or Gap(first, first + 1, 0, 0, placed=False)
                stop = min(chosen.end, gap.before_end)
                yield Piece(*self._replaced(gap, first, stop), 0)
            else:
                found = self._survival.blocks[block]
                stop = min(chosen.end, found.before_end)
                yield Piece(first + found.shift, stop + found.shift, self._weight(chosen, first, stop))
            first = stop

    def _weight(self, chosen: Selected, first: int, end: int) -> int:
        lead = max(0, chosen.lead) if first == chosen.first else 0
        trail = max(0, chosen.trail) if end == chosen.end else 0
        return self._before.length_of(first, end) - lead - trail

    def _replaced(self, gap: Gap, first: int, end: int) -> tuple[int, int]:
        start = gap.before_start
        if start not in self._pairs:
            old, new = slice(start, gap.before_end), slice(gap.after_start, gap.after_end)
            self._pairs[start] = alike(self._before.key[old], self._after.key[new])
        old_length, new_length = gap.before_end - start, gap.after_end - gap.after_start
        low, high = replaced_part(self._pairs[start], old_length, new_length, first - start, end - start)
        return gap.after_start + low, gap.after_start + high

    def _groups(self, pieces: list[Piece], chosen: Selected) -> list[Piece]:
        """The pieces that stand together with nothing between them that stood outside the selection."""
        opening = self._survival.to[chosen.first] if chosen.lead > 0 else NOWHERE
        closing = self._survival.to[chosen.last] + 1 if chosen.trail > 0 else NOWHERE
        groups: list[Piece] = []
        for piece in sorted(piece for piece in pieces if piece.start < piece.end):
            last = groups[-1] if groups else None
            if last is None or opening == piece.start or (closing == last.end and closing > 0):
                groups.append(piece)
            elif piece.start <= last.end or self._survival.next_taken[last.end] >= piece.start:
                groups[-1] = Piece(last.start, max(last.end, piece.end), last.weight + piece.weight)
            else:
                groups.append(piece)
        # Of a selection with words, a comma that is left over is nothing.
        wordless = not self._before.words_in(chosen.first, chosen.end)
        return [group for group in groups if wordless or self._after.words_in(group.start, group.end)]

    def _place(self, first: int, place: int) -> Position:
        """Where a selection stood of which no word is left."""
        if self._survival.to[first] == NOWHERE:
            return place_of_gone(self._survival, first, place)
        return self._after.id_of(place), self._after.start[place]

    def _start_of(self, piece: Piece, chosen: Selected, shift: int | None) -> Position:
        token = piece.start
        if shift is not None and chosen.begin[0] != self._before.segment_of[chosen.first]:
            kept = self._kept(chosen.begin[0])
            if kept != NOWHERE and self._after.first[kept + 1] == token:
                return self._before.segments[chosen.begin[0]].id, chosen.begin[1]
        lead = chosen.lead if token == self._image(chosen.first, shift) else 0
        return self._after.id_of(token), self._after.start[token] + max(lead, -self._after.space_before(token))

    def _end_of(self, piece: Piece, chosen: Selected, shift: int | None) -> Position:
        token = piece.end - 1
        if shift is not None and chosen.stop[0] != self._before.segment_of[chosen.last]:
            kept = self._kept(chosen.stop[0])
            if kept != NOWHERE and self._after.first[kept] == token + 1:
                return self._before.segments[chosen.stop[0]].id, chosen.stop[1]
        trail = chosen.trail if token == self._image(chosen.last, shift) else 0
        return self._after.id_of(token), self._after.end[token] - max(trail, -self._after.space_behind(token))

    def _image(self, token: int, shift: int | None) -> int:
        return self._survival.to[token] if shift is None else token + shift

    def _kept(self, segment: int) -> int:
        """The number that an unchanged segment has now."""
        identifier = self._before.segments[segment].id
        return self._after.index[identifier] if identifier in self._before.whole else NOWHERE

    def _carry_blank(self, chosen: Selected) -> Outcome:
        """Carry a selection without any word: an empty one, or one of white space."""
        start, sure_start = point_after(self._survival, chosen.begin)
        end, sure_end = point_after(self._survival, chosen.stop)
        if self._order(start) > self._order(end):
            return start, start, AnchorState.REVIEW
        sure = sure_start and sure_end and self._same_blank(chosen, start, end)
        return start, end, AnchorState.INTACT if sure else AnchorState.REVIEW

    def _order(self, position: Position) -> tuple[int, int]:
        return self._after.index.get(position[0], 0), position[1]

    def _same_blank(self, chosen: Selected, start: Position, end: Position) -> bool:
        """Whether no word came between two places, and in one segment the white space is the same."""
        (segment, low), (last, high) = chosen.begin, chosen.stop
        between = selected(self._after, *start, *end)
        if segment != last:
            return between.first == between.end
        text = self._after.text_of(between.begin[0])
        return start[0] == end[0] and self._before.text_of(segment)[low:high] == text[start[1] : end[1]]
