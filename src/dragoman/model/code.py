"""Codes: the tree of the codebook."""

from __future__ import annotations

from datetime import datetime

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dragoman.model.base import Identified, Record, now


class Code(Identified, Record):
    """A code with its definition, when to use it and when not, an example, and its source (author, year)."""

    __tablename__ = "code"

    name: Mapped[str] = mapped_column(unique=True)
    label: Mapped[str] = mapped_column(default="")
    parent_id: Mapped[int | None] = mapped_column(ForeignKey("code.id"), index=True)
    place: Mapped[int]
    definition: Mapped[str] = mapped_column(default="")
    use_when: Mapped[str] = mapped_column(default="")
    use_not_when: Mapped[str] = mapped_column(default="")
    example: Mapped[str] = mapped_column(default="")
    source: Mapped[str] = mapped_column(default="")
    added_at: Mapped[datetime] = mapped_column(default=now)

    parent: Mapped[Code | None] = relationship(remote_side="Code.id")
