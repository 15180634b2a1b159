"""The schema of ``study.db`` and how an older one is brought up to date (Alembic)."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Engine

from dragoman.store.session import writing

if TYPE_CHECKING:
    from alembic.config import Config

HEAD = "0001"
"""The schema version that this program writes; the newest file in ``migrations/versions``."""


def upgrade(engine: Engine) -> None:
    """Bring a database, empty or older, to the newest schema in one transaction."""
    from alembic import command

    configuration = _configuration()
    with writing(engine).begin() as connection:
        configuration.attributes["connection"] = connection
        command.upgrade(configuration, "head")


def known_versions() -> set[str]:
    """All schema versions that this program can read."""
    from alembic.script import ScriptDirectory

    return {script.revision for script in ScriptDirectory.from_config(_configuration()).walk_revisions()}


def _configuration() -> Config:
    from alembic.config import Config

    configuration = Config()
    configuration.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    return configuration
