"""All pages: links lead somewhere, decisions are short, and the whole becomes HTML that can be read offline."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from docs import build
from tests.docs.pages import DOCS, markdown_pages, page_name

DECISIONS = sorted((DOCS / "explanation" / "decisions").glob("0*.md"))


def test_all_relative_links_lead_somewhere() -> None:
    assert list(build.broken_links()) == []


def test_a_broken_link_is_found(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text(
        "# A\n\n[b](b.md) [c](#here) [d](#a) [e](https://example.org) `[f](g.md)`\n"
    )
    (tmp_path / "README.md").write_text("[a](docs/a.md#a) [h](docs/a.md#h)\n")
    (tmp_path / "CHANGELOG.md").write_text("")
    monkeypatch.setattr(build, "ROOT", tmp_path)
    monkeypatch.setattr(build, "SOURCES", tmp_path / "docs")

    assert list(build.broken_links()) == [
        "docs/a.md: b.md leads nowhere",
        "docs/a.md: #here leads nowhere",
        "README.md: docs/a.md#h leads nowhere",
    ]


def test_every_page_becomes_html_with_links_to_all_others(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(build, "TARGET", tmp_path)

    number = build.build()

    made = sorted(tmp_path.rglob("*.html"))
    assert number == len(made) == len(list(DOCS.rglob("*.md")))
    for page in made:
        html = page.read_text("utf-8")
        links = re.findall(r"href=\"([^\":#]+)(?:#[^\"]*)?\"", html)
        inside = [(page.parent / link).resolve() for link in links]
        assert [str(one) for one in inside if tmp_path in one.parents and not one.exists()] == []
        assert {one for one in made if one.name != "index.html"} <= set(inside)
        assert not re.search(r"(?:src|href)=\"(?:https?:)?//[^\"]*\.(?:css|js|woff2?)\"", html)


def test_every_page_can_be_reached_from_the_index() -> None:
    text = (DOCS / "index.md").read_text("utf-8") + (DOCS / "explanation/decisions/README.md").read_text("utf-8")

    for page in DOCS.rglob("*.md"):
        assert page.name == "index.md" or page.name in text, page_name(page)


@pytest.mark.parametrize("decision", DECISIONS, ids=page_name)
def test_decisions_are_numbered_and_short(decision: Path) -> None:
    lines = decision.read_text("utf-8").splitlines()

    assert lines[0].startswith(f"# {int(decision.name[:4])}. ")
    assert len(lines) < 20
    assert {"**Decided:**", "**Because**", "**Cost:**"} <= {line.split("** ")[0] + "**" for line in lines}


@pytest.mark.parametrize("page", markdown_pages(), ids=page_name)
def test_pages_are_plain(page: Path) -> None:
    text = page.read_text("utf-8")

    assert text.startswith("# ")
    assert text.endswith("\n")
    assert not re.search(r"\b(powerful|seamless\w*|blazing\w*|effortless\w*|revolutionary|simply|robust)\b", text, re.I)
    assert [line for line in text.splitlines() if line != line.rstrip()] == []
