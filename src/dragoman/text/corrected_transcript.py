"""A corrected transcript without numbers, fitted to the segments that are there: which is which, when it sounds.

Words are aligned over the whole conversation, so that times survive a poor first draft, other turns and other speakers.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.model.alignment import align, rising
from dragoman.model.tokens import TokenKind, iter_tokens
from dragoman.model.turn import TimeMark, Turn


@dataclass(frozen=True, slots=True)
class DraftSegment:
    """A segment as it is: its number, its words, when it sounds (ms), and the times of its words."""

    number: int
    text: str
    start_ms: int | None
    end_ms: int | None
    marks: tuple[TimeMark, ...] = ()


@dataclass(frozen=True, slots=True)
class FittedTurn:
    """A corrected turn and the segment that it continues, None where it is new. Times are ms of the recording."""

    number: int | None
    speaker: str | None
    text: str
    start_ms: int | None
    end_ms: int | None
    marks: tuple[TimeMark, ...]


@dataclass(frozen=True, slots=True)
class _Word:
    """A word of a turn or segment (``home``), with its offsets and, in a draft, when it sounds."""

    key: str
    home: int
    start: int
    end: int
    start_ms: int | None = None
    end_ms: int | None = None


def fit_corrected(draft: Sequence[DraftSegment], corrected: Sequence[Turn]) -> list[FittedTurn]:
    """Fit corrected turns to the segments of a draft, both in the order in which they are said.

    A turn continues the segment with which it shares most words, in order, no segment twice. It takes the times of the
    words it shares; times of its own, where the file has them, win.
    """
    old = [word for home, segment in enumerate(draft) for word in _draft_words(home, segment)]
    new = [word for home, turn in enumerate(corrected) for word in _words(home, turn.text)]
    heard: dict[int, _Word] = {}
    for match in align([word.key for word in old], [word.key for word in new]):
        for step in range(match.before_end - match.before_start):
            heard[match.after_start + step] = old[match.before_start + step]
    shared: list[Counter[int]] = [Counter() for _ in corrected]
    for place, word in heard.items():
        shared[new[place].home][word.home] += 1
    homes = _homes(shared)
    marks = _marks(new, heard, len(corrected))
    return [
        _fitted(turn, None if home is None else draft[home], marks[place])
        for place, (turn, home) in enumerate(zip(corrected, homes, strict=True))
    ]


def _draft_words(home: int, segment: DraftSegment) -> list[_Word]:
    starts = [mark.start for mark in segment.marks]
    words = []
    for word in _words(home, segment.text):
        place = bisect_right(starts, word.start) - 1
        mark = segment.marks[place] if place >= 0 and word.start < segment.marks[place].end else None
        exact = mark is not None and mark.end - mark.start <= 2 * (word.end - word.start) + 4
        times = (mark.start_ms, mark.end_ms) if mark is not None and exact else (None, None)
        words.append(_Word(word.key, home, word.start, word.end, *times))
    return words


def _words(home: int, text: str) -> list[_Word]:
    return [
        _Word(token.text.casefold(), home, token.start, token.end)
        for token in iter_tokens(text)
        if token.kind is TokenKind.WORD
    ]


def _homes(shared: Sequence[Counter[int]]) -> list[int | None]:
    """For each turn the segment with which it shares most words; of turns that claim one segment, the one with most
    keeps it.
    """
    wishes = [(count[home], turn, home) for turn, count in enumerate(shared) for home in count]
    homes: list[int | None] = [None] * len(shared)
    taken: set[int] = set()
    for _, turn, home in sorted(wishes, key=lambda wish: (-wish[0], wish[1], wish[2])):
        if homes[turn] is None and home not in taken:
            homes[turn] = home
            taken.add(home)
    return _rising(homes)


def _rising(homes: Sequence[int | None]) -> list[int | None]:
    """Drop claims that would turn the order of the conversation round."""
    kept = dict(rising([(turn, home) for turn, home in enumerate(homes) if home is not None]))
    return [kept.get(turn) for turn in range(len(homes))]


def _marks(new: Sequence[_Word], heard: dict[int, _Word], turns: int) -> list[list[TimeMark]]:
    found: list[list[TimeMark]] = [[] for _ in range(turns)]
    for place in sorted(heard):
        word, source = new[place], heard[place]
        if source.start_ms is not None and source.end_ms is not None:
            found[word.home].append(TimeMark(word.start, word.end, source.start_ms, source.end_ms))
    return found


def _fitted(turn: Turn, home: DraftSegment | None, marks: Sequence[TimeMark]) -> FittedTurn:
    start = turn.start_ms if turn.start_ms is not None else marks[0].start_ms if marks else None
    end = turn.end_ms if turn.end_ms is not None else marks[-1].end_ms if marks else None
    if home is not None:
        start = home.start_ms if start is None else start
        end = home.end_ms if end is None else end
    number = home.number if home is not None else None
    return FittedTurn(number, turn.speaker, turn.text, start, end, turn.marks or tuple(marks))
