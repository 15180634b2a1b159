"""Faults: everything that is wrong with one file, told together, each with its line and place."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from dragoman.errors import DragomanError, Refused, WrongUse

MOST_SHOWN = 10
"""How many faults of one file are told; the rest is only counted."""


class Faults:
    """The faults of one file, collected while it is read.

    ``where`` is the field (``guide.sections[2].title``) or the column (``column 'sector'``), empty for a whole line.
    A fault is a whole sentence. A file with at least one wrong entry is ``WrongUse``; one that is well written but
    that a rule of the study forbids is ``Refused``.
    """

    def __init__(self, file: str) -> None:
        self.file = file
        self._found: list[tuple[int, str, str]] = []
        self._wrong = False

    def add(self, line: int, where: str, message: str) -> None:
        """Note that an entry is wrong."""
        self._found.append((line, where, message))
        self._wrong = True

    def refuse(self, line: int, where: str, message: str) -> None:
        """Note that a rule of the study forbids an entry."""
        self._found.append((line, where, message))

    @contextmanager
    def noting(self, line: int, where: str = "") -> Iterator[None]:
        """Note what the block refuses, instead of letting it stop the reading."""
        try:
            yield
        except WrongUse as error:
            self.add(line, where, str(error))
        except Refused as error:
            self.refuse(line, where, str(error))

    def raise_any(self) -> None:
        """Raise what was found, up to ten faults in the order of their lines; nothing where nothing was."""
        if self._found:
            raise (WrongUse if self._wrong else Refused)(self._paragraph())

    def _paragraph(self) -> str:
        found = sorted(dict.fromkeys(self._found), key=lambda fault: fault[0])
        if len(found) == 1:
            line, where, message = found[0]
            return (
                f"{self.file}, {_place(line, where)}: {message} Nothing was stored. Correct it and load the file again."
            )
        lines = [f"{self.file} has {len(found)} faults. Nothing was stored. Correct them and load the file again:"]
        lines += [f"  {_place(line, where)}: {message}" for line, where, message in found[:MOST_SHOWN]]
        if len(found) > MOST_SHOWN:
            lines.append(f"  … and {len(found) - MOST_SHOWN} more")
        return "\n".join(lines)


def _place(line: int, where: str) -> str:
    return f"line {line}, {where}" if where else f"line {line}"


@contextmanager
def nothing_stored() -> Iterator[None]:
    """Say at the end of a refusal that nothing was stored; for a change that is made whole or not at all."""
    try:
        yield
    except (WrongUse, Refused) as error:
        raise _with_end(error) from None


def _with_end(error: DragomanError) -> DragomanError:
    text = str(error)
    return error if "Nothing was" in text else type(error)(f"{text} Nothing was stored.")
