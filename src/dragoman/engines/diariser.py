"""Diarisers: machines that tell who spoke when, without knowing who anybody is."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from dragoman.engines.locality import Locality
from dragoman.engines.samples import Samples


@dataclass(frozen=True, slots=True)
class SpokenStretch:
    """A time during which one voice speaks. Stretches of different voices may overlap. Voices count from 0."""

    start_ms: int
    end_ms: int
    voice: int


class Diariser(Protocol):
    """A machine that tells voices apart."""

    @property
    def name(self) -> str:
        """The name it is registered under."""

    @property
    def locality(self) -> Locality:
        """Whether the sound leaves this machine."""

    @property
    def version(self) -> str:
        """The version of the software that does the work."""

    @property
    def weights_sha256(self) -> str:
        """SHA-256 of the weights; of several files, joined by ``+``."""

    @property
    def settings(self) -> Mapping[str, Any]:
        """Everything else that decides the outcome; JSON."""

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
