"""A quote is verbatim, leads to the tape, says when it was translated, and needs consent."""

import pytest

from dragoman.errors import Refused, WrongUse
from dragoman.report.finding import Kind
from tests.report.conftest import Compute


def test_a_quote_carries_who_where_and_when(compute: Compute) -> None:
    chapter = compute('{{ quote("P01", "we never choose one side") }}')
    (value,) = chapter.values
    assert value.result == "We never choose one side"  # as it stands in the material, not as it was typed
    assert chapter.text == (
        "[“We never choose one side”]{.quoted} ([[P01, ¶2, 00:02:10](#evidence-1)]{#value-1 .value evidence=1})"
    )


def test_words_in_another_language_are_marked_as_such(compute: Compute) -> None:
    assert "[“потому что Россия”]{.quoted lang=ru}" in compute('{{ quote("P02", "потому что Россия") }}').text
    assert "[«потому что Россия»]{.quoted}" in compute('{{ quote("P02", "потому что Россия") }}', lang="ru").text


@pytest.mark.parametrize("lang", ["", ', lang="en"'])
def test_words_of_a_translation_say_so(compute: Compute, lang: str) -> None:
    chapter = compute(f'{{{{ quote("P02", "we need both Russia and China"{lang}) }}}}')
    assert "P02, ¶2, 00:02:10; translated from Russian](" in chapter.text
    assert chapter.notices == ()


def test_a_draft_of_a_translation_is_marked_and_noticed(compute: Compute) -> None:
    chapter = compute('{{ quote("P04", "the choice has been made") }}')
    assert "translated from Russian, translation not yet accepted" in chapter.text
    assert any(n.kind is Kind.TRANSLATION and "not accepted by a person" in n.message for n in chapter.notices)


def test_a_translation_whose_original_changed_is_marked_and_noticed(compute: Compute) -> None:
    chapter = compute('{{ quote("P04", "Russia remains the first partner") }}')
    assert "translated from Russian, translation out of date" in chapter.text
    assert any("its original has changed" in notice.message for notice in chapter.notices)


def test_someone_who_did_not_allow_it_is_not_quoted(compute: Compute) -> None:
    with pytest.raises(
        Refused, match=r"line 2: P03 cannot be quoted: P03 did not allow 'quote' on 2026-03-01"
    ) as caught:
        compute('\n{{ quote("P03", "the ministry has already chosen") }}')
    assert caught.value.exit_code == 1
    assert "ministry" not in str(caught.value)


def test_someone_who_withdrew_is_not_quoted(compute: Compute) -> None:
    with pytest.raises(Refused, match="P06 withdrew the consent"):
        compute('{{ quote("P06", "I was never here") }}')


def test_words_that_were_not_said_are_answered_with_the_nearest(compute: Compute) -> None:
    with pytest.raises(
        WrongUse, match=r"P01 does not say 'We never chose one side'; did you mean 'We never choose one side"
    ):
        compute('{{ quote("P01", "We never chose one side") }}')
    with pytest.raises(WrongUse, match="P05 does not say"):
        compute('{{ quote("P05", "quantum chromodynamics of the lattice") }}')


def test_words_of_the_interviewer_are_not_the_participants(compute: Compute) -> None:
    with pytest.raises(WrongUse, match="P01 does not say 'Do you have to choose"):
        compute('{{ quote("P01", "Do you have to choose?") }}')


def test_words_before_pseudonymisation_cannot_be_quoted(compute: Compute) -> None:
    with pytest.raises(WrongUse, match="does not say 'Hidden Name"):
        compute('{{ quote("P01", "Hidden Name told me") }}')


def test_words_said_twice_need_to_be_told_apart(compute: Compute) -> None:
    with pytest.raises(WrongUse, match=r"P01 says 'we balance' 2 times \(1: P01 ¶4, 2: P01 ¶4\)"):
        compute('{{ quote("P01", "we balance") }}')
    first, second = (compute(f'{{{{ quote("P01", "we balance", occurrence={n}) }}}}').values[0] for n in (1, 2))
    assert (first.result, second.result) == ("We balance", "we balance")
    with pytest.raises(WrongUse, match="there is no occurrence 3"):
        compute('{{ quote("P01", "we balance", occurrence=3) }}')


def test_a_quote_does_not_cut_words(compute: Compute) -> None:
    with pytest.raises(WrongUse, match="begins or ends inside a word"):
        compute('{{ quote("P01", "ever choose one") }}')


def test_parts_may_be_left_out(compute: Compute) -> None:
    (value,) = compute('{{ quote("P01", "We never choose […] the other one") }}').values
    assert value.result == "We never choose […] the other one"


def test_a_block_quote_stands_by_itself(compute: Compute) -> None:
    text = compute('{{ quote("P01", "We never choose one side", block=true) }}').text
    assert text.strip().startswith("> [“We never choose one side”]")
    assert "{.attribution}" in text


def test_an_unknown_language_is_refused(compute: Compute) -> None:
    with pytest.raises(WrongUse, match="is no language code"):
        compute('{{ quote("P02", "Россия", lang="English please") }}')
