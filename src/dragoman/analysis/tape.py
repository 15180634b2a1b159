"""Tape: the moment of the recording at which words were said."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from itertools import islice

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.model.layer import EDITED, VERBATIM, LayerText
from dragoman.model.quotation import find_quotation
from dragoman.store.readings import SegmentReading

_LARGEST_LIST = 500
"""How many numbers one query names: far below SQLite's limit for host parameters (32,766, sqlite.org/limits.html)."""
_LEADING_WORDS = 6
"""How many words of a quote are enough to find its beginning in the text with time marks."""

TimedText = tuple[str, tuple[tuple[int, int, int, int], ...]]
"""A text and its time marks: start and end in code points, start and end in ms."""


class Tape:
    """Finds the time of words. Time marks stand on recognised and edited text only; the same words are looked for
    there. Where they cannot be found once, the time is that of the segment's beginning.

    Marks of the segments named at the start are read together; those of others when they are asked for.
    """

    def __init__(self, session: Session, segment_ids: Iterable[int] = ()) -> None:
        self._session = session
        self._timed: dict[int, dict[str, TimedText]] = {}
        self._read(sorted(set(segment_ids)))

    def time_of(self, segment: SegmentReading, layer: str, start: int) -> int | None:
        """When the words at an offset of a layer begin, in ms of the recording; None where no time is known."""
        if start == 0:
            return segment.start_ms
        if segment.segment_id not in self._timed:
            self._read([segment.segment_id])
        timed = self._timed[segment.segment_id]
        if layer in timed:
            return _mark_at(timed[layer], start, segment.start_ms)
        text = segment.text(layer)
        for name in (EDITED, VERBATIM):
            if name in timed and text is not None:
                return _time_of_same_words(timed[name], text[start:], segment.start_ms)
        return segment.start_ms

    def _read(self, segment_ids: list[int]) -> None:
        for chunk in _chunks(segment_ids):
            found: dict[int, dict[str, TimedText]] = defaultdict(dict)
            query = select(LayerText.segment_id, LayerText.layer, LayerText.text, LayerText.marks).where(
                LayerText.segment_id.in_(chunk), LayerText.layer.in_((VERBATIM, EDITED))
            )
            for segment_id, layer, text, marks in self._session.execute(query):
                if marks:
                    found[segment_id][layer] = (text, tuple(tuple(mark) for mark in marks))
            for segment_id in chunk:
                self._timed[segment_id] = found.get(segment_id, {})


def clock(time_ms: int | None) -> str:
    """A moment of the tape as hh:mm:ss, empty where it is not known."""
    if time_ms is None:
        return ""
    seconds = time_ms // 1000
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}"


def _chunks(numbers: list[int]) -> Iterator[list[int]]:
    rest = iter(numbers)
    while chunk := list(islice(rest, _LARGEST_LIST)):
        yield chunk


def _mark_at(timed: TimedText, start: int, otherwise: int | None) -> int | None:
    before = [mark for mark in timed[1] if mark[0] <= start]
    return max(before, key=lambda mark: mark[0])[2] if before else otherwise


def _time_of_same_words(timed: TimedText, words: str, otherwise: int | None) -> int | None:
    beginning = " ".join(words.split()[:_LEADING_WORDS])
    places = find_quotation(timed[0], beginning)
    return _mark_at(timed, places[0].start, otherwise) if len(places) == 1 else otherwise
