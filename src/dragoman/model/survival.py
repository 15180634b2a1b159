"""Survival: which words of segments still stand after an edit, where they stand now, and what replaced the rest."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.model.alignment import Match, align, rising
from dragoman.model.text_alignment import align_text
from dragoman.model.token_flow import SegmentText, TokenFlow

NOWHERE = -1
WORDS_OF_A_MOVE = 3
"""So many words in a row, one of them used nowhere else, are the same words wherever they turn up."""


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
    """Where every token of the segments before stands in the segments after.

    Three readings of the edit, in this order, and each only for what the earlier ones left: by number (a segment and
    the one of the same identifier), by place (words that went over a segment's border when it was split or joined),
    by wording (a passage that was moved far, known by a word that occurs nowhere else).
    """

    def __init__(self, before: Sequence[SegmentText], after: Sequence[SegmentText]) -> None:
        whole = {segment.id: segment.text for segment in after}
        unchanged = {segment.id for segment in before if whole.get(segment.id) == segment.text}
        self.before = TokenFlow(before, whole=unchanged)
        self.after = TokenFlow(after, whole=unchanged)
        self.to = [NOWHERE] * len(self.before)
        self.origin = [NOWHERE] * len(self.after)
        self._doubtful: set[int] = set()
        self._moved: set[int] = set()
        self._match_by_number()
        if len(before) + len(after) - 2 * len(unchanged) > 2:
            self._match_by_place()
        self._match_by_wording()
        self.block_of, self.blocks = self._find_blocks()
        self.next_survivor = self._find_next_survivors()
        self.gap_of = self._find_gaps()

    def _link(self, before: int, after: int) -> None:
        self.to[before] = after
        self.origin[after] = before

    def _match_by_number(self) -> None:
        for number, segment in enumerate(self.before.segments):
            other = self.after.index.get(segment.id)
            if other is None:
                continue
            here, there = self.before.tokens_of(number), self.after.tokens_of(other)
            for match in self._alignment(here, there):
                for step in range(match.before_end - match.before_start):
                    self._link(here.start + match.before_start + step, there.start + match.after_start + step)

    def _alignment(self, here: range, there: range) -> list[Match]:
        old, new = slice(here.start, here.stop), slice(there.start, there.stop)
        before, after = self.before, self.after
        return align_text(before.key[old], after.key[new], before.is_word[old], after.is_word[new])

    def _match_by_place(self) -> None:
        kept = rising([(before, after) for before, after in enumerate(self.to) if after != NOWHERE])
        ends = [(NOWHERE, NOWHERE), *kept, (len(self.before), len(self.after))]
        for (b0, a0), (b1, a1) in pairwise(ends):
            old = [token for token in range(b0 + 1, b1) if self.to[token] == NOWHERE]
            new = [token for token in range(a0 + 1, a1) if self.origin[token] == NOWHERE]
            if old and new:
                self._match_leftovers(old, new)

    def _match_leftovers(self, old: list[int], new: list[int]) -> None:
        """Match what is left between two survivors, stretch by stretch; a stray word in common proves nothing."""
        stretch_of_old, words_of_old = _stretches(self.before, old)
        stretch_of_new, words_of_new = _stretches(self.after, new)
        pairs = [
            (old[match.before_start + step], new[match.after_start + step])
            for match in align([self.before.key[token] for token in old], [self.after.key[token] for token in new])
            for step in range(match.before_end - match.before_start)
        ]
        shared: Counter[tuple[int, int]] = Counter()
        for b, a in pairs:
            shared[stretch_of_old[b], stretch_of_new[a]] += self.before.is_word[b]
        for b, a in pairs:
            one, other = stretch_of_old[b], stretch_of_new[a]
            if 0 < min(words_of_old[one], words_of_new[other]) <= 2 * shared[one, other]:
                self._link(b, a)

    def _match_by_wording(self) -> None:
        old, new = Counter(self.before.key), Counter(self.after.key)
        place = {key: token for token, key in enumerate(self.after.key)}
        for token, key in enumerate(self.before.key):
            if self.before.is_word[token] and self.to[token] == NOWHERE and old[key] == new.get(key, 0) == 1:
                self._match_moved(token, place[key])

    def _match_moved(self, token: int, other: int) -> None:
        if self.origin[other] != NOWHERE:
            return
        back = 0
        while self._moved_together(token, other, -back - 1):
            back += 1
        length = 1
        while self._moved_together(token, other, length):
            length += 1
        same = self.before.id_of(token) == self.after.id_of(other)
        sure = self.before.words_in(token - back, token + length) >= WORDS_OF_A_MOVE
        if not sure and not same:
            return
        for step in range(-back, length):
            self._link(token + step, other + step)
            self._moved.add(token + step)
            if not sure:
                self._doubtful.add(token + step)

    def _moved_together(self, token: int, other: int, step: int) -> bool:
        b, a = token + step, other + step
        return (
            self.before.same_segment(token, b)
            and self.after.same_segment(other, a)
            and self.before.key[b] == self.after.key[a]
            and self.to[b] == self.origin[a] == NOWHERE
        )

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

    def _find_next_survivors(self) -> list[int]:
        """For every token after, the first one from there on that stood before; the number behind the last if none."""
        found = [len(self.after)] * (len(self.after) + 1)
        for token in range(len(self.after) - 1, -1, -1):
            found[token] = token if self.origin[token] != NOWHERE else found[token + 1]
        return found

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
        if NOWHERE not in (left, right) and self.next_survivor[left + 1] == right:
            return Gap(start, end, left + 1, right)
        if left != NOWHERE:
            stop = self.after.first[self.after.segment_of[left] + 1]
            return Gap(start, end, left + 1, min(stop, self.next_survivor[left + 1]))
        if right != NOWHERE:
            begin = right
            while self.after.same_segment(right, begin - 1) and self.origin[begin - 1] == NOWHERE:
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
        return Gap(start, end, here.start, min(here.stop, self.next_survivor[here.start]))


def _stretches(flow: TokenFlow, chosen: list[int]) -> tuple[dict[int, int], list[int]]:
    """The chosen tokens grouped into unbroken stretches of one segment, and how many words each stretch has."""
    stretch_of: dict[int, int] = {}
    words: list[int] = []
    previous = NOWHERE
    for token in chosen:
        if not (previous == token - 1 and flow.same_segment(previous, token)):
            words.append(0)
        stretch_of[token] = len(words) - 1
        words[-1] += flow.is_word[token]
        previous = token
    return stretch_of, words
