"""SQLAlchemy on top of an encrypted file: one engine, reading sessions and writing sessions."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import QueuePool

from dragoman.store.cipher import connect

_WRITES = "dragoman_writes"


def encrypted_engine(path: Path, passphrase: str) -> Engine:
    """An engine on the encrypted database. Connections stay open: deriving the key from a passphrase is slow by
    design. Readers begin plainly; writers (see ``writing``) take the write lock at once, so that two processes
    can never extend the event chain from the same link.
    """
    engine = create_engine(
        "sqlite://",
        module=sqlcipher,
        creator=lambda: connect(path, passphrase=passphrase),
        poolclass=QueuePool,
    )

    @event.listens_for(engine, "begin")
    def begin(connection: Any) -> None:
        writes = connection.get_execution_options().get(_WRITES, False)
        connection.exec_driver_sql("BEGIN IMMEDIATE" if writes else "BEGIN")

    return engine


def writing(engine: Engine) -> Engine:
    """The same engine for sessions that write."""
    return engine.execution_options(**{_WRITES: True})
