"""Whether a stereo recording has a speaker on each channel."""

from pathlib import Path

import numpy as np
import pytest

from dragoman.engines.samples import SAMPLE_RATE
from dragoman.intake.channel_voices import distinct_channels
from dragoman.speech.decode import decode
from tests.intake.sound_files import KINDS, Sound, write_sound
from tests.shared_data import SHARED, needs_shared

WAV = KINDS[0]
OPUS = next(kind for kind in KINDS if kind.name == "plain.opus")


def clip(name: str) -> Sound:
    samples: Sound = np.concatenate(list(decode(SHARED / "audio" / name)))
    louder: Sound = samples / np.abs(samples).max() * np.float32(0.5)
    return louder


def conversation(leak: float = 0.0) -> Sound:
    """Two real voices in turn, each on its own channel; of each a share leaks into the other."""
    one, other = clip("fleurs-en-000.ogg"), clip("en_jfk.flac")
    left = np.concatenate([one, np.zeros_like(other), one])
    right = np.concatenate([np.zeros_like(one), other, np.zeros_like(one)])
    return np.stack([left + leak * right, right + leak * left]).astype(np.float32)


@needs_shared
@pytest.mark.parametrize("leak", [0.0, 0.1, 0.3])
def test_a_speaker_on_each_channel(tmp_path: Path, leak: float) -> None:
    assert distinct_channels(write_sound(tmp_path, OPUS, conversation(leak)))


@needs_shared
def test_one_mix_on_both_channels(tmp_path: Path) -> None:
    mixed = conversation().sum(axis=0)
    assert not distinct_channels(write_sound(tmp_path, OPUS, np.stack([mixed, mixed])))


@needs_shared
def test_the_stereo_of_a_room(tmp_path: Path) -> None:
    assert not distinct_channels(write_sound(tmp_path, OPUS, conversation(leak=0.7)))


@needs_shared
def test_a_dead_channel(tmp_path: Path) -> None:
    mixed = conversation().sum(axis=0)
    assert not distinct_channels(write_sound(tmp_path, WAV, np.stack([mixed, np.zeros_like(mixed)])))
    quiet = np.random.default_rng(1).standard_normal(len(mixed)).astype(np.float32) * 1e-3
    assert not distinct_channels(write_sound(tmp_path, WAV, np.stack([mixed, quiet])))


@needs_shared
def test_a_real_stereo_file_of_one_voice() -> None:
    assert not distinct_channels(SHARED / "audio" / "en_jfk.flac")


def test_silence_and_mono(tmp_path: Path) -> None:
    assert not distinct_channels(write_sound(tmp_path, WAV, np.zeros((2, SAMPLE_RATE), np.float32)))
    assert not distinct_channels(write_sound(tmp_path, WAV, np.zeros(SAMPLE_RATE, np.float32)))
