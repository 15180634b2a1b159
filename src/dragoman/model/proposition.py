"""Propositions, the hypotheses that rest on them, and the positions that participants take."""

from __future__ import annotations

from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dragoman.model.base import Identified, Record, Texts, now
from dragoman.model.participant import Participant
from dragoman.model.selection import Selection


class Stance(StrEnum):
    """What a participant says to a proposition."""

    AFFIRMS = "affirms"
    QUALIFIES = "qualifies"
    REJECTS = "rejects"
    SILENT = "silent"


class Proposition(Identified, Record):
    """A statement on which participants take positions.

    ``asked_in`` holds the keys of the guide's questions that ask about it; a proposition without any counts as asked
    of everyone who was interviewed.
    """

    __tablename__ = "proposition"

    key: Mapped[str] = mapped_column(unique=True)
    place: Mapped[int]
    text: Mapped[Texts] = mapped_column(default=dict)
    asked_in: Mapped[list[str]] = mapped_column(default=list)
    source: Mapped[str] = mapped_column(default="")


class HypothesisEvidence(Record):
    """How positions on one proposition bear on a hypothesis: which stances support, qualify, contradict it."""

    __tablename__ = "hypothesis_evidence"

    hypothesis_id: Mapped[int] = mapped_column(ForeignKey("hypothesis.id"), primary_key=True)
    proposition_id: Mapped[int] = mapped_column(ForeignKey("proposition.id"), primary_key=True)
    supports: Mapped[list[str]] = mapped_column(default=list)
    qualifies: Mapped[list[str]] = mapped_column(default=list)
    contradicts: Mapped[list[str]] = mapped_column(default=list)

    proposition: Mapped[Proposition] = relationship()


class Hypothesis(Identified, Record):
    """An expectation of the study, held against positions. It is supported or contradicted, never settled."""

    __tablename__ = "hypothesis"

    key: Mapped[str] = mapped_column(unique=True)
    place: Mapped[int]
    text: Mapped[Texts] = mapped_column(default=dict)
    source: Mapped[str] = mapped_column(default="")

    evidence: Mapped[list[HypothesisEvidence]] = relationship(cascade="all, delete-orphan")


class PositionEvidence(Record):
    """A selection that shows a position."""

    __tablename__ = "position_evidence"

    position_id: Mapped[int] = mapped_column(ForeignKey("position.id"), primary_key=True)
    selection_id: Mapped[int] = mapped_column(ForeignKey("selection.id"), primary_key=True)

    selection: Mapped[Selection] = relationship()


class Position(Identified, Record):
    """Where one participant stands on one proposition, who said so and when."""

    __tablename__ = "position"
    __table_args__ = (UniqueConstraint("participant_id", "proposition_id"),)

    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"))
    proposition_id: Mapped[int] = mapped_column(ForeignKey("proposition.id"), index=True)
    stance: Mapped[Stance]
    note: Mapped[str] = mapped_column(default="")
    set_by: Mapped[str]
    set_at: Mapped[datetime] = mapped_column(default=now)

    participant: Mapped[Participant] = relationship()
    proposition: Mapped[Proposition] = relationship()
    evidence: Mapped[list[PositionEvidence]] = relationship(cascade="all, delete-orphan")
