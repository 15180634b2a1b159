"""The paragraphs and tables of a Word document, read as a stream."""

from __future__ import annotations

import io
import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from posixpath import normpath
from xml.etree.ElementTree import ParseError, XMLParser

from dragoman.intake.broken_file import broken_file

MOST_ENTRIES = 5_000
LARGEST_CONTENT = 1 << 30
LARGEST_TEXT_PART = 200 << 20
_CHUNK = 1 << 18
_BROKEN_ZIP = (
    zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, NotImplementedError, RuntimeError, OSError,
    OverflowError, ValueError, KeyError, IndexError,
)  # fmt: skip
# What elements of text are named in, transitional and strict (ISO/IEC 29500-4 and -1).
_WORD = frozenset({
    "{http://schemas.openxmlformats.org/wordprocessingml/2006/main",
    "{http://purl.oclc.org/ooxml/wordprocessingml/main",
})  # fmt: skip
_RELATIONS = "_rels/.rels"
_USUAL_PART = "word/document.xml"
_NOT_WORDS = frozenset({
    "pPr", "rPr", "tblPr", "trPr", "tcPr", "sectPr", "sdtPr", "tblGrid",
    "Fallback", "del", "moveFrom", "instrText", "delText", "binData",
})  # fmt: skip
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}
_SAVE_AGAIN = "Open it in Word or LibreOffice, save it as .docx, and add it again."


@dataclass(frozen=True, slots=True)
class TableRow:
    """One row of a table; each cell's paragraphs are joined by line breaks. ``table`` numbers the tables."""

    table: int
    cells: tuple[str, ...]


def word_paragraphs(data: bytes, *, name: str) -> list[str | TableRow]:
    """The body of a .docx file (ISO/IEC 29500-1, section 17) in reading order: paragraphs and rows of tables.

    Soft line breaks are ``\\n``. Deleted text, field codes, headers, footers and comments are left out, inserted text,
    links, content controls and text boxes are kept. Raises ``WrongUse`` for a file that is no .docx, is broken or
    locked, for a document type declaration (entities), and for content beyond the limits (an archive made to swell).
    """
    body = _Body()
    _feed(_part(data, name), body, name)
    return body.items


