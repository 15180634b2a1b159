"""SubRip (.srt) transcripts."""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.intake.cues import cue_turns, read_cues, timing
from dragoman.model.turn import Turn

_OVERRIDE = re.compile(r"\{\\[^{}\n]{1,200}\}")
_LINES_LOOKED_AT = 12


def is_subrip(text: str) -> bool:
    """Whether one of the first lines holds nothing but the two times of a cue, as in SubRip files."""
    return any(timing(line) is not None for line in text[:20_000].split("\n")[:_LINES_LOOKED_AT])


def subrip_turns(text: str, *, name: str) -> list[Turn]:
    """The turns of a SubRip file, one for each cue and voice.

    There is no standard; read are times with or without hours, with a comma or a point, cues with or without numbers.
    Tags and ``{\\an8}`` overrides are removed. Raises ``WrongUse`` with the line for broken times or a file that breaks
    off. ``name`` is the file's name.
    """
    cues = list(read_cues(text.split("\n"), first=0, name=name))
    plain = [replace(cue, payload=[_OVERRIDE.sub("", line) for line in cue.payload]) for cue in cues]
    return cue_turns(plain, entities=False)
