"""Turns that nobody planned, written in each format and read back."""

from __future__ import annotations

import html
import json
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.intake.joined_turns import join_turns
from dragoman.intake.transcript_file import TranscriptFormat, transcript_from_bytes
from dragoman.model.turn import Turn

SPEAKERS = ["Interviewer", "P04", "Anna Berg", "Эксперт 2", "SPEAKER_07", "Әсел Нұрланқызы", "王明"]
ANY_WORD = st.text(st.characters(exclude_categories=("Cs", "Cc", "Z")), min_size=1, max_size=8)
PLAIN_WORD = st.text("abcdeäжқғһü我們🙂-,.?!'", min_size=1, max_size=8).filter(lambda word: "--" not in word)


@st.composite
def spoken(draw: st.DrawFn, words: st.SearchStrategy[str]) -> list[Turn]:
    """Turns in the order of time, all of them named or none; each begins with a small letter, so with no label."""
    named = draw(st.booleans())
    clock, turns = 0, []
    for _ in range(draw(st.integers(1, 8))):
        clock += draw(st.integers(0, 5_000))
        start, clock = clock, clock + draw(st.integers(0, 4_000_000))
        text = " ".join(["w", *draw(st.lists(words, max_size=6))])
        turns.append(Turn(text, draw(st.sampled_from(SPEAKERS)) if named else None, start, clock))
    return turns


def clock(milliseconds: int, point: str = ".", *, hours: bool = True) -> str:
    seconds, rest = divmod(milliseconds, 1_000)
    minutes, seconds = divmod(seconds, 60)
    if not hours and minutes < 60:
        return f"{minutes:02}:{seconds:02}{point}{rest:03}"
    return f"{minutes // 60:02}:{minutes % 60:02}:{seconds:02}{point}{rest:03}"


def labelled(turn: Turn) -> str:
    return turn.text if turn.speaker is None else f"{turn.speaker}: {turn.text}"


def as_vtt(turns: Sequence[Turn]) -> str:
    cues = []
    for turn in turns:
        words = html.escape(turn.text, quote=False)
        voice = "" if turn.speaker is None else f"<v {html.escape(turn.speaker)}>"
        times = f"{clock(turn.start_ms or 0, hours=False)} --> {clock(turn.end_ms or 0, hours=False)}"
        cues.append(f"{times}\n{voice}{words}\n")
    return "WEBVTT\n\n" + "\n".join(cues)


def as_srt(turns: Sequence[Turn]) -> str:
    return "\n".join(
        f"{number}\n{clock(turn.start_ms or 0, ',')} --> {clock(turn.end_ms or 0, ',')}\n{labelled(turn)}\n"
        for number, turn in enumerate(turns, 1)
    )


def as_txt(turns: Sequence[Turn]) -> str:
    return "".join(
        f"[{clock(turn.start_ms or 0, hours=False)} --> {clock(turn.end_ms or 0, hours=False)}]  {labelled(turn)}\n"
        for turn in turns
    )


def as_json(turns: Sequence[Turn]) -> str:
    segments = [
        {
            "id": number,
            "start": (turn.start_ms or 0) / 1_000,
            "end": (turn.end_ms or 0) / 1_000,
            "text": f" {turn.text}",
        }
        | ({} if turn.speaker is None else {"speaker": turn.speaker})
        for number, turn in enumerate(turns)
    ]
    return json.dumps({"segments": segments})


def read(text: str, format: TranscriptFormat) -> list[Turn]:
    found = transcript_from_bytes(text.encode(), name="talk")
    assert found.format is format
    return list(found.turns)


@given(spoken(ANY_WORD))
def test_webvtt(turns: list[Turn]) -> None:
    assert read(as_vtt(turns), TranscriptFormat.VTT) == join_turns(turns)


@given(spoken(ANY_WORD))
def test_whisper_json(turns: list[Turn]) -> None:
    assert read(as_json(turns), TranscriptFormat.JSON) == join_turns(turns)


@given(spoken(ANY_WORD.filter(lambda word: not set("<>{}") & set(word))))
def test_subrip(turns: list[Turn]) -> None:
    assert read(as_srt(turns), TranscriptFormat.SRT) == join_turns(turns)


@given(spoken(ANY_WORD))
def test_text_with_times(turns: list[Turn]) -> None:
    assert read(as_txt(turns), TranscriptFormat.TXT) == join_turns(turns)


@pytest.mark.parametrize("between", ["\n", "\n\n"])
@given(spoken(PLAIN_WORD))
def test_text_without_times(between: str, turns: list[Turn]) -> None:
    untimed = [replace(turn, start_ms=None, end_ms=None) for turn in turns]
    assert read(between.join(labelled(turn) for turn in turns), TranscriptFormat.TXT) == join_turns(untimed)


@given(spoken(PLAIN_WORD))
def test_word_tables_and_paragraphs(turns: list[Turn]) -> None:
    from tests.intake.test_word_document import body

    def paragraph(text: str) -> str:
        return f"<w:p><w:r><w:t>{html.escape(text)}</w:t></w:r></w:p>"

    named = [replace(turn, start_ms=None, end_ms=None, speaker=turn.speaker or "Anna") for turn in turns]
    as_paragraphs = "".join(paragraph(labelled(turn)) for turn in named)
    assert list(transcript_from_bytes(body(as_paragraphs), name="talk").turns) == join_turns(named)
    rows = "".join(
        f"<w:tr><w:tc>{paragraph(turn.speaker or '')}</w:tc><w:tc>{paragraph(turn.text * 9)}</w:tc></w:tr>"
        for turn in named
    )
    nine = [replace(turn, text=turn.text * 9) for turn in named]
    assert list(transcript_from_bytes(body(f"<w:tbl>{rows}</w:tbl>"), name="talk").turns) == join_turns(nine)
