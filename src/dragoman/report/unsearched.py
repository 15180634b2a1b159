"""Words that nobody searched for names: a chapter must not rest on them."""

from __future__ import annotations

from sqlalchemy.orm import Session

from dragoman.errors import Refused
from dragoman.model.layer import PSEUDONYMISED
from dragoman.store.readings import segment_readings


def refuse_unsearched(session: Session) -> None:
    """Raise ``Refused`` where segments were corrected after names were looked for: they may hold new ones."""
    stale = [segment for segment in segment_readings(session) if segment.stale(PSEUDONYMISED)]
    if stale:
        interviews = " ".join(dict.fromkeys(segment.interview for segment in stale))
        raise Refused(
            f"{len(stale)} segment(s) were corrected after names were looked for ({stale[0].name} is the first), "
            f"so names may stand in them. Run `dragoman pseudonymise {interviews}`, then try again."
        )
