"""Transcripts as Word documents."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby

from dragoman.intake.broken_file import broken_file
from dragoman.intake.clock import parse_clock
from dragoman.intake.label_words import normal
from dragoman.intake.plain_text import turns_of_lines
from dragoman.intake.speaker_labels import labels_in_use, leading_label
from dragoman.intake.stamped_lines import StampedLine, read_stamps, unreadable_time
from dragoman.intake.word_paragraphs import TableRow, word_paragraphs
from dragoman.model.turn import Turn

_HEADINGS = frozenset({
    "speaker", "name", "who", "role", "person", "text", "transcript", "words", "content", "utterance", "time",
    "timecode", "timestamp", "говорящий", "спикер", "имя", "кто", "роль", "текст", "расшифровка", "реплика", "время",
    "таймкод", "сөйлеуші", "мәтін", "уақыт", "уақыты",
})  # fmt: skip
_CLOCK_CELL = re.compile(r"[\[(]?\s?([0-9:.,]{4,16})(?:\s?(?:-->|->|[-–—])\s?([0-9:.,]{4,16}))?\s?[\])]?")


def word_turns(data: bytes, *, name: str) -> list[Turn]:
    """The turns of a .docx file.

    Paragraphs are read as ``plain_text_turns`` reads text, each paragraph set apart from the next, so that one without
    a label goes on with the turn before; soft line breaks part lines. A table whose columns hold speakers and words,
    perhaps with times, gives a turn for each row; other tables are read cell by cell. Raises ``WrongUse`` for a broken
    file (see ``word_paragraphs``) or broken times.
    """
    turns: list[Turn] = []
    pending: list[str] = []
    for table, items in groupby(word_paragraphs(data, name=name), key=_table):
        pieces = list(items)
        rows = [item for item in pieces if isinstance(item, TableRow)]
        columns = _columns(rows) if table else None
        if columns is None:
            pending += _written(pieces)
            continue
        turns += turns_of_lines(read_stamps(pending, name=name, numbered=False))
        turns += turns_of_lines(list(_spoken(rows, columns, name)))
        pending = []
    return turns + turns_of_lines(read_stamps(pending, name=name, numbered=False))


def _table(item: str | TableRow) -> int:
    return item.table if isinstance(item, TableRow) else 0


def _written(items: Sequence[str | TableRow]) -> Iterator[str]:
    """The lines of paragraphs and of plain cells, a blank line after each."""
    for item in items:
        for paragraph in item.cells if isinstance(item, TableRow) else (item,):
            yield from paragraph.split("\n")
            yield ""


@dataclass(frozen=True, slots=True)
class _Columns:
    """Which columns of a table hold what; ``time`` may be missing."""

    speaker: int
    words: int
    time: int | None
    heading: bool


def _columns(rows: Sequence[TableRow]) -> _Columns | None:
    """The columns of a table of speakers and words, None for another table."""
    width = max(len(row.cells) for row in rows)
    if width < 2:
        return None
    heading = all(normal(cell) in _HEADINGS for cell in rows[0].cells if cell) and any(rows[0].cells)
    body = rows[1:] if heading else rows
    columns = [[_cell(row, place) for row in body] for place in range(width)]
    times = [place for place in range(width) if _all_times(columns[place])]
    speakers = [place for place in range(width) if place not in times and _labels(columns[place])]
    words = [place for place in range(width) if place not in times + speakers and _has_letters(columns[place])]
    words = words or speakers[1:]
    if not speakers or not words:
        return None
    longest = max(words, key=lambda place: sum(len(cell) for cell in columns[place]))
    return _Columns(speakers[0], longest, times[0] if times else None, heading)


def _cell(row: TableRow, place: int) -> str:
    return row.cells[place] if place < len(row.cells) else ""


def _all_times(cells: Sequence[str]) -> bool:
    written = [cell for cell in cells if cell]
    return bool(written) and all(_CLOCK_CELL.fullmatch(cell) for cell in written)


def _has_letters(cells: Sequence[str]) -> bool:
    return any(sign.isalpha() for cell in cells for sign in cell)


def _labels(cells: Sequence[str]) -> bool:
    """Whether a column holds labels of speakers by the rule for all labels."""
    written = [f"{cell.rstrip(' :')}: …" for cell in cells if cell]
    used = labels_in_use([cell] for cell in written)
    found = [leading_label(cell) for cell in written]
    return bool(written) and all(label is not None and label[0] in used for label in found)


def _spoken(rows: Sequence[TableRow], columns: _Columns, name: str) -> Iterator[StampedLine]:
    for row in rows[1:] if columns.heading else rows:
        label = " ".join(_cell(row, columns.speaker).rstrip(" :").split()) or None
        start, end = _times("" if columns.time is None else _cell(row, columns.time), name)
        words = _cell(row, columns.words)
        if words.strip():
            yield StampedLine(words, start, end, label)


def _times(cell: str, name: str) -> tuple[int | None, int | None]:
    """The start and end that a cell gives, in ms; an empty cell gives none."""
    match = _CLOCK_CELL.fullmatch(cell)
    if match is None:
        return None, None
    start, end = parse_clock(match[1]), None if match[2] is None else parse_clock(match[2])
    if start is None or (end is None and match[2] is not None):
        raise unreadable_time(name, None, written=cell)
    if end is not None and end < start:
        reason = f"a row of its table ends before it starts ({cell})"
        raise broken_file(name, reason, "Correct the times in the table.")
    return start, end
