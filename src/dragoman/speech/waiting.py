"""Who waits for a transcript."""

from __future__ import annotations

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.model.interview import Interview, Recording
from dragoman.model.source import Source


def waiting_for_transcript(session: Session) -> list[str]:
    """The participants, by code, whose interview was recorded and has no transcript yet; one code an interview."""
    recorded = select(Recording.interview_id).where(Recording.key.is_not(None))
    written = select(Source.interview_id)
    query = select(Interview).where(Interview.id.in_(recorded), Interview.id.not_in(written))
    return sorted(min(person.code for person in interview.participants) for interview in session.scalars(query))
