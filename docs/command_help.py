"""The help of every command, as the reference shows it. Run this file to bring the reference up to date."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from dragoman.cli.main import dragoman

REFERENCE = Path(__file__).resolve().parent / "reference" / "command-line.md"
WIDTH = 96
_HELP: dict[str, Any] = {"help_option_names": dragoman.context_settings["help_option_names"]}
_SECTION = re.compile(r"^(#{2,3}) (dragoman(?: [a-z]+)*)\n\n```text\n.*?\n```$", re.MULTILINE | re.DOTALL)


def commands() -> Iterator[tuple[str, click.Command, click.Context]]:
    """Every command by the words one types, the program itself first, groups before what is in them."""
    root = click.Context(dragoman, info_name="dragoman", terminal_width=WIDTH, **_HELP)
    yield "dragoman", dragoman, root
    yield from _below(dragoman, root)


def help_of(command: click.Command, context: click.Context) -> str:
    """What ``--help`` prints on a terminal of ``WIDTH`` columns."""
    return "\n".join(line.rstrip() for line in command.get_help(context).splitlines())


def sections(text: str) -> dict[str, str]:
    """The commands that a reference page has a section for, with the help that it shows."""
    return {found[2]: found[0].split("```text\n", 1)[1].removesuffix("\n```") for found in _SECTION.finditer(text)}


def refreshed(text: str) -> str:
    """The page with the help of today in every section of a command that exists."""
    today = {name: help_of(command, context) for name, command, context in commands()}

    def section(found: re.Match[str]) -> str:
        name = found[2]
        return f"{found[1]} {name}\n\n```text\n{today[name]}\n```" if name in today else found[0]

    return _SECTION.sub(section, text)


def _below(group: click.Group, context: click.Context) -> Iterator[tuple[str, click.Command, click.Context]]:
    for name in group.list_commands(context):
        command = group.get_command(context, name)
        if command is None:
            continue
        inner = click.Context(command, parent=context, info_name=name, terminal_width=WIDTH)
        yield inner.command_path, command, inner
        if isinstance(command, click.Group):
            yield from _below(command, inner)


def main() -> int:
    """Rewrite the reference; say which commands have no section in it yet."""
    text = refreshed(REFERENCE.read_text("utf-8"))
    REFERENCE.write_text(text, "utf-8")
    missing = [name for name, _, _ in commands() if name not in sections(text)]
    print("\n".join(f"No section: {name}" for name in missing) or f"{REFERENCE.name} shows the help of today.")
    return 1 if missing else 0


if __name__ == "__main__":
    sys.exit(main())
