"""Loading variables: a change must leave every value that participants have in order."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.errors import Refused, WrongUse
from dragoman.model.participant import Disclosure, Participant, Variable, VariableValue
from dragoman.protocol.entries import VariableEntry
from dragoman.protocol.near_miss import listed
from dragoman.protocol.show_protocol import variable_entry
from dragoman.protocol.tally import Tally
from dragoman.protocol.variable_values import stored_value


def load_variables(session: Session, entries: Sequence[VariableEntry]) -> Tally:
    """Add and update variables by name; the others stay.

    Raises ``Refused`` where a value that a participant has would not fit the new type or list of values, or where a
    variable becomes ``direct`` while the study holds values of it.
    """
    tally = Tally()
    held = {row.name: row for row in session.scalars(select(Variable))}
    for entry in entries:
        row = held.get(entry.name)
        before = None if row is None else variable_entry(row)
        if row is None:
            row = Variable(name=entry.name)
            session.add(row)
        elif before != entry:
            _bring_over(session, row, entry)
        row.label, row.type, row.disclosure = entry.label, entry.type, entry.disclosure
        row.values = list(entry.values)
        tally.note(entry.name, before, entry)
    tally.keep(held)
    return tally


def _bring_over(session: Session, row: Variable, entry: VariableEntry) -> None:
    misfits = []
    for code, value in _values(session, row):
        try:
            value.value = stored_value(entry.type, value.value, values=entry.values)
        except WrongUse:
            misfits.append(code)
        if entry.disclosure is Disclosure.DIRECT:
            raise Refused(
                f"Variable '{entry.name}' cannot become direct: the study holds a value of {code}, and what identifies "
                "people belongs in the vault. Take the values out first (`dragoman participant set`)."
            )
    if misfits:
        raise Refused(
            f"Variable '{entry.name}' cannot be changed so: what the study holds for {listed(misfits)} would not fit "
            "its type or values. Change these values first, or keep the old type and list."
        )


def _values(session: Session, row: Variable) -> Iterator[tuple[str, VariableValue]]:
    query = select(Participant.code, VariableValue).join(VariableValue, VariableValue.participant_id == Participant.id)
    found = session.execute(query.where(VariableValue.variable_id == row.id).order_by(Participant.code))
    yield from ((code, value) for code, value in found.all())
