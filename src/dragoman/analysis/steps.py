"""Steps: how far each participant's material has come, from consent to positions."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from dragoman.model.anchor import AnchorState
from dragoman.model.consent import Consent
from dragoman.model.interview import Interview, RecognisedStretch, Recording
from dragoman.model.layer import PSEUDONYMISED, LayerText, translation_language
from dragoman.model.participant import Participant
from dragoman.model.proposition import Position, Proposition
from dragoman.model.redaction import Decision, RedactedSpan
from dragoman.model.selection import Coding, Selection
from dragoman.model.source import Segment, Source, Speaker
from dragoman.model.speaker import SpeakerRole
from dragoman.protocol.permission import current_consent


@dataclass(frozen=True, slots=True)
class Steps:
    """How far one participant's material is: each field is a few words for people, empty where nothing was done."""

    participant: str
    consent: str
    recording: str
    transcript: str
    reviewed: str
    pseudonymised: str
    translated: str
    coded: str
    positions: str


def steps(session: Session) -> list[Steps]:
    """One row for each participant, by code."""
    interviews = _interviews(session)
    facts = _Facts(session)
    return [
        _steps(session, person, interviews.get(person.id), facts)
        for person in session.scalars(select(Participant).order_by(Participant.code))
    ]


class _Facts:
    """Counts over the whole study, each from one query."""

    def __init__(self, session: Session) -> None:
        stands = Segment.removed_at.is_(None)
        by_source = select(Segment.source_id, func.count()).where(stands).group_by(Segment.source_id)
        self.segments: dict[int, int] = _pairs(session.execute(by_source))
        self.layers: dict[int, Counter[str]] = defaultdict(Counter)
        self.accepted: dict[int, Counter[str]] = defaultdict(Counter)
        rows = session.execute(
            select(Segment.source_id, LayerText.layer, func.count(), func.count(LayerText.accepted_by))
            .join(Segment, Segment.id == LayerText.segment_id)
            .where(stands)
            .group_by(Segment.source_id, LayerText.layer)
        )
        for source_id, layer, number, accepted in rows:
            self.layers[source_id][layer], self.accepted[source_id][layer] = number, accepted
        waiting = (
            select(Segment.source_id, func.count())
            .join(RedactedSpan, RedactedSpan.segment_id == Segment.id)
            .where(RedactedSpan.decision == Decision.SUGGESTED, stands)
            .group_by(Segment.source_id)
        )
        self.suggested: dict[int, int] = _pairs(session.execute(waiting))
        codings = (
            select(Selection.source_id, func.count())
            .join(Coding, Coding.selection_id == Selection.id)
            .group_by(Selection.source_id)
        )
        self.codings: dict[int, int] = _pairs(session.execute(codings))
        moved = codings.where(Selection.state != AnchorState.INTACT)
        self.to_review: dict[int, int] = _pairs(session.execute(moved))
        taken = select(Position.participant_id, func.count()).group_by(Position.participant_id)
        self.positions: dict[int, int] = _pairs(session.execute(taken))
        self.propositions: int = session.scalar(select(func.count(Proposition.id))) or 0


def _pairs(rows: Iterable[Any]) -> dict[int, int]:
    return {row[0]: row[1] for row in rows}


def _interviews(session: Session) -> dict[int, Interview]:
    query = select(Interview).options(selectinload(Interview.participants), selectinload(Interview.recordings))
    return {person.id: interview for interview in session.scalars(query) for person in interview.participants}


def _steps(session: Session, person: Participant, interview: Interview | None, facts: _Facts) -> Steps:
    source = None
    if interview is not None:
        source = session.scalars(select(Source).where(Source.interview_id == interview.id)).first()
    number = source.id if source else 0
    taken = facts.positions.get(person.id, 0)
    return Steps(
        participant=person.code,
        consent=_consent(current_consent(session, person)),
        recording=_recording(interview.recordings if interview else []),
        transcript=_transcript(session, source, interview, facts),
        reviewed=f"{source.reviewed_at:%Y-%m-%d} by {source.reviewed_by}" if source and source.reviewed_at else "",
        pseudonymised=_pseudonymised(number, facts),
        translated=_translated(number, facts),
        coded=_coded(number, facts),
        positions=f"{taken} of {facts.propositions}" if taken else "",
    )


def _consent(consent: Consent | None) -> str:
    if consent is None:
        return ""
    if consent.withdrawn_at is not None:
        return "withdrawn"
    lacking = [scope.value for scope in consent.form.offers() if not consent.allows(scope)]
    return f"all but {', '.join(lacking)}" if lacking else "all scopes"


def _recording(recordings: list[Recording]) -> str:
    if not recordings:
        return ""
    if all(recording.key is None for recording in recordings):
        return "destroyed"
    minutes, seconds = divmod(max(recording.duration_ms for recording in recordings) // 1000, 60)
    tracks = f", {len(recordings)} files" if len(recordings) > 1 else ""
    return f"{minutes}:{seconds:02d}{tracks}"


def _transcript(session: Session, source: Source | None, interview: Interview | None, facts: _Facts) -> str:
    if source is None:
        heard = _heard_share(session, interview) if interview else 0.0
        return f"{heard:.0%} heard" if heard else ""
    unknown = select(func.count(Speaker.id)).where(Speaker.source_id == source.id, Speaker.role == SpeakerRole.UNKNOWN)
    nobody = select(func.count(Segment.id)).where(Segment.source_id == source.id, Segment.speaker_id.is_(None))
    doubtful = (session.scalar(unknown) or 0) + (session.scalar(nobody) or 0)
    return f"{facts.segments.get(source.id, 0)} segments" + (", speakers unknown" if doubtful else "")


def _heard_share(session: Session, interview: Interview) -> float:
    total = sum(recording.duration_ms * max(1, len(recording.channel_labels)) for recording in interview.recordings)
    query = (
        select(func.max(RecognisedStretch.end_ms))
        .where(RecognisedStretch.recording_id.in_([recording.id for recording in interview.recordings]))
        .group_by(RecognisedStretch.recording_id, RecognisedStretch.channel)
    )
    return sum(session.scalars(query)) / total if total else 0.0


def _pseudonymised(source_id: int, facts: _Facts) -> str:
    if not facts.layers[source_id][PSEUDONYMISED]:
        return ""
    waiting = facts.suggested.get(source_id, 0)
    return f"{waiting} suggestion(s) wait" if waiting else "done"


def _translated(source_id: int, facts: _Facts) -> str:
    found = []
    for layer, number in sorted(facts.layers[source_id].items()):
        language = translation_language(layer)
        if language:
            accepted = facts.accepted[source_id][layer]
            found.append(f"{language}: {number} of {facts.segments.get(source_id, 0)}, {accepted} accepted")
    return "; ".join(found)


def _coded(source_id: int, facts: _Facts) -> str:
    number, moved = facts.codings.get(source_id, 0), facts.to_review.get(source_id, 0)
    return "" if not number else f"{number} codings" + (f", {moved} to review" if moved else "")
