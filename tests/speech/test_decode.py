"""Recordings become samples, in pieces."""

import io
from pathlib import Path

import numpy as np
import pytest

from dragoman.engines.samples import SAMPLE_RATE
from dragoman.errors import WrongUse
from dragoman.speech.decode import decode
from tests.intake.sound_files import KINDS, Kind, Sound, voice_like, write_sound
from tests.shared_data import SHARED, needs_shared


class WatchedFile(io.BytesIO):
    """A file in memory that remembers the most that was asked of it at once."""

    most = 0

    def read(self, size: int | None = -1) -> bytes:
        self.most = max(self.most, len(self.getbuffer()) if size is None or size < 0 else size)
        return super().read(size)


@pytest.fixture
def stereo(tmp_path: Path) -> tuple[Path, Sound]:
    made = np.stack([voice_like(3), voice_like(3, seed=2)])
    return write_sound(tmp_path, KINDS[0], made), made


def whole(source: Path | io.BytesIO, *, channel: int | None = None, start_ms: int = 0) -> Sound:
    return np.concatenate(list(decode(source, channel=channel, start_ms=start_ms)))


def test_one_channel_or_the_mean_of_all(stereo: tuple[Path, Sound]) -> None:
    path, made = stereo
    np.testing.assert_allclose(whole(path, channel=0), made[0], atol=1e-3)
    np.testing.assert_allclose(whole(path, channel=1), made[1], atol=1e-3)
    mixed = whole(path)
    np.testing.assert_allclose(mixed, made.mean(axis=0), atol=1e-3)
    assert mixed.dtype == np.float32


def test_a_channel_that_is_not_there(stereo: tuple[Path, Sound]) -> None:
    with pytest.raises(WrongUse, match=r"has 2 channel.* no channel 2"):
        whole(stereo[0], channel=2)


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_beginning_later_gives_the_same_samples_from_there(tmp_path: Path, kind: Kind) -> None:
    path = write_sound(tmp_path, kind, voice_like(12))
    everything = whole(path)
    for start_ms in (1, 4_321, 11_000):
        np.testing.assert_array_equal(whole(path, start_ms=start_ms), everything[start_ms * 16 :])
    assert list(decode(path, start_ms=20_000)) == []


def test_a_file_in_memory_is_read_in_pieces(tmp_path: Path) -> None:
    path = write_sound(tmp_path, KINDS[0], voice_like(60))
    stream = WatchedFile(path.read_bytes())
    blocks = list(decode(stream))
    assert sum(len(block) for block in blocks) == 60 * SAMPLE_RATE
    assert max(len(block) for block in blocks) <= 6 * SAMPLE_RATE
    assert stream.most < 200_000 < path.stat().st_size
    assert not stream.closed


def test_what_is_no_recording() -> None:
    with pytest.raises(WrongUse, match="cannot be read as sound"):
        list(decode(io.BytesIO(b"not a recording" * 1000)))


@needs_shared
def test_a_real_file_agrees_with_the_engines_own_reader() -> None:
    from faster_whisper.audio import decode_audio

    for name in ("ru_deepspeech.wav", "fleurs-en-001.ogg"):
        path = SHARED / "audio" / name
        theirs = decode_audio(str(path))
        np.testing.assert_allclose(whole(path), theirs, atol=1e-4)
