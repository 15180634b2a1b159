"""Tables are read as people save them; faults name line and column."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.errors import WrongUse
from dragoman.protocol.csv_rows import read_rows, table_rows
from dragoman.protocol.text_file import TextFile
from tests.protocol.small_protocol import write


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_all_ways_to_save_a_table_give_the_same_rows(delimiter: str, end: str, mark: str, tmp_path: Path) -> None:
    lines = [["Participant", " scopes ", "how"], ["P01", '"a;b,c"', "Ж"], ["", "", ""], [" P02 ", '"d\te"', '"""x"""']]
    text = mark + end.join(delimiter.join(line) for line in lines) + end
    path = tmp_path / "t.csv"
    path.write_bytes(text.encode())
    first, second = read_rows(path, required=["participant"], optional=["scopes", "how", "form"])
    assert (first.line, first["participant"], first["scopes"], first["how"], first["form"]) == (
        2,
        "P01",
        "a;b,c",
        "Ж",
        "",
    )
    assert (second.line, second["participant"], second["scopes"], second["how"]) == (4, "P02", "d\te", '"x"')
    assert first.parts("scopes") == ("a", "b,c")
    assert first.parts("form") == ()


def test_a_row_knows_where_it_begins_when_cells_hold_lines(tmp_path: Path) -> None:
    path = write(tmp_path, "t.csv", 'name,example\na,"one\ntwo"\n\nb,three\n')
    rows = read_rows(path, required=["name"], optional=["example"])
    assert [(row.line, row["name"], row["example"]) for row in rows] == [(2, "a", "one\ntwo"), (5, "b", "three")]


def test_free_columns_keep_their_names(tmp_path: Path) -> None:
    path = write(tmp_path, "t.csv", "PARTICIPANT;Years\nP01;7\n")
    assert read_rows(path, required=["participant"], free=True)[0].cells == {"participant": "P01", "Years": "7"}


@pytest.mark.parametrize(
    ("text", "place", "reason"),
    [
        ("participant,scops\nP01,x\n", "line 1, column 'scops'", "not known. Did you mean 'scopes'?"),
        ("participant,zzz\nP01,x\n", "line 1, column 'zzz'", "The columns are: participant, scopes."),
        ("scopes\nx\n", "line 1, column 'participant'", "This column is missing. The file has: scopes."),
        ("participant,scopes,Scopes\nP01,x,y\n", "line 1, column 'scopes'", "there twice"),
        ("participant,\nP01,x\n", "line 1, column 2", "has no name"),
        ("participant,scopes\nP01,x\nP02\n", "line 3", "This row has 1 cells, the header has 2 columns."),
        ("participant,scopes\nP01,x,y\n", "line 2", "Put cells that contain ',' in quotation marks."),
        ("participant,scopes\n", "line 1", "There is no row below the header."),
        ('participant,scopes\nP01,"x\n', "line 2", "cannot be read"),
        ('participant,scopes\nP01,"x"y\n', "line 2", "cannot be read"),
        ("participant,scopes\nP01," + "x" * 200_000 + "\n", "line 2", "cannot be read"),
    ],
)
def test_faults_name_line_and_column(text: str, place: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(WrongUse) as error:
        read_rows(write(tmp_path, "t.csv", text), required=["participant"], optional=["scopes"])
    assert str(error.value).startswith(f"t.csv, {place}: ")
    assert reason in str(error.value)
    assert "Nothing was stored." in str(error.value)


cells = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0"), max_size=20).map(str.strip)


@given(st.lists(st.tuples(cells.filter(bool), cells), min_size=1, max_size=6), st.sampled_from([",", ";", "\t"]))
def test_whatever_a_csv_writer_writes_is_read_back(table: list[tuple[str, str]], delimiter: str) -> None:
    out = io.StringIO(newline="")
    writer = csv.writer(out, delimiter=delimiter, quoting=csv.QUOTE_ALL)
    writer.writerows([("name", "text"), *table])
    rows = table_rows(TextFile("t.csv", out.getvalue(), ""), required=["name"], optional=["text"])
    assert [(row["name"], row["text"]) for row in rows] == table


@given(st.text(max_size=120).filter(str.strip))
def test_no_text_breaks_the_reader(text: str) -> None:
    try:
        rows = table_rows(TextFile("t.csv", text, ""), required=["a"], free=True)
    except WrongUse as error:
        assert str(error).startswith("t.csv")  # noqa: PT017  (either outcome is right)
    else:
        assert all("a" in row.cells for row in rows)
