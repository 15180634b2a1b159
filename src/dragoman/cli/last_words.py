"""The last words of a command that did not end well: one paragraph, an exit code, never a traceback."""

from __future__ import annotations

import errno
import os
import sys

import click

from dragoman.errors import DragomanError

INTERRUPTED = 130


def tell(error: BaseException) -> int:
    """Say what went wrong on stderr and give the exit code."""
    if isinstance(error, click.exceptions.Exit):
        return int(error.exit_code)
    if type(error).__name__ == "NoArgsIsHelpError":  # a command group without a command: its help is the answer
        click.echo(str(error), err=True)
        return 2
    if isinstance(error, BrokenPipeError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    message, exit_code = _paragraph(error)
    click.echo(click.style("dragoman: ", bold=True) + message, err=True)
    return exit_code


def _paragraph(error: BaseException) -> tuple[str, int]:
    if isinstance(error, DragomanError):
        return str(error), error.exit_code
    if isinstance(error, click.ClickException):
        return _wrong_call(error), 2
    if isinstance(error, click.Abort | KeyboardInterrupt):
        return "Stopped. What was finished before is kept; run the same command again to go on.", INTERRUPTED
    if isinstance(error, OSError):
        return _system_error(error), 2
    if os.environ.get("DRAGOMAN_DEBUG") or not isinstance(error, Exception):
        raise error
    return (
        f"Something went wrong that Dragoman did not foresee ({type(error).__name__}). Finished steps are kept. Run "
        "the command again with DRAGOMAN_DEBUG=1 to see the details, and please report them (they may quote your "
        "material: read them first).",
        2,
    )


def _wrong_call(error: click.ClickException) -> str:
    """What click found wrong with the words that were typed, and where the right ones are explained."""
    message = error.format_message().strip()
    sentence = message if message.endswith((".", "!", "?")) else f"{message}."
    context = error.ctx if isinstance(error, click.UsageError) else None
    if context is None or "--help" in sentence:
        return sentence
    return f"{sentence} `{context.command_path} --help` explains the command."


def _system_error(error: OSError) -> str:
    where = f" ({error.filename})" if error.filename else ""
    if error.errno == errno.ENOSPC:
        return f"The disk is full{where}. What was being written was taken back. Free some space, then try again."
    if error.errno in (errno.EACCES, errno.EPERM, errno.EROFS):
        return f"You may not read or write there{where}. Check the permissions of the folder, then try again."
    if error.errno == errno.ENOENT:
        return f"There is no such file{where}. Check the path, then try again."
    return f"The system refused{where}: {error.strerror or error}. Check the disk and the path, then try again."
