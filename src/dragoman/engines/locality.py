"""Locality: whether an engine works on this machine or sends material elsewhere."""

from __future__ import annotations

from enum import StrEnum


class Locality(StrEnum):
    """Where an engine does its work. A remote one needs the participant's consent to remote processing."""

    LOCAL = "local"
    REMOTE = "remote"
