"""Who is counted against whom: denominators, silence, positions that nobody recorded yet."""

from collections.abc import Iterator

import pytest
from sqlalchemy.orm import Session

from dragoman.analysis.hypotheses import Bearing, bearings
from dragoman.analysis.material import Material, load_material
from dragoman.analysis.positions import Denominator, count_positions, withdrawn
from dragoman.errors import WrongUse
from dragoman.model.proposition import Stance
from tests.report.small_study import Builder, small_study


@pytest.fixture(scope="module")
def session(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with small_study(tmp_path_factory.mktemp("positions")) as study, study.read() as session:
        yield session


@pytest.fixture(scope="module")
def material(session: Session) -> Material:
    return load_material(session)


def test_those_who_skipped_every_question_of_a_proposition_were_not_asked(material: Material) -> None:
    found = count_positions(material, "no-choice", [Stance.AFFIRMS])
    assert [stand.participant for stand in found.said] == ["P01", "P03"]
    assert (found.number, found.total) == (2, 4)
    assert found.not_asked == ("P05",)  # P05 skipped Q1 and Q2; P01 skipped Q2 alone and was asked


def test_everyone_interviewed_is_another_denominator(material: Material) -> None:
    found = count_positions(material, "no-choice", [Stance.AFFIRMS], of=Denominator.ALL)
    assert (found.number, found.total) == (2, 5)
    assert found.unset == ("P05",)


def test_silence_is_recorded_and_is_not_the_same_as_no_position(material: Material) -> None:
    found = count_positions(material, "no-choice", [Stance.SILENT])
    assert [stand.participant for stand in found.said] == ["P04"]
    assert found.silent == ("P04",)
    without = count_positions(material, "market-decides", [Stance.SILENT])
    assert without.number == 0
    assert without.unset == ("P01", "P02", "P03")


def test_those_who_withdrew_and_those_never_interviewed_stand_in_no_count(material: Material) -> None:
    assert withdrawn(material) == ("P06",)
    for of in Denominator:
        found = count_positions(material, "no-choice", list(Stance), of=of)
        named = {stand.participant for stand in (*found.said, *found.rest, *found.outside)}
        assert named.isdisjoint({"P06", "P07"})


def test_a_proposition_without_questions_is_asked_of_everyone(material: Material) -> None:
    assert count_positions(material, "market-decides", [Stance.AFFIRMS]).total == 5


def test_a_position_taken_unasked_is_named_but_not_counted(tmp_path_factory: pytest.TempPathFactory) -> None:
    with small_study(tmp_path_factory.mktemp("unasked")) as study:
        with study.change("test.more") as change:
            Builder.of(change.session).position("P05", "no-choice", Stance.AFFIRMS)
        with study.read() as session:
            material = load_material(session)
    asked = count_positions(material, "no-choice", [Stance.AFFIRMS])
    assert (asked.number, asked.total) == (2, 4)
    assert [stand.participant for stand in asked.outside] == ["P05"]
    everyone = count_positions(material, "no-choice", [Stance.AFFIRMS], of=Denominator.ALL)
    assert (everyone.number, everyone.total, everyone.outside) == (3, 5, ())


def test_counts_of_all_stances_and_gaps_add_up_to_the_denominator(material: Material) -> None:
    for key in material.propositions:
        for of in Denominator:
            counts = [count_positions(material, key, [stance], of=of) for stance in Stance]
            assert sum(each.number for each in counts) + len(counts[0].unset) == counts[0].total


def test_an_unknown_proposition_is_refused_with_the_nearest_one(material: Material) -> None:
    with pytest.raises(WrongUse, match="no proposition 'no-choise'; did you mean 'no-choice'"):
        count_positions(material, "no-choise", [Stance.AFFIRMS])


def test_everyone_stands_once_in_each_row_of_a_hypothesis(material: Material) -> None:
    rows = bearings(material, material.hypothesis("H1"))
    assert [row.proposition.key for row in rows] == ["no-choice", "market-decides"]
    for row in rows:
        named = [stand.participant for stands in row.by.values() for stand in stands]
        assert sorted(named) == ["P01", "P02", "P03", "P04", "P05"]
    first, second = ({kind: [s.participant for s in who] for kind, who in row.by.items()} for row in rows)
    assert first == {
        Bearing.SUPPORTS: ["P01", "P03"],
        Bearing.QUALIFIES: ["P02"],
        Bearing.SILENT: ["P04"],
        Bearing.NOT_ASKED: ["P05"],
    }
    # H1 says of this proposition that affirming contradicts it, and gives "qualifies" no meaning.
    assert second == {
        Bearing.CONTRADICTS: ["P04"],
        Bearing.NEUTRAL: ["P05"],
        Bearing.UNSET: ["P01", "P02", "P03"],
    }
