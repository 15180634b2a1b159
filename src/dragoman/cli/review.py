"""``dragoman review``."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from dragoman.cli.desk import Desk, study_command

if TYPE_CHECKING:
    from dragoman.store.study import OpenStudy
    from dragoman.text.edit_transcript import EditedTranscript


@click.command("review")
@click.argument("participants", nargs=-1, required=True, metavar="P01...")
@click.option(
    "--from", "file", type=click.Path(path_type=Path, dir_okay=False), help="A changed form, or a corrected transcript."
)
@click.option("--print", "only_print", is_flag=True, help="Print the form instead of opening an editor.")
@click.option("--accept", is_flag=True, help="Accept the transcript as it then stands.")
@study_command
def review_command(
    desk: Desk, participants: tuple[str, ...], file: Path | None, only_print: bool, accept: bool
) -> None:
    """Correct a transcript in your editor (EDITOR), or take the corrections from a file; then accept it.

    Codings, replacements and times of words move along with the words. What a machine wrote stays in the verbatim
    layer.
    """
    if len(participants) > 1 and (file is not None or only_print or not accept):
        raise click.UsageError("Review one participant at a time; only --accept alone takes several.")
    with desk.open() as study:
        if file is not None:
            from dragoman.text.review import review_file

            _tell(desk, participants[0], review_file(study, participants[0].upper(), file, accept=accept), accept)
        elif only_print:
            from dragoman.text.review import review_form

            desk.show(review_form(study, participants[0].upper()))
        elif accept:
            _accept(desk, study, participants)
        else:
            _edit(desk, study, participants[0].upper())


def _accept(desk: Desk, study: OpenStudy, participants: tuple[str, ...]) -> None:
    from dragoman.text.edit_transcript import accept_transcript

    for code in participants:
        accept_transcript(study, code.upper())
    desk.show({"accepted": list(participants)}, f"Accepted: {', '.join(participants)}")


def _edit(desk: Desk, study: OpenStudy, code: str) -> None:
    from dragoman.cli.private_editor import edit
    from dragoman.errors import WrongUse
    from dragoman.text.review import review_form, review_text

    form = review_form(study, code)
    changed = edit(form)
    while changed is not None and changed != form:
        accept = click.confirm("Accept the transcript as it now stands?", default=False, err=True)
        try:
            _tell(desk, code, review_text(study, code, changed, accept=accept), accept)
            return
        except WrongUse as error:
            desk.say(str(error))
            if not click.confirm("Open the editor again with your changes?", default=True, err=True):
                return
            changed = edit(changed)
    desk.say("Nothing was changed.")


def _tell(desk: Desk, code: str, edited: EditedTranscript, accept: bool) -> None:
    counts = {
        "changed": edited.changed,
        "speakers": edited.speakers,
        "inserted": edited.inserted,
        "removed": edited.removed,
        "moved": edited.moved,
    }
    said = ", ".join(f"{number} {what}" for what, number in counts.items() if number) or "nothing changed"
    desk.show({**counts, "accepted": accept}, f"{code}: {said}{', accepted' if accept else ''}")
    for name in edited.new_speakers:
        desk.say(f"'{name}' is a new speaker. If that is a slip, correct it; else `dragoman speakers {code}`.")
    again = edited.selections.to_review + edited.selections.lost
    if again:
        desk.say(f"{again} coded passage(s) changed or went: `dragoman table codings` marks them.")
    if edited.changed or edited.inserted:
        desk.say(f"Changed words were not searched for names yet: `dragoman pseudonymise {code}`.")
