"""The small study, once for tests that only read it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from dragoman.model.proposition import Proposition
from dragoman.report.chapter import Chapter, compute_chapter
from dragoman.store.study import OpenStudy, create_study
from tests.report.small_study import PASSPHRASE, small_study


@pytest.fixture(scope="session")
def small(tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenStudy]:
    """The study to read from; tests that change it make their own."""
    study = small_study(tmp_path_factory.mktemp("small"))
    yield study
    study.close()


@pytest.fixture
def fresh(tmp_path: Path) -> Iterator[OpenStudy]:
    """A study of the test's own."""
    study = small_study(tmp_path)
    yield study
    study.close()


Compute = Callable[..., Chapter]


@pytest.fixture
def compute(small: OpenStudy) -> Compute:
    """Fill a template in from the small study."""

    def run(text: str, *, lang: str = "en") -> Chapter:
        with small.read() as session:
            return compute_chapter(session, text, "findings.md", lang=lang)

    return run


@pytest.fixture
def fresh_empty(tmp_path: Path) -> Iterator[Compute]:
    """Fill a template in from a study with one proposition and nobody interviewed."""
    with create_study(tmp_path / "empty.study", PASSPHRASE) as study:
        with study.change("test.build") as change:
            change.session.add(Proposition(key="p", place=1, text={"en": "So it is."}))

        def run(text: str) -> Chapter:
            with study.read() as session:
                return compute_chapter(session, text, "findings.md")

        yield run
