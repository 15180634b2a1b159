"""What a study is about: its title, its question, how its experts are chosen."""

from __future__ import annotations

from datetime import datetime
from typing import Any

from sqlalchemy.orm import Mapped, mapped_column

from dragoman.model.base import Identified, Record, now


class StudyProfile(Identified, Record):
    """The one row that describes the study itself."""

    __tablename__ = "study_profile"

    title: Mapped[str]
    question: Mapped[str] = mapped_column(default="")
    notice: Mapped[str] = mapped_column(default="")
    languages: Mapped[list[str]] = mapped_column(default=list)
    sampling: Mapped[dict[str, Any]] = mapped_column(default=dict)
    created_at: Mapped[datetime] = mapped_column(default=now)
