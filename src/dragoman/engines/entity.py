"""Entities: what in a text may identify somebody, and the machines that find it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from dragoman.engines.engine import Engine

LONGEST_STRETCH = 50_000
"""Code points that a model reads at once; memory grows with it, and a turn of speech is seldom a tenth as long."""


class EntityKind(StrEnum):
    """What kind of thing a stretch of text names."""

    PERSON = "person"
    ORGANISATION = "organisation"
    PLACE = "place"
    EMAIL = "email"
    PHONE = "phone"
    URL = "url"
    ID_NUMBER = "id_number"
    DATE_OF_BIRTH = "date_of_birth"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Entity:
    """A stretch of a text that names something: code points, end exclusive.

    ``score`` is between 0 and 1 and only comparable within one ``origin``, which says what found it.
    """

    start: int
    end: int
    kind: EntityKind
    score: float
    origin: str


class EntityRecogniser(Engine, Protocol):
    """A machine that finds entities in text. What it finds are suggestions; a person decides."""

    @property
    def languages(self) -> frozenset[str]:
        """The languages it reads (ISO 639-1)."""
        ...

    def find(self, text: str, language: str) -> list[Entity]:
        """All entities of a text in the order in which they stand; none for a language that it does not read."""
        ...


def stretches(text: str, *, longest: int = LONGEST_STRETCH) -> Iterator[tuple[int, str]]:
    """A text cut into stretches of at most ``longest`` code points, each with its offset, at a space where one is."""
    start = 0
    while start < len(text):
        end = min(start + longest, len(text))
        if end < len(text):
            space = max(text.rfind(" ", start + 1, end), text.rfind("\n", start + 1, end))
            end = space + 1 if space > 0 else end
        yield start, text[start:end]
        start = end
