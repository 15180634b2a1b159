"""Transcription: our step against the bare engine, with the same model, settings and sound, in one run.

Ours is everything between an encrypted recording and the kept stretches: decryption, decoding, cutting, finding
speech, recognition, storing each stretch with its event. The bare engine reads a file and runs faster-whisper with its
own voice activity detection. The model is loaded beforehand. Runs alternate (ours, bare, bare, ours), so that a busy
machine is busy for both; the ratio of times of the processor is the one to trust then. The sound is made of the
recordings of the example study, longer than five minutes, so that it is cut once. The goals: 1.10 × the time, 1.2 GB of
memory.
"""

from __future__ import annotations

import json
import statistics
import subprocess
import sys
import tempfile
import time
import wave
from collections.abc import Callable, Iterator
from dataclasses import asdict
from pathlib import Path

from dragoman.engines.faster_whisper import FasterWhisper
from dragoman.engines.recogniser import HeardSegment

RECORDINGS = Path(__file__).resolve().parents[1] / "examples" / "great-power-rivalry" / "recordings"
NAMES = ("P03.ogg", "P02.ogg", "P01-P01.ogg")
ROUNDS = 2
PASSPHRASE = "benchmark only"

Taken = tuple[float, float, int]
"""Seconds of the clock, seconds of the processor, words."""


def run() -> Iterator[dict[str, object] | str]:
    """Rows of times, ratios and memory."""
    if not all((RECORDINGS / name).is_file() for name in NAMES):
        yield "skipped: the recordings of the example study are not there"
        return
    with tempfile.TemporaryDirectory() as folder:
        sound = _joined(Path(folder) / "joined.wav")
        whisper = FasterWhisper.load()
        whisper.model  # noqa: B018  (loaded before anything is measured)
        ours: list[Taken] = []
        bare: list[Taken] = []
        for _ in range(ROUNDS):
            for times, work in ((ours, _ours), (bare, _bare), (bare, _bare), (ours, _ours)):
                times.append(_measured(work, whisper, sound))
        yield from _rows(ours, bare, _seconds(sound))
        for name in ("ours", "bare"):
            yield {"what": f"{name}: peak memory (goal: under 1.2 GB)", "value": _peak_mb(name, sound), "unit": "MB"}


def peak_memory(name: str, path: str) -> None:
    """Run one of the two once and print the peak memory of this process in MB, as JSON; null where /proc is not.

    VmHWM, not getrusage: the latter would count what the process had that this one was forked from.
    """
    (_ours if name == "ours" else _bare)(FasterWhisper.load(), Path(path))()
    status = Path("/proc/self/status")
    peak = [line.split()[1] for line in status.read_text().splitlines() if "VmHWM" in line] if status.exists() else []
    print(json.dumps(int(peak[0]) / 1024 if peak else None))


def _rows(ours: list[Taken], bare: list[Taken], seconds: float) -> Iterator[dict[str, object]]:
    (wall, cpu, words), (bare_wall, bare_cpu, bare_words) = (
        [statistics.median(column) for column in zip(*times, strict=True)] for times in (ours, bare)
    )
    yield {"what": "sound", "value": seconds, "unit": "s"}
    yield {"what": "ours: time of the clock", "value": wall / seconds, "unit": "× real time"}
    yield {"what": "bare: time of the clock", "value": bare_wall / seconds, "unit": "× real time"}
    yield {"what": "ratio by the clock (goal: at most 1.10)", "value": wall / bare_wall, "unit": "×"}
    yield {"what": "ratio by the processor (goal: at most 1.10)", "value": cpu / bare_cpu, "unit": "×"}
    yield {"what": "ours: words heard", "value": int(words), "unit": ""}
    yield {"what": "bare: words heard", "value": int(bare_words), "unit": ""}


def _measured(work: Callable[[FasterWhisper, Path], Callable[[], int]], whisper: FasterWhisper, sound: Path) -> Taken:
    ready = work(whisper, sound)
    wall, cpu = time.perf_counter(), time.process_time()
    words = ready()
    return time.perf_counter() - wall, time.process_time() - cpu, words


def _bare(whisper: FasterWhisper, sound: Path) -> Callable[[], int]:
    def hear() -> int:
        segments, _ = whisper.model.transcribe(
            str(sound),
            language="en",
            beam_size=whisper.settings["beam_size"],
            word_timestamps=True,
            condition_on_previous_text=False,
            vad_filter=True,
        )
        return sum(len(segment.text.split()) for segment in segments)

    return hear


def _ours(whisper: FasterWhisper, sound: Path) -> Callable[[], int]:
    """Make a study with the recording in it; what is measured comes after."""
    from dragoman.intake.recording_file import probe_recording
    from dragoman.model.interview import Interview, Recording
    from dragoman.speech.listen import listen
    from dragoman.store.recordings import keep, written_recording
    from dragoman.store.study import create_study

    folder = tempfile.TemporaryDirectory()
    study = create_study(Path(folder.name) / "benchmark.study", PASSPHRASE)
    facts = probe_recording(sound)
    with (
        sound.open("rb") as stream,
        written_recording(study.recordings, stream) as written,
        study.change("recording.add") as change,
    ):
        recording = Recording(guid=written.guid, key=written.key, name="joined.wav", **asdict(facts))
        change.session.add(Interview(recordings=[recording]))
        change.session.flush()
        change.session.refresh(recording)
        change.session.expunge(recording)
        keep(study.recordings, written)

    def hear() -> int:
        heard: list[HeardSegment] = listen(study, recording, whisper, language="en")
        study.close()
        folder.cleanup()
        return sum(len(segment.text.split()) for segment in heard)

    return hear


def _joined(path: Path) -> Path:
    """The recordings of the example one after the other, as a wav file at 16 kHz."""
    import numpy as np

    from dragoman.speech.decode import decode

    with wave.open(str(path), "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(16_000)
        for name in NAMES:
            for block in decode(RECORDINGS / name):
                file.writeframes((np.clip(block, -1, 1) * 32_767).astype("<i2").tobytes())
    return path


def _seconds(path: Path) -> float:
    with wave.open(str(path)) as file:
        return float(file.getnframes() / file.getframerate())


def _peak_mb(name: str, sound: Path) -> float | None:
    code = "import sys; from benchmarks.transcribe import peak_memory; peak_memory(*sys.argv[1:])"
    done = subprocess.run(
        [sys.executable, "-c", code, name, str(sound)],
        check=True,
        capture_output=True,
        text=True,
        cwd=Path(__file__).resolve().parents[1],
    )
    peak: float | None = json.loads(done.stdout.strip().splitlines()[-1])
    return peak
