"""Whoever withdrew consent is not processed any more, whatever the consent allowed before."""

from __future__ import annotations

from sqlalchemy.orm import Session

from dragoman.errors import Refused
from dragoman.model.participant import Participant
from dragoman.protocol.permission import current_consent


def refuse_withdrawn(session: Session, participant: Participant, *, action: str) -> None:
    """Raise ``Refused`` for a participant whose consent is withdrawn. ``action`` reads like "P04 cannot be coded"."""
    consent = current_consent(session, participant)
    if consent is not None and consent.withdrawn_at is not None:
        code = participant.code
        raise Refused(
            f"{action}: {code} withdrew the consent on {consent.withdrawn_at:%Y-%m-%d}. Nothing was changed. If {code} "
            f"has agreed since, record it with `dragoman consent record {code} --scope …` and try again."
        )
