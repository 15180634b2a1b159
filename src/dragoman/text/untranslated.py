"""Who waits for a translation."""

from __future__ import annotations

from sqlalchemy.orm import Session

from dragoman.model.layer import translation
from dragoman.store.readings import segment_readings


def untranslated(session: Session, target: str) -> list[str]:
    """The interviews, by participant's code, that are in another language and not wholly translated into this one."""
    layer = translation(target)
    waiting = {
        segment.interview.split("+")[0]: None
        for segment in segment_readings(session)
        if segment.source_language != target and (layer not in segment.layers or segment.stale(layer))
    }
    return list(waiting)
