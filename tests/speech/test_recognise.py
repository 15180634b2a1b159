"""A whole recording is heard in stretches, and an interrupted one goes on where it stopped."""

from collections.abc import Iterator, Mapping
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from dragoman.engines.faster_whisper import FasterWhisper
from dragoman.engines.locality import Locality
from dragoman.engines.recogniser import HeardSegment, Task
from dragoman.engines.samples import SAMPLE_RATE, Samples
from dragoman.speech.decode import decode
from dragoman.speech.recognise import Stretch, recognise
from tests.intake.sound_files import KINDS, Sound, write_sound
from tests.shared_data import SHARED, needs_shared

WAV = KINDS[0]
pytestmark = needs_shared


class Counter:
    """A recogniser that hears a word every second of speech and remembers what it was asked; for what does not depend
    on the words.
    """

    name = "counter"
    locality = Locality.LOCAL
    version = "1"
    weights_sha256 = "0" * 64
    settings: Mapping[str, Any] = {}

    def __init__(self) -> None:
        self.asked: list[tuple[str | None, Task, int, int]] = []

    def recognise(
        self, samples: Samples, *, language: str | None, task: Task, start_ms: int = 0
    ) -> Iterator[HeardSegment]:
        self.asked.append((language, task, start_ms, len(samples) // 16))
        for at in range(start_ms, len(samples) // 16 - 999, 1000):
            yield HeardSegment(f" {at}", at, at + 1000, (), language or "kk", ends_window=at % 5000 == 4000)


def clip(name: str) -> Sound:
    return np.concatenate(list(decode(SHARED / "audio" / name)))


@pytest.fixture(scope="module")
def talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A minute of real sentences with pauses; one of 6 s is long enough to be left out."""
    parts = [clip("en_jfk.flac"), *(clip(f"fleurs-en-00{number}.ogg") for number in range(5))]
    pauses = [0.5, 6.0, 0.4, 3.0, 0.5, 0.5]
    joined = [
        part
        for sentence, pause in zip(parts, pauses, strict=True)
        for part in (sentence / np.abs(sentence).max() * 0.5, np.zeros(int(pause * SAMPLE_RATE)))
    ]
    return write_sound(tmp_path_factory.mktemp("talk"), WAV, np.concatenate(joined).astype(np.float32))


@pytest.fixture(scope="module")
def long_talk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Eleven minutes."""
    sentence = np.concatenate([clip("en_jfk.flac"), np.zeros(SAMPLE_RATE, np.float32)])
    return write_sound(tmp_path_factory.mktemp("long"), WAV, np.tile(sentence, 55))


@pytest.fixture(scope="module")
def whisper() -> FasterWhisper:
    return FasterWhisper.load()


@pytest.fixture(scope="module")
def heard(whisper: FasterWhisper, talk: Path) -> list[Stretch]:
    return list(recognise(talk, whisper))


def texts(stretches: list[Stretch]) -> list[str]:
    return [segment.text for stretch in stretches for segment in stretch.segments]


@pytest.mark.slow
def test_real_speech_with_times_on_the_tape(heard: list[Stretch]) -> None:
    said = "".join(texts(heard)).casefold()
    assert "ask not what your country can do for you" in said
    assert "feathers" in said
    assert {stretch.language for stretch in heard} == {"en"}
    assert heard[0].start_ms < 1_000
    words = [word for stretch in heard for segment in stretch.segments for word in segment.words]
    assert [word.start_ms for word in words] == sorted(word.start_ms for word in words)
    jfk = next(place for place, word in enumerate(words) if "country." in word.text.casefold())
    assert words[jfk].end_ms == pytest.approx(10_500, abs=700)
    # The pause of 6 s after the second sentence (it ends at 11 + 0.5 + 10.6 s) is left out of what is recognised, and
    # counts all the same.
    assert not [word for word in words if 22_800 < word.start_ms < 27_600]


@pytest.mark.slow
def test_stretches_are_short_and_follow_each_other(heard: list[Stretch]) -> None:
    assert len(heard) > 1
    for before, after in pairwise(heard):
        assert before.end_ms <= after.start_ms
    for stretch in heard:
        assert stretch.segments
        assert (stretch.start_ms, stretch.segments[-1].end_ms) == (stretch.segments[0].start_ms, stretch.end_ms)
        spoken = sum(word.end_ms - word.start_ms for segment in stretch.segments for word in segment.words)
        assert spoken <= 30_000


@pytest.mark.slow
def test_going_on_after_any_stretch_hears_the_same(whisper: FasterWhisper, talk: Path, heard: list[Stretch]) -> None:
    for done in range(1, len(heard)):
        again = list(recognise(talk, whisper, language="en", start_ms=heard[done - 1].end_ms))
        assert texts(again) == texts(heard[done:])
        assert abs(again[0].start_ms - heard[done].start_ms) < 1_000
    assert list(recognise(talk, whisper, language="en", start_ms=heard[-1].end_ms)) == []


def test_the_language_is_found_once_and_kept(long_talk: Path) -> None:
    counter = Counter()
    stretches = list(recognise(long_talk, counter))
    assert [asked[0] for asked in counter.asked] == [None, "kk", "kk"]
    assert {stretch.language for stretch in stretches} == {"kk"}


def test_a_given_language_and_task_reach_the_recogniser(talk: Path) -> None:
    counter = Counter()
    list(recognise(talk, counter, language="ru", task=Task.TRANSLATE))
    assert counter.asked[0][:2] == ("ru", Task.TRANSLATE)


def test_each_stretch_is_there_before_the_next_is_worked_on(long_talk: Path) -> None:
    counter = Counter()
    stretches = recognise(long_talk, counter)
    next(stretches)
    assert len(counter.asked) == 1
    assert all(len(stretch.segments) <= 5 for stretch in stretches)


def test_an_interrupted_run_goes_on_with_the_same_blocks(long_talk: Path) -> None:
    whole = Counter()
    everything = list(recognise(long_talk, whole, language="en"))
    lengths = [asked[3] for asked in whole.asked]
    for stop in (1, 60):
        run = recognise(long_talk, Counter(), language="en")
        done = [next(run) for _ in range(stop)]
        del run
        second = Counter()
        rest = list(recognise(long_talk, second, language="en", start_ms=done[-1].end_ms))
        assert [one.end_ms for one in [*done, *rest]] == [one.end_ms for one in everything]
        # Each block that is still to do holds the same speech as in the whole run.
        assert [asked[3] for asked in second.asked] == lengths[-len(second.asked) :]


def test_progress_goes_up_and_reaches_the_end(long_talk: Path) -> None:
    seen: list[int] = []
    list(recognise(long_talk, Counter(), language="en", duration_ms=660_000, on_progress=seen.append))
    assert seen == sorted(seen)
    assert seen[-1] == 660_000


def test_one_channel_of_two(tmp_path: Path) -> None:
    sentence = clip("en_jfk.flac")
    both = np.stack([sentence, np.zeros_like(sentence)])
    path = write_sound(tmp_path, WAV, both)
    assert list(recognise(path, Counter(), channel=0, language="en"))
    assert list(recognise(path, Counter(), channel=1, language="en")) == []


def test_silence_is_not_heard_and_asks_nobody(tmp_path: Path) -> None:
    counter = Counter()
    path = write_sound(tmp_path, WAV, np.zeros(5 * SAMPLE_RATE, np.float32))
    seen: list[int] = []
    assert list(recognise(path, counter, on_progress=seen.append)) == []
    assert counter.asked == []
    assert seen == [5_000]
