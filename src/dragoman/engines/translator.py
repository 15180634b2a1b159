"""What a translator is."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any, Protocol

from dragoman.engines.locality import Locality


class Translator(Protocol):
    """Translates texts from one language into another (ISO 639-1)."""

    name: str
    locality: Locality
    version: str
    weights_sha256: str
    settings: dict[str, Any]

    def translate(self, texts: Sequence[str], *, source: str, target: str) -> list[str]:
        """One translation for each text, in order. Raises ``WrongUse`` for a language it does not know."""
        ...
