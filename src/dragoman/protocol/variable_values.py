"""What a variable may say of a participant: checking a value and bringing it into the form of its type."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.errors import WrongUse
from dragoman.model.participant import Disclosure, VariableType
from dragoman.protocol.iso_date import iso_date
from dragoman.protocol.near_miss import did_you_mean, listed

_INTEGER = re.compile(r"[+-]?\d{1,15}", re.ASCII)
_TRUE = {"true", "yes", "1", "да", "иә"}
_FALSE = {"false", "no", "0", "нет", "жоқ"}
_LONGEST = 500


def stored_value(kind: VariableType, text: str, *, values: Sequence[str] = ()) -> str:
    """A value as the study keeps it: text as it is, integers without leading zeros, dates as year-month-day, booleans
    as ``true`` or ``false``, a category's value in its own spelling.

    Raises ``WrongUse`` for a value that is none of its type.
    """
    text = text.strip()
    if kind is VariableType.INTEGER:
        return _integer(text)
    if kind is VariableType.DATE:
        return iso_date(text).isoformat()
    if kind is VariableType.BOOLEAN:
        return _boolean(text)
    if kind is VariableType.CATEGORY:
        return _category(text, values)
    if len(text) > _LONGEST:
        raise WrongUse(
            f"This text has {len(text)} characters; a variable holds up to {_LONGEST}. Put longer notes elsewhere."
        )
    return text


def refuse_direct(name: str, disclosure: Disclosure) -> None:
    """Raise ``WrongUse`` for a variable that identifies people: its values belong in the vault, not in the study."""
    if disclosure is Disclosure.DIRECT:
        raise WrongUse(
            f"'{name}' identifies people (disclosure: direct). Names and contacts are kept apart, in the vault under "
            "its own passphrase: take them out here and put them there with `dragoman vault load`."
        )


def _integer(text: str) -> str:
    if _INTEGER.fullmatch(text) is None:
        raise WrongUse(f"'{text}' is not a whole number.")
    return str(int(text))


def _boolean(text: str) -> str:
    if text.casefold() in _TRUE:
        return "true"
    if text.casefold() in _FALSE:
        return "false"
    raise WrongUse(f"'{text}' is neither true nor false (yes and no will do).")


def _category(text: str, values: Sequence[str]) -> str:
    for value in values:
        if value.casefold() == text.casefold():
            return value
    raise WrongUse(f"'{text}' is none of its values ({listed(values)}).{did_you_mean(text, values)}")
