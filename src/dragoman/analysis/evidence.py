"""Evidence: a selection with everything a reader needs to judge it: who, where, when on the tape, which words."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from dragoman.analysis.material import Material, Selected
from dragoman.model.anchor import AnchorState, Span
from dragoman.model.layer import PSEUDONYMISED, translation, translation_language
from dragoman.store.readings import Reading, SegmentReading


@dataclass(frozen=True, slots=True)
class Words:
    """One reading of a segment as readers see it; ``spans`` are the words meant, in code points of ``text``.

    ``stale`` says that a translation was made from words that have changed since.
    """

    layer: str
    language: str
    text: str
    spans: tuple[Span, ...]
    origin: str
    accepted_by: str | None
    stale: bool

    @property
    def draft(self) -> bool:
        """Whether nobody accepted it, or what was accepted is out of date. Only translations are drafts here."""
        return translation_language(self.layer) is not None and (self.accepted_by is None or self.stale)


@dataclass(frozen=True, slots=True)
class Passage:
    """One segment of evidence. ``original`` and ``translated`` are None where they do not exist, and both where the
    one who speaks (or, for other voices, anyone in that interview) did not allow quotes: ``withheld`` says why.
    """

    segment: SegmentReading
    tape_ms: int | None
    original: Words | None
    translated: Words | None
    withheld: str = ""


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a selection shows. ``words`` is None where they are not shared: made on text before pseudonymisation, gone,
    or withheld. ``key`` identifies the evidence and ``fingerprint`` changes with it.
    """

    key: str
    participants: tuple[str, ...]
    layer: str
    words: str | None
    passages: tuple[Passage, ...]
    state: AnchorState

    @property
    def fingerprint(self) -> tuple[str, ...]:
        """What a value's hash depends on: the selection, its words as they stand, its state."""
        shown = tuple(
            f"{words.layer}:{words.text}:{words.draft}"
            for passage in self.passages
            for words in (passage.original, passage.translated)
            if words is not None
        )
        return (self.key, self.layer, self.words or "", self.state.value, *shown)


def evidence_of(material: Material, selection: Selected, *, lang: str) -> Evidence:
    """The evidence that a selection gives, with the translation into ``lang`` where there is one, else any other."""
    stretch = () if selection.state is AnchorState.LOST else material.stretch(selection)
    passages = tuple(
        passage_of(material, segment, {selection.layer: (_part(segment, selection),)}, lang=lang) for segment in stretch
    )
    shared = selection.layer == PSEUDONYMISED or translation_language(selection.layer) is not None
    open_to_readers = shared and passages and not any(passage.withheld for passage in passages)
    return Evidence(
        key=selection.guid,
        participants=speakers(stretch),
        layer=selection.layer,
        words=_standing_words(stretch, selection) if open_to_readers else None,
        passages=passages,
        state=selection.state,
    )


def passage_of(
    material: Material, segment: SegmentReading, spans: Mapping[str, tuple[Span, ...]], *, lang: str
) -> Passage:
    """A segment as evidence, the words meant given by layer."""
    first = min((span.start for found in spans.values() for span in found), default=0)
    layer = next(iter(spans), PSEUDONYMISED)
    tape_ms = material.tape.time_of(segment, layer, first)
    refusal = withheld(material, segment)
    if refusal:
        return Passage(segment, tape_ms, None, None, refusal)
    translated = _translation_layer(segment, spans, lang)
    return Passage(
        segment,
        tape_ms,
        _words(segment, PSEUDONYMISED, spans),
        _words(segment, translated, spans) if translated else None,
    )


def withheld(material: Material, segment: SegmentReading) -> str:
    """Why the words of a segment may not be shown, empty where they may. The words of an interviewer or an unknown
    voice may be shown when everyone interviewed there may be quoted.
    """
    codes = [segment.participant] if segment.participant else segment.interview.split("+")
    for code in codes:
        person = material.people.get(code)
        if person is not None and not person.quotable:
            return person.quotable.reason
    return ""


def speakers(segments: Iterable[SegmentReading]) -> tuple[str, ...]:
    """The participants who speak in these segments."""
    return tuple(sorted({segment.participant for segment in segments if segment.participant}))


def _part(segment: SegmentReading, selection: Selected) -> Span:
    text = segment.text(selection.layer) or ""
    start = selection.start if segment.segment_id == selection.start_segment_id else 0
    end = selection.end if segment.segment_id == selection.end_segment_id else len(text)
    return Span(min(start, len(text)), min(end, len(text)))


def _standing_words(stretch: tuple[SegmentReading, ...], selection: Selected) -> str | None:
    texts = [segment.text(selection.layer) for segment in stretch]
    if any(text is None for text in texts):
        return None
    return "\n".join(
        (text or "")[span.start : span.end]
        for text, span in zip(texts, (_part(segment, selection) for segment in stretch), strict=True)
    )


def _translation_layer(segment: SegmentReading, spans: Mapping[str, tuple[Span, ...]], lang: str) -> str | None:
    chosen = [layer for layer in spans if translation_language(layer) and layer in segment.layers]
    others = sorted(layer for layer in segment.layers if translation_language(layer) is not None)
    wanted = translation(lang)
    if chosen:
        return chosen[0]
    return wanted if wanted in others else next(iter(others), None)


def _words(segment: SegmentReading, layer: str, spans: Mapping[str, tuple[Span, ...]]) -> Words | None:
    reading: Reading | None = segment.layers.get(layer)
    if reading is None:
        return None
    return Words(
        layer=layer,
        language=segment.language(layer),
        text=reading.text,
        spans=spans.get(layer, ()),
        origin=reading.origin,
        accepted_by=reading.accepted_by,
        stale=segment.stale(layer),
    )
