"""The recording store: each recording is an encrypted file of its own, under its own random key.

The key lives in ``study.db``; without it the file is noise. A file is written under a name that ends in ``.part`` and
gets its final name in the same transaction that makes it known to the study, so a crash leaves nothing half-stored.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, cast

import sqlcipher3.dbapi2 as sqlcipher
from sqlalchemy import select
from sqlalchemy.orm import Session

from dragoman.errors import DragomanError, Refused, WrongUse
from dragoman.model.base import new_guid, now
from dragoman.model.interview import Recording
from dragoman.store.cipher import Connection, connect, random_key, readable_errors
from dragoman.store.study import OpenStudy

CHUNK = 1 << 20
"""Bytes in one row of a recording file."""

SUFFIX, PART = ".recording", ".part"
_OWN_NAME = re.compile(rf"[0-9a-f]{{8}}(-[0-9a-f]{{4}}){{3}}-[0-9a-f]{{12}}({SUFFIX}|{PART})")
_YOUNG_S = 60


@dataclass(frozen=True, slots=True)
class WrittenRecording:
    """A finished encrypted file that the study does not know yet."""

    guid: str
    key: str
    size: int
    sha256: str
    part: Path


@contextmanager
def written_recording(
    folder: Path, stream: BinaryIO, *, on_bytes: Callable[[int], None] | None = None
) -> Iterator[WrittenRecording]:
    """Encrypt a stream into the folder, chunk by chunk. Call ``keep`` on what it yields inside a change of the study;
    whatever is not kept by the end of the block is removed. The file stays locked until then, so that no other process
    sweeps it away.
    """
    guid, key = new_guid(), random_key()
    part = folder / f"{guid}{PART}"
    with readable_errors(part):
        connection = connect(part, raw_key=key)
    try:
        yield _write(connection, part, guid, key, stream, on_bytes or (lambda _: None))
    finally:
        connection.close()
        part.unlink(missing_ok=True)


def keep(folder: Path, written: WrittenRecording) -> None:
    """Give a written recording its final name. Call it inside the change that adds its record."""
    written.part.replace(folder / f"{written.guid}{SUFFIX}")
    _sync_folder(folder)


def recording_path(folder: Path, recording: Recording) -> Path:
    """Where the encrypted bytes of a recording lie."""
    return folder / f"{recording.guid}{SUFFIX}"


def open_recording(folder: Path, recording: Recording) -> BinaryIO:
    """The bytes of a recording as a seekable binary file, decrypted in memory as they are read.

    Raises ``Refused`` for a destroyed recording, ``WrongUse`` for a missing or damaged file.
    """
    path = recording_path(folder, recording)
    if recording.key is None:
        when = f" on {recording.destroyed_at:%Y-%m-%d}" if recording.destroyed_at else ""
        raise Refused(f"The recording {recording.name} was destroyed{when}. Its transcript is still there.")
    if not path.is_file():
        raise WrongUse(
            f"The recording {recording.name} is missing from the study: {path.name} is not in {folder}. Restore the "
            "recordings folder from your backup, then run `dragoman verify`."
        )
    return cast("BinaryIO", RecordingReader(path, recording.key, recording.size))


class RecordingReader(io.RawIOBase):
    """A stored recording as a read-only, seekable file. One chunk is in memory at a time."""

    def __init__(self, path: Path, key: str, size: int) -> None:
        self._path = path
        self._connection: Connection = connect(path, raw_key=key)
        self._size = size
        self._position = 0
        self._chunk: tuple[int, bytes] = (-1, b"")

    def readable(self) -> bool:
        """Always."""
        return True

    def seekable(self) -> bool:
        """Always."""
        return True

    def tell(self) -> int:
        """Where the next read begins, in bytes."""
        return self._position

    def seek(self, offset: int, whence: int = os.SEEK_SET) -> int:
        """Move to a byte."""
        start = {os.SEEK_SET: 0, os.SEEK_CUR: self._position, os.SEEK_END: self._size}[whence]
        self._position = max(0, start + offset)
        return self._position

    def read(self, size: int | None = -1) -> bytes:
        """Up to ``size`` bytes from here, fewer only at the end."""
        left = max(0, self._size - self._position)
        wanted = left if size is None or size < 0 else min(size, left)
        pieces: list[bytes] = []
        while wanted > 0:
            number, offset = divmod(self._position, CHUNK)
            piece = self._load(number)[offset : offset + wanted]
            if not piece:
                raise OSError(f"chunk {number} of {self._path.name} is too short")
            pieces.append(piece)
            wanted -= len(piece)
            self._position += len(piece)
        return b"".join(pieces)

    def readinto(self, buffer: bytearray | memoryview) -> int:  # type: ignore[override]
        """Fill a buffer."""
        data = self.read(len(buffer))
        buffer[: len(data)] = data
        return len(data)

    def close(self) -> None:
        """Close the encrypted file."""
        if not self.closed:
            self._chunk = (-1, b"")
            self._connection.close()
        super().close()

    def _load(self, number: int) -> bytes:
        if self._chunk[0] != number:
            with readable_errors(self._path):
                row = self._connection.execute("SELECT bytes FROM chunk WHERE number = ?", (number,)).fetchone()
            if row is None:
                raise OSError(f"chunk {number} of {self._path.name} is missing")
            self._chunk = (number, bytes(row[0]))
        return self._chunk[1]


def recording_faults(folder: Path, recording: Recording) -> Iterator[str]:
    """What is wrong with a stored recording, one sentence each; nothing when its bytes are what was added."""
    path = recording_path(folder, recording)
    if recording.key is None:
        if path.exists():
            yield f"recording {recording.name} was destroyed but its (unreadable) file {path.name} is still there"
        return
    digest = hashlib.sha256()
    try:
        with open_recording(folder, recording) as reader:
            while block := reader.read(CHUNK):
                digest.update(block)
    except (DragomanError, OSError, sqlcipher.Error) as error:
        yield f"recording {recording.name} cannot be read: {error}"
        return
    if digest.hexdigest() != recording.sha256:
        yield f"recording {recording.name} is not what was added: its SHA-256 differs"


def destroy_recording(study: OpenStudy, recording_id: int, *, reason: str = "") -> str:
    """Destroy the key of a recording, then unlink its file. Returns the hash of the event that records it.

    Its transcript stays. A recording that is destroyed already is refused.
    """
    with study.change("recording.destroy", reason=reason) as change:
        recording = change.session.get_one(Recording, recording_id)
        if recording.key is None:
            raise Refused(f"The recording {recording.name} was destroyed already. Nothing was changed.")
        change.subject = recording.name
        change.details["sha256"] = recording.sha256
        recording.key, recording.destroyed_at = None, now()
        path = recording_path(study.recordings, recording)
    path.unlink(missing_ok=True)
    _sync_folder(study.recordings)
    return change.event_hash


def sweep(study: OpenStudy, session: Session) -> int:
    """Remove what interrupted commands left in the recording store; returns how many files. Call it inside a change,
    so that no other process is adding a recording at that moment.
    """
    known = {f"{guid}{SUFFIX}" for guid in session.scalars(select(Recording.guid).where(Recording.key.is_not(None)))}
    left = list(leftovers(study.recordings, known))
    for path in left:
        path.unlink(missing_ok=True)
    return len(left)


def leftovers(folder: Path, known: set[str]) -> Iterator[Path]:
    """Encrypted files that interrupted commands left: they belong to no recording, no living process is writing them,
    and their key is gone with the command, so they are noise.
    """
    for path in _files(folder):
        if path.name not in known and _OWN_NAME.fullmatch(path.name) and not _being_written(path):
            yield path


def strangers(folder: Path) -> Iterator[Path]:
    """Files in the recording store that Dragoman did not put there; it never removes them."""
    return (path for path in _files(folder) if not _OWN_NAME.fullmatch(path.name))


def _files(folder: Path) -> list[Path]:
    return sorted(folder.iterdir()) if folder.is_dir() else []


def _being_written(path: Path) -> bool:
    if path.suffix != PART:
        return False
    if time.time() - path.stat().st_mtime < _YOUNG_S:
        return _locked(path) or path.stat().st_size == 0
    return _locked(path)


def _locked(path: Path) -> bool:
    connection = sqlcipher.connect(str(path), isolation_level=None, timeout=0)
    try:
        connection.execute("BEGIN EXCLUSIVE")
    except sqlcipher.Error as error:
        return "locked" in str(error)
    finally:
        connection.close()
    return False


def _write(
    connection: Connection, part: Path, guid: str, key: str, stream: BinaryIO, on_bytes: Callable[[int], None]
) -> WrittenRecording:
    size, number, digest = 0, 0, hashlib.sha256()
    with readable_errors(part):
        # The file counts only once it is complete and synchronised, so it needs no journal of its own.
        connection.execute("PRAGMA journal_mode = OFF")
        connection.execute("PRAGMA synchronous = OFF")
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("CREATE TABLE chunk (number INTEGER PRIMARY KEY, bytes BLOB NOT NULL)")
        while block := _whole_chunk(stream):
            connection.execute("INSERT INTO chunk VALUES (?, ?)", (number, block))
            digest.update(block)
            size, number = size + len(block), number + 1
            on_bytes(len(block))
        connection.execute("COMMIT")
        # A last small write that is synchronised takes everything before it to the disk; opening the file a second
        # time to do so would give up the lock.
        connection.execute("PRAGMA synchronous = FULL")
        connection.execute("BEGIN EXCLUSIVE")
        connection.execute("CREATE TABLE whole (size INTEGER NOT NULL)")
        connection.execute("INSERT INTO whole VALUES (?)", (size,))
        connection.execute("COMMIT")
    return WrittenRecording(guid=guid, key=key, size=size, sha256=digest.hexdigest(), part=part)


def _whole_chunk(stream: BinaryIO) -> bytes:
    block = bytearray()
    while len(block) < CHUNK and (piece := stream.read(CHUNK - len(block))):
        block += piece
    return bytes(block)


def _sync_folder(folder: Path) -> None:
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)
