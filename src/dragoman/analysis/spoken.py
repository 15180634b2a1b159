"""Spoken words: where a participant says the words of a quotation, parts left out marked as ``[…]``."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from dragoman.analysis.material import Material
from dragoman.model.anchor import Span
from dragoman.model.quotation import find_quotation
from dragoman.model.speaker import SpeakerRole
from dragoman.store.readings import SegmentReading

_LEFT_OUT = re.compile(r"\s*\[\s*(?:…|\.\.\.)\s*\]\s*")
NEAR_ENOUGH = 60
"""From this similarity (per cent, rapidfuzz's partial ratio) on, other words are offered as the ones meant."""


@dataclass(frozen=True, slots=True)
class Spoken:
    """Words of a participant: their place in one segment and layer, in code points; one span for each part."""

    segment: SegmentReading
    layer: str
    spans: tuple[Span, ...]

    @property
    def text(self) -> str:
        """The words as they stand in the material, parts left out shown as ``[…]``."""
        words = self.segment.text(self.layer) or ""
        return " […] ".join(words[span.start : span.end] for span in self.spans)

    @property
    def cuts_a_word(self) -> bool:
        """Whether the quotation begins or ends inside a word."""
        text = self.segment.text(self.layer) or ""
        edges = [edge for span in self.spans for edge in (span.start, span.end)]
        return any(0 < edge < len(text) and text[edge - 1].isalnum() and text[edge].isalnum() for edge in edges)


def spoken_places(material: Material, participant: str, quotation: str, layer: str) -> tuple[Spoken, ...]:
    """Every place where a participant, as respondent, says the words in a layer, in the order of the interview."""
    return tuple(
        Spoken(segment, layer, spans)
        for segment in spoken_by(material, participant)
        for spans in places_in(segment.text(layer) or "", quotation)
    )


def spoken_by(material: Material, participant: str) -> Iterator[SegmentReading]:
    """The segments in which a participant speaks as respondent."""
    for segment in material.segments:
        if segment.participant == participant and segment.role is SpeakerRole.RESPONDENT:
            yield segment


def places_in(text: str, quotation: str) -> Iterator[tuple[Span, ...]]:
    """Every place of a quotation in a text; its parts between ``[…]`` must follow each other."""
    first, *others = [find_quotation(text, part) for part in _LEFT_OUT.split(quotation.strip()) if part] or [[]]
    for start in first:
        spans = [start]
        for part in others:
            after = next((span for span in part if span.start >= spans[-1].end), None)
            if after is None:
                break
            spans.append(after)
        else:
            yield tuple(spans)


def nearest_words(material: Material, participant: str, quotation: str, layer: str) -> Spoken | None:
    """The words of a participant that are most like a quotation, None where nothing is near enough."""
    from rapidfuzz import fuzz

    best, best_score = None, float(NEAR_ENOUGH)
    for segment in spoken_by(material, participant):
        text = segment.text(layer) or ""
        found = fuzz.partial_ratio_alignment(quotation.casefold(), text.casefold(), score_cutoff=best_score)
        if found is not None and found.score > best_score and len(text) == len(text.casefold()):
            start, end = _whole_words(text, found.dest_start, found.dest_end)
            best, best_score = Spoken(segment, layer, (Span(start, end),)), found.score
    return best


def _whole_words(text: str, start: int, end: int) -> tuple[int, int]:
    while start > 0 and text[start - 1].isalnum():
        start -= 1
    while end < len(text) and text[end].isalnum():
        end += 1
    return start, end
