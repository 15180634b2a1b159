"""Readings: the segments of a study with all their layers, in the order in which they were said."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import Select, select
from sqlalchemy.orm import Session, selectinload

from dragoman.model.interview import Interview
from dragoman.model.layer import EDITED, PSEUDONYMISED, VERBATIM, LayerText, translation_language
from dragoman.model.source import Segment, Source
from dragoman.model.speaker import SpeakerRole


@dataclass(frozen=True, slots=True)
class Reading:
    """One layer of a segment. ``marks`` are ``[start, end, start_ms, end_ms]``, empty unless asked for."""

    text: str
    origin: str
    basis_sha256: str = ""
    accepted_by: str | None = None
    marks: tuple[Any, ...] = ()


@dataclass(frozen=True, slots=True)
class SegmentReading:
    """A segment with its readings.

    ``interview`` is the code of the interview's participant (several joined by ``+``), ``participant`` the code of the
    one who speaks (None for interviewers and unknown voices), ``speaker`` what is shown. Times are ms of the tape.
    """

    segment_id: int
    source_id: int
    interview: str
    number: int
    place: float
    speaker: str
    role: SpeakerRole
    participant: str | None
    source_language: str
    start_ms: int | None
    end_ms: int | None
    layers: dict[str, Reading] = field(default_factory=dict)

    @property
    def name(self) -> str:
        """How people refer to the segment: ``P05 ¶12``."""
        return f"{self.interview} ¶{self.number}"

    def reading(self, layer: str) -> Reading | None:
        """The reading of a layer; where nothing was edited, the edited one is the verbatim one."""
        found = self.layers.get(layer)
        return self.layers.get(VERBATIM) if found is None and layer == EDITED else found

    def text(self, layer: str) -> str | None:
        """The words of a layer, None where it does not exist yet."""
        reading = self.reading(layer)
        return None if reading is None else reading.text

    def language(self, layer: str) -> str:
        """The language of a layer (ISO 639-1)."""
        return translation_language(layer) or self.source_language

    def stale(self, layer: str) -> bool:
        """Whether the words that a layer was made from have changed since: a pseudonymised text was not searched for
        names again, a translation translates what is no longer said.
        """
        if layer != PSEUDONYMISED and translation_language(layer) is None:
            return False
        reading, basis = self.layers.get(layer), self.text(EDITED if layer == PSEUDONYMISED else PSEUDONYMISED)
        return reading is not None and basis is not None and reading.basis_sha256 != text_sha256(basis)


def text_sha256(text: str) -> str:
    """SHA-256 of a text's UTF-8 bytes, as layers keep of the text they were made from."""
    return hashlib.sha256(text.encode()).hexdigest()


def segment_readings(
    session: Session,
    *,
    participants: Collection[str] | None = None,
    source_id: int | None = None,
    marks: bool = False,
) -> Iterator[SegmentReading]:
    """All segments that stand, by interview (in the order of participants' codes) and place, with all their layers.

    ``participants`` limits to the interviews of these participants, ``source_id`` to one transcript; ``marks`` adds the
    time marks of words, which is slower.
    """
    found: Iterable[Source] = session.scalars(_sources(source_id))
    sources = [
        source
        for source in found
        if participants is None or {person.code for person in source.interview.participants} & set(participants)
    ]
    for source in sorted(sources, key=lambda source: (interview_name(source.interview), source.id)):
        yield from _source_readings(session, source, marks=marks)


def interview_name(interview: Interview) -> str:
    """The codes of an interview's participants, joined by ``+``."""
    return "+".join(sorted(person.code for person in interview.participants))


def _sources(source_id: int | None) -> Select[Any]:
    query = select(Source).options(selectinload(Source.interview).selectinload(Interview.participants))
    return query if source_id is None else query.where(Source.id == source_id)


def _source_readings(session: Session, source: Source, *, marks: bool) -> Iterator[SegmentReading]:
    layers = _layers(session, source.id, marks=marks)
    name = interview_name(source.interview)
    speakers = {speaker.id: speaker for speaker in source.speakers}
    query = (
        select(Segment.id, Segment.number, Segment.place, Segment.speaker_id, Segment.start_ms, Segment.end_ms)
        .where(Segment.source_id == source.id, Segment.removed_at.is_(None))
        .order_by(Segment.place)
    )
    for segment_id, number, place, speaker_id, start_ms, end_ms in session.execute(query):
        speaker = speakers.get(speaker_id) if speaker_id is not None else None
        yield SegmentReading(
            segment_id=segment_id,
            source_id=source.id,
            interview=name,
            number=number,
            place=place,
            speaker=speaker.shown if speaker else "unknown",
            role=speaker.role if speaker else SpeakerRole.UNKNOWN,
            participant=speaker.participant.code if speaker and speaker.participant else None,
            source_language=source.language,
            start_ms=start_ms,
            end_ms=end_ms,
            layers=layers.get(segment_id, {}),
        )


def _layers(session: Session, source_id: int, *, marks: bool) -> dict[int, dict[str, Reading]]:
    columns: list[Any] = [LayerText.segment_id, LayerText.layer, LayerText.text, LayerText.origin]
    columns += [LayerText.basis_sha256, LayerText.accepted_by]
    if marks:
        columns.append(LayerText.marks)
    query = select(*columns).join(Segment, Segment.id == LayerText.segment_id).where(Segment.source_id == source_id)
    found: dict[int, dict[str, Reading]] = defaultdict(dict)
    for segment_id, layer, *rest in session.execute(query):
        text, origin, basis, accepted, *mark_column = rest
        found[segment_id][layer] = Reading(text, origin, basis, accepted, tuple(mark_column[0]) if marks else ())
    return found
