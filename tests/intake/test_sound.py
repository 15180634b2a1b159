"""Sound is read in pieces, and its silences keep their length."""

from pathlib import Path

import av
import numpy as np
import pytest

from dragoman.engines.samples import SAMPLE_RATE
from dragoman.intake.sound import open_sound
from tests.intake.sound_files import KINDS, Kind, Sound, voice_like, write_sound, write_video


def read(path: Path) -> Sound:
    with open_sound(path) as sound:
        return np.concatenate(list(sound.blocks()), axis=1)


def loud(samples: Sound, start_s: float, end_s: float) -> float:
    return float(np.abs(samples[int(start_s * SAMPLE_RATE) : int(end_s * SAMPLE_RATE)]).mean())


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.name)
def test_every_kind_comes_out_as_it_went_in(tmp_path: Path, kind: Kind) -> None:
    made = voice_like(4)
    made[SAMPLE_RATE : 2 * SAMPLE_RATE] = 0
    heard = read(write_sound(tmp_path, kind, made))
    assert heard.shape[0] == 1
    assert heard.shape[1] == pytest.approx(len(made), abs=0.06 * SAMPLE_RATE)
    assert loud(heard[0], 1.1, 1.9) < 0.002
    assert min(loud(heard[0], 0.1, 0.9), loud(heard[0], 2.1, 3.9)) > 0.02


def test_a_long_sound_comes_in_pieces_of_some_seconds(tmp_path: Path) -> None:
    path = write_sound(tmp_path, KINDS[0], voice_like(23))
    with open_sound(path) as sound:
        lengths = [block.shape[1] for block in sound.blocks()]
    assert sum(lengths) == 23 * SAMPLE_RATE
    assert max(lengths) <= 6 * SAMPLE_RATE
    assert len(lengths) < 10


def test_sound_that_begins_after_the_picture_is_preceded_by_silence(tmp_path: Path) -> None:
    heard = read(write_video(tmp_path / "call.mkv", voice_like(3), seconds=6, sound_from=2.0))[0]
    assert loud(heard, 0.0, 1.9) == 0
    assert loud(heard, 2.1, 4.9) > 0.02


def test_a_gap_in_the_line_keeps_its_length(tmp_path: Path) -> None:
    """As a call recorder leaves it when the line was dead for a while: packets stop, and go on with later times."""
    path = tmp_path / "call.webm"
    made = voice_like(4)
    with av.open(str(path), "w") as container:
        stream = container.add_stream("libopus", rate=48_000, layout="mono")
        resampler = av.AudioResampler(format=stream.codec_context.format.name, layout="mono", rate=48_000)
        for second in range(4):
            frame = av.AudioFrame.from_ndarray(
                made[second * SAMPLE_RATE : (second + 1) * SAMPLE_RATE].reshape(1, -1), format="fltp", layout="mono"
            )
            frame.sample_rate = SAMPLE_RATE
            frame.pts = second * SAMPLE_RATE
            for resampled in resampler.resample(frame):
                for packet in stream.encode(resampled):
                    late = 0 if packet.pts is None or packet.pts * packet.time_base < 2 else 3
                    packet.pts = (packet.pts or 0) + int(late / packet.time_base)
                    packet.dts = packet.pts
                    container.mux(packet)
    heard = read(path)[0]
    assert len(heard) == pytest.approx(7 * SAMPLE_RATE, abs=0.1 * SAMPLE_RATE)
    assert loud(heard, 2.2, 4.8) == 0
    assert min(loud(heard, 0.1, 1.9), loud(heard, 5.2, 6.8)) > 0.02


def test_both_channels_of_a_stereo_file_are_kept_apart(tmp_path: Path) -> None:
    left, right = voice_like(4), voice_like(4, seed=2)
    left[: 2 * SAMPLE_RATE] = 0
    right[2 * SAMPLE_RATE :] = 0
    heard = read(write_sound(tmp_path, KINDS[0], np.stack([left, right])))
    np.testing.assert_allclose(heard, np.stack([left, right]), atol=1e-3)
