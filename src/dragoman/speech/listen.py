"""Listening: a stored recording goes through a recogniser, and every finished stretch is kept at once."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.engines.engine import engine_facts
from dragoman.engines.recogniser import HeardSegment, HeardWord, Recogniser, Task
from dragoman.model.interview import RecognisedStretch, Recording
from dragoman.speech.recognise import recognise
from dragoman.store.recordings import open_recording
from dragoman.store.study import OpenStudy

MIX = -1
"""Stands for all channels of a recording, mixed."""


def listen(
    study: OpenStudy,
    recording: Recording,
    recogniser: Recogniser,
    *,
    channel: int = MIX,
    task: Task = Task.TRANSCRIBE,
    language: str | None = None,
    on_progress: Callable[[int], None] | None = None,
) -> list[HeardSegment]:
    """What a recogniser hears in one channel of a recording, or in the mix of all.

    What an earlier run with the same engine, weights and settings has heard is not listened to again: an interrupted
    run goes on after the last stretch it kept. ``on_progress`` hears how many ms of the recording are done. Raises
    ``Refused`` for a destroyed recording.
    """
    engine = engine_sha256(recogniser)
    done = _kept(study, recording, channel, task, engine)
    start_ms = done[-1].end_ms if done else 0
    spoken = language or (done[-1].language if done else None)
    if on_progress is not None:
        on_progress(start_ms)
    if start_ms < recording.duration_ms:
        with open_recording(study.recordings, recording) as stream:
            for stretch in recognise(
                stream,
                recogniser,
                channel=None if channel == MIX else channel,
                language=spoken,
                task=task,
                start_ms=start_ms,
                duration_ms=recording.duration_ms,
                on_progress=on_progress,
            ):
                row = RecognisedStretch(
                    recording_id=recording.id,
                    channel=channel,
                    task=task.value,
                    engine_sha256=engine,
                    start_ms=stretch.start_ms,
                    end_ms=stretch.end_ms,
                    language=stretch.language,
                    segments=[asdict(segment) for segment in stretch.segments],
                )
                with study.change("recording.hear", subject=recording.name, task=task.value) as change:
                    change.session.add(row)
                    change.details |= {"from_ms": stretch.start_ms, "to_ms": stretch.end_ms, "channel": channel}
    return [_segment(segment) for row in _kept(study, recording, channel, task, engine) for segment in row.segments]


def engine_sha256(recogniser: Recogniser) -> str:
    """One hash for engine, version, weights and settings: what was heard with other ones is no checkpoint."""
    return hashlib.sha256(json.dumps(engine_facts(recogniser), sort_keys=True).encode()).hexdigest()


def heard_language(session: Session, recording_ids: list[int]) -> str | None:
    """The language in which recordings were heard, by the time spent in each; None where nothing was heard."""
    query = select(RecognisedStretch).where(
        RecognisedStretch.recording_id.in_(recording_ids), RecognisedStretch.task == Task.TRANSCRIBE.value
    )
    spent: dict[str, int] = {}
    for row in session.scalars(query):
        heard = sum(segment["end_ms"] - segment["start_ms"] for segment in row.segments)
        spent[row.language] = spent.get(row.language, 0) + heard
    return max(spent, key=lambda language: spent[language]) if spent else None


def _kept(study: OpenStudy, recording: Recording, channel: int, task: Task, engine: str) -> list[RecognisedStretch]:
    query = (
        select(RecognisedStretch)
        .filter_by(recording_id=recording.id, channel=channel, task=task.value, engine_sha256=engine)
        .order_by(RecognisedStretch.start_ms)
    )
    with study.read() as session:
        rows = list(session.scalars(query))
        session.expunge_all()
    return rows


def _segment(kept: dict[str, Any]) -> HeardSegment:
    return HeardSegment(**{**kept, "words": tuple(HeardWord(**word) for word in kept["words"])})
