"""``dragoman participant``."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.assignments import assignments
from dragoman.cli.desk import Desk, study_command
from dragoman.cli.loaded import show_loaded


@click.group("participant")
def participant_command() -> None:
    """Participants: a code for each, and the variables that describe them. Names belong in the vault."""


@participant_command.command("add")
@click.argument("code", metavar="P01")
@click.option("--set", "values", multiple=True, metavar="VARIABLE=VALUE", help="What a variable says of them.")
@study_command
def add_command(desk: Desk, code: str, values: tuple[str, ...]) -> None:
    """Add a participant under a code, such as P01."""
    from dragoman.protocol.participants import add_participant

    with desk.open() as study:
        add_participant(study, code, dict(assignments(values, option="--set")))
    desk.show({"added": code}, f"{code} is in the study")
    desk.say(f"Next: `dragoman consent record {code} --scope participate,record,quote`.")


@participant_command.command("set")
@click.argument("code", metavar="P01")
@click.argument("values", nargs=-1, required=True, metavar="VARIABLE=VALUE...")
@study_command
def set_command(desk: Desk, code: str, values: tuple[str, ...]) -> None:
    """Set variables of a participant; `sector=` takes a value away."""
    from dragoman.protocol.participants import set_values

    pairs: dict[str, str] = {}
    for text in values:
        name, _, value = text.partition("=")
        pairs[name.strip()] = value.strip()
    with desk.open() as study:
        set_values(study, code, pairs)
    desk.show(pairs, f"{code}: {', '.join(values)}")


@participant_command.command("load")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@study_command
def load_command(desk: Desk, file: Path) -> None:
    """Add and update participants from a CSV: a column `participant` and one for each variable."""
    from dragoman.protocol.participants import load_participants

    with desk.open() as study:
        show_loaded(desk, load_participants(study, file), "participants")


@participant_command.command("list")
@study_command
def list_command(desk: Desk) -> None:
    """Show all participants with their variables."""
    from dragoman.protocol.participants import list_participants

    with desk.open() as study, study.read() as session:
        people = list_participants(session)
    columns = list(dict.fromkeys(name for person in people for name in person.values))
    rows = [(person.code, *(person.values.get(column, "") for column in columns)) for person in people]
    desk.table(["participant", *columns], rows, empty="No participants yet: `dragoman participant add P01`.")
