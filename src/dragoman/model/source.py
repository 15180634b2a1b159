"""Sources of text, their speakers and their segments."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dragoman.model.base import Identified, Record, now
from dragoman.model.interview import Interview
from dragoman.model.participant import Participant
from dragoman.model.speaker import SpeakerRole


class SourceKind(StrEnum):
    """Where a source's words come from."""

    RECOGNISED = "recognised"
    IMPORTED = "imported"


class Speaker(Record):
    """A voice in a source: its label as found, the role it has, the participant it belongs to."""

    __tablename__ = "speaker"
    __table_args__ = (UniqueConstraint("source_id", "label"),)

    id: Mapped[int] = mapped_column(primary_key=True)
    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    label: Mapped[str]
    aliases: Mapped[list[str]] = mapped_column(default=list)
    role: Mapped[SpeakerRole] = mapped_column(default=SpeakerRole.UNKNOWN)
    participant_id: Mapped[int | None] = mapped_column(ForeignKey("participant.id"))

    participant: Mapped[Participant | None] = relationship()

    @property
    def shown(self) -> str:
        """How the speaker appears everywhere: a participant's code, ``interviewer``, or the bare label."""
        if self.participant is not None:
            return self.participant.code
        return self.role.value if self.role is SpeakerRole.INTERVIEWER else self.label


class Segment(Identified, Record):
    """One turn of one speaker. ``number`` is its name for people and never changes; ``place`` orders segments and
    leaves room between neighbours, so that a split touches no other row. Times are ms of the recording.
    """

    __tablename__ = "segment"
    __table_args__ = (UniqueConstraint("source_id", "number"),)

    source_id: Mapped[int] = mapped_column(ForeignKey("source.id"), index=True)
    number: Mapped[int]
    place: Mapped[float]
    speaker_id: Mapped[int | None] = mapped_column(ForeignKey("speaker.id"))
    start_ms: Mapped[int | None]
    end_ms: Mapped[int | None]
    removed_at: Mapped[datetime | None]

    speaker: Mapped[Speaker | None] = relationship()


class Source(Identified, Record):
    """The transcript of one interview and how it came to be."""

    __tablename__ = "source"

    interview_id: Mapped[int] = mapped_column(ForeignKey("interview.id"), index=True)
    kind: Mapped[SourceKind]
    name: Mapped[str]
    language: Mapped[str]
    format: Mapped[str]
    sha256: Mapped[str] = mapped_column(default="")
    engines: Mapped[list[Any]] = mapped_column(default=list)
    created_at: Mapped[datetime] = mapped_column(default=now)
    reviewed_by: Mapped[str | None]
    reviewed_at: Mapped[datetime | None]

    interview: Mapped[Interview] = relationship()
    speakers: Mapped[list[Speaker]] = relationship(order_by=Speaker.id, cascade="all, delete-orphan")
    segments: Mapped[list[Segment]] = relationship(order_by=Segment.place, cascade="all, delete-orphan")
