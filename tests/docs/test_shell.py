"""The terminal for the documentation notices when a page is wrong."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.docs.pages import blocks, shows
from tests.docs.shell import run_page
from tests.example_study import scripted


@pytest.mark.parametrize(
    ("shown", "really", "fits"),
    [
        ("a  b\nc", "a\tb c\n", True),
        ("a … d", "a b c d", True),
        ("…\nd", "a\nb\nd", True),
        ("a\n…", "a\nb\nd", True),
        ("a b", "a b c", False),
        ("a … c", "a b d", False),
        ("a.c", "abc", False),
    ],
)
def test_output_is_compared_word_by_word(shown: str, really: str, fits: bool) -> None:
    assert shows(shown, really) is fits


def test_a_page_is_run_in_order_with_the_files_that_it_shows(tmp_path: Path) -> None:
    page = _page(
        tmp_path,
        "```csv title=people.csv\nparticipant\nP01\n```\n"
        "```console\n$ dragoman new a.study\na.study\n…\n"
        "$ dragoman participant load \\\n    people.csv --study a.study\n"
        "participants: 1 added\n```\n",
    )
    with scripted() as patch:
        patch.chdir(tmp_path)

        assert run_page(page) == 2


@pytest.mark.parametrize(
    "block",
    [
        "$ dragoman new a.study\nb.study\n…",
        "$ dragoman new a.folder",
        "$ dragoman new a.study\ndragoman: A study is a folder …",
        "$ rm -rf a.study",
    ],
)
def test_a_page_that_is_wrong_fails(tmp_path: Path, block: str) -> None:
    page = _page(tmp_path, f"```console\n{block}\n```\n")
    with scripted() as patch:
        patch.chdir(tmp_path)

        with pytest.raises(AssertionError, match=r"line 2"):
            run_page(page)


def test_blocks_know_their_language_title_and_line(tmp_path: Path) -> None:
    page = _page(tmp_path, "Words\n\n```yaml title=a.yaml\na: 1\n```\n\n```\nplain\n```\n")

    assert [(one.kind, one.title, one.line) for one in blocks(page)] == [("yaml", "a.yaml", 3), ("", "", 7)]


def _page(folder: Path, text: str) -> Path:
    page = folder / "page.md"
    page.write_text(text, "utf-8")
    return page


@pytest.fixture(autouse=True)
def _pages_may_lie_anywhere(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("tests.docs.shell.page_name", lambda page: page.name)
