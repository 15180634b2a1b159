"""Whatever bytes come: a transcript or a refusal, never another error, and in time that grows with the file."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.errors import WrongUse
from dragoman.intake.transcript_file import TranscriptFile, TranscriptFormat, transcript_from_bytes
from tests.intake.test_transcript_file import FILES

NAMES = ["talk.vtt", "talk.srt", "talk.txt", "talk.json", "talk.docx", "talk"]
STARTS = [
    b"",
    b"WEBVTT\n\n",
    b"1\n00:00:01,000 --> 00:00:02,000\n",
    b"[00:01] ",
    b'{"segments": [',
    b"PK\x03\x04",
    b"\xff\xfe",
]
PIECES = [
    "WEBVTT", "NOTE", "STYLE", "\n", "\n\n", "\r", "1", "2", "00:01.000", "00:00:02,500", " --> ", "-->",
    "<v Anna>", "<v", "</v>", "<i>", "&amp;", "&#x110000;", "{\\an8}", "Anna: ", "Marat: ", "P. 4: ", "P04: ",
    "Interviewer:", "Anna\n", "[00:01]", "(00:02)", "[", "words", " ", "?", "99:99", "²", "٣", "\u2028", "\ufeff",
    "\x85", "İ", "(Host)", "#", "１",
]  # fmt: skip


def attempt(data: bytes, name: str, format: TranscriptFormat | None = None) -> TranscriptFile | None:
    try:
        found = transcript_from_bytes(data, name=name, format=format)
    except WrongUse:
        return None
    assert found.turns
    for turn in found.turns:
        assert turn.text == " ".join(turn.text.split()) != ""
        turn.text.encode()
        assert all(0 <= mark.start < mark.end <= len(turn.text) and mark.start_ms <= mark.end_ms for mark in turn.marks)
    assert {turn.speaker for turn in found.turns if turn.speaker} == set(found.aliases)
    return found


@given(st.sampled_from(STARTS), st.binary(max_size=300), st.sampled_from(NAMES))
def test_random_bytes(start: bytes, data: bytes, name: str) -> None:
    attempt(start + data, name)


@settings(max_examples=300)
@given(
    st.sampled_from(STARTS),
    st.lists(st.sampled_from(PIECES), max_size=30),
    st.sampled_from(NAMES),
    st.sampled_from([None, *TranscriptFormat]),
)
def test_random_pieces_of_transcripts(
    start: bytes, pieces: list[str], name: str, format: TranscriptFormat | None
) -> None:
    attempt(start + "".join(pieces).encode(), name, format)


@pytest.mark.parametrize("format", list(TranscriptFormat))
@given(data=st.data())
def test_files_damaged_in_one_place(format: TranscriptFormat, data: st.DataObject) -> None:
    whole = FILES[format]
    place = data.draw(st.integers(0, len(whole)))
    attempt(whole[:place] + data.draw(st.binary(max_size=4)) + whole[place + data.draw(st.integers(0, 4)) :], "talk")


@pytest.mark.parametrize("format", [TranscriptFormat.VTT, TranscriptFormat.SRT, TranscriptFormat.JSON])
def test_files_cut_off_anywhere_before_their_words_are_refused(format: TranscriptFormat) -> None:
    whole = FILES[format]
    words = whole.index(b"Anna: W" if format is TranscriptFormat.SRT else b"Why?")
    for length in range(words):
        assert attempt(whole[:length], f"talk.{format}") is None


@pytest.mark.parametrize(
    "piece",
    ["a", " ", "\t", "<", "<v", "<v ", "<v.a", "<c.", "&", "&a", "{\\", "[", "(", "1", "1:", "-->", "A.", "Anna ",
     "Anna: ", "[00:01] ", "[0:1 ", "00:01 ", "\u00a0", "—", "**", ": ", "(a", "#"],
)  # fmt: skip
def test_one_line_of_five_megabytes_takes_a_moment(piece: str) -> None:
    line = piece * (5_000_000 // len(piece.encode()))
    for before in ("", "WEBVTT\n\n00:01.000 --> 00:02.000\n", "1\n00:00:01,000 --> 00:00:02,000\n"):
        began = time.process_time()
        attempt((before + line).encode(), "talk")
        assert time.process_time() - began < 5


@pytest.mark.parametrize(
    ("piece", "megabytes"),
    [
        ("00:01.000 --> 00:02.000\nand these are the words of one cue\n\n", 8),
        ("[00:01.000 --> 00:02.000]  and these are the words of one line\n", 4),
        ("Anna: these are the words of one line\n\nMarat: and these\nof another\n\n", 4),
        ("these are the words of one line, that is: some words\n", 4),
    ],
)
def test_a_large_file_takes_time_in_proportion(piece: str, megabytes: int) -> None:
    began = time.process_time()
    assert attempt((piece * (megabytes * 1_000_000 // len(piece))).encode(), "talk") is not None
    assert time.process_time() - began < 5 * megabytes


def test_thirty_thousand_labels_are_no_trouble() -> None:
    cues = "".join(
        f"00:01.000 --> 00:02.000\n<v {name}>words\n\n" for n in range(15_000) for name in (f"I{n}", f"Interviewer {n}")
    )
    began = time.process_time()
    found = attempt(f"WEBVTT\n\n{cues}".encode(), "talk")
    assert found is not None
    assert len(found.aliases) == 15_000
    assert time.process_time() - began < 20
