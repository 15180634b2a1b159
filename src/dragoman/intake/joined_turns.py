"""Cues of one voice become one turn."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from dragoman.model.turn import TimeMark, Turn


def join_turns(turns: Iterable[Turn], *, gap_ms: int = 2000, longest_ms: int = 60_000) -> list[Turn]:
    """Join what one named speaker said in consecutive cues, with a space between.

    Two cues are joined when the silence between them is at most ``gap_ms`` (a missing time counts as no silence) and
    the joined turn lasts at most ``longest_ms``. Unnamed cues are never joined: they may be different people. Time
    marks move along; a cue that had times but no marks leaves one mark in the joined text, so that the time of its
    words is not lost. Where the end of such a cue is unknown, the mark ends where the next cue starts.
    """
    joined: list[Turn] = []
    together: list[Turn] = []
    for turn in turns:
        if together and not _belongs(together, turn, gap_ms, longest_ms):
            joined.append(_one(together))
            together = []
        together.append(turn)
    if together:
        joined.append(_one(together))
    return joined


def _belongs(together: list[Turn], turn: Turn, gap_ms: int, longest_ms: int) -> bool:
    first, last = together[0], together[-1]
    if turn.speaker is None or turn.speaker != last.speaker:
        return False
    if turn.start_ms is not None and last.end_ms is not None and turn.start_ms - last.end_ms > gap_ms:
        return False
    until = turn.end_ms if turn.end_ms is not None else turn.start_ms
    return first.start_ms is None or until is None or until - first.start_ms <= longest_ms


def _one(together: list[Turn]) -> Turn:
    first = together[0]
    if len(together) == 1:
        return first
    marks: list[TimeMark] = []
    offset = 0
    for number, turn in enumerate(together):
        following = together[number + 1].start_ms if number + 1 < len(together) else None
        marks += [replace(mark, start=mark.start + offset, end=mark.end + offset) for mark in _marks(turn, following)]
        offset += len(turn.text) + 1
    ends = [turn.end_ms for turn in together if turn.end_ms is not None]
    end = None if together[-1].end_ms is None else max(ends)
    return Turn(" ".join(turn.text for turn in together), first.speaker, first.start_ms, end, tuple(marks))


def _marks(turn: Turn, following_ms: int | None) -> tuple[TimeMark, ...]:
    if turn.marks or turn.start_ms is None:
        return turn.marks
    end = turn.end_ms if turn.end_ms is not None else following_ms
    return (TimeMark(0, len(turn.text), turn.start_ms, max(turn.start_ms, end or 0)),)
