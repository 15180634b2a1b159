"""``dragoman verify``."""

from __future__ import annotations

import click

from dragoman.cli.desk import Desk, study_command


@click.command("verify")
@study_command
def verify_command(desk: Desk) -> int:
    """Check the database, the event chain, every anchor and every recording, and name what is broken.

    Exit code 1 when something is. Write down the head of the chain: it shows later that no event was cut off.
    """
    from dragoman.store.verify import verify

    with desk.open() as study:
        found = verify(study, on_part=lambda part: desk.say(f"Checking: {part}"))
    faults = [{"part": fault.part, "message": fault.message} for fault in found.faults]
    lines = [f"{fault.part}: {fault.message}" for fault in found.faults] or ["Everything is whole."]
    desk.show(
        {"faults": faults, "notices": list(found.notices), "chain_head": found.chain_head},
        "\n".join([*lines, f"Chain head: {found.chain_head}"]),
    )
    for notice in found.notices:
        desk.say(notice)
    return 1 if faults else 0
