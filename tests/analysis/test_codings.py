"""Respondents with a code: children of codes, interviewers' words, words that are gone."""

from collections.abc import Iterator

import pytest

from dragoman.analysis.codings import code_lines, count_code
from dragoman.analysis.material import Material, load_material
from dragoman.errors import WrongUse
from tests.report.small_study import small_study


@pytest.fixture(scope="module")
def material(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Material]:
    with small_study(tmp_path_factory.mktemp("codings")) as study, study.read() as session:
        yield load_material(session)


def test_a_respondent_has_a_code_when_own_words_bear_it(material: Material) -> None:
    found = count_code(material, "hedging")
    assert found.respondents == ("P01", "P02", "P03")
    assert found.total == 5
    assert len(found.codings) == 3
    assert len(found.elsewhere) == 1  # one coding stands on the interviewer's question


def test_codes_below_count_only_when_asked_for(material: Material) -> None:
    assert count_code(material, "strategy").respondents == ()  # P06 withdrew
    everyone = count_code(material, "strategy", children=True)
    assert everyone.included == ("strategy", "hedging", "balancing")
    assert everyone.respondents == ("P01", "P02", "P03", "P04")


def test_a_coding_whose_words_are_gone_does_not_count(material: Material) -> None:
    found = count_code(material, "balancing")
    assert found.respondents == ("P04",)
    assert len(found.lost) == 1


def test_the_tree_lists_parents_before_children(material: Material) -> None:
    lines = [(line.depth, line.count.code.name, len(line.count.respondents)) for line in code_lines(material)]
    assert lines == [(0, "strategy", 0), (1, "hedging", 3), (1, "balancing", 1), (0, "unused", 0)]


def test_an_unknown_code_is_refused(material: Material) -> None:
    with pytest.raises(WrongUse, match="no code 'hedgin'; did you mean 'hedging'"):
        count_code(material, "hedgin")
