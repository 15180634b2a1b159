"""Long recordings are cut where nobody speaks, and times find their way back to the tape."""

from collections.abc import Iterator

import numpy as np
import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from dragoman.engines.recogniser import HeardSegment, HeardWord
from dragoman.engines.samples import SAMPLE_RATE, SAMPLES_PER_MS, Samples
from dragoman.speech.decode import decode
from dragoman.speech.stretches import BLOCK, Speech, blocks, on_tape, speech_of
from tests.shared_data import SHARED, needs_shared


def clip(name: str) -> Samples:
    return np.concatenate(list(decode(SHARED / "audio" / name)))


def silence(seconds: float) -> Samples:
    return np.zeros(int(seconds * SAMPLE_RATE), np.float32)


def in_pieces(samples: Samples, size: int = 70_001) -> Iterator[Samples]:
    for start in range(0, len(samples), size):
        yield samples[start : start + size]


@pytest.fixture(scope="module")
def talk() -> Samples:
    """Eleven minutes of real sentences, with pauses of 0.3 s and of 3 s."""
    names = ["en_jfk.flac", *(f"fleurs-en-00{number}.ogg" for number in range(3))]
    round_ = [part for name in names for part in (clip(name), silence(0.3))] + [silence(3)]
    once = np.concatenate(round_)
    return np.tile(once, 1 + 11 * 60 * SAMPLE_RATE // len(once))[: 11 * 60 * SAMPLE_RATE]


@needs_shared
def test_blocks_are_the_recording_and_end_in_silences(talk: Samples) -> None:
    made = list(blocks(in_pieces(talk)))
    np.testing.assert_array_equal(np.concatenate([block.samples for block in made]), talk)
    assert [block.start_ms for block in made] == [0, *(block.end_ms for block in made[:-1])]
    assert len(made) == 3
    for number, block in enumerate(made[:-1], start=1):
        mark = number * BLOCK // SAMPLES_PER_MS
        assert mark - 30_000 <= block.end_ms <= mark
        cut = block.end_ms * SAMPLES_PER_MS
        assert float(np.abs(talk[cut - 1600 : cut + 1600]).max()) < 0.01, "somebody speaks where it was cut"


@needs_shared
def test_the_cuts_do_not_depend_on_the_pieces_in_which_the_sound_comes(talk: Samples) -> None:
    starts = [[block.start_ms for block in blocks(in_pieces(talk, size))] for size in (4_801, 160_000, len(talk))]
    assert starts[0] == starts[1] == starts[2]


def test_a_recording_without_a_pause_is_cut_at_the_mark() -> None:
    tone = np.sin(np.arange(BLOCK + SAMPLE_RATE) * 0.05).astype(np.float32) * 0.3
    made = list(blocks(in_pieces(tone)))
    assert sum(len(block.samples) for block in made) == len(tone)
    assert all(len(block.samples) <= BLOCK for block in made)


def test_a_short_recording_is_one_block_and_an_empty_one_is_none() -> None:
    assert [block.end_ms for block in blocks([silence(1.5)])] == [1500]
    assert list(blocks([])) == []


@needs_shared
def test_speech_leaves_long_silences_out() -> None:
    sentence = clip("en_jfk.flac")
    speech = speech_of(np.concatenate([silence(5), sentence, silence(10), sentence, silence(5)]))
    assert speech is not None
    assert len(speech.starts) == 2
    assert speech.duration_ms == pytest.approx(2 * 11_000, abs=1_500)
    assert speech.starts[0] / SAMPLE_RATE == pytest.approx(5, abs=0.6)


def test_silence_is_no_speech() -> None:
    assert speech_of(silence(10)) is None


@st.composite
def speeches(draw: st.DrawFn) -> Speech:
    """Any pieces of speech with silences between them; in whole milliseconds or not."""
    step = draw(st.sampled_from([1, SAMPLES_PER_MS]))
    lengths = draw(st.lists(st.integers(400, 20_000), min_size=1, max_size=8))
    gaps = draw(st.lists(st.integers(1, 20_000), min_size=len(lengths), max_size=len(lengths)))
    starts, ends, offsets, at, spoken = [], [], [], 0, 0
    for length, gap in zip(lengths, gaps, strict=True):
        starts.append(at + gap * step)
        at += (gap + length) * step
        ends.append(at)
        offsets.append(spoken)
        spoken += length * step
    return Speech(np.zeros(spoken, np.float32), tuple(starts), tuple(ends), tuple(offsets))


@given(speeches(), st.data())
def test_a_moment_of_speech_goes_to_the_tape_and_comes_back(speech: Speech, data: st.DataObject) -> None:
    moment = data.draw(st.integers(0, speech.duration_ms))
    start, end = speech.moments(moment, moment, at_ms=moment)
    assert start == end
    assert abs(speech.position(start) - moment) <= 1
    assert any(
        first // SAMPLES_PER_MS <= start <= -(-last // SAMPLES_PER_MS)
        for first, last in zip(speech.starts, speech.ends, strict=True)
    )


@given(speeches(), st.integers(0, 400_000))
def test_a_moment_of_silence_is_where_speech_goes_on(speech: Speech, moment: int) -> None:
    at = moment * SAMPLES_PER_MS
    assume(all(not first <= at <= last for first, last in zip(speech.starts, speech.ends, strict=True)))
    spoken = sum(last - first for first, last in zip(speech.starts, speech.ends, strict=True) if last < at)
    assert abs(speech.position(moment) - spoken / SAMPLES_PER_MS) <= 1


@given(
    speeches(), st.lists(st.tuples(st.integers(0, 900), st.booleans()), min_size=1, max_size=30), st.integers(0, 10**7)
)
@settings(max_examples=60)
def test_words_stay_in_order_and_never_reach_over_a_silence(
    speech: Speech, lengths: list[tuple[int, bool]], block_start_ms: int
) -> None:
    words, at = [], 0
    for length, closing in lengths:
        words.append(HeardWord(" yes." if closing else " yes", at, at + length, 0.9))
        at += length
    assume(at <= speech.duration_ms)
    heard = on_tape(HeardSegment(" yes", 0, at, tuple(words), "en"), speech, block_start_ms)
    assert (heard.start_ms, heard.end_ms) == (heard.words[0].start_ms, max(word.end_ms for word in heard.words))
    assert [word.start_ms for word in heard.words] == sorted(word.start_ms for word in heard.words)
    for before, word in zip(words, heard.words, strict=True):
        assert word.text == before.text
        assert 0 <= word.end_ms - word.start_ms <= before.end_ms - before.start_ms + 1


def test_a_word_over_a_joint_belongs_where_it_ends_unless_it_closes_a_sentence() -> None:
    """Two pieces of a second, ten seconds of silence between them. Whisper draws the beginning of a word back."""
    second = SAMPLE_RATE
    speech = Speech(np.zeros(2 * second, np.float32), (0, 11 * second), (second, 12 * second), (0, second))
    opening = on_tape(_segment(" Please", 700, 1200), speech, 0).words[0]
    assert (opening.start_ms, opening.end_ms) == (11_000, 11_200)
    closing = on_tape(_segment(" home?", 700, 1200), speech, 0).words[0]
    assert (closing.start_ms, closing.end_ms) == (700, 1000)
    hardly = on_tape(_segment(" home", 700, 1030), speech, 0).words[0]
    assert hardly.end_ms == 1000


def test_a_segment_without_words_keeps_its_span() -> None:
    second = SAMPLE_RATE
    speech = Speech(np.zeros(2 * second, np.float32), (0, 11 * second), (second, 12 * second), (0, second))
    heard = on_tape(HeardSegment(" one two", 0, 2000, (), "en"), speech, 5_000)
    assert (heard.start_ms, heard.end_ms) == (5_000, 17_000)
    only_first = on_tape(HeardSegment(" one", 0, 1000, (), "en"), speech, 0)
    assert (only_first.start_ms, only_first.end_ms) == (0, 1000)


def _segment(word: str, start_ms: int, end_ms: int) -> HeardSegment:
    return HeardSegment(word, start_ms, end_ms, (HeardWord(word, start_ms, end_ms, 0.9),), "en")
