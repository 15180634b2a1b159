"""Words that were said: parts left out, quotations that cut a word."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.analysis.spoken import places_in

TEXT = "We never choose one side, because choosing would cost us the other one. We never choose."


def said(quotation: str, text: str = TEXT) -> list[str]:
    return [" | ".join(text[span.start : span.end] for span in spans) for spans in places_in(text, quotation)]


def test_parts_left_out_must_follow_each_other() -> None:
    assert said("one side […] the other") == ["one side | the other"]
    assert said("one side [...] the other") == ["one side | the other"]
    assert said("the other […] one side") == []
    assert said("one side […] nobody said") == []


def test_every_place_is_found_in_order() -> None:
    assert len(said("we never CHOOSE")) == 2
    assert said("") == []
    assert said("[…]") == []


@given(st.lists(st.text(alphabet="абвгд xyz,.!-", min_size=1, max_size=8), min_size=1, max_size=12), st.data())
def test_any_stretch_of_a_text_is_found_where_it_stands(parts: list[str], data: st.DataObject) -> None:
    text = " ".join(parts)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    quotation = text[start:end]
    if quotation.strip():
        assert any(
            text[spans[0].start : spans[0].end].split() == quotation.split() for spans in places_in(text, quotation)
        )
