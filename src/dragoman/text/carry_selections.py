"""Carrying selections over a change of the text they stand on, so that no coding is lost and none slides."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.model.anchor import AnchorState, PassageCarrier, SegmentText
from dragoman.model.selection import Selection


@dataclass(frozen=True, slots=True)
class CarriedSelections:
    """How many selections moved with their words, and how many a person should look at again."""

    moved: int = 0
    to_review: int = 0
    lost: int = 0

    def __add__(self, other: CarriedSelections) -> CarriedSelections:
        return CarriedSelections(self.moved + other.moved, self.to_review + other.to_review, self.lost + other.lost)


def carry_selections(
    session: Session, source_id: int, layer: str, before: Sequence[SegmentText], after: Sequence[SegmentText]
) -> CarriedSelections:
    """Move every selection of one layer of a source that touches a changed segment.

    ``before`` and ``after`` are all segments of the source in their order, ``id`` being the segment's number in the
    database. A selection that needed review before stays so; a lost one stays where it was lost.
    """
    changed = _changed(before, after)
    if not changed:
        return CarriedSelections()
    index = {segment.id: number for number, segment in enumerate(before)}
    places = {segment.id: number for number, segment in enumerate(after)}
    carrier = PassageCarrier(before, after)
    total = CarriedSelections()
    query = select(Selection).where(
        Selection.source_id == source_id, Selection.layer == layer, Selection.state != AnchorState.LOST
    )
    for selection in session.scalars(query):
        stretch = range(index[selection.start_segment_id], index[selection.end_segment_id] + 1)
        if any(number in changed for number in stretch):
            total += _carry(selection, carrier, after, places)
    return total


def _changed(before: Sequence[SegmentText], after: Sequence[SegmentText]) -> set[int]:
    """The places, in the order before, of segments whose text or neighbours changed."""
    texts = {segment.id: segment.text for segment in after}
    known = {segment.id for segment in before}
    order = [segment.id for segment in after if segment.id in known]
    kept = [segment.id for segment in before if segment.id in texts]
    if order != kept or len(order) != len(after):
        return set(range(len(before)))
    return {number for number, segment in enumerate(before) if texts.get(segment.id) != segment.text}


def _carry(
    selection: Selection, carrier: PassageCarrier, after: Sequence[SegmentText], places: Mapping[int | str, int]
) -> CarriedSelections:
    carried = carrier.carry(
        (selection.start_segment_id, selection.start_offset, selection.end_segment_id, selection.end_offset)
    )
    passage = carried.passage
    selection.start_segment_id, selection.start_offset = int(passage.start_id), passage.start
    selection.end_segment_id, selection.end_offset = int(passage.end_id), passage.end
    if carried.state is AnchorState.LOST:
        selection.state = AnchorState.LOST
        return CarriedSelections(lost=1)
    texts = [segment.text for segment in after[places[passage.start_id] : places[passage.end_id] + 1]]
    texts[-1] = texts[-1][: passage.end]
    texts[0] = texts[0][passage.start :]
    selection.text = "\n".join(texts)
    if carried.state is AnchorState.REVIEW:
        selection.state = AnchorState.REVIEW
        return CarriedSelections(to_review=1)
    return CarriedSelections(moved=1)
