"""Transcription: the recordings of an interview become its transcript."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy.orm import Session

from dragoman.engines.diariser import Diariser
from dragoman.engines.engine import engine_facts
from dragoman.engines.locality import Locality
from dragoman.engines.recogniser import HeardSegment, Recogniser
from dragoman.errors import DragomanError, Refused, WrongUse
from dragoman.intake.add_transcript import refuse_second_transcript
from dragoman.intake.new_source import SourceFacts, new_source
from dragoman.intake.speaker_labels import guess_roles
from dragoman.model.consent import Scope
from dragoman.model.interview import Recording
from dragoman.model.source import SourceKind
from dragoman.model.speaker import SpeakerRole
from dragoman.model.turn import Turn
from dragoman.protocol.interview_consent import require_of_everyone
from dragoman.protocol.interviews import interview_of
from dragoman.speech.decode import decode
from dragoman.speech.listen import MIX, heard_language, listen
from dragoman.speech.speaker_turns import turns_of_tracks, turns_of_unknown, turns_of_voices
from dragoman.store.recordings import open_recording
from dragoman.store.study import OpenStudy


@dataclass(frozen=True, slots=True)
class Channel:
    """One voice, or one mix of voices, to listen to. ``label`` names the voice, None for a mix."""

    recording: Recording
    number: int
    label: str | None


@dataclass(frozen=True, slots=True)
class Transcribed:
    """A transcript as a machine made it: a draft until a person accepts it."""

    participant: str
    segments: int
    language: str
    roles: dict[str, SpeakerRole]
    notices: tuple[str, ...]


def transcribe(
    study: OpenStudy,
    code: str,
    recogniser: Recogniser,
    *,
    find_diariser: Callable[[], Diariser] | None = None,
    speakers: int | None = None,
    language: str | None = None,
    on_progress: Callable[[int, int], None] | None = None,
) -> Transcribed:
    """Transcribe all recordings of a participant's interview.

    Who spoke is exact for tracks and channels; in a mix the diariser tells, and where it cannot be had the transcript
    is kept with one unknown speaker and a notice. ``find_diariser`` is called only for a mix. ``on_progress`` hears how
    many ms are done, of how many. An interrupted run goes on where it stopped. Raises ``Refused`` without consent or
    where there is a transcript already, ``WrongUse`` where there is nothing to listen to.
    """
    recordings = _recordings(study, code, recogniser)
    channels = [channel for recording in recordings for channel in channels_of(recording)]
    heard = _listen_to_all(study, channels, recogniser, language or recordings[0].language, on_progress)
    turns, engines, notices = _turns(study, channels, heard, find_diariser, speakers)
    with study.read() as session:
        spoken = language or recordings[0].language or heard_language(session, [one.id for one in recordings])
    if not turns or spoken is None:
        raise WrongUse(
            f"No speech was found in the recording(s) of {code}, so there is no transcript. The recordings are kept. "
            "Listen to them: is the sound there?"
        )
    with study.change("transcript.make", subject=code) as change:
        roles = _store(change.session, code, turns, spoken, [engine_facts(recogniser), *engines], recogniser)
        change.details |= {"engine": engine_facts(recogniser), "segments": len(turns), "language": spoken}
    return Transcribed(code, len(turns), spoken, roles, tuple(notices))


def _recordings(study: OpenStudy, code: str, recogniser: Recogniser) -> list[Recording]:
    with study.read() as session:
        scopes = [Scope.PARTICIPATE, Scope.RECORD]
        scopes += [Scope.REMOTE_PROCESSING] if recogniser.locality is Locality.REMOTE else []
        require_of_everyone(session, code, *scopes, action=f"The recordings of {code} cannot be transcribed")
        refuse_second_transcript(session, code)
        interview = interview_of(session, code)
        recordings = list(interview.recordings) if interview else []
        session.expunge_all()
    if not recordings:
        raise WrongUse(f"There is no recording of {code} yet. Add one with `dragoman add FILE --participant {code}`.")
    if any(recording.key is None for recording in recordings):
        raise Refused(f"A recording of {code} was destroyed, so it cannot be transcribed any more.")
    return recordings


def channels_of(recording: Recording) -> list[Channel]:
    """What there is to listen to in a recording: each labelled channel, or the mix of all."""
    if recording.channel_labels:
        return [Channel(recording, number, label) for number, label in enumerate(recording.channel_labels)]
    return [Channel(recording, MIX, recording.track)]


def _listen_to_all(
    study: OpenStudy,
    channels: Sequence[Channel],
    recogniser: Recogniser,
    language: str | None,
    on_progress: Callable[[int, int], None] | None,
) -> list[list[HeardSegment]]:
    total = sum(channel.recording.duration_ms for channel in channels)
    before = 0
    heard = []
    for channel in channels:

        def tell(done: int, before: int = before) -> None:
            if on_progress is not None:
                on_progress(before + done, total)

        heard.append(
            listen(study, channel.recording, recogniser, channel=channel.number, language=language, on_progress=tell)
        )
        before += channel.recording.duration_ms
    return heard


def _turns(
    study: OpenStudy,
    channels: Sequence[Channel],
    heard: Sequence[Sequence[HeardSegment]],
    find_diariser: Callable[[], Diariser] | None,
    speakers: int | None,
) -> tuple[list[Turn], list[dict[str, Any]], list[str]]:
    """The turns, the engines that told who spoke, and what a person should know."""
    named = {channel.label: segments for channel, segments in zip(channels, heard, strict=True) if channel.label}
    if len(named) == len(channels):
        return turns_of_tracks(named), [], []
    if len(channels) > 1:
        raise WrongUse(
            "Some recordings of this interview say whose voice they hold and others do not. Nothing was lost. Add them "
            "as tracks (`--track LABEL=FILE`) in a study of their own, or keep only one of them."
        )
    channel, segments = channels[0], heard[0]
    try:
        if find_diariser is None:
            raise WrongUse("Who speaks was not asked for, so there is one unknown speaker.")
        diariser = find_diariser()
        with open_recording(study.recordings, channel.recording) as stream:
            stretches = diariser.diarise(decode(stream), speakers=speakers)
    except DragomanError as error:
        return turns_of_unknown(segments), [], [str(error)]
    return turns_of_voices(segments, stretches), [engine_facts(diariser)], []


def _store(
    session: Session,
    code: str,
    turns: Sequence[Turn],
    language: str,
    engines: Sequence[dict[str, Any]],
    recogniser: Recogniser,
) -> dict[str, SpeakerRole]:
    refuse_second_transcript(session, code)
    interview = interview_of(session, code)
    if interview is None:
        raise WrongUse(f"The interview of {code} is gone.")
    roles = guess_roles(turns, participants=[person.code for person in interview.participants])
    facts = SourceFacts(
        kind=SourceKind.RECOGNISED,
        name=f"{code} transcript",
        language=language,
        format="speech",
        origin=f"{recogniser.name} {recogniser.version}, weights {recogniser.weights_sha256[:12]}",
        engines=tuple(engines),
    )
    new_source(session, interview, turns, facts, roles=roles)
    return roles
