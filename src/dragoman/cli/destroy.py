"""``dragoman destroy``."""

from __future__ import annotations

import sys

import click

from dragoman.cli.desk import Desk, study_command


@click.group("destroy")
def destroy_command() -> None:
    """Destroy what was promised to be destroyed."""


@destroy_command.command("recording")
@click.argument("participant", metavar="P01")
@click.option("--reason", default="", help="Why, for the record: 'transcript accepted'.")
@click.option("--yes", is_flag=True, help="Do not ask.")
@study_command
def recording_command(desk: Desk, participant: str, reason: str, yes: bool) -> None:
    """Destroy all recordings of a participant for good: the keys, then the files. The transcript stays."""
    from dragoman.intake.destroy_recordings import destroy_recordings, recordings_of

    with desk.open() as study:
        names = [recording.name for recording in recordings_of(study, participant)]
        if not yes:
            if not sys.stdin.isatty():
                raise click.UsageError(f"Add --yes to destroy {', '.join(names)}: nobody is there to be asked.")
            click.confirm(f"Destroy {', '.join(names)}? This cannot be undone", abort=True, err=True)
        destroyed = destroy_recordings(study, participant, reason=reason)
    rows = [(one.name, one.sha256, one.event_hash) for one in destroyed]
    desk.table(["destroyed", "SHA-256 of the recording", "hash of the event"], rows, empty="")
