from __future__ import annotations

import pytest

from dragoman.errors import WrongUse
from dragoman.intake.webvtt import webvtt_language, webvtt_turns
from dragoman.model.turn import Turn


def turns(text: str) -> list[Turn]:
    return webvtt_turns(text, name="talk.vtt")


def test_cues_with_and_without_hours_identifiers_and_settings() -> None:
    found = turns(
        "WEBVTT - made up\n\n"
        "intro\n00:01.000 --> 00:02.500 align:start position:0%\nGood morning.\n\n"
        "1:00:03.000 --> 1:00:04.000\nTwo lines\nof one cue.\n"
    )
    assert found == [
        Turn("Good morning.", None, 1_000, 2_500),
        Turn("Two lines of one cue.", None, 3_603_000, 3_604_000),
    ]


def test_comments_styles_and_regions_are_passed_over() -> None:
    found = turns(
        "WEBVTT\nKind: captions\n\nNOTE\nwritten by a machine\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:fred\n\n"
        "NOTE one line\n\n00:01.000 --> 00:02.000\nNOTEbook is a word.\n\n"
        "00:03.000 --> 00:04.000\nNOTE this too, in a cue.\n"
    )
    assert [turn.text for turn in found] == ["NOTEbook is a word.", "NOTE this too, in a cue."]


def test_voice_spans_name_the_speaker_and_part_a_cue() -> None:
    found = turns(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Aigul T.>Is it so?</v>\n\n"
        "00:03.000 --> 00:05.000\n<v.loud Marat &amp; Co>It is.</v> <v Aigul T.>Good.\n"
    )
    assert found == [
        Turn("Is it so?", "Aigul T.", 1_000, 2_000),
        Turn("It is.", "Marat & Co", 3_000, 5_000),
        Turn("Good.", "Aigul T.", 3_000, 5_000),
    ]


def test_tags_are_removed_and_entities_decoded_but_words_in_angles_stay() -> None:
    found = turns(
        "WEBVTT\n\n00:01.000 --> 00:02.000\n"
        "<c.yellow>R&amp;D</c> <00:01.500><i>is</i> &lt;b&gt;&nbsp;1 <3 &unknown; AT&T <laughs> <lang ru>да</lang>\n"
    )
    assert [turn.text for turn in found] == ["R&D is <b> 1 <3 &unknown; AT&T <laughs> да"]


def test_the_names_that_zoom_writes_before_the_words() -> None:
    found = turns(
        "WEBVTT\n\n1\n00:00:01.000 --> 00:00:02.000\nAigul T.: Is it so?\n\n"
        "2\n00:00:03.000 --> 00:00:04.000\nMarat: It is: yes.\n\n"
        "3\n00:00:05.000 --> 00:00:06.000\nAigul T.: Good.\nMarat: Yes.\n"
    )
    assert found == [
        Turn("Is it so?", "Aigul T.", 1_000, 2_000),
        Turn("It is: yes.", "Marat", 3_000, 4_000),
        Turn("Good.", "Aigul T.", 5_000, 6_000),
        Turn("Yes.", "Marat", 5_000, 6_000),
    ]


def test_a_cue_without_a_name_among_named_ones_stays_unnamed() -> None:
    cues = ["Anna: Why?", "Marat: So.", "And more.", "Anna: Yes?", "Marat: No."]
    body = "\n".join(f"00:0{n}.000 --> 00:0{n}.500\n{cue}\n" for n, cue in enumerate(cues))
    assert [turn.speaker for turn in turns(f"WEBVTT\n\n{body}")] == ["Anna", "Marat", None, "Anna", "Marat"]


def test_words_after_a_blank_line_inside_a_cue_are_not_lost() -> None:
    found = turns("WEBVTT\n\n00:01.000 --> 00:02.000\nOne\n\ntwo.\n\n00:03.000 --> 00:04.000\nThree.\n")
    assert [turn.text for turn in found] == ["One two.", "Three."]


def test_cues_without_words_give_no_turn() -> None:
    found = turns("WEBVTT\n\n00:01.000 --> 00:02.000\n\n00:03.000 --> 00:04.000\nWords.\n\n00:05.000 --> 00:06.000\n\n")
    assert [turn.text for turn in found] == ["Words."]


def test_the_header_may_declare_a_language() -> None:
    assert webvtt_language("WEBVTT\nKind: captions\nLanguage: ru-RU\n\n00:01.000 --> 00:02.000\nДа.\n") == "ru"
    assert webvtt_language("WEBVTT\n\n00:01.000 --> 00:02.000\nLanguage: en\n") is None


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("WEBVTT\n\n00:01.000 --> 00:00.500\nWords.\n", 3),
        ("WEBVTT\n\n1\n00:01.000 --> 00:0x.500\nWords.\n", 4),
        ("WEBVTT\n\none\n00:01,000 -> nonsense --> 00:02.000\nWords.\n", 4),
        ("WEBVTT\n\n00:61.000 --> 00:62.000\nWords.\n", 3),
        ("WEBVTT\n\n00:75:01.000 --> 00:76:00.000\nWords.\n", 3),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nWords.\n00:02.0x --> 00:03.000\nMore.\n", 5),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nWords.\n\n00:02.000 --> 00:03.0", 6),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nWords.\n\n00:02.000 --", 6),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nWords.\n\n00:02.", 6),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nWords.\n\n7\n00:02.000 --> 00:03.000\n", 7),
        ("WEBVTT\n\nWords without a time.\n", 3),
        ("Words.\n", 1),
    ],
)
def test_what_is_broken_or_cut_off_is_refused_with_its_line(text: str, line: int) -> None:
    with pytest.raises(WrongUse, match=rf"^talk\.vtt, line {line}: .* Nothing was stored\. "):
        turns(text)
