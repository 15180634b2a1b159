"""Destroying the recordings of a participant, as the consent form promised."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.errors import Refused, WrongUse
from dragoman.model.interview import Recording
from dragoman.protocol.interviews import interview_of
from dragoman.protocol.participants import find_participant
from dragoman.store.recordings import destroy_recording
from dragoman.store.study import OpenStudy


@dataclass(frozen=True, slots=True)
class DestroyedRecording:
    """A recording that is gone, and the event that says so."""

    name: str
    sha256: str
    event_hash: str


def recordings_of(study: OpenStudy, code: str) -> list[Recording]:
    """The recordings of a participant that still exist. Raises where there are none."""
    with study.read() as session:
        find_participant(session, code)
        interview = interview_of(session, code)
        found = list(interview.recordings) if interview else []
        session.expunge_all()
    if not found:
        raise WrongUse(f"The study holds no recording of {code}. Nothing was changed.")
    kept = [recording for recording in found if recording.key is not None]
    if not kept:
        raise Refused(f"All recordings of {code} were destroyed already. Nothing was changed.")
    return kept


def destroy_recordings(study: OpenStudy, code: str, *, reason: str = "") -> list[DestroyedRecording]:
    """Destroy every recording of a participant that still exists; the transcript stays."""
    return [
        DestroyedRecording(recording.name, recording.sha256, destroy_recording(study, recording.id, reason=reason))
        for recording in recordings_of(study, code)
    ]
