"""``dragoman log``."""

from __future__ import annotations

import click

from dragoman.cli.desk import Desk, study_command


@click.command("log")
@click.option("--last", type=click.IntRange(min=1), default=20, show_default=True, help="How many events to show.")
@click.option("--subject", help="Only events about this participant, code or file.")
@study_command
def log_command(desk: Desk, last: int, subject: str | None) -> None:
    """Show what was done in the study, by whom and when; the newest last."""
    import json

    from dragoman.store.events import latest_events

    with desk.open() as study, study.read() as session:
        rows = [
            (f"{event.at:%Y-%m-%d %H:%M:%S}", event.actor, event.action, event.subject,
             json.dumps(event.details, ensure_ascii=False), event.hash[:12])
            for event in latest_events(session, limit=last, subject=subject)
        ]  # fmt: skip
    columns = ["at (UTC)", "who", "what", "about", "details", "hash"]
    desk.table(columns, rows, empty="No such event.")
