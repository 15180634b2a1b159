"""``dragoman new``."""

from __future__ import annotations

from pathlib import Path

import click

from dragoman.cli.desk import asker


@click.command("new")
@click.argument("path", type=click.Path(path_type=Path))
@click.option("--title", help="What the study is called (default: the folder's name).")
@click.option("--remember", is_flag=True, help="Keep the passphrase in the system's keyring.")
def new_command(path: Path, title: str | None, remember: bool) -> None:
    """Make a new, empty, encrypted study in a folder whose name ends in .study.

    There is no way to open a study without its passphrase: keep it where you will find it again.
    """
    from dragoman.store.passphrase import Lock, find_passphrase
    from dragoman.store.passphrase import remember as keep
    from dragoman.store.study import create_study, refuse_bad_place

    refuse_bad_place(path.absolute())
    passphrase = find_passphrase(path, Lock.STUDY, ask=asker(confirm=True))
    create_study(path, passphrase, title=title).close()
    if remember:
        keep(path, Lock.STUDY, passphrase)
    click.echo(path)
    click.echo(f"{path} is ready. Next: `dragoman protocol load FILE.yaml --study {path}`.", err=True)
