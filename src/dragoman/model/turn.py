"""A turn: what one speaker said in one go, before it is stored as a segment."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class TimeMark:
    """A stretch of a turn's text and when it sounds.

    ``start`` and ``end`` are code points of the text, end exclusive; ``start_ms`` and ``end_ms`` are milliseconds
    of the recording.
    """

    start: int
    end: int
    start_ms: int
    end_ms: int


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of one speaker. ``speaker`` is the label as found (None: unknown); times are milliseconds."""

    text: str
    speaker: str | None = None
    start_ms: int | None = None
    end_ms: int | None = None
    marks: tuple[TimeMark, ...] = field(default=())
