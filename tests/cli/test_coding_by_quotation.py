"""Coding and positions by quotation: the words must be there, and it must be clear which ones are meant."""

from __future__ import annotations

import pytest

from tests.journeys.command_line import CommandLine
from tests.journeys.study_dump import fingerprint


@pytest.mark.parametrize(
    ("words", "word"),
    [
        (["code", "P04", "--code", "hedging", "--quote", "words that nobody said"], "words that nobody said"),
        (["code", "P04", "--code", "hedging", "--quote", "China"], "--occurrence"),
        (["code", "P04", "--code", "hegding", "--quote", "options grow"], "hedging"),
        (["code", "P99", "--code", "hedging", "--quote", "options grow"], "P99"),
        (["code", "P04", "--code", "hedging", "--at", "2:0-99999"], "P04"),
        (["code", "P04", "--code", "hedging", "--at", "nonsense"], "SEGMENT:START-END"),
        (["code", "P04", "--code", "hedging", "--quote", "China", "--occurrence", "99"], "99"),
        (["position", "set", "P04", "system-sets-rang", "silent"], "system-sets-range"),
        (["position", "set", "P04", "system-sets-range", "loves", "--quote", "options"], "loves"),
        (["position", "set", "P99", "system-sets-range", "silent"], "P99"),
        (["code", "P02", "--code", "hedging", "--quote", "options"], "dragoman speakers P02"),
        (["mentions", "atlantis"], "atlantis"),
        (["mentions", "--reject", "P04:1:99999"], "P04:1:99999"),
        (["table", "segments", "--layer", "sung"], "sung"),
        (["codebook", "show", "nothing"], "nothing"),
        (["codebook", "load"], "--shipped"),
        (["codebook", "load", "--shipped", "atlantis"], "great-power-rivalry"),
        (["lexicon", "load", "--shipped", "atlantis"], "actors"),
        (["interview", "set", "P04", "--skipped", "Q99"], "Q99"),
        (["participant", "add", "P04"], "P04"),
        (["participant", "add", "not a code"], "capital letters"),
        (["participant", "set", "P04", "colour=red"], "colour"),
        (["participant", "set", "P04", "sector=circus"], "circus"),
        (["speakers", "P04", "--set", "Nobody=interviewer"], "Nobody"),
        (["speakers", "P04", "--set", "Interviewer=singer"], "singer"),
        (["pseudonymise", "--accept", "person-99"], "person-99"),
        (["transcribe", "P01"], "dragoman add"),
        (["translate", "P04", "--to", "klingon"], "--from"),
        (["review", "P01", "--accept"], "P01"),
    ],
    ids=lambda value: " ".join(value)[:60] if isinstance(value, list) else "",
)
def test_what_is_meant_must_be_there_and_be_clear(dragoman: CommandLine, words: list[str], word: str) -> None:
    before = fingerprint(dragoman.study)

    outcome = dragoman(*words, expect=2)

    assert word in outcome.stderr
    assert "did not foresee" not in outcome.stderr
    assert outcome.stdout == ""
    assert fingerprint(dragoman.study) == before


@pytest.mark.parametrize(
    ("words", "word"),
    [
        (["position", "set", "P04", "system-sets-range", "affirms"], "--quote"),
        (
            ["code", "P04", "--code", "hedging", "--quote", "options", "--layer", "translation[ru]"],
            "dragoman translate",
        ),
    ],
)
def test_a_step_that_comes_too_early_is_refused(dragoman: CommandLine, words: list[str], word: str) -> None:
    before = fingerprint(dragoman.study)

    assert word in dragoman(*words, expect=1).stderr
    assert fingerprint(dragoman.study) == before


def test_an_occurrence_chooses_among_several(dragoman: CommandLine) -> None:
    one = dragoman("code", "P04", "--code", "hedging", "--quote", "China", "--occurrence", "1", "--json").json()
    two = dragoman("code", "P04", "--code", "hedging", "--quote", "China", "--occurrence", "2", "--json").json()

    assert (one["segment"], one["start"]) != (two["segment"], two["start"])


def test_offsets_and_words_mean_the_same(dragoman: CommandLine) -> None:
    by_words = dragoman("code", "P04", "--code", "hedging", "--quote", "our options grow", "--json").json()
    number = by_words["segment"].partition("¶")[2]
    place = f"{number}:{by_words['start']}-{by_words['end']}"

    by_offsets = dragoman("code", "P04", "--code", "hedging", "--at", place, "--json").json()

    assert by_words["new"]
    assert not by_offsets["new"]
    assert by_offsets["start"] == by_words["start"]


def test_coding_twice_is_one_coding_and_it_can_be_taken_off(dragoman: CommandLine) -> None:
    before = len(dragoman("table", "codings", "--json").json())
    for _ in range(2):
        dragoman("code", "P04", "--code", "balancing", "--quote", "our options grow")
    assert len(dragoman("table", "codings", "--json").json()) == before + 1

    dragoman("code", "P04", "--code", "balancing", "--quote", "our options grow", "--remove")

    assert len(dragoman("table", "codings", "--json").json()) == before


def test_a_position_replaces_the_one_before_and_the_log_keeps_both(dragoman: CommandLine) -> None:
    quote = "when they quarrel, our options grow"
    done = dragoman("position", "set", "P04", "system-sets-range", "qualifies", "--quote", quote, "--json").json()

    assert (done["before"], done["stance"]) == ("affirms", "qualifies")
    (row,) = [row for row in dragoman("position", "table", "--json").json() if row["stance"]]
    assert row["stance"] == "qualifies"
    actions = [event["what"] for event in dragoman("log", "--last", "100", "--json").json()]
    assert actions.count("position.set") == 2


def test_a_rejected_mention_does_not_count_until_it_is_restored(dragoman: CommandLine) -> None:
    (before,) = dragoman("mentions", "russia", "--json").json()
    place = dragoman("mentions", "russia", "--list", "--json").json()[0]["place"]

    dragoman("mentions", "--reject", place, "--reason", "a river")
    (after,) = dragoman("mentions", "russia", "--json").json()
    dragoman("mentions", "--restore", place)
    (restored,) = dragoman("mentions", "russia", "--json").json()

    assert after["mentions"] == before["mentions"] - 1
    assert restored == before
