"""CSV tables as people save them (RFC 4180): comma, semicolon or tab, quoted cells, with or without a BOM."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from dragoman.protocol.faults import Faults
from dragoman.protocol.near_miss import did_you_mean, listed
from dragoman.protocol.text_file import TextFile, read_text_file

_DELIMITERS = (",", ";", "\t")


@dataclass(frozen=True, slots=True)
class Row:
    """One row: ``row["field"]`` is the cell without surrounding white space, empty where the column is absent.

    ``line`` is the line of the file where the row begins, counted from 1.
    """

    line: int
    cells: dict[str, str]

    def __getitem__(self, column: str) -> str:
        return self.cells.get(column, "")

    def parts(self, column: str) -> tuple[str, ...]:
        """The entries of a cell that holds a list, separated by semicolons; empty ones are left out."""
        return tuple(part for part in (part.strip() for part in self[column].split(";")) if part)


def read_rows(path: Path, *, required: Sequence[str], optional: Sequence[str] = (), free: bool = False) -> list[Row]:
    """The rows of a CSV file whose first line names its columns; empty rows are left out.

    The delimiter is the one under which the header makes sense. Column names are compared without regard to case.
    ``free`` lets other columns through under the names they have; otherwise they are refused.
    Raises ``WrongUse`` with line and column for a file that is no such table.
    """
    return table_rows(read_text_file(path), required=required, optional=optional, free=free)


def table_rows(
    file: TextFile, *, required: Sequence[str], optional: Sequence[str] = (), free: bool = False
) -> list[Row]:
    """The same for a file that was read already."""
    faults = Faults(file.name)
    delimiter = _delimiter(file.text, [*required, *optional])
    records = _records(file.text, delimiter, faults)
    line, header = next(records, (1, []))
    columns = _columns(header, line, required=required, optional=optional, free=free, faults=faults)
    rows = []
    for line, record in records:
        if len(record) != len(columns):
            faults.add(line, "", _uneven(record, columns, delimiter))
        else:
            rows.append(Row(line, {name: cell.strip() for name, cell in zip(columns, record, strict=True)}))
    faults.raise_any()
    if not rows:
        faults.add(line, "", "There is no row below the header.")
    faults.raise_any()
    return rows


def column(name: str) -> str:
    """How a fault names its column."""
    return f"column '{name}'"


def _delimiter(text: str, known: Sequence[str]) -> str:
    """The delimiter under which most of the header's cells are known columns, and if none is, under which it has most
    cells.
    """
    first = next(line for line in text.splitlines() if line.strip())
    names = {name.casefold() for name in known}

    def fit(delimiter: str) -> tuple[int, int]:
        cells = next(csv.reader([first], delimiter=delimiter), [])
        return sum(cell.strip().casefold() in names for cell in cells), len(cells)

    return max(_DELIMITERS, key=fit)


def _records(text: str, delimiter: str, faults: Faults) -> Iterator[tuple[int, list[str]]]:
    """Records with any content, each with the line where it begins."""
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    line = 1
    while True:
        try:
            record = next(reader)
        except StopIteration:
            return
        except csv.Error as error:
            faults.add(line, "", f"This row cannot be read ({error}). Check its quotation marks.")
            faults.raise_any()
            return
        if any(cell.strip() for cell in record):
            yield line, record
        line = reader.line_num + 1


def _columns(
    header: list[str], line: int, *, required: Sequence[str], optional: Sequence[str], free: bool, faults: Faults
) -> list[str]:
    known = {name.casefold(): name for name in (*required, *optional)}
    columns: list[str] = []
    for number, cell in enumerate(header, start=1):
        name = known.get(cell.strip().casefold(), cell.strip())
        if not name:
            faults.add(line, f"column {number}", "This column has no name. Name it or take it out.")
        elif name in columns:
            faults.add(line, column(name), "This column is there twice.")
        elif name.casefold() not in known and not free:
            hint = did_you_mean(name, known.values()) or f" The columns are: {listed(known.values())}."
            faults.add(line, column(name), f"This column is not known.{hint}")
        columns.append(name)
    for name in required:
        if name not in columns:
            faults.add(line, column(name), f"This column is missing. The file has: {listed(filter(None, columns))}.")
    return columns


def _uneven(record: list[str], columns: list[str], delimiter: str) -> str:
    shown = {"\t": "a tab"}.get(delimiter, f"'{delimiter}'")
    return (
        f"This row has {len(record)} cells, the header has {len(columns)} columns. Put cells that contain {shown} in "
        "quotation marks."
    )
