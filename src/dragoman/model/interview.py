"""Interviews and their recordings."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import Column, ForeignKey, Table
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dragoman.model.base import Identified, Record, now
from dragoman.model.participant import Participant

interview_participant = Table(
    "interview_participant",
    Record.metadata,
    Column("interview_id", ForeignKey("interview.id"), primary_key=True),
    Column("participant_id", ForeignKey("participant.id"), primary_key=True, index=True),
)


class Recording(Identified, Record):
    """One sound file of an interview. Its bytes live in the recording store under ``key``; without the key they
    are noise.

    ``track`` is the label of the one speaker it holds (``interviewer``, ``P04``), or None when several speak.
    ``channel_labels`` names the speaker of each channel of a multi-channel file, or is empty.
    """

    __tablename__ = "recording"

    interview_id: Mapped[int] = mapped_column(ForeignKey("interview.id"), index=True)
    name: Mapped[str]
    track: Mapped[str | None]
    channel_labels: Mapped[list[str]] = mapped_column(default=list)
    language: Mapped[str | None]
    container: Mapped[str]
    codec: Mapped[str]
    channels: Mapped[int]
    sample_rate: Mapped[int]
    duration_ms: Mapped[int]
    size: Mapped[int]
    sha256: Mapped[str] = mapped_column(index=True)
    key: Mapped[str | None]
    added_at: Mapped[datetime] = mapped_column(default=now)
    destroyed_at: Mapped[datetime | None]


class Interview(Identified, Record):
    """One conversation: who took part, when, how, in which languages, and which questions were skipped."""

    __tablename__ = "interview"

    interviewers: Mapped[list[str]] = mapped_column(default=list)
    held_on: Mapped[date | None]
    mode: Mapped[str] = mapped_column(default="")
    languages: Mapped[list[str]] = mapped_column(default=list)
    skipped_questions: Mapped[list[str]] = mapped_column(default=list)

    participants: Mapped[list[Participant]] = relationship(secondary=interview_participant)
    recordings: Mapped[list[Recording]] = relationship(order_by=Recording.id)


class RecognisedStretch(Record):
    """A finished piece of recognition: the checkpoint from which an interrupted transcription goes on.

    ``channel`` is -1 for the mix of all channels. ``segments`` holds what the recogniser heard between ``start_ms``
    and ``end_ms``: text, times in ms of the recording, words.
    """

    __tablename__ = "recognised_stretch"

    id: Mapped[int] = mapped_column(primary_key=True)
    recording_id: Mapped[int] = mapped_column(ForeignKey("recording.id"), index=True)
    channel: Mapped[int]
    task: Mapped[str]
    engine_sha256: Mapped[str]
    start_ms: Mapped[int]
    end_ms: Mapped[int]
    language: Mapped[str]
    segments: Mapped[list[Any]] = mapped_column(default=list)
