"""Opening an editor on confidential text: the file lives in memory, never on the disk, and is gone afterwards."""

from __future__ import annotations

import os
import shlex
import subprocess
import tempfile
from pathlib import Path

from dragoman.errors import WrongUse

_IN_MEMORY = ("XDG_RUNTIME_DIR", "/dev/shm")  # noqa: S108  (a memory file system is the point)


def edit(text: str) -> str | None:
    """What a person made of a text in the editor of VISUAL or EDITOR; None when the editor failed.

    Raises ``WrongUse`` where there is no editor, or no place in memory for the file.
    """
    command = shlex.split(os.environ.get("VISUAL") or os.environ.get("EDITOR") or "")
    if not command:
        raise WrongUse(
            "No editor is known: set EDITOR, for example `export EDITOR=nano`. Or print the form with --print, "
            "change it, and bring it back with --from FILE."
        )
    with tempfile.TemporaryDirectory(prefix="dragoman-", dir=_memory_folder()) as folder:
        file = Path(folder) / "transcript.txt"
        file.touch(mode=0o600)
        file.write_text(text, "utf-8")
        try:
            done = subprocess.run([*command, str(file)], check=False)
        except OSError as error:
            raise WrongUse(
                f"The editor '{command[0]}' does not start: {error.strerror}. Set EDITOR to another."
            ) from error
        return file.read_text("utf-8") if done.returncode == 0 else None


def _memory_folder() -> Path:
    for name in _IN_MEMORY:
        folder = Path(os.environ.get(name, "") if name.isupper() else name)
        if str(folder) != "." and folder.is_dir() and os.access(folder, os.W_OK):
            return folder
    raise WrongUse(
        "This system has no folder in memory for the text to be edited, and it must not lie on the disk unencrypted. "
        "Print the form to a place of your choice with --print, change it, and bring it back with --from FILE."
    )
