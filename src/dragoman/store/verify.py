"""Verification: whether a study is whole, and what is broken where it is not."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from sqlalchemy import select, text
from sqlalchemy.orm import Session

from dragoman.model.anchor import AnchorState
from dragoman.model.interview import Recording
from dragoman.model.layer import EDITED
from dragoman.model.redaction import RedactedSpan
from dragoman.model.selection import Selection
from dragoman.store.events import broken_links, chain_head
from dragoman.store.readings import SegmentReading, segment_readings
from dragoman.store.recordings import SUFFIX, leftovers, recording_faults, strangers
from dragoman.store.study import OpenStudy


class Part(StrEnum):
    """What is checked."""

    FILE = "database file"
    CHAIN = "event chain"
    KEYS = "foreign keys"
    ANCHORS = "anchors"
    RECORDINGS = "recordings"


@dataclass(frozen=True, slots=True)
class Fault:
    """Something that is not as it was stored."""

    part: Part
    message: str


@dataclass(frozen=True, slots=True)
class Verification:
    """All faults found, and the head of the event chain: keep it to show later that nothing was cut off.

    ``notices`` tell of remains that do no harm.
    """

    faults: tuple[Fault, ...]
    chain_head: str
    notices: tuple[str, ...] = ()


def verify(study: OpenStudy, *, on_part: Callable[[Part], None] | None = None) -> Verification:
    """Check the database file, the event chain, the foreign keys, every anchor and every recording."""
    checks: dict[Part, Callable[[OpenStudy, Session], Iterator[str]]] = {
        Part.FILE: _file,
        Part.CHAIN: lambda _, session: broken_links(session),
        Part.KEYS: _foreign_keys,
        Part.ANCHORS: _anchors,
        Part.RECORDINGS: _recordings,
    }
    faults: list[Fault] = []
    with study.read() as session:
        for part, check in checks.items():
            if on_part is not None:
                on_part(part)
            faults += [Fault(part, message) for message in check(study, session)]
        return Verification(tuple(faults), chain_head(session), tuple(_remains(study, session)))


def _file(_: OpenStudy, session: Session) -> Iterator[str]:
    for (message,) in session.execute(text("PRAGMA cipher_integrity_check")):
        yield f"study.db: {message}"
    for (message,) in session.execute(text("PRAGMA integrity_check")):
        if message != "ok":
            yield f"study.db: {message}"


def _foreign_keys(_: OpenStudy, session: Session) -> Iterator[str]:
    for table, row, parent, _index in session.execute(text("PRAGMA foreign_key_check")):
        yield f"row {row} of {table} points at a row of {parent} that does not exist"


def _anchors(_: OpenStudy, session: Session) -> Iterator[str]:
    segments = {reading.segment_id: reading for reading in segment_readings(session)}
    by_place: dict[int, list[SegmentReading]] = {}
    for reading in segments.values():
        by_place.setdefault(reading.source_id, []).append(reading)
    order = {r.segment_id: n for readings in by_place.values() for n, r in enumerate(readings)}
    for selection in session.scalars(select(Selection).where(Selection.state != AnchorState.LOST)):
        start, end = segments.get(selection.start_segment_id), segments.get(selection.end_segment_id)
        if start is None or end is None:
            yield f"selection {selection.id} is anchored in a segment that is not there"
            continue
        stretch = by_place[start.source_id][order[start.segment_id] : order[end.segment_id] + 1]
        if selected_text(stretch, selection) != selection.text:
            yield f"selection {selection.id} ({start.name}) does not stand on the words it was made on"
    for span in session.scalars(select(RedactedSpan)):
        reading_ = segments.get(span.segment_id)
        words = reading_.text(EDITED) if reading_ else None
        if words is not None and not 0 <= span.start < span.end <= len(words):
            yield f"redaction {span.id} ({reading_.name if reading_ else '?'}) lies outside its text"


def selected_text(stretch: list[SegmentReading], selection: Selection) -> str | None:
    """The words that a selection covers in the segments from its first to its last, joined by line breaks."""
    words = [reading.text(selection.layer) for reading in stretch]
    if not words or any(text is None for text in words):
        return None
    texts = [text or "" for text in words]
    texts[-1] = texts[-1][: selection.end_offset]
    texts[0] = texts[0][selection.start_offset :]
    return "\n".join(texts)


def _recordings(study: OpenStudy, session: Session) -> Iterator[str]:
    for recording in session.scalars(select(Recording).order_by(Recording.id)):
        yield from recording_faults(study.recordings, recording)
    for path in strangers(study.recordings):
        yield f"{path.name} in the recording store is none of its files, and may not be encrypted: move it elsewhere"


def _remains(study: OpenStudy, session: Session) -> Iterator[str]:
    known = {f"{guid}{SUFFIX}" for guid in session.scalars(select(Recording.guid))}
    for path in leftovers(study.recordings, known):
        yield f"{path.name} is what an interrupted command left: it is noise, and the next `dragoman add` removes it."
