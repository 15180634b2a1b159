"""What loading a table did, told in a line."""

from __future__ import annotations

from typing import TYPE_CHECKING

from dragoman.cli.desk import Desk

if TYPE_CHECKING:
    from dragoman.protocol.participants import Loaded


def show_loaded(desk: Desk, loaded: Loaded, what: str) -> None:
    """Print how many rows were new, different and the same, then what a person should read."""
    counts = {"added": loaded.added, "changed": loaded.changed, "unchanged": loaded.unchanged}
    said = ", ".join(f"{len(codes)} {state}" for state, codes in counts.items() if codes)
    desk.show({**counts, "notices": loaded.notices}, f"{what}: {said or 'nothing'}")
    for notice in loaded.notices:
        desk.say(notice)
