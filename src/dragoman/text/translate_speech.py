"""Translation from the tape: Whisper hears the recording again and writes English, laid over the segments by time.

What is heard holds names, so the result goes through the study's list, the rules and the models before it is stored.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.engines.engine import Engine, engine_facts
from dragoman.engines.entity import EntityRecogniser
from dragoman.engines.locality import Locality
from dragoman.engines.recogniser import Recogniser, Task
from dragoman.errors import Refused, WrongUse
from dragoman.model.consent import Scope
from dragoman.model.interview import Recording
from dragoman.model.layer import translation
from dragoman.model.redaction import Decision, RedactedSpan
from dragoman.protocol.interview_consent import require_of_everyone
from dragoman.protocol.interviews import interview_of
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
from dragoman.text.translate import Translated, accepted, draft, outdated, pseudonymised_segments
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

    Raises ``Refused`` without consent, for a destroyed recording, while the transcript was not pseudonymised, or where
    no entity recogniser reads English; ``WrongUse`` where there is no recording or the transcript carries no times.
    """
    layer = translation(TARGET)
    _refuse_unread(entity_recognisers)
    with study.read() as session:
        segments = pseudonymised_segments(session, code, TARGET)
        recordings = _recordings(session, code, [recogniser, *entity_recognisers])
        nobodys = _nobodys(session)
    words = _heard(study, recordings, recogniser, segments, on_progress)
    shown = _without_names(words, vault, entity_recognisers, actors, nobodys)
    origin = f"heard by {recogniser.name} {recogniser.version}, weights {recogniser.weights_sha256[:12]}"
    texts = {
        one.segment_id: draft(one, shown.get(one.segment_id, "[nothing was heard here]"), origin)
        for one in segments
        if not accepted(one, layer)
    }
    with study.change("translation.make", subject=code, language=TARGET, engine=engine_facts(recogniser)) as change:
        source_id = segments[0].source_id
        written = write_layer(change.session, source_id, layer, texts, actor=study.actor, kind="translation")
        change.details["segments"] = len(texts)
    made, late = written.new + written.changed, tuple(outdated(segments, layer))
    return Translated(code, TARGET, len(segments), made, written.selections.to_review, outdated=late)


def _refuse_unread(recognisers: Sequence[EntityRecogniser]) -> None:
    if not any(TARGET in recogniser.languages for recogniser in recognisers):
        raise Refused(
            f"What is heard holds names, and no model that finds names reads '{TARGET}'. Nothing was changed. Install "
            "one (the entity engines that come with Dragoman read it), or bring a translation of your own."
        )


def _recordings(session: Session, code: str, engines: Sequence[Engine]) -> list[Recording]:
    remote = any(engine.locality is Locality.REMOTE for engine in engines)
    scopes = [Scope.PARTICIPATE, Scope.RECORD, *([Scope.REMOTE_PROCESSING] if remote else [])]
    require_of_everyone(session, code, *scopes, action=f"The recordings of {code} cannot be listened to")
    interview = interview_of(session, code)
    recordings = list(interview.recordings) if interview else []
    session.expunge_all()
    if not recordings:
        raise WrongUse(
            f"There is no recording of {code}, so nothing can be heard. Nothing was changed. Bring a translation of "
            f"your own with `dragoman translate {code} --from FILE`, or a model with `--model FOLDER`."
        )
    return recordings


def _nobodys(session: Session) -> set[str]:
    """The entities that a person rejected wherever they were found: no names of anybody."""
    rows = session.execute(select(RedactedSpan.entity, RedactedSpan.decision).distinct())
    decisions: dict[str, set[Decision]] = {}
    for entity, decision in rows:
        decisions.setdefault(entity, set()).add(decision)
    return {entity for entity, found in decisions.items() if found == {Decision.REJECTED}}


def _heard(
    study: OpenStudy,
    recordings: Sequence[Recording],
    recogniser: Recogniser,
    segments: Sequence[SegmentReading],
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
        for number, text in words_of_segments(heard, _timed(segments, channel)).items():
            found[number] = f"{found[number]} {text}" if number in found else text
    return found


def _timed(segments: Sequence[SegmentReading], channel: Channel) -> list[TimedSegment]:
    """The segments that can be heard in a channel: those of its voice, or all where nobody has its name."""
    timed = [
        (one, TimedSegment(one.segment_id, one.start_ms, one.end_ms))
        for one in segments
        if one.start_ms is not None and one.end_ms is not None
    ]
    if not timed:
        raise WrongUse("The transcript carries no times, so what is heard cannot be laid over it. Nothing was changed.")
    own = [place for one, place in timed if channel.label and one.speaker == channel.label]
    return sorted(own or [place for _, place in timed], key=lambda place: place.start_ms)


def _without_names(
    words: Mapping[int, str],
    vault: Vault,
    recognisers: Sequence[EntityRecogniser],
    actors: Iterable[str],
    nobodys: AbstractSet[str],
) -> dict[int, str]:
    plan = plan_replacements(
        [Passage(text, TARGET) for text in words.values()],
        recognisers=recognisers,
        known=known_entities(vault),
        actors=KnownNames.of_forms(actors),
    )
    remember(vault, plan)
    return {
        number: redact(
            text,
            [Redaction(one.span.start, one.span.end, one.replacement) for one in found if one.entity not in nobodys],
        ).text
        for (number, text), found in zip(words.items(), plan.assigned, strict=True)
    }
