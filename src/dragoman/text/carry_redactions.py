"""Carrying redactions over an edit, on the careful side: where their words changed, a person decides again."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.model.anchor import AnchorState, Passage, PassageCarrier, SegmentText
from dragoman.model.redaction import Decision, RedactedSpan


def carry_redactions(session: Session, before: Sequence[SegmentText], after: Sequence[SegmentText]) -> None:
    """Move the redactions of changed segments with their words. ``before`` and ``after`` are all segments of a source
    in their edited text. One whose words changed becomes a suggestion again; one whose words came into several segments
    becomes a suggestion in each; one whose words are gone goes with them.
    """
    texts = {segment.id: segment.text for segment in after}
    touched = [int(segment.id) for segment in before if texts.get(segment.id) != segment.text]
    if not touched:
        return
    carrier = PassageCarrier(before, after)
    places = {segment.id: place for place, segment in enumerate(after)}
    for span in list(_spans(session, touched)):
        carried = carrier.carry((span.segment_id, span.start, span.segment_id, span.end))
        passage = carried.passage
        stretch = after[places.get(passage.start_id, 0) : places.get(passage.end_id, -1) + 1]
        pieces = [] if carried.state is AnchorState.LOST else list(_pieces(passage, stretch))
        for segment_id, start, end in pieces[1:]:
            session.add(_suggestion(span, segment_id, start, end))
        if not pieces:
            session.delete(span)
            continue
        span.segment_id, span.start, span.end = pieces[0]
        if carried.state is AnchorState.REVIEW or len(pieces) > 1:
            span.decision, span.decided_by, span.decided_at = Decision.SUGGESTED, None, None
    session.flush()


def _spans(session: Session, segment_ids: Sequence[int]) -> Iterator[RedactedSpan]:
    for start in range(0, len(segment_ids), 500):
        query = select(RedactedSpan).where(RedactedSpan.segment_id.in_(segment_ids[start : start + 500]))
        yield from session.scalars(query)


def _pieces(passage: Passage, stretch: Sequence[SegmentText]) -> Iterator[tuple[int, int, int]]:
    """What a passage covers of each of its segments: identifier, start, end."""
    for segment in stretch:
        start = passage.start if segment.id == passage.start_id else 0
        end = passage.end if segment.id == passage.end_id else len(segment.text)
        if segment.text[start:end].strip():
            yield int(segment.id), start, end


def _suggestion(span: RedactedSpan, segment_id: int, start: int, end: int) -> RedactedSpan:
    return RedactedSpan(
        segment_id=segment_id,
        start=start,
        end=end,
        kind=span.kind,
        entity=span.entity,
        replacement=span.replacement,
        origin=span.origin,
        score=span.score,
    )
