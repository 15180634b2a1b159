"""``dragoman vault``."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.desk import Desk, study_command


@click.group("vault")
def vault_command() -> None:
    """Names, contacts and pseudonyms: a file of its own under a passphrase of its own (DRAGOMAN_VAULT_PASSPHRASE)."""


@vault_command.command("load")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@study_command
def load_command(desk: Desk, file: Path) -> None:
    """Take names, contacts and pseudonyms from a YAML file. Destroy the file afterwards."""
    from dragoman.protocol.vault_file import load_vault_file

    with desk.open() as study, desk.vault(study) as vault:
        found = load_vault_file(study, vault, file)
    counts = {"people": len(found.people), "pseudonyms": len(found.pseudonyms)}
    desk.show(counts, f"{counts['people']} people and {counts['pseudonyms']} pseudonyms are in the vault")
    desk.say(f"{file} still holds them in plain text: destroy it, or keep it apart from the study.")


@vault_command.command("people")
@study_command
def people_command(desk: Desk) -> None:
    """Show who the participants are."""
    with desk.open() as study, desk.vault(study) as vault:
        rows = [(person.code, person.name, person.contact) for person in vault.people()]
    desk.table(["participant", "name", "contact"], rows, empty="The vault holds no names yet.")


@vault_command.command("pseudonyms")
@study_command
def pseudonyms_command(desk: Desk) -> None:
    """Show which names stand behind the replacements."""
    with desk.open() as study, desk.vault(study) as vault:
        rows = [(entry.entity, entry.kind, entry.replacement, ", ".join(entry.forms)) for entry in vault.pseudonyms()]
    desk.table(["entity", "kind", "replacement", "forms"], rows, empty="The vault holds no pseudonyms yet.")
