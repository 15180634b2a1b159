"""Counts, shares and names in a chapter, and what their evidence says."""

import pytest

from dragoman.errors import WrongUse
from dragoman.report.finding import Kind
from tests.report.conftest import Compute


def results(compute: Compute, text: str, *, lang: str = "en") -> list[str]:
    return [value.result for value in compute(text, lang=lang).values]


def test_a_count_says_of_whom_where_not_everyone_was_asked(compute: Compute) -> None:
    text = '{{ count("no-choice", "affirms") }} {{ count("no-choice", "affirms", of="all") }}'
    assert results(compute, text) == ["2 of 4 asked", "2 of 5"]
    assert results(compute, '{{ count("market-decides", "affirms") }}') == ["1 of 5"]


def test_several_stances_count_together(compute: Compute) -> None:
    assert results(compute, '{{ count("no-choice", ["affirms", "qualifies"]) }}') == ["3 of 4 asked"]


def test_numbers_in_words(compute: Compute) -> None:
    assert results(compute, '{{ count("no-choice", "rejects", form="words") }}') == ["none of four asked"]
    with pytest.raises(WrongUse, match="written in figures"):
        compute('{{ count("no-choice", "affirms", form="words") }}', lang="ru")


def test_codes_are_counted_among_everyone_interviewed(compute: Compute) -> None:
    text = '{{ count(code="hedging") }} {{ count(code="strategy") }} {{ count(code="strategy", children=true) }}'
    assert results(compute, text) == ["3 of 5", "0 of 5", "4 of 5"]


def test_shares_are_rounded_half_up_and_keep_their_numbers_in_the_evidence(compute: Compute) -> None:
    (value,) = compute('{{ share("no-choice", "affirms", of="all") }}').values
    assert value.result == "40\u00a0%"
    assert value.rule.startswith("2 of 5, rounded")
    (half,) = compute('{{ share("no-choice", "silent", of="all") }}').values
    assert half.result == "20\u00a0%"


def test_names_are_listed_and_nobody_is_said(compute: Compute) -> None:
    text = '{{ who("no-choice", "affirms") }}|{{ who("no-choice", "rejects") }}|{{ who(code="hedging") }}'
    assert results(compute, text) == ["P01 and P03", "nobody", "P01, P02 and P03"]


def test_a_russian_chapter_counts_in_russian(compute: Compute) -> None:
    text = '{{ count("no-choice", "affirms") }}|{{ who(code="hedging") }}|{{ who("no-choice", "rejects") }}'
    assert results(compute, text, lang="ru") == ["2 из 4 спрошенных", "P01, P02 и P03", "никто"]


def test_the_value_in_the_text_is_a_link_to_its_evidence(compute: Compute) -> None:
    chapter = compute('{{ count("no-choice", "affirms") }} and {{ count(code="hedging") }}')
    assert "[2 of 4 asked](#evidence-1)" in chapter.text
    assert "[3 of 5](#evidence-2)" in chapter.text


def test_evidence_names_the_query_the_rule_and_everyone(compute: Compute) -> None:
    (value,) = compute('\n{{ count("no-choice", "affirms", of="asked") }}').values
    assert value.query == 'count("no-choice", "affirms", of="asked")'
    assert value.line == 2
    assert "no-choice" in value.meaning
    assert "4 participants who were asked" in value.rule
    assert "Q1, Q2" in value.rule
    assert "consent was withdrawn: P06" in value.rule
    titles = [group.title for group in value.groups]
    assert titles == ["Affirms (2): P01, P03", "Qualifies (1): P02", "Silent (1): P04", "Not asked (1): P05"]
    assert [evidence.participants for evidence in value.groups[0].evidence] == [("P01",), ("P03",)]


def test_missing_positions_are_noticed(compute: Compute) -> None:
    chapter = compute('{{ count("market-decides", "affirms") }}')
    assert [(notice.kind, notice.message) for notice in chapter.notices if notice.kind is Kind.POSITION] == [
        (Kind.POSITION, "No position on 'market-decides' is recorded yet for P01, P02, P03.")
    ]
    (value,) = chapter.values
    assert "No position recorded yet (3): P01, P02, P03" in [group.title for group in value.groups]


def test_anchors_to_review_and_lost_ones_are_noticed(compute: Compute) -> None:
    messages = [n.message for n in compute('{{ count(code="balancing") }}').notices if n.kind is Kind.ANCHOR]
    assert len(messages) == 2
    assert "P04 ¶2 changed since they were selected" in messages[0]
    assert "lost their words" in messages[1]


def test_the_same_inputs_give_the_same_hash_and_others_do_not(compute: Compute) -> None:
    text = '{{ count("no-choice", "affirms") }}{{ count("no-choice", "qualifies") }}'
    first, second = ([value.input_sha256 for value in compute(text).values] for _ in range(2))
    assert first == second
    assert len(set(first)) == 2


def test_nobody_has_no_share(fresh_empty: Compute) -> None:
    with pytest.raises(WrongUse, match="no share of nobody"):
        fresh_empty('{{ share("p", "affirms") }}')
