"""What was rendered: every computed value of a findings chapter as it stood."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from dragoman.model.base import Identified, Record, now


class Rendering(Identified, Record):
    """One render of one template, with all its values, so that a later check can say which ones changed."""

    __tablename__ = "rendering"

    template: Mapped[str] = mapped_column(index=True)
    template_sha256: Mapped[str]
    outputs: Mapped[list[str]] = mapped_column(default=list)
    values: Mapped[list[Any]] = mapped_column(default=list)
    chain_head: Mapped[str]
    actor: Mapped[str]
    rendered_at: Mapped[datetime] = mapped_column(default=now)
