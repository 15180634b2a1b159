"""Recording files: what a file holds, and proof that it is whole, before anything is stored."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import WrongUse
from dragoman.intake.cut_short import counts_its_frames, cut_inside
from dragoman.intake.sound import Sound, open_sound

LARGEST = 4 << 30
"""Bytes of the largest file that is taken: what a wav file can say about its own size ends there."""

_COUNTED = {"flac", "aiff", "caf", "w64", "mp3"}
_CLOSE_ENOUGH_S, _EXACT_S = 1.0, 0.1
_DAMAGED_SHARE, _FEW = 0.01, 5

_UNPROMISING = {"wav", "ogg", "aac", "amr"}
"""Formats whose length FFmpeg works out from what is there, so that it says nothing about what should be there."""

_ALL_THERE_IS = (
    "Copy it again from the recorder or the call service; if that is all there is, convert it (with Audacity, say, to "
    "FLAC) and add the result."
)


@dataclass(frozen=True, slots=True)
class RecordingFacts:
    """What a sound file is: container and codec by FFmpeg's short names, the length of its sound in ms of the tape,
    its size in bytes, the SHA-256 of its bytes.
    """

    container: str
    codec: str
    channels: int
    sample_rate: int
    duration_ms: int
    size: int
    sha256: str


def probe_recording(path: Path, *, on_progress: Callable[[int, int], None] | None = None) -> RecordingFacts:
    """Read a sound or video file from end to end, decode its sound, and say what it holds.

    The file is read in pieces. ``on_progress`` gets (bytes done, bytes in all). A file that is cut short is refused: to
    the byte where it ends inside a frame, page or block; to a tenth of a second where it counts its sound (flac, aiff,
    mp3 with a Xing header), to the frame in mp4, and to a second elsewhere. A sound file with damaged pieces is taken
    as long as they are few (1 %): the words around them may be all that is left of an interview. Raises ``WrongUse``.
    """
    size = _readable_size(path)
    sha256 = _sha256(path)
    with open_sound(path) as sound:
        for _ in sound.frames():
            place = sound.heard.last_place
            if on_progress is not None and place is not None:
                on_progress(min(sum(place), size), size)
        _refuse_broken(path, sound)
        return RecordingFacts(
            container=_container(path, sound.container.format.name),
            codec=sound.codec,
            channels=sound.channels,
            sample_rate=sound.sample_rate,
            duration_ms=round(sound.heard.clock_s * 1000),
            size=size,
            sha256=sha256,
        )


def _readable_size(path: Path) -> int:
    name = path.name
    if path.is_dir():
        raise WrongUse(f"{name} is a folder, not a recording. Nothing was stored. Name the files in it.")
    if not path.exists():
        raise WrongUse(f"There is no file {path}. Nothing was stored. Check the path; quote it where it has spaces.")
    if not path.is_file() or not os.access(path, os.R_OK):
        raise WrongUse(f"{name} may not be read. Nothing was stored. Ask its owner for it, or copy it to your folder.")
    size = path.stat().st_size
    if size == 0:
        raise WrongUse(f"{name} is empty (0 bytes). Nothing was stored. Copy it again from the recorder.")
    if size >= LARGEST:
        raise WrongUse(
            f"{name} is too large: {size / (1 << 30):.1f} GiB, and a recording must be smaller than 4 GiB. Nothing was "
            "stored. Save it in a smaller form, or in parts, with Audacity or a similar program: an hour of speech is "
            "120 MB as FLAC (16 kHz, mono) and 30 MB as Opus or mp3 at 64 kbit/s, and is recognised just as well."
        )
    return size


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _refuse_broken(path: Path, sound: Sound) -> None:
    heard, name = sound.heard, path.name
    if not heard.samples:
        raise WrongUse(
            f"{name} holds no sound: there is nothing between its beginning and its end. Nothing was stored."
        )
    if heard.undecodable > _FEW and heard.undecodable > heard.packets * _DAMAGED_SHARE:
        raise WrongUse(
            f"{name} is damaged: {heard.undecodable} of {heard.packets} pieces of its sound cannot be decoded. Nothing "
            f"was stored. {_ALL_THERE_IS}"
        )
    promised = _promised_s(path, sound)
    if heard.broken_off or _ends_inside(path, sound) or _ends_early(sound, promised):
        should = f" of {_clock(promised)}" if promised and promised > heard.clock_s + 1 else ""
        raise WrongUse(
            f"{name} is cut short: its sound breaks off after {_clock(heard.clock_s)}{should}. Nothing was stored. "
            f"{_ALL_THERE_IS}"
        )


def _ends_inside(path: Path, sound: Sound) -> bool:
    heard, format_name = sound.heard, sound.container.format.name
    if cut_inside(path, format_name, heard.last_place):
        return True
    if format_name == "wav":  # a wav file of open size always ends "inside" the last packet that FFmpeg asks for
        return False
    return heard.last_corrupt or heard.last_undecodable


def _ends_early(sound: Sound, promised: float | None) -> bool:
    heard, format_name = sound.heard, sound.container.format.name
    if "mp4" in format_name and heard.packets < sound.stream.frames:
        return True
    if promised is None:
        return False
    return max(heard.clock_s, heard.furthest_s) < promised - (_EXACT_S if format_name in _COUNTED else _CLOSE_ENOUGH_S)


def _promised_s(path: Path, sound: Sound) -> float | None:
    """How long the file says it is, in seconds; None where it does not say."""
    format_name = sound.container.format.name
    if sound.container.duration is None or format_name in _UNPROMISING:
        return None
    if format_name == "mp3" and not counts_its_frames(path):
        return None
    return float(sound.container.duration) / 1_000_000


def _container(path: Path, format_name: str) -> str:
    """One short name: FFmpeg's own lists all names of a family."""
    if "mp4" in format_name:
        return "mp4"
    if "matroska" in format_name:
        with path.open("rb") as file:
            return "webm" if b"webm" in file.read(128) else "matroska"
    return format_name


def _clock(seconds: float) -> str:
    """Seconds as people say them: 1:02:03 or 2:03."""
    minutes, rest = divmod(int(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
