"""Mentions in a chapter: what respondents say, in their own languages, with the rule and every hit."""

import re

import pytest

from dragoman.errors import WrongUse
from tests.report.conftest import Compute
from tests.report.small_study import CABINET, CHOICE_EN, CHOICE_RU, DRAFT_RU, LATE_EN, MARKUP, SECRET, STALE_RU

SAID = [
    *(CHOICE_EN, MARKUP, "We balance. I said it before: we balance Russia with China."),
    *("My colleague [Person 1] told me so himself.", CHOICE_RU, SECRET, DRAFT_RU, STALE_RU, LATE_EN, CABINET),
]
WORDS = sum(len(re.findall(r"\w+(?:[-'’]\w+)*", text)) for text in SAID)


def results(compute: Compute, text: str, *, lang: str = "en") -> list[str]:
    return [value.result for value in compute(text, lang=lang).values]


def test_mentions_in_all_units(compute: Compute) -> None:
    units = ["mentions", "segments", "respondents", "per_1000_words"]
    text = "".join(f'{{{{ mentions("russia", unit="{unit}") }}}}' for unit in units)
    assert results(compute, text) == ["5", "5", "5 of 5", f"{5000 / WORDS:.1f}"]
    assert results(compute, text, lang="ru")[2:] == ["5 из 5", f"{5000 / WORDS:.1f}".replace(".", ",")]


def test_rejected_hits_interviewers_and_those_who_withdrew_do_not_count(compute: Compute) -> None:
    assert results(compute, '{{ mentions("china") }}{{ mentions("china", unit="respondents") }}') == ["2", "2 of 5"]
    (value,) = compute('{{ mentions("china") }}').values
    assert "1 hit rejected by a person is not counted" in value.rule
    assert "consent was withdrawn: P06" in value.rule


def test_every_hit_is_evidence_with_its_place(compute: Compute) -> None:
    (value,) = compute('{{ mentions("russia") }}').values
    assert [group.title for group in value.groups] == ["P01: 1", "P02: 1", "P03: 1", "P04: 1", "P05: 1"]
    russian = value.groups[1].evidence[0]
    (passage,) = russian.passages
    assert (russian.words, passage.segment.name) == ("Россия", "P02 ¶2")
    assert passage.translated is not None
    withheld = value.groups[2].evidence[0]
    assert withheld.words is None
    assert withheld.passages[0].withheld


def test_what_counts_as_a_mention_can_be_limited(compute: Compute) -> None:
    (value,) = compute('{{ mentions("russia", by=["metonym"]) }}').values
    assert value.result == "0"
    assert "Not counted: names" in value.rule


def test_the_table_holds_who_is_mentioned_most_first(compute: Compute) -> None:
    (value,) = compute('{{ table("mentions", actors=["state"]) }}').values
    assert value.grid is not None
    assert [row[:4] for row in value.grid.rows] == [("Russia", "5", "5", "5 of 5"), ("China", "2", "2", "2 of 5")]


def test_the_figure_says_its_numbers(compute: Compute) -> None:
    (value,) = compute('{{ figure("mentions", unit="respondents") }}').values
    assert value.result == "Bars, longest first: Russia 5, China 2."


@pytest.mark.parametrize(
    ("call", "answer"),
    [
        ('mentions("rusia")', "no entry of the lexicon 'rusia'; did you mean 'russia'"),
        ('mentions("russia", unit="words")', "'words' is no unit of mentions"),
        ('mentions("russia", by=["adverb"])', "'adverb' is no way of mentions"),
        ('mentions("russia", lexicon="other")', "no lexicon 'other'"),
        ('table("mentions", actors=["person"])', "'person' is no kind of actor"),
        ('table("codes", lexicon="powers")', "belong to table"),
    ],
)
def test_wrong_calls_are_answered(compute: Compute, call: str, answer: str) -> None:
    with pytest.raises(WrongUse, match=answer):
        compute(f"{{{{ {call} }}}}")


def test_a_study_without_a_lexicon_says_how_to_get_one(fresh_empty: Compute) -> None:
    with pytest.raises(WrongUse, match="no lexicon yet; load one with `dragoman lexicon load"):
        fresh_empty('{{ mentions("russia") }}')
