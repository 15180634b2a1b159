"""The words and signs of several segments in a row, as one sequence."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import accumulate

from dragoman.model.tokens import TokenKind, iter_tokens

SegmentId = int | str
NOWHERE = -1
"""The number of no token."""
Pair = tuple[int, int]
"""A token before and a token after."""


@dataclass(frozen=True, slots=True)
class SegmentText:
    """A segment's identifier and its text in one layer."""

    id: SegmentId
    text: str


class TokenFlow:
    """All tokens but white space, numbered through the segments in their order.

    A segment named in ``whole`` counts as one token, so that what did not change costs nothing.
    Raises ``ValueError`` where two segments have the same identifier.
    """

    def __init__(self, segments: Sequence[SegmentText], *, whole: Collection[SegmentId] = ()) -> None:
        self.segments = segments
        self.index = {segment.id: number for number, segment in enumerate(segments)}
        if len(self.index) != len(segments):
            message = "two segments have the same identifier"
            raise ValueError(message)
        self.whole = whole
        self.first: list[int] = [0]
        self.segment_of: list[int] = []
        self.start: list[int] = []
        self.end: list[int] = []
        self.key: list[str] = []
        self.is_word: list[bool] = []
        for number, segment in enumerate(segments):
            if segment.id in whole:
                self._add_whole(number, segment)
            else:
                self._add_tokens(number, segment.text)
            self.first.append(len(self.key))

    def _add_whole(self, number: int, segment: SegmentText) -> None:
        if segment.text.strip():
            # The key holds a blank, as no real token does.
            self._add(number, 0, len(segment.text), f"\0 {segment.id!r}", is_word=True)

    def _add_tokens(self, number: int, text: str) -> None:
        for token in iter_tokens(text):
            if token.kind is not TokenKind.SPACE:
                self._add(number, token.start, token.end, token.text, is_word=token.kind is TokenKind.WORD)

    def _add(self, number: int, start: int, end: int, key: str, *, is_word: bool) -> None:
        self.segment_of.append(number)
        self.start.append(start)
        self.end.append(end)
        self.key.append(key)
        self.is_word.append(is_word)

    def __len__(self) -> int:
        return len(self.key)

    def tokens_of(self, segment: int) -> range:
        """The numbers of a segment's tokens."""
        return range(self.first[segment], self.first[segment + 1])

    def is_whole(self, segment: int) -> bool:
        """Whether a segment counts as one token."""
        return self.segments[segment].id in self.whole

    def text_of(self, segment: int) -> str:
        """The text of a segment."""
        return self.segments[segment].text

    def same_segment(self, one: int, other: int) -> bool:
        """Whether two tokens exist and stand in the same segment."""
        return 0 <= one < len(self) and 0 <= other < len(self) and self.segment_of[one] == self.segment_of[other]

    def first_ending_after(self, segment: int, offset: int) -> int:
        """The first token of a segment that ends after an offset; the number behind its last where none does."""
        return bisect_right(self.end, offset, self.first[segment], self.first[segment + 1])

    def first_starting_at(self, segment: int, offset: int) -> int:
        """The first token of a segment that starts at an offset or later; the number behind its last where none."""
        return bisect_left(self.start, offset, self.first[segment], self.first[segment + 1])

    def words_in(self, start: int, end: int) -> int:
        """How many words there are among the tokens from ``start`` up to ``end``."""
        return sum(self.is_word[start:end])

    @cached_property
    def _lengths(self) -> list[int]:
        return [0, *accumulate(end - start for start, end in zip(self.start, self.end, strict=True))]

    def length_of(self, start: int, end: int) -> int:
        """How many code points the tokens from ``start`` up to ``end`` have."""
        return self._lengths[end] - self._lengths[start]

    def space_before(self, token: int) -> int:
        """How much white space stands before a token in its segment, in code points."""
        return self.start[token] - (self.end[token - 1] if self.same_segment(token - 1, token) else 0)

    def space_behind(self, token: int) -> int:
        """How much white space stands behind a token in its segment, in code points."""
        if self.same_segment(token, token + 1):
            return self.start[token + 1] - self.end[token]
        return len(self.text_of(self.segment_of[token])) - self.end[token]

    def id_of(self, token: int) -> SegmentId:
        """The identifier of a token's segment."""
        return self.segments[self.segment_of[token]].id


class Links:
    """Which token before is which token after: ``to`` and back again ``origin``, ``NOWHERE`` for those without.

    ``claimed`` are tokens after that may have stood elsewhere before, which is not certain: they stand for nothing.
    """

    def __init__(self, before: TokenFlow, after: TokenFlow) -> None:
        self.before = before
        self.after = after
        self.to = [NOWHERE] * len(before)
        self.origin = [NOWHERE] * len(after)
        self.moved: set[int] = set()
        self.doubtful: set[int] = set()
        self.claimed: set[int] = set()

    def add(self, pairs: Iterable[Pair]) -> None:
        """Link pairs of tokens."""
        for before, after in pairs:
            self.to[before] = after
            self.origin[after] = before

    def add_moved(self, pairs: Sequence[Pair], *, sure: bool) -> None:
        """Link pairs of tokens that were moved out of their order; less than sure ones are doubtful."""
        for before, after in pairs:
            if self.to[before] != NOWHERE:
                self.origin[self.to[before]] = NOWHERE
            if self.origin[after] != NOWHERE:
                self.to[self.origin[after]] = NOWHERE
        self.add(pairs)
        self.moved.update(before for before, _ in pairs)
        if not sure:
            self.doubtful.update(before for before, _ in pairs)
