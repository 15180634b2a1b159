from __future__ import annotations

import hashlib
import io
import json
from pathlib import Path

import pytest

from dragoman.errors import WrongUse
from dragoman.intake.transcript_file import TranscriptFormat, read_transcript, transcript_from_bytes
from dragoman.model.turn import TimeMark, Turn

VTT = "WEBVTT\n\n00:01.000 --> 00:02.000\n<v Anna>Why?\n"
SRT = "1\n00:00:01,000 --> 00:00:02,000\nAnna: Why?\n"
TXT = "Anna: Why?\n"
JSON = '{"segments": [{"start": 1, "end": 2, "text": "Why?", "speaker": "Anna"}], "language": "en"}'


def word_file() -> bytes:
    from docx import Document

    made = Document()
    made.add_paragraph("Anna: Why?")
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


FILES = {
    TranscriptFormat.VTT: VTT.encode(),
    TranscriptFormat.SRT: SRT.encode(),
    TranscriptFormat.TXT: TXT.encode(),
    TranscriptFormat.JSON: JSON.encode(),
    TranscriptFormat.DOCX: word_file(),
}


@pytest.mark.parametrize("name", ["talk.txt", "talk.srt", "talk.vtt", "talk.json", "talk.docx", "talk.md", "talk"])
@pytest.mark.parametrize("format", sorted(set(TranscriptFormat) - {TranscriptFormat.TXT}))
def test_the_content_tells_the_format_whatever_the_name(tmp_path: Path, format: TranscriptFormat, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(FILES[format])
    found = read_transcript(path)
    assert found.format is format
    timed = format is not TranscriptFormat.DOCX
    assert found.turns == (Turn("Why?", "Anna", 1_000 if timed else None, 2_000 if timed else None),)
    assert found.sha256 == hashlib.sha256(FILES[format]).hexdigest()
    assert found.language == ("en" if format is TranscriptFormat.JSON else None)
    assert found.aliases == {"Anna": ()}


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("text", [VTT, SRT, TXT, JSON])
def test_every_text_format_in_every_encoding_with_every_line_end(text: str, encoding: str) -> None:
    plain = transcript_from_bytes(text.encode(), name="talk").turns
    for end in ("\n", "\r\n", "\r"):
        assert transcript_from_bytes(text.replace("\n", end).encode(encoding), name="talk").turns == plain


def test_a_given_format_overrules_content_and_name() -> None:
    as_text = transcript_from_bytes(b"[00:01] One.\n[00:02] Two.\n", name="talk.srt", format=TranscriptFormat.TXT)
    assert [turn.start_ms for turn in as_text.turns] == [1_000, 2_000]
    with pytest.raises(WrongUse, match=r"WEBVTT"):
        transcript_from_bytes(SRT.encode(), name="talk.srt", format=TranscriptFormat.VTT)


def test_spellings_are_merged_and_cues_joined() -> None:
    found = transcript_from_bytes(
        b"WEBVTT\n\n00:01.000 --> 00:02.000\n<v P. 4>Yes,\n\n00:02.500 --> 00:03.000\n<v P04>indeed.\n\n"
        b"00:03.000 --> 00:04.000\n<v INT>Why?\n\n00:04.000 --> 00:05.000\n<v Interviewer>How?\n",
        name="talk.vtt",
    )
    marks = (TimeMark(0, 4, 1_000, 2_000), TimeMark(5, 12, 2_500, 3_000))
    assert found.turns[0] == Turn("Yes, indeed.", "P04", 1_000, 3_000, marks)
    assert [(turn.speaker, turn.text) for turn in found.turns[1:]] == [("Interviewer", "Why? How?")]
    assert found.aliases == {"P04": ("P. 4",), "Interviewer": ("INT",)}


def test_speakers_that_are_unknown_stay_unnamed_and_apart() -> None:
    text = "Unknown Speaker  0:05  \nOne.\n\nUnknown Speaker  0:06  \nTwo.\n\nAnna  0:09  \nThree.\n"
    found = transcript_from_bytes(text.encode(), name="talk.txt")
    assert [(turn.speaker, turn.text) for turn in found.turns] == [(None, "One."), (None, "Two."), ("Anna", "Three.")]
    assert found.aliases == {"Anna": ()}


@pytest.mark.parametrize(
    ("data", "name", "because"),
    [
        (b"", "talk.txt", "the file is empty"),
        (b" \n\n\t\n" * 40, "talk.txt", "not one spoken word"),
        (b"\xef\xbb\xbf", "talk.txt", "not one spoken word"),
        (b"WEBVTT\n\n", "talk.vtt", "not one spoken word"),
        (b'{"segments": []}', "talk.json", "not one spoken word"),
        (b"Anna:\nMarat:\nAnna:\n", "talk.txt", "not one spoken word"),
        (b"words", "talk.docx", "called .docx but is no Word document"),
        (b"words", "talk.srt", "belong to no cue"),
        (b"words", "talk.vtt", "WEBVTT"),
        (b"words", "talk.json", "the JSON is broken"),
        (b"%PDF-1.7\n%\xe2\xe3", "talk.txt", "a PDF document"),
        (b"{\\rtf1\\ansi words}", "talk.txt", "RTF"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), "talk.doc", "old Word document"),
        (b"<!DOCTYPE html><html>", "talk.txt", "a web page"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "talk.txt", "neither UTF-8"),
    ],
)
def test_what_is_no_transcript_is_refused(data: bytes, name: str, because: str) -> None:
    with pytest.raises(WrongUse, match=rf"^{name}(, line \d+)?: .*{because}.* Nothing was stored\. \S"):
        transcript_from_bytes(data, name=name)


