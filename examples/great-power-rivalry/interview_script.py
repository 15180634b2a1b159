"""The scripts that the invented interviews are made from: one turn a line, ``speaker: words``."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

INTERVIEWER = "interviewer"
_LINE = re.compile(r"(interviewer|P\d\d): (\S.*)")


@dataclass(frozen=True, slots=True)
class ScriptedTurn:
    """What one speaker says before the other answers. ``speaker`` is ``interviewer`` or a participant's code."""

    speaker: str
    text: str

    def sentences(self) -> list[str]:
        """The turn in sentences; joined by single spaces they give the turn back."""
        return re.split(r"(?<=[.!?…]) ", self.text)


def read_script(path: Path) -> list[ScriptedTurn]:
    """The turns of a script, in order. Lines that begin with ``#`` are notes.

    Raises ``ValueError`` for a line of another form and for two turns of one speaker in a row.
    """
    turns = list(_turns(path))
    for number, (turn, following) in enumerate(itertools.pairwise(turns), start=1):
        if turn.speaker == following.speaker:
            message = f"{path.name}: turns {number} and {number + 1} are both by {turn.speaker}"
            raise ValueError(message)
    return turns


def _turns(path: Path) -> Iterator[ScriptedTurn]:
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), start=1):
        if not line.strip() or line.startswith("#"):
            continue
        match = _LINE.fullmatch(line)
        if match is None:
            message = f"{path.name}, line {number}: not of the form 'speaker: words'"
            raise ValueError(message)
        yield ScriptedTurn(match.group(1), match.group(2))
