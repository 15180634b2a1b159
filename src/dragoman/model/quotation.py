"""Quotations: finding the words of a quote in a text, whatever way the quote was typed."""

from __future__ import annotations

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
    }
)


def find_quotation(text: str, quotation: str) -> list[Span]:
    """Every place where the words of a quotation stand in a text, in code points of the text.

    Case, the shape of quotation marks and dashes and the amount of white space do not matter; all else does.
    A quotation without words is nowhere.
    """
    needle, _ = _plain(quotation.strip())
    if not needle:
        return []
    hay, offsets = _plain(text)
    found, start = [], hay.find(needle)
    while start >= 0:
        found.append(Span(offsets[start], offsets[start + len(needle) - 1] + 1))
        start = hay.find(needle, start + 1)
    return found


def _plain(text: str) -> tuple[str, list[int]]:
    """The text in the form that quotations are compared in, and for each of its characters the offset it came from."""
    plain: list[str] = []
    offsets: list[int] = []
    for offset, character in enumerate(text):
        if character.isspace():
            if plain and plain[-1] == " ":
                continue
            shown = " "
        elif character == "…":
            shown = "..."
        else:
            shown = character.translate(_SAME).casefold()
        plain.extend(shown)
        offsets.extend([offset] * len(shown))
    return "".join(plain), offsets
