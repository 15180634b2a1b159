"""Codebook files: YAML with the tree of codes, or CSV with one row for each code and the name of its parent."""

from __future__ import annotations

import csv
import io
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from dragoman.errors import WrongUse
from dragoman.protocol.csv_rows import Row, column, table_rows
from dragoman.protocol.faults import Faults
from dragoman.protocol.language_code import is_language
from dragoman.protocol.located_yaml import LocatedMap, clean, located_map
from dragoman.protocol.near_miss import did_you_mean, listed
from dragoman.protocol.text_file import TextFile, read_text_file

TEXTS = ("label", "definition", "use_when", "use_not_when", "example", "source")
"""What a code says of itself besides its name; ``source`` is where it comes from (author, year)."""

COLUMNS = ("name", "parent", *TEXTS)
LONGEST_NAME = 100
DEEPEST = 15
"""How many codes may stand below one another."""


@dataclass(frozen=True, slots=True)
class CodeEntry:
    """A code as plain data, with the codes below it.

    ``parent`` names a code that the file itself does not hold; None: the code stands where the file has it.
    """

    name: str
    label: str = ""
    definition: str = ""
    use_when: str = ""
    use_not_when: str = ""
    example: str = ""
    source: str = ""
    children: tuple[CodeEntry, ...] = ()
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class CodebookFile:
    """A codebook as a file holds it."""

    codes: tuple[CodeEntry, ...]
    name: str = ""
    version: str = ""
    description: str = ""
    languages: tuple[str, ...] = ()

    def walk(self) -> Iterator[CodeEntry]:
        """All codes, each before the codes below it."""
        return walk(self.codes)


def walk(codes: Sequence[CodeEntry]) -> Iterator[CodeEntry]:
    """All codes of a tree, each before the codes below it."""
    for code in codes:
        yield code
        yield from walk(code.children)


def read_codebook(path: Path, *, known: Collection[str] = ()) -> CodebookFile:
    """The codebook of a YAML or CSV file, told apart by the ending of its name.

    In CSV a parent may be a ``known`` code, one that the study has already. Raises ``WrongUse`` that names line and
    field for faults of the file.
    """
    return codebook_of(read_text_file(path), known=known)


def codebook_of(file: TextFile, *, known: Collection[str] = ()) -> CodebookFile:
    """The same for a file that was read already."""
    ending = Path(file.name).suffix.lower()
    if ending in (".yaml", ".yml"):
        return _from_yaml(file)
    if ending in (".csv", ".tsv", ".txt"):
        return _from_csv(file, known)
    raise WrongUse(f"{file.name} is no codebook that can be read. Nothing was stored. Give a .yaml or a .csv file.")


def _from_yaml(file: TextFile) -> CodebookFile:
    faults = Faults(file.name)
    root = located_map(file, faults).only("codebook", "codes")
    codes = tuple(_code(item) for item in root.maps("codes"))
    if not codes:
        root.fault("codes", "The file has no code.")
    _refuse_twins(root)
    head = root.map("codebook")
    if head is None:
        faults.raise_any()
        return CodebookFile(codes)
    head.only("name", "version", "description", "languages")
    languages = head.words("languages")
    for code in languages:
        if not is_language(code):
            head.fault("languages", f"'{code}' is no language code, such as en, ru, kk.")
    found = CodebookFile(
        codes,
        name=head.text("name", default=""),
        version=head.text("version", default=""),
        description=head.text("description", default=""),
        languages=languages,
    )
    faults.raise_any()
    return found


def _code(item: LocatedMap) -> CodeEntry:
    item.only("name", *TEXTS, "children")
    name = item.text("name")
    if wrong := _wrong_name(name):
        item.fault("name", wrong)
    texts = {field: item.text(field, default="") for field in TEXTS}
    return CodeEntry(name, **texts, children=tuple(_code(child) for child in item.maps("children")))


def _wrong_name(name: str) -> str | None:
    if len(name.splitlines()) > 1 or len(name) > LONGEST_NAME:
        return f"A code's name is one line of up to {LONGEST_NAME} characters; use 'label' for more."
    return None


