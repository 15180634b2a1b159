"""Transcript files of every format that Dragoman reads."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from pathlib import Path

from dragoman.errors import WrongUse
from dragoman.intake.broken_file import broken_file
from dragoman.intake.joined_turns import join_turns
from dragoman.intake.label_words import label_parts
from dragoman.intake.plain_text import plain_text_turns
from dragoman.intake.speaker_labels import merge_aliases
from dragoman.intake.subrip import is_subrip, subrip_turns
from dragoman.intake.text_bytes import decode_text, looks_like_recording
from dragoman.intake.webvtt import is_webvtt, webvtt_language, webvtt_turns
from dragoman.intake.whisper_json import is_json, whisper_transcript
from dragoman.intake.word_document import word_turns
from dragoman.model.turn import Turn

LARGEST_FILE = 64 << 20
"""A transcript may have 64 MiB: a hundred hours of talk are about 5."""


class TranscriptFormat(StrEnum):
    """The formats of transcripts."""

    VTT = "vtt"
    SRT = "srt"
    DOCX = "docx"
    TXT = "txt"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class TranscriptFile:
    """What a transcript file holds.

    ``turns`` in the order of the file, cues of one named speaker joined; ``language`` as the file declares it (ISO
    639-1), else None; ``sha256`` of the bytes; ``aliases``: for each speaker's label the other spellings that stood for
    the same speaker.
    """

    turns: tuple[Turn, ...]
    format: TranscriptFormat
    language: str | None
    sha256: str
    aliases: dict[str, tuple[str, ...]] = field(default_factory=dict)


def read_transcript(path: Path, *, format: TranscriptFormat | None = None) -> TranscriptFile:
    """Read a transcript: WebVTT, SubRip, Word, plain text or Whisper's JSON.

    The content tells the format before the extension does; ``format`` overrules both. Raises ``WrongUse`` for a file
    that is missing, empty, too large, a recording, another kind of document, broken or cut off, naming the line where
    there is one, and for a file without a turn.
    """
    return transcript_from_bytes(_content(path), name=path.name, format=format)


def transcript_from_bytes(data: bytes, *, name: str, format: TranscriptFormat | None = None) -> TranscriptFile:
    """The same for the content of a file that is called ``name``."""
    _refuse_other_kinds(data, name)
    if format is TranscriptFormat.DOCX or data.startswith(b"PK"):
        found, language, turns = TranscriptFormat.DOCX, None, _word(data, name, format)
    else:
        text = decode_text(data, name=name)
        found = format or _format_of(text, name)
        language, turns = _read_text(text, found, name)
    if not turns:
        raise broken_file(
            name, f"there is not one spoken word in it (read as {found})", "Check that it is the right file."
        )
    named, aliases = _one_label_each(turns)
    return TranscriptFile(tuple(join_turns(named)), found, language, hashlib.sha256(data).hexdigest(), aliases)


def _content(path: Path) -> bytes:
    if not path.is_file():
        what = "is a folder" if path.is_dir() else "does not exist"
        raise WrongUse(f"{path} {what}. Nothing was stored. Check the name of the transcript file.")
    try:
        with path.open("rb") as stream:
            head = stream.read(64)
            _refuse_other_kinds(head, path.name)
            data = head + stream.read(LARGEST_FILE + 1 - len(head))
    except OSError as error:
        reason = error.strerror or "it cannot be read"
        raise WrongUse(f"{path} cannot be read: {reason}. Nothing was stored. Check that you may read it.") from None
    if len(data) > LARGEST_FILE:
        reason = f"it is larger than {LARGEST_FILE >> 20} MiB, far more than the words of an interview"
        raise broken_file(path.name, reason, "If it is a recording, add it with `--as recording`.")
    return data


def _refuse_other_kinds(data: bytes, name: str) -> None:
    """Refuse what is no transcript at all, by its first bytes."""
    if not data:
        raise broken_file(name, "the file is empty", "Check that it was saved or fetched completely.")
    if looks_like_recording(data[:64]):
        raise broken_file(name, "this looks like a recording, not a transcript", "To add it, use `--as recording`.")
    start = data[:64].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    for signature, kind in _OTHER_KINDS:
        if start.startswith(signature):
            raise broken_file(name, f"this is {kind}", "Save it as .docx or as plain text, and add that.")


_OTHER_KINDS = (
    (b"%pdf-", "a PDF document"),
    (b"{\\rtf", "a rich text document (RTF)"),
    (b"\xd0\xcf\x11\xe0", "an old Word document (.doc), or one that is locked with a password"),
    (b"<!doctype html", "a web page"),
    (b"<html", "a web page"),
    (b"<?xml", "an XML document"),
)


def _word(data: bytes, name: str, format: TranscriptFormat | None) -> list[Turn]:
    if format not in (None, TranscriptFormat.DOCX):
        raise broken_file(name, f"it is no {format} file but an archive or Word document", "Leave `--format` out.")
    if not data.startswith(b"PK"):
        raise broken_file(name, "it is no Word document", "Leave `--format` out, or save it as .docx in Word.")
    return word_turns(data, name=name)


def _format_of(text: str, name: str) -> TranscriptFormat:
    """By the content; by the extension where the content is silent."""
    if is_webvtt(text):
        return TranscriptFormat.VTT
    if is_json(text):
        return TranscriptFormat.JSON
    if is_subrip(text):
        return TranscriptFormat.SRT
    extension = Path(name).suffix.lower().removeprefix(".")
    if extension == TranscriptFormat.DOCX:
        raise broken_file(
            name, "it is called .docx but is no Word document", "Save it as .docx in Word, or call it .txt."
        )
    return TranscriptFormat(extension) if extension in set(TranscriptFormat) else TranscriptFormat.TXT


def _read_text(text: str, format: TranscriptFormat, name: str) -> tuple[str | None, list[Turn]]:
    if format is TranscriptFormat.VTT:
        return webvtt_language(text), webvtt_turns(text, name=name)
    if format is TranscriptFormat.JSON:
        whisper = whisper_transcript(text, name=name)
        return whisper.language, whisper.turns
    if format is TranscriptFormat.SRT:
        return None, subrip_turns(text, name=name)
    return None, plain_text_turns(text, name=name)


def _one_label_each(turns: Sequence[Turn]) -> tuple[list[Turn], dict[str, tuple[str, ...]]]:
    """The turns with one label for each known speaker, and the other spellings of each label."""
    labels = [turn.speaker for turn in turns if turn.speaker is not None and not label_parts(turn.speaker).is_nobody]
    standing = merge_aliases(labels)
    others: dict[str, list[str]] = defaultdict(list)
    for label, chosen in standing.items():
        others[chosen] += [label] if label != chosen else []
    named = [replace(turn, speaker=standing.get(turn.speaker or "")) for turn in turns]
    return named, {label: tuple(spellings) for label, spellings in others.items()}
