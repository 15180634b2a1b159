"""``dragoman passphrase``."""

from __future__ import annotations

import click

from dragoman.cli.desk import Desk, asker, study_command


@click.group("passphrase")
def passphrase_command() -> None:
    """Keep the study's passphrase in the keyring of this system, or forget it."""


@passphrase_command.command("remember")
@click.option("--vault", is_flag=True, help="The vault's passphrase instead of the study's.")
@study_command
def remember_command(desk: Desk, vault: bool) -> None:
    """Store the passphrase in the system's keyring, after trying it."""
    from dragoman.store.passphrase import Lock, find_passphrase, remember
    from dragoman.store.vault import open_vault

    lock = Lock.VAULT if vault else Lock.STUDY
    with desk.open() as study:
        passphrase = find_passphrase(study.path, lock, ask=asker())
        if vault:
            open_vault(study, passphrase).close()
        remember(study.path, lock, passphrase)
    desk.say("The passphrase is in this system's keyring.")


@passphrase_command.command("forget")
@study_command
def forget_command(desk: Desk) -> None:
    """Remove the study's passphrases from the system's keyring."""
    from dragoman.store.passphrase import Lock, forget

    for lock in Lock:
        forget(desk.path(), lock)
    desk.say("This system's keyring holds no passphrase of the study.")
