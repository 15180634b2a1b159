"""YAML is read as plain data, and every fault knows its line and field."""

from __future__ import annotations

from enum import StrEnum
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import WrongUse
from dragoman.protocol.faults import MOST_SHOWN, Faults
from dragoman.protocol.located_yaml import LocatedMap, clean, located_map
from dragoman.protocol.text_file import MOST_BYTES, TextFile, read_text_file


class Colour(StrEnum):
    RED = "red"
    GREEN = "green"


def read(text: str) -> tuple[LocatedMap, Faults]:
    faults = Faults("f.yaml")
    return located_map(TextFile("f.yaml", text, ""), faults), faults


def told(faults: Faults) -> str:
    with pytest.raises(WrongUse) as error:
        faults.raise_any()
    return str(error.value)


def test_values_are_the_words_that_were_written() -> None:
    root, faults = read(
        "a: no\nb: 1.10\nc: 2025-01-01\nd: 'x'\nnumber: 12\nflag: yes\ncolour: green\nwords: [a, 7]\none: b\n"
    )
    assert [root.text(name) for name in "abcd"] == ["no", "1.10", "2025-01-01", "x"]
    assert root.number("number") == 12
    assert root.flag("flag") is True
    assert root.choice("colour", Colour) is Colour.GREEN
    assert root.words("words") == ("a", "7")
    assert root.words("one") == ("b",)
    assert root.words("absent") == ()
    faults.raise_any()


def test_a_text_stands_for_one_language_or_several() -> None:
    root, faults = read("a: Hello\nb: {ru: Привет, kk: Сәлем}\nc:\n  - plain\n  - {ru: да}\n  - text: {no: ja}\n")
    root.language = "de"
    assert root.texts("a") == {"de": "Hello"}
    assert root.texts("b") == {"ru": "Привет", "kk": "Сәлем"}
    assert root.texts_list("c") == ({"de": "plain"}, {"ru": "да"}, {"no": "ja"})
    faults.raise_any()


def test_free_data_keeps_its_shape() -> None:
    root, _ = read("free:\n  n: 8\n  on: 2025-01-02\n  yes: true\n  list: [1.5, 0x1F, ~, {a: 010}]\n")
    assert root.data("free") == {"n": 8, "on": "2025-01-02", "yes": True, "list": ["1.5", "0x1F", None, {"a": "010"}]}


@pytest.mark.parametrize(
    ("text", "method", "field", "line", "message"),
    [
        ("a: 1\n", "text", "b", 1, "This field is missing."),
        ("a: 1\nb:\n", "text", "b", 2, "This field is empty."),
        ("a: 1\nb: ''\n", "text", "b", 2, "This field is empty."),
        ("a: 1\nb:\n  - x\n", "text", "b", 3, "A single value belongs here, not a list."),
        ("a: 1\nb: two words\n", "key", "b", 2, "cannot be a short name"),
        ("a: 1\nb: 7a\n", "key", "b", 2, "cannot be a short name"),
        ("a: 1\nb: x\n", "number", "b", 2, "'x' is not a whole number from 1 up."),
        ("a: 1\nb: 0\n", "number", "b", 2, "'0' is not a whole number from 1 up."),
        ("a: 1\nb: ٣\n", "number", "b", 2, "is not a whole number"),
        ("a: 1\nb: 99999999999999999999\n", "number", "b", 2, "is not a whole number"),
        ("a: 1\nb: maybe\n", "flag", "b", 2, "'maybe' is neither true nor false."),
        ("a: 1\nb: []\n", "texts", "b", 2, "not a list"),
        ("a: 1\nb: {english: x}\n", "texts", "b", 2, "'english' is no language code"),
        ("a: 1\nb:\n  en: x\n  ru:\n", "texts", "b.ru", 4, "A text belongs here."),
        ("a: 1\nb: {x: y}\n", "words", "b", 2, "A list belongs here (lines that begin with '-'), not a map."),
        ("a: 1\nb: [x, x]\n", "words", "b[1]", 2, "'x' is there twice."),
        ("a: 1\nb:\n  - x\n  - {y: z}\n", "words", "b[1]", 4, "A word or number belongs here."),
        ("a: 1\nb:\n  - x\n", "maps", "b[0]", 3, "Fields (name: value) belong here, not a single value."),
        ("a: 1\nb: x\n", "map", "b", 2, "Fields (name: value) belong here, not a single value."),
    ],
)
def test_a_fault_names_its_line_and_field(text: str, method: str, field: str, line: int, message: str) -> None:
    root, faults = read(text)
    getattr(root, method)("b")
    paragraph = told(faults)
    assert paragraph.startswith(f"f.yaml, line {line}, {field}: ")
    assert message in paragraph
    assert paragraph.endswith("Nothing was stored. Correct it and load the file again.")


