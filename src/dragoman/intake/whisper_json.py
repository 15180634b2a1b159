"""Transcripts as Whisper and WhisperX write them in JSON."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from dragoman.errors import WrongUse
from dragoman.intake.broken_file import broken_file
from dragoman.intake.clock import LATEST_MS
from dragoman.model.turn import TimeMark, Turn

_REACH = 40
_LANGUAGE_NAMES = {
    "arabic": "ar", "azerbaijani": "az", "belarusian": "be", "chinese": "zh", "english": "en", "french": "fr",
    "german": "de", "hindi": "hi", "indonesian": "id", "italian": "it", "japanese": "ja", "kazakh": "kk",
    "korean": "ko", "kyrgyz": "ky", "mandarin": "zh", "mongolian": "mn", "persian": "fa", "polish": "pl",
    "portuguese": "pt", "russian": "ru", "spanish": "es", "tajik": "tg", "tatar": "tt", "turkish": "tr",
    "ukrainian": "uk", "uzbek": "uz",
}  # fmt: skip
_EXPORT_AGAIN = "Export it again, or correct it in a text editor."


@dataclass(frozen=True, slots=True)
class WhisperTranscript:
    """The turns of a Whisper file and the language it declares (ISO 639-1), None where it declares none."""

    turns: list[Turn]
    language: str | None


def is_json(text: str) -> bool:
    """Whether a text begins like a JSON object or a list of them."""
    head = "".join(text[:4_000].split())[:2]
    return head in ("{", "[", '{"', "{}", "[{", "[]")


def whisper_transcript(text: str, *, name: str) -> WhisperTranscript:
    """Read ``{"segments": [...], "language": ...}`` or a bare list of segments, one turn for each segment.

    A segment has ``text``, ``start`` and ``end`` in seconds, ``words`` (null, or a list with word, start and end, which
    become time marks) and, from WhisperX, ``speaker``. Segments without words are left out. Raises ``WrongUse`` for
    broken JSON (with the line), another structure, or broken times (with the segment). ``name`` is the file's name.
    """
    content = _parsed(text, name)
    segments = content.get("segments") if isinstance(content, dict) else content
    if not isinstance(segments, list):
        raise broken_file(
            name,
            'it is JSON, but no Whisper transcript: there is no list of "segments"',
            "Dragoman reads the JSON of Whisper and WhisperX; export VTT or SRT instead.",
        )
    turns = [turn for number, segment in enumerate(segments, 1) for turn in _turns(segment, number, name)]
    return WhisperTranscript(turns, _language(content.get("language") if isinstance(content, dict) else None))


def _parsed(text: str, name: str) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        broken_off = "the JSON breaks off" if error.pos >= len(text.rstrip()) - 1 else "the JSON is broken"
        reason = f"{broken_off} at character {error.colno}"
        raise broken_file(name, reason, _EXPORT_AGAIN, line=error.lineno) from None
    except RecursionError:
        raise broken_file(name, "its lists are nested too deep for a transcript", _EXPORT_AGAIN) from None
    except ValueError:
        raise broken_file(name, "it holds a number that is too long", _EXPORT_AGAIN) from None


def _turns(segment: Any, number: int, name: str) -> Iterator[Turn]:
    if not isinstance(segment, dict) or not isinstance(segment.get("text"), str):
        raise _broken_segment(name, number, 'it has no "text"')
    text = " ".join(segment["text"].split())
    speaker = segment.get("speaker")
    if speaker is not None and not isinstance(speaker, str):
        raise _broken_segment(name, number, 'its "speaker" is no text')
    _refuse_unstorable(text + (speaker or ""), name, number)
    start, end = _times(segment, number, name, "this segment")
    marks = tuple(_marks(text, segment.get("words"), number, name))
    if text:
        yield Turn(text, " ".join((speaker or "").split()) or None, start, end, marks)


def _refuse_unstorable(text: str, name: str, number: int) -> None:
    """JSON can spell halves of characters and NUL, which no text may hold."""
    if "\0" in text or any("\ud800" <= sign <= "\udfff" for sign in text):
        raise _broken_segment(name, number, "its text holds NUL or half a character")


def _times(item: dict[str, Any], number: int, name: str, what: str) -> tuple[int | None, int | None]:
    start, end = (_milliseconds(item.get(key), number, name, what) for key in ("start", "end"))
    if start is not None and end is not None and end < start:
        raise _broken_segment(name, number, f"{what} ends before it starts")
    return start, end


def _milliseconds(value: Any, number: int, name: str, what: str) -> int | None:
    if value is None:
        return None
    usable = isinstance(value, int | float) and not isinstance(value, bool)
    if not usable or not 0 <= value <= LATEST_MS / 1_000:
        raise _broken_segment(name, number, f"a time of {what} is no number of seconds")
    return round(float(value) * 1_000)


def _marks(text: str, words: Any, number: int, name: str) -> Iterator[TimeMark]:
    """A mark for each word that has times and is found in the text, in its order."""
    if words is None:
        return
    if not isinstance(words, list):
        raise _broken_segment(name, number, '"words" is neither null nor a list')
    place = 0
    for item in words:
        word = item.get("word") if isinstance(item, dict) else None
        if not isinstance(word, str):
            raise _broken_segment(name, number, 'one of its "words" has no "word"')
        start, end = _times(item, number, name, "a word")
        spelled = " ".join(word.split())
        found = text.find(spelled, place, place + _REACH + len(spelled)) if spelled else -1
        if found >= 0:
            place = found + len(spelled)
            if start is not None and end is not None:
                yield TimeMark(found, place, start, end)


def _language(declared: Any) -> str | None:
    """The code of a declared language, which Whisper's own service spells out in English."""
    if not isinstance(declared, str):
        return None
    language = declared.strip().lower().replace("_", "-").split("-")[0]
    if language in _LANGUAGE_NAMES:
        return _LANGUAGE_NAMES[language]
    return language if 2 <= len(language) <= 3 and language.isascii() and language.isalpha() else None


def _broken_segment(name: str, number: int, reason: str) -> WrongUse:
    return broken_file(name, reason, _EXPORT_AGAIN, line=number, unit="segment")
