"""The review form: whatever a transcript holds can be written and read; what cannot be read names its line."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import WrongUse
from dragoman.text.review_form import FormEntry, form_time, is_form, read_form, write_form
from tests.model.writing import any_text

EXAMPLE = """\
# Notes are not read.

[1] 00:00:01.5 interviewer: Do you have to choose?

[2] 00:00:04.0 P01: We talk to all our neighbours,
and nobody is told to choose.

[4] P01: [laughs]
\\[pause]
\\# it was said: number one
# a note in between

[+] interviewer: Мерсі. Рақмет!
"""


def test_what_the_form_says() -> None:
    assert read_form(EXAMPLE) == [
        FormEntry(1, "interviewer", "Do you have to choose?", 1500),
        FormEntry(2, "P01", "We talk to all our neighbours,\nand nobody is told to choose.", 4000),
        FormEntry(4, "P01", "[laughs]\n[pause]\n# it was said: number one"),
        FormEntry(None, "interviewer", "Мерсі. Рақмет!"),
    ]


def test_what_was_read_is_written_as_it_was() -> None:
    notes = [line.removeprefix("# ") for line in EXAMPLE.splitlines()[:1]]
    assert write_form(read_form(EXAMPLE), notes=notes) == EXAMPLE.replace("# a note in between\n", "")


awkward = st.sampled_from(
    (
        "[3] P01: no",
        "#",
        "\\",
        "\\[",
        "[",
        "[+]",
        ":",
        " ",
        "\n",
        "\r",
        "\r\n",
        "\n\n",
        "\t",
        "\u2028",
        "\x0b",
        "x",
        "ә",
    )
)
texts = st.one_of(any_text, st.lists(awkward, max_size=12).map("".join))
speakers = st.one_of(
    st.sampled_from(("P01", "interviewer", "Dr A: host", "00:00:01 B", "a\\b", "\\:", "#1", "[x]", "Ә. Қ.")),
    st.text(min_size=1, max_size=8),
).filter(lambda name: bool(name.split()) and not set(name) & set("\x1c\x1d\x1e\x1f\x85\u2028\u2029\x0b\x0c"))


@st.composite
def transcripts(draw: st.DrawFn) -> list[FormEntry]:
    numbers = draw(st.lists(st.integers(0, 9_999_999), max_size=5, unique=True))
    numbered: list[int | None] = [*numbers, *draw(st.lists(st.none(), max_size=2))]
    times = st.one_of(st.none(), st.integers(0, 359_999_999))
    return [FormEntry(number, draw(speakers), draw(texts), draw(times)) for number in draw(st.permutations(numbered))]


def kept(entry: FormEntry) -> FormEntry:
    """What the form keeps of a turn: see the end of its description."""
    lines = [line.rstrip() for line in re.split(r"\r\n|\r|\n", entry.text.strip())]
    start_ms = None if entry.start_ms is None else entry.start_ms // 100 * 100
    return FormEntry(entry.number, " ".join(entry.speaker.split()), "\n".join(lines).strip(), start_ms)


@given(transcripts())
def test_a_transcript_written_and_read_is_the_same(entries: list[FormEntry]) -> None:
    form = write_form(entries, notes=["a note"])
    if not entries:
        with pytest.raises(WrongUse, match="no turn"):
            read_form(form)
        return
    assert read_form(form) == [kept(entry) for entry in entries]
    assert is_form(form)
    assert [entry.text.split() for entry in read_form(form)] == [entry.text.split() for entry in entries]


@given(transcripts().filter(bool))
def test_an_editor_may_change_line_ends_and_leave_blanks(entries: list[FormEntry]) -> None:
    form = write_form(entries)
    expected = read_form(form)
    assert read_form("\ufeff" + form.replace("\n", "\r\n")) == expected
    assert read_form(form.replace("\n", "  \n")) == expected
    assert read_form(form.strip() + "\n\n\n") == expected
    assert write_form(expected) == write_form(read_form(write_form(expected)))


@given(transcripts().filter(bool))
def test_one_changed_turn_changes_no_other_line(entries: list[FormEntry]) -> None:
    """Forms can be compared line by line."""
    changed = [*entries[:-1], FormEntry(entries[-1].number, entries[-1].speaker, "other words", entries[-1].start_ms)]
    before, after = write_form(entries), write_form(changed)
    same = write_form(entries[:-1]).removesuffix("\n")
    assert before.startswith(same)
    assert after.startswith(same)


@pytest.mark.parametrize(
    ("form", "message"),
    [
        ("", "no turn"),
        ("# only a note\n", "no turn"),
        ("words before any turn\n[1] P01: words", "Line 1: a turn begins with its number"),
        ("[1] P01: words\n\n[1] P01: again", r"Line 3: segment \[1\] stands in line 1 already.*Write \[\+\]"),
        ("[1] P01: words\n[1O] P01: words", "Line 2 begins like a turn but cannot be read"),
        ("[1] P01: words\n[laughs]", r"Line 2 begins like a turn but cannot be read: '\[laughs\]'.*backslash"),
        ("[1] P01 words", "Line 1 begins like a turn"),
        ("[1] : words", "Line 1 begins like a turn"),
        ("[1] 00:00:01.0: words", "Line 1 begins like a turn"),
        ("[1] 00:99:01 P01: words", "Line 1 begins like a turn"),
        ("# note\n[1] P01:\n\n[2] P01: words", "Line 2: the turn of P01 has no words.*Take the whole turn out"),
    ],
)
def test_what_cannot_be_read_is_told_with_its_line(form: str, message: str) -> None:
    with pytest.raises(WrongUse, match=message) as told:
        read_form(form)
    assert "othing was changed" in str(told.value)


@given(st.one_of(any_text, st.lists(awkward, max_size=12).map("".join)))
def test_any_text_is_read_or_refused(text: str) -> None:
    try:
        entries = read_form(text)
    except WrongUse:
        return
    assert read_form(write_form(entries)) == entries


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (EXAMPLE, True),
        ("\ufeff# note\r\n\r\n[12] P01: words\r\n", True),
        ("WEBVTT\n\n00:01.000 --> 00:02.000\nwords", False),
        ("P01: words", False),
        ("[00:43.810 --> 00:47.850]  words", False),
        ("[00:00:01] P01: words", False),
        ("[laughs] P01: words", False),
        ("", False),
    ],
)
def test_forms_and_other_transcripts_are_told_apart(text: str, expected: bool) -> None:
    assert is_form(text) is expected


@pytest.mark.parametrize(
    ("ms", "expected"),
    [(0, "00:00:00.0"), (62_345, "00:01:02.3"), (3_600_000, "01:00:00.0"), (360_000_000, "100:00:00.0")],
)
def test_times_of_the_tape(ms: int, expected: str) -> None:
    assert form_time(ms) == expected