def test_unknown_fields_and_choices_are_refused_with_a_hint() -> None:
    root, faults = read("titel: x\ncolour: gren\nlist: [rad, purple]\n")
    root.only("title", "colour", "list")
    root.choice("colour", Colour)
    root.choices("list", Colour)
    assert told(faults).splitlines()[1:] == [
        "  line 1, titel: This field is not known. Did you mean 'title'?",
        "  line 2, colour: There is no 'gren'. Did you mean 'green'?",
        "  line 3, list[0]: There is no 'rad'. Did you mean 'red'?",
        "  line 3, list[1]: There is no 'purple'. Known are: red, green.",
    ]


def test_all_faults_are_told_together_up_to_ten() -> None:
    root, faults = read("\n".join(f"f{number}:" for number in range(14)))
    for number in range(14):
        root.text(f"f{number}")
    lines = told(faults).splitlines()
    assert lines[0] == "f.yaml has 14 faults. Nothing was stored. Correct them and load the file again:"
    assert len(lines) == 1 + MOST_SHOWN + 1
    assert lines[-1] == "  … and 4 more"


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("a: b\n  c: d\n", "line 2, column 4", "not valid YAML"),
        ("a:\n\t- b\n", "line 2, column 1", "not valid YAML"),
        ("a: [b\n", "line 2, column 1", "not valid YAML"),
        ("a: x\nb: \x07\n", "line 2", "control character"),
        ("a: &x 1\nb: *x\n", "line 1, column 4", "anchors"),
        ("a: 1\nb: *x\n", "line 2, column 4", "anchors"),
        ("a: !!python/object/apply:os.system [ls]\n", "line 1, column 4", "tags"),
        ("a: 1\n---\nb: 2\n", "line 2, column 1", "second document"),
        ("a: " + "[" * 60 + "]" * 60, "line 1, column 43", "deeper than 40"),
        ("a: " + "{x: " * 100_000, "line 1", "deeper than 40"),
        ("- a\n", "line 1", "begins with a list"),
        ("just words\n", "line 1", "begins with a single value"),
    ],
)
def test_what_is_not_plain_data_is_refused(text: str, place: str, reason: str) -> None:
    with pytest.raises(WrongUse) as error:
        read(text)
    assert str(error.value).startswith(f"f.yaml, {place}")
    assert reason in str(error.value)
    assert "Nothing was stored." in str(error.value)


def test_a_file_of_comments_holds_no_data() -> None:
    with pytest.raises(WrongUse, match=r"f\.yaml holds no data"):
        read("# nothing here\n")


def test_a_field_that_is_there_twice_is_a_fault() -> None:
    root, faults = read("a:\n  b: 1\n  c: 2\n  b: 3\n")
    inner = root.map("a")
    assert inner is not None
    assert inner.text("b") == "1"
    assert "line 4, b: This field is there twice, first in line 2." in told(faults)


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "is empty"),
        (b" \n\n", "is empty"),
        ("a: Ж\n".encode("cp1251"), "line 1: this is not UTF-8"),
        (b"a: 1\nb: \xff\n", "line 2: this is not UTF-8"),
        ("a: 1".encode("utf-16"), "UTF-16"),
        (b"a: 1\n\0", "line 2: this is no text file"),
        (b"#" * (MOST_BYTES + 1), "larger than 5 MB"),
    ],
)
def test_files_that_are_no_text_are_refused(content: bytes, reason: str, tmp_path: Path) -> None:
    path = tmp_path / "bad.yaml"
    path.write_bytes(content)
    with pytest.raises(WrongUse) as error:
        read_text_file(path)
    assert str(error.value).startswith("bad.yaml")
    assert reason in str(error.value)


def test_a_missing_file_and_a_folder_are_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="There is no file"):
        read_text_file(tmp_path / "absent.yaml")
    with pytest.raises(WrongUse, match="is a folder"):
        read_text_file(tmp_path)


words = st.text(st.characters(exclude_categories=["Cs"])).map(clean).filter(bool)


@given(st.dictionaries(st.from_regex(r"[a-z]{1,8}", fullmatch=True), words, min_size=1, max_size=5))
def test_whatever_a_yaml_writer_writes_is_read_back(fields: dict[str, str]) -> None:
    root, faults = read(yaml.safe_dump(fields, allow_unicode=True))
    assert {name: root.text(name) for name in fields} == fields
    faults.raise_any()


@given(st.text(max_size=200))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        root, _ = read(text)
    except WrongUse as error:
        assert str(error).startswith("f.yaml")  # noqa: PT017  (either outcome is right)
    else:
        assert isinstance(root, LocatedMap)
