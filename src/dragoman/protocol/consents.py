"""Consents: what each participant agreed to, on which form, and when it was taken back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.errors import Refused, WrongUse
from dragoman.model.base import now
from dragoman.model.consent import Consent, ConsentForm, Scope
from dragoman.model.participant import Participant
from dragoman.protocol.csv_rows import Row, column, table_rows
from dragoman.protocol.faults import Faults, nothing_stored
from dragoman.protocol.iso_date import iso_date, today
from dragoman.protocol.near_miss import did_you_mean, listed
from dragoman.protocol.participants import Loaded, find_participant, refuse_twins
from dragoman.protocol.permission import current_consent
from dragoman.protocol.text_file import read_text_file
from dragoman.store.study import OpenStudy


@dataclass(frozen=True, slots=True)
class ConsentView:
    """One consent of a participant as a person is shown it; ``in_force`` is true of the one that counts."""

    participant: str
    form: int
    scopes: tuple[Scope, ...]
    given_on: date
    language: str | None
    how: str
    recorded_at: datetime
    withdrawn_at: datetime | None
    in_force: bool


@dataclass(frozen=True, slots=True)
class _Given:
    """A consent that is to be recorded."""

    form: ConsentForm
    scopes: tuple[Scope, ...]
    given_on: date
    language: str | None
    how: str


def record_consent(
    study: OpenStudy,
    code: str,
    *,
    scopes: Iterable[Scope | str],
    form: int | None = None,
    given_on: date | None = None,
    language: str | None = None,
    how: str = "",
) -> ConsentView:
    """Record what a participant agreed to: on which version of the form (None: the newest), when (None: today), in
    which language and how (``signed on paper``, ``by e-mail`` …). It replaces what was recorded before.

    Raises ``WrongUse`` for an unknown participant, form, scope or language; ``Refused`` for a scope that the form does
    not ask for, one that it requires and that is missing, a date to come, and an older consent wider than a newer one.
    """
    with nothing_stored(), study.change("consent.record") as change:
        session = change.session
        participant = find_participant(session, code)
        change.subject = participant.code
        chosen = consent_form(session, form)
        agreed = tuple(dict.fromkeys(_scope(scope) for scope in scopes))
        given = _Given(chosen, agreed, given_on or today(), _form_language(chosen, language), how.strip())
        consent = _record(session, participant, given, again=True)
        change.details |= _told(given)
        return _view(consent, current=consent)


def withdraw_consent(study: OpenStudy, code: str, *, reason: str = "") -> ConsentView:
    """Take a participant's consent back from now on; it stays on record as withdrawn. Recordings are not destroyed by
    this alone. Raises ``WrongUse`` where there is no consent in force.
    """
    with nothing_stored(), study.change("consent.withdraw") as change:
        participant = find_participant(change.session, code)
        change.subject = participant.code
        consent = current_consent(change.session, participant)
        if consent is None or consent.withdrawn_at is not None:
            raise WrongUse(f"{participant.code} has no consent in force that could be withdrawn.")
        consent.withdrawn_at = now()
        change.details |= {"form": consent.form.version, "reason": reason.strip()}
        return _view(consent, current=consent)


def load_consents(study: OpenStudy, path: Path) -> Loaded:
    """Record consents from a CSV file with the columns participant, form, language, scopes, given_on, how.

    Scopes are separated by semicolons; an empty form is the newest one. A consent that is on record already, also one
    that was withdrawn since, is left as it is. Raises ``WrongUse`` or ``Refused`` with line and column.
    """
    file = read_text_file(path)
    rows = table_rows(file, required=["participant", "scopes", "given_on"], optional=["form", "language", "how"])
    faults = Faults(file.name)
    told: dict[str, list[str]] = {"added": [], "changed": [], "unchanged": []}
    with study.change("consent.load", subject=file.name, sha256=file.sha256) as change:
        refuse_twins(rows, faults)
        recorded = {}
        for row in rows:
            with faults.noting(row.line):
                participant = find_participant(change.session, row["participant"])
                given = _row_consent(change.session, row, faults)
                if given is None:
                    continue
                state = _load(change.session, participant, given)
                told[state].append(participant.code)
                if state != "unchanged":
                    recorded[participant.code] = _told(given)
        faults.raise_any()
        change.details["recorded"] = recorded
    return Loaded(*(tuple(codes) for codes in told.values()))


def consents_of(session: Session, code: str) -> list[ConsentView]:
    """All consents of a participant, in the order in which they were recorded. Raises ``WrongUse``: unknown code."""
    participant = find_participant(session, code)
    current = current_consent(session, participant)
    query = select(Consent).where(Consent.participant_id == participant.id).order_by(Consent.id)
    return [_view(consent, current=current) for consent in session.scalars(query)]


def consent_form(session: Session, version: int | None = None) -> ConsentForm:
    """A version of the consent form, the newest where none is named. Raises ``WrongUse`` where there is none."""
    forms = {form.version: form for form in session.scalars(select(ConsentForm).order_by(ConsentForm.version))}
    if not forms:
        raise WrongUse("The study has no consent form. Load one with `dragoman protocol load FILE.yaml` first.")
    if version is not None and version not in forms:
        raise WrongUse(f"There is no version {version} of the consent form. The study has: {listed(map(str, forms))}.")
    return forms[max(forms) if version is None else version]


def _scope(name: Scope | str) -> Scope:
    known = [scope.value for scope in Scope]
    if name not in known:
        raise WrongUse(
            f"There is no scope '{name}'.{did_you_mean(name, known) or f' The scopes are: {listed(known)}.'}"
        )
    return Scope(name)


def _form_language(form: ConsentForm, language: str | None) -> str | None:
    if not language:
        return next(iter(form.text)) if len(form.text) == 1 else None
    if language not in form.text:
        raise WrongUse(
            f"Version {form.version} of the consent form is not there in '{language}'; it is there in "
            f"{listed(form.text)}."
        )
    return language


def _record(session: Session, participant: Participant, given: _Given, *, again: bool) -> Consent:
    _refuse(participant.code, given)
    _refuse_widening(session, participant, given, again=again)
    consent = Consent(
        participant=participant,
        form=given.form,
        language=given.language,
        scopes=[scope.value for scope in given.scopes],
        given_on=given.given_on,
        how=given.how,
    )
    session.add(consent)
    session.flush()
    return consent


def _refuse(code: str, given: _Given) -> None:
    version = given.form.version
    offered = given.form.offers()
    unasked = [scope for scope in given.scopes if scope not in offered]
    if unasked:
        raise Refused(
            f"{code} cannot have agreed to '{unasked[0]}' on version {version} of the consent form: it asks for "
            f"{listed(offered)} only."
        )
    missing = [
        scope for scope in dict.fromkeys([Scope.PARTICIPATE, *given.form.required()]) if scope not in given.scopes
    ]
    if missing:
        raise Refused(
            f"Without '{missing[0]}' this is a refusal to take part: version {version} of the consent form requires it "
            f"of everyone. If {code} did agree to it, name it among the scopes; if not, {code} cannot be interviewed."
        )
    if given.given_on > today():
        raise Refused(f"A consent of {code} cannot be dated {given.given_on}: that day has not come yet.")


def _refuse_widening(session: Session, participant: Participant, given: _Given, *, again: bool) -> None:
    """A consent that is recorded late may narrow what was agreed or taken back after its day, never widen it.

    ``again``: on the very day of a withdrawal a person may record a new consent; a file that is loaded again must not
    bring the old one back.
    """
    for held in session.scalars(select(Consent).where(Consent.participant_id == participant.id)):
        withdrawn = held.withdrawn_at is not None
        since = held.given_on if held.withdrawn_at is None else held.withdrawn_at.astimezone().date()
        is_later = since > given.given_on or (withdrawn and since == given.given_on and not again)
        wider = [scope.value for scope in given.scopes if not held.allows(scope)]
        if is_later and wider:
            raise Refused(
                f"A consent of {participant.code} of {given.given_on} cannot allow '{wider[0]}': one on record was "
                f"{'withdrawn' if withdrawn else 'given'} on {since} and does not allow it. Record what was agreed "
                "after that day."
            )


def _row_consent(session: Session, row: Row, faults: Faults) -> _Given | None:
    """What a row records, None where a cell of it is at fault."""
    found: list[object] = []
    with faults.noting(row.line, column("form")):
        form = consent_form(session, _version(row["form"]))
        found.append(form)
        with faults.noting(row.line, column("language")):
            language = _form_language(form, row["language"])
            found.append(language)
    with faults.noting(row.line, column("scopes")):
        scopes = tuple(dict.fromkeys(_scope(part) for part in row.parts("scopes")))
        found.append(scopes)
    with faults.noting(row.line, column("given_on")):
        given_on = iso_date(row["given_on"])
        found.append(given_on)
    return _Given(form, scopes, given_on, language, row["how"]) if len(found) == 4 else None


def _version(text: str) -> int | None:
    if not text:
        return None
    if not (text.isascii() and text.isdecimal()):
        raise WrongUse(f"'{text}' is no version of the consent form; give its number.")
    return int(text[:9])


def _load(session: Session, participant: Participant, given: _Given) -> str:
    query = select(Consent).where(Consent.participant_id == participant.id)
    held = session.scalars(query).all()
    if any(_same(consent, given) for consent in held):
        return "unchanged"
    _record(session, participant, given, again=False)
    return "changed" if held else "added"


def _same(consent: Consent, given: _Given) -> bool:
    return (
        consent.form is given.form
        and set(consent.scopes) == {scope.value for scope in given.scopes}
        and (consent.given_on, consent.language, consent.how) == (given.given_on, given.language, given.how)
    )


def _told(given: _Given) -> dict[str, object]:
    scopes: Sequence[str] = [scope.value for scope in given.scopes]
    return {"form": given.form.version, "scopes": scopes, "given_on": given.given_on.isoformat()}


def _view(consent: Consent, *, current: Consent | None) -> ConsentView:
    return ConsentView(
        participant=consent.participant.code,
        form=consent.form.version,
        scopes=tuple(Scope(scope) for scope in consent.scopes),
        given_on=consent.given_on,
        language=consent.language,
        how=consent.how,
        recorded_at=consent.recorded_at,
        withdrawn_at=consent.withdrawn_at,
        in_force=consent is current and consent.withdrawn_at is None,
    )
