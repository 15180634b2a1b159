"""sherpa-onnx tells real voices apart."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from dragoman.engines.diarisation_weights import SEGMENTATION
from dragoman.engines.diariser import Diariser
from dragoman.engines.locality import Locality
from dragoman.engines.sherpa_diariser import SherpaDiariser
from dragoman.errors import WrongUse
from dragoman.speech.decode import decode
from tests.shared_data import SHARED, needs_shared

pytestmark = needs_shared


@pytest.fixture(scope="module")
def sherpa() -> SherpaDiariser:
    return SherpaDiariser.load(folder=SHARED / "models")


def test_it_says_what_it_is(sherpa: SherpaDiariser) -> None:
    diariser: Diariser = sherpa
    assert diariser.locality is Locality.LOCAL
    assert len(diariser.weights_sha256.split("+")) == 2
    assert diariser.settings == {"threshold": 0.5, "min_duration_on": 0.3, "min_duration_off": 0.5}


@pytest.mark.slow
def test_two_people_in_a_meeting(sherpa: SherpaDiariser) -> None:
    progress: list[tuple[int, int]] = []
    found = sherpa.diarise(
        decode(SHARED / "audio" / "en_ami_dev00.wav"),
        speakers=2,
        on_progress=lambda done, total: progress.append((done, total)),
    )
    assert {stretch.voice for stretch in found} == {0, 1}
    assert all(0 <= stretch.start_ms < stretch.end_ms <= 30_100 for stretch in found)
    assert [stretch.start_ms for stretch in found] == sorted(stretch.start_ms for stretch in found)
    assert progress[-1][0] == progress[-1][1] > 0

    def at(moment: int) -> set[int]:
        return {stretch.voice for stretch in found if stretch.start_ms <= moment < stretch.end_ms}

    assert at(6_000) != at(15_000), "by the reference another person speaks there"


def test_silence_has_no_voices(sherpa: SherpaDiariser) -> None:
    assert sherpa.diarise([np.zeros(16_000, np.float32)]) == []
    assert sherpa.diarise([]) == []


def test_a_damaged_model_is_refused(tmp_path: Path) -> None:
    for model in (SHARED / "models").glob("*.onnx"):
        shutil.copyfile(model, tmp_path / model.name)
    damaged = tmp_path / SEGMENTATION.names[0]
    damaged.write_bytes(damaged.read_bytes()[:-1000] + SEGMENTATION.key)
    with pytest.raises(WrongUse, match="cannot be used to tell voices apart"):
        SherpaDiariser.load(folder=tmp_path).diarise([np.zeros(16_000, np.float32)])
