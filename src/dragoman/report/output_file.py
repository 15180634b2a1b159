"""Output files: written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Mapping
from pathlib import Path

from dragoman.errors import WrongUse


def write_all(files: Mapping[Path, bytes]) -> None:
    """Write every file beside its place first, then put all in place. What stood there before is replaced.

    Raises ``WrongUse`` where one cannot be written; then none is changed, unless putting in place itself fails.
    """
    beside: dict[Path, Path] = {}
    try:
        for path, data in files.items():
            beside[path] = _written_beside(path, data)
        for path, temporary in beside.items():
            temporary.replace(path)
    except OSError as error:
        raise WrongUse(
            f"{error.filename or 'The chapter'} cannot be written ({error.strerror}). Check the folder and the space "
            "left on it, then render again."
        ) from None
    finally:
        for temporary in beside.values():
            temporary.unlink(missing_ok=True)


def _written_beside(path: Path, data: bytes) -> Path:
    handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o666 & ~_umask())
    except BaseException:
        temporary.unlink(missing_ok=True)
        raise
    return temporary


def _umask() -> int:
    current = os.umask(0o077)
    os.umask(current)
    return current