def _refuse_twins(root: LocatedMap) -> None:
    first: dict[str, int] = {}
    waiting = root.maps("codes")[::-1]
    while waiting:
        item = waiting.pop()
        name = item.text("name", default="").casefold()
        if name and name in first:
            item.fault("name", f"'{item.text('name')}' is there already, in line {first[name]}.")
        first.setdefault(name, item.line)
        waiting += item.maps("children")[::-1]


def _from_csv(file: TextFile, known: Collection[str]) -> CodebookFile:
    faults = Faults(file.name)
    rows = table_rows(file, required=["name"], optional=[*COLUMNS[1:]])
    names: dict[str, str] = {}
    first: dict[str, int] = {}
    for row in rows:
        fold = row["name"].casefold()
        if wrong := "The name of the code is missing." if not row["name"] else _wrong_name(row["name"]):
            faults.add(row.line, column("name"), wrong)
        elif fold in first:
            faults.add(row.line, column("name"), f"'{row['name']}' is there already, in line {first[fold]}.")
        first.setdefault(fold, row.line)
        names.setdefault(fold, row["name"])
    parents = {row["name"]: _parent(row, names, known, faults) for row in rows}
    _refuse_circles(rows, parents, faults)
    faults.raise_any()
    return CodebookFile(_tree(rows, parents, set(names.values())))


def _parent(row: Row, names: dict[str, str], known: Collection[str], faults: Faults) -> str:
    parent = row["parent"]
    found = names.get(parent.casefold()) or next((name for name in known if name.casefold() == parent.casefold()), "")
    if parent and not found:
        hint = did_you_mean(parent, [*names.values(), *known]) or f" Known are: {listed([*names.values(), *known])}."
        faults.add(row.line, column("parent"), f"There is no code '{parent}'.{hint}")
    return found


def _refuse_circles(rows: Sequence[Row], parents: dict[str, str], faults: Faults) -> None:
    for row in rows:
        seen, name = {row["name"]}, parents[row["name"]]
        while name and name not in seen:
            seen.add(name)
            name = parents.get(name, "")
        if name and name == row["name"]:
            faults.add(row.line, column("parent"), f"'{name}' would stand below itself.")
        elif len(seen) > DEEPEST:
            faults.add(row.line, column("parent"), f"'{row['name']}' stands deeper than {DEEPEST} levels.")


def _tree(rows: Sequence[Row], parents: dict[str, str], here: Collection[str]) -> tuple[CodeEntry, ...]:
    below: dict[str, list[Row]] = {}
    for row in rows:
        parent = parents[row["name"]]
        below.setdefault(parent if parent in here else "", []).append(row)

    def branch(parent: str) -> tuple[CodeEntry, ...]:
        return tuple(entry(row) for row in below.get(parent, ()))

    def entry(row: Row) -> CodeEntry:
        texts = {field: clean(row[field]) for field in TEXTS}
        found = CodeEntry(row["name"], **texts, children=branch(row["name"]))
        parent = parents[row["name"]]
        return replace(found, parent=parent) if parent and parent not in here else found

    return branch("")


def codebook_yaml(book: CodebookFile) -> str:
    """A codebook as YAML text that reads back as the same codebook."""
    import yaml

    head = {"name": book.name, "version": book.version, "description": book.description}
    content: dict[str, Any] = {field: value for field, value in head.items() if value}
    if book.languages:
        content["languages"] = list(book.languages)
    data = {"codebook": content} if content else {}
    text: str = yaml.safe_dump(
        data | {"codes": [_plain(code) for code in book.codes]}, sort_keys=False, allow_unicode=True, width=110
    )
    return text


def _plain(code: CodeEntry) -> dict[str, Any]:
    texts = {field: clean(getattr(code, field)) for field in ("name", *TEXTS)}
    found: dict[str, Any] = {field: text for field, text in texts.items() if text}
    return found | ({"children": [_plain(child) for child in code.children]} if code.children else {})


def codebook_csv(book: CodebookFile) -> str:
    """The codes of a codebook as CSV text that reads back as the same codes."""
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n", quoting=csv.QUOTE_MINIMAL)
    writer.writerow(COLUMNS)

    def write(codes: Sequence[CodeEntry], parent: str) -> None:
        for code in codes:
            writer.writerow([code.name, parent, *(getattr(code, field) for field in TEXTS)])
            write(code.children, code.name)

    write(book.codes, "")
    return out.getvalue()
