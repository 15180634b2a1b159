"""Recognition of a whole recording, in stretches that can be kept one by one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from dragoman.engines.recogniser import HeardSegment, Recogniser, Task
from dragoman.speech.decode import decode
from dragoman.speech.stretches import Block, blocks, on_tape, speech_of

_NOTHING_LEFT_MS = 500


@dataclass(frozen=True, slots=True)
class Stretch:
    """A finished piece of recognition: what was heard in at most 30 s of speech. Times are ms of the tape."""

    start_ms: int
    end_ms: int
    language: str
    segments: tuple[HeardSegment, ...]


def recognise(
    source: Path | BinaryIO,
    recogniser: Recogniser,
    *,
    channel: int | None = None,
    language: str | None = None,
    task: Task = Task.TRANSCRIBE,
    start_ms: int = 0,
    duration_ms: int = 0,
    on_progress: Callable[[int], None] | None = None,
) -> Iterator[Stretch]:
    """Hear a recording, or one channel of it, and yield every stretch as soon as it is finished.

    A language of None is found out where speech begins, and kept. ``start_ms`` goes on after the last stretch that was
    kept (its ``end_ms``): the recording is cut into the same blocks as before, so the same words come out, but for
    those near the place where it stopped. ``on_progress`` hears how many ms of the tape are done, never more than
    ``duration_ms`` where that is given. Raises ``WrongUse`` for what is no recording.
    """

    def tell(done_ms: int) -> None:
        if on_progress is not None:
            on_progress(min(done_ms, duration_ms) if duration_ms else done_ms)

    for block in blocks(decode(source, channel=channel)):
        if block.end_ms > start_ms:
            for stretch in _stretches(block, recogniser, language, task, start_ms):
                language = language or stretch.language
                yield stretch
                tell(stretch.end_ms)
        tell(block.end_ms)


def _stretches(
    block: Block, recogniser: Recogniser, language: str | None, task: Task, start_ms: int
) -> Iterator[Stretch]:
    speech = speech_of(block.samples)
    if speech is None:
        return
    first_ms = speech.position(max(0, start_ms - block.start_ms))
    if first_ms and speech.duration_ms - first_ms < _NOTHING_LEFT_MS:
        return  # only the breath that is left after the last word: a recogniser would dream words into it
    gathered: list[HeardSegment] = []
    for heard in recogniser.recognise(speech.samples, language=language, task=task, start_ms=first_ms):
        gathered.append(on_tape(heard, speech, block.start_ms))
        if heard.ends_window:
            yield _stretch(gathered)
            gathered = []
    if gathered:
        yield _stretch(gathered)


def _stretch(segments: list[HeardSegment]) -> Stretch:
    end_ms = max(segment.end_ms for segment in segments)
    return Stretch(segments[0].start_ms, end_ms, segments[0].language, tuple(segments))
