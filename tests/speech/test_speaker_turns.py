"""What was heard becomes turns of one speaker each."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.diariser import SpokenStretch
from dragoman.engines.recogniser import HeardSegment, HeardWord
from dragoman.model.turn import Turn
from dragoman.speech.speaker_turns import turns_of_tracks, turns_of_unknown, turns_of_voices

WORD_MS = 300


def said(start_ms: int, text: str, *, probability: float = 0.9, apart_ms: int = WORD_MS) -> HeardSegment:
    """A sentence as Whisper gives it back: each word with the space before it, one word every 0.3 s."""
    words = tuple(
        HeardWord(f" {word}", start_ms + place * apart_ms, start_ms + place * apart_ms + WORD_MS, probability)
        for place, word in enumerate(text.split())
    )
    return HeardSegment(f" {text}", start_ms, words[-1].end_ms, words, "en")


def shown(turns: list[Turn]) -> list[tuple[str | None, str]]:
    return [(turn.speaker, turn.text) for turn in turns]


def check_marks(turn: Turn) -> None:
    """Marks lie on the words of the text, in order, and their times within the turn."""
    assert turn.text == turn.text.strip()
    assert "  " not in turn.text
    assert [turn.text[mark.start : mark.end] for mark in turn.marks] == turn.text.split()
    assert turn.start_ms is not None
    assert turn.end_ms is not None
    assert all(turn.start_ms <= mark.start_ms <= mark.end_ms <= turn.end_ms for mark in turn.marks)


def test_two_tracks_become_a_conversation() -> None:
    turns = turns_of_tracks(
        {
            "interviewer": [said(0, "What do you work on?"), said(9_000, "Since when?")],
            "P01": [said(2_000, "On trade."), said(3_500, "And on energy."), said(10_000, "For six years.")],
        }
    )
    assert shown(turns) == [
        ("interviewer", "What do you work on?"),
        ("P01", "On trade. And on energy."),
        ("interviewer", "Since when?"),
        ("P01", "For six years."),
    ]
    assert (turns[1].start_ms, turns[1].end_ms) == (2_000, 4_400)
    assert turns[1].marks[2].start_ms == 3_500
    for turn in turns:
        check_marks(turn)


def test_a_segment_that_reaches_over_the_other_speaker_is_cut_there() -> None:
    """The silence while the other one speaks is left out before recognition: one segment may hold both sides of it."""
    before, after = said(0, "that was all"), said(8_000, "yes I think")
    joined = HeardSegment(" that was all yes I think", 0, after.end_ms, before.words + after.words, "en")
    turns = turns_of_tracks({"P01": [joined], "interviewer": [said(3_000, "Is there more to say?")]})
    assert shown(turns) == [
        ("P01", "that was all"),
        ("interviewer", "Is there more to say?"),
        ("P01", "yes I think"),
    ]


def test_a_word_thrown_in_stands_where_it_was_said() -> None:
    turns = turns_of_tracks(
        {"P01": [said(0, "We waited for a year."), said(1_600, "Then we went.")], "interviewer": [said(600, "Mhm.")]}
    )
    assert shown(turns) == [
        ("P01", "We waited for a year."),
        ("interviewer", "Mhm."),
        ("P01", "Then we went."),
    ]


def test_an_echo_in_the_other_track_is_left_out() -> None:
    sentence = "the great powers set the limits"
    turns = turns_of_tracks(
        {
            "interviewer": [said(150, sentence, probability=0.4), said(4_000, "And inside those limits?")],
            "P01": [said(0, sentence)],
        }
    )
    assert shown(turns) == [("P01", sentence), ("interviewer", "And inside those limits?")]


@pytest.mark.parametrize(
    ("mine", "theirs", "late_ms"),
    [
        ("thank you very", "thank you very", 0),  # people do say three words together
        ("the great powers set the limits", "the great powers set the limits", 2_000),  # repeated, not echoed
        ("the great powers set the limits", "the small states live with them", 0),
    ],
)
def test_what_only_looks_like_an_echo_stays(mine: str, theirs: str, late_ms: int) -> None:
    turns = turns_of_tracks({"interviewer": [said(late_ms, theirs, probability=0.3)], "P01": [said(0, mine)]})
    assert sorted(shown(turns)) == sorted([("P01", mine), ("interviewer", theirs)])


def test_each_word_goes_to_the_voice_that_speaks() -> None:
    """One segment, two speakers: the turn changes in the middle of it."""
    heard = [said(0, "Does it help you? I leave that to professors.")]
    turns = turns_of_voices(heard, [SpokenStretch(0, 1_250, 7), SpokenStretch(1_150, 3_000, 3)])
    assert shown(turns) == [("voice 1", "Does it help you?"), ("voice 2", "I leave that to professors.")]
    for turn in turns:
        check_marks(turn)


def test_where_two_voices_sound_the_word_is_of_who_was_speaking() -> None:
    heard = [said(0, "we sell the same things to them")]
    turns = turns_of_voices(heard, [SpokenStretch(0, 2_100, 0), SpokenStretch(600, 1_200, 1)])
    assert shown(turns) == [("voice 1", "we sell the same things to them")]


def test_words_outside_all_stretches_go_to_the_nearest_voice() -> None:
    heard = [said(0, "Well."), said(5_000, "No."), said(60_000, "Later.")]
    turns = turns_of_voices(heard, [SpokenStretch(400, 1_000, 0), SpokenStretch(5_500, 6_000, 1)])
    assert shown(turns) == [("voice 1", "Well."), ("voice 2", "No. Later.")]


def test_voices_are_numbered_by_who_speaks_first() -> None:
    heard = [said(0, "First."), said(2_000, "Second."), said(4_000, "Third.")]
    stretches = [SpokenStretch(4_000, 5_000, 0), SpokenStretch(2_000, 3_000, 5), SpokenStretch(0, 1_000, 2)]
    assert [turn.speaker for turn in turns_of_voices(heard, stretches)] == ["voice 1", "voice 2", "voice 3"]


def test_without_any_voice_the_speaker_is_unknown() -> None:
    assert shown(turns_of_voices([said(0, "Hello.")], [])) == [(None, "Hello.")]


def test_unknown_speakers_get_a_turn_for_each_piece_between_pauses() -> None:
    turns = turns_of_unknown([said(0, "One two."), said(700, "Three."), said(2_100, "Four.")])
    assert shown(turns) == [(None, "One two. Three."), (None, "Four.")]


def test_a_long_piece_of_unknown_speakers_is_cut_where_a_sentence_ends() -> None:
    sentence = " ".join(["word"] * 39) + " end."
    heard = [said(place * 12_000, sentence) for place in range(5)]
    turns = turns_of_unknown(heard)
    assert [len(turn.text.split()) for turn in turns] == [120, 80]


def test_a_long_turn_of_one_speaker_is_cut_where_a_sentence_ends() -> None:
    sentence = " ".join(["word"] * 39) + " end."
    turns = turns_of_tracks({"P01": [said(place * 12_000, sentence) for place in range(12)]})
    assert [turn.speaker for turn in turns] == ["P01", "P01"]
    assert all(turn.text.endswith("end.") for turn in turns)


def test_segments_without_words_are_kept_whole() -> None:
    heard = [HeardSegment(" Two  words ", 0, 1_000, (), "en"), HeardSegment("  ", 1_000, 1_200, (), "en")]
    (turn,) = turns_of_tracks({"P01": heard})
    assert (turn.text, turn.start_ms, turn.end_ms) == ("Two words", 0, 1_000)
    assert [(mark.start, mark.end, mark.start_ms, mark.end_ms) for mark in turn.marks] == [(0, 9, 0, 1_000)]


def test_words_that_whisper_writes_without_a_space_stay_joined() -> None:
    words = (HeardWord(" multi", 0, 300, 0.9), HeardWord("-vector", 300, 600, 0.9), HeardWord(" policy", 600, 900, 0.9))
    (turn,) = turns_of_unknown([HeardSegment(" multi-vector policy", 0, 900, words, "en")])
    assert turn.text == "multi-vector policy"
    assert [turn.text[mark.start : mark.end] for mark in turn.marks] == ["multi", "-vector", "policy"]


def test_nothing_heard_makes_no_turns() -> None:
    assert turns_of_tracks({}) == turns_of_tracks({"P01": []}) == turns_of_unknown([]) == turns_of_voices([], []) == []


sentences = st.lists(
    st.sampled_from(["мост", "yes.", "Қазақстан", "a", "…", "naïve", "trade?"]), min_size=1, max_size=8
)
tracks = st.lists(st.tuples(st.integers(0, 60_000), sentences, st.booleans()), max_size=12).map(
    lambda parts: [said(start, " ".join(words)) for start, words, _ in sorted(parts)]
)
voices = st.lists(
    st.tuples(st.integers(0, 60_000), st.integers(1, 9_000), st.integers(0, 3)).map(
        lambda one: SpokenStretch(one[0], one[0] + one[1], one[2])
    ),
    max_size=10,
)


@given(tracks, voices)
def test_voices_neither_lose_nor_change_nor_move_a_word(
    heard: list[HeardSegment], stretches: list[SpokenStretch]
) -> None:
    spoken = re.findall(r"\S+", " ".join(segment.text for segment in heard))
    for turns in (turns_of_voices(heard, stretches), turns_of_unknown(heard)):
        assert " ".join(turn.text for turn in turns).split() == spoken
        for turn in turns:
            check_marks(turn)


@given(tracks, tracks)
def test_tracks_lose_no_word_that_is_no_echo(mine: list[HeardSegment], theirs: list[HeardSegment]) -> None:
    later = [said(segment.start_ms + 100_000, segment.text.strip()) for segment in theirs]
    turns = turns_of_tracks({"P01": mine, "interviewer": later})
    for label, heard in (("P01", mine), ("interviewer", later)):
        spoken = sorted(word for segment in heard for word in segment.text.split())
        assert sorted(word for turn in turns if turn.speaker == label for word in turn.text.split()) == spoken
    for turn in turns:
        check_marks(turn)
