"""A corrected transcript without numbers, fitted to the segments that are there: which is which, when it sounds.

Words are aligned over the whole conversation, so that times survive a poor first draft, other turns and other speakers.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.model.alignment import align, rising
from dragoman.model.time_marks import time_at
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
    """A word of a turn or a segment (``home``), as it is compared (``key``), with its offsets."""

    key: str
    home: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class _HeardWord(_Word):
    """A word of the draft: when it sounds, exactly or in proportion (ms), and whether a mark of its own tells."""

    start_ms: int | None
    end_ms: int | None
    marked: bool


def fit_corrected(draft: Sequence[DraftSegment], corrected: Sequence[Turn]) -> list[FittedTurn]:
    """Fit corrected turns to the segments of a draft, both in the order in which they are said.

    A turn continues the segment with which it shares most words, in order, no segment twice; turns between two such
    that share no words with anything continue the segments left between, where there are as many. A turn takes the
    times of the words it shares, words that replace others share their time; times of its own, where the file has
    them, win. The time grows with the number of words (see ``align``).
    """
    old = [word for home, segment in enumerate(draft) for word in _draft_words(home, segment)]
    new = [word for home, turn in enumerate(corrected) for word in _words(home, turn.text)]
    heard: dict[int, int] = {}
    for match in align([word.key for word in old], [word.key for word in new]):
        for step in range(match.before_end - match.before_start):
            heard[match.after_start + step] = match.before_start + step
    shared: list[Counter[int]] = [Counter() for _ in corrected]
    for place, source in heard.items():
        shared[new[place].home][old[source].home] += 1
    homes = _with_neighbours(_homes(shared), len(draft))
    times = _Times(draft, old, new, heard)
    return [
        _fitted(turn, None if home is None else draft[home], times, place)
        for place, (turn, home) in enumerate(zip(corrected, homes, strict=True))
    ]


def _draft_words(home: int, segment: DraftSegment) -> list[_HeardWord]:
    starts = [mark.start for mark in segment.marks]
    length = len(segment.text)
    words = []
    for word in _words(home, segment.text):
        place = bisect_right(starts, word.start) - 1
        mark = segment.marks[place] if place >= 0 and word.start < segment.marks[place].end else None
        # A mark may hold a comma or a particle besides; one over a whole sentence tells nothing about a word.
        if mark is not None and mark.end - mark.start <= 2 * (word.end - word.start) + 4:
            words.append(_HeardWord(word.key, home, word.start, word.end, mark.start_ms, mark.end_ms, True))
            continue
        start, end = (
            time_at(segment.marks, offset, segment.start_ms, segment.end_ms, length=length)
            for offset in (word.start, word.end)
        )
        words.append(_HeardWord(word.key, home, word.start, word.end, start, end, False))
    return words


def _words(home: int, text: str) -> list[_Word]:
    return [
        _Word(_key(token.text), home, token.start, token.end)
        for token in iter_tokens(text)
        if token.kind is TokenKind.WORD
    ]


def _key(word: str) -> str:
    """A word as it is compared: case, the shape of apostrophes and hyphens and the two dots of ё do not matter."""
    return unicodedata.normalize("NFC", word.casefold()).translate(_SAME)


_SAME = str.maketrans({"ё": "е", "’": "'", "‘": "'", "‑": "-", "‐": "-", "\u00ad": None})


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


def _with_neighbours(homes: Sequence[int | None], segments: int) -> list[int | None]:
    """Give turns without a segment the ones left between their neighbours', where there are as many of either."""
    found = list(homes)
    known = [(-1, -1), *((turn, home) for turn, home in enumerate(homes) if home is not None), (len(homes), segments)]
    for (turn, home), (next_turn, next_home) in pairwise(known):
        if next_turn - turn == next_home - home:
            found[turn + 1 : next_turn] = range(home + 1, next_home)
    return found


class _Times:
    """When the words of corrected turns sound, from the draft's words that they are, or that they replace."""

    def __init__(
        self, draft: Sequence[DraftSegment], old: Sequence[_HeardWord], new: Sequence[_Word], heard: Mapping[int, int]
    ) -> None:
        self.draft, self.old, self.new, self.heard = draft, old, new, heard
        self.places = sorted(heard)
        self.first: dict[int, int] = {}
        self.last: dict[int, int] = {}
        for place, word in enumerate(new):
            self.first.setdefault(word.home, place)
            self.last[word.home] = place

    def start_of(self, turn: int) -> int | None:
        """When a turn's first word begins; a word that nobody heard, when the one before it ended."""
        if turn not in self.first:
            return None
        source, before, _ = self._source(self.first[turn])
        if source is None:
            return self.old[before].end_ms if before >= 0 else _first_of(one.start_ms for one in self.draft)
        word = self.old[source]
        opens = source == 0 or self.old[source - 1].home != word.home
        return self.draft[word.home].start_ms if opens else word.start_ms

    def end_of(self, turn: int) -> int | None:
        """When a turn's last word ends; a word that nobody heard, when the one behind it begins."""
        if turn not in self.last:
            return None
        source, _, behind = self._source(self.last[turn], to_its_end=True)
        if source is None:
            known = behind < len(self.old)
            return self.old[behind].start_ms if known else _first_of(one.end_ms for one in reversed(self.draft))
        word = self.old[source]
        closes = source + 1 == len(self.old) or self.old[source + 1].home != word.home
        return self.draft[word.home].end_ms if closes else word.end_ms

    def _source(self, place: int, *, to_its_end: bool = False) -> tuple[int | None, int, int]:
        """The draft's word that a word is, or in proportion replaces (the first or the last such), and the neighbours
        of that place.
        """
        at = bisect_left(self.places, place)
        if place in self.heard:
            return self.heard[place], self.heard[place] - 1, self.heard[place] + 1
        low = self.places[at - 1] if at else -1
        high = self.places[at] if at < len(self.places) else len(self.new)
        before, behind = self.heard.get(low, -1), self.heard.get(high, len(self.old))
        gone = behind - before - 1
        if not gone:
            return None, before, behind
        share, come = place - low - 1, high - low - 1
        inside = -(-(share + 1) * gone // come) - 1 if to_its_end else share * gone // come
        return before + 1 + inside, before, behind

    def marks_of(self, turn: int) -> tuple[TimeMark, ...]:
        """The marks of a turn's words that the draft has marks for."""
        marks = []
        for place in range(self.first.get(turn, 0), self.last.get(turn, -1) + 1):
            word, source = self.new[place], self.old[self.heard[place]] if place in self.heard else None
            if source is not None and source.marked and source.start_ms is not None and source.end_ms is not None:
                marks.append(TimeMark(word.start, word.end, source.start_ms, source.end_ms))
        return tuple(marks)


def _first_of(times: Iterable[int | None]) -> int | None:
    return next((time for time in times if time is not None), None)


def _fitted(turn: Turn, home: DraftSegment | None, times: _Times, place: int) -> FittedTurn:
    start = times.start_of(place) if turn.start_ms is None else turn.start_ms
    end = times.end_of(place) if turn.end_ms is None else turn.end_ms
    if home is not None:
        start, end = home.start_ms if start is None else start, home.end_ms if end is None else end
    if start is not None and end is not None:
        end = max(start, end)
    number = home.number if home is not None else None
    return FittedTurn(number, turn.speaker, turn.text, start, end, turn.marks or times.marks_of(place))
