"""Redactions: stretches of a transcript that give someone away, and what stands in their place."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column

from dragoman.model.base import Identified, Record


class Decision(StrEnum):
    """What a person said to a machine's suggestion."""

    SUGGESTED = "suggested"
    ACCEPTED = "accepted"
    REJECTED = "rejected"


class RedactedSpan(Identified, Record):
    """A stretch of a segment's edited text (verbatim where nothing was edited) to be replaced.

    ``start`` and ``end`` are code points. ``entity`` is the identifier of the entity in the vault, which alone knows
    its names; ``replacement`` is what readers see.
    """

    __tablename__ = "redacted_span"

    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    kind: Mapped[str]
    entity: Mapped[str]
    replacement: Mapped[str]
    origin: Mapped[str]
    score: Mapped[float]
    decision: Mapped[Decision] = mapped_column(default=Decision.SUGGESTED)
    decided_by: Mapped[str | None]
    decided_at: Mapped[datetime | None]
