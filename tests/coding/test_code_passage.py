"""Codes are put on words, by hand or from a file, by whoever is at work; nothing is coded twice or in part."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import select

from dragoman.coding.code_passage import code_offsets, code_quotation, load_codings, remove_coding
from dragoman.errors import WrongUse
from dragoman.model.anchor import AnchorState
from dragoman.model.event import Event
from dragoman.model.selection import Coding, Selection
from dragoman.store.study import OpenStudy
from dragoman.store.verify import verify
from tests.invented_study import add_codes, add_people, add_readable, counted_queries

TURNS = [
    ("I", "And the powers?"),
    ("R", "We trade with both. We choose neither."),
    ("R", "We trade with both, as I said."),
]


@pytest.fixture
def spoken(invented: OpenStudy) -> OpenStudy:
    add_people(invented, "P01", "P02")
    add_readable(invented, "P01", TURNS)
    add_codes(invented, "hedging", "Balancing")
    return invented


def _codings(study: OpenStudy) -> list[tuple[str, str, str, str]]:
    with study.read() as session:
        rows = session.scalars(select(Coding).order_by(Coding.id))
        return [(row.selection.text, row.code.name, row.coder, row.note) for row in rows]


def _selections(study: OpenStudy) -> list[tuple[str, AnchorState]]:
    with study.read() as session:
        return [(row.text, row.state) for row in session.scalars(select(Selection).order_by(Selection.id))]


def _wait_for_review(study: OpenStudy) -> None:
    with study.change("test.review") as change:
        for selection in change.session.scalars(select(Selection)):
            selection.state = AnchorState.REVIEW


def _csv(folder: Path, *rows: str, header: str = "participant,code,quote,occurrence,note") -> Path:
    path = folder / "codings.csv"
    path.write_text("\n".join([header, *rows]), encoding="utf-8")
    return path


def test_a_code_is_put_on_words_by_whoever_is_at_work(spoken: OpenStudy) -> None:
    coded = code_quotation(spoken, "p01", "HEDGING", "we choose neither", note="clear")
    assert (coded.code, coded.is_new, coded.passage.segment.number) == ("hedging", True, 2)
    assert _codings(spoken) == [("We choose neither", "hedging", "ana", "clear")]
    with spoken.read() as session:
        event = session.scalars(select(Event).order_by(Event.id.desc())).first()
        assert event is not None
        assert (event.action, event.subject) == ("coding.add", "P01")
        assert event.details == {"code": "hedging", "segment": 2, "new": True}


def test_the_same_words_carry_several_codes_on_one_selection(spoken: OpenStudy) -> None:
    code_quotation(spoken, "P01", "hedging", "We choose neither")
    again = code_quotation(spoken, "P01", "hedging", "we choose  neither", note="said twice")
    assert not again.is_new
    code_offsets(spoken, "P01", "Balancing", segment=2, start=20, end=37)
    spoken.actor = "ben"
    assert code_quotation(spoken, "P01", "hedging", "We choose neither").is_new
    assert _codings(spoken) == [
        ("We choose neither", "hedging", "ana", "said twice"),
        ("We choose neither", "Balancing", "ana", ""),
        ("We choose neither", "hedging", "ben", ""),
    ]
    assert _selections(spoken) == [("We choose neither", AnchorState.INTACT)]
    assert verify(spoken).faults == ()


@pytest.mark.parametrize(
    ("code", "quotation", "message"),
    [
        ("hedge", "We choose neither", "There is no code 'hedge'. Did you mean 'hedging'?"),
        ("hedging", "We trade with both", "2 times"),
        ("hedging", "We choose both", "does not say"),
    ],
)
def test_what_cannot_be_coded_leaves_nothing_behind(spoken: OpenStudy, code: str, quotation: str, message: str) -> None:
    with spoken.read() as session:
        before = session.query(Event).count()
    with pytest.raises(WrongUse) as error:
        code_quotation(spoken, "P01", code, quotation)
    assert message in str(error.value)
    assert str(error.value).endswith("Nothing was stored.")
    assert _selections(spoken) == []
    with spoken.read() as session:
        assert session.query(Event).count() == before


def test_only_ones_own_code_is_taken_off(spoken: OpenStudy) -> None:
    code_quotation(spoken, "P01", "hedging", "We choose neither")
    spoken.actor = "ben"
    with pytest.raises(WrongUse, match=r"You \(ben\) have not put the code 'hedging' there"):
        remove_coding(spoken, "P01", "hedging", "We choose neither")
    code_quotation(spoken, "P01", "hedging", "We choose neither")
    assert remove_coding(spoken, "P01", "hedging", "We choose neither") == 1
    assert [coder for _, _, coder, _ in _codings(spoken)] == ["ana"]
    assert len(_selections(spoken)) == 1


def test_a_selection_goes_with_its_last_coding(spoken: OpenStudy) -> None:
    code_quotation(spoken, "P01", "hedging", "We choose neither")
    code_quotation(spoken, "P01", "Balancing", "We choose neither")
    remove_coding(spoken, "P01", "hedging", "We choose neither")
    assert len(_selections(spoken)) == 1
    remove_coding(spoken, "P01", "balancing", "We choose neither")
    assert _selections(spoken) == []


def test_coding_the_words_again_settles_what_waits_for_review(spoken: OpenStudy) -> None:
    code_quotation(spoken, "P01", "hedging", "We choose neither", note="mine")
    _wait_for_review(spoken)
    assert not code_quotation(spoken, "P01", "hedging", "We choose neither").is_new
    assert _codings(spoken) == [("We choose neither", "hedging", "ana", "mine")]
    assert _selections(spoken) == [("We choose neither", AnchorState.INTACT)]


def test_another_coders_review_is_not_settled_by_the_way(spoken: OpenStudy) -> None:
    code_quotation(spoken, "P01", "hedging", "We choose neither")
    _wait_for_review(spoken)
    spoken.actor = "ben"
    assert code_quotation(spoken, "P01", "hedging", "We choose neither").is_new
    assert sorted(state for _, state in _selections(spoken)) == [AnchorState.INTACT, AnchorState.REVIEW]
    spoken.actor = "ana"
    assert remove_coding(spoken, "P01", "hedging", "We choose neither") == 1
    assert [coder for _, _, coder, _ in _codings(spoken)] == ["ben"]
    assert _selections(spoken) == [("We choose neither", AnchorState.INTACT)]


def test_a_file_is_coded_as_a_whole(spoken: OpenStudy, tmp_path: Path) -> None:
    rows = ["P01,hedging,We choose neither,,", "p01,balancing,We trade with both,2,as said", "P01,hedging,As I said,,"]
    path = _csv(tmp_path, *rows)
    assert [coded.is_new for coded in load_codings(spoken, path)] == [True, True, True]
    assert _codings(spoken) == [
        ("We choose neither", "hedging", "ana", ""),
        ("We trade with both", "Balancing", "ana", "as said"),
        ("as I said", "hedging", "ana", ""),
    ]
    assert [coded.is_new for coded in load_codings(spoken, path)] == [False, False, False]
    assert len(_codings(spoken)) == 3


def test_a_file_with_faults_names_every_line_and_codes_nothing(spoken: OpenStudy, tmp_path: Path) -> None:
    path = _csv(
        tmp_path,
        "P01,hedging,We choose neither,,",
        "P01,hedgehog,We choose neither,,",
        "P01,hedging,We trade with both,,",
        "P01,hedging,We trade with both,two,",
        "P07,hedging,We trade with both,,",
        "P02,hedging,anything,,",
    )
    with pytest.raises(WrongUse) as error:
        load_codings(spoken, path)
    lines = str(error.value).splitlines()
    assert lines[0] == "codings.csv has 5 faults. Nothing was stored. Correct them and load the file again:"
    expected = {
        "line 3": "There is no code 'hedgehog'",
        "line 4": "2 times",
        "line 5": "occurrence must be a number from 1 on, not 'two'",
        "line 6": "There is no participant 'P07'",
        "line 7": "There is nothing that P02 says",
    }
    for line, (place, message) in zip(lines[1:], expected.items(), strict=True):
        assert line.startswith(f"  {place}: ")
        assert message in line
    assert _codings(spoken) == [] == _selections(spoken)


def test_a_row_costs_the_same_whatever_has_been_coded_before(spoken: OpenStudy, tmp_path: Path) -> None:
    """Reading the codebook or the interview again for each row would make the cost grow with its square."""
    add_readable(spoken, "P02", [("R", f"turn number {number} of many") for number in range(400)])
    add_codes(spoken, *[f"code{number}" for number in range(20)])

    def statements(numbers: range) -> int:
        path = _csv(tmp_path, *[f"P02,code{number % 20},turn number {number} of,," for number in numbers])
        with counted_queries(spoken) as queries:
            assert len(load_codings(spoken, path)) == len(numbers)
        return len(queries)

    first = statements(range(100))
    assert statements(range(100, 300)) <= 2 * first
