"""What a translator is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from dragoman.engines.engine import Engine


class Translator(Engine, Protocol):
    """Translates texts from one language into another (ISO 639-1)."""

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
        """One translation for each text, in order. Raises ``WrongUse`` for a language it does not know."""
        ...
