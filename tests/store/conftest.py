"""One study for the tests of the store."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from dragoman.store.study import OpenStudy, create_study

PASSPHRASE = "correct horse battery"


@pytest.fixture
def study(tmp_path: Path) -> Iterator[OpenStudy]:
    with create_study(tmp_path / "x.study", PASSPHRASE, actor="tester") as made:
        yield made
