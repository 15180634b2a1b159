"""The DOCX document: the same chapter for a word processor, its evidence in an appendix that links lead to."""

from __future__ import annotations

import io
from typing import Any

from dragoman.model.base import now
from dragoman.report.appendix import has_title, with_appendix
from dragoman.report.chapter import Chapter
from dragoman.report.figures import drawn
from dragoman.report.html_page import title
from dragoman.report.pandoc import pandoc

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_PIC = "{http://schemas.openxmlformats.org/drawingml/2006/picture}"


def word_document(chapter: Chapter) -> bytes:
    """The chapter with its evidence as DOCX. It is made in memory; pictures are inside."""
    markdown = drawn(with_appendix(chapter), chapter.values, png=True)
    lang = chapter.wording.language
    made = pandoc(markdown, to="docx", smart=lang == "en", options=[f"--metadata=lang={lang}"])
    return _finished(made, chapter)


def _finished(made: bytes, chapter: Chapter) -> bytes:
    import docx

    document = docx.Document(io.BytesIO(made))
    if not has_title(chapter.text):
        document.core_properties.title = title(chapter)
    document.core_properties.language = chapter.wording.language
    document.core_properties.created = document.core_properties.modified = now()
    _name_pictures(document, chapter)
    _rule_tables(document)
    _set_styles(document)
    _write_footer(document, chapter.wording("not_encrypted"))
    finished = io.BytesIO()
    document.save(finished)
    return finished.getvalue()


def _name_pictures(document: Any, chapter: Chapter) -> None:
    """Pandoc describes a picture by its whole data URI; a reader's voice should say what it shows."""
    descriptions = [value.result for value in chapter.values if value.drawing is not None]
    properties = [*document.element.iter(f"{_WP}docPr")]
    for number, (inline, description) in enumerate(zip(properties, descriptions, strict=False), start=1):
        inline.set("descr", description)
        inline.set("name", f"Figure {number}")
        inline.attrib.pop("title", None)
    for number, picture in enumerate(document.element.iter(f"{_PIC}cNvPr"), start=1):
        picture.set("descr", "")
        picture.set("name", f"Figure {number}")


def _rule_tables(document: Any) -> None:
    from docx.oxml import OxmlElement

    for table in document.tables:
        borders = OxmlElement("w:tblBorders")
        for side, size in (("top", "12"), ("bottom", "12"), ("insideH", "4")):
            line = OxmlElement(f"w:{side}")
            for name, value in (("val", "single"), ("sz", size), ("space", "0"), ("color", "808080")):
                line.set(f"{_W}{name}", value)
            borders.append(line)
        properties = table._tbl.tblPr  # python-docx has no public way to set borders of one table
        for after in ("tblShd", "tblLayout", "tblCellMar", "tblLook", "tblCaption", "tblDescription"):
            found = properties.find(f"{_W}{after}")
            if found is not None:
                found.addprevious(borders)
                break
        else:
            properties.append(borders)


def _set_styles(document: Any) -> None:
    from docx.shared import Pt, RGBColor

    styles = {style.name: style for style in document.styles}
    for name, size in (("Heading 1", 18), ("Heading 2", 14), ("Heading 3", 11.5), ("Heading 4", 11)):
        if name in styles:
            styles[name].font.size = Pt(size)
            styles[name].font.color.rgb = RGBColor(0, 0, 0)
            styles[name].font.bold = True
    for name in ("Compact", "Table Caption", "Image Caption", "Evidence"):
        if name in styles:
            styles[name].font.size = Pt(10)
    if "Evidence" in styles:
        styles["Evidence"].paragraph_format.left_indent = Pt(12)
        styles["Evidence"].paragraph_format.space_after = Pt(3)


def _write_footer(document: Any, text: str) -> None:
    from docx.oxml import OxmlElement
    from docx.shared import Pt

    for section in document.sections:
        paragraph = section.footer.paragraphs[0] if section.footer.paragraphs else section.footer.add_paragraph()
        run = paragraph.add_run(f"{text} · ")
        run.font.size = Pt(8)
        number = paragraph.add_run()
        number.font.size = Pt(8)
        field = OxmlElement("w:fldSimple")
        field.set(f"{_W}instr", "PAGE")
        field.append(number._r)
        paragraph._p.append(field)
