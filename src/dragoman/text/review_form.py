"""The review form: a transcript as plain, diffable text that a person corrects in any editor.

    # Lines that begin with # are notes and are not read.

    [12] 00:01:02.3 P01: We talk to all our neighbours,
    and nobody is told to choose.

    [+] interviewer: A turn that was missing.

``[12]`` is the segment's number and never changes. A new turn is ``[+]``. A block that is gone is a removed segment.
Text may go on over several lines; a line that begins with ``[``, ``#`` or a backslash is written after a backslash, and
so is a colon in a speaker's name. A backslash alone is an empty line, or a turn without words.

Written and read again, a text keeps its words and its line breaks (every kind becomes ``\\n``); white space at the ends
of lines and empty lines at the ends of the text are not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.errors import WrongUse

NEW = "+"
_HEAD = re.compile(
    r"\[(?P<number>[0-9]{1,7}|\+)\]"
    r"(?:[ \t]+(?P<time>[0-9]{1,4}:[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,3})?)(?=[ \t]))?"
    r"[ \t]*+(?![0-9]+:[0-9])(?P<speaker>(?:[^:\\]|\\.)*?)[ \t]*:(?P<words>.*)",
    re.DOTALL,
)
_LINE_BREAK = re.compile(r"\r\n|\r|\n")
_ESCAPED = ("[", "#", "\\")


@dataclass(frozen=True, slots=True)
class FormEntry:
    """One turn of the form. ``number`` is None for a new one, ``start_ms`` where no time is given (ms of the tape)."""

    number: int | None
    speaker: str
    text: str
    start_ms: int | None = None


def write_form(entries: Iterable[FormEntry], *, notes: Sequence[str] = ()) -> str:
    """The form of a transcript. ``notes`` are lines for the person who reads it."""
    lines = [f"# {note}".rstrip() for note in notes]
    for entry in entries:
        time = "" if entry.start_ms is None else f" {form_time(entry.start_ms)}"
        number = NEW if entry.number is None else str(entry.number)
        speaker = re.sub(r"([:\\])", r"\\\1", " ".join(entry.speaker.split()))
        first, *rest = _LINE_BREAK.split(entry.text.strip())
        first = f"\\{first}" if first.startswith("\\") or not entry.text.strip() else first
        lines += ["", f"[{number}]{time} {speaker}: {first}", *map(_escaped, rest)]
    return "\n".join(lines) + "\n"


def read_form(text: str) -> list[FormEntry]:
    """The turns of a form. Raises ``WrongUse`` with the line of what cannot be read."""
    entries = list(_entries(text))
    if not entries:
        raise WrongUse(
            "The form holds no turn, so nothing was changed. A turn begins with its number: [12] P01: words."
        )
    seen: dict[int, int] = {}
    for line, entry in entries:
        if entry.number is not None and entry.number in seen:
            raise WrongUse(
                f"Line {line}: segment [{entry.number}] stands in line {seen[entry.number]} already. Nothing was "
                "changed. Write [+] before the second part of a turn that you split."
            )
        if entry.number is not None:
            seen[entry.number] = line
    return [entry for _, entry in entries]


def is_form(text: str) -> bool:
    """Whether a text is a review form rather than a transcript of another kind: its first turn is numbered."""
    lines = (line for line in _LINE_BREAK.split(text.removeprefix("\ufeff")) if line.strip() and line[0] != "#")
    return _HEAD.fullmatch(next(lines, "")) is not None


def form_time(ms: int) -> str:
    """A time of the tape as the form writes it, to a tenth of a second: ``00:01:02.3``."""
    tenths = ms // 100
    return f"{tenths // 36000:02d}:{tenths // 600 % 60:02d}:{tenths // 10 % 60:02d}.{tenths % 10}"


def _escaped(line: str) -> str:
    return f"\\{line}" if line.startswith(_ESCAPED) or not line.strip() else line


def _entries(text: str) -> Iterator[tuple[int, FormEntry]]:
    """Each turn with the line in which it begins."""
    head: tuple[int, FormEntry] | None = None
    body: list[str] = []
    for number, raw in enumerate(_LINE_BREAK.split(text.removeprefix("\ufeff")), start=1):
        line = raw.rstrip()
        if line.startswith("#") or not line:
            continue
        if not line.startswith("["):
            if head is None:
                raise WrongUse(f"Line {number}: a turn begins with its number, [12] P01: words. Nothing was changed.")
            body.append(line.removeprefix("\\"))
            continue
        if head is not None:
            yield _whole(head, body)
        head, body = (number, _head(number, line)), []
    if head is not None:
        yield _whole(head, body)


def _head(number: int, line: str) -> FormEntry:
    match = _HEAD.fullmatch(line)
    speaker = " ".join(re.sub(r"\\(.)", r"\1", match["speaker"]).split()) if match else ""
    if match is None or not speaker:
        raise WrongUse(
            f"Line {number} begins like a turn but cannot be read: '{line[:60]}'. Nothing was changed. A turn is "
            "[12] 00:01:02.3 P01: words; a line of words that begins with [ is written after a backslash."
        )
    segment = None if match["number"] == NEW else int(match["number"])
    return FormEntry(segment, speaker, match["words"].strip(), _ms(match["time"]))


def _whole(head: tuple[int, FormEntry], body: Sequence[str]) -> tuple[int, FormEntry]:
    line, entry = head
    text = "\n".join([entry.text.removeprefix("\\"), *body]).strip()
    if not text and not entry.text:
        raise WrongUse(
            f"Line {line}: the turn of {entry.speaker} has no words. Nothing was changed. Take the whole turn out to "
            "remove it."
        )
    return line, FormEntry(entry.number, entry.speaker, text, entry.start_ms)


def _ms(time: str | None) -> int | None:
    if time is None:
        return None
    hours, minutes, seconds = time.split(":")
    return int(hours) * 3_600_000 + int(minutes) * 60_000 + round(float(seconds) * 1000)
