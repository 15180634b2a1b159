"""What was suggested for redaction, by entity, for a person to look at."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.model.layer import EDITED
from dragoman.model.redaction import Decision, RedactedSpan
from dragoman.store.readings import segment_readings

CONTEXT = 30
"""Code points shown on either side of an occurrence."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One stretch that would be replaced, in its context."""

    segment: str
    before: str
    words: str
    after: str
    origin: str
    decision: Decision


@dataclass(frozen=True, slots=True)
class SuggestedEntity:
    """An entity with everything that is to be replaced by one text."""

    entity: str
    kind: str
    replacement: str
    occurrences: tuple[Occurrence, ...]

    @property
    def waiting(self) -> int:
        """How many of its occurrences nobody has decided on."""
        return sum(one.decision is Decision.SUGGESTED for one in self.occurrences)


def suggested_entities(session: Session, participants: Collection[str] | None = None) -> list[SuggestedEntity]:
    """All entities with redactions, in the order in which they first occur."""
    segments = {one.segment_id: one for one in segment_readings(session, participants=participants)}
    rows: dict[int, list[RedactedSpan]] = {}
    for span in session.scalars(select(RedactedSpan).order_by(RedactedSpan.start)):
        if span.segment_id in segments:
            rows.setdefault(span.segment_id, []).append(span)
    found: dict[str, list[tuple[RedactedSpan, Occurrence]]] = {}
    for segment_id, segment in segments.items():
        for span, occurrence in _occurrences(segment.name, segment.text(EDITED) or "", rows.get(segment_id, [])):
            found.setdefault(span.entity, []).append((span, occurrence))
    return [
        SuggestedEntity(entity, pairs[0][0].kind, pairs[0][0].replacement, tuple(one for _, one in pairs))
        for entity, pairs in found.items()
    ]


def _occurrences(name: str, text: str, spans: list[RedactedSpan]) -> Iterator[tuple[RedactedSpan, Occurrence]]:
    for span in spans:
        yield (
            span,
            Occurrence(
                name,
                text[max(0, span.start - CONTEXT) : span.start],
                text[span.start : span.end],
                text[span.end : span.end + CONTEXT],
                span.origin,
                span.decision,
            ),
        )
