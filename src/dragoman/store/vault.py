"""The vault: who the participants are and which names stand behind the replacements. Its own file, its own passphrase.

It is made when it is first needed and opened only by the commands that need it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import WrongUse
from dragoman.store.cipher import Connection, connect, readable_errors
from dragoman.store.study import SHORTEST_PASSPHRASE, OpenStudy, too_short

_VERSION = 1
_SCHEMA = """
CREATE TABLE person (code TEXT PRIMARY KEY, name TEXT NOT NULL, contact TEXT NOT NULL);
CREATE TABLE entity (id TEXT PRIMARY KEY, kind TEXT NOT NULL, replacement TEXT NOT NULL);
CREATE TABLE form (entity TEXT NOT NULL REFERENCES entity ON DELETE CASCADE, form TEXT NOT NULL,
                   PRIMARY KEY (entity, form));
"""


@dataclass(frozen=True, slots=True)
class Person:
    """A participant's name and how to reach them."""

    code: str
    name: str
    contact: str


@dataclass(frozen=True, slots=True)
class Pseudonym:
    """One entity of the study: all forms of its name, in any script, and the one text that replaces them."""

    entity: str
    kind: str
    replacement: str
    forms: tuple[str, ...]


class Vault:
    """An open vault."""

    def __init__(self, path: Path, connection: Connection) -> None:
        self.path = path
        self._connection = connection

    def people(self) -> list[Person]:
        """All participants whose names are kept, by code."""
        rows = self._connection.execute("SELECT code, name, contact FROM person ORDER BY code").fetchall()
        return [Person(*row) for row in rows]

    def pseudonyms(self) -> list[Pseudonym]:
        """All entities with their forms, in the order in which they were added."""
        forms: dict[str, list[str]] = {}
        for entity, form in self._connection.execute("SELECT entity, form FROM form ORDER BY rowid"):
            forms.setdefault(entity, []).append(form)
        rows = self._connection.execute("SELECT id, kind, replacement FROM entity ORDER BY rowid").fetchall()
        return [Pseudonym(entity, kind, shown, tuple(forms.get(entity, ()))) for entity, kind, shown in rows]

    def save(self, *, people: Iterable[Person] = (), pseudonyms: Iterable[Pseudonym] = ()) -> None:
        """Add or replace people and entities, all or none."""
        with self._transaction():
            for person in people:
                self._connection.execute(
                    "INSERT INTO person VALUES (?, ?, ?) ON CONFLICT (code) DO UPDATE "
                    "SET name = excluded.name, contact = excluded.contact",
                    (person.code, person.name, person.contact),
                )
            for entry in pseudonyms:
                self._save_pseudonym(entry)

    def close(self) -> None:
        """Close the vault."""
        self._connection.close()

    def __enter__(self) -> Vault:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def _save_pseudonym(self, entry: Pseudonym) -> None:
        self._connection.execute(
            "INSERT INTO entity VALUES (?, ?, ?) ON CONFLICT (id) DO UPDATE "
            "SET kind = excluded.kind, replacement = excluded.replacement",
            (entry.entity, entry.kind, entry.replacement),
        )
        self._connection.execute("DELETE FROM form WHERE entity = ?", (entry.entity,))
        rows = [(entry.entity, form) for form in dict.fromkeys(entry.forms)]
        self._connection.executemany("INSERT INTO form VALUES (?, ?)", rows)

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        with readable_errors(self.path):
            self._connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self._connection.execute("ROLLBACK")
                raise
            self._connection.execute("COMMIT")


def open_vault(study: OpenStudy, passphrase: str) -> Vault:
    """Open the vault of a study, making it if this is the first time.

    Raises ``WrongPassphrase``, and ``WrongUse`` for a new passphrase that is too short or the study's own, or for a
    vault of a newer Dragoman.
    """
    path = study.vault
    is_new = not path.exists()
    if is_new and len(passphrase) < SHORTEST_PASSPHRASE:
        raise too_short(passphrase)
    if is_new and study.opens_with(passphrase):
        raise WrongUse(
            "The vault needs a passphrase of its own: whoever knows the study's passphrase must not learn the names. "
            "Nothing was stored. Choose another one (DRAGOMAN_VAULT_PASSPHRASE for scripts)."
        )
    connection = connect(path, passphrase=passphrase)
    try:
        _prepare(path, connection)
    except BaseException:
        connection.close()
        raise
    return Vault(path, connection)


def _prepare(path: Path, connection: Connection) -> None:
    version = connection.execute("PRAGMA user_version").fetchone()[0]
    if version > _VERSION:
        raise WrongUse(
            f"The vault was written by a newer Dragoman (vault schema {version}; this program knows up to {_VERSION}). "
            "Nothing was changed. Update Dragoman, then try again."
        )
    if version == 0:
        with readable_errors(path):
            connection.executescript(f"BEGIN IMMEDIATE;{_SCHEMA}PRAGMA user_version = {_VERSION};COMMIT;")
