"""Bad files of every kind: exit code 2, one paragraph that helps, and a study that is exactly as it was."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.journeys.bad_files import RECORDINGS, TABLES, TRANSCRIPTS
from tests.journeys.command_line import CommandLine, Outcome
from tests.journeys.example_study import copied
from tests.journeys.study_dump import fingerprint

# Commands that read a file which somebody wrote by hand, and how that file is called.
READERS = {
    "protocol load": "protocol.yaml",
    "participant load": "participants.csv",
    "consent load": "consents.csv",
    "interview load": "interviews.csv",
    "vault load": "vault.yaml",
    "codebook load": "codes.yaml",
    "codebook load (csv)": "codes.csv",
    "lexicon load": "actors.yaml",
    "code --from": "codings.csv",
    "position load": "positions.csv",
    "translate P05 --from": "P05.en.txt",
    "review P04 --from": "P04.txt",
    "findings check": "findings.md",
    "findings render": "findings.md",
}
READABLE = {
    # plain text without anything to compute is a chapter like another, and any words can be a transcript
    ("findings check", "something else"),
    ("findings render", "something else"),
    ("review P04 --from", "something else"),
    ("review P04 --from", "utf-16"),
}
SLOWEST_S = 20.0


@pytest.fixture(scope="module")
def unchanging(built_study: CommandLine, tmp_path_factory: pytest.TempPathFactory) -> tuple[CommandLine, str]:
    """A built study, and its fingerprint, which no bad file may change."""
    dragoman = copied(built_study, tmp_path_factory.mktemp("unchanging"))
    return dragoman, fingerprint(dragoman.study)


def refused(study: tuple[CommandLine, str], *words: str | Path) -> Outcome:
    """Run a command that must be refused, and leave everything as it was."""
    dragoman, before = study

    outcome = dragoman(*words, expect=2)

    is_helpful(outcome)
    assert fingerprint(dragoman.study) == before
    return outcome


def is_helpful(outcome: Outcome) -> None:
    """One paragraph, and below it the faults of a file line by line where there are several."""
    paragraph, *faults = outcome.stderr.strip().split("\n")
    assert outcome.stdout == ""
    assert paragraph.startswith("dragoman: ")
    assert paragraph.endswith(("load the file again:",) if faults else (".", "?"))
    assert all(fault.startswith("  line ") for fault in faults), faults
    assert 40 < len(paragraph) < 900
    assert "Traceback" not in paragraph
    assert "did not foresee" not in paragraph
    assert outcome.seconds < SLOWEST_S


@pytest.mark.parametrize("kind", list(RECORDINGS))
def test_a_bad_recording_is_refused_and_nothing_is_stored(
    unchanging: tuple[CommandLine, str], tmp_path: Path, kind: str
) -> None:
    name, make = RECORDINGS[kind]
    make(tmp_path / name)

    said = refused(unchanging, "add", tmp_path / name, "--participant", "P01", "--as", "recording").stderr

    assert name in said
    assert "Nothing was stored" in said or "directory" in said


@pytest.mark.parametrize("kind", list(TRANSCRIPTS))
def test_a_bad_transcript_is_refused_and_nothing_is_stored(
    prepared_study: CommandLine, tmp_path: Path, kind: str
) -> None:
    name, make = TRANSCRIPTS[kind]
    make(tmp_path / name)

    study = (prepared_study, fingerprint(prepared_study.study))
    said = refused(study, "add", tmp_path / name, "--participant", "P04", "--as", "transcript").stderr

    assert name in said
    assert "Nothing was stored" in said or "directory" in said


@pytest.mark.parametrize("reader", list(READERS))
def test_bad_files_of_the_researcher_are_refused_and_nothing_is_changed(
    unchanging: tuple[CommandLine, str], tmp_path: Path, reader: str
) -> None:
    dragoman, before = unchanging
    for kind in (kind for kind in TABLES if (reader, kind) not in READABLE):
        (tmp_path / kind).mkdir()
        file, output = tmp_path / kind / READERS[reader], tmp_path / kind / "out.html"
        TABLES[kind](file)
        words = [*reader.removesuffix(" (csv)").split(), str(file)]
        words += ["-o", str(output)] if reader == "findings render" else []

        outcome = dragoman(*words, expect=2)

        is_helpful(outcome)
        assert file.name in outcome.stderr, kind
        assert not output.exists(), kind
    assert fingerprint(dragoman.study) == before


@pytest.mark.skipif(os.geteuid() == 0, reason="the administrator may read every file")
@pytest.mark.parametrize("name", ["a.wav", "a.vtt", "a.docx"])
def test_a_file_that_may_not_be_read_is_refused(prepared_study: CommandLine, tmp_path: Path, name: str) -> None:
    file = tmp_path / name
    file.write_bytes(b"RIFF")
    file.chmod(0)

    said = refused((prepared_study, fingerprint(prepared_study.study)), "add", file, "--participant", "P04").stderr

    assert "may not be read" in said or "cannot be read" in said


@pytest.mark.parametrize("good", [0, 1])
def test_of_two_tracks_none_is_stored_when_one_is_bad(
    unchanging: tuple[CommandLine, str], tmp_path: Path, good: int
) -> None:
    from tests.journeys.bad_files import sound

    files = [tmp_path / "interviewer.wav", tmp_path / "expert.wav"]
    for number, file in enumerate(files):
        file.write_bytes(sound(1.0 + number) if number == good else sound()[:5_000])

    tracks = [f"--track={label}={file}" for label, file in zip(("interviewer", "P01"), files, strict=True)]
    said = refused(unchanging, "add", "--participant", "P01", *tracks).stderr

    assert files[1 - good].name in said


def test_the_helpers_make_good_files_too(prepared: CommandLine, tmp_path: Path) -> None:
    from tests.journeys.bad_files import encoded, sound

    formats: dict[str, Callable[[], bytes]] = {
        "a.wav": sound,
        "a.mp3": lambda: encoded("mp3", "libmp3lame"),
        "a.flac": lambda: encoded("flac", "flac"),
        "a.m4a": lambda: encoded("mp4", "aac"),
        "a.webm": lambda: encoded("webm", "libopus"),
        "a.ogg": lambda: encoded("ogg", "libopus"),
    }
    for name, make in formats.items():
        (tmp_path / name).write_bytes(make())
        (row,) = prepared("add", tmp_path / name, "--participant", "P01", "--json").json()
        assert row["recording"].endswith(Path(name).suffix)
