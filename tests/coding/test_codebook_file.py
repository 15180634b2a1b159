"""Codebooks are read from YAML and CSV, and what is written reads back the same."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import dragoman
from dragoman.coding.codebook_file import (
    DEEPEST,
    CodebookFile,
    CodeEntry,
    codebook_csv,
    codebook_of,
    codebook_yaml,
    read_codebook,
)
from dragoman.errors import WrongUse
from dragoman.protocol.located_yaml import clean
from dragoman.protocol.text_file import TextFile

YAML = """\
codebook:
  name: invented
  version: 2
  description: Codes that were invented for tests.
  languages: [en]
codes:
  - name: strategy
    label: Strategy
    definition: What a state does.
    children:
      - name: hedging
        definition: |
          Two lines
          of words.
        use_when: It takes precautions.
        use_not_when: It takes sides.
        example: "We wait: and see."
        source: Invented 2025
      - name: balancing
  - name: other
"""

CSV = """\
name,parent,label,definition,use_when,use_not_when,example,source
hedging,strategy,,"Two lines
of words.",It takes precautions.,It takes sides.,We wait: and see.,Invented 2025
strategy,,Strategy,What a state does.,,,,
balancing,strategy,,,,,,
other,,,,,,,
"""

TREE = (
    CodeEntry(
        "strategy",
        label="Strategy",
        definition="What a state does.",
        children=(
            CodeEntry(
                "hedging",
                definition="Two lines\nof words.",
                use_when="It takes precautions.",
                use_not_when="It takes sides.",
                example="We wait: and see.",
                source="Invented 2025",
            ),
            CodeEntry("balancing"),
        ),
    ),
    CodeEntry("other"),
)


def read(name: str, text: str, known: tuple[str, ...] = ()) -> CodebookFile:
    return codebook_of(TextFile(name, text, ""), known=known)


def test_both_formats_give_the_same_tree() -> None:
    assert read("c.yaml", YAML) == CodebookFile(
        TREE, name="invented", version="2", description="Codes that were invented for tests.", languages=("en",)
    )
    assert read("c.csv", CSV).codes == TREE
    assert [code.name for code in read("c.csv", CSV.replace(",", ";")).walk()] == [
        "strategy",
        "hedging",
        "balancing",
        "other",
    ]


def test_a_parent_in_a_table_may_be_a_code_that_the_study_has() -> None:
    (code,) = read("c.csv", "name,parent\nnew,Old\n", known=("old",)).codes
    assert code == CodeEntry("new", parent="old")


@pytest.mark.parametrize(
    ("old", "new", "place", "reason"),
    [
        ("- name: other", "- nam: other", "line 20, codes[1].nam", "Did you mean 'name'?"),
        ("- name: other", "- label: other", "line 20, codes[1].name", "This field is missing."),
        ("- name: other", "- name: Hedging", "line 20, codes[1].name", "'Hedging' is there already, in line 11."),
        ("use_when: It", "use_wen: It", "line 15, codes[0].children[0].use_wen", "Did you mean 'use_when'?"),
        ("      - name: balancing", "      - balancing", "line 19, codes[0].children[1]", "not a single value"),
        ("name: balancing", "name: " + "b" * 101, "line 19, codes[0].children[1].name", "up to 100 characters"),
        ("languages: [en]", "languages: [English]", "line 5, codebook.languages", "no language code"),
        ("codes:\n", "code:\n", "line 6, code", "Did you mean 'codes'?"),
    ],
)
def test_faults_of_yaml_name_line_and_field(old: str, new: str, place: str, reason: str) -> None:
    assert YAML.count(old) == 1
    with pytest.raises(WrongUse) as error:
        read("c.yaml", YAML.replace(old, new))
    assert any(f"{place}: " in line and reason in line for line in str(error.value).splitlines()), str(error.value)


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("name,parnt\na,b\n", "line 1, column 'parnt'", "Did you mean 'parent'?"),
        ("name,parent\na,b\n", "line 2, column 'parent'", "There is no code 'b'. Known are: a."),
        ("name,parent\na,\nA,\n", "line 3, column 'name'", "'A' is there already, in line 2."),
        ("name,label\na,x\n,y\n", "line 3, column 'name'", "The name of the code is missing."),
        ("name,parent\na,a\n", "line 2, column 'parent'", "'a' would stand below itself."),
        ("name,parent\nx,a\na,b\nb,a\n", "line 3, column 'parent'", "'a' would stand below itself."),
        ("name\n" + '"a\nb"\n', "line 2, column 'name'", "one line"),
    ],
)
def test_faults_of_a_table_name_line_and_column(text: str, place: str, reason: str) -> None:
    with pytest.raises(WrongUse) as error:
        read("c.csv", text)
    assert any(f"{place}: " in line and reason in line for line in str(error.value).splitlines()), str(error.value)


def test_a_chain_of_thousands_of_codes_is_refused() -> None:
    chain = "name,parent\nc0,\n" + "".join(f"c{number},c{number - 1}\n" for number in range(1, 3000))
    with pytest.raises(WrongUse, match=f"stands deeper than {DEEPEST} levels"):
        read("c.csv", chain)


def test_other_files_are_refused(tmp_path: Path) -> None:
    path = tmp_path / "codes.qdc"
    path.write_text("<CodeBook/>")
    with pytest.raises(WrongUse, match=r"Give a \.yaml or a \.csv file"):
        read_codebook(path)
    with pytest.raises(WrongUse, match="The file has no code"):
        read("c.yaml", "codes: []\n")


def test_the_shipped_codebook_is_whole() -> None:
    book = read_codebook(Path(dragoman.__file__).parent / "frameworks" / "great-power-rivalry.yaml")
    codes = list(book.walk())
    assert len(codes) > 20
    for code in codes:
        assert code.definition, code.name
        assert code.use_when, code.name
        assert code.use_not_when, code.name
        assert code.source, code.name


words = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=30).map(clean)
names = words.filter(lambda name: 0 < len(name) <= 30 and len(name.splitlines()) == 1)


@st.composite
def trees(draw: st.DrawFn) -> tuple[CodeEntry, ...]:
    """Trees of codes whose names differ in more than capital letters."""
    chosen = draw(st.lists(names, min_size=1, max_size=6, unique_by=str.casefold))
    parents = [draw(st.integers(-1, number - 1)) for number in range(len(chosen))]

    def branch(parent: int) -> tuple[CodeEntry, ...]:
        return tuple(
            CodeEntry(name, draw(words), draw(words), draw(words), children=branch(number))
            for number, name in enumerate(chosen)
            if parents[number] == parent
        )

    return branch(-1)


@given(trees())
def test_what_is_written_reads_back_the_same(codes: tuple[CodeEntry, ...]) -> None:
    book = CodebookFile(codes, name="a study", languages=("en", "ru"))
    assert read("c.yaml", codebook_yaml(book)) == book
    assert read("c.csv", codebook_csv(book)).codes == codes
