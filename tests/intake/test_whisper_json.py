from __future__ import annotations

import json
from typing import Any

import pytest

from dragoman.errors import WrongUse
from dragoman.intake.whisper_json import is_json, whisper_transcript
from dragoman.model.turn import TimeMark, Turn


def turns(content: Any) -> list[Turn]:
    return whisper_transcript(json.dumps(content), name="talk.json").turns


def test_segments_with_words_and_language() -> None:
    segment = {
        "id": 0,
        "start": 1.2345,
        "end": 229.04000000000002,
        "text": " It's  so.",
        "words": [{"word": " It's", "start": 1.2345, "end": 1.5}, {"word": " so.", "start": 1.5, "end": 2}],
    }
    found = whisper_transcript(json.dumps({"segments": [segment], "language": "en"}), name="talk.json")
    assert found.language == "en"
    assert found.turns == [
        Turn("It's so.", None, 1_234, 229_040, (TimeMark(0, 4, 1_234, 1_500), TimeMark(5, 8, 1_500, 2_000)))
    ]


def test_a_bare_list_words_that_are_null_and_speakers() -> None:
    assert turns([{"start": 0, "end": 1, "text": "Да.", "words": None, "speaker": "SPEAKER_01"}, {"text": "Нет."}]) == [
        Turn("Да.", "SPEAKER_01", 0, 1_000),
        Turn("Нет."),
    ]


def test_words_without_times_or_not_in_the_text_leave_no_mark() -> None:
    words = [
        {"word": "a"},
        {"word": "x", "start": 0, "end": 1},
        {"word": "c", "start": 1, "end": 2},
        {"word": "", "start": 0},
    ]
    assert turns([{"start": 0, "end": 2, "text": "a b c", "words": words}])[0].marks == (TimeMark(4, 5, 1_000, 2_000),)


def test_words_of_scripts_without_spaces_and_beyond_the_basic_plane() -> None:
    words = [{"word": word, "start": n, "end": n + 1} for n, word in enumerate(["我们", "🙂", "说"])]
    marks = turns([{"start": 0, "end": 3, "text": "我们🙂说", "words": words}])[0].marks
    assert [(mark.start, mark.end) for mark in marks] == [(0, 2), (2, 3), (3, 4)]


def test_segments_without_words_are_left_out() -> None:
    assert turns({"segments": [{"start": 0, "end": 1, "text": "  "}]}) == []


@pytest.mark.parametrize(
    ("declared", "language"), [("english", "en"), ("ru-RU", "ru"), ("Kazakh", "kk"), ("??", None), (3, None)]
)
def test_the_declared_language(declared: Any, language: str | None) -> None:
    text = json.dumps({"segments": [], "language": declared})
    assert whisper_transcript(text, name="talk.json").language == language


def test_what_looks_like_json() -> None:
    assert is_json('\n {"segments": []}')
    assert is_json("[ {}]")
    assert not is_json("[00:01.000 --> 00:02.000] words")
    assert not is_json("{words}")


@pytest.mark.parametrize(
    "segment",
    [
        {"start": 2, "end": 1, "text": "a"},
        {"start": -1, "end": 1, "text": "a"},
        {"start": "0", "end": 1, "text": "a"},
        {"start": True, "end": 1, "text": "a"},
        {"start": float("nan"), "end": 1, "text": "a"},
        {"start": 0, "end": float("inf"), "text": "a"},
        {"start": 0, "end": 10**400, "text": "a"},
        {"start": 0, "end": 1},
        {"start": 0, "end": 1, "text": 5},
        {"start": 0, "end": 1, "text": "\ud800"},
        {"start": 0, "end": 1, "text": "a\0"},
        {"start": 0, "end": 1, "text": "a", "speaker": 3},
        {"start": 0, "end": 1, "text": "a", "words": 3},
        {"start": 0, "end": 1, "text": "a", "words": [{"word": 3}]},
        {"start": 0, "end": 1, "text": "a", "words": [{"word": "a", "start": 1, "end": 0}]},
        "a",
        None,
    ],
)
def test_a_broken_segment_is_refused_with_its_number(segment: Any) -> None:
    with pytest.raises(WrongUse, match=r"^talk\.json, segment 2: .* Nothing was stored\. "):
        turns({"segments": [{"start": 0, "end": 1, "text": "a"}, segment]})


@pytest.mark.parametrize("content", [{}, {"segments": {}}, {"text": "a"}, 5, "a", None])
def test_other_json_is_refused(content: Any) -> None:
    with pytest.raises(WrongUse, match=r'^talk\.json: .*no list of "segments"'):
        turns(content)


def test_json_cut_off_anywhere_is_refused_with_its_line() -> None:
    whole = json.dumps({"segments": [{"start": 0, "end": 1.5, "text": "a \u00e4"}], "language": "en"}, indent=1)
    for length in range(len(whole)):
        with pytest.raises(WrongUse, match=r"^talk\.json, line \d+: ") as refusal:
            whisper_transcript(whole[:length], name="talk.json")
        line = int(str(refusal.value).split("line ")[1].split(":")[0])
        assert line <= whole.count("\n", 0, length) + 1


@pytest.mark.parametrize("text", ["[" * 100_000, "[" + "1" * 5_000 + "]"])
def test_json_that_is_an_attack_is_refused(text: str) -> None:
    with pytest.raises(WrongUse, match=r"^talk\.json: "):
        whisper_transcript(text, name="talk.json")
