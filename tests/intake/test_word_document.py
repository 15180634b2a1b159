from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from typing import Any

import pytest

from dragoman.errors import WrongUse
from dragoman.intake import word_paragraphs
from dragoman.intake.word_document import word_turns
from dragoman.model.turn import Turn

SPACE = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def document(write: Callable[[Any], None]) -> bytes:
    """A real Word file, written by python-docx."""
    from docx import Document

    made = Document()
    write(made)
    content = io.BytesIO()
    made.save(content)
    return content.getvalue()


def archive(parts: dict[str, str | bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, part in parts.items():
            made.writestr(name, part)
    return content.getvalue()


def body(xml: str, *, before: str = "") -> bytes:
    return archive({"word/document.xml": f'{before}<w:document xmlns:w="{SPACE}"><w:body>{xml}</w:body></w:document>'})


def turns(data: bytes) -> list[Turn]:
    return word_turns(data, name="talk.docx")


def spoken(data: bytes) -> list[tuple[str | None, str]]:
    return [(turn.speaker, turn.text) for turn in turns(data)]


def test_names_bold_or_not_soft_breaks_and_paragraphs_that_go_on() -> None:
    def write(made: Any) -> None:
        made.add_heading("An invented talk", 1)
        bold = made.add_paragraph()
        bold.add_run("Interviewer:").bold = True
        bold.add_run(" How do you\tsee it?")
        made.add_paragraph("Expert: It is an old question.")
        made.add_paragraph("One can say: it depends.")
        soft = made.add_paragraph("Interviewer: Thank you.")
        soft.add_run().add_break()
        soft.add_run("Expert: Thank you,")
        soft.add_run().add_break()
        soft.add_run("and goodbye.")

    assert spoken(document(write)) == [
        (None, "An invented talk"),
        ("Interviewer", "How do you see it?"),
        ("Expert", "It is an old question. One can say: it depends."),
        ("Interviewer", "Thank you."),
        ("Expert", "Thank you, and goodbye."),
    ]


def test_times_in_brackets() -> None:
    def write(made: Any) -> None:
        for line in (
            "[00:00:01] Интервьюер: Как?",
            "[00:00:05] Эксперт: Так.",
            "И вот так.",
            "[00:00:09] Интервьюер: Да.",
        ):
            made.add_paragraph(line)

    assert turns(document(write)) == [
        Turn("Как?", "Интервьюер", 1_000),
        Turn("Так. И вот так.", "Эксперт", 5_000),
        Turn("Да.", "Интервьюер", 9_000),
    ]


@pytest.mark.parametrize("heading", [True, False])
@pytest.mark.parametrize("times", [True, False])
def test_a_table_of_speakers_and_words(heading: bool, times: bool) -> None:
    rows = [
        ("00:01", "Anna:", "Why?"),
        ("00:04 - 00:08", "P04", "Because."),
        ("", "", "And so."),
        ("01:00", "Anna:", "Oh: yes."),
    ]

    def write(made: Any) -> None:
        made.add_paragraph("An invented talk")
        shown = ([("Time", "Speaker", "Text")] if heading else []) + rows
        table = made.add_table(rows=len(shown), cols=3 if times else 2)
        for row, cells in zip(table.rows, shown, strict=True):
            for cell, text in zip(row.cells, cells if times else cells[1:], strict=True):
                cell.text = text
        made.add_paragraph("Anna: A last word.")

    found = turns(document(write))
    assert [(turn.speaker, turn.text) for turn in found[1:4]] == [
        ("Anna", "Why?"),
        ("P04", "Because. And so."),
        ("Anna", "Oh: yes."),
    ]
    assert [(turn.start_ms, turn.end_ms) for turn in found[1:4]] == (
        [(1_000, None), (4_000, 8_000), (60_000, None)] if times else [(None, None)] * 3
    )
    assert found[0] == Turn("An invented talk")


def test_another_table_is_read_cell_by_cell() -> None:
    def write(made: Any) -> None:
        table = made.add_table(rows=2, cols=2)
        for cell, text in zip(
            table._cells, ["what we did", "and why we did it", "what they did", "and why"], strict=True
        ):
            cell.text = text

    assert [text for _, text in spoken(document(write))] == [
        "what we did",
        "and why we did it",
        "what they did",
        "and why",
    ]


def test_deleted_words_are_left_out_and_inserted_ones_kept() -> None:
    xml = (
        "<w:p><w:pPr><w:tabs><w:tab/></w:tabs><w:rPr><w:ins/></w:rPr></w:pPr><w:r><w:t>Anna: It </w:t></w:r>"
        "<w:del><w:r><w:delText>was</w:delText><w:t>was</w:t></w:r></w:del><w:ins><w:r><w:t>is</w:t></w:r></w:ins>"
        "<w:hyperlink><w:r><w:t xml:space='preserve'> so</w:t><w:noBreakHyphen/><w:t>so</w:t></w:r></w:hyperlink>"
        "<w:r><w:instrText>PAGE</w:instrText></w:r></w:p>"
        "<w:sdt><w:sdtPr><w:t>no</w:t></w:sdtPr><w:sdtContent>"
        "<w:p><w:r><w:t>Anna: Yes.</w:t></w:r></w:p></w:sdtContent></w:sdt>"
    )
    assert spoken(body(xml)) == [("Anna", "It is so-so"), ("Anna", "Yes.")]


def test_a_table_inside_a_cell_stays_in_its_cell() -> None:
    inner = "<w:tbl><w:tr><w:tc><w:p><w:r><w:t>inner</w:t></w:r></w:p></w:tc></w:tr></w:tbl>"
    xml = f"<w:tbl><w:tr><w:tc><w:p><w:r><w:t>outer</w:t></w:r></w:p>{inner}</w:tc></w:tr></w:tbl>"
    assert [text for _, text in spoken(body(xml))] == ["outer", "inner"]


def test_the_part_with_the_text_may_have_another_name() -> None:
    relations = (
        '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r1" '
        'Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" '
        'Target="/word/document2.xml"/></Relationships>'
    )
    xml = f'<w:document xmlns:w="{SPACE}"><w:body><w:p><w:r><w:t>Words.</w:t></w:r></w:p></w:body></w:document>'
    assert spoken(archive({"_rels/.rels": relations, "word/document2.xml": xml})) == [(None, "Words.")]


def refused(data: bytes, because: str) -> None:
    with pytest.raises(WrongUse, match=rf"^talk\.docx: .*{because}.* Nothing was stored\. "):
        turns(data)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_entities_are_refused_before_they_swell(encoding: str) -> None:
    doctype = '<!DOCTYPE d [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;&a;">]>'
    xml = f'<?xml version="1.0" encoding="{encoding}"?>{doctype}<w:document xmlns:w="{SPACE}">&b;</w:document>'
    refused(archive({"word/document.xml": xml.encode(encoding)}), "entities")


def test_an_external_entity_reads_no_file() -> None:
    doctype = '<!DOCTYPE d SYSTEM "file:///etc/hostname">'
    refused(body("<w:p><w:r><w:t>x</w:t></w:r></w:p>", before=doctype), "entities")


def test_an_archive_made_to_swell_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    refused(archive({f"word/media/{number}": "" for number in range(word_paragraphs.MOST_ENTRIES + 1)}), "far more")
    monkeypatch.setattr(word_paragraphs, "LARGEST_TEXT_PART", 1 << 20)
    refused(body(f"<w:p><w:r><w:t>{' ' * (2 << 20)}</w:t></w:r></w:p>"), "far more")
    monkeypatch.setattr(word_paragraphs, "LARGEST_CONTENT", 1 << 20)
    refused(archive({"word/document.xml": "x", "word/media/1": " " * (2 << 20)}), "far more")


def test_a_file_cut_off_anywhere_is_refused() -> None:
    whole = body("<w:p><w:r><w:t>Anna: Words.</w:t></w:r></w:p>")
    for length in range(4, len(whole) - 1):
        with pytest.raises(WrongUse, match=r"^talk\.docx: .* Nothing was stored\. "):
            turns(whole[:length])


def test_other_archives_and_broken_text_are_refused() -> None:
    refused(archive({"content.xml": "<a/>"}), "no Word document")
    refused(archive({"word/document.xml": f'<w:document xmlns:w="{SPACE}"><w:body>'}), "broken or cut off")
    refused(archive({"word/document.xml": b"\xff\x00nonsense"}), "broken or cut off")


def test_broken_times_are_refused() -> None:
    paragraphs = "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in ("[00:01] One.", "[00:99] Two."))
    refused(body(paragraphs), "00:99 cannot be read")
    row = "<w:tr>{}</w:tr>"
    cell = "<w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc>"
    for time, because in (("00:99", "00:99 cannot be read"), ("00:09 - 00:05", "ends before it starts")):
        rows = [("00:01", "Anna", "One word."), (time, "Marat", "Two words.")]
        table = "".join(row.format("".join(cell.format(text) for text in cells)) for cells in rows)
        refused(body(f"<w:tbl>{table}</w:tbl>"), because)
