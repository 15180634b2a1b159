"""Engines are found by the name they are registered under."""

import pytest

from dragoman.engines.faster_whisper import FasterWhisper
from dragoman.engines.registry import EngineGroup, engine_names, find_engine
from dragoman.engines.sherpa_diariser import SherpaDiariser
from dragoman.errors import WrongUse


def test_the_engines_that_come_with_dragoman_are_registered() -> None:
    assert find_engine(EngineGroup.RECOGNISERS, "faster-whisper") is FasterWhisper
    assert find_engine("dragoman.diarisers", "sherpa-onnx") is SherpaDiariser


def test_an_engine_goes_by_the_name_it_is_registered_under() -> None:
    for group in (EngineGroup.RECOGNISERS, EngineGroup.DIARISERS):
        for name in engine_names(group):
            assert find_engine(group, name).name == name


def test_an_unknown_name_is_answered_with_the_known_ones() -> None:
    with pytest.raises(WrongUse, match=r"no engine 'shorthand' in dragoman.recognisers.*faster-whisper"):
        find_engine(EngineGroup.RECOGNISERS, "shorthand")


def test_an_unknown_group_has_no_engines() -> None:
    with pytest.raises(WrongUse, match="Installed: none"):
        find_engine("dragoman.fortune_tellers", "tea")
