"""``make docs``: check every link of the documentation, then turn it into pages that can be read offline."""

from __future__ import annotations

import re
import shutil
import sys
from collections.abc import Iterator
from html import escape
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
SOURCES = ROOT / "docs"
TARGET = ROOT / "build" / "docs"
KINDS = {"tutorial": "Tutorials", "how-to": "How-to guides", "reference": "Reference", "explanation": "Explanation"}

_FENCE = re.compile(r"^(```|~~~).*?^\1[^\n]*$", re.MULTILINE | re.DOTALL)
_CODE = re.compile(r"`[^`\n]+`")
_LINK = re.compile(r"\[[^\]]*\]\(([^()\s]+)\)")
_HEADING = re.compile(r"^#{1,6} (.+)$", re.MULTILINE)
_STYLE = """
body { margin: 0; display: flex; font: 17px/1.6 Georgia, serif; color: #1b1b1b; background: #fff; }
nav { flex: 0 0 15rem; padding: 2rem 1rem; font: 14px/1.5 Helvetica, Arial, sans-serif; background: #f4f4f2; }
nav ul { list-style: none; padding: 0 0 0.7rem; margin: 0; } nav strong { display: block; margin-top: 0.7rem; }
main { max-width: 46rem; padding: 1rem 2.5rem 4rem; min-width: 0; }
a { color: #14507a; } nav a { text-decoration: none; } nav a[aria-current] { font-weight: bold; color: #1b1b1b; }
h1, h2, h3 { line-height: 1.25; font-family: Helvetica, Arial, sans-serif; }
pre { background: #f4f4f2; padding: 0.8rem; overflow-x: auto; font-size: 14px; line-height: 1.45; }
code { font-family: Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: 0.86em; } pre code { font-size: 1em; }
table { border-collapse: collapse; font-size: 15px; } td, th { padding: 0.25rem 0.7rem 0.25rem 0; text-align: left;
  vertical-align: top; border-bottom: 1px solid #ddd; }
@media (max-width: 50rem) { body { display: block; } nav { padding: 1rem; } }
"""


def pages() -> list[Path]:
    """All Markdown files of the documentation, the front page first, in the order of the navigation."""
    order = list(KINDS)
    found = sorted(SOURCES.rglob("*.md"))
    return sorted(found, key=lambda page: (_kind(page) != "", order.index(_kind(page)) if _kind(page) else -1, page))


def broken_links() -> Iterator[str]:
    """Relative links of the documentation and of the project's own pages that lead nowhere, one sentence each."""
    for page in [*pages(), ROOT / "README.md", ROOT / "CHANGELOG.md"]:
        prose = _CODE.sub("", _FENCE.sub("", page.read_text("utf-8")))
        for link in _LINK.findall(prose):
            if not re.match(r"[a-z]+:", link) and not _leads_somewhere(page, link):
                yield f"{page.relative_to(ROOT)}: {link} leads nowhere"


def build() -> int:
    """Write the pages; returns how many."""
    import pypandoc

    shutil.rmtree(TARGET, ignore_errors=True)
    for page in pages():
        text = re.sub(r"(\]\([^()\s:]+)\.md([)#])", r"\1.html\2", page.read_text("utf-8"))
        body = pypandoc.convert_text(text, "html5", format="gfm", extra_args=["--syntax-highlighting=none"])
        target = TARGET / page.relative_to(SOURCES).with_suffix(".html")
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_whole(page, body), "utf-8")
    return len(pages())


def title_of(page: Path) -> str:
    """The first heading of a page."""
    found = _HEADING.search(page.read_text("utf-8"))
    return found[1].replace("`", "") if found else page.stem


def _kind(page: Path) -> str:
    inside = page.relative_to(SOURCES).parts
    return inside[0] if len(inside) > 1 else ""


def _leads_somewhere(page: Path, link: str) -> bool:
    path, _, place = link.partition("#")
    target = (page.parent / path).resolve() if path else page
    if not place or target.suffix != ".md":
        return target.exists()
    return target.is_file() and place in {_anchor(one) for one in _HEADING.findall(target.read_text("utf-8"))}


def _anchor(heading: str) -> str:
    """How GitHub and pandoc name a heading: small letters, hyphens for spaces, no other signs."""
    return re.sub(r"\s", "-", re.sub(r"[^\w\s-]", "", heading.replace("`", "")).strip().lower())


def _whole(page: Path, body: str) -> str:
    up = "../" * (len(page.relative_to(SOURCES).parts) - 1)
    entries = [f'<a href="{up}index.html"><strong>Dragoman</strong></a>']
    for kind, name in KINDS.items():
        own = [one for one in pages() if _kind(one) == kind]
        entries.append(f"<strong>{name}</strong><ul>{''.join(_entry(one, page, up) for one in own)}</ul>")
    return (
        f'<!doctype html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title_of(page))}</title>'
        '<meta name="viewport" content="width=device-width, initial-scale=1">'
        f"<style>{_STYLE}</style></head><body><nav>{''.join(entries)}</nav><main>\n{body}</main></body></html>\n"
    )


def _entry(page: Path, current: Path, up: str) -> str:
    here = ' aria-current="page"' if page == current else ""
    address = up + page.relative_to(SOURCES).with_suffix(".html").as_posix()
    return f'<li><a href="{address}"{here}>{escape(title_of(page))}</a></li>'


if __name__ == "__main__":
    faults = list(broken_links())
    print("\n".join(faults) if faults else f"{build()} pages are in {TARGET}")
    sys.exit(1 if faults else 0)
