"""The redacted layer: the ``pseudonymised`` text, always the edited one with the redactions that stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from collections.abc import Set as AbstractSet

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.model.layer import EDITED, PSEUDONYMISED
from dragoman.model.redaction import Decision, RedactedSpan
from dragoman.store.readings import SegmentReading, text_sha256
from dragoman.text.carry_selections import CarriedSelections
from dragoman.text.redaction import Redaction, redact
from dragoman.text.write_layer import NewText, write_layer, write_texts

ORIGIN = "redacted"


def derive(
    session: Session,
    segments: Sequence[SegmentReading],
    *,
    actor: str,
    only: AbstractSet[int] | None = None,
    searched: bool = True,
    carry: bool = True,
) -> CarriedSelections:
    """Write the ``pseudonymised`` text of segments anew from their edited text and the redactions that stand.

    ``segments`` belong to one or more sources; ``only`` are the identifiers of those to write. Not ``searched`` says
    that nobody looked for names now: what was out of date stays so, and what has no such layer yet begins so.
    Selections on the layer move along unless the caller carries them.
    """
    chosen = [segment for segment in segments if only is None or segment.segment_id in only]
    spans = spans_of(session, chosen)
    texts: dict[int, dict[int, NewText]] = {}
    for segment in chosen:
        is_searched = searched or _was_searched(segment)
        redacted = _redacted(segment, spans.get(segment.segment_id, []), searched=is_searched)
        texts.setdefault(segment.source_id, {})[segment.segment_id] = redacted
    total = CarriedSelections()
    for source_id, words in texts.items():
        if carry:
            written = write_layer(session, source_id, PSEUDONYMISED, words, actor=actor, kind="redaction")
            total += written.selections
        else:
            write_texts(session, PSEUDONYMISED, words, actor=actor, kind="redaction")
    return total


def spans_of(session: Session, segments: Sequence[SegmentReading]) -> dict[int, list[RedactedSpan]]:
    """The redactions of segments, whatever was decided, by segment and in the order in which they stand."""
    found: dict[int, list[RedactedSpan]] = {}
    ids = [segment.segment_id for segment in segments]
    for start in range(0, len(ids), 500):
        query = select(RedactedSpan).where(RedactedSpan.segment_id.in_(ids[start : start + 500]))
        for span in session.scalars(query.order_by(RedactedSpan.start)):
            found.setdefault(span.segment_id, []).append(span)
    return found


def _was_searched(segment: SegmentReading) -> bool:
    return PSEUDONYMISED in segment.layers and not segment.stale(PSEUDONYMISED)


def _redacted(segment: SegmentReading, spans: Iterable[RedactedSpan], *, searched: bool) -> NewText:
    text = segment.text(EDITED) or ""
    standing = [
        Redaction(one.start, one.end, one.replacement) for one in spans if one.decision is not Decision.REJECTED
    ]
    return NewText(redact(text, standing).text, ORIGIN, text_sha256(text) if searched else "")
