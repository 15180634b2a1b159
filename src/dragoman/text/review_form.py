"""The review form: a transcript as plain, diffable text that a person corrects in any editor.

    # Lines that begin with # are notes and are not read.

    [12] 00:01:02.3 P01: We talk to all our neighbours,
    and nobody is told to choose.

    [+] interviewer: A turn that was missing.

``[12]`` is the segment's number and never changes. A new turn is ``[+]``. A block that is gone is a removed segment.
Text may go on over several lines; a line that begins with ``[``, ``#`` or a backslash is written after a backslash.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.errors import WrongUse

NEW = "+"
_HEAD = re.compile(r"\[(?P<number>\d{1,7}|\+)\](?:[ \t]+(?P<time>\d+:\d{2}:\d{2}(?:\.\d{1,3})?))?[ \t]*(?P<rest>.*)")
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
        first, *rest = entry.text.split("\n")
        lines += ["", f"[{number}]{time} {entry.speaker}: {first}".rstrip(), *map(_escaped, rest)]
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
    lines = (line for line in text.removeprefix("\ufeff").splitlines() if line.strip() and not line.startswith("#"))
    first = next(lines, "")
    return _HEAD.fullmatch(first) is not None and not re.match(r"\[\d+:\d", first)


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
    for number, raw in enumerate(re.split(r"\r\n|\r|\n", text.removeprefix("\ufeff")), start=1):
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
    speaker, colon, words = match["rest"].partition(":") if match else ("", "", "")
    if match is None or not colon or not speaker.strip():
        raise WrongUse(
            f"Line {number} begins like a turn but cannot be read: '{line[:60]}'. Nothing was changed. A turn is "
            "[12] 00:01:02.3 P01: words; a line of words that begins with [ is written after a backslash."
        )
    segment = None if match["number"] == NEW else int(match["number"])
    return FormEntry(segment, speaker.strip(), words.strip(), _ms(match["time"]))


def _whole(head: tuple[int, FormEntry], body: Sequence[str]) -> tuple[int, FormEntry]:
    line, entry = head
    text = "\n".join([entry.text, *body]).strip("\n")
    if not text.strip():
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
