"""Translation from the tape: Whisper hears the recording again and writes English, laid over the segments by time.

What is heard holds names, so the result goes through the study's list, the rules and the models before it is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from sqlalchemy.orm import Session

from dragoman.engines.engine import engine_facts
from dragoman.engines.entity import EntityRecogniser
from dragoman.engines.locality import Locality
from dragoman.engines.recogniser import Recogniser, Task
from dragoman.errors import WrongUse
from dragoman.model.consent import Scope
from dragoman.model.interview import Recording
from dragoman.model.layer import translation
from dragoman.protocol.interviews import interview_of
from dragoman.protocol.participants import find_participant
from dragoman.protocol.permission import require
from dragoman.speech.heard_translation import TimedSegment, words_of_segments
from dragoman.speech.listen import listen
from dragoman.speech.transcribe import Channel, channels_of
from dragoman.store.readings import SegmentReading
from dragoman.store.study import OpenStudy
from dragoman.store.vault import Vault
from dragoman.text.known_names import KnownNames
from dragoman.text.pseudonymise import known_entities, remember
from dragoman.text.redaction import Redaction, redact
from dragoman.text.replacement_plan import Passage, plan_replacements
from dragoman.text.translate import Translated, draft, pseudonymised_segments
from dragoman.text.write_layer import write_layer

TARGET = "en"
"""Whisper translates into English only (Radford et al. 2022)."""


def translate_speech(
    study: OpenStudy,
    vault: Vault,
    code: str,
    recogniser: Recogniser,
    *,
    entity_recognisers: Sequence[EntityRecogniser],
    actors: Iterable[str] = (),
    on_progress: Callable[[int, int], None] | None = None,
) -> Translated:
    """Translate a recorded interview into English from its sound. What a person accepted stays.

    Raises ``Refused`` without consent, for a destroyed recording, or while the transcript was not pseudonymised;
    ``WrongUse`` where there is no recording or the transcript carries no times.
    """
    layer = translation(TARGET)
    with study.read() as session:
        segments = pseudonymised_segments(session, code, TARGET)
        recordings = _recordings(session, code, recogniser)
        speakers = {one.segment_id: one.speaker for one in segments}
    words = _heard(study, recordings, recogniser, segments, speakers, on_progress)
    shown = _without_names(words, vault, entity_recognisers, actors)
    origin = f"heard by {recogniser.name} {recogniser.version}, weights {recogniser.weights_sha256[:12]}"
    texts = {
        one.segment_id: draft(one, shown.get(one.segment_id, "[nothing was heard here]"), origin)
        for one in segments
        if not _settled(one, layer)
    }
    with study.change("translation.make", subject=code, language=TARGET, engine=engine_facts(recogniser)) as change:
        written = write_layer(change.session, segments, layer, texts, actor=study.actor, kind="translation")
        change.details["segments"] = len(texts)
    made = written.new + written.changed
    return Translated(code, TARGET, len(segments), made, written.selections.to_review)


def _settled(segment: SegmentReading, layer: str) -> bool:
    reading = segment.reading(layer)
    return reading is not None and reading.accepted_by is not None and not segment.stale(layer)


def _recordings(session: Session, code: str, recogniser: Recogniser) -> list[Recording]:
    participant = find_participant(session, code)
    scopes = [Scope.PARTICIPATE, Scope.RECORD]
    scopes += [Scope.REMOTE_PROCESSING] if recogniser.locality is Locality.REMOTE else []
    require(session, participant, *scopes, action=f"The recordings of {code} cannot be listened to")
    interview = interview_of(session, code)
    recordings = list(interview.recordings) if interview else []
    session.expunge_all()
    if not recordings:
        raise WrongUse(
            f"There is no recording of {code}, so nothing can be heard. Nothing was changed. Bring a translation of "
            f"your own with `dragoman translate {code} --from FILE`, or a model with `--model FOLDER`."
        )
    return recordings


def _heard(
    study: OpenStudy,
    recordings: Sequence[Recording],
    recogniser: Recogniser,
    segments: Sequence[SegmentReading],
    speakers: Mapping[int, str],
    on_progress: Callable[[int, int], None] | None,
) -> dict[int, str]:
    channels = [channel for recording in recordings for channel in channels_of(recording)]
    total = sum(channel.recording.duration_ms for channel in channels)
    found: dict[int, str] = {}
    before = 0
    for channel in channels:

        def tell(done: int, before: int = before) -> None:
            if on_progress is not None:
                on_progress(before + done, total)

        language = segments[0].source_language
        heard = listen(
            study,
            channel.recording,
            recogniser,
            channel=channel.number,
            task=Task.TRANSLATE,
            language=language,
            on_progress=tell,
        )
        before += channel.recording.duration_ms
        for number, text in words_of_segments(heard, _timed(segments, channel, speakers)).items():
            found[number] = f"{found[number]} {text}" if number in found else text
    return found


def _timed(segments: Sequence[SegmentReading], channel: Channel, speakers: Mapping[int, str]) -> list[TimedSegment]:
    """The segments that can be heard in a channel: those of its voice, or all where nobody has its name."""
    timed = [
        (one, TimedSegment(one.segment_id, one.start_ms, one.end_ms))
        for one in segments
        if one.start_ms is not None and one.end_ms is not None
    ]
    if not timed:
        raise WrongUse("The transcript carries no times, so what is heard cannot be laid over it. Nothing was changed.")
    own = [place for one, place in timed if channel.label and speakers[one.segment_id] == channel.label]
    return sorted(own or [place for _, place in timed], key=lambda place: place.start_ms)


def _without_names(
    words: Mapping[int, str], vault: Vault, recognisers: Sequence[EntityRecogniser], actors: Iterable[str]
) -> dict[int, str]:
    plan = plan_replacements(
        [Passage(text, TARGET) for text in words.values()],
        recognisers=recognisers,
        known=known_entities(vault),
        actors=KnownNames.of_forms(actors),
    )
    remember(vault, plan)
    return {
        number: redact(text, [Redaction(one.span.start, one.span.end, one.replacement) for one in found]).text
        for (number, text), found in zip(words.items(), plan.assigned, strict=True)
    }
