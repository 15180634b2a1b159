"""Selections of text and the codings made on them."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dragoman.model.anchor import AnchorState
from dragoman.model.base import Identified, Record, now
from dragoman.model.code import Code
from dragoman.model.source import Segment


class Selection(Identified, Record):
    """A stretch of one layer of one source, from an offset in one segment to an offset in the same or a later one.

    Offsets are code points of the layer's text, end exclusive. ``text`` is what was selected, segments joined by line
    breaks: it stays readable when the words are gone.
    """

    __tablename__ = "selection"

    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    layer: Mapped[str]
    start_segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"), index=True)
    start_offset: Mapped[int]
    end_segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"), index=True)
    end_offset: Mapped[int]
    text: Mapped[str]
    state: Mapped[AnchorState] = mapped_column(default=AnchorState.INTACT)

    start_segment: Mapped[Segment] = relationship(foreign_keys=[start_segment_id])
    end_segment: Mapped[Segment] = relationship(foreign_keys=[end_segment_id])


class Coding(Identified, Record):
    """A code on a selection, by a coder."""

    __tablename__ = "coding"
    __table_args__ = (UniqueConstraint("selection_id", "code_id", "coder"),)

    selection_id: Mapped[int] = mapped_column(ForeignKey("selection.id"), index=True)
    code_id: Mapped[int] = mapped_column(ForeignKey("code.id"), index=True)
    coder: Mapped[str]
    note: Mapped[str] = mapped_column(default="")
    made_at: Mapped[datetime] = mapped_column(default=now)

    selection: Mapped[Selection] = relationship()
    code: Mapped[Code] = relationship()
