"""The reference says what the program is: commands, options, file formats, columns, variables, words."""

from __future__ import annotations

import os
import re
import shlex
from collections.abc import Callable, Iterator
from pathlib import Path

import click
import pytest
from docs.command_help import REFERENCE, commands, help_of, sections

import dragoman as package
from dragoman.analysis.lexicon import parse_lexicon
from dragoman.cli.main import COMMANDS, dragoman
from dragoman.coding.codebook_file import read_codebook
from dragoman.model.consent import Scope
from dragoman.protocol.protocol_file import read_protocol
from dragoman.protocol.vault_file import read_vault_file
from dragoman.report.finding import Kind
from dragoman.report.vocabulary import WORDS
from tests.docs.pages import DOCS, ROOT, blocks, markdown_pages, page_name, shows
from tests.docs.shell import run_page
from tests.example_study import EXAMPLE, PASSPHRASE, copy_of_example, example_study, run, scripted

__all__ = ["example_study"]

FORMATS: dict[str, Callable[[Path], object]] = {
    "protocol-file.md": read_protocol,
    "vault-file.md": read_vault_file,
    "codebook-file.md": read_codebook,
    "lexicon-file.md": lambda path: parse_lexicon(path.read_text("utf-8"), name=path.name),
}
_CALL = re.compile(r"\bdragoman(?: [^\s`…|]+)+")
_OPTION = re.compile(r"--[a-z][a-z-]*")


def test_the_reference_shows_the_help_of_every_command() -> None:
    shown = sections(REFERENCE.read_text("utf-8"))

    for name, command, context in commands():
        assert shown.get(name) == help_of(command, context), f"{name}: run `python docs/command_help.py`"


def test_the_reference_has_no_command_that_does_not_exist() -> None:
    assert set(sections(REFERENCE.read_text("utf-8"))) == {name for name, _, _ in commands()}


@pytest.mark.parametrize("page", markdown_pages(), ids=page_name)
def test_pages_mention_only_commands_and_options_that_exist(page: Path) -> None:
    wrong = []
    for call in _calls(page):
        command, context = _meant(call)
        known = {option for parameter in command.get_params(context) for option in parameter.opts}
        unknown = [option for option in _OPTION.findall(" ".join(call)) if option not in known]
        if unknown or (isinstance(command, click.Group) and _is_word(call, context)):
            wrong.append(f"dragoman {' '.join(call)}: {', '.join(unknown) or 'no such command'}")

    assert not wrong


def test_the_pages_mention_every_command() -> None:
    said = {page: page.read_text("utf-8") for page in markdown_pages() if page != REFERENCE}

    assert [name for name in COMMANDS if not any(f"dragoman {name}" in text for text in said.values())] == []


@pytest.mark.parametrize("name", FORMATS)
def test_examples_of_file_formats_can_be_read(name: str, tmp_path: Path) -> None:
    page = DOCS / "reference" / name
    found = [block for block in blocks(page) if block.kind in ("yaml", "csv")]

    assert found
    for number, block in enumerate(found):
        path = tmp_path / f"{number}.{block.kind}"
        path.write_text(block.text, "utf-8")
        FORMATS[name](path)


def test_examples_of_csv_files_can_be_loaded(tmp_path: Path) -> None:
    with scripted() as patch:
        patch.chdir(tmp_path)
        Path("example").symlink_to(EXAMPLE)

        assert run_page(DOCS / "reference" / "csv-files.md") > 5


def test_every_scope_and_every_kind_of_finding_is_explained() -> None:
    protocol = (DOCS / "reference" / "protocol-file.md").read_text("utf-8")
    vocabulary = (DOCS / "reference" / "findings-vocabulary.md").read_text("utf-8")

    assert [scope for scope in Scope if f"`{scope}`" not in protocol] == []
    assert [kind for kind in Kind if f"| `{kind}` |" not in vocabulary] == []


def test_environment_variables_are_those_that_the_program_reads() -> None:
    page = (DOCS / "reference" / "environment.md").read_text("utf-8")
    source = "\n".join(path.read_text("utf-8") for path in (ROOT / "src").rglob("*.py"))
    read = set(re.findall(r"\"(DRAGOMAN_[A-Z_]+)\"", source))

    assert set(re.findall(r"\| `(DRAGOMAN_[A-Z_]+)`", page)) == read
    for other in markdown_pages():
        assert set(re.findall(r"\bDRAGOMAN_[A-Z_]+\b", other.read_text("utf-8"))) <= read, page_name(other)


