"""The event log: an append-only chain in which every link names the hash of the one before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.model.base import now
from dragoman.model.event import FIRST_HASH, Event


def append_event(session: Session, *, actor: str, action: str, subject: str, details: dict[str, Any]) -> Event:
    """Add an event to the end of the chain, inside the caller's transaction."""
    last = session.scalars(select(Event).order_by(Event.id.desc()).limit(1)).first()
    event = Event(
        id=(last.id + 1) if last else 1,
        at=now(),
        actor=actor,
        action=action,
        subject=subject,
        details=details,
        previous_hash=last.hash if last else FIRST_HASH,
    )
    event.hash = event.computed_hash()
    session.add(event)
    session.flush()
    return event


def chain_head(session: Session) -> str:
    """The hash of the last event: it stands for the whole history."""
    return session.scalars(select(Event.hash).order_by(Event.id.desc()).limit(1)).first() or FIRST_HASH


def latest_events(session: Session, *, limit: int, subject: str | None = None) -> list[Event]:
    """The last events, oldest of them first; only those about one subject where it is given."""
    query = select(Event).order_by(Event.id.desc()).limit(limit)
    if subject is not None:
        query = query.where(Event.subject == subject)
    return list(session.scalars(query))[::-1]


def broken_links(session: Session) -> Iterator[str]:
    """What is wrong with the chain, one sentence each; nothing when it is whole.

    A chain cannot show by itself that its end was cut off: keep the head that ``dragoman verify`` and every
    rendered chapter print.
    """
    previous, expected = FIRST_HASH, 1
    for event in session.scalars(select(Event).order_by(Event.id)).yield_per(500):
        if event.id != expected:
            yield f"event {expected} is missing from the event log"
            expected = event.id
        if event.previous_hash != previous:
            yield f"event {event.id} ({event.action}) does not follow from the event before it"
        if event.hash != event.computed_hash():
            yield f"event {event.id} ({event.action}, {event.subject}) was altered after it was written"
        previous, expected = event.hash, expected + 1
