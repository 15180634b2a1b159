"""Abbreviations: words in capitals throughout, whose letters are read one by one or as a word."""

from __future__ import annotations

LONGEST = 7


def is_abbreviation(word: str) -> bool:
    """Whether a word is an abbreviation, such as США, ЕҚЫҰ or NATO, and not a name written in capitals."""
    return 1 < len(word) <= LONGEST and word.isalpha() and word.isupper()
