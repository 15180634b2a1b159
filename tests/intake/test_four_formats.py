"""Two long interviews, each as Whisper wrote it in four formats, give the same turns from each.

What the formats cannot carry, and the files therefore do not hold: SRT, VTT and TXT have no times of words and no
language; the TXT of the second interview has no times at all; the JSON of the second has no times of words. No file
names speakers.
"""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from dragoman.intake.transcript_file import TranscriptFile, TranscriptFormat, read_transcript
from dragoman.model.turn import Turn
from tests.shared_data import SHARED, needs_shared

FOLDER = SHARED / "transcripts" / "whisper-four-formats"
WITH_WORDS = "Goodboy Galaxy - Rik Nicol"
WITHOUT_WORDS = "Keitai update Spring 2025"

pytestmark = needs_shared


def read(interview: str, format: str) -> TranscriptFile:
    found = read_transcript(FOLDER / f"{interview}.{format}")
    assert found.format is TranscriptFormat(format)
    return found


def without_marks(found: TranscriptFile) -> list[Turn]:
    return [replace(turn, marks=()) for turn in found.turns]


@pytest.mark.parametrize(("interview", "turns"), [(WITH_WORDS, 753), (WITHOUT_WORDS, 762)])
@pytest.mark.parametrize("format", ["srt", "vtt"])
def test_subtitles_hold_the_turns_of_the_json_to_the_millisecond(interview: str, turns: int, format: str) -> None:
    found, json = read(interview, format), read(interview, "json")
    assert len(json.turns) == turns
    assert list(found.turns) == without_marks(json)


def test_text_with_times_holds_the_turns_of_the_json_to_the_millisecond() -> None:
    assert list(read(WITH_WORDS, "txt").turns) == without_marks(read(WITH_WORDS, "json"))


def test_text_without_times_holds_the_words_of_the_json_line_by_line() -> None:
    found, json = read(WITHOUT_WORDS, "txt"), read(WITHOUT_WORDS, "json")
    assert [turn.text for turn in found.turns] == [turn.text for turn in json.turns]
    assert all(turn.start_ms is None and turn.end_ms is None for turn in found.turns)


def test_times_are_those_of_the_json_file_itself() -> None:
    first = read(WITH_WORDS, "json").turns[0]
    assert (first.start_ms, first.end_ms) == (43_810, 47_850)
    assert first.text == "Hello everyone and welcome to yet another Hit Save podcast."
    last = read(WITH_WORDS, "vtt").turns[-1]
    assert (last.start_ms, last.end_ms) == (3_111_760, 3_125_560)


def test_every_word_of_the_json_becomes_a_time_mark_on_that_word() -> None:
    turn = read(WITH_WORDS, "json").turns[0]
    spelled = [turn.text[mark.start : mark.end] for mark in turn.marks]
    assert spelled == turn.text.split()
    assert (turn.marks[0].start_ms, turn.marks[0].end_ms) == (43_810, 44_490)
    for turn in read(WITH_WORDS, "json").turns:
        assert "".join(turn.text[mark.start : mark.end] for mark in turn.marks) == "".join(turn.text.split())


def test_only_the_json_declares_its_language() -> None:
    assert read(WITHOUT_WORDS, "json").language == "en"
    assert [read(WITHOUT_WORDS, other).language for other in ("srt", "vtt", "txt")] == [None] * 3


def test_nobody_is_named_and_nothing_is_joined() -> None:
    for path in sorted(FOLDER.iterdir()):
        found = read_transcript(path)
        assert found.aliases == {}
        assert all(turn.speaker is None for turn in found.turns)


@pytest.mark.parametrize("interview", [WITH_WORDS, WITHOUT_WORDS])
def test_the_name_of_a_file_does_not_decide(interview: str, tmp_path: Path) -> None:
    for right, wrong in (("json", "txt"), ("vtt", "srt"), ("srt", "vtt"), ("txt", "text")):
        renamed = tmp_path / f"{right}.{wrong}"
        renamed.write_bytes((FOLDER / f"{interview}.{right}").read_bytes())
        assert read_transcript(renamed) == read(interview, right)
