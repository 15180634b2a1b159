"""A new source: turns, from a file or from a recogniser, become the transcript of an interview."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import astuple, dataclass
from typing import Any

from sqlalchemy import insert, select
from sqlalchemy.orm import Session

from dragoman.model.base import new_guid, now
from dragoman.model.interview import Interview
from dragoman.model.layer import VERBATIM, LayerText
from dragoman.model.participant import Participant
from dragoman.model.source import Segment, Source, SourceKind, Speaker
from dragoman.model.speaker import SpeakerRole
from dragoman.model.turn import Turn


@dataclass(frozen=True, slots=True)
class SourceFacts:
    """What is known of a transcript besides its words."""

    kind: SourceKind
    name: str
    language: str
    format: str
    origin: str
    sha256: str = ""
    engines: tuple[dict[str, Any], ...] = ()


def new_source(
    session: Session,
    interview: Interview,
    turns: Sequence[Turn],
    facts: SourceFacts,
    *,
    roles: Mapping[str, SpeakerRole],
    aliases: Mapping[str, Sequence[str]] | None = None,
) -> Source:
    """Store turns as the segments of a new source of the interview, in their ``verbatim`` layer.

    ``roles`` says who is interviewer and who respondent; a respondent of an interview with one participant is that
    participant, in one with several the label must be the participant's code. The names of participants, which
    transcripts carry as labels, are not stored: the code takes their place.
    """
    source = Source(
        interview=interview,
        kind=facts.kind,
        name=facts.name,
        language=facts.language,
        format=facts.format,
        sha256=facts.sha256,
        engines=list(facts.engines),
    )
    speakers = {
        label: _speaker(
            label, roles.get(label, SpeakerRole.UNKNOWN), interview.participants, (aliases or {}).get(label)
        )
        for label in dict.fromkeys(turn.speaker for turn in turns if turn.speaker is not None)
    }
    source.speakers = list({speaker.label: speaker for speaker in speakers.values()}.values())
    session.add(source)
    session.flush()
    by_label = {speaker.label: speaker.id for speaker in source.speakers}
    ids = {label: by_label[speaker.label] for label, speaker in speakers.items()}
    _store_segments(session, source, turns, ids, facts.origin)
    return source


def _speaker(
    label: str, role: SpeakerRole, participants: Sequence[Participant], aliases: Sequence[str] | None
) -> Speaker:
    """A speaker. A participant's name, as transcripts carry it, is not kept: the code takes its place."""
    participant = participant_of(label, role, participants)
    if participant is not None:
        return Speaker(label=participant.code, aliases=[], role=role, participant=participant)
    return Speaker(label=label, aliases=list(aliases or ()), role=role)


def participant_of(label: str, role: SpeakerRole, participants: Sequence[Participant]) -> Participant | None:
    """The participant that a speaker is: the one whose code is the label, or the only respondent there can be."""
    if role is not SpeakerRole.RESPONDENT:
        return None
    named = [person for person in participants if person.code == label]
    if named:
        return named[0]
    return participants[0] if len(participants) == 1 else None


def _store_segments(
    session: Session, source: Source, turns: Sequence[Turn], speakers: Mapping[str, int], origin: str
) -> None:
    rows = [
        {
            "guid": new_guid(),
            "source_id": source.id,
            "number": number,
            "place": float(number),
            "speaker_id": speakers.get(turn.speaker) if turn.speaker is not None else None,
            "start_ms": turn.start_ms,
            "end_ms": turn.end_ms,
        }
        for number, turn in enumerate(turns, start=1)
    ]
    session.execute(insert(Segment), rows)
    ids = session.scalars(select(Segment.id).where(Segment.source_id == source.id).order_by(Segment.number))
    texts = [
        {
            "segment_id": segment_id,
            "layer": VERBATIM,
            "text": turn.text,
            "marks": [list(astuple(mark)) for mark in turn.marks],
            "origin": origin,
            "changed_at": now(),
        }
        for segment_id, turn in zip(ids, turns, strict=True)
    ]
    session.execute(insert(LayerText), texts)
