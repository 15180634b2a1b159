import multiprocessing
from pathlib import Path

import pytest
from sqlalchemy import select, text

from dragoman.errors import WrongUse
from dragoman.model.event import Event
from dragoman.model.participant import Participant
from dragoman.store import cipher
from dragoman.store.cipher import Locked, WrongPassphrase
from dragoman.store.schema import HEAD
from dragoman.store.study import OpenStudy, create_study, open_study
from tests.store.conftest import PASSPHRASE


def test_a_new_study_opens_again_and_remembers_how_it_began(study: OpenStudy) -> None:
    with open_study(study.path, PASSPHRASE) as again, again.read() as session:
        events = list(session.scalars(select(Event)))
    assert [(event.action, event.actor) for event in events] == [("study.new", "tester")]


def test_the_file_shows_nothing_without_the_passphrase(study: OpenStudy) -> None:
    with study.change("participant.add", subject="P01") as change:
        change.session.add(Participant(code="P01CANARY1"))
    content = study.database.read_bytes()
    assert not content.startswith(b"SQLite format 3")
    assert b"CANARY" not in content
    with pytest.raises(WrongPassphrase, match="does not open with this passphrase"):
        open_study(study.path, "wrong horse battery")


@pytest.mark.parametrize("passphrase", ["пароль с пробелом 'и' кавычками", 'quotes "and" \\ slashes', "қазақша құпия"])
def test_any_passphrase_of_any_keyboard(tmp_path: Path, passphrase: str) -> None:
    create_study(tmp_path / "y.study", passphrase).close()
    open_study(tmp_path / "y.study", passphrase).close()


@pytest.mark.parametrize(
    ("name", "passphrase", "says"),
    [
        ("plain", PASSPHRASE, "plain.study"),
        ("x.study", "short", "too short"),
        ("nowhere/x.study", PASSPHRASE, "does not exist"),
    ],
)
def test_what_cannot_become_a_study_leaves_nothing(tmp_path: Path, name: str, passphrase: str, says: str) -> None:
    with pytest.raises(WrongUse, match=says):
        create_study(tmp_path / name, passphrase)
    assert list(tmp_path.iterdir()) == []


def test_a_place_that_is_taken_is_refused(study: OpenStudy, tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="is a study already"):
        create_study(study.path, PASSPHRASE)
    (tmp_path / "full.study").mkdir()
    (tmp_path / "full.study" / "note.txt").write_text("mine")
    with pytest.raises(WrongUse, match="not empty"):
        create_study(tmp_path / "full.study", PASSPHRASE)
    assert (tmp_path / "full.study" / "note.txt").read_text() == "mine"


def test_a_missing_study_says_where_it_looked(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"study\.db is missing"):
        open_study(tmp_path / "gone.study", PASSPHRASE)


def test_a_newer_schema_is_left_alone(study: OpenStudy) -> None:
    with study.change("test.newer") as change:
        change.session.execute(text("UPDATE alembic_version SET version_num = '9999'"))
    before = study.database.read_bytes()
    with pytest.raises(WrongUse, match=f"newer Dragoman .schema 9999; this program knows up to {HEAD}"):
        open_study(study.path, PASSPHRASE)
    assert study.database.read_bytes() == before


def test_a_damaged_file_is_named(study: OpenStudy) -> None:
    study.close()
    content = bytearray(study.database.read_bytes())
    content[5000:5100] = bytes(100)
    study.database.write_bytes(content)
    with pytest.raises(WrongUse, match=r"backup"):
        open_study(study.path, PASSPHRASE)


def test_a_change_that_fails_leaves_no_trace(study: OpenStudy) -> None:
    def fail() -> None:
        with study.change("participant.add", subject="P01") as change:
            change.session.add(Participant(code="P01"))
            change.session.flush()
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    with study.read() as session:
        assert session.scalars(select(Participant)).all() == []
        assert [event.action for event in session.scalars(select(Event))] == ["study.new"]


def _write_many(path: Path, prefix: str) -> None:
    with open_study(path, PASSPHRASE, actor=prefix) as study:
        for number in range(10):
            with study.change("participant.add", subject=f"{prefix}{number}") as change:
                change.session.add(Participant(code=f"{prefix}{number}"))


def test_two_processes_never_fork_the_chain(study: OpenStudy) -> None:
    from dragoman.store.events import broken_links

    context = multiprocessing.get_context("spawn")
    workers = [context.Process(target=_write_many, args=(study.path, prefix)) for prefix in ("A", "B")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    with study.read() as session:
        assert len(session.scalars(select(Participant)).all()) == 20
        assert list(broken_links(session)) == []


def test_a_locked_study_says_so(study: OpenStudy, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(cipher, "BUSY_TIMEOUT_MS", 100)
    with (
        study.change("test.hold"),
        open_study(study.path, PASSPHRASE) as other,
        pytest.raises(Locked, match="another program is writing"),
        other.change("test.second"),
    ):
        pass
