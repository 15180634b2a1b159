"""Sound files of every kind, written for tests with PyAV."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import av
import numpy as np
from numpy.typing import NDArray

from dragoman.engines.samples import SAMPLE_RATE

Sound = NDArray[np.float32]


@dataclass(frozen=True)
class Kind:
    """How a sound file is made, and what Dragoman should call it."""

    name: str
    codec: str
    container: str
    heard_codec: str
    rate: int = 44_100
    options: Mapping[str, str] = field(default_factory=dict)


KINDS = [
    Kind("plain.wav", "pcm_s16le", "wav", "pcm_s16le", SAMPLE_RATE),
    Kind("xing.mp3", "libmp3lame", "mp3", "mp3"),
    Kind("no-xing.mp3", "libmp3lame", "mp3", "mp3", options={"write_xing": "0"}),
    Kind("index-last.m4a", "aac", "mp4", "aac"),
    Kind("index-first.mp4", "aac", "mp4", "aac", options={"movflags": "faststart"}),
    Kind("plain.flac", "flac", "flac", "flac"),
    Kind("plain.opus", "libopus", "ogg", "opus", 48_000),
    Kind("plain.webm", "libopus", "webm", "opus", 48_000),
    Kind("live.webm", "libopus", "webm", "opus", 48_000, {"live": "1"}),
    Kind("plain.mka", "libopus", "matroska", "opus", 48_000),
    Kind("raw.aac", "aac", "aac", "aac"),
    Kind("plain.aiff", "pcm_s16be", "aiff", "pcm_s16be", SAMPLE_RATE),
]


def voice_like(seconds: float, *, seed: int = 1) -> Sound:
    """Noise whose loudness rises and falls like syllables, so that no encoder can make it small."""
    times = np.arange(int(seconds * SAMPLE_RATE)) / SAMPLE_RATE
    noise = np.random.default_rng(seed).standard_normal(len(times))
    return (0.1 * noise * (1.2 + np.sin(2 * np.pi * 4 * times))).astype(np.float32)


def write_sound(folder: Path, kind: Kind, channels: Sound) -> Path:
    """Write samples at 16 kHz, of one channel or of shape (2, samples), as a file of a kind."""
    path = folder / kind.name
    with av.open(str(path), "w", options=dict(kind.options)) as container:
        _encode(container, _stream(container, kind, np.atleast_2d(channels)), np.atleast_2d(channels), 0.0)
    return path


def write_video(path: Path, sound: Sound | None, *, seconds: float, sound_from: float = 0.0) -> Path:
    """Write a small film: grey pictures for some seconds, with sound that may begin late and end early."""
    kind = Kind(path.name, "aac" if path.suffix == ".mp4" else "libopus", "", "", 48_000)
    with av.open(str(path), "w") as container:
        picture: Any = container.add_stream("mpeg4", rate=10)
        picture.width = picture.height = 64
        picture.pix_fmt = "yuv420p"
        stream = None if sound is None else _stream(container, kind, np.atleast_2d(sound))
        for number in range(int(seconds * 10)):
            frame = av.VideoFrame.from_ndarray(np.full((64, 64, 3), number % 255, np.uint8))
            frame.pts = number
            container.mux(picture.encode(frame))
        container.mux(picture.encode(None))
        if stream is not None and sound is not None:
            _encode(container, stream, np.atleast_2d(sound), sound_from)
    return path


def _stream(container: Any, kind: Kind, channels: Sound) -> Any:
    return container.add_stream(kind.codec, rate=kind.rate, layout="mono" if len(channels) == 1 else "stereo")


def _encode(container: Any, stream: Any, channels: Sound, start: float) -> None:
    layout = "mono" if len(channels) == 1 else "stereo"
    wanted = stream.codec_context
    resampler = av.AudioResampler(format=wanted.format.name, layout=layout, rate=wanted.sample_rate)
    for first in range(0, channels.shape[1], SAMPLE_RATE):
        piece = np.ascontiguousarray(channels[:, first : first + SAMPLE_RATE])
        frame = av.AudioFrame.from_ndarray(piece, format="fltp", layout=layout)
        frame.sample_rate = SAMPLE_RATE
        frame.pts = first + int(start * SAMPLE_RATE)
        for resampled in resampler.resample(frame):
            container.mux(stream.encode(resampled))
    for resampled in resampler.resample(None):
        container.mux(stream.encode(resampled))
    container.mux(stream.encode(None))
