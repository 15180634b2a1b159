"""Weights: where model files lie, and proof that they are the ones they should be."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from dragoman.errors import WrongUse

MODELS_VARIABLE = "DRAGOMAN_MODELS"
"""The environment variable that names a folder of models, as ``--models`` does."""


class ModelMissing(WrongUse):
    """A model is not on this machine; the message says how to get it."""


class Origin(StrEnum):
    """Where weights were found."""

    GIVEN = "given folder"
    PACKAGE = "installed package"
    CACHE = "cache"
    HUB = "model hub"


@dataclass(frozen=True, slots=True)
class Weights:
    """A model on this machine. ``path`` is its folder, or its one file. ``sha256`` is that of the file that holds the
    weights; ``pinned`` says that it is one that this program knows, and ``source`` where exactly it came from.
    """

    name: str
    path: Path
    sha256: str
    origin: Origin
    pinned: bool
    source: str


def model_folders(models: Path | None = None) -> Iterator[tuple[Path, Origin]]:
    """The folders in which models are looked for, in this order: the given one, DRAGOMAN_MODELS, the cache.

    Raises ``WrongUse`` where a folder that somebody named does not exist.
    """
    named = os.environ.get(MODELS_VARIABLE)
    for folder, by in ((models, "--models"), (Path(named) if named else None, MODELS_VARIABLE)):
        if folder is None:
            continue
        if not folder.is_dir():
            raise WrongUse(
                f"The folder of models {folder} ({by}) does not exist. Name one that does, or leave {by} out."
            )
        yield folder, Origin.GIVEN
    yield cache_folder(), Origin.CACHE


def cache_folder() -> Path:
    """The user's own folder for models that this program keeps (it may not exist yet)."""
    import platformdirs

    return Path(platformdirs.user_cache_dir("dragoman", appauthor=False)) / "models"


def file_sha256(path: Path) -> str:
    """SHA-256 of a file, read in pieces."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
