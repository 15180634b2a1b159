"""Sound: reading what microphones, recorders and call services leave behind, piece by piece."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from dragoman.engines.samples import SAMPLE_RATE, Channels
from dragoman.errors import WrongUse

if TYPE_CHECKING:
    import av
    from av.container import InputContainer

FORMATS = ("wav", "w64", "aiff", "caf", "mp3", "aac", "amr", "flac", "ogg", "mov", "matroska", "webm", "avi", "asf")
"""The only formats that are opened, by FFmpeg's names (`mov` is mp4 and m4a too). A playlist, say, could make the
library fetch something from the network.
"""

_SMALLEST_GAP_S, _LARGEST_GAP_S = 0.1, 600.0
_BLOCK_SAMPLES = 5 * SAMPLE_RATE


@dataclass(slots=True)
class Heard:
    """What reading found out so far. ``packets`` counts those of the audio stream, ``undecodable`` those of them that
    are damaged; ``last_undecodable`` and ``last_corrupt`` tell about the last one, ``last_place`` where in the file it
    begins and how many bytes it has. ``clock_s`` is how far the sound reaches, ``furthest_s`` how far any stream does.
    """

    packets: int = 0
    undecodable: int = 0
    last_undecodable: bool = False
    last_corrupt: bool = False
    last_place: tuple[int, int] | None = None
    clock_s: float = 0.0
    samples: int = 0
    furthest_s: float = 0.0
    broken_off: str = ""


class Sound:
    """An open file with an audio stream (its first, where there are several)."""

    def __init__(self, container: InputContainer) -> None:
        self.container = container
        self.stream = container.streams.audio[0]
        self.heard = Heard()
        self._start_s = (container.start_time or 0) / 1_000_000

    @property
    def codec(self) -> str:
        """FFmpeg's name of the codec: `opus`, `aac`, `pcm_s16le` …"""
        return str(self.stream.codec_context.codec.canonical_name)

    @property
    def channels(self) -> int:
        """How many channels the stream says it has."""
        return int(self.stream.codec_context.channels)

    @property
    def sample_rate(self) -> int:
        """Samples per second, as stored."""
        return int(self.stream.codec_context.sample_rate)

    def frames(self) -> Iterator[tuple[av.AudioFrame, float]]:
        """All decoded frames with the silence in seconds that comes before each: recordings of calls have gaps where
        the line was dead, and the times of all that follows depend on them. A damaged packet is left out, its time too
        is a gap. What was found on the way stands in ``heard``.
        """
        import av

        heard = self.heard
        try:
            for packet in self.container.demux():
                self._note(packet)
                if packet.stream.index != self.stream.index:
                    continue
                try:
                    frames = packet.decode()
                except av.error.FFmpegError:
                    heard.undecodable, heard.last_undecodable = heard.undecodable + 1, True
                    continue
                heard.last_undecodable = heard.last_undecodable and not packet.size
                for frame in frames:
                    if isinstance(frame, av.AudioFrame):
                        yield frame, self._advance(frame)
        except (av.error.FFmpegError, OSError) as error:
            heard.broken_off = str(error) or type(error).__name__

    def blocks(self) -> Iterator[Channels]:
        """The sound at 16 kHz, shape (channels, samples), gaps filled with silence, in pieces of some seconds."""
        import numpy as np

        pieces: list[Channels] = []
        gathered = 0
        for piece in self._pieces():
            if pieces and (gathered >= _BLOCK_SAMPLES or len(piece) != len(pieces[0])):
                yield np.concatenate(pieces, axis=1)
                pieces, gathered = [], 0
            pieces.append(piece)
            gathered += piece.shape[1]
        if pieces:
            yield np.concatenate(pieces, axis=1)

    def _pieces(self) -> Iterator[Channels]:
        """The same as it comes out of the resampler, a fiftieth of a second at a time."""
        import av
        import numpy as np

        resampler, shape = None, None
        for frame, gap_s in self.frames():
            now = (frame.format.name, frame.layout.name, frame.sample_rate)
            if resampler is not None and (now != shape or gap_s):
                yield from _arrays(resampler.resample(None))
                resampler = None
            if gap_s:
                silent = round(gap_s * SAMPLE_RATE)
                for start in range(0, silent, _BLOCK_SAMPLES):
                    yield np.zeros((frame.layout.nb_channels, min(_BLOCK_SAMPLES, silent - start)), np.float32)
            if resampler is None:
                resampler, shape = av.AudioResampler("fltp", layout=frame.layout.name, rate=SAMPLE_RATE), now
            frame.pts = None  # the gaps are filled here; the resampler would count them again
            yield from _arrays(resampler.resample(frame))
        if resampler is not None:
            yield from _arrays(resampler.resample(None))

    def _note(self, packet: Any) -> None:
        """Remember what a packet tells about the file, of whatever stream it is."""
        if packet.size and packet.pts is not None:
            end = float((packet.pts + (packet.duration or 0)) * packet.time_base) - self._start_s
            self.heard.furthest_s = max(self.heard.furthest_s, end)
        if packet.size and packet.stream.index == self.stream.index:
            self.heard.packets += 1
            self.heard.last_corrupt = packet.is_corrupt
            self.heard.last_place = None if packet.pos is None else (packet.pos, packet.size)

    def _advance(self, frame: av.AudioFrame) -> float:
        """Move the clock over a frame; the seconds of silence before it."""
        heard, gap = self.heard, 0.0
        if frame.time is not None:
            late = frame.time - self._start_s - heard.clock_s
            gap = late if _SMALLEST_GAP_S < late < _LARGEST_GAP_S else 0.0
        heard.clock_s += gap + frame.samples / frame.sample_rate
        heard.samples += frame.samples
        return gap


@contextmanager
def open_sound(source: Path | BinaryIO, *, name: str | None = None) -> Iterator[Sound]:
    """Open a file, or anything that reads and seeks like one, to hear it. Nothing is read from anywhere else.

    Raises ``WrongUse`` for what is no recording and for a file without sound; ``name`` is how its messages call it.
    """
    import av

    stream: Any = source.open("rb") if isinstance(source, Path) else source
    shown = name or (source.name if isinstance(source, Path) else "The recording")
    try:
        try:
            container = av.open(stream, options={"format_whitelist": ",".join(FORMATS)}, metadata_errors="replace")
        except (av.error.FFmpegError, ValueError, OSError) as error:
            raise _unreadable(shown, stream) from error
        with container:
            if not container.streams.audio or container.streams.audio[0].codec_context is None:
                raise WrongUse(
                    f"{shown} holds no sound that can be played. Nothing was stored. If it is a video, export it again "
                    "with its sound."
                )
            yield Sound(container)
    finally:
        if isinstance(source, Path):
            stream.close()


def _unreadable(shown: str, stream: BinaryIO) -> WrongUse:
    stream.seek(0)
    if stream.read(12)[4:8] == b"ftyp":
        return WrongUse(
            f"{shown} is cut short: it begins as an MP4 file, but the part that says where the sound lies is missing, "
            "as when a recorder stops before it has finished. Nothing was stored. Copy the file again; if that is all "
            "there is, repair it with the recorder's own program or with a tool such as untrunc."
        )
    return WrongUse(
        f"{shown} cannot be read as sound: it is damaged, or no recording at all, whatever its name says. Nothing was "
        "stored. Try to play it; recordings may be wav, mp3, m4a, mp4, flac, ogg, opus, webm or a video with sound."
    )


def _arrays(frames: list[Any]) -> Iterator[Channels]:
    for frame in frames:
        yield frame.to_ndarray()
