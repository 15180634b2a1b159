"""How a file that cannot be read is refused."""

from __future__ import annotations

from dragoman.errors import WrongUse


def broken_file(name: str, reason: str, advice: str, *, line: int | None = None, unit: str = "line") -> WrongUse:
    """The refusal of a file: which file and line, why, what to do next.

    ``reason`` completes "FILE, line 7: …" and ends without a full stop; ``advice`` is a whole sentence. Words of the
    material never belong in either.
    """
    place = name if line is None else f"{name}, {unit} {line}"
    return WrongUse(f"{place}: {reason}. Nothing was stored. {advice}")
