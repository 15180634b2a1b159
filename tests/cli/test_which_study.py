"""Which study a command works on, and what it says where it cannot be opened."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import text

from dragoman.store.study import OpenStudy
from tests.journeys.command_line import PASSPHRASE, CommandLine
from tests.journeys.study_dump import fingerprint


@pytest.fixture(autouse=True)
def stand_elsewhere(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "elsewhere").mkdir()
    monkeypatch.chdir(tmp_path / "elsewhere")


@pytest.fixture
def unnamed(dragoman: CommandLine) -> CommandLine:
    """The command in an environment that names no study."""
    return dragoman.with_environment(DRAGOMAN_STUDY="")


def participants(dragoman: CommandLine, *words: str | Path) -> int:
    return len(dragoman("participant", "list", *words, "--json").json())


def test_the_study_is_named_before_or_after_the_command_or_by_the_environment(
    dragoman: CommandLine, unnamed: CommandLine
) -> None:
    assert participants(unnamed, "--study", dragoman.study) == 8
    assert len(unnamed("--study", dragoman.study, "participant", "list", "--json").json()) == 8
    assert participants(dragoman) == 8


def test_what_is_typed_wins_over_the_environment(dragoman: CommandLine, tmp_path: Path) -> None:
    other = tmp_path / "other.study"
    dragoman("new", other)

    assert dragoman("participant", "list", "--study", other).stdout == ""
    assert participants(dragoman) == 8


@pytest.mark.parametrize("place", [".", "recordings"])
def test_the_study_is_the_folder_one_stands_in(
    unnamed: CommandLine, monkeypatch: pytest.MonkeyPatch, place: str
) -> None:
    monkeypatch.chdir(unnamed.study / place)

    assert participants(unnamed) == 8


def test_the_only_study_beside_is_the_study(unnamed: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(unnamed.study.parent)

    assert participants(unnamed) == 8


def test_of_two_studies_beside_none_is_guessed(unnamed: CommandLine, monkeypatch: pytest.MonkeyPatch) -> None:
    shutil.copytree(unnamed.study, unnamed.study.parent / "second.study")
    monkeypatch.chdir(unnamed.study.parent)

    said = unnamed("status", expect=2).stderr

    assert "no study" in said
    assert "--study" in said


def test_no_study_here(unnamed: CommandLine) -> None:
    said = unnamed("status", expect=2).stderr

    assert "There is no study at" in said
    assert "dragoman new" in said


def test_a_wrong_passphrase_opens_nothing_and_changes_nothing(dragoman: CommandLine) -> None:
    before = fingerprint(dragoman.study)

    said = dragoman.with_environment(DRAGOMAN_PASSPHRASE="not this one")("participant", "add", "P77", expect=2).stderr

    assert "does not open with this passphrase" in said
    assert "Nothing was changed" in said
    assert fingerprint(dragoman.study) == before


def test_a_wrong_passphrase_of_the_vault_tells_no_names(dragoman: CommandLine) -> None:
    wrong = dragoman.with_environment(DRAGOMAN_VAULT_PASSPHRASE="not this one")

    refused = wrong("vault", "people", expect=2)

    assert "does not open with this passphrase" in refused.stderr
    assert refused.stdout == ""


def test_the_passphrase_of_the_study_does_not_open_the_vault(dragoman: CommandLine) -> None:
    same = dragoman.with_environment(DRAGOMAN_VAULT_PASSPHRASE=PASSPHRASE)

    assert "does not open with this passphrase" in same("vault", "people", expect=2).stderr


@pytest.mark.parametrize(
    ("variable", "words"), [("DRAGOMAN_PASSPHRASE", ["status"]), ("DRAGOMAN_VAULT_PASSPHRASE", ["vault", "people"])]
)
def test_without_a_passphrase_and_without_a_person_the_command_says_how_to_give_one(
    dragoman: CommandLine, variable: str, words: list[str]
) -> None:
    said = dragoman.with_environment(**{variable: ""})(*words, expect=2).stderr

    assert variable in said


@pytest.fixture
def locked(dragoman: CommandLine, monkeypatch: pytest.MonkeyPatch) -> Iterator[CommandLine]:
    """A study to which somebody else is writing."""
    with OpenStudy(dragoman.study, PASSPHRASE, actor="other") as other, other.change("test.hold"):
        monkeypatch.setattr("dragoman.store.cipher.BUSY_TIMEOUT_MS", 300)
        yield dragoman


def test_a_study_that_is_written_to_by_another_is_locked_for_writers_and_open_to_readers(locked: CommandLine) -> None:
    said = locked("participant", "set", "P04", "sector=media", expect=2).stderr

    assert "locked" in said
    assert "Nothing was changed" in said
    assert participants(locked) == 8


def test_a_study_of_a_newer_program_is_not_touched(dragoman: CommandLine) -> None:
    with OpenStudy(dragoman.study, PASSPHRASE) as study, study.change("test.future") as change:
        change.session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    files = {path.name: path.read_bytes() for path in dragoman.study.iterdir() if path.is_file()}

    said = dragoman("status", expect=2).stderr

    assert "newer Dragoman" in said
    assert "9999" in said
    assert {path.name: path.read_bytes() for path in dragoman.study.iterdir() if path.is_file()} == files


@pytest.mark.parametrize(
    ("content", "word"),
    [(b"", "no Dragoman study"), (b"SQLite format 3\0" + bytes(4000), "passphrase"), (bytes(5000), "passphrase")],
)
def test_a_database_that_is_none_is_named(dragoman: CommandLine, content: bytes, word: str) -> None:
    (dragoman.study / "study.db").write_bytes(content)

    said = dragoman("status", expect=2).stderr

    assert word in said
    assert "backup" in said
    assert (dragoman.study / "study.db").read_bytes() == content


def test_a_damaged_database_is_named_by_verify_or_refused(dragoman: CommandLine) -> None:
    database = dragoman.study / "study.db"
    data = bytearray(database.read_bytes())
    data[len(data) // 2 : len(data) // 2 + 64] = os.urandom(64)
    database.write_bytes(bytes(data))

    outcome = dragoman("verify", expect=None)

    assert outcome.exit_code in (1, 2)
    assert "study.db" in outcome.stdout + outcome.stderr
    assert "did not foresee" not in outcome.stderr


def test_a_damaged_recording_is_named_by_verify(dragoman: CommandLine) -> None:
    (recording,) = (dragoman.study / "recordings").iterdir()
    data = bytearray(recording.read_bytes())
    data[len(data) // 2] ^= 0xFF
    recording.write_bytes(bytes(data))

    found = dragoman("verify", "--json", expect=1).json()

    assert [fault["part"] for fault in found["faults"]] == ["recordings"]


@pytest.mark.parametrize(
    ("name", "passphrase", "word"),
    [
        ("study", "long enough to do", ".study"),
        ("x.study", "short", "too short"),
        ("nowhere/x.study", "long enough to do", "does not exist"),
        ("taken.study", "long enough to do", "not empty"),
        ("file.study", "long enough to do", "not empty"),
    ],
)
def test_a_study_is_not_made_in_a_bad_place(
    unnamed: CommandLine, tmp_path: Path, name: str, passphrase: str, word: str
) -> None:
    (tmp_path / "taken.study").mkdir()
    (tmp_path / "taken.study" / "notes.txt").write_text("mine")
    (tmp_path / "file.study").write_text("mine")
    before = sorted(tmp_path.glob("[!w]*"))

    said = unnamed.with_environment(DRAGOMAN_PASSPHRASE=passphrase)("new", tmp_path / name, expect=2).stderr

    assert word in said
    assert sorted(tmp_path.glob("[!w]*")) == before


def test_nobody_else_on_the_machine_may_look_into_a_new_study(unnamed: CommandLine, tmp_path: Path) -> None:
    unnamed("new", tmp_path / "private.study")

    assert (tmp_path / "private.study").stat().st_mode & 0o077 == 0
