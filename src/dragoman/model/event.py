"""Events: the append-only, hash-chained record of everything done."""

from __future__ import annotations

import hashlib
import json
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from dragoman.model.base import Record

FIRST_HASH = "0" * 64
"""What the first event names as its predecessor."""


class Event(Record):
    """One thing done: when, by whom, what, to what, with which details (never words of the material)."""

    __tablename__ = "event"

    id: Mapped[int] = mapped_column(primary_key=True)
    at: Mapped[datetime]
    actor: Mapped[str]
    action: Mapped[str] = mapped_column(index=True)
    subject: Mapped[str] = mapped_column(index=True)
    details: Mapped[dict[str, Any]] = mapped_column(default=dict)
    previous_hash: Mapped[str]
    hash: Mapped[str] = mapped_column(unique=True)

    def computed_hash(self) -> str:
        """SHA-256 over the previous hash and the canonical JSON of this event (sorted keys, no spaces, UTF-8)."""
        content = json.dumps(
            [self.id, self.at.isoformat(), self.actor, self.action, self.subject, self.details],
            sort_keys=True,
            separators=(",", ":"),
            ensure_ascii=False,
        )
        return hashlib.sha256(f"{self.previous_hash}\n{content}".encode()).hexdigest()
