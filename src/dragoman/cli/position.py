"""``dragoman position``."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.desk import Desk, study_command
from dragoman.model.proposition import Stance


@click.group("position")
def position_command() -> None:
    """Set and show participants' positions on propositions, with the words that show them."""


@position_command.command("set")
@click.argument("participant", metavar="P01")
@click.argument("proposition")
@click.argument("stance", type=click.Choice([stance.value for stance in Stance]))
@click.option("--quote", "quotations", multiple=True, help="The words that show it; may be given several times.")
@click.option("--occurrence", type=click.IntRange(min=1), help="Which one, where the words are said more than once.")
@click.option("--layer", default="pseudonymised", show_default=True, help="The layer that is quoted.")
@click.option("--note", default="", help="Why.")
@study_command
def set_command(
    desk: Desk,
    participant: str,
    proposition: str,
    stance: str,
    quotations: tuple[str, ...],
    occurrence: int | None,
    layer: str,
    note: str,
) -> None:
    """Set a position; it replaces an earlier one. Only `silent` needs no quote."""
    from dragoman.coding.take_position import set_position

    with desk.open() as study:
        taken = set_position(
            study,
            participant,
            proposition,
            Stance(stance),
            quotations=quotations,
            occurrence=occurrence,
            layer=layer,
            note=note,
        )
    before = f" (was {taken.before})" if taken.before and taken.before != taken.stance else ""
    desk.show(
        {"participant": participant, "proposition": proposition, "stance": taken.stance, "before": taken.before},
        f"{participant} {taken.stance} {proposition}{before}",
    )


@position_command.command("load")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--layer", default="pseudonymised", show_default=True, help="The layer that is quoted.")
@study_command
def load_command(desk: Desk, file: Path, layer: str) -> None:
    """Set all positions of a CSV file: participant, proposition, position, quote; occurrence, note."""
    from dragoman.coding.take_position import load_positions

    with desk.open() as study:
        taken = load_positions(study, file, layer=layer)
    desk.show({"positions": len(taken)}, f"{len(taken)} positions")


@position_command.command("table")
@study_command
def table_command(desk: Desk) -> None:
    """Show who stands where, proposition by proposition, and of how many who were asked."""
    from dragoman.cli.table import print_positions

    print_positions(desk)
