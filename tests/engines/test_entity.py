"""Entities: texts are read in stretches that lose nothing."""

from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.entity import stretches


@given(st.text(alphabet="аb \n", max_size=200), st.integers(1, 30))
def test_stretches_join_to_the_text(text: str, longest: int) -> None:
    found = list(stretches(text, longest=longest))
    assert "".join(part for _, part in found) == text
    assert all(text[offset : offset + len(part)] == part for offset, part in found)
    assert all(0 < len(part) <= longest for _, part in found)


def test_stretches_end_at_a_space_where_there_is_one() -> None:
    assert [part for _, part in stretches("one two three", longest=8)] == ["one two ", "three"]
