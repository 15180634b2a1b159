"""Laying a translation that was heard from the tape over the segments of the transcript, by time."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.engines.recogniser import HeardSegment

MOSTLY = 0.7
"""From this share of its time on, a heard sentence belongs to one segment as a whole."""


@dataclass(frozen=True, slots=True)
class TimedSegment:
    """A segment of the transcript and when it sounds, in ms of the recording."""

    id: int
    start_ms: int
    end_ms: int


def words_of_segments(heard: Iterable[HeardSegment], segments: Sequence[TimedSegment]) -> dict[int, str]:
    """The words heard during each segment, by its identifier. ``segments`` are in the order of their starts.

    A sentence goes whole to the segment that holds most of its time; one that two segments share is parted word by
    word, each word to the segment that sounds in its middle, or else the nearest. Nothing heard is left out.
    """
    found: defaultdict[int, list[str]] = defaultdict(list)
    starts = [segment.start_ms for segment in segments]
    for sentence in heard if segments else ():
        for start_ms, end_ms, text in _pieces(sentence, segments, starts):
            found[_nearest(start_ms, end_ms, segments, starts).id].append(text)
    return {number: " ".join("".join(texts).split()) for number, texts in found.items()}


def _pieces(
    sentence: HeardSegment, segments: Sequence[TimedSegment], starts: Sequence[int]
) -> Iterator[tuple[int, int, str]]:
    best = _nearest(sentence.start_ms, sentence.end_ms, segments, starts)
    shared = min(sentence.end_ms, best.end_ms) - max(sentence.start_ms, best.start_ms)
    whole = shared >= MOSTLY * max(1, sentence.end_ms - sentence.start_ms)
    if whole or not sentence.words:
        yield sentence.start_ms, sentence.end_ms, f" {sentence.text}"
        return
    for word in sentence.words:
        yield word.start_ms, word.end_ms, word.text if word.text[:1].isspace() else f" {word.text}"


def _nearest(start_ms: int, end_ms: int, segments: Sequence[TimedSegment], starts: Sequence[int]) -> TimedSegment:
    middle = (start_ms + end_ms) // 2
    place = max(0, bisect_right(starts, middle) - 1)
    near = segments[max(0, place - 1) : place + 2]
    return min(near, key=lambda one: max(one.start_ms - middle, middle - one.end_ms, 0))
