"""Participants and what their variables say of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from dragoman.errors import WrongUse
from dragoman.model.participant import CODE_PATTERN, Participant, Variable, VariableValue
from dragoman.protocol.csv_rows import Row, column, table_rows
from dragoman.protocol.faults import Faults, nothing_stored
from dragoman.protocol.near_miss import did_you_mean, listed
from dragoman.protocol.text_file import read_text_file
from dragoman.protocol.variable_values import refuse_direct, stored_value
from dragoman.store.study import OpenStudy

_NAMES = {"name", "surname", "first name", "full name", "e-mail", "email", "phone", "telephone", "contact", "address"}


@dataclass(frozen=True, slots=True)
class ParticipantView:
    """A participant as lists show them: the code, and what is known of each variable."""

    code: str
    values: dict[str, str]
    added_at: datetime


@dataclass(frozen=True, slots=True)
class Loaded:
    """What loading a table did: the codes of those whose rows were new, different, or the same as before, and
    sentences that a person should read.
    """

    added: tuple[str, ...] = ()
    changed: tuple[str, ...] = ()
    unchanged: tuple[str, ...] = ()
    notices: tuple[str, ...] = ()


def add_participant(study: OpenStudy, code: str, values: Mapping[str, str] | None = None) -> None:
    """Add a participant under a code such as ``P04``, with values of variables by name.

    Raises ``WrongUse`` for a code that is none or is taken, an unknown variable, or a value that does not fit.
    """
    with nothing_stored(), study.change("participant.add") as change:
        variables = _variables(change.session)
        participant = _new(change.session, code)
        change.subject = participant.code
        change.details["variables"] = sorted(_set(participant, variables, values or {}))


def set_values(study: OpenStudy, code: str, values: Mapping[str, str]) -> None:
    """Set variables of a participant; an empty value takes one away. Raises ``WrongUse`` as ``add_participant``."""
    with nothing_stored(), study.change("participant.set") as change:
        participant = find_participant(change.session, code)
        change.subject = participant.code
        change.details["variables"] = sorted(_set(participant, _variables(change.session), values))


def load_participants(study: OpenStudy, path: Path) -> Loaded:
    """Add and update participants from a CSV file with a column ``participant`` and one column for each variable.

    An empty cell says nothing: what the study holds stays. Loading a file twice changes nothing the second time.
    Raises ``WrongUse`` that names line and column.
    """
    file = read_text_file(path)
    rows = table_rows(file, required=["participant"], free=True)
    faults = Faults(file.name)
    with study.change("participant.load", subject=file.name, sha256=file.sha256) as change:
        variables = _variables(change.session)
        columns = _known_columns(rows, variables, faults)
        refuse_twins(rows, faults)
        told: dict[str, list[str]] = {"added": [], "changed": [], "unchanged": []}
        for row in rows:
            with faults.noting(row.line, column("participant")):
                known = _find(change.session, row["participant"])
                participant = known or _new(change.session, row["participant"])
                changed = _set_row(participant, row, columns, variables, faults)
                told["added" if known is None else "changed" if changed else "unchanged"].append(participant.code)
        faults.raise_any()
        change.details |= {"added": told["added"], "changed": told["changed"]}
    return Loaded(*(tuple(codes) for codes in told.values()))


def find_participant(session: Session, code: str) -> Participant:
    """The participant of a code, written large or small. Raises ``WrongUse`` where there is none."""
    participant = _find(session, code)
    if participant is None:
        codes = session.scalars(select(Participant.code).order_by(Participant.code)).all()
        hint = did_you_mean(code, codes) or f" The study has: {listed(codes)}."
        raise WrongUse(f"There is no participant '{code}'.{hint} Add one with `dragoman participant add CODE`.")
    return participant


def list_participants(session: Session) -> list[ParticipantView]:
    """All participants by code, with their values by variable."""
    load = selectinload(Participant.values).selectinload(VariableValue.variable)
    query = select(Participant).options(load).order_by(Participant.code)
    return [
        ParticipantView(
            person.code,
            {value.variable.name: value.value for value in sorted(person.values, key=lambda value: value.variable_id)},
            person.added_at,
        )
        for person in session.scalars(query)
    ]


def refuse_twins(rows: Sequence[Row], faults: Faults) -> None:
    """Note every row whose participant had a row before."""
    first: dict[str, int] = {}
    for row in rows:
        code = row["participant"].upper()
        if code and code in first:
            faults.add(row.line, column("participant"), f"{code} has a row already, in line {first[code]}.")
        first.setdefault(code, row.line)


def _find(session: Session, code: str) -> Participant | None:
    return session.scalars(select(Participant).where(Participant.code == code.strip().upper())).first()


def _variables(session: Session) -> dict[str, Variable]:
    return {variable.name: variable for variable in session.scalars(select(Variable).order_by(Variable.id))}


def _new(session: Session, code: str) -> Participant:
    code = code.strip()
    if CODE_PATTERN.fullmatch(code) is None:
        raise WrongUse(
            f"'{code}' cannot be a participant's code. Use capital letters, then digits, such as P04 or KZ12; a name "
            "never stands here."
        )
    if _find(session, code) is not None:
        raise WrongUse(f"{code} is in the study already. To change values use `dragoman participant set {code}`.")
    participant = Participant(code=code)
    session.add(participant)
    return participant


def _set(participant: Participant, variables: Mapping[str, Variable], values: Mapping[str, str]) -> list[str]:
    """Set values; the names of the variables that changed."""
    changed = []
    for name, text in values.items():
        variable = variables.get(name)
        if variable is None:
            raise WrongUse(_unknown(name, variables))
        refuse_direct(variable.name, variable.disclosure)
        try:
            value = stored_value(variable.type, text, values=variable.values) if text.strip() else ""
        except WrongUse as error:
            raise WrongUse(f"{name}: {error}") from None
        if _put(participant, variable, value):
            changed.append(name)
    return changed


def _put(participant: Participant, variable: Variable, value: str) -> bool:
    known = next((held for held in participant.values if held.variable is variable), None)
    if (known.value if known else "") == value:
        return False
    if known is None:
        participant.values.append(VariableValue(variable=variable, value=value))
    elif value:
        known.value = value
    else:
        participant.values.remove(known)
    return True


def _known_columns(rows: Sequence[Row], variables: Mapping[str, Variable], faults: Faults) -> dict[str, Variable]:
    """The columns that are variables; the others, and those that identify people, are noted as faults."""
    by_fold = {name.casefold(): variable for name, variable in variables.items()}
    found: dict[str, Variable] = {}
    for name in rows[0].cells if rows else ():
        variable = by_fold.get(name.casefold())
        if variable is None and name != "participant":
            faults.add(1, column(name), _unknown(name, variables))
        elif variable is not None:
            with faults.noting(1, column(name)):
                refuse_direct(variable.name, variable.disclosure)
                found[name] = variable
    return found


def _set_row(
    participant: Participant,
    row: Row,
    columns: Mapping[str, Variable],
    variables: Mapping[str, Variable],
    faults: Faults,
) -> bool:
    changed = False
    for name, variable in columns.items():
        if row[name]:
            with faults.noting(row.line, column(name)):
                changed |= bool(_set(participant, variables, {variable.name: row[name]}))
    return changed


def _unknown(name: str, variables: Mapping[str, Variable]) -> str:
    if name.casefold().replace("_", " ") in _NAMES:
        return f"'{name}' looks like what identifies people: that belongs in the vault (`dragoman vault load`)."
    if not variables:
        return f"'{name}' is not known: the study has no variables yet. Load its protocol first."
    hint = did_you_mean(name, variables) or f" The protocol has: {listed(variables)}."
    return f"The protocol has no variable '{name}'.{hint} Declare it under variables, or take it out."
