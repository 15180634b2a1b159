"""Adding recordings: probed, allowed, encrypted, known to the study; or nothing at all."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, replace
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.errors import Refused, WrongUse
from dragoman.intake.channel_voices import distinct_channels
from dragoman.intake.recording_file import RecordingFacts, probe_recording
from dragoman.model.consent import Scope
from dragoman.model.interview import Interview, Recording
from dragoman.model.participant import Participant
from dragoman.protocol.interview_consent import require_of_everyone
from dragoman.protocol.interviews import interview_of
from dragoman.store.recordings import WrittenRecording, keep, sweep, written_recording
from dragoman.store.study import OpenStudy

SIDES = ("left", "right")
"""The labels of channels that hold different voices when nobody said whose."""


@dataclass(frozen=True, slots=True)
class RecordingToAdd:
    """A file and whose voice is where: ``track`` labels a file with one voice (``interviewer``, ``P04``),
    ``channel_labels`` names the voice of each channel. With neither, a stereo file is listened to: where each channel
    holds a voice of its own they are ``left`` and ``right``, unless the voices are said to be ``mixed``.
    """

    path: Path
    track: str | None = None
    channel_labels: tuple[str, ...] = ()
    mixed: bool = False


@dataclass(frozen=True, slots=True)
class AddedRecording:
    """A recording that the study now holds."""

    name: str
    duration_ms: int
    size: int
    channel_labels: tuple[str, ...]


def add_recordings(
    study: OpenStudy,
    code: str,
    files: Sequence[RecordingToAdd],
    *,
    language: str | None = None,
    on_bytes: Callable[[int], None] | None = None,
) -> list[AddedRecording]:
    """Add the recordings of one interview, all or none; several files are tracks of the same conversation.

    Raises ``Refused`` without consent to ``participate`` and ``record`` or where the study holds the file already, and
    ``WrongUse`` for what is not a whole sound file. ``on_bytes`` hears of every piece that is stored.
    """
    with study.read() as session:
        _allowed(session, code)
    facts = [probe_recording(file.path) for file in files]
    files = [_with_channels(file, fact) for file, fact in zip(files, facts, strict=True)]
    with study.read() as session:
        _refuse_twins(session, files, facts)
    with ExitStack() as stack:
        written = [stack.enter_context(_encrypted(study, file.path, on_bytes)) for file in files]
        change = stack.enter_context(study.change("recording.add", subject=code))
        participant = _allowed(change.session, code)
        _refuse_twins(change.session, files, facts)
        sweep(study, change.session)
        interview = interview_of(change.session, code) or _new_interview(change.session, participant)
        rows = [
            _row(interview, file, fact, done, language) for file, fact, done in zip(files, facts, written, strict=True)
        ]
        change.session.flush()
        change.details["recordings"] = [{"guid": row.guid, "sha256": row.sha256} for row in rows]
        added = [AddedRecording(row.name, row.duration_ms, row.size, tuple(row.channel_labels)) for row in rows]
        for done in written:
            keep(study.recordings, done)
    return added


def _allowed(session: Session, code: str) -> Participant:
    action = f"A recording of {code} cannot be added"
    return require_of_everyone(session, code, Scope.PARTICIPATE, Scope.RECORD, action=action)


def _with_channels(file: RecordingToAdd, fact: RecordingFacts) -> RecordingToAdd:
    if file.channel_labels and len(file.channel_labels) != fact.channels:
        raise WrongUse(
            f"{file.path.name} has {fact.channels} channel(s), but {len(file.channel_labels)} labels were given "
            f"({', '.join(file.channel_labels)}). Nothing was stored. Give one label for each channel, left to right."
        )
    if file.channel_labels or file.track or file.mixed or fact.channels != len(SIDES):
        return file
    return replace(file, channel_labels=SIDES) if distinct_channels(file.path) else file


def _refuse_twins(session: Session, files: Sequence[RecordingToAdd], facts: Sequence[RecordingFacts]) -> None:
    for file, fact in zip(files, facts, strict=True):
        twin = session.scalars(select(Recording).where(Recording.sha256 == fact.sha256)).first()
        if twin is not None:
            state = "and was destroyed" if twin.key is None else f"as {twin.name}"
            raise Refused(f"The study holds {file.path.name} already, {state}. Nothing was stored.")


@contextmanager
def _encrypted(study: OpenStudy, path: Path, on_bytes: Callable[[int], None] | None) -> Iterator[WrittenRecording]:
    with path.open("rb") as stream, written_recording(study.recordings, stream, on_bytes=on_bytes) as written:
        yield written


def _new_interview(session: Session, participant: Participant) -> Interview:
    interview = Interview(participants=[participant])
    session.add(interview)
    return interview


def _row(
    interview: Interview, file: RecordingToAdd, fact: RecordingFacts, written: WrittenRecording, language: str | None
) -> Recording:
    if written.sha256 != fact.sha256:
        raise WrongUse(f"{file.path.name} changed while it was being read. Nothing was stored. Try again.")
    label = f" {file.track}" if file.track else ""
    code = "+".join(sorted(person.code for person in interview.participants))
    row = Recording(
        guid=written.guid,
        key=written.key,
        name=f"{code}-{len(interview.recordings) + 1}{label}{file.path.suffix.lower()}",
        track=file.track,
        channel_labels=list(file.channel_labels),
        language=language,
        container=fact.container,
        codec=fact.codec,
        channels=fact.channels,
        sample_rate=fact.sample_rate,
        duration_ms=fact.duration_ms,
        size=written.size,
        sha256=written.sha256,
    )
    interview.recordings.append(row)
    return row
