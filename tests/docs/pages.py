"""The pages of the documentation, taken apart into their blocks of code."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

_BLOCK = re.compile(r"^```(?P<kind>[a-z]*)(?: title=(?P<title>\S+))?\n(?P<text>.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True, slots=True)
class Block:
    """A fenced block: its language, the file name it is titled with, its text, the line it begins on."""

    kind: str
    title: str
    text: str
    line: int


def blocks(page: Path) -> Iterator[Block]:
    """The fenced blocks of a page, in order."""
    text = page.read_text("utf-8")
    for found in _BLOCK.finditer(text):
        yield Block(found["kind"], found["title"] or "", found["text"], text.count("\n", 0, found.start()) + 1)


def markdown_pages() -> list[Path]:
    """Every page that people read."""
    return [*sorted(DOCS.rglob("*.md")), ROOT / "README.md", ROOT / "CHANGELOG.md"]


def page_name(page: Path) -> str:
    """How a test is called after its page."""
    return page.relative_to(ROOT).as_posix()


def shows(shown: str, really: str) -> bool:
    """Whether a text is what a page shows of it: white space does not matter, ``…`` stands for anything."""
    parts = [re.escape(" ".join(part.split())) for part in shown.split("…")]
    pattern = r"\s*" + r"\s*.*?\s*".join(parts) + r"\s*"
    return re.fullmatch(pattern, " ".join(really.split()), re.DOTALL) is not None
