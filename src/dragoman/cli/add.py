"""``dragoman add``."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.desk import Desk, study_command
from dragoman.cli.progress import progress

RECORDING = {".wav", ".mp3", ".m4a", ".mp4", ".flac", ".ogg", ".opus", ".oga", ".webm", ".mkv", ".mov", ".aac", ".wma"}


@click.command("add")
@click.argument("files", nargs=-1, type=click.Path(path_type=Path, dir_okay=False))
@click.option("--participant", "-p", "code", required=True, metavar="CODE", help="Whose interview it is, such as P01.")
@click.option("--language", help="The language spoken (en, ru, kk …); found out when not given.")
@click.option(
    "--as", "kind", type=click.Choice(["recording", "transcript"]), help="What the file is, if its name lies."
)
@click.option(
    "--track", "tracks", multiple=True, metavar="LABEL=FILE", help="A file with one voice: interviewer=a.m4a."
)
@click.option("--channels", metavar="LABEL,LABEL", help="Whose voice each channel is: interviewer,P02.")
@click.option(
    "--role", "roles", multiple=True, metavar="LABEL=ROLE", help="A speaker: Anna=interviewer, 'Mr K'=respondent."
)
@click.option("--mixed", is_flag=True, help="All voices are in all channels, even if it sounds otherwise.")
@study_command
def add_command(
    desk: Desk,
    files: tuple[Path, ...],
    code: str,
    language: str | None,
    kind: str | None,
    tracks: tuple[str, ...],
    channels: str | None,
    mixed: bool,
    roles: tuple[str, ...],
) -> None:
    """Add recordings (wav, mp3, m4a, mp4, flac, ogg, opus, webm) or a transcript (vtt, srt, docx, txt, json).

    Recordings are encrypted as they are read; the original file is yours to delete. Several files of one call are
    tracks of the same conversation and are added all or not at all.
    """
    if kind == "transcript" or (kind is None and files and not tracks and files[0].suffix.lower() not in RECORDING):
        _add_transcript(desk, files, code, language, roles)
    else:
        _add_recordings(desk, files, code, language, tracks, channels, mixed)


def _add_transcript(
    desk: Desk, files: tuple[Path, ...], code: str, language: str | None, roles: tuple[str, ...]
) -> None:
    from dragoman.cli.assignments import role_assignments
    from dragoman.intake.add_transcript import add_transcript

    if len(files) != 1:
        raise click.UsageError("A participant has one transcript: give one file.")
    with desk.open() as study:
        added = add_transcript(study, code, files[0], language=language, roles=role_assignments(roles))
    desk.show({"segments": added.segments, "language": added.language, "format": added.format, "roles": added.roles},
              f"{code}: {added.segments} segments, {added.language}, from {added.format}")  # fmt: skip
    for label, role in added.roles.items():
        merged = f" (also {', '.join(added.aliases[label])})" if added.aliases.get(label) else ""
        desk.say(f"  {label}{merged}: {role}")
    desk.say(f"If a role is wrong: `dragoman speakers {code} --set LABEL=interviewer`.")


def _add_recordings(
    desk: Desk,
    files: tuple[Path, ...],
    code: str,
    language: str | None,
    tracks: tuple[str, ...],
    channels: str | None,
    mixed: bool,
) -> None:
    from dragoman.cli.assignments import assignments
    from dragoman.intake.add_recording import SIDES, RecordingToAdd, add_recordings

    labels = tuple(label.strip() for label in channels.split(",")) if channels else ()
    wanted = [RecordingToAdd(path, channel_labels=labels, mixed=mixed) for path in files]
    wanted += [RecordingToAdd(Path(path), track=label) for label, path in assignments(tracks, option="--track")]
    if not wanted:
        raise click.UsageError("Give at least one file.")
    total = sum(one.path.stat().st_size for one in wanted if one.path.is_file())
    stored = 0
    with desk.open() as study, progress("Encrypting", total) as update:

        def on_bytes(number: int) -> None:
            nonlocal stored
            stored += number
            update(stored)

        added = add_recordings(study, code, wanted, language=language, on_bytes=on_bytes)
    rows = [(one.name, f"{one.duration_ms / 60000:.1f} min", ", ".join(one.channel_labels)) for one in added]
    desk.table(["recording", "length", "channels"], rows, empty="")
    if any(one.channel_labels == SIDES for one in added):
        desk.say("Each channel holds a voice of its own, so they will be written down apart. (If not so: --mixed.)")
    desk.say(f"Next: `dragoman transcribe {code}`.")