@pytest.mark.parametrize("name", ["talk.txt", "talk.vtt", "talk.docx", "talk.json"])
def test_a_recording_with_a_wrong_name_is_told_as_one(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(b"RIFF\x24\x00\x00\x00WAVEfmt " + bytes(2_000))
    with pytest.raises(WrongUse, match=r"looks like a recording.*Nothing was stored.*--as recording"):
        read_transcript(path)


def test_a_file_of_four_gigabytes_is_refused_at_once(tmp_path: Path) -> None:
    path = tmp_path / "talk.txt"
    with path.open("wb") as stream:
        stream.write(b"Anna: words\n")
        stream.truncate(4 << 30)
    with pytest.raises(WrongUse, match=r"^talk\.txt: it is larger than 64 MiB.* Nothing was stored\."):
        read_transcript(path)


def test_a_folder_and_a_missing_file_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"is a folder\. Nothing was stored\."):
        read_transcript(tmp_path)
    with pytest.raises(WrongUse, match=r"missing\.vtt does not exist\. Nothing was stored\."):
        read_transcript(tmp_path / "missing.vtt")


def test_a_word_file_with_a_wrong_format_is_refused() -> None:
    for wrong in set(TranscriptFormat) - {TranscriptFormat.DOCX}:
        with pytest.raises(WrongUse, match=r"Word document"):
            transcript_from_bytes(FILES[TranscriptFormat.DOCX], name="talk.docx", format=wrong)
    with pytest.raises(WrongUse, match=r"no Word document"):
        transcript_from_bytes(b"words", name="talk.docx", format=TranscriptFormat.DOCX)


def test_a_refusal_never_repeats_words_of_the_material() -> None:
    secret = "hedging"
    broken = [
        f"WEBVTT\n\n00:01.000 --> 00:0x {secret}\n{secret}\n",
        f"1\n00:00:03,000 --> 00:00:02,000\n{secret}\n",
        json.dumps([{"start": 2, "end": 1, "text": secret, "speaker": secret}]),
        f'{{"segments": [{{"text": "{secret}',
        f"[00:01.000 --> 00:02.000] {secret}\n[00:0 {secret} --> 00:03.000] {secret}\n",
        f"WEBVTT\n\n{secret}\n",
        f"{secret}\0",
    ]
    for text in broken:
        with pytest.raises(WrongUse) as refusal:
            transcript_from_bytes(text.encode(), name="talk")
        assert secret not in str(refusal.value)