def _part(data: bytes, name: str) -> Iterator[bytes]:
    """The bytes of the part with the text, in chunks."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(data))
        sizes = {entry.filename: entry.file_size for entry in archive.infolist()}
    except _BROKEN_ZIP:
        raise broken_file(name, "the Word file is broken or cut off", "Fetch it again from where it came.") from None
    if len(sizes) > MOST_ENTRIES or sum(sizes.values()) > LARGEST_CONTENT:
        raise broken_file(name, "the file unpacks to far more than a document holds", _SAVE_AGAIN)
    part = _main_part(archive, sizes, name)
    yield from _unpacked(archive, part, name)


def _main_part(archive: zipfile.ZipFile, sizes: dict[str, int], name: str) -> str:
    if _USUAL_PART in sizes:
        return _USUAL_PART
    relations = _Relations()
    if _RELATIONS in sizes:
        _feed(_unpacked(archive, _RELATIONS, name), relations, name)
    if relations.target not in sizes or not relations.target.startswith("word/"):
        reason = "it is an archive, but holds no Word document"
        raise broken_file(name, reason, "If it is another kind of document, save it as .docx and add that.")
    return relations.target


def _unpacked(archive: zipfile.ZipFile, part: str, name: str) -> Iterator[bytes]:
    size = 0
    try:
        with archive.open(part) as stream:
            while chunk := stream.read(_CHUNK):
                size += len(chunk)
                if size > LARGEST_TEXT_PART:
                    break
                yield chunk
    except _BROKEN_ZIP:
        reason = "the Word file is broken, cut off or locked with a password"
        raise broken_file(name, reason, "Fetch it again, or save it without a password.") from None
    if size > LARGEST_TEXT_PART:
        raise broken_file(name, "its text unpacks to far more than an interview holds", _SAVE_AGAIN)


def _feed(chunks: Iterator[bytes], target: _Body | _Relations, name: str) -> None:
    """Parse XML; a document type declaration is refused before anything in it is read, so no entity is ever defined."""
    parser = XMLParser(target=target)  # noqa: S314  (doctype() refuses what makes this parser unsafe)
    try:
        for chunk in chunks:
            parser.feed(chunk)
        parser.close()
    except _Doctype:
        raise broken_file(name, "it declares XML entities, which no word processor writes", _SAVE_AGAIN) from None
    except (ParseError, ValueError, LookupError):
        raise broken_file(name, "the text inside the Word file is broken or cut off", _SAVE_AGAIN) from None


class _Doctype(Exception):
    """The XML has a document type declaration."""


class _Target:
    """What an XML parser reports to."""

    def doctype(self, name: str, public: str | None, system: str | None) -> None:
        raise _Doctype

    def close(self) -> None:
        """Nothing is left to do at the end."""


class _Relations(_Target):
    """Finds the part that holds the document (ISO/IEC 29500-2, section 9.3)."""

    def __init__(self) -> None:
        self.target = ""

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        if tag.endswith("}Relationship") and attributes.get("Type", "").endswith("/officeDocument"):
            self.target = normpath(attributes.get("Target", "").lstrip("/"))


@dataclass(slots=True)
class _Table:
    number: int
    cells: list[str] = field(default_factory=list)
    cell: list[str] | None = None


class _Body(_Target):
    """Collects paragraphs and rows while the XML passes by."""

    def __init__(self) -> None:
        self.items: list[str | TableRow] = []
        self._paragraphs: list[list[str]] = []
        self._tables: list[_Table] = []
        self._tables_seen = 0
        self._skipped = 0
        self._in_text = False

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        space, _, kind = tag.rpartition("}")
        if self._skipped or kind in _NOT_WORDS:
            self._skipped += 1
        elif space in _WORD:
            self._open(kind)

    def _open(self, kind: str) -> None:
        if kind == "p":
            self._paragraphs.append([])
        elif kind == "t":
            self._in_text = True
        elif kind in _SIGNS and self._paragraphs:
            self._paragraphs[-1].append(_SIGNS[kind])
        elif kind == "tbl":
            self._tables_seen += 1
            self._tables.append(_Table(self._tables_seen))
        elif kind == "tc" and self._tables:
            self._tables[-1].cell = []

    def data(self, text: str) -> None:
        if self._in_text and self._paragraphs and not self._skipped:
            self._paragraphs[-1].append(text)

    def end(self, tag: str) -> None:
        if self._skipped:
            self._skipped -= 1
            return
        space, _, kind = tag.rpartition("}")
        if space in _WORD:
            self._close(kind)

    def _close(self, kind: str) -> None:
        if kind == "t":
            self._in_text = False
        elif kind == "p":
            self._keep("".join(self._paragraphs.pop()))
        elif kind == "tc" and self._tables and self._tables[-1].cell is not None:
            self._tables[-1].cells.append("\n".join(self._tables[-1].cell).strip())
            self._tables[-1].cell = None
        elif kind == "tr" and self._tables:
            self._close_row()
        elif kind == "tbl":
            self._tables.pop()

    def _close_row(self) -> None:
        """Rows of a table inside a cell become paragraphs of that cell."""
        table = self._tables[-1]
        if len(self._tables) == 1:
            self.items.append(TableRow(table.number, tuple(table.cells)))
        else:
            for cell in table.cells:
                self._keep(cell, depth=-2)
        table.cells = []

    def _keep(self, text: str, depth: int = -1) -> None:
        cell = self._tables[depth].cell if len(self._tables) >= -depth else None
        if cell is None:
            self.items.append(text)
        else:
            cell.append(text)
