"""A corrected transcript without numbers finds its segments and its times again."""

from __future__ import annotations

import random
import time
from dataclasses import replace
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.intake.transcript_file import read_transcript
from dragoman.model.turn import TimeMark, Turn
from dragoman.text.corrected_transcript import DraftSegment, FittedTurn, fit_corrected
from tests.shared_data import SHARED, needs_shared


def segment(number: int, text: str, start_ms: int, *, step_ms: int = 1000, marked: bool = True) -> DraftSegment:
    """A segment whose words sound one after the other, each but the pause of a tenth."""
    marks, offset = [], 0
    for place, word in enumerate(text.split()):
        offset = text.index(word, offset)
        begin = start_ms + place * step_ms
        marks.append(TimeMark(offset, offset + len(word), begin, begin + step_ms * 9 // 10))
        offset += len(word)
    end_ms = start_ms + len(marks) * step_ms
    return DraftSegment(number, text, start_ms, end_ms, tuple(marks) if marked else ())


def shown(turn: FittedTurn) -> tuple[int | None, str | None, int | None, int | None]:
    return turn.number, turn.speaker, turn.start_ms, turn.end_ms


DRAFT = [
    segment(1, "do you have to choose no we do not", 0),
    segment(2, "we talk to all of our neighbors", 10_000),
    segment(5, "and nobody is told", 20_000),
]


def test_turns_of_other_cut_and_other_speakers_take_the_times_of_their_words() -> None:
    corrected = [
        Turn("Do you have to choose?", "Interviewer"),
        Turn("No, we do not. We talk to all our neighbours.", "Expert"),
        Turn("And nobody is told.", "Expert"),
    ]
    fitted = fit_corrected(DRAFT, corrected)
    assert [shown(turn) for turn in fitted] == [
        (1, "Interviewer", 0, 4900),
        (2, "Expert", 5000, 17_000),
        (5, "Expert", 20_000, 24_000),
    ]
    assert [turn.text for turn in fitted] == [turn.text for turn in corrected]
    times = {fitted[1].text[mark.start : mark.end]: mark.start_ms for mark in fitted[1].marks}
    assert times == {
        "No": 5000, "we": 6000, "do": 7000, "not": 8000, "We": 10_000, "talk": 11_000, "to": 12_000, "all": 13_000,
        "our": 15_000,
    }  # fmt: skip


def test_a_turn_that_the_machine_missed_lies_between_its_neighbours() -> None:
    corrected = [Turn(DRAFT[0].text), Turn(DRAFT[1].text), Turn("Really?", "Interviewer"), Turn(DRAFT[2].text)]
    missed = fit_corrected(DRAFT, corrected)[2]
    assert shown(missed) == (None, "Interviewer", 16_900, 20_000)


def test_a_turn_that_the_machine_got_all_wrong_keeps_its_segment_and_its_time() -> None:
    corrected = [Turn(DRAFT[0].text), Turn("Мы говорим со всеми соседями"), Turn(DRAFT[2].text)]
    assert shown(fit_corrected(DRAFT, corrected)[1]) == (2, None, 10_000, 17_000)


def test_a_wrong_first_word_takes_the_time_of_the_one_it_replaces() -> None:
    draft = [segment(1, "so yes and the bower is with them", 0)]
    fitted = fit_corrected(draft, [Turn("So yes."), Turn("Power is with them.")])
    assert [shown(turn)[2:] for turn in fitted] == [(0, 1900), (2000, 8000)]


def test_times_of_the_corrected_file_win() -> None:
    mark = TimeMark(0, 3, 19_600, 19_900)
    corrected = [Turn("And nobody is told", "P01", 19_500, 23_500, (mark,))]
    assert fit_corrected(DRAFT, corrected) == [
        FittedTurn(5, "P01", "And nobody is told", 19_500, 23_500, (mark,)),
    ]


def test_without_times_of_words_a_turn_is_placed_in_proportion() -> None:
    draft = [replace(DRAFT[0], marks=())]
    fitted = fit_corrected(draft, [Turn("Do you have to choose?"), Turn("No, we do not.")])
    assert [turn.marks for turn in fitted] == [(), ()]
    assert fitted[0].start_ms == 0
    assert fitted[1].end_ms == 9000
    assert fitted[0].end_ms == pytest.approx(5000, abs=1000)
    assert fitted[1].start_ms == pytest.approx(5000, abs=1000)


def test_a_mark_over_a_whole_sentence_is_no_time_of_a_word() -> None:
    text = "We talk to all of our neighbours."
    draft = [DraftSegment(1, text, 0, 7000, (TimeMark(0, len(text), 0, 7000),))]
    fitted = fit_corrected(draft, [Turn("We talk to all"), Turn("of our neighbours.")])
    assert [turn.marks for turn in fitted] == [(), ()]
    assert fitted[1].start_ms == pytest.approx(7000 * text.index("of") // len(text), abs=1)


def test_nothing_to_fit() -> None:
    assert fit_corrected(DRAFT, []) == []
    assert fit_corrected([], [Turn("words", "P01")]) == [FittedTurn(None, "P01", "words", None, None, ())]
    assert shown(fit_corrected(DRAFT, [Turn("—", "P01")])[0]) == (None, "P01", None, None)


def test_ways_of_writing_a_word_do_not_matter() -> None:
    draft = [segment(1, "все еще don't know", 0)]
    fitted = fit_corrected(draft, [Turn("Всё ещё."), Turn("Don’t know!")])
    assert [len(turn.marks) for turn in fitted] == [2, 2]


words = st.lists(st.sampled_from(("so", "we", "да", "нет", "баланс", "әлем", "power")), max_size=30)


@given(words, st.lists(st.integers(0, 30), max_size=5), st.lists(st.integers(0, 30), max_size=5))
def test_the_same_words_cut_elsewhere_keep_every_time(said: list[str], old: list[int], new: list[int]) -> None:
    pieces = cut(said, old)
    draft = [
        segment(10 + number, " ".join(piece), 1000 * sum(map(len, pieces[:number])))
        for number, piece in enumerate(pieces)
    ]
    turns = [Turn(", ".join(piece).capitalize()) for piece in cut(said, new)]
    fitted = fit_corrected(draft, turns)
    times = [(mark.start_ms, mark.end_ms) for turn in fitted for mark in turn.marks]
    assert times == [(1000 * place, 1000 * place + 900) for place in range(len(said))]
    place = 0
    for turn in fitted:
        count = len(turn.marks)
        if count:
            assert turn.start_ms == 1000 * place
            assert turn.end_ms in (1000 * (place + count) - 100, 1000 * (place + count))
        place += count
    in_order([turn.number for turn in fitted])


def cut(said: list[str], places: list[int]) -> list[list[str]]:
    ends = sorted({0, len(said), *(min(place, len(said)) for place in places)})
    return [said[start:end] for start, end in pairwise(ends)]


def in_order(numbers: list[int | None]) -> None:
    known = [number for number in numbers if number is not None]
    assert known == sorted(set(known))


texts = st.lists(words.map(" ".join), max_size=6)


@given(texts, texts, st.booleans())
def test_any_words_give_turns_in_order_with_sound_times(old: list[str], new: list[str], marked: bool) -> None:
    draft = [segment(number, text, 10_000 * number, step_ms=300, marked=marked) for number, text in enumerate(old)]
    fitted = fit_corrected(draft, [Turn(text, "P01") for text in new])
    assert [turn.text for turn in fitted] == new
    in_order([turn.number for turn in fitted])
    for turn in fitted:
        assert all(mark.end <= later.start for mark, later in pairwise(turn.marks))
        assert all(mark.start_ms <= later.start_ms for mark, later in pairwise(turn.marks))
        if turn.start_ms is not None and turn.end_ms is not None:
            assert 0 <= turn.start_ms <= turn.end_ms


def conversation(chance: random.Random, length: int) -> list[str]:
    """Words as frequent as in speech: the n-th most frequent about 1/n as often as the first (Zipf 1935)."""
    return [f"w{int(chance.paretovariate(0.9))}" for _ in range(length)]


@pytest.mark.parametrize("errors", [0.1, 0.3, 0.5])
@pytest.mark.parametrize("one_voice", [False, True])
def test_a_poor_draft_still_gives_the_times(errors: float, one_voice: bool) -> None:
    """A turn must begin within a second of where it does, though the draft has wrong, missing and added words."""
    chance = random.Random(11)
    said = conversation(chance, 3_000)
    turns = cut(said, [chance.randrange(len(said)) for _ in range(150)])
    heard: list[tuple[str, int]] = []
    for place, word in enumerate(said):
        kind = chance.choice(("wrong", "missing", "added")) if chance.random() < errors else "right"
        if kind != "missing":
            heard.append((chance.choice(said) if kind == "wrong" else word, 400 * place))
        if kind == "added":
            heard.append((chance.choice(said), 400 * place + 200))
    stretches = [heard] if one_voice else [heard[start : start + 25] for start in range(0, len(heard), 25)]
    draft = [heard_segment(number, stretch) for number, stretch in enumerate(stretches)]
    fitted = fit_corrected(draft, [Turn(" ".join(turn)) for turn in turns])
    place, near = 0, 0
    for turn, spoken in zip(fitted, turns, strict=True):
        near += turn.start_ms is not None and abs(turn.start_ms - 400 * place) <= 1000
        place += len(spoken)
    assert near >= {0.1: 0.98, 0.3: 0.95, 0.5: 0.85}[errors] * len(turns)
    in_order([turn.number for turn in fitted])


def heard_segment(number: int, heard: list[tuple[str, int]]) -> DraftSegment:
    marks, offset = [], 0
    for word, start_ms in heard:
        marks.append(TimeMark(offset, offset + len(word), start_ms, start_ms + 190))
        offset += len(word) + 1
    return DraftSegment(number, " ".join(word for word, _ in heard), heard[0][1], heard[-1][1] + 400, tuple(marks))


def test_ten_thousand_words_do_not_take_long() -> None:
    chance = random.Random(5)
    said = conversation(chance, 10_000)
    draft = [segment(start, " ".join(said[start : start + 40]), 1000 * start) for start in range(0, len(said), 40)]
    poor = [word if chance.random() > 0.3 else "hm" for word in said]
    corrected = [Turn(" ".join(poor[start : start + 33])) for start in range(0, len(said), 33)]
    begin = time.perf_counter()
    fit_corrected(draft, corrected)
    assert time.perf_counter() - begin < 15, "a shared machine, and still far below quadratic"


@needs_shared
@pytest.mark.parametrize("stem", ["Goodboy Galaxy - Rik Nicol", "Keitai update Spring 2025"])
def test_a_real_interview_gets_its_times_back_from_its_bare_words(stem: str) -> None:
    """The words of a long recording, cut into other turns and stripped of times, against the file that has them."""
    known = read_transcript(SHARED / "transcripts" / "whisper-four-formats" / f"{stem}.json").turns
    draft = [DraftSegment(number, t.text, t.start_ms, t.end_ms, t.marks) for number, t in enumerate(known)]
    pairs = [known[start : start + 2] for start in range(0, len(known), 2)]
    fitted = fit_corrected(draft, [Turn(" ".join(t.text.lower() for t in pair)) for pair in pairs])
    for turn, pair in zip(fitted, pairs, strict=True):
        assert (turn.start_ms, turn.end_ms) == (pair[0].start_ms, pair[-1].end_ms)
        assert turn.number is not None
