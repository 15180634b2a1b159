"""Studies that journeys begin with: one prepared up to its consents, one built to the end."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys import example_study
from tests.journeys.command_line import CommandLine


@pytest.fixture(scope="session")
def prepared_study(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """Protocol, participants and consents of the example, nothing added. Not to be changed: copy it."""
    folder = tmp_path_factory.mktemp("prepared")
    dragoman = CommandLine(folder / "world", folder / "prepared.study")
    example_study.prepare(dragoman)
    return dragoman


@pytest.fixture(scope="session")
def built_study(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """The example study up to its positions. Not to be changed: copy it."""
    folder = tmp_path_factory.mktemp("built")
    dragoman = CommandLine(folder / "world", folder / "built.study")
    example_study.build(dragoman)
    return dragoman


@pytest.fixture
def prepared(prepared_study: CommandLine, tmp_path: Path) -> CommandLine:
    """A prepared study of the test's own."""
    return example_study.copied(prepared_study, tmp_path)


@pytest.fixture
def built(built_study: CommandLine, tmp_path: Path) -> CommandLine:
    """A built study of the test's own."""
    return example_study.copied(built_study, tmp_path)