def test_the_columns_of_the_frames_are_those_on_the_page(example_study: Path) -> None:
    page = (DOCS / "reference" / "frames.md").read_text("utf-8")
    with package.open(example_study, passphrase=PASSPHRASE) as study:
        frames = {"positions": study.positions(), "codings": study.codings(), "mentions": study.mentions()}
        frames["segments"] = study.segments()

    for name, frame in frames.items():
        section = page.split(f"\n## {name}\n")[1].split("\n## ")[0]
        rows = [row.split("|")[1] for row in section.splitlines() if row.startswith("| `")]
        assert [column for row in rows for column in re.findall(r"`(\w+)`", row)] == frame.columns


def test_every_word_of_a_chapter_is_documented_with_its_arguments() -> None:
    from inspect import signature

    page = (DOCS / "reference" / "findings-vocabulary.md").read_text("utf-8")
    shown = dict(re.findall(r"^(\w+)\((.*)\)$", page, re.MULTILINE))

    assert list(shown) == list(WORDS)
    for word, function in WORDS.items():
        names = list(signature(function).parameters)[1:]
        assert [each.split("=")[0].strip() for each in shown[word].split(",")] == names


def test_examples_of_calls_give_what_the_page_says(tmp_path: Path, example_study: Path) -> None:
    page = (DOCS / "reference" / "findings-vocabulary.md").read_text("utf-8")
    rows = re.findall(r"^\| `((?:count|share|who)\(.*?\))` \| (.*?) \|$", page, re.MULTILINE)
    study = copy_of_example(tmp_path, example_study)
    template = "\n\n".join(f"{{{{ {call} }}}}" for call, _ in rows)
    (tmp_path / "calls.md").write_text(template, "utf-8")
    with scripted():
        run(study, "findings", "render", str(tmp_path / "calls.md"), "-o", str(tmp_path / "out.md"))
    results = re.findall(r"\[\[(.*?)\]\(#evidence", (tmp_path / "out.md").read_text("utf-8"))

    assert len(results) == len(rows) >= 7
    for (call, said), result in zip(rows, results, strict=True):
        for quoted in re.findall(r"^\"(.*?)\"", said):
            assert shows(quoted, result), call


def _calls(page: Path) -> Iterator[list[str]]:
    """The words after ``dragoman`` wherever a page shows a call of it."""
    text = page.read_text("utf-8").replace("\\\n", " ")
    spans = re.findall(r"(?<!`)`([^`\n]+)`(?!`)", re.sub(r"^```.*?^```$", "", text, flags=re.MULTILINE | re.DOTALL))
    lines = [line for block in blocks(page) if block.kind in ("console", "sh") for line in _lines(block.text)]
    for written in [*spans, *lines]:
        for found in _CALL.findall(written):
            try:
                yield shlex.split(found)[1:]
            except ValueError:
                yield found.split()[1:]


def _lines(text: str) -> list[str]:
    return [line for line in text.replace("\\\n", " ").splitlines() if re.match(r"(\$ )?(\w+=\S+ )*dragoman ", line)]


def _meant(words: list[str]) -> tuple[click.Command, click.Context]:
    """The command that a call means, as deep as its words name one."""
    command: click.Command = dragoman
    context = click.Context(command, info_name="dragoman")
    for word in words:
        inner = command.get_command(context, word) if isinstance(command, click.Group) else None
        if inner is None:
            break
        command, context = inner, click.Context(inner, parent=context, info_name=word)
    return command, context


def _is_word(call: list[str], context: click.Context) -> bool:
    """Whether a group is followed by something that should be one of its commands."""
    depth = context.command_path.count(" ")
    return len(call) > depth and re.fullmatch(r"[a-z]+", call[depth]) is not None


def test_the_terminal_of_the_tests_is_no_part_of_the_help() -> None:
    before = os.environ.get("COLUMNS")
    try:
        os.environ["COLUMNS"] = "60"
        shown = sections(REFERENCE.read_text("utf-8"))
        assert all(shown[name] == help_of(command, context) for name, command, context in commands())
    finally:
        os.environ.pop("COLUMNS") if before is None else os.environ.update(COLUMNS=before)
