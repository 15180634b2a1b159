"""What a study holds, whole: a fingerprint of every row of its database and of every file in its folder."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from sqlalchemy import text

from dragoman.store.study import open_study
from tests.journeys.command_line import PASSPHRASE


def fingerprint(study: Path) -> str:
    """One hash over all rows of all tables and the names and sizes of all files. Reading it changes nothing."""
    digest = hashlib.sha256()
    with open_study(study, PASSPHRASE) as opened, opened.read() as session:
        tables = session.scalars(text("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name")).all()
        for table in tables:
            for row in session.execute(text(f'SELECT * FROM "{table}" ORDER BY rowid')):
                digest.update(json.dumps([table, *row], default=repr).encode())
    for path in sorted(study.rglob("*")):
        digest.update(f"{path.relative_to(study)} {path.stat().st_size if path.is_file() else ''}".encode())
    vault = study / "vault.db"
    digest.update(vault.read_bytes() if vault.exists() else b"")
    return digest.hexdigest()
