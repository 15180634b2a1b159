"""Writing the texts of a layer: every change is a revision, and selections on the layer move along."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import and_, func, insert, select
from sqlalchemy.orm import Session

from dragoman.model.anchor import SegmentText
from dragoman.model.base import now
from dragoman.model.layer import LayerText, Revision
from dragoman.model.selection import Selection
from dragoman.model.source import Segment
from dragoman.text.carry_selections import CarriedSelections, carry_selections


@dataclass(frozen=True, slots=True)
class NewText:
    """The text that a segment gets in a layer. ``basis_sha256`` names what it was made from, ``origin`` its maker."""

    text: str
    origin: str
    basis_sha256: str = ""
    marks: tuple[Any, ...] = ()
    accepted_by: str | None = None


@dataclass(frozen=True, slots=True)
class WrittenLayer:
    """What writing a layer did."""

    new: int
    changed: int
    selections: CarriedSelections


def write_layer(
    session: Session, source_id: int, layer: str, texts: Mapping[int, NewText], *, actor: str, kind: str
) -> WrittenLayer:
    """Store texts of one layer of a source, by segment, and move the selections on it along."""
    before = _standing(session, source_id, layer) if _is_selected_from(session, source_id, layer) else []
    new, changed = write_texts(session, layer, texts, actor=actor, kind=kind)
    after = [SegmentText(old.id, texts[int(old.id)].text if int(old.id) in texts else old.text) for old in before]
    return WrittenLayer(new, changed, carry_selections(session, source_id, layer, before, after))


def write_texts(
    session: Session,
    layer: str,
    texts: Mapping[int, NewText],
    *,
    actor: str,
    kind: str,
    before: Mapping[int, str] | None = None,
) -> tuple[int, int]:
    """Store texts of one layer by segment; returns how many are new and how many changed. Selections stay as they are.

    A text that is there already, made from the same words, keeps its acceptance; a changed one is a revision of the
    given ``kind``, and so is a new one that takes the place of the words in ``before``.
    """
    rows = _rows(session, layer, list(texts))
    standing = {segment_id: row.text for segment_id, row in rows.items()}
    replaced: dict[int, str | None] = {
        segment_id: standing[segment_id] for segment_id, row in rows.items() if _update(row, texts[segment_id])
    }
    session.flush()
    new = [_new_row(segment_id, layer, text) for segment_id, text in texts.items() if segment_id not in rows]
    if new:
        session.execute(insert(LayerText), new)
    changed = len(replaced)
    if before is not None:
        replaced |= {row["segment_id"]: before.get(row["segment_id"]) for row in new}
    facts = {"layer": layer, "actor": actor, "kind": kind}
    revisions = [{"segment_id": key, "before": old, "after": texts[key].text, **facts} for key, old in replaced.items()]
    if revisions:
        session.execute(insert(Revision), revisions)
    return len(new), changed


def _rows(session: Session, layer: str, segment_ids: Sequence[int]) -> dict[int, LayerText]:
    found: dict[int, LayerText] = {}
    for start in range(0, len(segment_ids), 500):
        part = segment_ids[start : start + 500]
        query = select(LayerText).where(LayerText.layer == layer, LayerText.segment_id.in_(part))
        found |= {row.segment_id: row for row in session.scalars(query)}
    return found


def _new_row(segment_id: int, layer: str, text: NewText) -> dict[str, Any]:
    return {
        "segment_id": segment_id,
        "layer": layer,
        "text": text.text,
        "origin": text.origin,
        "basis_sha256": text.basis_sha256,
        "marks": list(text.marks),
        "accepted_by": text.accepted_by,
        "accepted_at": now() if text.accepted_by else None,
    }


def _update(row: LayerText, text: NewText) -> bool:
    """Bring a stored text up to date; returns whether its words changed."""
    if text.accepted_by:
        if row.accepted_by != text.accepted_by:
            row.accepted_by, row.accepted_at = text.accepted_by, now()
    elif (row.text, row.basis_sha256) != (text.text, text.basis_sha256):
        row.accepted_by = row.accepted_at = None
    row.basis_sha256 = text.basis_sha256
    if row.text == text.text:
        return False
    row.text, row.origin, row.marks, row.changed_at = text.text, text.origin, list(text.marks), now()
    return True


def _is_selected_from(session: Session, source_id: int, layer: str) -> bool:
    query = select(Selection.id).where(Selection.source_id == source_id, Selection.layer == layer).limit(1)
    return session.scalar(query) is not None


def _standing(session: Session, source_id: int, layer: str) -> list[SegmentText]:
    """The texts of a layer as they stand at this moment, in the order of the segments."""
    query = (
        select(Segment.id, func.coalesce(LayerText.text, ""))
        .outerjoin(LayerText, and_(LayerText.segment_id == Segment.id, LayerText.layer == layer))
        .where(Segment.source_id == source_id, Segment.removed_at.is_(None))
        .order_by(Segment.place)
    )
    return [SegmentText(segment_id, text) for segment_id, text in session.execute(query)]
