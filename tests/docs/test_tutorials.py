"""Tutorials and how-to guides do what they say: every command that they show is run."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.pages import DOCS, page_name
from tests.docs.shell import run_page
from tests.example_study import EXAMPLE, copy_of_example, example_study, scripted

__all__ = ["example_study"]

SPEECH = DOCS / "tutorial" / "recording.md"
TUTORIALS = [page for page in sorted((DOCS / "tutorial").glob("*.md")) if page != SPEECH]
GUIDES = sorted((DOCS / "how-to").glob("*.md"))


@pytest.mark.parametrize("page", [*TUTORIALS, pytest.param(SPEECH, marks=pytest.mark.slow)], ids=page_name)
def test_a_tutorial_can_be_followed_from_an_empty_folder(page: Path, tmp_path: Path) -> None:
    with scripted() as patch:
        patch.chdir(tmp_path)
        Path("example").symlink_to(EXAMPLE)
        run_page(page)


@pytest.mark.parametrize("page", GUIDES, ids=page_name)
def test_a_guide_can_be_followed_with_the_example_study(page: Path, tmp_path: Path, example_study: Path) -> None:
    with scripted() as patch:
        patch.chdir(tmp_path)
        Path("example").symlink_to(EXAMPLE)
        copy_of_example(tmp_path, example_study).rename("powers.study")
        run_page(page)


def test_the_first_tutorial_is_really_run() -> None:
    text = (DOCS / "tutorial" / "first-study.md").read_text("utf-8")

    assert text.count("\n$ dragoman ") >= 20
