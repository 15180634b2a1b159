import io
import multiprocessing
import os
import random
import signal
import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import Refused, WrongUse
from dragoman.model.interview import Interview, Recording
from dragoman.store.recordings import (
    CHUNK,
    SUFFIX,
    RecordingReader,
    destroy_recording,
    keep,
    open_recording,
    recording_faults,
    recording_path,
    sweep,
    written_recording,
)
from dragoman.store.study import OpenStudy

SOUND = random.Random(4).randbytes(2 * CHUNK + 12345) + b"CANARY-IN-THE-SOUND" * 100


def _add(study: OpenStudy, data: bytes = SOUND) -> Recording:
    with written_recording(study.recordings, io.BytesIO(data)) as written, study.change("recording.add") as change:
        interview = Interview()
        recording = Recording(
            guid=written.guid, key=written.key, name="talk.wav", container="wav", codec="pcm", channels=1,
            sample_rate=16000, duration_ms=1000, size=written.size, sha256=written.sha256,
        )  # fmt: skip
        interview.recordings.append(recording)
        change.session.add(interview)
        change.session.flush()
        keep(study.recordings, written)
        change.session.expunge_all()
    return recording


def test_what_goes_in_comes_out_and_lies_encrypted(study: OpenStudy) -> None:
    recording = _add(study)
    with open_recording(study.recordings, recording) as reader:
        assert reader.read() == SOUND
    stored = recording_path(study.recordings, recording).read_bytes()
    assert b"CANARY" not in stored
    assert not stored.startswith(b"SQLite")
    assert [path.suffix for path in study.recordings.iterdir()] == [SUFFIX]
    assert list(recording_faults(study.recordings, recording)) == []


@pytest.fixture(scope="module")
def reader(tmp_path_factory: pytest.TempPathFactory) -> RecordingReader:
    folder = tmp_path_factory.mktemp("recordings")
    with written_recording(folder, io.BytesIO(SOUND)) as written:
        keep(folder, written)
    return RecordingReader(folder / f"{written.guid}{SUFFIX}", written.key, written.size)


@given(st.lists(st.tuples(st.integers(0, len(SOUND) + 10), st.integers(-1, CHUNK + 10)), min_size=1, max_size=8))
def test_it_reads_like_a_file(reader: RecordingReader, steps: list[tuple[int, int]]) -> None:
    peer = io.BytesIO(SOUND)
    for offset, size in steps:
        assert reader.seek(offset) == peer.seek(offset)
        assert reader.read(size) == peer.read(size)
        assert reader.tell() == max(peer.tell(), offset)


def test_destroying_takes_key_and_file_and_keeps_the_record(study: OpenStudy) -> None:
    recording = _add(study)
    event_hash = destroy_recording(study, recording.id, reason="accepted")
    assert len(event_hash) == 64
    assert list(study.recordings.iterdir()) == []
    with study.read() as session:
        destroyed = session.get_one(Recording, recording.id)
        assert destroyed.key is None
        assert destroyed.destroyed_at is not None
        with pytest.raises(Refused, match="was destroyed"):
            open_recording(study.recordings, destroyed)
    with pytest.raises(Refused, match="destroyed already"):
        destroy_recording(study, recording.id)


def test_a_recording_that_was_tampered_with_or_lost_is_named(study: OpenStudy) -> None:
    recording = _add(study)
    path = recording_path(study.recordings, recording)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    assert "talk.wav" in next(recording_faults(study.recordings, recording))
    path.unlink()
    assert "missing" in next(recording_faults(study.recordings, recording))
    with pytest.raises(WrongUse, match="backup"):
        open_recording(study.recordings, recording)


def test_a_stream_that_breaks_leaves_nothing(study: OpenStudy) -> None:
    class Breaking(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            if self.tell() > CHUNK:
                raise OSError("the stick was pulled out")
            return super().read(size)

    with pytest.raises(OSError, match="pulled out"), written_recording(study.recordings, Breaking(SOUND)):
        pass
    assert list(study.recordings.iterdir()) == []


def _write_slowly(folder: str) -> None:
    class Slow(io.BytesIO):
        def read(self, size: int | None = -1) -> bytes:
            time.sleep(0.2)
            return super().read(min(size or CHUNK, 100_000))

    with written_recording(Path(folder), Slow(SOUND)):
        pass


def test_sweeping_spares_what_is_being_written_and_takes_what_was_killed(study: OpenStudy) -> None:
    kept = _add(study)
    worker = multiprocessing.get_context("spawn").Process(target=_write_slowly, args=(str(study.recordings),))
    worker.start()
    while not (parts := list(study.recordings.glob("*.part"))) or parts[0].stat().st_size == 0:
        time.sleep(0.05)
        if not worker.is_alive():
            break
        if parts:
            break
    time.sleep(0.5)
    with study.change("test.sweep") as change:
        assert sweep(study, change.session) == 0
    assert worker.pid is not None
    os.kill(worker.pid, signal.SIGKILL)
    worker.join()
    for path in study.recordings.glob("*.part"):
        os.utime(path, (0, 0))
    with study.change("test.sweep") as change:
        assert sweep(study, change.session) == 1
    assert list(study.recordings.iterdir()) == [recording_path(study.recordings, kept)]
