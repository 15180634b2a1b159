from __future__ import annotations

import pytest

from dragoman.errors import WrongUse
from dragoman.intake.subrip import is_subrip, subrip_turns
from dragoman.model.turn import Turn


def turns(text: str) -> list[Turn]:
    return subrip_turns(text, name="talk.srt")


def test_hours_comma_point_and_numbers_may_differ_or_be_missing() -> None:
    found = turns(
        "1\n00:00:01,000 --> 00:00:02,500\nOne.\n\n"
        "00:03.25 --> 00:04\nTwo,\nin two lines.\n\n\n"
        "x7\n1:00:05.000 --> 1:00:06.000 X1:10 X2:20\nThree.\n"
    )
    assert found == [
        Turn("One.", None, 1_000, 2_500),
        Turn("Two, in two lines.", None, 3_250, 4_000),
        Turn("Three.", None, 3_605_000, 3_606_000),
    ]


def test_tags_and_overrides_are_removed_and_other_signs_stay() -> None:
    found = turns('1\n00:00:01,000 --> 00:00:02,000\n{\\an8}<font color="#fff"><i>a</i></font> < b &amp; {c} <3\n')
    assert [turn.text for turn in found] == ["a < b &amp; {c} <3"]


def test_a_missing_blank_line_does_not_mix_cues() -> None:
    found = turns("1\n00:00:01,000 --> 00:00:02,000\nOne.\n2\n00:00:03,000 --> 00:00:04,000\nTwo.\n")
    assert [turn.text for turn in found] == ["One.", "Two."]


def test_numbers_that_are_spoken_stay() -> None:
    found = turns("1\n00:00:01,000 --> 00:00:02,000\n1991\n\n2\n00:00:03,000 --> 00:00:04,000\nIn\n2022\n")
    assert [turn.text for turn in found] == ["1991", "In 2022"]


def test_arrows_in_words_stay() -> None:
    found = turns("1\n00:00:01,000 --> 00:00:02,000\nfrom A --> B\n")
    assert [turn.text for turn in found] == ["from A --> B"]


def test_speakers_before_the_words() -> None:
    found = turns(
        "1\n00:00:01,000 --> 00:00:02,000\n[SPEAKER_01]: Why?\n\n"
        "2\n00:00:03,000 --> 00:00:04,000\n[SPEAKER_00]: So.\n\n"
        "3\n00:00:05,000 --> 00:00:06,000\n[SPEAKER_01]: Thanks.\n"
    )
    assert [turn.speaker for turn in found] == ["SPEAKER_01", "SPEAKER_00", "SPEAKER_01"]
    assert [turn.text for turn in found] == ["Why?", "So.", "Thanks."]


def test_only_a_line_of_bare_times_makes_a_subrip_file() -> None:
    assert is_subrip("\n\n1\n00:00:01,000 --> 00:00:02,000\nOne.\n")
    assert not is_subrip("[00:01.000 --> 00:02.000]  One.\n")
    assert not is_subrip("Words.\n")


@pytest.mark.parametrize(
    ("tail", "line"),
    [
        ("2\n00:00:03,000 --> 00:00:02,000\nTwo.\n", 6),
        ("2\n00:00:0x,000 --> 00:00:05,000\nTwo.\n", 6),
        ("2\n00:00:03:12 --> 00:00:05:12\nTwo.\n", 6),
        ("2\n00:00:03,000 -->\nTwo.\n", 6),
        ("2", 5),
        ("2\n", 5),
        ("2\n00:00:03", 6),
        ("2\n00:00:03,000 --> 00:00:0", 6),
        ("2\n00:00:03,000 --> 00:00:04,000", 6),
        ("2\n00:00:03,000 --> 00:00:04,000\n", 6),
    ],
)
def test_what_is_broken_or_cut_off_is_refused_with_its_line(tail: str, line: int) -> None:
    with pytest.raises(WrongUse, match=rf"^talk\.srt, line {line}: "):
        turns(f"1\n00:00:01,000 --> 00:00:02,000\nOne.\n\n{tail}")
