from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from dragoman.intake.joined_turns import join_turns
from dragoman.model.turn import TimeMark, Turn


def test_cues_of_one_voice_become_one_turn_with_a_mark_for_each_cue() -> None:
    assert join_turns([Turn("One", "Anna", 0, 1_000), Turn("two.", "Anna", 3_000, 4_000)]) == [
        Turn("One two.", "Anna", 0, 4_000, (TimeMark(0, 3, 0, 1_000), TimeMark(4, 8, 3_000, 4_000)))
    ]


def test_marks_of_words_move_along() -> None:
    words = Turn("two 🙂", "Anna", 1_000, 3_000, (TimeMark(0, 3, 1_000, 2_000), TimeMark(4, 5, 2_000, 3_000)))
    (joined,) = join_turns([Turn("Ää", "Anna", 0, 1_000), words])
    assert joined.marks == (TimeMark(0, 2, 0, 1_000), TimeMark(3, 6, 1_000, 2_000), TimeMark(7, 8, 2_000, 3_000))
    assert joined.text[7:8] == "🙂"


def test_a_pause_a_change_of_voice_and_length_part_turns() -> None:
    apart = [
        Turn("a", "Anna", 0, 1_000),
        Turn("b", "Anna", 3_001, 4_000),
        Turn("c", "Marat", 4_000, 5_000),
        Turn("d", "Anna", 5_000, 6_000),
        Turn("e", "Anna", 6_000, 65_001),
    ]
    assert join_turns(apart) == apart
    assert [turn.text for turn in join_turns(apart, gap_ms=2_001)] == ["a b", "c", "d", "e"]
    assert [turn.text for turn in join_turns(apart, longest_ms=60_001)] == ["a", "b", "c", "d e"]


def test_unnamed_cues_are_never_joined() -> None:
    cues = [Turn("a", None, 0, 1), Turn("b", None, 1, 2)]
    assert join_turns(cues) == cues


def test_a_missing_time_counts_as_no_pause() -> None:
    assert join_turns([Turn("a", "Anna"), Turn("b", "Anna")]) == [Turn("a b", "Anna")]
    (joined,) = join_turns([Turn("a", "Anna", 1_000), Turn("b", "Anna", 9_000), Turn("c", "Anna", 12_000)])
    assert joined == Turn(
        "a b c",
        "Anna",
        1_000,
        None,
        (TimeMark(0, 1, 1_000, 9_000), TimeMark(2, 3, 9_000, 12_000), TimeMark(4, 5, 12_000, 12_000)),
    )
    assert len(join_turns([Turn("a", "Anna", 0), Turn("b", "Anna", 60_001)])) == 2


def test_an_overlapping_cue_does_not_shorten_the_turn() -> None:
    (joined,) = join_turns([Turn("a", "Anna", 0, 5_000), Turn("b", "Anna", 1_000, 2_000)])
    assert (joined.start_ms, joined.end_ms) == (0, 5_000)


@st.composite
def cues(draw: st.DrawFn) -> list[Turn]:
    clock, made = 0, []
    for _ in range(draw(st.integers(0, 12))):
        clock += draw(st.integers(0, 4_000))
        start, clock = clock, clock + draw(st.integers(0, 40_000))
        text = draw(st.text(alphabet="abя🙂", min_size=1, max_size=4))
        marks = (TimeMark(0, len(text), start, clock),) if draw(st.booleans()) else ()
        turn = Turn(text, draw(st.sampled_from(["Anna", "Marat", None])), start, clock, marks)
        made.append(replace(turn, start_ms=None, end_ms=None, marks=()) if draw(st.integers(0, 5)) == 0 else turn)
    return made


@given(cues())
def test_no_word_no_voice_and_no_time_is_lost(turns: list[Turn]) -> None:
    joined = join_turns(turns)
    assert [word for turn in joined for word in turn.text.split(" ")] == [turn.text for turn in turns]
    assert join_turns(joined) == joined
    voices = [(turn.speaker, word) for turn in joined for word in turn.text.split(" ")]
    assert voices == [(turn.speaker, turn.text) for turn in turns]
    marked = {(turn.text[mark.start : mark.end], mark.start_ms, mark.end_ms) for turn in joined for mark in turn.marks}
    whole = {(turn.text, turn.start_ms, turn.end_ms) for turn in joined}
    assert {(turn.text, turn.start_ms, turn.end_ms) for turn in turns if turn.start_ms is not None} <= marked | whole
