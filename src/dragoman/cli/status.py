"""``dragoman status``."""

from __future__ import annotations

from dataclasses import fields

import click

from dragoman.cli.desk import Desk, study_command


@click.command("status")
@study_command
def status_command(desk: Desk) -> None:
    """Show, for each participant, how far each step is."""
    from dragoman.analysis.steps import Steps, steps

    with desk.open() as study, study.read() as session:
        rows = [tuple(getattr(row, field.name) for field in fields(Steps)) for row in steps(session)]
    empty = "No participants yet. Start with `dragoman protocol load FILE.yaml`, then `dragoman participant add P01`."
    desk.table([field.name for field in fields(Steps)], rows, empty=empty)
