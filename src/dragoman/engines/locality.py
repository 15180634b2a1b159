"""Where an engine does its work."""

from __future__ import annotations

from enum import StrEnum


class Locality(StrEnum):
    """Whether the words or the sound leave this machine."""

    LOCAL = "local"
    REMOTE = "remote"
