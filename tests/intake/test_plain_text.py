from __future__ import annotations

import pytest

from dragoman.errors import WrongUse
from dragoman.intake.plain_text import plain_text_turns
from dragoman.model.turn import Turn


def turns(text: str) -> list[Turn]:
    return plain_text_turns(text, name="talk.txt")


def spoken(text: str) -> list[tuple[str | None, str]]:
    return [(turn.speaker, turn.text) for turn in turns(text)]


def test_whispers_lines_with_two_times() -> None:
    assert turns("[00:43.810 --> 00:47.850]  Hello.\n[1:00:00.000 --> 1:00:02.500]  Bye\nall.\n") == [
        Turn("Hello.", None, 43_810, 47_850),
        Turn("Bye all.", None, 3_600_000, 3_602_500),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[00:01:02] Anna: Why?\n[00:01:05] Expert: Because\nof this.\n[00:02:00] Anna: Thanks.\n",
        "00:01:02 Anna: Why?\n00:01:05 Expert: Because of this.\n00:02:00 Anna: Thanks.\n",
        "(01:02) Anna: Why?\n\n(01:05) Expert: Because of this.\n\n(02:00) Anna: Thanks.\n",
        "Anna 00:01:02\nWhy?\n\nExpert 00:01:05\nBecause of this.\n\nAnna 00:02:00\nThanks.\n",
        "Anna  1:02\nWhy?\nExpert  1:05\nBecause\n\nof this.\nAnna  2:00\nThanks.\n",
        "Anna (01:02):\nWhy?\nExpert (01:05):\nBecause of this.\nAnna (02:00):\nThanks.\n",
        "Anna (01:02): Why?\nExpert (01:05): Because of this.\nAnna (02:00): Thanks.\n",
        "[Anna] 00:01:02\nWhy?\n\n[Expert] 00:01:05\nBecause of this.\n\n[Anna] 00:02:00\nThanks.\n",
        "00:01:02 Anna\nWhy?\n00:01:05 Expert\nBecause of this.\n00:02:00 Anna\nThanks.\n",
        "[00:01:02.000] - Anna\nWhy?\n\n[00:01:05.000] - Expert\nBecause\nof this.\n\n[00:02:00.000] - Anna\nThanks.\n",
        "00:01:02\tAnna:\tWhy?\n00:01:05\tExpert:\tBecause of this.\n00:02:00\tAnna:\tThanks.\n",
        "[00:01:02]\nAnna: Why?\n[00:01:05]\nExpert: Because of this.\n[00:02:00]\nAnna: Thanks.\n",
        "Anna: [00:01:02] Why?\nExpert: [00:01:05] Because of this.\nAnna: [00:02:00] Thanks.\n",
        "**Anna:** [00:01:02] Why?\n\n**Expert:** [00:01:05] Because of this.\n\n**Anna:** [00:02:00] Thanks.\n",
    ],
)
def test_the_common_ways_to_write_times_and_speakers(text: str) -> None:
    assert turns(text) == [
        Turn("Why?", "Anna", 62_000),
        Turn("Because of this.", "Expert", 65_000),
        Turn("Thanks.", "Anna", 120_000),
    ]


def test_short_words_after_a_time_are_no_names() -> None:
    assert spoken(
        "[00:01] Hello\nto you all.\n[00:04] And welcome\nhere.\n[00:09] Bye.\n[00:10] Bye.\n[00:11] Bye.\n"
    ) == [
        (None, "Hello to you all."),
        (None, "And welcome here."),
        *[(None, "Bye.")] * 3,
    ]
    assert spoken("[00:01] Hello\nto you all.\n") == [(None, "Hello to you all.")]
    assert spoken("00:00:05 Speaker 1\nHello.\n") == [("Speaker 1", "Hello.")]


def test_names_without_times_and_paragraphs_that_go_on() -> None:
    assert spoken(
        "Transcript of an invented talk\n\nInterviewer: Why?\n\nExpert: Because.\n\nAnd he said: no.\n\n"
        "Note: they laugh.\n\nInterviewer: Thanks.\nExpert: Welcome.\n"
    ) == [
        (None, "Transcript of an invented talk"),
        ("Interviewer", "Why?"),
        ("Expert", "Because. And he said: no. Note: they laugh."),
        ("Interviewer", "Thanks."),
        ("Expert", "Welcome."),
    ]


def test_a_name_on_its_own_line_speaks_what_follows() -> None:
    assert spoken("Anna:\nWhy?\n\nMarat:\nBecause.\nOf this.\n") == [("Anna", "Why?"), ("Marat", "Because. Of this.")]


def test_a_speaker_goes_on_after_a_time_in_the_middle() -> None:
    found = turns(
        "[00:00:01] Anna: One.\n[00:00:09] Two.\n[00:00:20] Marat: Three.\n"
        "[00:00:30] Anna: Four.\n[00:00:33] Marat: Five.\n"
    )
    assert [(turn.speaker, turn.start_ms) for turn in found[:3]] == [
        ("Anna", 1_000),
        ("Anna", 9_000),
        ("Marat", 20_000),
    ]


def test_what_may_be_another_voice_is_not_put_into_somebodys_mouth() -> None:
    found = spoken("Anna: One.\n\nMarat: Two.\n\nAnd more.\n\nDana: Three.\n\nAnna: Four.\n\nMarat: Five.\n")
    assert found == [
        ("Anna", "One."),
        ("Marat", "Two. And more."),
        (None, "Dana: Three."),
        ("Anna", "Four."),
        ("Marat", "Five."),
    ]


def test_bare_lines_and_bare_paragraphs() -> None:
    assert spoken("one line\nand another\n\n") == [(None, "one line"), (None, "and another")]
    assert spoken("one paragraph\nin two lines\n\nand another\n") == [
        (None, "one paragraph in two lines"),
        (None, "and another"),
    ]
    many = "a title\n\n" + "".join(f"line {number}\n" for number in range(100))
    assert len(spoken(many)) == 101


def test_a_clock_in_running_speech_is_no_time_of_the_tape() -> None:
    text = "We met early.\nAt half past ten, that is\n10:30 in the morning.\nNote: (11:15) was the end.\n"
    assert [turn.text for turn in turns(text)] == text.strip().split("\n")
    assert all(turn.start_ms is None for turn in turns(text))


def test_a_heading_before_the_times_is_kept_apart() -> None:
    assert turns("An invented talk\n[00:01] One.\n[00:05] Two.\n") == [
        Turn("An invented talk"),
        Turn("One.", None, 1_000),
        Turn("Two.", None, 5_000),
    ]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("[00:01.000 --> 00:02.000] One.\n[00:02.000 --> 00:0", 2),
        ("[00:01.000 --> 00:02.000] One.\n[00:0x.000 --> 00:03.000] Two.\n[00:04.000 --> 00:05.000] Three.\n", 2),
        ("[00:01.000 --> 00:02.000] One.\n[00:01.5x0 --> 00:03.000] Two.\n", 2),
        ("[00:01.000 --> 00:02.000] One.\n[00:03.000 --> 00:02.000] Two.\n", 2),
        ("[00:00:01] One.\n\n[00:99:00] Two.\n", 3),
        ("00:00:01 One.\n00:00:75 Two.\n", 2),
    ],
)
def test_broken_times_are_refused_with_their_line(text: str, line: int) -> None:
    with pytest.raises(WrongUse, match=rf"^talk\.txt, line {line}: "):
        turns(text)
