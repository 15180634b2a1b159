from pathlib import Path

import pytest

from dragoman.errors import WrongUse
from dragoman.store.cipher import WrongPassphrase
from dragoman.store.study import OpenStudy
from dragoman.store.vault import Person, Pseudonym, open_vault
from tests.store.conftest import PASSPHRASE

KEY = "other words entirely"


def test_names_live_in_the_vault_alone(study: OpenStudy) -> None:
    entry = Pseudonym("person-1", "person", "[colleague A]", ("Canary Tulegenov", "Канарей Тулегенов"))
    with open_vault(study, KEY) as vault:
        vault.save(people=[Person("P01", "Canary Name", "canary@example.org")], pseudonyms=[entry])
    with open_vault(study, KEY) as vault:
        assert vault.people() == [Person("P01", "Canary Name", "canary@example.org")]
        assert vault.pseudonyms() == [entry]
    for path in study.path.rglob("*"):
        if path.is_file():
            assert b"anary" not in path.read_bytes()
            assert "Канарей".encode() not in path.read_bytes()


def test_saving_again_replaces(study: OpenStudy) -> None:
    with open_vault(study, KEY) as vault:
        vault.save(pseudonyms=[Pseudonym("person-1", "person", "[A]", ("Ada", "Ada B"))])
        vault.save(pseudonyms=[Pseudonym("person-1", "person", "[B]", ("Ada",))])
        assert vault.pseudonyms() == [Pseudonym("person-1", "person", "[B]", ("Ada",))]


def test_the_vault_has_a_passphrase_of_its_own(study: OpenStudy) -> None:
    with pytest.raises(WrongUse, match="passphrase of its own"):
        open_vault(study, PASSPHRASE)
    with pytest.raises(WrongUse, match="too short"):
        open_vault(study, "short")
    assert not study.vault.exists()
    open_vault(study, KEY).close()
    with pytest.raises(WrongPassphrase):
        open_vault(study, "something else again")


def test_the_study_is_complete_without_it(study: OpenStudy, tmp_path: Path) -> None:
    from dragoman.store.verify import verify

    open_vault(study, KEY).close()
    study.vault.rename(tmp_path / "elsewhere.db")
    assert verify(study).faults == ()
