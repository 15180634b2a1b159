"""WebVTT transcripts, as Zoom, Teams, YouTube and Whisper write them."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.intake.broken_file import broken_file
from dragoman.intake.cues import cue_turns, read_cues, timing
from dragoman.model.turn import Turn

_HEADER = re.compile(r"WEBVTT(?:[ \t].*)?")
_LANGUAGE = re.compile(r"[ \t]*Language:[ \t]*([A-Za-z]{2,3})(?:[-_][A-Za-z0-9-]{1,16})?[ \t]*")
_SKIPPED = re.compile(r"NOTE(?:[ \t].*)?|(?:STYLE|REGION)[ \t]*")


def is_webvtt(text: str) -> bool:
    """Whether a text begins as a WebVTT file must."""
    return _HEADER.fullmatch(text[:4_000].lstrip().split("\n", 1)[0]) is not None


def webvtt_turns(text: str, *, name: str) -> list[Turn]:
    """The turns of a WebVTT file (W3C, WebVTT: The Web Video Text Tracks Format), one for each cue and voice.

    Comments, styles and regions are passed over. Raises ``WrongUse`` with the line for a missing header, broken times,
    or a file that breaks off. ``name`` is the file's name.
    """
    lines = text.split("\n")
    if not is_webvtt(text):
        advice = "Export it again, or add it with `--format srt` if it is SubRip."
        raise broken_file(name, "a WebVTT file begins with the word WEBVTT, this one does not", advice, line=1)
    first = _header_end(lines)
    return cue_turns(list(read_cues(_without_comments(lines, first), first=first, name=name)), entities=True)


def webvtt_language(text: str) -> str | None:
    """The language that the header declares (YouTube writes ``Language: en``), as an ISO 639 code."""
    lines = text.split("\n", 50)
    for line in lines[1 : _header_end(lines)]:
        match = _LANGUAGE.fullmatch(line)
        if match:
            return match[1].lower()
    return None


def _header_end(lines: Sequence[str]) -> int:
    """Where the header ends: at the first blank line after it began, or at a cue that follows without one."""
    begun = False
    for index, line in enumerate(lines):
        if (begun and not line.strip()) or timing(line) is not None:
            return index
        begun = begun or bool(line.strip())
    return len(lines)


def _without_comments(lines: Sequence[str], first: int) -> list[str]:
    """The same lines, those of comments, styles and regions made blank, so that line numbers stay."""
    kept = list(lines)
    opens, skipping = True, False
    for index in range(first, len(lines)):
        blank = not lines[index].strip()
        if opens and not blank:
            skipping = _SKIPPED.fullmatch(lines[index]) is not None
        skipping = skipping and not blank
        if skipping:
            kept[index] = ""
        opens = blank
    return kept
