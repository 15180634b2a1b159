"""The lexicons of a study, and the mentions that a person threw out."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dragoman.model.base import Identified, Record, now


class LexiconRecord(Identified, Record):
    """A lexicon as it was loaded: the YAML text itself, so that a count can always be made again."""

    __tablename__ = "lexicon"

    name: Mapped[str] = mapped_column(unique=True)
    yaml: Mapped[str]
    loaded_at: Mapped[datetime] = mapped_column(default=now)


class RejectedMention(Record):
    """A hit of the lexicon that is not a mention, by a person's decision. It counts only while the form still stands
    at its offsets (code points of the segment's pseudonymised text).
    """

    __tablename__ = "rejected_mention"
    __table_args__ = (UniqueConstraint("segment_id", "start", "end", "entry"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    segment_id: Mapped[int] = mapped_column(ForeignKey("segment.id"), index=True)
    start: Mapped[int]
    end: Mapped[int]
    entry: Mapped[str]
    form: Mapped[str]
    reason: Mapped[str] = mapped_column(default="")
    rejected_by: Mapped[str]
    rejected_at: Mapped[datetime] = mapped_column(default=now)
