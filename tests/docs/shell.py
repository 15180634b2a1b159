"""A terminal for the documentation: the commands of a page are run in order, what they print is held against it."""

from __future__ import annotations

import io
import os
import re
import shlex
from collections.abc import Iterator
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path

import click
import pytest

from dragoman.cli.last_words import tell
from dragoman.cli.main import dragoman
from dragoman.errors import DragomanError
from tests.docs.pages import blocks, page_name, shows

_PROGRESS = re.compile(r"^.*: \d+ %\n", re.MULTILINE)
_REFUSED = re.compile(r"^(dragoman|Usage): ", re.MULTILINE)
_EXIT_CODE = re.compile(r"^\[exit code (\d+)\]$", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Shown:
    """A command of a page with the output that the page shows, empty where it shows none."""

    command: str
    output: str
    line: int


def run_page(page: Path) -> int:
    """Run every ``$`` line of a page's console blocks where one stands; returns how many commands were run.

    Files that the page shows (blocks with a title) are written first. A command must succeed unless the page shows
    that it does not: a line that begins with ``dragoman:`` or ``Usage:``, or ``[exit code 1]``.
    """
    number = 0
    with pytest.MonkeyPatch.context() as patch:
        for block in blocks(page):
            if block.title:
                Path(block.title).write_text(block.text, "utf-8")
            if block.kind == "console":
                for shown in _commands(block.text, block.line):
                    _run(shown, page, patch)
                    number += 1
    return number


def _commands(text: str, line: int) -> Iterator[Shown]:
    """The commands of a block, lines that end in a backslash joined with the next one."""
    command, started = "", 0
    output: list[str] = []
    for number, row in enumerate(text.splitlines(), start=line + 1):
        if command.endswith("\\"):
            command = command[:-1].rstrip() + " " + row.strip()
        elif row.startswith("$ "):
            if command:
                yield Shown(command, "\n".join(output), started)
            command, output, started = row[2:], [], number
        else:
            output.append(row)
    if command:
        yield Shown(command, "\n".join(output), started)


def _run(shown: Shown, page: Path, patch: pytest.MonkeyPatch) -> None:
    words = shlex.split(shown.command)
    where = f"{page_name(page)}, line {shown.line}: {shown.command}"
    if words[0] == "export":
        for pair in words[1:]:
            patch.setenv(*pair.split("=", 1))
        return
    if words[0] == "cd":
        patch.chdir(words[1])
        return
    assert words[0] == "dragoman", f"{where}\nonly dragoman, export and cd can be run"
    code, printed = _dragoman(words[1:], patch)
    told = _EXIT_CODE.search(shown.output)
    expected = {int(told[1])} if told else {1, 2} if _REFUSED.search(shown.output) else {0}
    assert code in expected, f"{where}\nended with exit code {code} and printed:\n{printed}"
    output = _EXIT_CODE.sub("", shown.output).strip()
    if output:
        assert shows(output, printed), f"{where}\nprinted:\n{printed}\nbut the page shows:\n{output}"


def _dragoman(words: list[str], patch: pytest.MonkeyPatch) -> tuple[int, str]:
    """Exit code and output, both streams in the order in which they were written, as on a terminal."""
    out = io.StringIO()
    before = dict(os.environ)
    patch.setattr("sys.stdin", io.StringIO())
    with redirect_stdout(out), redirect_stderr(out):
        try:
            result = dragoman.main(words, prog_name="dragoman", standalone_mode=False)
            code = result if isinstance(result, int) else 0
        except (click.ClickException, click.Abort, DragomanError, OSError) as error:
            code = tell(error)
    os.environ.clear()
    os.environ.update(before)
    return code, _PROGRESS.sub("", out.getvalue())
