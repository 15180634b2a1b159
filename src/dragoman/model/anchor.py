"""Anchors: where a selection stands in a text, and how it moves when the text changes."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AnchorState(StrEnum):
    """How a selection came through the changes of its text."""

    INTACT = "intact"
    REVIEW = "review"
    LOST = "lost"


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one text in code points, end exclusive."""

    start: int
    end: int
