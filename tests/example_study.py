"""The example study, built by the commands that a researcher types, once for a whole run of tests."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from dragoman.cli.main import dragoman

EXAMPLE = Path(__file__).resolve().parents[1] / "examples" / "great-power-rivalry"
STUDY = "great-power-rivalry.study"
PASSPHRASE, VAULT_PASSPHRASE = "an invented passphrase", "another invented one"
CODER = "R1"

RECORDED = {
    "P01": ("--track", "interviewer=recordings/P01-interviewer.ogg", "--track", "P01=recordings/P01-P01.ogg"),
    "P02": ("recordings/P02.ogg", "--channels", "interviewer,P02"),
    "P03": ("recordings/P03.ogg",),
}
"""What is added of each recorded participant, paths within the example."""
IMPORTED = {"P04": "P04.vtt", "P05": "P05.srt", "P06": "P06.docx", "P07": "P07.txt", "P08": "P08.json"}
TRANSLATED = ("P05", "P06", "P08")


def build_example(folder: Path, *, recordings: bool) -> Path:
    """Build the example study in a folder and give its path; no chapter is rendered.

    With ``recordings`` three interviews are transcribed by Whisper and then corrected from files (a minute or more);
    without, their corrected transcripts are added as if somebody else had made them.
    """
    study = folder / STUDY
    with scripted():
        run(study, "new", str(study))
        for words in _protocol():
            run(study, *words)
        for words in _with_recordings() if recordings else _without_recordings():
            run(study, *words)
        for words in _texts_and_codes():
            run(study, *words)
    return study


def copy_of_example(folder: Path, study: Path) -> Path:
    """A copy of a built study that a test may change."""
    copy = folder / study.name
    shutil.copytree(study, copy)
    return copy


@pytest.fixture(scope="session")
def example_study(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The example without recordings. Everybody who asks gets the same one: read it, do not change it."""
    if not _built:
        _built.append(build_example(tmp_path_factory.mktemp("example"), recordings=False))
    return _built[0]


_built: list[Path] = []  # a fixture that several modules import would otherwise be built for each of them


@contextmanager
def scripted() -> Iterator[pytest.MonkeyPatch]:
    """The environment of a script: passphrases given, a name for the log, no study chosen."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DRAGOMAN_PASSPHRASE", PASSPHRASE)
        patch.setenv("DRAGOMAN_VAULT_PASSPHRASE", VAULT_PASSPHRASE)
        patch.setenv("DRAGOMAN_USER", CODER)
        patch.delenv("DRAGOMAN_STUDY", raising=False)
        yield patch


def run(study: Path, *words: str) -> None:
    """Run one command on a study in this process; a refusal is raised as it is."""
    outcome = dragoman.main(["--study", str(study), *words], standalone_mode=False)
    assert not outcome, f"dragoman {' '.join(words)} ended with exit code {outcome}"


def _file(name: str) -> str:
    return str(EXAMPLE / name)


def _protocol() -> Iterator[list[str]]:
    yield ["protocol", "load", _file("protocol.yaml")]
    yield ["participant", "load", _file("participants.csv")]
    yield ["consent", "load", _file("consents.csv")]
    yield ["interview", "load", _file("interviews.csv")]
    yield ["vault", "load", _file("vault.yaml")]


def _with_recordings() -> Iterator[list[str]]:
    for code, words in RECORDED.items():
        yield ["add", "--participant", code, *(_placed(word) for word in words)]
    yield ["transcribe", "--voices", "2"]
    for code in RECORDED:
        yield ["review", code, "--from", _file(f"corrected/{code}.txt"), "--accept"]


def _placed(word: str) -> str:
    """A word of a command with the path in it made whole."""
    return word.replace("recordings/", f"{_file('recordings')}/")


def _without_recordings() -> Iterator[list[str]]:
    for code in RECORDED:
        yield ["add", _file(f"corrected/{code}.txt"), "--participant", code, "--as", "transcript"]
    yield ["review", *RECORDED, "--accept"]


def _texts_and_codes() -> Iterator[list[str]]:
    for code, name in IMPORTED.items():
        yield ["add", _file(f"transcripts/{name}"), "--participant", code]
    yield ["review", *IMPORTED, "--accept"]
    yield ["pseudonymise", "--accept-all"]
    for code in TRANSLATED:
        yield ["translate", code, "--from", _file(f"translations/{code}.en.txt"), "--accept"]
    yield ["codebook", "load", "--shipped", "great-power-rivalry"]
    yield ["lexicon", "load", "--shipped", "actors"]
    yield ["code", "--from", _file("codings.csv")]
    yield ["position", "load", _file("positions.csv")]
