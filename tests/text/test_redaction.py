"""Redaction: nothing covered is left, nothing else is touched, and offsets lead there and back."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.engines.entity import EntityKind
from dragoman.errors import WrongUse
from dragoman.model.anchor import Span
from dragoman.text.entity_suggestions import suggest
from dragoman.text.known_names import KnownEntity, KnownNames
from dragoman.text.redaction import Redaction, leaks, redact

TEXTS = st.text(alphabet="abcабв 😀", min_size=1, max_size=40)


@st.composite
def texts_with_spans(draw: st.DrawFn) -> tuple[str, list[Redaction]]:
    text = draw(TEXTS)
    edges = st.lists(st.integers(0, len(text)), min_size=2, max_size=2, unique=True).map(sorted)
    replacements = st.sampled_from(["[person 1]", "[x]", "", "[a former deputy minister]"])
    spans = draw(st.lists(st.tuples(edges, replacements), max_size=6))
    return text, [Redaction(start, end, replacement) for (start, end), replacement in spans]


def test_a_sentence() -> None:
    redacted = redact("Askar met Bolat.", [Redaction(10, 15, "[person 2]"), Redaction(0, 5, "[person 1]")])
    assert redacted.text == "[person 1] met [person 2]."
    assert redacted.to_redacted(6) == 11
    assert redacted.to_original(11) == 6
    assert redacted.span_to_original(Span(3, 14)) == Span(0, 9)
    assert redacted.span_to_redacted(Span(6, 12)) == Span(11, 25)


def test_overlapping_stretches_become_one_under_the_longest() -> None:
    spans = [Redaction(0, 4, "[short]"), Redaction(2, 9, "[long]"), Redaction(8, 10, "[tail]")]
    assert redact("0123456789AB", spans).text == "[long]AB"
    assert redact("0123456789AB", [Redaction(0, 3, "[one]"), Redaction(3, 6, "[two]")]).text == "[one][two]6789AB"


def test_offsets_inside_a_replacement_go_to_its_edges() -> None:
    redacted = redact("xAskary", [Redaction(1, 6, "[p]")])
    assert [redacted.to_redacted(offset) for offset in range(8)] == [0, 1, 1, 1, 1, 1, 4, 5]
    assert [redacted.to_redacted(offset, end=True) for offset in range(8)] == [0, 1, 4, 4, 4, 4, 4, 5]
    assert redacted.to_redacted(99) == 5
    assert redacted.to_original(99, end=True) == 7


@given(texts_with_spans())
def test_covered_characters_go_and_all_others_stay(case: tuple[str, list[Redaction]]) -> None:
    text, spans = case
    redacted = redact(text, spans)
    covered = {offset for span in spans for offset in range(span.start, span.end)}
    kept = "".join(redacted.text[p.redacted_start : p.redacted_end] for p in redacted.pieces if not p.replaced)
    assert kept == "".join(character for offset, character in enumerate(text) if offset not in covered)
    for piece in redacted.pieces:
        shown = redacted.text[piece.redacted_start : piece.redacted_end]
        assert (
            shown in {span.replacement for span in spans} if piece.replaced else shown == text[piece.start : piece.end]
        )


@given(texts_with_spans())
def test_pieces_cover_both_texts_without_gaps(case: tuple[str, list[Redaction]]) -> None:
    text, spans = case
    redacted = redact(text, spans)
    done = redacted_done = 0
    for piece in redacted.pieces:
        assert (piece.start, piece.redacted_start) == (done, redacted_done)
        done, redacted_done = piece.end, piece.redacted_end
    assert (done, redacted_done) == (len(text), len(redacted.text))


@given(texts_with_spans())
def test_offsets_of_what_was_kept_lead_there_and_back(case: tuple[str, list[Redaction]]) -> None:
    text, spans = case
    redacted = redact(text, spans)
    covered = {offset for span in spans for offset in range(span.start, span.end)}
    for offset, character in enumerate(text):
        if offset not in covered:
            there = redacted.to_redacted(offset)
            assert redacted.text[there] == character
            assert redacted.to_original(there) == offset


@given(texts_with_spans(), st.data())
def test_mapping_keeps_the_order_and_stays_inside(case: tuple[str, list[Redaction]], data: st.DataObject) -> None:
    text, spans = case
    redacted = redact(text, spans)
    end = data.draw(st.booleans())
    there = [redacted.to_redacted(offset, end=end) for offset in range(len(text) + 1)]
    back = [redacted.to_original(offset, end=end) for offset in range(len(redacted.text) + 1)]
    assert there == sorted(there)
    assert back == sorted(back)
    assert all(0 <= offset <= len(redacted.text) for offset in there)
    assert all(0 <= offset <= len(text) for offset in back)


@given(texts_with_spans(), st.data())
def test_a_selection_of_the_redacted_text_covers_whole_replacements(
    case: tuple[str, list[Redaction]], data: st.DataObject
) -> None:
    text, spans = case
    redacted = redact(text, [span for span in spans if span.replacement])
    start, end = sorted(data.draw(st.tuples(*[st.integers(0, len(redacted.text))] * 2)))
    if start == end:
        return
    original = redacted.span_to_original(Span(start, end))
    again = redacted.span_to_redacted(original)
    assert again.start <= start
    assert end <= again.end
    assert redacted.span_to_original(again) == original


@pytest.mark.parametrize(("start", "end"), [(2, 2), (3, 1), (-1, 2), (0, 9)])
def test_impossible_stretches_are_refused(start: int, end: int) -> None:
    with pytest.raises(WrongUse, match="Nothing was replaced"):
        redact("Askar", [Redaction(start, end, "[x]")])


KNOWN = KnownNames(
    [
        KnownEntity("v1", EntityKind.PERSON, ("Аскар Тулегенов", "Askar Tulegenov"), "[person 1]"),
        KnownEntity("v2", EntityKind.PERSON, ("Иванова Мария",), "[a colleague]"),
        KnownEntity("v3", EntityKind.PERSON, ("Тулегенов Иван",), "[person 2]"),
        KnownEntity("v4", EntityKind.EMAIL, ("a.tulegenov@example.kz",), "[email 1]"),
    ]
)


def test_leaks() -> None:
    text = "С Тулегеновым; Аскар; a.tulegenov@example.kz; [person 1]; Tulegenova"
    assert [text[span.start : span.end] for span in leaks(text, KNOWN)] == ["Тулегеновым", "a.tulegenov@example.kz"]
    doubtful = [text[span.start : span.end] for span in leaks(text, KNOWN, doubtful=True)]
    assert doubtful[:2] == ["Тулегеновым", "Аскар"]


WORDS = ["Аскар", "Аскаром", "Тулегенов", "Тулегеновым", "Иванова", "Марии", "Иван", "Askar", "Tulegenov's", "А.", "И"]
FILLERS = ["и", "сказал,", "said", "мир", ".", "a.tulegenov@example.kz", "2014"]


@given(st.lists(st.sampled_from(WORDS + FILLERS), max_size=14))
def test_nothing_of_the_list_is_left_after_its_suggestions_are_accepted(words: list[str]) -> None:
    text = " ".join(words)
    spans = suggest(text, "", recognisers=[], known=KNOWN)
    redacted = redact(text, [Redaction(span.start, span.end, "[x]") for span in spans])
    assert leaks(redacted.text, KNOWN) == []
