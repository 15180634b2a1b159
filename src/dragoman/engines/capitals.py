"""Capitals: given back to speech that was written down without any, because models know names by their capitals."""

from __future__ import annotations

import re
from collections.abc import Callable

CASELESS = 0.6
"""What a score is multiplied by when the capitals had to be guessed."""

_WORD = re.compile(r"[^\W\d_]+")


def is_caseless(text: str) -> bool:
    """Whether a text has words but no capital letters, the English "I" aside."""
    words = [word for word in _WORD.findall(text) if word != "I"]
    return bool(words) and not any(character.isupper() for word in words for character in word)


def with_capitals(text: str, is_everyday: Callable[[str], bool]) -> str:
    """The text with a capital on every word that is not an everyday word, and on the first; as long as before.

    Some of these words are no names either: the models then say less surely, but no longer nothing.
    """

    def capital(match: re.Match[str]) -> str:
        word = match.group()
        first = word[0].upper()
        begins = match.start() == 0 or word == "i"
        return first + word[1:] if len(first) == 1 and (begins or not is_everyday(word)) else word

    return _WORD.sub(capital, text)
