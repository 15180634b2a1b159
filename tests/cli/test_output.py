"""Results go to stdout, as JSON where it is asked for; talk goes to stderr."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.journeys.command_line import CommandLine
from tests.journeys.example_files import EXAMPLE

READING = [
    "status",
    "protocol show",
    "participant list",
    "consent show P04",
    "vault people",
    "vault pseudonyms",
    "speakers P04",
    "review P04 --print",
    "pseudonymise --list",
    "codebook show",
    "codebook show hedging",
    "position table",
    "mentions",
    "mentions russia --list",
    "table segments",
    "table segments P04 --layer verbatim",
    "table codings",
    "table positions",
    "verify",
    "log",
    "log --subject P04 --last 3",
]
WRITING = [
    "participant add P09 --set sector=media",
    "participant set P04 sector=media",
    "consent record P04 --scope participate,record",
    "consent withdraw P04",
    "interview set P04 --on 2025-03-19 --mode telephone",
    "speakers P04 --set Interviewer=interviewer",
    "review P04 --accept",
    "pseudonymise --accept-all",
    "translate P05 --accept",
    "code P04 --code hedging --quote 'our options grow'",
    "code P04 --code hedging --quote 'Nobody gets a veto' --remove",
    "position set P05 system-sets-range silent",
    "destroy recording P02 --yes",
]


@pytest.mark.parametrize("line", READING)
def test_what_is_read_comes_as_json_for_machines(working_study: CommandLine, line: str) -> None:
    shown = working_study(*line.split(), "--json")

    assert json.loads(shown.stdout) not in (None, [], {})


@pytest.mark.parametrize("line", WRITING)
def test_what_was_done_comes_as_json_for_machines(dragoman: CommandLine, line: str) -> None:
    import shlex

    done = dragoman(*shlex.split(line), "--json")

    assert json.loads(done.stdout) is not None


@pytest.mark.parametrize(
    ("words", "file"),
    [
        ("protocol load", "protocol.yaml"),
        ("participant load", "participants.csv"),
        ("consent load", "consents.csv"),
        ("interview load", "interviews.csv"),
        ("vault load", "vault.yaml"),
    ],
)
def test_loading_the_same_file_again_changes_nothing_and_says_so(dragoman: CommandLine, words: str, file: str) -> None:
    before = dragoman("participant", "list", "--json").stdout, dragoman("consent", "show", "P04", "--json").stdout

    loaded = dragoman(*words.split(), EXAMPLE / file, "--json").json()

    rows = loaded if isinstance(loaded, list) else [loaded]
    assert all(not row.get("added") and not row.get("changed") for row in rows)
    assert (
        dragoman("participant", "list", "--json").stdout,
        dragoman("consent", "show", "P04", "--json").stdout,
    ) == before


@pytest.mark.parametrize("line", [line for line in READING if line not in ("protocol show", "verify", "codebook show")])
def test_a_table_in_a_pipe_is_tab_separated_and_complete(working_study: CommandLine, line: str) -> None:
    plain = working_study(*line.split()).stdout.splitlines()
    found = working_study(*line.split(), "--json").json()
    if not isinstance(found, list) or line == "review P04 --print":
        return

    if line != "pseudonymise --list":  # its JSON says more than its table
        assert plain[0].split("\t") == list(found[0])
    assert len(plain) == len(found) + 1
    assert {row.count("\t") for row in plain} == {plain[0].count("\t")}


def test_the_form_for_review_can_be_piped_into_a_file_and_brought_back(dragoman: CommandLine, tmp_path: Path) -> None:
    form = tmp_path / "P04.txt"
    form.write_text(dragoman("review", "P04", "--print").stdout, encoding="utf-8")
    dragoman("review", "P04", "--from", form)

    words = dragoman("table", "segments", "P04", "--layer", "edited", "--json").json()
    verbatim = dragoman("table", "segments", "P04", "--layer", "verbatim", "--json").json()

    assert [row["text"] for row in words] == [row["text"] for row in verbatim]


def test_talk_does_not_stand_in_results(dragoman: CommandLine) -> None:
    done = dragoman("mentions", "russia")

    assert "Mentions of the" in done.stderr
    assert "Mentions of the" not in done.stdout


def test_every_change_is_in_the_log_with_who_did_it(dragoman: CommandLine) -> None:
    before = len(dragoman("log", "--last", "1000", "--json").json())
    work = dragoman.with_environment(DRAGOMAN_USER="second coder")
    work("code", "P04", "--code", "hedging", "--quote", "our options grow")
    work("participant", "set", "P04", "sector=media")

    events = dragoman("log", "--last", "1000", "--json").json()[before:]

    assert [event["who"] for event in events] == ["second coder"] * 2
    assert [event["about"] for event in events] == ["P04"] * 2


def test_reading_is_no_event(dragoman: CommandLine) -> None:
    before = dragoman("log", "--last", "1000").stdout
    for line in READING:
        dragoman(*line.split())

    assert dragoman("log", "--last", "1000").stdout == before
