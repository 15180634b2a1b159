"""``dragoman table``."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from dragoman.cli.desk import Desk, study_command

if TYPE_CHECKING:
    import polars


@click.group("table")
def table_command() -> None:
    """Print what the study holds as a table, for reading, for a spreadsheet (tab-separated in a pipe) or as JSON."""


@table_command.command("segments")
@click.argument("participants", nargs=-1, metavar="[P01...]")
@click.option(
    "--layer", default="pseudonymised", show_default=True, help="verbatim, edited, pseudonymised, translation[en]"
)
@study_command
def segments_command(desk: Desk, participants: tuple[str, ...], layer: str) -> None:
    """The transcripts, segment by segment."""
    from dragoman.analysis.frames import segments_frame

    with desk.open() as study, study.read() as session:
        frame = segments_frame(session, layer)
    wanted = {code.upper() for code in participants}
    rows = [
        row
        for row in frame.iter_rows(named=True)
        if row["text"] is not None and (not wanted or wanted & set(row["interview"].split("+")))
    ]
    columns = ["interview", "segment", "start_ms", "speaker", "text", "origin", "accepted"]
    shown = [tuple(row[column] for column in columns) for row in rows]
    desk.table(columns, shown, empty=f"There is no {layer} text yet; `dragoman status` shows what is missing.")


@table_command.command("codings")
@study_command
def codings_command(desk: Desk) -> None:
    """Every coding with its words."""
    from dragoman.analysis.frames import codings_frame

    with desk.open() as study, study.read() as session:
        frame = codings_frame(session)
    _print_frame(desk, frame, empty="Nothing is coded yet: `dragoman code P01 --code NAME --quote WORDS`.")


@table_command.command("positions")
@study_command
def positions_command(desk: Desk) -> None:
    """Who stands where on which proposition."""
    print_positions(desk)


def print_positions(desk: Desk) -> None:
    """The table of positions, one row for each participant and proposition."""
    from dragoman.analysis.frames import positions_frame

    with desk.open() as study, study.read() as session:
        frame = positions_frame(session)
    _print_frame(desk, frame, empty="No transcripts yet, so no positions; `dragoman status` shows what is missing.")


def _print_frame(desk: Desk, frame: polars.DataFrame, *, empty: str) -> None:
    rows = [tuple(", ".join(cell) if isinstance(cell, list) else cell for cell in row) for row in frame.iter_rows()]
    desk.table(frame.columns, rows, empty=empty)
