"""A study: a folder with an encrypted database, a recording store and a vault."""

from __future__ import annotations

import getpass
import os
import secrets
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from sqlalchemy import Engine, text
from sqlalchemy.orm import Session

from dragoman.errors import WrongUse
from dragoman.model.study_profile import StudyProfile
from dragoman.store.cipher import quoted, readable_errors
from dragoman.store.events import append_event
from dragoman.store.schema import HEAD, upgrade
from dragoman.store.session import encrypted_engine, writing

SUFFIX = ".study"
SHORTEST_PASSPHRASE = 8


@dataclass
class Change:
    """A change under way: the session it writes through and the details that its event will keep. ``event_hash`` is
    known once the change is made.
    """

    session: Session
    details: dict[str, Any] = field(default_factory=dict)
    subject: str = ""
    event_hash: str = ""


class OpenStudy:
    """An open study. Read through ``read()``, write through ``change()``; every change becomes an event."""

    def __init__(self, path: Path, passphrase: str, *, actor: str | None = None) -> None:
        self.path = path
        self.actor = actor or default_actor()
        self._passphrase = passphrase
        self.engine: Engine = encrypted_engine(path / "study.db", passphrase)

    def __repr__(self) -> str:
        return f"<study {self.path.name}>"

    @property
    def database(self) -> Path:
        """The encrypted database file."""
        return self.path / "study.db"

    @property
    def recordings(self) -> Path:
        """The folder of encrypted recordings."""
        return self.path / "recordings"

    @property
    def vault(self) -> Path:
        """The encrypted file of names, contacts and pseudonyms, under its own passphrase."""
        return self.path / "vault.db"

    @contextmanager
    def read(self) -> Iterator[Session]:
        """A session for reading."""
        with readable_errors(self.database), Session(self.engine) as session:
            yield session

    @contextmanager
    def change(self, action: str, *, subject: str = "", **details: Any) -> Iterator[Change]:
        """Make one change and its event in one transaction: both are kept or neither.

        ``action`` is a dotted verb such as ``consent.record``; ``details`` must be JSON and hold no words of the
        material. More details may be added while the change is under way.
        """
        with readable_errors(self.database), Session(writing(self.engine)) as session, session.begin():
            session.connection()  # takes the write lock now, not at the first statement
            change = Change(session, dict(details), subject)
            yield change
            event = append_event(
                session, actor=self.actor, action=action, subject=change.subject, details=change.details
            )
            change.event_hash = event.hash

    def opens_with(self, passphrase: str) -> bool:
        """Whether this is the study's own passphrase."""
        return secrets.compare_digest(quoted(passphrase).encode(), quoted(self._passphrase).encode())

    def close(self) -> None:
        """Close all connections to the study."""
        self.engine.dispose()

    def __enter__(self) -> OpenStudy:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()


def create_study(path: Path, passphrase: str, *, title: str | None = None, actor: str | None = None) -> OpenStudy:
    """Make a new, empty, encrypted study and open it.

    Raises ``WrongUse`` for a name without ``.study``, a place that is taken, or a passphrase that is too short.
    """
    path = path.absolute()
    refuse_bad_place(path)
    if len(passphrase) < SHORTEST_PASSPHRASE:
        raise too_short(passphrase)
    existed = path.exists()
    (path / "recordings").mkdir(parents=True, mode=0o700)
    path.chmod(0o700)
    try:
        study = OpenStudy(path, passphrase, actor=actor)
        with readable_errors(study.database):
            upgrade(study.engine)
        with study.change("study.new", subject=path.name) as change:
            change.session.add(StudyProfile(title=title or path.name.removesuffix(SUFFIX)))
    except BaseException:
        shutil.rmtree(path / "recordings" if existed else path, ignore_errors=True)
        raise
    return study


def too_short(passphrase: str) -> WrongUse:
    """The refusal of a passphrase that would not protect anything."""
    return WrongUse(
        f"The passphrase is too short to protect confidential interviews: it has {len(passphrase)} characters, "
        f"{SHORTEST_PASSPHRASE} are the least. Nothing was stored. Choose a longer one, such as four unrelated words."
    )


def refuse_bad_place(path: Path) -> None:
    """Raise ``WrongUse`` unless a study can be made at this absolute path."""
    if path.suffix != SUFFIX:
        raise WrongUse(f"A study is a folder whose name ends in {SUFFIX}. Try `dragoman new {path.name}{SUFFIX}`.")
    if (path / "study.db").exists():
        raise WrongUse(f"{path} is a study already. Nothing was changed. Choose another name, or open it as it is.")
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise WrongUse(f"{path} exists and is not empty. Nothing was changed. Choose a name that is free.")
    if not path.parent.is_dir():
        raise WrongUse(f"The folder {path.parent} does not exist. Create it first, or choose another place.")
    if not os.access(path.parent, os.W_OK):
        raise WrongUse(f"You may not write to {path.parent}. Choose a folder of your own for the study.")


def open_study(path: Path, passphrase: str, *, actor: str | None = None) -> OpenStudy:
    """Open an existing study, bringing an older schema up to date.

    Raises ``WrongUse`` where there is no study, ``WrongPassphrase``, or ``WrongUse`` for a schema of a newer Dragoman.
    """
    path = path.absolute()
    require_study(path)
    study = OpenStudy(path, passphrase, actor=actor)
    try:
        with readable_errors(study.database):
            _bring_up_to_date(study)
    except BaseException:
        study.close()
        raise
    return study


def require_study(path: Path) -> None:
    """Raise ``WrongUse`` unless there is a study at this absolute path."""
    if not (path / "study.db").is_file():
        raise WrongUse(
            f"There is no study at {path}: study.db is missing. Check the path (--study, DRAGOMAN_STUDY or the folder "
            f"you stand in), or make a new study with `dragoman new {path.name or 'NAME'}`."
        )


def _bring_up_to_date(study: OpenStudy) -> None:
    with study.engine.connect() as connection:
        tables = connection.execute(text("SELECT name FROM sqlite_master WHERE name = 'alembic_version'")).all()
        version = connection.execute(text("SELECT version_num FROM alembic_version")).scalar() if tables else None
    if version == HEAD:
        return
    _refuse_unknown_version(study, version)
    shutil.copy2(study.database, study.path / f"study.db.before-{HEAD}")
    upgrade(study.engine)
    with study.change("study.upgrade", subject=study.path.name, before=version, after=HEAD):
        pass


def _refuse_unknown_version(study: OpenStudy, version: str | None) -> None:
    from dragoman.store.schema import known_versions

    if version is None:
        raise WrongUse(f"{study.path} holds no Dragoman study: its database is empty. Restore it from your backup.")
    if version not in known_versions():
        raise WrongUse(
            f"{study.path.name} was written by a newer Dragoman (schema {version}; this program knows up to {HEAD}). "
            "Nothing was changed. Update Dragoman, then open the study again."
        )


def default_actor() -> str:
    """Who is at work: DRAGOMAN_USER, else the name of the account."""
    chosen = os.environ.get("DRAGOMAN_USER")
    if chosen:
        return chosen
    try:
        return getpass.getuser()
    except (KeyError, OSError):
        return "unknown"
