"""``dragoman consent``."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.desk import Desk, study_command
from dragoman.cli.loaded import show_loaded

if TYPE_CHECKING:
    from dragoman.protocol.consents import ConsentView


@click.group("consent")
def consent_command() -> None:
    """What participants agreed to. Every later step asks here first."""


@consent_command.command("record")
@click.argument("code", metavar="P01")
@click.option("--scope", "scopes", required=True, help="Scopes, separated by commas: participate,record,quote …")
@click.option("--form", type=click.IntRange(min=1), help="The version of the form (default: the newest).")
@click.option("--on", "given_on", type=click.DateTime(["%Y-%m-%d"]), help="When it was given (default: today).")
@click.option("--language", help="The language of the form that was signed.")
@click.option("--how", default="", help="How it was given: 'signed on paper', 'by e-mail'.")
@study_command
def record_command(
    desk: Desk,
    code: str,
    scopes: str,
    form: int | None,
    given_on: datetime | None,
    language: str | None,
    how: str,
) -> None:
    """Record what a participant agreed to. It replaces what was recorded before."""
    from dragoman.protocol.consents import record_consent

    with desk.open() as study:
        view = record_consent(
            study,
            code,
            scopes=[scope.strip() for scope in scopes.split(",") if scope.strip()],
            form=form,
            given_on=given_on.date() if given_on else None,
            language=language,
            how=how,
        )
    desk.show({"participant": code, "scopes": view.scopes}, f"{code} allows: {', '.join(view.scopes)}")


@consent_command.command("load")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@study_command
def load_command(desk: Desk, file: Path) -> None:
    """Record consents from a CSV: participant, form, language, scopes (a;b;c), given_on, how."""
    from dragoman.protocol.consents import load_consents

    with desk.open() as study:
        show_loaded(desk, load_consents(study, file), "consents")


@consent_command.command("withdraw")
@click.argument("code", metavar="P01")
@click.option("--reason", default="", help="Why, if it was said.")
@study_command
def withdraw_command(desk: Desk, code: str, reason: str) -> None:
    """Take a participant's consent back from now on: nothing of theirs is quoted or processed any more."""
    from dragoman.protocol.consents import withdraw_consent

    with desk.open() as study:
        withdraw_consent(study, code, reason=reason)
    desk.show({"withdrawn": code}, f"The consent of {code} is withdrawn")
    desk.say(f"Recordings are not destroyed by this. If that was asked for: `dragoman destroy recording {code}`.")


@consent_command.command("show")
@click.argument("code", metavar="P01")
@study_command
def show_command(desk: Desk, code: str) -> None:
    """Show all consents of a participant, the one in force last."""
    from dragoman.protocol.consents import consents_of

    with desk.open() as study, study.read() as session:
        rows = [
            (view.given_on, view.form, ", ".join(view.scopes), view.how, _state(view))
            for view in consents_of(session, code)
        ]
    desk.table(["given on", "form", "scopes", "how", "state"], rows, empty=f"No consent of {code} is on record.")


def _state(view: ConsentView) -> str:
    if view.withdrawn_at is not None:
        return f"withdrawn on {view.withdrawn_at:%Y-%m-%d}"
    return "in force" if view.in_force else "replaced"
