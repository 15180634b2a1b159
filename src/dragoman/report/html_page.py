"""The HTML page: one file that needs nothing else, for screens light and dark and for paper."""

from __future__ import annotations

import re
from pathlib import Path

from dragoman.report.appendix import has_title, with_appendix
from dragoman.report.chapter import Chapter
from dragoman.report.figures import drawn
from dragoman.report.pandoc import pandoc

_PAGE = Path(__file__).parent / "page.html"
_HEADING = re.compile(r"^#\s+(.+?)\s*(?:\{[^}]*\})?\s*$", re.MULTILINE)


def html_page(chapter: Chapter) -> bytes:
    """The chapter with its evidence as one HTML file (UTF-8). It runs no scripts and loads nothing."""
    markdown = drawn(with_appendix(chapter), chapter.values, png=False)
    made = pandoc(
        markdown,
        to="html5",
        smart=chapter.wording.language == "en",
        options=[
            "--standalone",
            f"--template={_PAGE}",
            "--section-divs",
            "--toc",
            "--toc-depth=2",
            *_metadata(chapter),
        ],
    )
    return made.replace(b"<th", b'<th scope="col"').replace(b'<th scope="col"ead', b"<thead")


def _metadata(chapter: Chapter) -> list[str]:
    """What Pandoc is told about the document."""
    words = chapter.wording
    found = {
        "lang": words.language,
        "generator": f"Dragoman {chapter.program_version}",
        "contents": words("contents"),
        "skip": words("skip"),
    }
    if not has_title(chapter.text):
        found["pagetitle"] = title(chapter)
    return [f"--metadata={key}={value}" for key, value in found.items()]


def title(chapter: Chapter) -> str:
    """The chapter's first heading, else the study's title."""
    heading = _HEADING.search(chapter.text)
    return re.sub(r"[*_`\\]", "", heading.group(1)) if heading else chapter.study
