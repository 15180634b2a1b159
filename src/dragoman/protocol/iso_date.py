"""Dates as people type them: 2025-03-14 (ISO 8601, the extended calendar form only)."""

from __future__ import annotations

import re
from datetime import date, datetime

from dragoman.errors import WrongUse

_FORM = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def iso_date(text: str) -> date:
    """The date. Raises ``WrongUse`` for anything but a day of the calendar written as year-month-day."""
    try:
        if _FORM.fullmatch(text) is None:
            raise ValueError
        return date.fromisoformat(text)
    except ValueError:
        raise WrongUse(f"'{text}' is no date. Write it as year-month-day, for example 2025-03-14.") from None


def today() -> date:
    """The date here, on this machine's calendar."""
    return datetime.now().astimezone().date()
