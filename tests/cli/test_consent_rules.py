"""What participants agreed to decides, before anything is read or stored; a refusal has exit code 1 and a reason."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys.bad_files import sound
from tests.journeys.command_line import CommandLine
from tests.journeys.example_files import EXAMPLE
from tests.journeys.study_dump import fingerprint

TRANSCRIPT = EXAMPLE / "transcripts" / "P04.vtt"


@pytest.fixture
def recording(tmp_path: Path) -> Path:
    path = tmp_path / "a.wav"
    path.write_bytes(sound())
    return path


@pytest.fixture
def newcomer(dragoman: CommandLine) -> CommandLine:
    """The study with a participant who was asked for nothing yet."""
    dragoman("participant", "add", "P09")
    return dragoman


def refused(dragoman: CommandLine, *words: str | Path) -> str:
    before = fingerprint(dragoman.study)
    said = dragoman(*words, expect=1)
    assert said.stdout == ""
    assert said.stderr.strip().splitlines()[-1].startswith("dragoman: ")
    assert fingerprint(dragoman.study) == before
    return said.stderr


def test_without_consent_nothing_is_added(newcomer: CommandLine, recording: Path) -> None:
    for file in (recording, TRANSCRIPT):
        said = refused(newcomer, "add", file, "--participant", "P09")

        assert "P09" in said
        assert "consent" in said


def test_a_recording_needs_the_scope_record(newcomer: CommandLine, recording: Path) -> None:
    newcomer("consent", "record", "P09", "--scope", "participate")

    assert "record" in refused(newcomer, "add", recording, "--participant", "P09")
    newcomer("add", TRANSCRIPT, "--participant", "P09")


def test_with_both_scopes_a_recording_is_added(newcomer: CommandLine, recording: Path) -> None:
    newcomer("consent", "record", "P09", "--scope", "participate,record")

    newcomer("add", recording, "--participant", "P09")


def test_consent_comes_before_the_file_is_even_looked_at(newcomer: CommandLine, tmp_path: Path) -> None:
    refused(newcomer, "add", tmp_path / "there is no such file.wav", "--participant", "P09")


def test_who_withdrew_is_not_processed_any_more(dragoman: CommandLine, recording: Path) -> None:
    dragoman("consent", "withdraw", "P02", "--reason", "asked by e-mail")

    assert "withdr" in refused(dragoman, "add", recording, "--participant", "P02")
    assert "withdr" in refused(dragoman, "transcribe", "P02")


def test_who_withdrew_is_not_translated_coded_or_placed(dragoman: CommandLine) -> None:
    dragoman("consent", "withdraw", "P05")

    translation = EXAMPLE / "translations" / "P05.en.txt"
    for words in (
        ["translate", "P05", "--from", translation],
        ["code", "P05", "--code", "hedging", "--quote", "Давление"],
        ["position", "set", "P05", "system-sets-range", "silent"],
        ["position", "set", "P05", "system-sets-range", "affirms", "--quote", "Давление"],
    ):
        said = refused(dragoman, *words)

        assert "P05 withdrew" in said
        assert "Nothing was" in said


def test_a_conversation_of_several_needs_the_consent_of_each(dragoman: CommandLine, recording: Path) -> None:
    for code, scopes in (("P09", "participate,record"), ("P10", "participate")):
        dragoman("participant", "add", code)
        dragoman("consent", "record", code, "--scope", scopes)
    dragoman("interview", "set", "P09", "P10", "--mode", "in person")

    assert "P10" in refused(dragoman, "add", recording, "--participant", "P09")
    dragoman("consent", "withdraw", "P10")
    assert "P10" in refused(dragoman, "add", TRANSCRIPT, "--participant", "P09")


def test_who_withdrew_stands_in_no_table_of_positions(dragoman: CommandLine) -> None:
    dragoman("consent", "withdraw", "P04")

    rows = dragoman("position", "table", "--json").json()

    assert {row["participant"] for row in rows} == {"P05"}


def test_the_recording_of_who_withdrew_can_still_be_destroyed(dragoman: CommandLine) -> None:
    dragoman("consent", "withdraw", "P02")

    dragoman("destroy", "recording", "P02", "--yes", "--reason", "consent withdrawn")

    assert list((dragoman.study / "recordings").iterdir()) == []


def test_nothing_is_destroyed_without_a_yes(dragoman: CommandLine) -> None:
    before = fingerprint(dragoman.study)

    said = dragoman("destroy", "recording", "P02", expect=2).stderr

    assert "--yes" in said
    assert fingerprint(dragoman.study) == before


def test_what_is_destroyed_is_gone_for_good_and_its_hash_stays(dragoman: CommandLine) -> None:
    (row,) = dragoman("destroy", "recording", "P02", "--yes", "--json").json()

    assert "already" in refused(dragoman, "destroy", "recording", "P02", "--yes")
    assert "destroyed" in refused(dragoman, "transcribe", "P02")
    again = EXAMPLE / "recordings" / "P02.ogg"
    assert "destroyed" in refused(dragoman, "add", again, "--participant", "P02")
    (event,) = [one for one in dragoman("log", "--json").json() if one["what"] == "recording.destroy"]
    assert row["SHA-256 of the recording"] in event["details"]
    assert dragoman("verify", "--json").json()["faults"] == []


@pytest.mark.parametrize(
    ("words", "word"),
    [
        ("consent record P04 --scope participate,dance", "dance"),
        ("consent record P99 --scope participate", "P99"),
        ("consent record P04 --scope participate --form 7", "7"),
        ("consent withdraw P99", "P99"),
    ],
)
def test_a_consent_that_cannot_be_is_wrong_use(dragoman: CommandLine, words: str, word: str) -> None:
    before = fingerprint(dragoman.study)

    assert word in dragoman(*words.split(), expect=2).stderr
    assert fingerprint(dragoman.study) == before
