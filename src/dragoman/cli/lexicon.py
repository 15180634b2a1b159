"""``dragoman lexicon``."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.desk import Desk, study_command


@click.group("lexicon")
def lexicon_command() -> None:
    """The actors whose mentions are counted, with their names in every language."""


@lexicon_command.command("load")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--shipped", metavar="NAME", help="A lexicon that comes with the program: actors.")
@study_command
def load_command(desk: Desk, file: Path | None, shipped: str | None) -> None:
    """Take a lexicon into the study; one of the same name is replaced."""
    from dragoman.analysis.lexicon import shipped_lexicon
    from dragoman.analysis.lexicon_record import load_lexicon
    from dragoman.protocol.text_file import read_text_file

    if (file is None) == (shipped is None):
        raise click.UsageError("Give a file, or --shipped NAME.")
    text = read_text_file(file).text if file else shipped_lexicon(shipped or "")
    with desk.open() as study:
        loaded = load_lexicon(study, text, file_name=file.name if file else f"{shipped}.yaml")
    lexicon = loaded.lexicon
    desk.show(
        {"name": lexicon.name, "version": lexicon.version, "entries": len(lexicon.entries)},
        f"{lexicon.name}, version {lexicon.version}: {len(lexicon.entries)} entries in {', '.join(lexicon.languages)}",
    )
