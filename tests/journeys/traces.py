"""Traces: whether words or sounds lie readable in a folder, in any form in which programs write them down."""

from __future__ import annotations

import base64
import json
import re
import urllib.parse
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True, slots=True)
class Trace:
    """A secret found in a file, or in its name, and the form in which it lies there."""

    secret: str
    form: str
    path: Path


def traces(folders: Iterable[Path], words: Iterable[str], sounds: Iterable[bytes] = ()) -> list[Trace]:
    """Every secret that lies readable in a file of these folders or in a file's name. Case is no disguise."""
    forms = [*(form for word in words for form in _forms_of_word(word)), *_forms_of_sounds(sounds)]
    found = []
    for path in sorted({path for folder in folders for path in folder.rglob("*")}):
        content = path.read_bytes() if path.is_file() and not path.is_symlink() else b""
        searched = (content, content.lower(), str(path.name).encode(), str(path.name).lower().encode())
        found += [Trace(secret, form, path) for secret, form, data in forms if any(data in one for one in searched)]
    return found


def _forms_of_word(word: str) -> Iterator[tuple[str, str, bytes]]:
    for spelled in {word, word.lower(), word.upper()}:
        yield word, "utf-8", spelled.encode()
        yield word, "utf-16-le", spelled.encode("utf-16-le")
        yield word, "utf-16-be", spelled.encode("utf-16-be")
        yield word, "utf-32-le", spelled.encode("utf-32-le")
        yield word, "json", json.dumps(spelled)[1:-1].encode()
        yield word, "percent", urllib.parse.quote(spelled).encode()
        yield (
            word,
            "percent, small",
            re.sub("%..", lambda match: match[0].lower(), urllib.parse.quote(spelled)).encode(),
        )
        yield word, "html", "".join(f"&#{ord(sign)};" for sign in spelled).encode()
        yield word, "hex", spelled.encode().hex().encode()
        yield word, "cp1251", spelled.encode("cp1251", errors="ignore")
        yield from ((word, "base64", data) for data in _base64(spelled.encode()))


def _forms_of_sounds(sounds: Iterable[bytes]) -> Iterator[tuple[str, str, bytes]]:
    import numpy as np

    for sound in sounds:
        samples = np.frombuffer(sound, "<i2").astype(np.float32)
        yield "sound", "as recorded", sound
        yield "sound", "as numbers", (samples / 32768).tobytes()
        yield "sound", "hex", sound.hex().encode()
        yield from (("sound", "base64", data) for data in _base64(sound))


def _base64(data: bytes) -> Iterator[bytes]:
    """The middle of a text in base64, for each of the three places in which it can begin."""
    for before in range(3):
        encoded = base64.b64encode(b"\0" * before + data)
        yield encoded[4:-4]
