"""The Python tutorial is run block by block in one namespace, and its printed output compared."""

from __future__ import annotations

import io
from contextlib import redirect_stdout
from itertools import pairwise
from pathlib import Path
from typing import Any

import polars
import pytest

from tests.docs.pages import DOCS, Block, blocks, shows
from tests.example_study import copy_of_example, example_study, scripted

__all__ = ["example_study"]

PAGE = DOCS / "tutorial" / "python.md"


def test_every_block_runs_and_prints_what_the_page_shows(tmp_path: Path, example_study: Path) -> None:
    namespace: dict[str, Any] = {}
    with scripted() as patch, polars.Config():
        patch.chdir(tmp_path)
        copy_of_example(tmp_path, example_study).rename("powers.study")
        for block, expected in _blocks():
            printed = io.StringIO()
            with redirect_stdout(printed):
                exec(compile("\n" * block.line + block.text, str(PAGE), "exec"), namespace)  # noqa: S102
            if expected is not None:
                assert shows(expected.text, printed.getvalue()), f"line {expected.line}:\n{printed.getvalue()}"


@pytest.mark.parametrize("method", ["positions", "codings", "mentions", "segments"])
def test_all_frames_are_shown(method: str) -> None:
    assert any(f".{method}(" in block.text for block, _ in _blocks())


def _blocks() -> list[tuple[Block, Block | None]]:
    """The Python blocks of the page, each with the block of output that follows it at once."""
    found = [*blocks(PAGE), Block("", "", "", 0)]
    return [
        (block, following if following.kind == "text" else None)
        for block, following in pairwise(found)
        if block.kind == "python"
    ]
