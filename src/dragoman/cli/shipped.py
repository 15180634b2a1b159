"""Files that come with the program: codebooks, propositions, lexicons."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

from dragoman.errors import WrongUse


def shipped_file(name: str) -> Path:
    """A framework file by its name. Raises ``WrongUse`` with the names there are."""
    folder = Path(str(files("dragoman.frameworks")))
    names = sorted(path.stem for path in folder.glob("*.yaml"))
    if name not in names:
        raise WrongUse(f"No framework called '{name}' comes with Dragoman. There are: {', '.join(names)}.")
    return folder / f"{name}.yaml"
