"""Times at the start of the lines of a plain text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from enum import Enum, auto
from itertools import pairwise

from dragoman.errors import WrongUse
from dragoman.intake.broken_file import broken_file
from dragoman.intake.clock import parse_clock
from dragoman.intake.label_words import label_parts
from dragoman.intake.speaker_labels import looks_like_label

_CLOCK = r"[0-9]{1,4}(?::[0-9]{1,3}){1,2}(?:[.,][0-9]{1,9})?"
_RANGE = rf"(?P<start>{_CLOCK})(?:[ \t]?(?:-->|->|[-–—])[ \t]?(?P<end>{_CLOCK}))?"
_BRACKETED = re.compile(rf"[ \t]{{0,16}}[\[(][ \t]?{_RANGE}[ \t]?[\])]:?")
_BARE = re.compile(rf"[ \t]{{0,16}}{_RANGE}:?(?=\s|$)")
_AFTER_NAME = re.compile(
    rf"[ \t]{{0,16}}(?P<label>[^\n:]{{1,60}}?)[ \t,–—-]{{0,8}}"
    rf"(?:(?<=[ \t,–—-])(?P<start>{_CLOCK}):?|[\[(](?P<bracketed>{_CLOCK})[\])](?::|(?=[ \t]*$)))"
)
_BROKEN = re.compile(r"[ \t]{0,16}[\[(][ \t]?[0-9]{1,4}:[0-9](?:[0-9:., ]{0,24}$|[^\])]{0,40}-->)")
_LONGEST_HEAD = 120
_BARE_SHARE = 0.1


class StampKind(Enum):
    """How a file writes its times."""

    BRACKETED = auto()
    BARE = auto()
    AFTER_NAME = auto()


@dataclass(frozen=True, slots=True)
class Stamp:
    """A time found on a line: as written, the label before it if any, and the words after it."""

    kind: StampKind
    start: str
    end: str | None
    label: str | None
    rest: str


@dataclass(frozen=True, slots=True)
class StampedLine:
    """A line with its time in ms read and taken off: ``text`` is what remains."""

    text: str
    start_ms: int | None = None
    end_ms: int | None = None
    label: str | None = None


def read_stamps(lines: Sequence[str], *, name: str, numbered: bool = True) -> list[StampedLine]:
    """Take the times off the lines of a text.

    Read are ``[00:43.810 --> 00:47.850]  words`` (Whisper), ``[00:01:02] words``, ``(01:02) words``, ``00:01:02 words``
    and a speaker's line such as ``Name 00:01:02`` (Otter), ``Name (01:02):`` or ``00:01:02 Name`` (Word). A way of
    writing times counts only where the file uses it: on its first line, or more than once and hardly ever going back;
    without brackets on a tenth of the lines. Raises ``WrongUse`` for a time that cannot be read or an end before its
    start, with the line if ``numbered``.
    """
    found = [_stamp(line) for line in lines]
    used = _kinds_in_use(lines, found)
    read: list[StampedLine] = []
    for number, (line, stamp) in enumerate(zip(lines, found, strict=True), 1):
        if stamp is not None and stamp.kind in used:
            read.append(_read(stamp, name, number if numbered else None))
        elif StampKind.BRACKETED in used and _BROKEN.match(line):
            raise unreadable_time(name, number if numbered else None)
        else:
            read.append(StampedLine(line))
    return _with_names_after_times(read)


def _with_names_after_times(read: list[StampedLine]) -> list[StampedLine]:
    """The same lines, a speaker's name that stands alone after a time made the label, where the file is written so."""
    timed = [place for place, line in enumerate(read) if line.start_ms is not None]
    written = [place for place, line in enumerate(read) if line.text.strip() or line.start_ms is not None]
    after = dict(pairwise(written))
    names = {
        place: name
        for place in timed
        if read[place].label is None and place in after and read[after[place]].start_ms is None
        for name in [" ".join(read[place].text.lstrip("-–— ").split())]
        if looks_like_label(name)
    }
    if len(names) * 2 < len(timed) or (
        len(names) < 2 and not all(label_parts(name).is_plain for name in names.values())
    ):
        return read
    return [replace(line, text="", label=names[place]) if place in names else line for place, line in enumerate(read)]


def leading_stamp(text: str) -> tuple[int, str] | None:
    """A bracketed time before words, as in ``Name: [00:01:02] words``: its ms and the words."""
    match = _BRACKETED.match(text)
    start = parse_clock(match["start"]) if match else None
    return (start, text[match.end() :].strip()) if match and start is not None else None


def _stamp(line: str) -> Stamp | None:
    match = _BRACKETED.match(line)
    if match:
        return Stamp(StampKind.BRACKETED, match["start"], match["end"], None, line[match.end() :].strip())
    match = _BARE.match(line)
    if match:
        return Stamp(StampKind.BARE, match["start"], match["end"], None, line[match.end() :].strip())
    return _stamp_after_name(line)


def _stamp_after_name(line: str) -> Stamp | None:
    if ":" not in line[:_LONGEST_HEAD]:
        return None
    match = _AFTER_NAME.match(line[:_LONGEST_HEAD])
    if match is None:
        return None
    label, rest = match["label"].strip(" \t*").removesuffix(":"), line[match.end() :].strip(" \t*")
    if label.startswith("[") and label.endswith("]"):
        label = label[1:-1].strip()
    alone = not rest
    if not looks_like_label(label) or (match["start"] is not None and not alone):
        return None
    return Stamp(StampKind.AFTER_NAME, match["start"] or match["bracketed"], None, " ".join(label.split()), rest)


def _kinds_in_use(lines: Sequence[str], found: Sequence[Stamp | None]) -> frozenset[StampKind]:
    written = [place for place, line in enumerate(lines) if line.strip()]
    first = found[written[0]] if written else None
    used: set[StampKind] = {first.kind} if first is not None else set()
    for kind in StampKind:
        stamps = [stamp for stamp in found if stamp is not None and stamp.kind is kind]
        starts = [start for start in (parse_clock(stamp.start) for stamp in stamps) if start is not None]
        often = len(stamps) >= (max(2, _BARE_SHARE * len(written)) if kind is StampKind.BARE else 2)
        backwards = sum(later < earlier for earlier, later in pairwise(starts))
        if often and backwards * 10 <= len(starts):
            used.add(kind)
    return frozenset(used)


def _read(stamp: Stamp, name: str, number: int | None) -> StampedLine:
    start = parse_clock(stamp.start)
    end = None if stamp.end is None else parse_clock(stamp.end)
    if start is None or (end is None and stamp.end is not None):
        raise unreadable_time(name, number, written=stamp.start if start is None else stamp.end)
    if end is not None and end < start:
        reason = f"words that start at {stamp.start} end before, at {stamp.end}"
        raise broken_file(name, reason, "Correct the times, or export the file again.", line=number)
    return StampedLine(stamp.rest, start, end, stamp.label)


def unreadable_time(name: str, number: int | None, *, written: str | None = None) -> WrongUse:
    """The refusal of a time, shown as ``written``, on the line of that number."""
    advice = "Times are written [00:01:02] or [01:02.500 --> 01:04.000]; correct it, or export the file again."
    return broken_file(name, f"the time {written or 'at its start'} cannot be read", advice, line=number)
