"""Survival: which words of segments still stand after an edit, where they stand now, and what replaced the rest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.model.carrying.matching import match_tokens
from dragoman.model.carrying.token_flow import NOWHERE, SegmentText, TokenFlow


@dataclass(frozen=True, slots=True)
class Gap:
    """Tokens that are gone, and the tokens that stand in their place now; ends exclusive, either may be empty.

    ``placed`` is False where nothing beside them survived, so that their place is only known roughly.
    """

    before_start: int
    before_end: int
    after_start: int
    after_end: int
    placed: bool = True


@dataclass(frozen=True, slots=True)
class Block:
    """Tokens that survived side by side. ``sure`` is False where a short move was only guessed."""

    before_start: int
    before_end: int
    after_start: int
    sure: bool

    @property
    def shift(self) -> int:
        """What to add to a number before to get the number after."""
        return self.after_start - self.before_start

    @property
    def after_end(self) -> int:
        """The number behind the last token after."""
        return self.before_end + self.shift


class Survival:
    """Where every token of the segments before stands in the segments after (``to``), in blocks with gaps between."""

    def __init__(self, before: Sequence[SegmentText], after: Sequence[SegmentText]) -> None:
        texts = {segment.id: segment.text for segment in after}
        unchanged = {segment.id for segment in before if texts.get(segment.id) == segment.text}
        self.before = TokenFlow(before, whole=unchanged)
        self.after = TokenFlow(after, whole=unchanged)
        links = match_tokens(self.before, self.after)
        self.to, self.origin = links.to, links.origin
        self._moved, self._doubtful, self._claimed = links.moved, links.doubtful, links.claimed
        self.block_of, self.blocks = self._find_blocks()
        self.next_taken = self._find_next_taken()
        self.gap_of = self._find_gaps()

    def _find_blocks(self) -> tuple[list[int], list[Block]]:
        block_of: list[int] = []
        blocks: list[Block] = []
        for token, after in enumerate(self.to):
            if after == NOWHERE:
                block_of.append(NOWHERE)
                continue
            sure, last = token not in self._doubtful, blocks[-1] if blocks else None
            if last and last.before_end == token and last.after_end == after and last.sure == sure:
                blocks[-1] = Block(last.before_start, token + 1, last.after_start, sure)
            else:
                blocks.append(Block(token, token + 1, after, sure))
            block_of.append(len(blocks) - 1)
        return block_of, blocks

    def _find_next_taken(self) -> list[int]:
        """For every token after, the first one from there on that stood before; the number behind the last if none."""
        found = [len(self.after)] * (len(self.after) + 1)
        for token in range(len(self.after) - 1, -1, -1):
            found[token] = token if self._taken(token) else found[token + 1]
        return found

    def _taken(self, token: int) -> bool:
        """Whether a token after stood somewhere before, or may have."""
        return self.origin[token] != NOWHERE or token in self._claimed

    def _find_gaps(self) -> list[Gap | None]:
        """For every token before that is gone, its gap."""
        gap_of: list[Gap | None] = [None] * len(self.before)
        token = 0
        while token < len(self.before):
            if self.to[token] != NOWHERE:
                token += 1
                continue
            end = token + 1
            while self.before.same_segment(token, end) and self.to[end] == NOWHERE:
                end += 1
            gap_of[token:end] = [self.gap(token, end)] * (end - token)
            token = end
        return gap_of

    def gap(self, start: int, end: int) -> Gap:
        """The gap that the tokens from ``start`` up to ``end`` left; with ``start == end``, what came in between.

        A neighbour that was moved elsewhere does not tell where they stood.
        """
        left = self._neighbour(start - 1, start if start < end else start - 1)
        right = self._neighbour(end, end - 1)
        if NOWHERE not in (left, right) and self.next_taken[left + 1] == right:
            return Gap(start, end, left + 1, right)
        if left != NOWHERE:
            stop = self.after.first[self.after.segment_of[left] + 1]
            return Gap(start, end, left + 1, min(stop, self.next_taken[left + 1]))
        if right != NOWHERE:
            begin = right
            while self.after.same_segment(right, begin - 1) and not self._taken(begin - 1):
                begin -= 1
            return Gap(start, end, begin, right)
        return self._gap_of_segment(start, end)

    def _neighbour(self, token: int, within: int) -> int:
        """Where a neighbour in the same segment stands now."""
        if not self.before.same_segment(token, within) or token in self._moved:
            return NOWHERE
        return self.to[token]

    def _gap_of_segment(self, start: int, end: int) -> Gap:
        segment = self.before.segments[self.before.segment_of[min(start, len(self.before) - 1)]]
        other = self.after.index.get(segment.id)
        if other is None:
            return Gap(start, end, 0, 0, placed=False)
        here = self.after.tokens_of(other)
        return Gap(start, end, here.start, min(here.stop, self.next_taken[here.start]))
