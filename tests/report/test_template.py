"""A template can say what the vocabulary can say, and nothing else."""

from collections.abc import Callable

import pytest

from dragoman.errors import WrongUse
from dragoman.report.template import fill_in
from tests.report.conftest import Compute


def words(calls: list[tuple[str, int]]) -> dict[str, Callable[..., str]]:
    def count(key: str = "", *, _line: int) -> str:
        calls.append((key, _line))
        return f"<{key}>"

    return {"count": count}


def filled(text: str) -> tuple[str, list[tuple[str, int]]]:
    calls: list[tuple[str, int]] = []
    return fill_in(text, "findings.md", words(calls)), calls


def test_calls_are_computed_and_know_their_line() -> None:
    text, calls = filled('# A\n\n{{ count("x") }}\n<!-- note\nnote -->\n\n{{ count(\n  "y") }}\n')
    assert text == "# A\n\n<x>\n\n\n\n<y>\n"
    assert calls == [("x", 3), ("y", 7)]


def test_loops_go_over_lists_that_are_written_out() -> None:
    text, calls = filled('{% for key in ["a", "b"] %}\n- {{ count(key) }}\n{% endfor %}\n')
    assert text == "- <a>\n- <b>\n"
    assert [key for key, _ in calls] == ["a", "b"]


def test_conditions_and_names_of_ones_own() -> None:
    text, _ = filled('{% set key = "a" %}{% if key == "a" %}{{ count(key) }}{% else %}none{% endif %}')
    assert text == "<a>"


def test_identifiers_of_pandoc_are_not_comments() -> None:
    text, _ = filled("## Method {#method .unnumbered}\n{# a comment #}\nText\n")
    assert text == "## Method {#method .unnumbered}\nText\n"


@pytest.mark.parametrize(
    "text",
    [
        "{{ count.__globals__ }}",
        "{{ ''.__class__ }}",
        "{{ count('x')['a'] }}",
        "{{ count('x') | upper }}",
        "{{ [].append(1) }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 10 ** 10 }}",
        "{{ range(10) }}",
        "{{ self }}",
        "{{ namespace() }}",
        "{{ cycler('a') }}",
        "{% for x in 'abc' %}{{ x }}{% endfor %}",
        "{% for x in count('x') %}{{ x }}{% endfor %}",
        "{% set many = [1, 2] %}{% for x in many %}{{ x }}{% endfor %}",
        "{% for a in [1] %}{% for b in [1] %}{% for c in [1] %}x{% endfor %}{% endfor %}{% endfor %}",
        "{% include '/etc/passwd' %}",
        "{% import 'x' as y %}",
        "{% extends 'x' %}",
        "{% macro m() %}{{ m() }}{% endmacro %}",
        "{% block a %}{% endblock %}",
        "{% filter upper %}x{% endfilter %}",
        "{{ count(*['x']) }}",
        "{{ count(**{'key': 'x'}) }}",
        "{{ count('x', _line=3) }}",
        "{{ count }}",
        "{{ x is defined }}",
        "{{ caller() }}",
        "{{ {'a': 1} }}",
        "{{ 'a' ~ unknown }}",
    ],
)
def test_everything_else_is_refused_with_its_line(text: str) -> None:
    with pytest.raises(WrongUse, match=r"^findings\.md, line 3: .* Nothing was rendered\.$"):
        filled(f"one\n\n{text}\n")


def test_a_template_that_cannot_be_read_is_refused_with_its_line() -> None:
    with pytest.raises(WrongUse, match=r"findings\.md, line 2: the template cannot be read"):
        filled("one\n{{ count('x' }}\n")


def test_nesting_without_end_is_refused() -> None:
    with pytest.raises(WrongUse, match="nested too deeply"):
        filled("{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}")


def test_a_misspelt_word_is_answered_with_the_right_one(compute: Compute) -> None:
    with pytest.raises(WrongUse, match=r"line 2: there is no 'cuont' in a findings template; did you mean 'count'\?"):
        compute('\n{{ cuont("no-choice", "affirms") }}')


@pytest.mark.parametrize(
    ("call", "answer"),
    [
        ('count("no-choise", "affirms")', "no proposition 'no-choise'; did you mean 'no-choice'"),
        ('count("no-choice", "affirm")', "'affirm' is no position; affirms, qualifies, rejects and silent are"),
        ('count("no-choice")', "say which position is counted"),
        ("count()", "name either a proposition and a stance"),
        ('count("no-choice", "affirms", code="hedging")', "name either a proposition and a stance"),
        ('count("no-choice", "affirms", of="some")', 'of="some" is no denominator'),
        ('count("no-choice", "affirms", among="x")', r"unexpected keyword argument 'among'.*it is count\(prop"),
        ("count(5, 6)", "count cannot take 5 as proposition"),
        ('count(code="hedging", of="asked")', "codes are counted among everyone interviewed"),
        ('who(code="hedgin")', "no code 'hedgin'; did you mean 'hedging'"),
        ('table("position")', "there is no table 'position'; positions, participants, mentions, codes"),
        ('table("codes", columns=["field"])', "columns= belongs to table"),
        ('figure("codes")', "there is no figure 'codes'"),
        ('hypothesis("H2")', "no hypothesis 'H2'; the study has H1"),
        ('quote("P99", "words")', "no participant 'P99'"),
    ],
)
def test_a_wrong_call_is_answered_with_what_to_write_instead(compute: Compute, call: str, answer: str) -> None:
    with pytest.raises(WrongUse, match=rf"findings\.md, line 1: .*{answer}"):
        compute(f"{{{{ {call} }}}}")
