"""Whisper hears real speech, with the times of words."""

from pathlib import Path

import numpy as np
import pytest

from dragoman.engines.faster_whisper import FasterWhisper
from dragoman.engines.locality import Locality
from dragoman.engines.recogniser import HeardSegment, Recogniser, Task
from dragoman.engines.samples import Samples
from dragoman.engines.weights import Origin, Weights
from dragoman.engines.whisper_weights import BASE_SHA256
from dragoman.errors import WrongUse
from dragoman.speech.decode import decode
from tests.shared_data import SHARED, needs_shared


@pytest.fixture(scope="module")
def whisper() -> FasterWhisper:
    return FasterWhisper.load()


def sound(name: str) -> Samples:
    return np.concatenate(list(decode(SHARED / "audio" / name)))


def heard_text(segments: list[HeardSegment]) -> str:
    return "".join(segment.text for segment in segments).strip()


def test_it_says_what_it_is(whisper: FasterWhisper) -> None:
    recogniser: Recogniser = whisper
    assert recogniser.name == "faster-whisper"
    assert recogniser.locality is Locality.LOCAL
    assert recogniser.weights_sha256 == BASE_SHA256["model.bin"]
    assert "ctranslate2" in recogniser.version
    assert recogniser.settings["beam_size"] == 5


@needs_shared
def test_english_speech_with_the_times_of_its_words(whisper: FasterWhisper) -> None:
    heard = list(whisper.recognise(sound("en_jfk.flac"), language=None, task=Task.TRANSCRIBE))
    assert "ask not what your country can do for you" in heard_text(heard)
    assert {segment.language for segment in heard} == {"en"}
    words = [word for segment in heard for word in segment.words]
    assert "".join(word.text for word in words).strip() == heard_text(heard)
    assert all(0 <= word.start_ms <= word.end_ms <= 11_000 for word in words)
    assert [word.start_ms for word in words] == sorted(word.start_ms for word in words)
    assert all(0 <= word.probability <= 1 for word in words)
    assert heard[-1].ends_window


@needs_shared
def test_russian_speech_is_written_down_or_translated(whisper: FasterWhisper) -> None:
    samples = sound("ru_golos.wav")
    written = heard_text(list(whisper.recognise(samples, language=None, task=Task.TRANSCRIBE)))
    assert "тенге" in written
    translated = heard_text(list(whisper.recognise(samples, language="ru", task=Task.TRANSLATE)))
    assert translated.isascii()
    assert translated


@needs_shared
def test_going_on_in_the_middle_leaves_out_what_came_before(whisper: FasterWhisper) -> None:
    heard = list(whisper.recognise(sound("en_jfk.flac"), language="en", task=Task.TRANSCRIBE, start_ms=7700))
    assert heard[0].start_ms >= 7700
    assert "what you can do for your country" in heard_text(heard)
    assert "fellow" not in heard_text(heard)


@needs_shared
@pytest.mark.slow
def test_of_each_window_only_the_last_segment_ends_it(whisper: FasterWhisper) -> None:
    names = [f"fleurs-en-00{number}.ogg" for number in range(5)]
    samples = np.concatenate([sound("en_jfk.flac"), *(sound(name) for name in names)])
    heard = list(whisper.recognise(samples, language="en", task=Task.TRANSCRIBE))
    bare, _ = whisper.model.transcribe(
        samples, language="en", beam_size=5, word_timestamps=True, condition_on_previous_text=False
    )
    seeks = [segment.seek for segment in bare]
    last = [place + 1 == len(seeks) or seeks[place + 1] != seek for place, seek in enumerate(seeks)]
    assert len(set(seeks)) > 1, "the sound is too short for this test"
    assert [segment.ends_window for segment in heard] == last


def test_nothing_is_heard_in_nothing(whisper: FasterWhisper) -> None:
    assert not list(whisper.recognise(np.zeros(0, np.float32), language="en", task=Task.TRANSCRIBE))


def test_an_unknown_language_is_refused(whisper: FasterWhisper) -> None:
    with pytest.raises(WrongUse, match="does not know the language 'tlh'"):
        list(whisper.recognise(np.zeros(16_000, np.float32), language="tlh", task=Task.TRANSCRIBE))


def test_a_file_that_is_no_model_is_refused(tmp_path: Path) -> None:
    for name in ("model.bin", "config.json", "tokenizer.json", "vocabulary.txt"):
        (tmp_path / name).write_text("{}")
    weights = Weights("mine", tmp_path, "0" * 64, Origin.GIVEN, pinned=False, source="here")
    with pytest.raises(WrongUse, match="cannot be loaded as Whisper"):
        list(FasterWhisper(weights).recognise(np.zeros(16_000, np.float32), language="en", task=Task.TRANSCRIBE))
