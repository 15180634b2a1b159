"""The question guide: sections, questions, follow-ups."""

from __future__ import annotations

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dragoman.model.base import Identified, Record, Texts


class FollowUp(Record):
    """A probe that an interviewer may add to a question."""

    __tablename__ = "follow_up"

    id: Mapped[int] = mapped_column(primary_key=True)
    question_id: Mapped[int] = mapped_column(ForeignKey("question.id"), index=True)
    place: Mapped[int]
    text: Mapped[Texts] = mapped_column(default=dict)


class Question(Identified, Record):
    """A question of the guide, mandatory unless it is skippable. ``key`` is its short name, such as ``Q7``."""

    __tablename__ = "question"

    section_id: Mapped[int] = mapped_column(ForeignKey("section.id"), index=True)
    place: Mapped[int]
    key: Mapped[str]
    text: Mapped[Texts] = mapped_column(default=dict)
    skippable: Mapped[bool] = mapped_column(default=False)

    follow_ups: Mapped[list[FollowUp]] = relationship(order_by=FollowUp.place, cascade="all, delete-orphan")


class Section(Identified, Record):
    """A part of the guide with a title."""

    __tablename__ = "section"

    guide_id: Mapped[int] = mapped_column(ForeignKey("guide.id"), index=True)
    place: Mapped[int]
    key: Mapped[str]
    title: Mapped[Texts] = mapped_column(default=dict)

    questions: Mapped[list[Question]] = relationship(order_by=Question.place, cascade="all, delete-orphan")


class Guide(Identified, Record):
    """One version of the question guide. The highest version is the one in use."""

    __tablename__ = "guide"

    version: Mapped[int] = mapped_column(unique=True)
    introduction: Mapped[Texts] = mapped_column(default=dict)

    sections: Mapped[list[Section]] = relationship(order_by=Section.place, cascade="all, delete-orphan")

    def questions(self) -> list[Question]:
        """All questions in the order of the guide."""
        return [question for section in self.sections for question in section.questions]
