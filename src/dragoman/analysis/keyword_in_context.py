"""Keyword in context: the few words before and after a place of a text."""

from __future__ import annotations

import re

CONTEXT_WORDS = 6
"""How many words are shown on either side."""

_FARTHEST = 100
"""How many code points on either side are looked at for words of its context."""
_BEFORE = re.compile(rf"(?:\S+\s+){{0,{CONTEXT_WORDS}}}\S*\Z")
_AFTER = re.compile(rf"\S*(?:\s+\S+){{0,{CONTEXT_WORDS}}}")


def words_before(text: str, place: int) -> str:
    """The words before a place (code points), with the space between: ``"We talk to "``."""
    window = text[max(0, place - _FARTHEST) : place]
    if place > _FARTHEST:
        window = window.partition(" ")[2]
    found = _BEFORE.search(window)
    return found.group() if found else ""


def words_after(text: str, place: int) -> str:
    """The words after a place (code points), with what stands between: ``", and the others"``."""
    window = text[place : place + _FARTHEST]
    if place + _FARTHEST < len(text):
        window = window.rpartition(" ")[0]
    found = _AFTER.match(window)
    return found.group() if found else ""
