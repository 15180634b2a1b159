"""The third door: a study in Python, its answers as Polars frames.

import dragoman

study = dragoman.open("powers.study", passphrase="…")
study.positions().group_by("proposition", "stance").len()
"""

from __future__ import annotations

from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import polars

    from dragoman.store.study import OpenStudy


class Study:
    """An open study to read from. Close it, or use it as a context manager."""

    def __init__(self, study: OpenStudy) -> None:
        self._study = study

    def __repr__(self) -> str:
        return f"<dragoman study {self._study.path.name}>"

    @property
    def path(self) -> Path:
        """The study's folder."""
        return self._study.path

    def positions(self) -> polars.DataFrame:
        """One row for every interviewed participant and proposition; see ``analysis.frames.positions_frame``."""
        from dragoman.analysis.frames import positions_frame

        with self._study.read() as session:
            return positions_frame(session)

    def codings(self) -> polars.DataFrame:
        """One row for every coding; see ``analysis.frames.codings_frame``."""
        from dragoman.analysis.frames import codings_frame

        with self._study.read() as session:
            return codings_frame(session)

    def mentions(self, lexicon: str | None = None) -> polars.DataFrame:
        """One row for every mention of an actor by a respondent; see ``analysis.frames.mentions_frame``."""
        from dragoman.analysis.frames import mentions_frame

        with self._study.read() as session:
            return mentions_frame(session, lexicon)

    def segments(self, layer: str = "pseudonymised") -> polars.DataFrame:
        """One row for every segment in one layer; see ``analysis.frames.segments_frame``."""
        from dragoman.analysis.frames import segments_frame

        with self._study.read() as session:
            return segments_frame(session, layer)

    def close(self) -> None:
        """Close the study."""
        self._study.close()

    def __enter__(self) -> Study:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()


def open(path: str | Path, passphrase: str | None = None) -> Study:  # noqa: A001  (said as dragoman.open)
    """Open a study. The passphrase is the one given, else DRAGOMAN_PASSPHRASE, else the one in the system's keyring.

    Raises ``dragoman.errors.WrongUse`` where there is no study, no passphrase, or the wrong one.
    """
    from dragoman.store.passphrase import Lock, find_passphrase
    from dragoman.store.study import open_study, require_study

    folder = Path(path).absolute()
    require_study(folder)
    return Study(open_study(folder, find_passphrase(folder, Lock.STUDY, given=passphrase)))
