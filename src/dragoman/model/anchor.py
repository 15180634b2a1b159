"""Anchors: where a selection stands in a text, and how it moves when the text changes.

A selection follows its words. The rules, for one text and for several segments alike:

- Its words stand side by side as before (white space may differ): it covers the same words, INTACT.
- Some of its words changed or went, or something was put between them: it covers what is left of them and what came in
  their place, REVIEW. It never covers words that stood outside it before; where they came between its own, it keeps the
  part with most of its words.
- All its words are gone and nothing came in their place: LOST, of no length, where they stood.
- What is put in exactly at its border stays outside.
- Where one stretch was taken out or put in and the text leaves open which of several equal ones it was, the reading
  counts that leaves the selection whole.
- A word is the unit: a letter added to a word changes the word.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import NamedTuple

from dragoman.model.anchor_state import AnchorState
from dragoman.model.carrying.carriage import Carriage
from dragoman.model.carrying.survival import Survival
from dragoman.model.carrying.token_flow import SegmentId, SegmentText

__all__ = [
    "AnchorState",
    "Carried",
    "CarriedPassage",
    "Carrier",
    "Passage",
    "PassageCarrier",
    "SegmentText",
    "Span",
    "carry",
    "carry_over_segments",
]


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one text in code points, end exclusive."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Carried:
    """Where a span stands after an edit, and how it came through this edit."""

    span: Span
    state: AnchorState


class Passage(NamedTuple):
    """A selection over one or more segments: from an offset in one to an offset in the same or a later one."""

    start_id: SegmentId
    start: int
    end_id: SegmentId
    end: int


@dataclass(frozen=True, slots=True)
class CarriedPassage:
    """Where a passage stands after an edit, and how it came through this edit."""

    passage: Passage
    state: AnchorState


def carry(span: Span, before: str, after: str) -> Carried:
    """Carry a span of one text over an edit of that text (see the rules above).

    For many spans of one text make a ``Carrier`` once. Raises ``ValueError`` for a span that is not in the text.
    """
    return Carrier(before, after).carry(span)


def carry_over_segments(
    selection: tuple[SegmentId, int, SegmentId, int], before: Sequence[SegmentText], after: Sequence[SegmentText]
) -> CarriedPassage:
    """Carry a selection over an edit of the segments it stands in: changed, split, joined, removed, reordered.

    Give all segments of the source, or at least all that the selection covers and all that changed, in their order.
    For many selections make a ``PassageCarrier`` once. Raises ``ValueError`` for a selection that is not in the text.
    """
    return PassageCarrier(before, after).carry(selection)


class Carrier:
    """An edit of one text, read once, to carry any number of spans over it.

    Reading the edit takes time in proportion to the text (see ``align``); a span takes the logarithm of the text's
    length, and in a rewritten passage the number of its pieces.
    """

    def __init__(self, before: str, after: str) -> None:
        self._passages = PassageCarrier([SegmentText(0, before)], [SegmentText(0, after)])

    def carry(self, span: Span) -> Carried:
        """The span after the edit. Raises ``ValueError`` for a span that is not in the text before."""
        carried = self._passages.carry((0, span.start, 0, span.end))
        return Carried(Span(carried.passage.start, carried.passage.end), carried.state)


class PassageCarrier:
    """An edit of several segments, read once, to carry any number of selections over it.

    Segments whose text is the same under the same identifier are not looked into, so the time goes with the changed
    segments; a LOST selection whose segments are all gone keeps its old segment.
    """

    def __init__(self, before: Sequence[SegmentText], after: Sequence[SegmentText]) -> None:
        self._before = list(before)
        self._after = list(after)

    @cached_property
    def _carriage(self) -> Carriage:
        return Carriage(Survival(self._before, self._after))

    def carry(self, selection: tuple[SegmentId, int, SegmentId, int]) -> CarriedPassage:
        """The selection after the edit. Raises ``ValueError`` for one that is not in the segments before."""
        start, end, state = self._carriage.carry(*selection)
        return CarriedPassage(Passage(*start, *end), state)
