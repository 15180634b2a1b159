"""``dragoman interview``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import click

from dragoman.cli.desk import Desk, study_command
from dragoman.cli.loaded import show_loaded


@click.group("interview")
def interview_command() -> None:
    """When and how interviews were held, and which questions were not asked."""


@interview_command.command("set")
@click.argument("codes", nargs=-1, required=True, metavar="P01...")
@click.option("--on", "held_on", type=click.DateTime(["%Y-%m-%d"]), help="The day.")
@click.option("--mode", help="How: 'in person', 'video call'.")
@click.option("--languages", help="The languages spoken: en,ru.")
@click.option("--interviewer", "interviewers", help="Who asked, by initials: AB,CD.")
@click.option("--skipped", help="Questions of the guide that were not asked: Q7,Q11. They narrow 'of those asked'.")
@study_command
def set_command(
    desk: Desk,
    codes: tuple[str, ...],
    held_on: datetime | None,
    mode: str | None,
    languages: str | None,
    interviewers: str | None,
    skipped: str | None,
) -> None:
    """Say when and how a participant was interviewed; several participants make a group interview."""
    from dragoman.protocol.interviews import set_interview

    with desk.open() as study:
        loaded = set_interview(
            study,
            codes,
            held_on=held_on.date() if held_on else None,
            mode=mode,
            languages=_list(languages),
            interviewers=_list(interviewers),
            skipped=_list(skipped),
        )
    show_loaded(desk, loaded, "interviews")


@interview_command.command("load")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@study_command
def load_command(desk: Desk, file: Path) -> None:
    """Set interviews from a CSV: participant, date, mode, languages, interviewer, skipped (lists as a;b;c)."""
    from dragoman.protocol.interviews import load_interviews

    with desk.open() as study:
        show_loaded(desk, load_interviews(study, file), "interviews")


def _list(text: str | None) -> list[str] | None:
    return None if text is None else [part.strip() for part in text.split(",") if part.strip()]
