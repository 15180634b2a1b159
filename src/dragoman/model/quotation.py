"""Quotations: finding the words of a quote in a text, whatever way the quote was typed."""

from __future__ import annotations

import unicodedata
from functools import cache

from dragoman.model.anchor import Span

_SAME = str.maketrans(
    {
        "’": "'",
        "‘": "'",
        "ʼ": "'",
        "“": '"',
        "”": '"',
        "„": '"',
        "«": '"',
        "»": '"',
        "–": "-",
        "—": "-",
        "‑": "-",
        "…": "...",
        # Signs without a shape: soft hyphen, zero-width space, word joiner, byte order mark.
        "\u00ad": "",
        "\u200b": "",
        "\u2060": "",
        "\ufeff": "",
    }
)


class QuotableText:
    """A text, read once, in which any number of quotations are looked for."""

    def __init__(self, text: str) -> None:
        self._hay, self._offsets = _plain(text)

    def find(self, quotation: str) -> list[Span]:
        """Every place where the words of a quotation stand (see ``find_quotation``)."""
        needle, _ = _plain(quotation.strip())
        needle = needle.strip()
        if not needle:
            return []
        hay, offsets = self._hay, self._offsets
        found, start = [], hay.find(needle)
        while start >= 0:
            end = start + len(needle)
            if _whole(hay, offsets, start, end):
                found.append(Span(offsets[start], offsets[end - 1] + 1))
            start = hay.find(needle, start + 1)
        return found


def find_quotation(text: str, quotation: str) -> list[Span]:
    """Every place where the words of a quotation stand in a text, in code points of the text.

    Case, the shape of quotation marks and dashes, the amount of white space, signs without a shape and whether
    accents are written as signs of their own do not matter; all else does. No sign is found in part. A quotation
    without words is nowhere. For many quotations of one text make a ``QuotableText`` once.
    """
    return QuotableText(text).find(quotation)


def _whole(hay: str, offsets: list[int], start: int, end: int) -> bool:
    """Whether a place begins and ends between two signs of the text, not inside one."""
    if start and offsets[start - 1] == offsets[start]:
        return False
    return end == len(hay) or not (offsets[end - 1] == offsets[end] or unicodedata.combining(hay[end]))


def _plain(text: str) -> tuple[str, list[int]]:
    """The text in the form that quotations are compared in, and for each of its characters the offset it came from."""
    plain: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        shown = _shown(character)
        if shown == " " and plain and plain[-1] == " ":
            continue
        plain.extend(shown)
        offsets.extend([offset] * len(shown))
    return "".join(plain), offsets


@cache
def _shown(character: str) -> str:
    """One character as it is compared: decomposed, case folded (Unicode 15.0, section 3.13, D145), plainly typed."""
    if character.isspace():
        return " "
    decomposed = unicodedata.normalize("NFD", character).translate(_SAME)
    return unicodedata.normalize("NFD", decomposed.casefold())
