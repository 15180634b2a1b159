"""The registry: engines are found by name through entry points, so that a package can bring its own."""

from __future__ import annotations

from enum import StrEnum
from importlib.metadata import EntryPoint, entry_points
from typing import Any

from dragoman.errors import WrongUse


class EngineGroup(StrEnum):
    """The kinds of engines; the values are the names of the entry point groups."""

    RECOGNISERS = "dragoman.recognisers"
    DIARISERS = "dragoman.diarisers"
    TRANSLATORS = "dragoman.translators"
    ENTITIES = "dragoman.entities"


def find_engine(group: EngineGroup | str, name: str) -> Any:
    """The engine that an installed package registered under a name: a class, or whatever makes the engine.

    Raises ``WrongUse`` for a name that nobody registered, or one whose package cannot be loaded.
    """
    found = _registered(group).get(name)
    if found is None:
        raise WrongUse(
            f"There is no engine {name!r} in {group}. Installed: {', '.join(engine_names(group)) or 'none'}. Check the "
            "spelling, or install the package that brings the engine."
        )
    try:
        return found.load()
    except (ImportError, AttributeError) as error:
        raise WrongUse(
            f"The engine {name!r} ({found.value}) cannot be loaded: {error}. Reinstall the package that brings it, or "
            f"choose another engine of {group}."
        ) from error


def engine_names(group: EngineGroup | str) -> list[str]:
    """The names of all engines of a group, sorted."""
    return sorted(_registered(group))


def _registered(group: EngineGroup | str) -> dict[str, EntryPoint]:
    return {entry.name: entry for entry in entry_points(group=str(group))}
