"""Times as transcripts write them."""

from __future__ import annotations

import re

LATEST_MS = 1_000 * 3_600 * 1_000
"""A time beyond a thousand hours is an error of the file."""

_CLOCK = re.compile(r"(?:([0-9]{1,4}):)?([0-9]{1,4}):([0-9]{2})(?:[.,]([0-9]{1,9}))?")


def parse_clock(text: str) -> int | None:
    """Milliseconds of ``1:02:03.456``, ``02:03,4`` or ``75:30``; None for anything else.

    Minutes above 59 are read only where no hours stand before them. The fraction is a decimal fraction of a second.
    """
    match = _CLOCK.fullmatch(text)
    if match is None:
        return None
    hours, minutes, seconds = int(match[1] or 0), int(match[2]), int(match[3])
    if seconds > 59 or (match[1] is not None and minutes > 59):
        return None
    fraction = match[4] or ""
    milliseconds = int(fraction.ljust(3, "0")[:3]) + (fraction[3:4] >= "5")
    total = ((hours * 60 + minutes) * 60 + seconds) * 1_000 + milliseconds
    return total if total <= LATEST_MS else None
