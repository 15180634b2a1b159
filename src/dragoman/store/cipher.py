"""Encrypted SQLite files through SQLCipher. All cryptography is SQLCipher's own."""

from __future__ import annotations

import secrets
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher

from dragoman.errors import DragomanError, WrongUse

BUSY_TIMEOUT_MS = 10_000
"""How long to wait for another process before saying that the file is locked."""

Connection = Any
"""A ``sqlcipher3`` connection (the package carries no types)."""


class WrongPassphrase(WrongUse):
    """The passphrase does not open the file, or the file is not an encrypted database."""


class Locked(WrongUse):
    """Another process holds the file."""


def random_key() -> str:
    """A new 256-bit key as 64 hexadecimal digits."""
    return secrets.token_hex(32)


def connect(path: Path, *, passphrase: str | None = None, raw_key: str | None = None) -> Connection:
    """Open or create an encrypted SQLite file with a passphrase or with a raw 256-bit key in hexadecimal.

    Nothing leaves memory in plain form: temporary tables stay in memory, deleted content is overwritten.
    Raises ``WrongPassphrase`` where the key does not fit and ``Locked`` where another process holds the file.
    """
    with readable_errors(path):
        connection = sqlcipher.connect(
            str(path), isolation_level=None, check_same_thread=False, timeout=BUSY_TIMEOUT_MS / 1000
        )
        try:
            _unlock(connection, passphrase=passphrase, raw_key=raw_key)
        except BaseException:
            connection.close()
            raise
    return connection


def _unlock(connection: Connection, *, passphrase: str | None, raw_key: str | None) -> None:
    if (passphrase is None) == (raw_key is None):
        message = "give either a passphrase or a raw key"
        raise ValueError(message)
    connection.execute("PRAGMA cipher_log_level = NONE")  # a wrong passphrase is told in our words, not in its own
    connection.execute(f"PRAGMA key = \"x'{raw_key}'\"" if raw_key else f"PRAGMA key = {quoted(passphrase or '')}")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA cipher_memory_security = ON")
    connection.execute("PRAGMA secure_delete = ON")
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA synchronous = FULL")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchone()


def quoted(passphrase: str) -> str:
    """A passphrase as an SQL string literal, in Unicode normal form C so that every keyboard types the same one."""
    normal = unicodedata.normalize("NFC", passphrase)
    return "'" + normal.replace("'", "''") + "'"


@contextmanager
def readable_errors(path: Path) -> Iterator[None]:
    """Turn what SQLite says about the file into a paragraph for people."""
    try:
        yield
    except Exception as error:
        readable = explain(error, path)
        if readable is None:
            raise
        raise readable from error


def explain(error: BaseException, path: Path) -> DragomanError | None:
    """The readable form of a database error, or None for one that a person cannot do anything about."""
    text = str(error)
    name = path.parent.name if path.suffix == ".db" else path.name
    if "file is not a database" in text:
        return WrongPassphrase(
            f"{name} does not open with this passphrase (or {path.name} is not a Dragoman file any more). "
            "Nothing was changed. Type the passphrase again; if you are sure of it, restore the file from your backup."
        )
    if "malformed" in text:
        return WrongUse(
            f"{path} is damaged: parts of it cannot be read. Nothing was changed. Restore the folder from your backup, "
            "then run `dragoman verify`."
        )
    if "locked" in text or "busy" in text:
        return Locked(
            f"{name} is locked: another program is writing to it. Nothing was changed. Wait for the other command to "
            "finish (or end it), then try again."
        )
    if "disk is full" in text:
        return WrongUse(
            f"The disk that holds {name} is full. What was being written was taken back, all earlier work is safe. "
            "Free some space, then run the command again."
        )
    if "readonly" in text or "unable to open" in text or "disk I/O error" in text:
        return WrongUse(
            f"{path} cannot be opened for writing ({text}). Nothing was changed. Check that the folder exists, that "
            "you may write to it and that its disk is connected."
        )
    return None
