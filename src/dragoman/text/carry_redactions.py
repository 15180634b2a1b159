"""Carrying redactions over an edit, on the careful side: where their words changed, a person decides again."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.model.anchor import AnchorState, PassageCarrier, SegmentText
from dragoman.model.redaction import Decision, RedactedSpan


def carry_redactions(session: Session, before: Sequence[SegmentText], after: Sequence[SegmentText]) -> None:
    """Move the redactions of changed segments with their words. ``before`` and ``after`` are all segments of a source
    in their edited text. One whose words changed becomes a suggestion again; one whose words are gone goes with them.
    """
    texts = {segment.id: segment.text for segment in after}
    touched = {int(segment.id) for segment in before if texts.get(segment.id) != segment.text}
    if not touched:
        return
    carrier = PassageCarrier(before, after)
    spans = [span for span in session.scalars(select(RedactedSpan)) if span.segment_id in touched]
    for span in spans:
        carried = carrier.carry((span.segment_id, span.start, span.segment_id, span.end))
        passage = carried.passage
        if carried.state is AnchorState.LOST or passage.start_id != passage.end_id:
            session.delete(span)
            continue
        if carried.state is AnchorState.REVIEW:
            span.decision, span.decided_by, span.decided_at = Decision.SUGGESTED, None, None
        span.segment_id, span.start, span.end = int(passage.start_id), passage.start, passage.end
    session.flush()
