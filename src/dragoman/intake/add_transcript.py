"""Adding a transcript that somebody else made."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.errors import Refused, WrongUse
from dragoman.intake.language import detect_language
from dragoman.intake.new_source import SourceFacts, new_source
from dragoman.intake.speaker_labels import guess_roles
from dragoman.intake.transcript_file import TranscriptFile, TranscriptFormat, read_transcript
from dragoman.model.consent import Scope
from dragoman.model.interview import Interview
from dragoman.model.participant import Participant
from dragoman.model.source import Source, SourceKind
from dragoman.model.speaker import SpeakerRole
from dragoman.protocol.interview_consent import require_of_everyone
from dragoman.protocol.interviews import interview_of
from dragoman.store.study import OpenStudy


@dataclass(frozen=True, slots=True)
class AddedTranscript:
    """A transcript that the study now holds: ``roles`` as they were given or guessed, for a person to look at."""

    segments: int
    language: str
    format: str
    roles: dict[str, SpeakerRole]
    aliases: dict[str, tuple[str, ...]]


def add_transcript(
    study: OpenStudy,
    code: str,
    path: Path,
    *,
    language: str | None = None,
    format: TranscriptFormat | None = None,
    roles: Mapping[str, SpeakerRole] | None = None,
) -> AddedTranscript:
    """Add the transcript of one participant's interview from a VTT, SRT, DOCX, TXT or Whisper JSON file.

    ``roles`` overrides what the labels suggest. Raises ``Refused`` without consent to ``participate`` or where
    there is a transcript already, ``WrongUse`` for a file that is none.
    """
    with study.read() as session:
        _allowed(session, code)
        refuse_second_transcript(session, code)
    found = read_transcript(path, format=format)
    chosen = language or found.language or detect_language(turn.text for turn in found.turns)
    if chosen is None:
        raise WrongUse(
            f"{path.name} is too short to tell its language. Nothing was stored. Say which it is, for example "
            "`--language ru`."
        )
    with study.change("transcript.add", subject=code) as change:
        participant = _allowed(change.session, code)
        refuse_second_transcript(change.session, code)
        interview = interview_of(change.session, code) or Interview(participants=[participant])
        decided = _roles(found, interview, roles or {}, path)
        facts = SourceFacts(
            kind=SourceKind.IMPORTED,
            name=f"{code} transcript",
            language=chosen,
            format=found.format.value,
            origin=f"imported from {found.format.value}",
            sha256=found.sha256,
        )
        new_source(change.session, interview, found.turns, facts, roles=decided, aliases=found.aliases)
        change.details |= {"format": facts.format, "language": chosen, "sha256": found.sha256}
        change.details["segments"] = len(found.turns)
    return AddedTranscript(len(found.turns), chosen, facts.format, decided, dict(found.aliases))


def refuse_second_transcript(session: Session, code: str) -> None:
    """Raise ``Refused`` where the participant's interview has a transcript already."""
    interview = interview_of(session, code)
    if interview is None or interview.id is None:
        return
    if session.scalars(select(Source).where(Source.interview_id == interview.id)).first() is not None:
        raise Refused(
            f"{code} has a transcript already. Nothing was stored. To bring in a corrected one, with all codings kept, "
            f"use `dragoman review {code} --from FILE`."
        )


def _allowed(session: Session, code: str) -> Participant:
    action = f"A transcript of {code} cannot be added"
    return require_of_everyone(session, code, Scope.PARTICIPATE, action=action)


def _roles(
    found: TranscriptFile, interview: Interview, given: Mapping[str, SpeakerRole], path: Path
) -> dict[str, SpeakerRole]:
    labels = list(dict.fromkeys(turn.speaker for turn in found.turns if turn.speaker is not None))
    unknown = [label for label in given if label not in labels]
    if unknown:
        raise WrongUse(
            f"Nobody in {path.name} is called '{unknown[0]}'. Its speakers are: {', '.join(labels) or 'unnamed'}. "
            "Nothing was stored."
        )
    codes = [person.code for person in interview.participants]
    return guess_roles(found.turns, participants=codes) | dict(given)
