"""Prose: what an author typed into a template; what is computed is blank, every character in its place."""

from __future__ import annotations

import re
from dataclasses import dataclass

ON_PURPOSE = "typed:"
"""A comment with this word, ``<!-- typed: reason -->``, says that the numbers and quotes of its line are meant so."""

_COMPUTED = re.compile(r"\{\{.*?\}\}|\{%.*?%\}|\{#(?![^\s#{}][^#{}]*\}).*?#\}|<!--.*?-->", re.DOTALL)
_CODE = re.compile(r"^(```|~~~).*?^\1[^\n]*$|`[^`\n]+`", re.DOTALL | re.MULTILINE)
_FRONT_MATTER = re.compile(r"\A---[ \t]*\n.*?\n(?:---|\.\.\.)[ \t]*\n", re.DOTALL)
_LINK = re.compile(r"(?<=\])\([^()\s]*\)|https?://\S+")


@dataclass(frozen=True, slots=True)
class Prose:
    """Typed text. ``text`` is as long as the template, so that an offset gives its line."""

    text: str
    accepted_lines: frozenset[int]

    def line(self, offset: int) -> int:
        """The line of an offset, counting from 1."""
        return self.text.count("\n", 0, offset) + 1

    def accepted(self, start: int, end: int) -> bool:
        """Whether the author said on one of these lines that the text is typed on purpose."""
        return any(line in self.accepted_lines for line in range(self.line(start), self.line(end) + 1))


def prose_of(template: str) -> Prose:
    """The prose of a template: calls, comments, code, addresses and the metadata block are blank."""
    accepted = frozenset(
        line
        for comment in _COMPUTED.finditer(template)
        if comment.group().startswith(("<!--", "{#")) and ON_PURPOSE in comment.group()
        for line in range(_line(template, comment.start()), _line(template, comment.end()) + 1)
    )
    text = template
    for pattern in (_FRONT_MATTER, _COMPUTED, _CODE, _LINK):
        text = pattern.sub(_blank, text)
    return Prose(text, accepted)


def _blank(found: re.Match[str]) -> str:
    return re.sub(r"[^\n]", " ", found.group())


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1
