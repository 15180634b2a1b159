"""Selections of one layer move along with their words; the rest of the study is not touched."""

from __future__ import annotations

import pytest
from sqlalchemy import select, update

from dragoman.coding.code_passage import code_quotation
from dragoman.model.anchor import AnchorState, SegmentText
from dragoman.model.layer import PSEUDONYMISED, VERBATIM, LayerText
from dragoman.model.selection import Selection
from dragoman.store.study import OpenStudy
from dragoman.text.carry_selections import CarriedSelections, carry_selections
from tests.invented_study import add_codes, add_people, add_readable, readings

TURNS = [("R", "One two three."), ("R", "Four five six."), ("R", "Seven eight.")]


@pytest.fixture
def coded(invented: OpenStudy) -> OpenStudy:
    add_people(invented, "P01", "P02")
    add_codes(invented, "number")
    for code in ("P01", "P02"):
        add_readable(invented, code, TURNS)
        for words in ("two three", "five", "eight"):
            code_quotation(invented, code, "number", words)
    code_quotation(invented, "P01", "number", "five", layer=VERBATIM)
    return invented


def _carry(study: OpenStudy, *texts: str) -> CarriedSelections:
    """P01's texts become others; a text that is empty is taken out."""
    segments = readings(study, "P01")
    before = [SegmentText(one.segment_id, one.text(PSEUDONYMISED) or "") for one in segments]
    after = [SegmentText(old.id, text) for old, text in zip(before, texts, strict=True) if text]
    with study.change("test.carry") as change:
        return carry_selections(change.session, segments[0].source_id, PSEUDONYMISED, before, after)


def _selected(study: OpenStudy) -> list[tuple[str, int, AnchorState]]:
    with study.read() as session:
        query = select(Selection).order_by(Selection.id)
        return [(one.text, one.start_offset, one.state) for one in session.scalars(query)]


def test_only_selections_of_changed_segments_in_that_layer_move(coded: OpenStudy) -> None:
    before = _selected(coded)
    assert _carry(coded, "One two three.", "Four, well, five six.", "Seven eight.") == CarriedSelections(moved=1)
    after = _selected(coded)
    assert [number for number, (old, new) in enumerate(zip(before, after, strict=True)) if old != new] == [1]
    assert after[1] == ("five", 12, AnchorState.INTACT)


def test_what_changed_waits_for_review_and_stays_so(coded: OpenStudy) -> None:
    assert _carry(coded, "One too three.", "Four five six.", "Seven eight.") == CarriedSelections(to_review=1)
    assert _selected(coded)[0] == ("too three", 4, AnchorState.REVIEW)
    with coded.change("test.words") as change:
        changed = LayerText.segment_id == readings(coded, "P01")[0].segment_id, LayerText.layer == PSEUDONYMISED
        change.session.execute(update(LayerText).where(*changed).values(text="One too three."))
    assert _carry(coded, "So: One too three.", "Four five six.", "Seven eight.") == CarriedSelections(moved=1)
    assert _selected(coded)[0] == ("too three", 8, AnchorState.REVIEW)


def test_what_is_gone_is_lost_with_its_words_still_readable(coded: OpenStudy) -> None:
    assert _carry(coded, "One two three.", "", "Seven eight.") == CarriedSelections(lost=1)
    text, _, state = _selected(coded)[1]
    assert (text, state) == ("five", AnchorState.LOST)
    assert _carry(coded, "One two three.", "", "Seven eight!") == CarriedSelections(moved=1)
    assert _selected(coded)[1][0] == "five"


def test_nothing_is_done_where_nothing_changed(coded: OpenStudy) -> None:
    before = _selected(coded)
    assert _carry(coded, *[text for _, text in TURNS]) == CarriedSelections()
    assert _selected(coded) == before
