"""Tables and figures: what they show, and what they must not."""

import pytest

from dragoman.errors import Refused, WrongUse
from dragoman.report.figures import drawn
from dragoman.report.finding import Kind
from dragoman.report.value import ComputedValue
from tests.report.conftest import Compute


def only(compute: Compute, call: str) -> ComputedValue:
    (value,) = compute(f"{{{{ {call} }}}}").values
    assert value.grid is not None
    return value


def test_positions_name_everyone_and_tell_silence_from_no_position(compute: Compute) -> None:
    value = only(compute, 'table("positions")')
    assert value.grid is not None
    assert value.grid.rows == (
        ("The country avoids choosing.", "2: P01, P03", "1: P02", "0", "1: P04", "0", "4 / 5"),
        ("In the end the market decides.", "1: P04", "1: P05", "0", "0", "3: P01, P02, P03", "5 / 5"),
    )


def test_participants_show_open_variables_alone(compute: Compute) -> None:
    value = only(compute, 'table("participants")')
    assert value.grid is not None
    assert value.grid.header == ("Participant", "Field")
    assert [row[0] for row in value.grid.rows] == ["P01", "P02", "P03", "P04", "P05"]
    assert "ministry" not in str(value.grid)
    assert "A. B." not in str(value.grid)


def test_indirect_variables_are_shown_when_named_and_noticed(compute: Compute) -> None:
    chapter = compute('{{ table("participants", columns=["field", "employer"]) }}')
    assert "ministry" in chapter.text
    assert [notice.kind for notice in chapter.notices] == [Kind.DISCLOSURE]


def test_a_variable_that_identifies_is_never_shown(compute: Compute) -> None:
    with pytest.raises(Refused, match="the variable 'name' is marked direct"):
        compute('{{ table("participants", columns=["name"]) }}')
    with pytest.raises(WrongUse, match="no variable 'fields'; did you mean 'field'"):
        compute('{{ table("participants", columns=["fields"]) }}')


def test_codes_stand_as_a_tree(compute: Compute) -> None:
    value = only(compute, 'table("codes")')
    assert value.grid is not None
    assert value.grid.rows[1] == ("\u2003Hedging", "3", "3", "P01, P02, P03")


def test_captions_are_numbered(compute: Compute) -> None:
    text = compute('{{ table("codes") }}\n{{ table("positions", caption="Who stands where") }}').text
    assert ": Table 1. Codes [[Evidence](#evidence-1)]" in text
    assert ": Table 2. Who stands where [[Evidence](#evidence-2)]" in text


def test_a_hypothesis_names_what_supports_and_contradicts_and_the_silent(compute: Compute) -> None:
    value = only(compute, 'hypothesis("H1")')
    assert value.grid is not None
    first = dict(zip(value.grid.header, value.grid.rows[0], strict=True))
    assert first["Supports"] == "2: P01, P03"
    assert first["Contradicts"] == "0"
    assert first["Silent"] == "1: P04"
    assert first["Not asked"] == "1: P05"


@pytest.mark.parametrize("lang", ["en", "ru"])
def test_a_hypothesis_is_never_proved(compute: Compute, lang: str) -> None:
    chapter = compute('{{ hypothesis("H1") }}', lang=lang)
    said = (chapter.text + str(chapter.values)).casefold()
    assert "prove" not in said.replace("approve", "").replace("improve", "")
    assert "proof" not in said
    assert "доказ" not in said


def test_a_figure_says_in_words_what_it_shows(compute: Compute) -> None:
    chapter = compute('{{ figure("positions") }}')
    (value,) = chapter.values
    assert value.result == (
        "Stacked bars, one for each proposition: The country avoids choosing. affirms 2, qualifies 1, silent 1; "
        "In the end the market decides. affirms 1, qualifies 1, no position yet 3."
    )
    assert f'alt="{value.result}"' in chapter.text
    assert value.grid is not None  # the same in numbers, for the evidence


def test_figures_are_drawn_into_the_document_without_colour(compute: Compute) -> None:
    import base64
    import re

    chapter = compute('{{ figure("positions") }}')
    drawing = drawn(chapter.text, chapter.values, png=False)
    found = re.search(r"data:image/svg\+xml;base64,([^)]+)", drawing)
    assert found is not None
    svg = base64.b64decode(found.group(1)).decode()
    assert ">The country avoids choosing.<" in svg
    for colour in re.findall(r"#([0-9a-fA-F]{6})\b", svg):
        assert colour[:2] == colour[2:4] == colour[4:], colour  # greys only
    png = drawn(chapter.text, chapter.values, png=True)
    data = re.search(r"data:image/png;base64,([^)]+)", png)
    assert data is not None
    assert base64.b64decode(data.group(1)).startswith(b"\x89PNG")


def test_nothing_to_draw_is_said(fresh_empty: Compute) -> None:
    with pytest.raises(WrongUse, match="no lexicon"):
        fresh_empty('{{ figure("mentions") }}')
