"""The table of participants: what a chapter may say about who was interviewed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.analysis.material import Material, unknown
from dragoman.errors import Refused
from dragoman.model.participant import Disclosure, Variable


def shown_variables(material: Material, names: Sequence[str] | None) -> tuple[Variable, ...]:
    """The variables of a table of participants: those marked open, or the named ones.

    Raises ``Refused`` for a variable that identifies a person, ``WrongUse`` for one that the study does not have.
    """
    if names is None:
        return tuple(found for found in material.variables.values() if found.disclosure is Disclosure.OPEN)
    return tuple(_shown(material.variables, name) for name in names)


def participant_rows(material: Material, variables: Sequence[Variable]) -> tuple[tuple[str, ...], ...]:
    """One row for everyone interviewed: the code, then the values (empty where none is known)."""
    return tuple(
        (person.code, *(person.values.get(variable.name, "") for variable in variables))
        for person in material.interviewed()
    )


def _shown(variables: Mapping[str, Variable], name: str) -> Variable:
    variable = variables.get(name)
    if variable is None:
        raise unknown(name, list(variables), kind="variable", whence="variables come from `dragoman protocol load`")
    if variable.disclosure is Disclosure.DIRECT:
        raise Refused(
            f"the variable '{name}' is marked direct: it identifies a person and is never shown; leave it out"
        )
    return variable
