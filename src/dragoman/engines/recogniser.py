"""Recognisers: machines that hear words in speech, and what they hear."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol

from dragoman.engines.engine import Engine
from dragoman.engines.samples import Samples


class Task(StrEnum):
    """What to do with speech: write it down, or write it down in English."""

    TRANSCRIBE = "transcribe"
    TRANSLATE = "translate"


@dataclass(frozen=True, slots=True)
class HeardWord:
    """A word as heard, with the white space that came with it. Times are ms; probability is 0 to 1."""

    text: str
    start_ms: int
    end_ms: int
    probability: float


@dataclass(frozen=True, slots=True)
class HeardSegment:
    """A piece of speech, about a sentence. ``words`` is empty where the recogniser knows no times of words.

    ``ends_window`` says that nothing else was worked out together with it that is still to come: what was heard so far
    can be kept. A recogniser that works segment by segment leaves it true.
    """

    text: str
    start_ms: int
    end_ms: int
    words: tuple[HeardWord, ...]
    language: str
    ends_window: bool = True


class Recogniser(Engine, Protocol):
    """A machine that turns speech into words. Two with equal name, version, weights and settings hear the same."""

    def recognise(
        self, samples: Samples, *, language: str | None, task: Task, start_ms: int = 0
    ) -> Iterator[HeardSegment]:
        """Hear the speech in the samples, each segment as soon as it is known.

        ``language`` is ISO 639-1, None to detect it. ``start_ms`` goes on from there. Times are ms of the samples.
        Raises ``WrongUse`` for a language or task that the machine does not know.
        """
