"""Cues: the timed pieces that WebVTT and SubRip files are made of."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from dragoman.errors import WrongUse
from dragoman.intake.broken_file import broken_file
from dragoman.intake.clock import parse_clock
from dragoman.intake.speaker_labels import labels_in_use, leading_label
from dragoman.model.turn import Turn

_TIMING = re.compile(r"[ \t]*([0-9][0-9:.,]{3,24})[ \t]*-->[ \t]*([0-9][0-9:.,]{3,24})(?:[ \t].*)?")
_TIMING_CUT_OFF = re.compile(r"[ \t]*[0-9]{1,4}:[0-9]{0,4}[0-9:.,]{0,24}[ \t]*-{0,2}>?[ \t]*[0-9:.,]{0,24}[ \t]*")
_BROKEN_TIMING = re.compile(r"[ \t]*[0-9]{1,4}:\S{0,24}[ \t]*-->[ \t]*[0-9]")
_VOICE = re.compile(r"<v(?:\.[^\s<>]*)?(?:\s([^<>]*))?>|</v>")
_TAG = re.compile(r"</?(?:c|i|b|u|s|font|lang|ruby|rt)(?:\.[^\s<>]*)?(?:\s[^<>]*)?>|<[0-9]{1,4}:[0-9:.]{1,16}>")
_OPEN_TAG = re.compile(r"<(?:[0-9]{1,4}:[0-9:.]*|/?(?:v|c|i|b|u|s|font|lang|ruby|rt)?(?:[\s.][^<>]*)?)")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@dataclass(slots=True)
class Cue:
    """A cue as it stands in the file: ``line`` is where its times stand, ``identifier`` the line above them."""

    start_ms: int
    end_ms: int
    line: int
    identifier: str
    payload: list[str] = field(default_factory=list)


def timing(line: str) -> tuple[str, str] | None:
    """The two times of a line such as ``00:01.000 --> 00:02.500 align:start``, unread; None for another line."""
    match = _TIMING.fullmatch(line)
    return (match[1], match[2]) if match else None


def read_cues(lines: Sequence[str], *, first: int, name: str) -> Iterator[Cue]:
    """The cues of a file from line index ``first`` on, in the order of the file.

    A blank line ends a cue; a block without times continues the words of the cue before, since a blank line inside a
    caption is a common slip and words must not be lost. Raises ``WrongUse`` with the line for times that cannot be
    read, an end before its start, words that belong to no cue, and a file that breaks off.
    """
    cue: Cue | None = None
    for start, stop in _blocks(lines, first):
        timed = False
        for number in range(start, stop):
            times = _times(lines, number, name, opens=not timed and number <= start + 1)
            if times is not None:
                identifier = _take_identifier(lines, number, start, cue)
                if cue is None and number > start + 1:
                    raise _homeless(name, start)
                if cue is not None:
                    yield cue
                cue, timed = Cue(*times, number + 1, identifier), True
            elif cue is not None:
                cue.payload.append(lines[number])
        if cue is None:
            raise _homeless(name, start)
    if cue is not None:
        _refuse_broken_off(lines, cue, name)
        yield cue


def _blocks(lines: Sequence[str], first: int) -> Iterator[tuple[int, int]]:
    """Where the lines between blank lines start and stop."""
    start = None
    for index in range(first, len(lines)):
        if lines[index].strip():
            start = index if start is None else start
        elif start is not None:
            yield start, index
            start = None
    if start is not None:
        yield start, len(lines)


def _times(lines: Sequence[str], number: int, name: str, *, opens: bool) -> tuple[int, int] | None:
    """The times on this line in ms, None where the line holds none. ``opens``: here is where times must stand."""
    line = lines[number]
    found = timing(line)
    if found is None:
        if _BROKEN_TIMING.match(line) or (opens and _misses_times(lines, number)):
            raise _broken_times(name, number, "the times of this cue cannot be read")
        return None
    start, end = parse_clock(found[0]), parse_clock(found[1])
    if start is None or end is None:
        raise _broken_times(name, number, "the times of this cue cannot be read")
    if end < start:
        raise _broken_times(name, number, "this cue ends before it starts")
    return start, end


def _misses_times(lines: Sequence[str], number: int) -> bool:
    """Whether a line at the place of times holds an arrow or half a time."""
    line = lines[number]
    return "-->" in line[:64] or _TIMING_CUT_OFF.fullmatch(line) is not None


def _broken_times(name: str, number: int, reason: str) -> WrongUse:
    advice = "Times are written 00:01:02.500 --> 00:01:04.000; correct the line, or export the file again."
    return broken_file(name, reason, advice, line=number + 1)


def _homeless(name: str, number: int) -> WrongUse:
    return broken_file(name, "these words belong to no cue", "Give them a time, or remove them.", line=number + 1)


def _take_identifier(lines: Sequence[str], number: int, block_start: int, cue: Cue | None) -> str:
    """The line above the times, taken back from the cue before, which it was counted to until now."""
    if number == block_start:
        return ""
    above = lines[number - 1].strip()
    own_line = number == block_start + 1 and timing(lines[block_start]) is None
    if not own_line and not above.isdecimal():
        return ""
    if cue is not None and cue.payload and cue.line != number:
        cue.payload.pop()
    return above


def _refuse_broken_off(lines: Sequence[str], cue: Cue, name: str) -> None:
    """A last cue without words whose block the file does not even close, an open tag, or a number without its cue."""
    advice = "It seems cut off: fetch or export it again, or remove the unfinished end."
    if not any(line.strip() for line in cue.payload) and len(lines) - cue.line < 2:
        raise broken_file(name, "the file breaks off after the times of this cue", advice, line=cue.line)
    last = max(index for index, line in enumerate(lines) if line.strip())
    if _OPEN_TAG.fullmatch(lines[last][lines[last].rfind("<") :]):
        raise broken_file(name, "the file breaks off within a tag", advice, line=last + 1)
    number, following = _count(cue.identifier), _count(lines[last])
    if number is not None and following == number + 1 and not lines[last - 1].strip():
        raise broken_file(name, "the file breaks off after the number of a cue", advice, line=last + 1)


def _count(text: str) -> int | None:
    return int(text) if len(text) < 12 and text.strip().isdecimal() else None


@dataclass(frozen=True, slots=True)
class _Piece:
    """What one voice says within a cue: ``voice`` is None where the markup names nobody."""

    cue: Cue
    voice: str | None
    lines: tuple[str, ...]


def cue_turns(cues: Sequence[Cue], *, entities: bool) -> list[Turn]:
    """The turns of cues: one for each voice in a cue, named by ``<v Name>`` or by a leading "Name:".

    Markup is removed (W3C WebVTT, section "WebVTT cue text parsing rules"; the tags of SubRip are a part of it), tags
    of other names are left as words. With ``entities``, character references are decoded. Cues without words give no
    turn.
    """
    pieces = [piece for cue in cues for piece in _pieces(cue, entities)]
    used = labels_in_use(piece.lines for piece in pieces if piece.voice is None)
    return [turn for piece in pieces for turn in _turns(piece, used)]


def _pieces(cue: Cue, entities: bool) -> Iterator[_Piece]:
    text = "\n".join(cue.payload)
    place, voice = 0, None
    for match in _VOICE.finditer(text):
        yield from _piece(cue, voice, text[place : match.start()], entities)
        place, voice = match.end(), _plain(match[1] or "", entities) or None
    yield from _piece(cue, voice, text[place:], entities)


def _piece(cue: Cue, voice: str | None, markup: str, entities: bool) -> Iterator[_Piece]:
    text = _TAG.sub("", markup)
    lines = tuple(line for line in (_plain(line, entities) for line in text.split("\n")) if line)
    if lines:
        yield _Piece(cue, voice, lines)


def _plain(text: str, entities: bool) -> str:
    decoded = _ENTITY.sub(lambda match: html.unescape(match.group()), text) if entities and "&" in text else text
    return " ".join(decoded.split())


def _turns(piece: _Piece, used: frozenset[str]) -> Iterator[Turn]:
    speaker, words = piece.voice, list[str]()
    for line in piece.lines:
        found = leading_label(line) if piece.voice is None else None
        if found is not None and found[0] in used:
            yield from _turn(piece.cue, speaker, words)
            speaker, words = found[0], [found[1]]
        else:
            words.append(line)
    yield from _turn(piece.cue, speaker, words)


def _turn(cue: Cue, speaker: str | None, words: list[str]) -> Iterator[Turn]:
    text = " ".join(word for word in words if word)
    if text:
        yield Turn(text, speaker, cue.start_ms, cue.end_ms)
