"""Decoding: a recording becomes samples as the engines take them, never all of them in memory."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from dragoman.engines.samples import SAMPLES_PER_MS, Channels, Samples
from dragoman.errors import WrongUse
from dragoman.intake.sound import open_sound


def decode(source: Path | BinaryIO, *, channel: int | None = None, start_ms: int = 0) -> Iterator[Samples]:
    """The sound of a recording in blocks: float32, 16 kHz, one channel (from 0), or the mean of all.

    ``source`` is a path or anything that reads and seeks like a file. The first sample is at ``start_ms`` of the
    tape exactly: compressed formats cannot be entered in the middle to the sample, so what comes before is decoded
    too and dropped. Raises ``WrongUse`` for what is no recording and for a channel that it does not have.
    """
    skip = start_ms * SAMPLES_PER_MS
    with open_sound(source) as sound:
        for block in sound.blocks():
            kept = block[:, skip:] if skip else block
            skip = max(0, skip - block.shape[1])
            if kept.shape[1]:
                yield _one_channel(kept, channel)


def _one_channel(block: Channels, channel: int | None) -> Samples:
    if channel is None:
        mixed: Samples = block.mean(axis=0, dtype="float32")
        return mixed
    if not 0 <= channel < len(block):
        raise WrongUse(
            f"The recording has {len(block)} channel(s), so there is no channel {channel} (they count from 0)."
        )
    one: Samples = block[channel]
    return one
