"""``dragoman findings``."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.desk import Desk, study_command

if TYPE_CHECKING:
    from dragoman.report.finding import CheckFinding


@click.group("findings")
def findings_command() -> None:
    """The findings chapter: a Markdown template whose numbers, quotes, tables and figures are computed."""


@findings_command.command("check")
@click.argument("template", type=click.Path(path_type=Path, dir_okay=False))
@click.option("--lang", default="en", show_default=True, help="The language of the chapter.")
@study_command
def check_command(desk: Desk, template: Path, lang: str) -> int:
    """Look for counts typed by hand, quotes that nobody said or allowed, and values that changed.

    Exit code 1 when something is wrong; warnings alone are fine.
    """
    from dragoman.report.check import check
    from dragoman.report.finding import Severity

    with desk.open() as study:
        found = check(study, template, lang=lang)
    _print(desk, template, found)
    return 1 if any(one.severity is Severity.ERROR for one in found) else 0


@findings_command.command("render")
@click.argument("template", type=click.Path(path_type=Path, dir_okay=False))
@click.option(
    "-o", "--output", "outputs", multiple=True, required=True, type=click.Path(path_type=Path, dir_okay=False),
    help="Where to: .html, .docx or .md; may be given several times.",
)  # fmt: skip
@click.option("--lang", default="en", show_default=True, help="The language of the chapter.")
@study_command
def render_command(desk: Desk, template: Path, outputs: tuple[Path, ...], lang: str) -> None:
    """Render the chapter with an appendix of evidence. What comes out is not encrypted.

    Beside each output stands a .values.json: every value with its query, its result and the hash of its inputs.
    """
    from dragoman.report.render import render

    with desk.open() as study:
        rendered = render(study, template, outputs, lang=lang)
    for one in rendered.warnings:
        desk.say(f"line {one.line}: {one.message}")
    files = [str(path) for path in (*rendered.outputs, *rendered.sidecars)]
    desk.show({"files": files, "values": len(rendered.values), "chain_head": rendered.chain_head}, "\n".join(files))
    desk.say(f"{len(rendered.values)} computed values. These files are not encrypted.")


def _print(desk: Desk, template: Path, found: Sequence[CheckFinding]) -> None:
    rows = [(one.line, one.severity, one.kind, one.message) for one in found]
    columns = ["line", "severity", "kind", "message"]
    desk.table(columns, rows, empty=f"{template.name}: nothing to complain about.")
