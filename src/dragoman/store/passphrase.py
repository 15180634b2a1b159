"""Where a passphrase comes from: the caller, the environment, the keyring of the system, or a prompt."""

from __future__ import annotations

import os
from collections.abc import Callable
from enum import StrEnum
from pathlib import Path

from dragoman.errors import WrongUse

SERVICE = "dragoman"


class Lock(StrEnum):
    """The two locks of a study and the environment variable that opens each for scripts."""

    STUDY = "DRAGOMAN_PASSPHRASE"
    VAULT = "DRAGOMAN_VAULT_PASSPHRASE"


def find_passphrase(
    path: Path, lock: Lock, *, given: str | None = None, ask: Callable[[str], str] | None = None
) -> str:
    """The passphrase of a study or its vault: as given, else from the environment, else from the system's keyring,
    else asked for. Raises ``WrongUse`` where none of these has it.
    """
    found = given or os.environ.get(lock.value) or _from_keyring(path, lock)
    if found:
        return found
    what = f"passphrase of {path.name}" if lock is Lock.STUDY else f"passphrase of the vault of {path.name}"
    if ask is not None:
        return ask(what)
    raise WrongUse(
        f"The {what} is needed and nobody is there to type it. Set {lock.value}, or store it in the system's keyring "
        "with `dragoman passphrase remember`."
    )


def remember(path: Path, lock: Lock, passphrase: str) -> None:
    """Store a passphrase in the system's keyring. Raises ``WrongUse`` where the system has none."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.set_password(SERVICE, _account(path, lock), passphrase)
    except KeyringError as error:
        raise WrongUse(
            f"This system's keyring cannot keep the passphrase ({error}). Nothing was stored. Type the passphrase when "
            f"asked, or set {lock.value}."
        ) from error


def forget(path: Path, lock: Lock) -> None:
    """Remove a passphrase from the system's keyring; nothing happens where it is not there."""
    import keyring
    from keyring.errors import KeyringError

    try:
        keyring.delete_password(SERVICE, _account(path, lock))
    except KeyringError:
        return


def _from_keyring(path: Path, lock: Lock) -> str | None:
    import keyring
    from keyring.errors import KeyringError

    try:
        return keyring.get_password(SERVICE, _account(path, lock))
    except KeyringError:
        return None


def _account(path: Path, lock: Lock) -> str:
    return f"{lock.name.lower()} {path.absolute()}"
