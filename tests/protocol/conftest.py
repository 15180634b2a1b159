"""Studies to try the protocol on: empty, and with a small invented protocol loaded."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.protocol.load_protocol import load_protocol
from dragoman.store.study import OpenStudy, create_study
from tests.protocol.small_protocol import PROTOCOL

PASSPHRASE = "correct horse battery"


@pytest.fixture(scope="package")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an empty study, to be copied."""
    path = tmp_path_factory.mktemp("blank") / "blank.study"
    create_study(path, PASSPHRASE, actor="tester").close()
    return path


@pytest.fixture(scope="package")
def loaded(blank: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of a study with the small protocol, to be copied."""
    folder = tmp_path_factory.mktemp("loaded")
    path = folder / "loaded.study"
    shutil.copytree(blank, path)
    (folder / "protocol.yaml").write_text(PROTOCOL, encoding="utf-8")
    with OpenStudy(path, PASSPHRASE, actor="tester") as study:
        load_protocol(study, folder / "protocol.yaml")
    return path


@pytest.fixture
def empty_study(blank: Path, tmp_path: Path) -> Iterator[OpenStudy]:
    """An empty study of the test's own."""
    yield from _copy(blank, tmp_path / "x.study")


@pytest.fixture
def study(loaded: Path, tmp_path: Path) -> Iterator[OpenStudy]:
    """A study of the test's own with the small protocol."""
    yield from _copy(loaded, tmp_path / "y.study")


def _copy(source: Path, target: Path) -> Iterator[OpenStudy]:
    shutil.copytree(source, target)
    with OpenStudy(target, PASSPHRASE, actor="tester") as study:
        yield study
