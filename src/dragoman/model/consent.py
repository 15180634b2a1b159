"""The consent form and what each participant agreed to."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dragoman.model.base import Identified, Record, Texts, now
from dragoman.model.participant import Participant


class Scope(StrEnum):
    """What a consent can allow."""

    PARTICIPATE = "participate"
    RECORD = "record"
    QUOTE = "quote"
    REMOTE_PROCESSING = "remote-processing"
    ARCHIVE = "archive"
    RECONTACT = "recontact"


class ConsentForm(Identified, Record):
    """One version of the form, in one or more languages. A version never changes once loaded."""

    __tablename__ = "consent_form"

    version: Mapped[int] = mapped_column(unique=True)
    title: Mapped[Texts] = mapped_column(default=dict)
    text: Mapped[Texts] = mapped_column(default=dict)
    scopes: Mapped[list[Any]] = mapped_column(default=list)
    loaded_at: Mapped[datetime] = mapped_column(default=now)

    def offers(self) -> list[Scope]:
        """The scopes that this form asks for, in its order."""
        return [Scope(item["scope"]) for item in self.scopes]

    def required(self) -> list[Scope]:
        """The scopes without which nobody takes part."""
        return [Scope(item["scope"]) for item in self.scopes if item.get("required")]


class Consent(Identified, Record):
    """What a participant agreed to, on which form, when and how; and when it was withdrawn."""

    __tablename__ = "consent"

    participant_id: Mapped[int] = mapped_column(ForeignKey("participant.id"), index=True)
    form_id: Mapped[int] = mapped_column(ForeignKey("consent_form.id"))
    language: Mapped[str | None]
    scopes: Mapped[list[str]] = mapped_column(default=list)
    given_on: Mapped[date]
    how: Mapped[str] = mapped_column(default="")
    recorded_at: Mapped[datetime] = mapped_column(default=now)
    withdrawn_at: Mapped[datetime | None]

    form: Mapped[ConsentForm] = relationship()
    participant: Mapped[Participant] = relationship()

    def allows(self, scope: Scope) -> bool:
        """Whether this consent, as it stands, allows the scope."""
        return self.withdrawn_at is None and scope.value in self.scopes
