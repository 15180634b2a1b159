"""Progress of long work on stderr: a bar for people, a line now and then for logs."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import click

_LINE_EVERY_S = 5.0


@contextmanager
def progress(what: str, total: float) -> Iterator[Callable[[float], None]]:
    """Show how far a piece of work is. Yields a function that takes how much is done so far, out of ``total``."""
    if sys.stderr.isatty():
        with _bar(what, total) as update:
            yield update
    else:
        yield _lines(what, total)


@contextmanager
def _bar(what: str, total: float) -> Iterator[Callable[[float], None]]:
    from rich.console import Console
    from rich.progress import (
        BarColumn,
        Progress,
        TaskProgressColumn,
        TextColumn,
        TimeElapsedColumn,
        TimeRemainingColumn,
    )

    columns = TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeElapsedColumn()
    with Progress(*columns, TimeRemainingColumn(), console=Console(stderr=True)) as bar:
        task = bar.add_task(what, total=max(total, 1e-9))

        def update(done: float) -> None:
            bar.update(task, completed=done)

        yield update
        bar.update(task, completed=total)


def _lines(what: str, total: float) -> Callable[[float], None]:
    said = time.monotonic()

    def update(done: float) -> None:
        nonlocal said
        if time.monotonic() - said >= _LINE_EVERY_S:
            said = time.monotonic()
            click.echo(f"{what}: {100 * min(done, total) / max(total, 1e-9):.0f} %", err=True)

    return update
