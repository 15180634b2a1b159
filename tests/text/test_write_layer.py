"""Every change of a text is a revision; what a person accepted stays accepted only while nothing changed."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from dragoman.model.layer import LayerText, Revision, translation
from dragoman.store.study import OpenStudy
from dragoman.text.write_layer import NewText, WrittenLayer, write_layer, write_texts
from tests.invented_study import add_people, add_readable, counted_queries, readings

EN = translation("en")


@pytest.fixture
def spoken(invented: OpenStudy) -> OpenStudy:
    add_people(invented, "P01")
    add_readable(invented, "P01", [("R", "Раз."), ("R", "Два.")], language="ru")
    return invented


def _write(study: OpenStudy, *texts: NewText, actor: str = "ana") -> WrittenLayer:
    segments = readings(study, "P01")
    with study.change("test.write") as change:
        words = {one.segment_id: text for one, text in zip(segments, texts, strict=False)}
        return write_layer(change.session, segments[0].source_id, EN, words, actor=actor, kind="translation")


def _rows(study: OpenStudy) -> list[tuple[str, str, str | None]]:
    with study.read() as session:
        query = select(LayerText).where(LayerText.layer == EN).order_by(LayerText.segment_id)
        return [(row.text, row.origin, row.accepted_by) for row in session.scalars(query)]


def test_new_texts_are_counted_apart_from_changed_ones(spoken: OpenStudy) -> None:
    assert (_write(spoken, NewText("One.", "x")).new, len(_rows(spoken))) == (1, 1)
    written = _write(spoken, NewText("One!", "y"), NewText("Two.", "y"), actor="ben")
    assert (written.new, written.changed) == (1, 1)
    assert _rows(spoken) == [("One!", "y", None), ("Two.", "y", None)]
    with spoken.read() as session:
        revised = [(one.actor, one.kind, one.before, one.after) for one in session.scalars(select(Revision))]
    assert revised == [("ben", "translation", "One.", "One!")]


def test_the_same_text_again_is_no_revision_and_keeps_its_maker(spoken: OpenStudy) -> None:
    _write(spoken, NewText("One.", "a machine"))
    written = _write(spoken, NewText("One.", "another machine"))
    assert (written.new, written.changed) == (0, 0)
    assert _rows(spoken) == [("One.", "a machine", None)]
    with spoken.read() as session:
        assert session.scalars(select(Revision)).all() == []


def test_acceptance_lasts_while_neither_text_nor_basis_change(spoken: OpenStudy) -> None:
    _write(spoken, NewText("One.", "x", "basis", accepted_by="ana"))
    _write(spoken, NewText("One.", "x", "basis"))
    assert _rows(spoken)[0][2] == "ana"
    _write(spoken, NewText("One.", "x", "another basis"))
    assert _rows(spoken)[0][2] is None
    _write(spoken, NewText("One.", "x", "another basis", accepted_by="ben"))
    assert _rows(spoken)[0][2] == "ben"
    _write(spoken, NewText("Ones.", "x", "another basis"))
    assert _rows(spoken)[0][2] is None


def test_a_first_edited_text_says_what_it_took_the_place_of(spoken: OpenStudy) -> None:
    segment = readings(spoken, "P01")[0].segment_id
    with spoken.change("test.write") as change:
        words = {segment: NewText("Раз, два.", "edited by ana")}
        write_texts(change.session, "edited", words, actor="ana", kind="edit", before={segment: "Раз."})
    with spoken.read() as session:
        assert [(one.before, one.after) for one in session.scalars(select(Revision))] == [("Раз.", "Раз, два.")]


def test_many_segments_take_few_statements(invented: OpenStudy) -> None:
    add_people(invented, "P01")
    add_readable(invented, "P01", [("R", f"Слово {number}.") for number in range(1200)], language="ru")
    with counted_queries(invented) as first:
        _write(invented, *[NewText(f"Word {number}.", "x") for number in range(1200)])
    with counted_queries(invented) as second:
        _write(invented, *[NewText(f"Word {number}!", "x") for number in range(1200)])
    assert max(len(first), len(second)) < 40
