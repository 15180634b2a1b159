"""What the tests of several rooms share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from dragoman.store.study import OpenStudy
from dragoman.store.vault import Vault, open_vault
from tests.invented_study import VAULT_PASSPHRASE, blank_study, copied

# Every run tries the same examples, so that a failure is a change's; `SEARCH=1 make test` looks for new ones.
settings.register_profile("steady", deadline=None, derandomize=True)
settings.register_profile("search", deadline=None)
settings.load_profile("search" if os.environ.get("SEARCH") else "steady")


@pytest.fixture(scope="session")
def invented_blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of an empty study, to be copied."""
    return blank_study(tmp_path_factory.mktemp("blank"))


@pytest.fixture
def invented(invented_blank: Path, tmp_path: Path) -> Iterator[OpenStudy]:
    """An empty study of the test's own, at which ``ana`` works."""
    with copied(invented_blank, tmp_path) as study:
        yield study


@pytest.fixture
def vault(invented: OpenStudy) -> Iterator[Vault]:
    """The vault of that study."""
    with open_vault(invented, VAULT_PASSPHRASE) as opened:
        yield opened
