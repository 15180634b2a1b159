"""Quotations are found as people type them, and only where the participant says them."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.coding.passage import Passage, Said, Utterances
from dragoman.errors import Refused, WrongUse
from dragoman.model.layer import PSEUDONYMISED, VERBATIM
from dragoman.model.speaker import SpeakerRole
from dragoman.store.readings import Reading, SegmentReading
from dragoman.store.study import OpenStudy
from tests.invented_study import add_people, add_readable, add_turns, counted_queries

TURNS = [
    ("I", "Do you have to choose?"),
    ("R", "We don’t choose — «never», as they say. We balance, and we wait."),
    ("I", "We balance, you said?"),
    ("R", "Yes. We balance. I said it before: we  balance\nRussia with China…"),
]


def _find(study: OpenStudy, quotation: str, *, code: str = "P01", occurrence: int | None = None) -> Passage:
    with study.read() as session:
        return Utterances(session).find(code, quotation, occurrence=occurrence)


@pytest.fixture
def spoken(invented: OpenStudy) -> OpenStudy:
    add_people(invented, "P01", "P02")
    add_readable(invented, "P01", TURNS)
    return invented


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ("we don't choose", "We don’t choose"),
        ('choose - "never", as', "choose — «never», as"),
        ("choose – “never”", "choose — «never»"),
        ("we balance Russia with China...", "we  balance\nRussia with China…"),
        ("  AND WE WAIT.  ", "and we wait."),
    ],
)
def test_a_quotation_is_found_whatever_way_it_is_typed(spoken: OpenStudy, typed: str, said: str) -> None:
    passage = _find(spoken, typed)
    text = passage.segment.text(passage.layer) or ""
    assert passage.text == text[passage.start : passage.end] == said


def test_words_that_stand_in_several_places_need_an_occurrence(spoken: OpenStudy) -> None:
    with pytest.raises(WrongUse, match=r"3 times \(1: P01 ¶2, 2: P01 ¶4, 3: P01 ¶4\)"):
        _find(spoken, "we balance")
    found = [_find(spoken, "we balance", occurrence=number) for number in (1, 2, 3)]
    assert [passage.segment.number for passage in found] == [2, 4, 4]
    assert found[1].start < found[2].start
    with pytest.raises(WrongUse, match="there is no occurrence 4"):
        _find(spoken, "we balance", occurrence=4)


def test_what_the_interviewer_says_cannot_be_coded(spoken: OpenStudy) -> None:
    with pytest.raises(WrongUse, match="P01 does not say 'Do you have to choose'"):
        _find(spoken, "Do you have to choose")
    with spoken.read() as session, pytest.raises(WrongUse, match="does not speak in segment 1"):
        Utterances(session).at("P01", 1, 0, 2)


def test_a_quotation_does_not_reach_over_two_turns(spoken: OpenStudy) -> None:
    with pytest.raises(WrongUse, match="does not say"):
        _find(spoken, "and we wait. Yes.")


def test_a_quotation_that_is_nearly_right_is_answered_with_what_was_said(spoken: OpenStudy) -> None:
    with pytest.raises(WrongUse) as error:
        _find(spoken, "as they said. We balanced, and we waited")
    assert "Did you mean '" in str(error.value)
    assert "as they say. We balance, and we" in str(error.value)
    with pytest.raises(WrongUse) as error:
        _find(spoken, "entirely other things about wheat")
    assert "Did you mean" not in str(error.value)


def test_offsets_must_lie_inside_the_segment(spoken: OpenStudy) -> None:
    with spoken.read() as session:
        utterances = Utterances(session)
        assert utterances.at("P01", 4, 0, 4).text == "Yes."
        for start, end in ((0, 1000), (3, 3), (-1, 2)):
            with pytest.raises(WrongUse, match="is not inside them"):
                utterances.at("P01", 4, start, end)


def test_a_participant_who_says_nothing_yet_is_answered_with_what_to_do(spoken: OpenStudy) -> None:
    with pytest.raises(WrongUse, match="There is nothing that P02 says"):
        _find(spoken, "anything", code="P02")
    with pytest.raises(WrongUse, match="There is no participant 'P9'"):
        _find(spoken, "anything", code="P9")
    add_turns(spoken, "P02", TURNS)
    with pytest.raises(Refused, match="dragoman pseudonymise P02"):
        _find(spoken, "and we wait", code="P02")
    with spoken.read() as session:
        assert Utterances(session, VERBATIM).find("P02", "and we wait").layer == VERBATIM


def test_everyone_in_a_group_interview_is_quoted_by_code(invented: OpenStudy) -> None:
    add_people(invented, "P01", "P02")
    add_readable(invented, "P01", [("P01", "I agree."), ("P02", "I do not.")], together_with=["P02"])
    assert _find(invented, "I do not", code="P02").segment.number == 2
    with pytest.raises(WrongUse, match="P01 does not say"):
        _find(invented, "I do not", code="P01")


def test_what_was_said_is_read_once_for_many_quotations(spoken: OpenStudy) -> None:
    with spoken.read() as session, counted_queries(spoken) as queries:
        utterances = Utterances(session)
        utterances.find("p01", "and we wait")
        once = len(queries)
        for code in ("p01", "P01", " P01"):
            utterances.find(code, "and we wait")
            with pytest.raises(WrongUse):
                utterances.find(code, "nobody says this")
        assert len(queries) == once
        for _ in range(3):
            with pytest.raises(WrongUse, match="nothing that P02 says"):
                utterances.find("P02", "and we wait")
        assert len(queries) <= 2 * once


WORDS = st.sampled_from(["We", "don’t", "«never»", "say", "—", "é", "İstanbul", "ß", "…", "  ", "\n", "мы", "🙂"])
SAID = st.lists(WORDS, min_size=1, max_size=12).map(" ".join)


@given(st.lists(SAID, min_size=1, max_size=6), st.data())
def test_every_stretch_of_whole_words_is_found_where_it_stands(said: list[str], data: st.DataObject) -> None:
    """Whatever was said and however it is cut into turns, a quotation of words leads back to where they stand."""
    place = data.draw(st.integers(0, len(said) - 1))
    words = said[place].split()
    if not words:
        return
    first = data.draw(st.integers(0, len(words) - 1))
    last = data.draw(st.integers(first, len(words) - 1))
    quotation = " ".join(words[first : last + 1])
    found = list(Said("P01", PSEUDONYMISED, [_segment(*each) for each in enumerate(said)]).passages(quotation))
    assert place in {passage.segment.number for passage in found}
    for passage in found:
        assert " ".join(passage.text.split()).casefold() == quotation.casefold()
        assert said[passage.segment.number][passage.start : passage.end] == passage.text


def _segment(number: int, text: str) -> SegmentReading:
    layers = {PSEUDONYMISED: Reading(text, "typed")}
    role = SpeakerRole.RESPONDENT
    return SegmentReading(number, 1, "P01", number, float(number), "P01", role, "P01", "en", None, None, layers)
