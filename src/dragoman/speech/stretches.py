"""Stretches: a long recording is cut where nobody speaks, and its speech is handed over without the silences."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from dragoman.engines.recogniser import HeardSegment, HeardWord
from dragoman.engines.samples import SAMPLE_RATE, SAMPLES_PER_MS, Samples

if TYPE_CHECKING:
    from faster_whisper.vad import VadOptions

BLOCK = 300 * SAMPLE_RATE
"""Samples between the marks before which a recording is cut: five minutes keep memory small, and cuts rare."""

_ZONE = 30 * SAMPLE_RATE
_SHORT_SILENCE_MS = 100
_HARDLY_MS = 60
_CLOSING = (".", ",", "?", "!", ";", ":", "…", "。", "，", "？", "！")


@dataclass(frozen=True, slots=True)
class Block:
    """A part of a recording, about five minutes long."""

    start_ms: int
    samples: Samples

    @property
    def end_ms(self) -> int:
        """Where it ends on the tape."""
        return self.start_ms + len(self.samples) // SAMPLES_PER_MS


@dataclass(frozen=True, slots=True)
class Speech:
    """The speech of a block, its pieces joined. ``starts`` and ``ends`` are the places of the pieces in the block,
    ``offsets`` in ``samples``; all in samples.
    """

    samples: Samples
    starts: tuple[int, ...]
    ends: tuple[int, ...]
    offsets: tuple[int, ...]

    @property
    def duration_ms(self) -> int:
        """How long the joined speech is."""
        return len(self.samples) // SAMPLES_PER_MS

    def position(self, block_ms: int) -> int:
        """Where in the joined speech a moment of the block is (ms); a moment of silence is where speech goes on."""
        at = block_ms * SAMPLES_PER_MS
        piece = bisect_right(self.starts, at) - 1
        if piece < 0:
            return 0
        inside = min(at, self.ends[piece]) - self.starts[piece]
        return round((self.offsets[piece] + inside) / SAMPLES_PER_MS)

    def moments(self, start_ms: int, end_ms: int, *, at_ms: int) -> tuple[int, int]:
        """Where in the block a word of the joined speech is (ms): in the piece that holds ``at_ms``, and cut off at the
        edges of that piece, for no word reaches over a silence that was left out.
        """
        piece = max(0, bisect_right(self.offsets, at_ms * SAMPLES_PER_MS) - 1)
        return self._moment(start_ms, piece), self._moment(end_ms, piece)

    def span(self, start_ms: int, end_ms: int) -> tuple[int, int]:
        """Where in the block a longer time of the joined speech begins and ends (ms)."""
        first = max(0, bisect_right(self.offsets, start_ms * SAMPLES_PER_MS) - 1)
        last = max(first, bisect_left(self.offsets, end_ms * SAMPLES_PER_MS) - 1)
        return self._moment(start_ms, first), self._moment(end_ms, last)

    def _moment(self, speech_ms: int, piece: int) -> int:
        at = self.starts[piece] + speech_ms * SAMPLES_PER_MS - self.offsets[piece]
        return round(min(max(at, self.starts[piece]), self.ends[piece]) / SAMPLES_PER_MS)


def blocks(pieces: Iterable[Samples]) -> Iterator[Block]:
    """Cut a recording, given piece by piece, into blocks.

    There is one cut before each mark of five minutes, in the middle of the longest silence of the half minute before
    it, or at the mark where somebody speaks through all of it. So the cuts depend on nothing but the recording: a
    second run makes the same ones wherever it goes on.
    """
    import numpy as np

    gathered, start, length = [], 0, 0
    for piece in pieces:
        gathered.append(piece)
        length += len(piece)
        while start + length >= _next_mark(start):
            mark = _next_mark(start) - start
            joined = np.concatenate(gathered)
            cut = mark - _ZONE + _cut_in(joined[mark - _ZONE : mark])
            yield Block(start // SAMPLES_PER_MS, joined[:cut])
            gathered, start, length = [joined[cut:].copy()], start + cut, length - cut
    if length:
        yield Block(start // SAMPLES_PER_MS, np.concatenate(gathered))


def speech_of(samples: Samples) -> Speech | None:
    """The speech in some samples by Silero's voice activity detection, with faster-whisper's own settings (silences of
    2 s and more are left out, 0.4 s of each kept at both ends); None where nobody speaks.
    """
    import numpy as np
    from faster_whisper.vad import VadOptions

    found = _spoken(samples, VadOptions())
    if not found:
        return None
    starts, ends = tuple(start for start, _ in found), tuple(end for _, end in found)
    lengths = [end - start for start, end in found]
    offsets = tuple(sum(lengths[:number]) for number in range(len(lengths)))
    return Speech(np.concatenate([samples[start:end] for start, end in found]), starts, ends, offsets)


def on_tape(segment: HeardSegment, speech: Speech, block_start_ms: int) -> HeardSegment:
    """A segment heard in the joined speech of a block, with its times on the tape."""
    words = tuple(_word_on_tape(word, speech, block_start_ms) for word in segment.words)
    if words:
        start, end = words[0].start_ms, max(word.end_ms for word in words)
    else:
        start, end = (block_start_ms + ms for ms in speech.span(segment.start_ms, segment.end_ms))
    return replace(segment, start_ms=start, end_ms=end, words=words)


def _word_on_tape(word: HeardWord, speech: Speech, block_start_ms: int) -> HeardWord:
    """A word that lies over a joint belongs to one side of it. Whisper knows the ends of words better than their
    beginnings, which it draws back over a pause: so a word is where it ends, unless a sentence or clause ends with it.
    """
    closing = word.text.rstrip().endswith(_CLOSING)
    at_ms = (word.start_ms + word.end_ms) // 2 if closing else max(word.start_ms, word.end_ms - _HARDLY_MS)
    start, end = speech.moments(word.start_ms, word.end_ms, at_ms=at_ms)
    return replace(word, start_ms=block_start_ms + start, end_ms=block_start_ms + end)


def _next_mark(start: int) -> int:
    """The mark before which the block that begins here is cut: the first one that is not within reach of its start."""
    return (start + _ZONE) // BLOCK * BLOCK + BLOCK


def _cut_in(zone: Samples) -> int:
    """Where to cut in the half minute before a mark, at a full ms."""
    from faster_whisper.vad import VadOptions

    spoken = _spoken(zone, VadOptions(min_silence_duration_ms=_SHORT_SILENCE_MS, speech_pad_ms=0))
    edges = [0, *(edge for stretch in spoken for edge in stretch), len(zone)]
    silences = [(end - start, start + end) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    longest, twice_the_middle = max(silences)
    if longest < _SHORT_SILENCE_MS * SAMPLES_PER_MS:
        return len(zone)
    return twice_the_middle // 2 // SAMPLES_PER_MS * SAMPLES_PER_MS


def _spoken(samples: Samples, options: VadOptions) -> list[tuple[int, int]]:
    from faster_whisper.vad import get_speech_timestamps

    return [(int(one["start"]), int(one["end"])) for one in get_speech_timestamps(samples, options)]
