"""The desk: what every command needs before it can call a room: the study, its passphrases, somewhere to write."""

from __future__ import annotations

import functools
import json
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

if TYPE_CHECKING:
    from dragoman.store.study import OpenStudy
    from dragoman.store.vault import Vault

Function = TypeVar("Function", bound=Callable[..., Any])


@dataclass(frozen=True, slots=True)
class Desk:
    """How this command was called. Results go to stdout, talk goes to stderr."""

    study_path: str | None
    as_json: bool = False

    def open(self) -> OpenStudy:
        """The study, opened with the passphrase from wherever it is kept."""
        from dragoman.store.passphrase import Lock, find_passphrase
        from dragoman.store.study import open_study, require_study

        path = self.path()
        require_study(path)
        return open_study(path, find_passphrase(path, Lock.STUDY, ask=asker()))

    def vault(self, study: OpenStudy) -> Vault:
        """The vault of the study, made now if there is none."""
        from dragoman.store.passphrase import Lock, find_passphrase
        from dragoman.store.vault import open_vault

        ask = asker(confirm=not study.vault.exists())
        return open_vault(study, find_passphrase(study.path, Lock.VAULT, ask=ask))

    def path(self) -> Path:
        """Where the study is: as given, or the folder one stands in, or the only study in it."""
        if self.study_path:
            return Path(self.study_path).absolute()
        here = Path.cwd()
        inside = [folder for folder in (here, *here.parents) if folder.suffix == ".study"]
        beside = [folder for folder in here.glob("*.study") if folder.is_dir()]
        return inside[0] if inside else beside[0] if len(beside) == 1 else here

    def say(self, message: str) -> None:
        """Talk to the person, on stderr."""
        click.echo(message, err=True)

    def show(self, value: Any, text: str | None = None) -> None:
        """A result: as JSON for machines, else as text."""
        if self.as_json:
            click.echo(json.dumps(value, ensure_ascii=False, indent=2, default=str))
        else:
            click.echo(value if text is None else text)

    def table(self, columns: Sequence[str], rows: Iterable[Sequence[Any]], *, empty: str) -> None:
        """A table: JSON records for machines, columns for people, tab-separated into a pipe. ``empty`` says what to do
        when there are no rows yet.
        """
        found = [["" if cell is None else cell for cell in row] for row in rows]
        if self.as_json:
            records: list[Mapping[str, Any]] = [dict(zip(columns, row, strict=True)) for row in found]
            click.echo(json.dumps(records, ensure_ascii=False, indent=2, default=str))
        elif not found:
            self.say(empty)
        elif sys.stdout.isatty():
            _print_columns(columns, found)
        else:
            for row in [list(columns), *found]:
                click.echo("\t".join(str(cell).replace("\t", " ").replace("\n", " ") for cell in row))


def asker(*, confirm: bool = False) -> Callable[[str], str] | None:
    """A prompt for passphrases, or None when nobody sits at a terminal."""
    if not sys.stdin.isatty():
        return None

    def ask(what: str) -> str:
        typed: str = click.prompt(what[:1].upper() + what[1:], hide_input=True, confirmation_prompt=confirm, err=True)
        return typed

    return ask


def study_command(function: Function) -> Function:
    """Give a command ``--study`` and ``--json`` and pass it a ``Desk`` as its first argument."""

    @click.option("--study", "study_path", metavar="PATH", help="The study to work on.")
    @click.option("--json", "as_json", is_flag=True, help="Print the result as JSON.")
    @click.pass_context
    @functools.wraps(function)
    def wrapped(ctx: click.Context, /, study_path: str | None, as_json: bool, **options: Any) -> Any:
        return ctx.invoke(function, Desk(study_path or ctx.find_root().obj, as_json), **options)

    return wrapped  # type: ignore[return-value]


def _print_columns(columns: Sequence[str], rows: Sequence[Sequence[Any]]) -> None:
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, pad_edge=False, header_style="bold")
    for column in columns:
        table.add_column(column)
    for row in rows:
        table.add_row(*(Text(str(cell)) for cell in row))
    Console().print(table)
