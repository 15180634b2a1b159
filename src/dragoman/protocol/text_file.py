"""Text files that people write by hand, read whole: UTF-8, of a bounded size."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import WrongUse

MOST_BYTES = 5_000_000
"""The largest file that is read; no guide, codebook or table of a study comes near it."""


@dataclass(frozen=True, slots=True)
class TextFile:
    """A file as it was read: its name, its text, the SHA-256 of its bytes."""

    name: str
    text: str
    sha256: str


def read_text_file(path: Path) -> TextFile:
    """Read a UTF-8 text file, with or without a byte order mark.

    Raises ``WrongUse`` for a file that is missing, unreadable, empty, larger than ``MOST_BYTES``, or not UTF-8 text.
    """
    content = _bytes(path)
    if len(content) > MOST_BYTES:
        raise WrongUse(
            f"{path.name} is larger than {MOST_BYTES // 1_000_000} MB, which no file of this kind is. Nothing was "
            "stored. Check that it is the right file."
        )
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise WrongUse(f"{path.name} is UTF-16 text. Nothing was stored. {_SAVE_AS}")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise WrongUse(f"{path.name}, line {line}: this is not UTF-8 text. Nothing was stored. {_SAVE_AS}") from None
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise WrongUse(f"{path.name}, line {line}: this is no text file. Nothing was stored. {_SAVE_AS}")
    if not text.strip():
        raise WrongUse(f"{path.name} is empty. Nothing was stored. Check that it is the right file.")
    return TextFile(path.name, text, hashlib.sha256(content).hexdigest())


_SAVE_AS = "Save it as UTF-8 (in Excel: “CSV UTF-8”; in an editor: encoding UTF-8) and load it again."


def _bytes(path: Path) -> bytes:
    try:
        with path.open("rb") as stream:
            return stream.read(MOST_BYTES + 1)
    except FileNotFoundError:
        raise WrongUse(f"There is no file {path}. Check the name and the folder you stand in.") from None
    except IsADirectoryError:
        raise WrongUse(f"{path} is a folder. Name the file in it that is to be loaded.") from None
    except OSError as error:
        raise WrongUse(f"{path} cannot be read ({error.strerror or error}). Check that you may read it.") from None
