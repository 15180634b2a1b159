"""Help: there for every command, at once, and never at the price of loading what it does not need."""

from __future__ import annotations

import json
import statistics
from collections.abc import Callable, Iterator

import click
import pytest

from dragoman.cli.main import COMMANDS
from dragoman.cli.main import dragoman as root
from tests.journeys.command_line import CommandLine

HEAVY = (
    "altair", "av", "ctranslate2", "docx", "faster_whisper", "keyring", "natasha", "numpy", "polars",
    "presidio_analyzer", "pymorphy3", "sherpa_onnx", "spacy", "sqlcipher3", "yaml",
)  # fmt: skip
LOADED = f"""
import json, sys
from dragoman.cli.main import dragoman
for words in json.loads(sys.argv[1]):
    try:
        dragoman.main(args=[*words, "--help"], standalone_mode=False)
    except SystemExit:
        pass
print("LOADED", sorted({{name.partition(".")[0] for name in sys.modules}} & set({HEAVY!r})), file=sys.stderr)
"""


def commands() -> Iterator[tuple[str, ...]]:
    """Every command and subcommand, by the words that call it."""
    context = click.Context(root)
    for name in root.list_commands(context):
        command = root.get_command(context, name)
        yield (name,)
        if isinstance(command, click.Group):
            yield from ((name, below) for below in command.list_commands(context))


@pytest.mark.parametrize("words", [(), *commands()], ids=" ".join)
def test_every_command_explains_itself(working_study: CommandLine, words: tuple[str, ...]) -> None:
    shown = working_study(*words, "--help").stdout
    first = shown.partition("\n\n")[2].strip()

    assert shown.startswith(f"Usage: dragoman {' '.join(words)}".rstrip())
    assert first[0].isupper()
    assert "--help" in shown
    assert all(len(line) <= 110 for line in shown.splitlines())


@pytest.mark.parametrize("words", [(), *commands()], ids=" ".join)
def test_every_option_says_what_it_is_for(words: tuple[str, ...]) -> None:
    command: click.Command = root
    for word in words:
        assert isinstance(command, click.Group)
        found = command.get_command(click.Context(command), word)
        assert found is not None
        command = found

    unexplained = [one.name for one in command.params if isinstance(one, click.Option) and not one.help]

    assert unexplained == []
    assert command.help


def test_the_list_of_commands_says_what_each_does(working_study: CommandLine) -> None:
    shown = working_study("--help").stdout

    for name, (_, line) in COMMANDS.items():
        assert f"  {name} " in shown
        assert " ".join(line.split()[:3]) in shown


def test_help_answers_at_once(working_study: CommandLine, record_property: Callable[[str, object], None]) -> None:
    seconds = statistics.median(working_study.alone("--help").seconds for _ in range(5))

    record_property("seconds", seconds)
    print(f"dragoman --help: {seconds:.2f} s, median of 5")
    assert seconds < 1.0  # the promise is 0.4 s on a quiet machine


def test_help_loads_nothing_heavy(working_study: CommandLine) -> None:
    given = json.dumps([[], *commands()])

    said = working_study.alone(given, entry=LOADED).stderr

    assert "LOADED []" in said, said


@pytest.mark.parametrize(
    ("typed", "hint"),
    [
        ("transcribr", "Did you mean `dragoman transcribe`?"),
        ("participants", "Did you mean `dragoman participant`?"),
        ("pseudonymize", "Did you mean `dragoman pseudonymise`?"),
        ("zzz", "`dragoman --help` lists all commands."),
    ],
)
def test_an_unknown_command_gets_a_hint(working_study: CommandLine, typed: str, hint: str) -> None:
    said = working_study(typed, expect=2).stderr

    assert said.startswith(f"dragoman: There is no command '{typed}'. {hint}")


@pytest.mark.parametrize("words", [[], ["codebook"], ["consent"]])
def test_a_group_without_a_command_shows_its_help(working_study: CommandLine, words: list[str]) -> None:
    said = working_study(*words, expect=2).stderr

    assert said.startswith("Usage: dragoman")
    assert "Commands:" in said


def test_the_version_is_that_of_the_package(working_study: CommandLine) -> None:
    from importlib.metadata import version

    assert working_study("--version").stdout == f"dragoman {version('dragoman')}\n"
