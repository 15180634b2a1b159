"""``dragoman speakers``."""

from __future__ import annotations

import click

from dragoman.cli.assignments import role_assignments
from dragoman.cli.desk import Desk, study_command


@click.command("speakers")
@click.argument("participant", metavar="P01")
@click.option("--set", "roles", multiple=True, metavar="LABEL=ROLE", help="interviewer, respondent or unknown.")
@study_command
def speakers_command(desk: Desk, participant: str, roles: tuple[str, ...]) -> None:
    """Show who speaks in a transcript, or say who a voice is: `--set "voice 1=interviewer"`.

    Only what respondents say is coded, quoted and counted, so every voice needs its role.
    """
    from dragoman.text.assign_speakers import set_speakers, speakers_of

    with desk.open() as study:
        if roles:
            found = set_speakers(study, participant, role_assignments(roles, option="--set"))
        else:
            with study.read() as session:
                found = speakers_of(session, participant)
    columns = ["label", "role", "participant", "segments", "first words"]
    rows = [(one.label, one.role, one.participant, one.segments, one.first_words) for one in found]
    desk.table(columns, rows, empty="The transcript has no segments.")
