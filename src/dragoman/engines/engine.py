"""What every engine says of itself, so that each output can say what made it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Protocol

from dragoman.engines.locality import Locality


class Engine(Protocol):
    """A machine. Two with equal name, version, weights and settings give the same output for the same input."""

    @property
    def name(self) -> str:
        """The name it is registered under."""

    @property
    def locality(self) -> Locality:
        """Whether the material leaves this machine."""

    @property
    def version(self) -> str:
        """The versions of the software that does the work."""

    @property
    def weights_sha256(self) -> str:
        """SHA-256 of the weights; of several files, joined by ``+``."""

    @property
    def settings(self) -> Mapping[str, Any]:
        """Everything else that decides the output; JSON."""


def engine_facts(engine: Engine) -> dict[str, Any]:
    """What an output records of the engine that made it; JSON."""
    return {
        "name": engine.name,
        "version": engine.version,
        "weights_sha256": engine.weights_sha256,
        "settings": dict(engine.settings),
        "locality": engine.locality.value,
    }
