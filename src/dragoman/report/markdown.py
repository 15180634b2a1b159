"""Markdown that says exactly what it is given: escaping, links, tables.

Words of the material may hold anything, markup included. Every character that Markdown could read as markup is
escaped with a backslash, which Pandoc allows before any symbol (Pandoc User's Guide, "Backslash escapes"). Full stops,
colons and hyphens are markup only where a text begins with them or they stand together, a per cent sign only at the
beginning (a title block).
"""

from __future__ import annotations

import re
from dataclasses import dataclass

_SYMBOLS = re.compile(r"""([!"#$&'()*+<=>@\[\\\]^_`{|}~]|(?:^|(?<=[.:-]))[.:-]|^%|[.:-](?=[.:-]))""")
_LIST_MARKER = re.compile(r"^(\w+)\.")
_BREAKS = re.compile(r"\s*[\n\r\v\f\x1c-\x1e\x85\u2028\u2029]\s*")
_CONTROLS = re.compile(r"[\x00-\x08\x0e-\x1b\x1f\x7f]")


@dataclass(frozen=True, slots=True)
class Grid:
    """A table as plain text: a header, rows, and which columns hold numbers (set to the right)."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numeric: frozenset[int] = frozenset()


def escaped(text: str) -> str:
    """Text that Markdown shows as it is, on one line."""
    one_line = _BREAKS.sub(" ", _CONTROLS.sub("\ufffd", text))
    return _LIST_MARKER.sub(r"\1\\.", _SYMBOLS.sub(r"\\\1", one_line.strip()))


def spoken(text: str, *, lang: str | None = None, classes: str = "") -> str:
    """Words of the material in a span of their own, with their language where it is not the chapter's."""
    attributes = " ".join(part for part in (classes, f"lang={lang}" if lang else "") if part)
    return f"[{escaped(text)}]{{{attributes}}}" if attributes else escaped(text)


def table(grid: Grid, caption: str = "") -> str:
    """A pipe table with its caption (Markdown), between blank lines."""
    dashes = ["---:" if column in grid.numeric else ":---" for column in range(len(grid.header))]
    lines = [_row(grid.header), f"| {' | '.join(dashes)} |", *(_row(row) for row in grid.rows)]
    return "\n\n::: table\n" + "\n".join(lines) + (f"\n\n: {caption}" if caption else "") + "\n:::\n\n"


def _row(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(escaped(cell) for cell in cells)} |"


def code(text: str) -> str:
    """Text as code, fenced by more backticks than it holds in a row."""
    longest = max((len(run) for run in re.findall(r"`+", text)), default=0)
    fence = "`" * (longest + 1)
    space = " " if longest else ""
    return f"{fence}{space}{' '.join(text.split())}{space}{fence}"
