"""Whisper's weights are found where they should be, and proven to be what they should be."""

import hashlib
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.engines.weights import ModelMissing, Origin, cache_folder
from dragoman.engines.whisper_weights import BASE_SHA256, whisper_weights
from dragoman.errors import WrongUse


@pytest.fixture(autouse=True)
def own_cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test writes to the user's cache or asks the network; 145 MB do not outlive a test."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setenv("HF_HUB_OFFLINE", "1")
    monkeypatch.delenv("DRAGOMAN_MODELS", raising=False)
    yield
    shutil.rmtree(tmp_path / "cache", ignore_errors=True)


def invented_model(folder: Path, content: bytes = b"not really weights") -> Path:
    """A folder that has all files of a model; it cannot be loaded."""
    folder.mkdir(parents=True)
    for name in ("config.json", "tokenizer.json", "vocabulary.txt"):
        (folder / name).write_text("{}")
    (folder / "model.bin").write_bytes(content)
    return folder


def test_base_comes_from_the_packages_that_carry_its_halves() -> None:
    found = whisper_weights("base")
    assert (found.origin, found.pinned) == (Origin.PACKAGE, True)
    assert found.path.is_relative_to(cache_folder())
    for name, sha256 in BASE_SHA256.items():
        assert hashlib.sha256((found.path / name).read_bytes()).hexdigest() == sha256
    assert sorted(path.name for path in found.path.iterdir()) == sorted(BASE_SHA256), "no passing file stays behind"


def test_a_joined_model_that_was_damaged_is_made_again() -> None:
    whole = whisper_weights("base").path / "model.bin"
    with whole.open("r+b") as file:
        file.seek(1_000_000)
        file.write(b"damage")
    vocabulary = whole.with_name("vocabulary.txt")
    vocabulary.write_text("damage")
    whisper_weights("base")
    assert hashlib.sha256(whole.read_bytes()).hexdigest() == BASE_SHA256["model.bin"]
    assert hashlib.sha256(vocabulary.read_bytes()).hexdigest() == BASE_SHA256["vocabulary.txt"]


def test_a_whole_joined_model_is_not_written_again() -> None:
    path = whisper_weights("base").path / "model.bin"
    before = path.stat()
    again = whisper_weights("base").path / "model.bin"
    assert (again.stat().st_ino, again.stat().st_mtime_ns) == (before.st_ino, before.st_mtime_ns)


def test_a_cache_that_cannot_be_written_is_said_plainly(tmp_path: Path) -> None:
    (tmp_path / "cache").write_text("a file where the cache should be")
    with pytest.raises(WrongUse, match=r"could not be put together .* 150 MB"):
        whisper_weights("base")


@pytest.mark.parametrize("inside", ["small", "faster-whisper-small"])
def test_a_given_folder_comes_first_and_its_hash_is_recorded(tmp_path: Path, inside: str) -> None:
    folder = invented_model(tmp_path / "models" / inside)
    found = whisper_weights("small", models=tmp_path / "models")
    assert (found.path, found.origin, found.pinned) == (folder, Origin.GIVEN, False)
    assert found.sha256 == hashlib.sha256(b"not really weights").hexdigest()


def test_the_given_folder_wins_over_the_one_in_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    invented_model(tmp_path / "named" / "small", b"named")
    monkeypatch.setenv("DRAGOMAN_MODELS", str(tmp_path / "named"))
    assert whisper_weights("small").path == tmp_path / "named" / "small"
    invented_model(tmp_path / "given" / "small", b"given")
    assert whisper_weights("small", models=tmp_path / "given").path == tmp_path / "given" / "small"


def test_a_model_may_be_named_by_its_folder(tmp_path: Path) -> None:
    folder = invented_model(tmp_path / "mine")
    assert whisper_weights(str(folder)).path == folder


def test_a_model_without_its_tokenizer_is_refused_and_nothing_is_fetched(tmp_path: Path) -> None:
    (invented_model(tmp_path / "mine") / "tokenizer.json").unlink()
    with pytest.raises(WrongUse, match=r"not complete: tokenizer.json is missing"):
        whisper_weights(str(tmp_path / "mine"))


def test_a_folder_of_models_that_does_not_exist_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match=r"--models.* does not exist"):
        whisper_weights("base", models=tmp_path / "nowhere")


def test_a_model_that_is_not_here_says_how_to_get_it_when_offline() -> None:
    with pytest.raises(ModelMissing, match=r"'tiny' is not on this machine.*Go online.*--models.*`base`"):
        whisper_weights("tiny")


def test_a_name_that_no_model_has_is_answered_with_those_there_are() -> None:
    with pytest.raises(WrongUse, match=r"no Whisper model 'huge'.*tiny, .*large-v3"):
        whisper_weights("huge")
