"""Positions rest on words; a new one replaces the one before, with its evidence."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from dragoman.coding.code_passage import code_quotation
from dragoman.coding.take_position import load_positions, set_position, stance_of
from dragoman.errors import Refused, WrongUse
from dragoman.model.anchor import AnchorState
from dragoman.model.proposition import Position, Stance
from dragoman.model.selection import Selection
from dragoman.store.study import OpenStudy
from dragoman.store.verify import verify
from tests.invented_study import add_codes, add_people, add_propositions, add_readable

TURNS = [("I", "Must you choose?"), ("R", "We choose neither. We trade with both. We choose neither, I tell you.")]


@pytest.fixture
def spoken(invented: OpenStudy) -> OpenStudy:
    add_people(invented, "P01", "P02")
    add_readable(invented, "P01", TURNS)
    add_propositions(invented, "no-choice", "market")
    return invented


def _positions(study: OpenStudy) -> list[tuple[str, str, str, list[str], str, str]]:
    with study.read() as session:
        return [
            (
                one.participant.code,
                one.proposition.key,
                one.stance.value,
                [piece.selection.text for piece in one.evidence],
                one.note,
                one.set_by,
            )
            for one in session.scalars(select(Position).order_by(Position.id))
        ]


def _selections(study: OpenStudy) -> list[str]:
    with study.read() as session:
        return list(session.scalars(select(Selection.text).order_by(Selection.text)))


def _csv(folder: Path, *rows: str) -> Path:
    path = folder / "positions.csv"
    path.write_text("\n".join(["participant,proposition,position,quote,occurrence,note", *rows]), encoding="utf-8")
    return path


def test_a_position_keeps_the_words_that_show_it(spoken: OpenStudy) -> None:
    quotations = ("we trade with both", "I tell you")
    taken = set_position(spoken, "p01", "no-choice", Stance.QUALIFIES, quotations=quotations, note="twice")
    assert (taken.participant, taken.before) == ("P01", None)
    assert _positions(spoken) == [
        ("P01", "no-choice", "qualifies", ["We trade with both", "I tell you"], "twice", "ana")
    ]
    assert verify(spoken).faults == ()


@pytest.mark.parametrize("stance", [Stance.AFFIRMS, Stance.QUALIFIES, Stance.REJECTS])
def test_every_position_but_silence_needs_evidence(spoken: OpenStudy, stance: Stance) -> None:
    with pytest.raises(Refused, match=r"has no evidence.*only `silent` needs none.*Nothing was stored"):
        set_position(spoken, "P01", "no-choice", stance)
    assert set_position(spoken, "P01", "no-choice", Stance.SILENT).evidence == ()
    with pytest.raises(WrongUse, match="does not say"):
        set_position(spoken, "P01", "no-choice", stance, quotations=[" "])


def test_a_new_position_replaces_the_one_before_and_its_evidence(spoken: OpenStudy) -> None:
    both, neither = "We trade with both", "We choose neither"
    set_position(spoken, "P01", "no-choice", Stance.AFFIRMS, quotations=[both, "I tell you"])
    spoken.actor = "ben"
    taken = set_position(spoken, "P01", "no-choice", Stance.REJECTS, quotations=[neither], occurrence=2)
    assert taken.before is Stance.AFFIRMS
    assert _positions(spoken) == [("P01", "no-choice", "rejects", [neither], "", "ben")]
    assert _selections(spoken) == [neither]
    set_position(spoken, "P01", "no-choice", Stance.SILENT)
    assert _positions(spoken)[0][2:4] == ("silent", [])


def test_evidence_that_is_coded_too_stays_when_the_position_changes(spoken: OpenStudy) -> None:
    add_codes(spoken, "hedging")
    code_quotation(spoken, "P01", "hedging", "We trade with both")
    set_position(spoken, "P01", "no-choice", Stance.AFFIRMS, quotations=["We trade with both"])
    assert len(_selections(spoken)) == 1
    set_position(spoken, "P01", "no-choice", Stance.SILENT)
    assert _selections(spoken) == ["We trade with both"]


def test_evidence_that_waits_for_review_is_settled_by_quoting_it_again(spoken: OpenStudy) -> None:
    set_position(spoken, "P01", "no-choice", Stance.AFFIRMS, quotations=["We trade with both"])
    with spoken.change("test.review") as change:
        change.session.scalars(select(Selection)).one().state = AnchorState.REVIEW
    set_position(spoken, "P01", "no-choice", Stance.AFFIRMS, quotations=["We trade with both"])
    with spoken.read() as session:
        assert [one.state for one in session.scalars(select(Selection))] == [AnchorState.INTACT]


def test_unknown_names_are_answered_with_the_nearest(spoken: OpenStudy) -> None:
    with pytest.raises(WrongUse, match=r"no proposition 'nochoice'\. Did you mean 'no-choice'"):
        set_position(spoken, "P01", "nochoice", Stance.SILENT)
    with pytest.raises(WrongUse, match="There is no participant 'P11'"):
        set_position(spoken, "P11", "no-choice", Stance.SILENT)
    with pytest.raises(WrongUse, match="positions are: affirms, qualifies, rejects, silent"):
        stance_of("agrees")
    assert stance_of(" Affirms ") is Stance.AFFIRMS


def test_rows_of_one_position_give_several_pieces_of_evidence(spoken: OpenStudy, tmp_path: Path) -> None:
    path = _csv(
        tmp_path,
        "P01,no-choice,affirms,We trade with both,,first",
        "P01,market,silent,,,",
        "p01,no-choice,Affirms,We choose neither,2,second",
        "P02,no-choice,silent,,,not asked",
    )
    assert [one.participant for one in load_positions(spoken, path)] == ["P01", "P01", "P02"]
    assert _positions(spoken) == [
        ("P01", "no-choice", "affirms", ["We trade with both", "We choose neither"], "first second", "ana"),
        ("P01", "market", "silent", [], "", "ana"),
        ("P02", "no-choice", "silent", [], "not asked", "ana"),
    ]
    load_positions(spoken, path)
    assert len(_positions(spoken)) == 3
    assert len(_selections(spoken)) == 2


def test_a_file_with_faults_names_every_line_and_sets_nothing(spoken: OpenStudy, tmp_path: Path) -> None:
    path = _csv(
        tmp_path,
        "P01,no-choice,affirms,We trade with both,,",
        "P01,no-choice,affirms,We trade with nobody,,",
        "P01,market,affirms,,,",
        "P02,market,affirms,We trade,,",
        "P02,no-choice,agrees,,,",
        "P02,market,rejects,We trade,,",
        "P01,markt,silent,,,",
        "P01,markt,affirms,I tell you,,",
    )
    with pytest.raises(WrongUse) as error:
        load_positions(spoken, path)
    lines = str(error.value).splitlines()[1:]
    expected = {
        "line 3": "P01 does not say 'We trade with nobody'",
        "line 4": "has no evidence",
        "line 5": "nothing that P02 says",
        "line 6": "'agrees' is no position",
        "line 7": "nothing that P02 says",
        "line 8": "two positions on markt",
    }
    for line, (place, message) in zip(lines, expected.items(), strict=True):
        assert line.startswith(f"  {place}: ")
        assert message in line
    assert _positions(spoken) == []
