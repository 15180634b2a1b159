"""How a selection came through the changes of its text."""

from __future__ import annotations

from enum import StrEnum


class AnchorState(StrEnum):
    """INTACT: its words stand as they did. REVIEW: some changed, a person should look. LOST: they are gone."""

    INTACT = "intact"
    REVIEW = "review"
    LOST = "lost"
