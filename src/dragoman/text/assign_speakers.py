"""Speakers: saying who a voice in a transcript is."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from dragoman.errors import WrongUse
from dragoman.intake.new_source import participant_of
from dragoman.model.layer import VERBATIM
from dragoman.model.source import Segment, Source, Speaker
from dragoman.model.speaker import SpeakerRole
from dragoman.protocol.interviews import interview_of
from dragoman.protocol.near_miss import did_you_mean, listed
from dragoman.protocol.participants import find_participant
from dragoman.store.readings import segment_readings
from dragoman.store.study import OpenStudy

UNNAMED = "unknown"
"""What stands for the segments that nobody is known to have spoken."""


@dataclass(frozen=True, slots=True)
class SpeakerView:
    """A voice of a transcript: its label, its role, how many segments it speaks, and how it begins."""

    label: str
    role: SpeakerRole
    participant: str | None
    segments: int
    first_words: str


def speakers_of(session: Session, code: str) -> list[SpeakerView]:
    """The voices of a participant's transcript, in the order in which they first speak."""
    source = transcript_of(session, code)
    counts: dict[int | None, int] = {}
    first: dict[int | None, str] = {}
    words = {one.segment_id: one.text(VERBATIM) or "" for one in segment_readings(session, source_id=source.id)}
    for segment in source.segments:
        if segment.removed_at is None:
            counts[segment.speaker_id] = counts.get(segment.speaker_id, 0) + 1
            first.setdefault(segment.speaker_id, words.get(segment.id, "")[:60])
    people = {speaker.id: speaker for speaker in source.speakers}
    return [_view(people.get(number) if number else None, counts[number], first[number]) for number in counts]


def set_speakers(study: OpenStudy, code: str, roles: Mapping[str, SpeakerRole]) -> list[SpeakerView]:
    """Say which role each label has. ``unknown`` stands for the segments without a speaker.

    A respondent of an interview with one participant is that participant. Raises ``WrongUse`` for an unknown label.
    """
    with study.change("speakers.set", subject=code) as change:
        source = transcript_of(change.session, code)
        known = {speaker.label: speaker for speaker in source.speakers}
        nameless = change.session.scalar(
            select(func.count(Segment.id)).where(Segment.source_id == source.id, Segment.speaker_id.is_(None))
        )
        for label, role in roles.items():
            speaker = known.get(label)
            if speaker is None and label == UNNAMED and nameless:
                speaker = _name_the_nameless(change.session, source)
            if speaker is None:
                labels = [*known, *([UNNAMED] if nameless else [])]
                hint = did_you_mean(label, labels) or f" The voices are: {listed(labels)}."
                raise WrongUse(f"Nobody in the transcript of {code} is called '{label}'.{hint} Nothing was changed.")
            _set_role(speaker, role, source)
        change.details["roles"] = sorted(role.value for role in roles.values())
        change.session.flush()
        return speakers_of(change.session, code)


def transcript_of(session: Session, code: str) -> Source:
    """The transcript of a participant's interview. Raises ``WrongUse`` where there is none yet."""
    participant = find_participant(session, code)
    interview = interview_of(session, participant.code)
    source = None
    if interview is not None:
        source = session.scalars(select(Source).where(Source.interview_id == interview.id)).first()
    if source is None:
        raise WrongUse(
            f"{participant.code} has no transcript yet. Add one with `dragoman add FILE --participant "
            f"{participant.code}`, or make one with `dragoman transcribe {participant.code}`."
        )
    return source


def _view(speaker: Speaker | None, segments: int, first_words: str) -> SpeakerView:
    if speaker is None:
        return SpeakerView(UNNAMED, SpeakerRole.UNKNOWN, None, segments, first_words)
    code = speaker.participant.code if speaker.participant else None
    return SpeakerView(speaker.label, speaker.role, code, segments, first_words)


def _name_the_nameless(session: Session, source: Source) -> Speaker:
    speaker = Speaker(label=UNNAMED)
    source.speakers.append(speaker)
    session.flush()
    for segment in source.segments:
        if segment.speaker_id is None:
            segment.speaker_id = speaker.id
    return speaker


def _set_role(speaker: Speaker, role: SpeakerRole, source: Source) -> None:
    people = source.interview.participants
    speaker.role = role
    speaker.participant = participant_of(speaker.label, role, people)
    taken = {other.label for other in source.speakers if other is not speaker}
    if speaker.participant is not None:
        if speaker.participant.code not in taken:
            speaker.label, speaker.aliases = speaker.participant.code, []
    elif speaker.label in {person.code for person in people}:
        # A participant's code is the name of that participant alone.
        speaker.label = next(label for label in _labels(role) if label not in taken)


def _labels(role: SpeakerRole) -> Iterator[str]:
    name = role.value if role is SpeakerRole.INTERVIEWER else "voice"
    yield name
    yield from (f"{name} {number}" for number in count(2))
