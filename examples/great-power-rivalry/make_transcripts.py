"""Make the five transcripts of the example study from their scripts, each in a format that people really have.

Run by hand whenever a script changes: ``python make_transcripts.py``. The same scripts give the same files: times are
computed from the length of the words, nothing is drawn at random.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from interview_script import INTERVIEWER, ScriptedTurn, read_script

HERE = Path(__file__).resolve().parent
TRANSCRIPTS = HERE / "transcripts"
NOTICE = "Invented example: nobody said these words."
NOTICE_RU = "Вымышленный пример: этих слов никто не произносил."

START_MS = 2_400
BETWEEN_SENTENCES_MS = 350
BETWEEN_SPEAKERS_MS = 900
WORD_MS = 90
LETTER_MS = 52
DOCX_MOMENT = datetime(2025, 3, 28, 9, 0, tzinfo=UTC)
ZIP_MOMENT = (2025, 3, 28, 9, 0, 0)


@dataclass(frozen=True, slots=True)
class Spoken:
    """A sentence with the times of its words, in ms: ``words`` holds word, start and end."""

    turn: int
    speaker: str
    words: tuple[tuple[str, int, int], ...]

    @property
    def text(self) -> str:
        """The words of the sentence."""
        return " ".join(word for word, _, _ in self.words)

    @property
    def start_ms(self) -> int:
        """When the first word begins."""
        return self.words[0][1]

    @property
    def end_ms(self) -> int:
        """When the last word ends."""
        return self.words[-1][2]


def main() -> None:
    """Write all five transcripts."""
    for code, write in {"P04": vtt, "P05": srt, "P06": docx, "P07": txt, "P08": whisper_json}.items():
        turns = read_script(TRANSCRIPTS / "scripts" / f"{code}.txt")
        path = TRANSCRIPTS / f"{code}.{write.__name__.removeprefix('whisper_')}"
        path.write_bytes(write(turns))
        print(f"{path.relative_to(HERE)}: {len(turns)} turns, {path.stat().st_size} bytes")


def vtt(turns: list[ScriptedTurn]) -> bytes:
    """WebVTT as Zoom writes it: numbered cues, each with the name that the speaker showed in the call."""
    shown = {INTERVIEWER: "Interviewer", "P04": "Nora Vexelby"}
    cues = [
        f"{number}\n{_clock(spoken.start_ms)} --> {_clock(spoken.end_ms)}\n{shown[spoken.speaker]}: {spoken.text}\n"
        for number, spoken in enumerate(_timed(turns), start=1)
    ]
    return "\n".join(["WEBVTT\n", f"NOTE {NOTICE}\n", *cues]).encode()


def srt(turns: list[ScriptedTurn]) -> bytes:
    """SubRip with the speaker at the head of each cue."""
    shown = {INTERVIEWER: "Интервьюер", "P05": "P05"}
    cues = [
        f"{number}\n{_clock(spoken.start_ms, ',')} --> {_clock(spoken.end_ms, ',')}\n"
        f"{shown[spoken.speaker]}: {spoken.text}\n"
        for number, spoken in enumerate(_timed(turns), start=1)
    ]
    return "\n".join(cues).encode()


def docx(turns: list[ScriptedTurn]) -> bytes:
    """A Word file of ``Name: text`` paragraphs with bold names. The interviewer is named in two ways, as happens when
    two people type one transcript.
    """
    from docx import Document

    document = Document()
    properties = document.core_properties
    properties.title, properties.comments, properties.author = "P06", NOTICE_RU, "R2"
    properties.created = properties.modified = DOCX_MOMENT
    document.sections[0].header.paragraphs[0].text = NOTICE_RU
    for number, turn in enumerate(turns):
        paragraph = document.add_paragraph()
        paragraph.add_run(f"{_typed_name(turn.speaker, number)}:").bold = True
        paragraph.add_run(f" {turn.text}")
    written = io.BytesIO()
    document.save(written)
    return _with_fixed_times(written.getvalue())


def txt(turns: list[ScriptedTurn]) -> bytes:
    """Plain text, one turn a paragraph, each with the time at which it begins."""
    shown = {INTERVIEWER: "Interviewer", "P07": "P07"}
    starts: dict[int, int] = {}
    for spoken in _timed(turns):
        starts.setdefault(spoken.turn, spoken.start_ms)
    lines = [
        f"[{_clock(starts[number]).partition('.')[0]}] {shown[turn.speaker]}: {turn.text}\n"
        for number, turn in enumerate(turns)
    ]
    return "\n".join(lines).encode()


def whisper_json(turns: list[ScriptedTurn]) -> bytes:
    """JSON as Whisper and its relatives write it: segments with words, times in seconds, a leading space, a speaker."""
    shown = {INTERVIEWER: "Интервьюер", "P08": "Эксперт"}
    segments = [
        {
            "id": number,
            "start": spoken.start_ms / 1000,
            "end": spoken.end_ms / 1000,
            "text": f" {spoken.text}",
            "speaker": shown[spoken.speaker],
            "words": [
                {"word": f" {word}", "start": start / 1000, "end": end / 1000, "probability": 0.9}
                for word, start, end in spoken.words
            ],
        }
        for number, spoken in enumerate(_timed(turns))
    ]
    text = "".join(str(segment["text"]) for segment in segments)
    content: dict[str, Any] = {"notice": NOTICE_RU, "language": "ru", "text": text, "segments": segments}
    return (json.dumps(content, ensure_ascii=False, indent=1) + "\n").encode()


def _timed(turns: list[ScriptedTurn]) -> Iterator[Spoken]:
    moment = START_MS
    for number, turn in enumerate(turns):
        for sentence in turn.sentences():
            words = []
            for word in sentence.split(" "):
                end = moment + WORD_MS + LETTER_MS * len(word)
                words.append((word, moment, end))
                moment = end
            yield Spoken(number, turn.speaker, tuple(words))
            moment += BETWEEN_SENTENCES_MS
        moment += BETWEEN_SPEAKERS_MS - BETWEEN_SENTENCES_MS


def _clock(ms: int, mark: str = ".") -> str:
    seconds, ms = divmod(ms, 1000)
    return f"{seconds // 3600:02}:{seconds // 60 % 60:02}:{seconds % 60:02}{mark}{ms:03}"


def _typed_name(speaker: str, turn: int) -> str:
    if speaker != INTERVIEWER:
        return "Эксперт"
    return "Инт." if turn % 8 == 6 else "Интервьюер"


def _with_fixed_times(archive: bytes) -> bytes:
    """The same ZIP archive with one moment for every member, so that making it twice gives the same bytes."""
    written = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as new:
        for member in sorted(old.namelist(), key=lambda name: (name != "[Content_Types].xml", name)):
            new.writestr(zipfile.ZipInfo(member, ZIP_MOMENT), old.read(member), zipfile.ZIP_DEFLATED)
    return written.getvalue()


if __name__ == "__main__":
    main()
