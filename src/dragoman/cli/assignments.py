"""Options of the form ``NAME=VALUE``."""

from __future__ import annotations

from collections.abc import Sequence

import click

from dragoman.model.speaker import SpeakerRole


def assignments(given: Sequence[str], *, option: str) -> list[tuple[str, str]]:
    """The pairs that were typed. A value without ``=`` is a wrong call."""
    pairs = [tuple(part.strip() for part in text.split("=", 1)) for text in given]
    for text, pair in zip(given, pairs, strict=True):
        if len(pair) != 2 or not all(pair):
            raise click.UsageError(f"{option} wants NAME=VALUE, not '{text}'.")
    return [(pair[0], pair[1]) for pair in pairs]


def role_assignments(given: Sequence[str], *, option: str = "--role") -> dict[str, SpeakerRole]:
    """The speakers and their roles that were typed."""
    roles = {}
    for label, role in assignments(given, option=option):
        if role not in tuple(SpeakerRole):
            raise click.UsageError(f"A speaker is {', '.join(SpeakerRole)}, not '{role}'.")
        roles[label] = SpeakerRole(role)
    return roles
