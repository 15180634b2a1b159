"""Diarisers: machines that tell who spoke when, without knowing who anybody is."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import Protocol

from dragoman.engines.engine import Engine
from dragoman.engines.samples import Samples


@dataclass(frozen=True, slots=True)
class SpokenStretch:
    """A time during which one voice speaks. Stretches of different voices may overlap. Voices count from 0."""

    start_ms: int
    end_ms: int
    voice: int


class Diariser(Engine, Protocol):
    """A machine that tells voices apart."""

    def diarise(
        self,
        blocks: Iterable[Samples],
        *,
        speakers: int | None = None,
        on_progress: Callable[[int, int], None] | None = None,
    ) -> list[SpokenStretch]:
        """Who spoke when in a whole recording, by start. ``blocks`` are its samples, piece by piece.

        ``speakers`` is how many there are, None where that is not known. ``on_progress`` gets (done, of how many).
        """
