"""A small study on which every command has something to show: two interviews of the example, coded."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.journeys import example_study
from tests.journeys.command_line import CommandLine
from tests.journeys.example_files import EXAMPLE


@pytest.fixture(scope="session")
def working_study(tmp_path_factory: pytest.TempPathFactory) -> CommandLine:
    """Two transcripts, pseudonymised, one translated, some words coded. Not to be changed: copy it."""
    folder = tmp_path_factory.mktemp("working")
    dragoman = CommandLine(folder / "world", folder / "working.study")
    example_study.prepare(dragoman)
    for code in ("P04", "P05"):
        dragoman("add", example_study.transcript_of(code), "--participant", code)
    dragoman("add", EXAMPLE / "recordings" / "P02.ogg", "--participant", "P02", "--channels", "interviewer,P02")
    dragoman("pseudonymise", "--accept-all")
    dragoman("translate", "P05", "--from", EXAMPLE / "translations" / "P05.en.txt", "--accept")
    dragoman("codebook", "load", "--shipped", "great-power-rivalry")
    dragoman("lexicon", "load", "--shipped", "actors")
    dragoman("code", "P04", "--code", "hedging", "--quote", "Nobody gets a veto")
    quote = "when they quarrel, our options grow"
    dragoman("position", "set", "P04", "system-sets-range", "affirms", "--quote", quote)
    return dragoman


@pytest.fixture
def dragoman(working_study: CommandLine, tmp_path: Path) -> CommandLine:
    """A copy of the small study, to be changed freely."""
    return example_study.copied(working_study, tmp_path)
