"""``dragoman codebook``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.desk import Desk, study_command

if TYPE_CHECKING:
    from dragoman.coding.codebook_file import CodeEntry


@click.group("codebook")
def codebook_command() -> None:
    """The codes: what each means, when to use it and when not."""


@codebook_command.command("load")
@click.argument("file", required=False, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--shipped", metavar="NAME", help="A codebook that comes with the program: great-power-rivalry.")
@study_command
def load_command(desk: Desk, file: Path | None, shipped: str | None) -> None:
    """Add and update codes from YAML or CSV. Codes that the file does not hold stay, with all codings."""
    from dragoman.cli.shipped import shipped_file
    from dragoman.coding.codebook import load_codebook

    if (file is None) == (shipped is None):
        raise click.UsageError("Give a file, or --shipped NAME.")
    with desk.open() as study:
        loaded = load_codebook(study, file or shipped_file(shipped or ""))
    tally = loaded.codes
    counts = {"added": len(tally.added), "changed": len(tally.changed), "unchanged": len(tally.unchanged)}
    desk.show(counts, ", ".join(f"{number} {state}" for state, number in counts.items()))
    for notice in loaded.notices:
        desk.say(notice)


@codebook_command.command("show")
@click.argument("name", required=False, metavar="[CODE]")
@study_command
def show_command(desk: Desk, name: str | None) -> None:
    """Show the tree of codes with how often each was used, or one code whole."""
    from dataclasses import asdict

    from dragoman.coding.codebook import codebook, codings_per_code
    from dragoman.coding.codebook_file import walk

    with desk.open() as study, study.read() as session:
        tree, used = codebook(session), codings_per_code(session)
    if name is not None:
        found = [code for code in walk(tree) if code.name == name]
        if not found:
            raise click.UsageError(f"There is no code '{name}'; `dragoman codebook show` lists them.")
        desk.show(asdict(found[0]), "\n".join(_whole(found[0], used)))
    elif not tree:
        desk.say("No codes yet. Try `dragoman codebook load --shipped great-power-rivalry`.")
    else:
        desk.show([asdict(code) for code in tree], "\n".join(_tree(tree, used)))


@codebook_command.command("export")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--replace", is_flag=True, help="Overwrite the file if it exists.")
@study_command
def export_command(desk: Desk, file: Path, replace: bool) -> None:
    """Write the codebook to a .yaml or .csv file that loads back the same."""
    from dragoman.coding.codebook import export_codebook

    with desk.open() as study, study.read() as session:
        number = export_codebook(session, file, replace=replace)
    desk.show({"codes": number, "file": str(file)}, f"{number} codes are in {file}")


def _tree(codes: tuple[CodeEntry, ...], used: Mapping[str, int], depth: int = 0) -> Iterator[str]:
    for code in codes:
        count = f"  ({used[code.name]})" if used.get(code.name) else ""
        yield f"{'  ' * depth}{code.name}{count}"
        yield from _tree(code.children, used, depth + 1)


def _whole(code: CodeEntry, used: Mapping[str, int]) -> Iterator[str]:
    yield f"{code.name}: {code.label}" if code.label else code.name
    parts = {
        "Definition": code.definition,
        "Use when": code.use_when,
        "Not when": code.use_not_when,
        "Example": code.example,
        "Source": code.source,
        "Used": str(used.get(code.name, 0)),
    }
    yield from (f"  {title}: {text}" for title, text in parts.items() if text)
