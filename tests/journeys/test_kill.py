"""kill -9 at any moment: the study stays whole, nothing is half-stored, and the same command goes on."""

from __future__ import annotations

import itertools
import json
import random
import subprocess
import time
import wave
from collections import Counter
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.command_line import CommandLine
from tests.journeys.example_files import EXAMPLE
from tests.journeys.example_study import copied
from tests.journeys.traces import traces

SEED = 20250304
MEGABYTES = 48
PATIENCE_S = 120.0


@pytest.fixture(scope="module")
def large(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A quarter of an hour of noise."""
    path, noise = tmp_path_factory.mktemp("large") / "large.wav", random.Random(SEED)
    with wave.open(str(path), "wb") as sound:
        sound.setnchannels(1)
        sound.setsampwidth(2)
        sound.setframerate(16_000)
        for _ in range(MEGABYTES):
            sound.writeframes(noise.randbytes(1 << 20))
    return path


def kill(process: subprocess.Popen[bytes]) -> bool:
    """Kill -9. False where the command had ended before."""
    alive = process.poll() is None
    process.kill()
    process.communicate()
    return alive


def wait_until_something_is_written(dragoman: CommandLine, process: subprocess.Popen[bytes], least: int) -> None:
    began, folder = time.monotonic(), dragoman.study / "recordings"
    while process.poll() is None and time.monotonic() - began < PATIENCE_S:
        if any(path.stat().st_size >= least for path in folder.glob("*.part") if path.exists()):
            return
        time.sleep(0.002)


def state(dragoman: CommandLine) -> tuple[Any, list[str]]:
    """What the study says of itself, and the events that changed it."""
    status = dragoman("status", "--json").json()
    events = dragoman("log", "--last", "10000", "--json").json()
    return status, [event["what"] for event in events]


def test_a_killed_add_stores_all_or_nothing_and_succeeds_when_it_is_run_again(
    prepared_study: CommandLine, large: Path, tmp_path: Path
) -> None:
    dragoman, chance, killed_while_writing = copied(prepared_study, tmp_path / "first"), random.Random(SEED), 0
    before = state(dragoman)
    recorded = large.read_bytes()
    for round_ in range(8):
        with dragoman.started("add", large, "--participant", "P01") as process:
            if round_ % 2:
                wait_until_something_is_written(dragoman, process, chance.randrange(1, MEGABYTES << 20))
            else:
                time.sleep(chance.uniform(0.0, 3.0))
            kill(process)

        assert dragoman("verify", "--json").json()["faults"] == []
        assert traces([dragoman.study, dragoman.home], [], [recorded[44:108], recorded[-64:]]) == []
        now = state(dragoman)
        if now == before:
            killed_while_writing += any((dragoman.study / "recordings").iterdir())
        else:  # the kill came when everything was done
            all_is_stored(now, before)
            dragoman = copied(prepared_study, tmp_path / str(round_))

    assert killed_while_writing >= 2
    dragoman("add", large, "--participant", "P01")
    all_is_stored(state(dragoman), before)
    verified = dragoman("verify", "--json").json()
    assert (verified["faults"], verified["notices"]) == ([], [])
    assert len(list((dragoman.study / "recordings").iterdir())) == 1
    dragoman("add", large, "--participant", "P01", expect=1)


def all_is_stored(after: tuple[Any, list[str]], before: tuple[Any, list[str]]) -> None:
    assert Counter(after[1]) - Counter(before[1]) == Counter(["recording.add"])
    assert [row["participant"] for row in after[0] if row["recording"]] == ["P01"]


def test_a_command_that_is_killed_while_it_waits_for_nothing_leaves_no_lock(prepared: CommandLine, large: Path) -> None:
    with prepared.started("add", large, "--participant", "P01") as process:
        wait_until_something_is_written(prepared, process, 1 << 20)
        kill(process)

    began = time.monotonic()
    prepared("participant", "set", "P01", "sector=media")

    assert time.monotonic() - began < 5.0


def heard(dragoman: CommandLine) -> list[tuple[int, int]]:
    """The stretches that recognition kept, as (from, to) in ms of the tape, in the order in which they were kept."""
    events = dragoman("log", "--last", "10000", "--json").json()
    details = [json.loads(event["details"]) for event in events if event["what"] == "recording.hear"]
    return [(one["from_ms"], one["to_ms"]) for one in details]


def transcripts(dragoman: CommandLine) -> list[str]:
    """Who has one; what is only heard so far is none."""
    rows = dragoman("status", "--json").json()
    return [row["participant"] for row in rows if "segments" in row["transcript"]]


@pytest.mark.slow
def test_a_killed_transcription_goes_on_where_it_stopped(prepared_study: CommandLine, tmp_path: Path) -> None:
    dragoman, chance, kept = copied(prepared_study, tmp_path), random.Random(SEED), heard(prepared_study)
    dragoman("add", EXAMPLE / "recordings" / "P03.ogg", "--participant", "P03")
    kills = 0
    for more in (0, 1):
        with dragoman.started("transcribe", "P03", "--language", "en") as process:
            began = time.monotonic()
            while process.poll() is None and len(heard(dragoman)) < len(kept) + more:
                assert time.monotonic() - began < PATIENCE_S
                time.sleep(0.2)
            time.sleep(chance.uniform(0.0, 2.0))
            kill(process)
        now = heard(dragoman)
        assert now[: len(kept)] == kept, "what was heard is kept"
        kept = now
        assert dragoman("verify", "--json").json()["faults"] == []
        if transcripts(dragoman):  # the kill came when everything was done
            break
        kills += 1
    else:
        dragoman.alone("transcribe", "P03", "--language", "en")

    assert kills
    stretches = heard(dragoman)
    assert stretches[: len(kept)] == kept
    assert len(stretches) >= 4
    for (start, end), (following, _) in itertools.pairwise(stretches):
        assert following >= end, "nothing is listened to twice"
        assert following - start <= 33_000, "at most half a minute, and the pause after it, could be lost"
    assert transcripts(dragoman) == ["P03"]
    assert dragoman("verify", "--json").json()["faults"] == []
