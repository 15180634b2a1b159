"""Participants (REFI-QDA: cases) and the variables that describe them. A participant is a code, never a name."""

from __future__ import annotations

import re
from datetime import datetime
from enum import StrEnum

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dragoman.model.base import Identified, Record, now

CODE_PATTERN = re.compile(r"[A-Z][A-Z0-9]{0,7}\d{1,4}")
"""A participant code: capital letters, then digits, such as ``P04`` or ``KZ12``."""


class Disclosure(StrEnum):
    """What a variable gives away about a person."""

    OPEN = "open"
    INDIRECT = "indirect"
    DIRECT = "direct"


class VariableType(StrEnum):
    """The kinds of value a variable takes."""

    TEXT = "text"
    INTEGER = "integer"
    DATE = "date"
    BOOLEAN = "boolean"
    CATEGORY = "category"


class Variable(Identified, Record):
    """A property of participants, such as the sector of work, marked by what it discloses."""

    __tablename__ = "variable"

    name: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str] = mapped_column(default="")
    type: Mapped[VariableType] = mapped_column(default=VariableType.TEXT)
    disclosure: Mapped[Disclosure] = mapped_column(default=Disclosure.INDIRECT)
    values: Mapped[list[str]] = mapped_column(default=list)


class VariableValue(Record):
    """What one variable says of one participant, kept as text in the form of its type."""

    __tablename__ = "variable_value"

    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), primary_key=True)
    variable_id: Mapped[int] = mapped_column(ForeignKey("variable.id"), primary_key=True)
    value: Mapped[str]

    variable: Mapped[Variable] = relationship()


class Participant(Identified, Record):
    """A person who is interviewed, known in the study by a code alone."""

    __tablename__ = "participant"

    code: Mapped[str] = mapped_column(unique=True)
    added_at: Mapped[datetime] = mapped_column(default=now)

    values: Mapped[list[VariableValue]] = relationship(cascade="all, delete-orphan")
