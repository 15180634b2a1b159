"""Permission: the one place that says what a participant's consent allows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.errors import Refused
from dragoman.model.consent import Consent, Scope
from dragoman.model.participant import Participant


@dataclass(frozen=True, slots=True)
class Permission:
    """Whether a scope is allowed, and by which form, version and date: ``reason`` is a sentence for people."""

    participant: str
    scope: Scope
    allowed: bool
    reason: str
    form_version: int | None = None
    given_on: date | None = None

    def __bool__(self) -> bool:
        return self.allowed


def current_consent(session: Session, participant: Participant) -> Consent | None:
    """The consent that counts: the one recorded last. A later consent replaces an earlier one; a withdrawn one
    leaves none in force.
    """
    query = select(Consent).where(Consent.participant_id == participant.id).order_by(Consent.id.desc()).limit(1)
    return session.scalars(query).first()


def permission(session: Session, participant: Participant, scope: Scope) -> Permission:
    """Whether the participant's consent, as it stands, allows the scope, and why."""
    consent = current_consent(session, participant)
    code = participant.code
    if consent is None:
        return Permission(code, scope, False, f"no consent of {code} is on record")
    version, given = consent.form.version, consent.given_on
    if consent.withdrawn_at is not None:
        reason = f"{code} withdrew the consent of {given:%Y-%m-%d} on {consent.withdrawn_at:%Y-%m-%d}"
        return Permission(code, scope, False, reason, version, given)
    verb = "allowed" if consent.allows(scope) else "did not allow"
    reason = f"{code} {verb} '{scope}' on {given:%Y-%m-%d} (consent form, version {version})"
    return Permission(code, scope, consent.allows(scope), reason, version, given)


def require(session: Session, participant: Participant, *scopes: Scope, action: str) -> None:
    """Refuse an action unless the consent allows every scope. ``action`` reads like "P04 cannot be recorded".

    Raises ``Refused``.
    """
    for scope in scopes:
        answer = permission(session, participant, scope)
        if not answer:
            raise Refused(
                f"{action}: {answer.reason}. Nothing was changed. If {participant.code} has agreed since, record it "
                f"with `dragoman consent record {participant.code} --scope …` and try again."
            )
