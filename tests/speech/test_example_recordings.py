"""The recordings of the example study, with synthesised voices, are heard and given to the right speakers."""

from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from dragoman.engines.faster_whisper import FasterWhisper
from dragoman.engines.recogniser import HeardSegment
from dragoman.engines.samples import SAMPLE_RATE
from dragoman.engines.sherpa_diariser import SherpaDiariser
from dragoman.speech.decode import decode
from dragoman.speech.recognise import recognise
from dragoman.speech.speaker_turns import turns_of_tracks, turns_of_voices
from tests.intake.sound_files import KINDS, write_sound
from tests.shared_data import SHARED, needs_shared

RECORDINGS = Path(__file__).resolve().parents[2] / "examples" / "great-power-rivalry" / "recordings"
SECONDS = 28

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def whisper() -> FasterWhisper:
    return FasterWhisper.load()


def beginning(folder: Path, name: str, channels: tuple[int | None, ...]) -> Path:
    """The first half minute of a recording, as a wav file."""
    sounds = [np.concatenate(list(decode(RECORDINGS / name, channel=one)))[: SECONDS * SAMPLE_RATE] for one in channels]
    return write_sound(folder, KINDS[0], np.stack(sounds))


def heard(whisper: FasterWhisper, path: Path, channel: int | None = None) -> list[HeardSegment]:
    return [segment for stretch in recognise(path, whisper, channel=channel) for segment in stretch.segments]


def test_a_speaker_on_each_channel(whisper: FasterWhisper, tmp_path: Path) -> None:
    path = beginning(tmp_path, "P02.ogg", (0, 1))
    turns = turns_of_tracks({"interviewer": heard(whisper, path, 0), "P02": heard(whisper, path, 1)})
    assert [turn.speaker for turn in turns] == ["interviewer", "P02", "interviewer", "P02", "interviewer"]
    assert "middle power?" in turns[2].text
    assert "ranking of wealth" in turns[3].text
    for before, after in pairwise(turns):  # they wait for each other
        assert before.end_ms is not None
        assert after.start_ms is not None
        assert before.end_ms <= after.start_ms


@needs_shared
def test_voices_in_one_mix(whisper: FasterWhisper, tmp_path: Path) -> None:
    path = beginning(tmp_path, "P03.ogg", (None,))
    stretches = SherpaDiariser.load(folder=SHARED / "models").diarise(decode(path))
    turns = turns_of_voices(heard(whisper, path), stretches)
    assert [turn.speaker for turn in turns] == ["voice 1", "voice 2", "voice 1", "voice 2", "voice 1"]
    assert "trade and energy" in turns[1].text
    assert turns[2].text.endswith("?")
    assert "barrels and containers" in turns[3].text
