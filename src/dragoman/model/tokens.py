"""Tokens: a text cut into words, white space and all the rest, without splitting what a reader sees as one sign."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum


class TokenKind(StrEnum):
    """What a token is made of. The values name the groups of the pattern below."""

    WORD = "word"
    SPACE = "space"
    SIGN = "sign"


@dataclass(frozen=True, slots=True)
class Token:
    """A stretch of a text in code points, end exclusive, with its characters."""

    start: int
    end: int
    text: str
    kind: TokenKind


def tokens(text: str) -> list[Token]:
    """Cut a text into tokens that cover it without gap or overlap, in linear time.

    Words keep the hyphens and apostrophes inside them and the point or comma between digits; Han characters and
    hiragana are words of their own. White space runs together, every punctuation mark and symbol stands alone.
    Combining marks, invisible format characters, flags and emoji sequences stay with what they belong to. The rules
    follow Unicode Standard Annex 29 (sections 3 and 4), simplified: they need no table beyond the general category.
    """
    return list(iter_tokens(text))


def iter_tokens(text: str) -> Iterator[Token]:
    """The tokens of a text, one after the other (see ``tokens``)."""
    for match in _TOKEN.finditer(text.translate(_CLASSES)):
        start, end = match.span()
        yield Token(start, end, text[start:end], _KINDS[match.lastgroup or ""])


# Each character is first written as one letter for its class, so that one pattern can find the tokens:
# s space, w letter, d digit, i ideograph, x mark that extends what precedes it, j zero-width joiner,
# a apostrophe or hyphen, m point or comma, f half of a flag, e symbol, p all else.
_TOKEN = re.compile(
    r"(?P<word>i[xj]*|[wd][wdxj]*(?:(?:a[xj]*(?=[wd])|(?<=d)m(?=d))[wdxj]+)*)"
    r"|(?P<space>s+(?![xj]))"
    r"|(?P<sign>(?:ff|[ef])x*(?:j+x*ex*)*[xj]*|.[xj]*)",
    re.DOTALL,
)
_KINDS = {kind.value: kind for kind in TokenKind}
_JOINERS_OF_WORDS = frozenset("'’‘＇-‐‑")
_POINTS = frozenset(".,")
_ZERO_WIDTH_SPACE, _ZERO_WIDTH_JOINER = 0x200B, 0x200D
_SKIN_TONES = range(0x1F3FB, 0x1F400)
_FLAG_HALVES = range(0x1F1E6, 0x1F200)
_PICTURES = range(0x1F000, 0x1FB00)
_HAN_AND_HIRAGANA = (
    range(0x3040, 0x30A0),
    range(0x3400, 0x4DC0),
    range(0x4E00, 0xA000),
    range(0xF900, 0xFB00),
    range(0x20000, 0x40000),
)


class _Classes(dict[int, str]):
    """Code point to class, found when first asked for."""

    def __missing__(self, point: int) -> str:
        found = self[point] = _class(point)
        return found


def _class(point: int) -> str:
    character = chr(point)
    if character.isspace() or point == _ZERO_WIDTH_SPACE:
        return "s"
    if point == _ZERO_WIDTH_JOINER:
        return "j"
    if character in _JOINERS_OF_WORDS:
        return "a"
    if character in _POINTS:
        return "m"
    return _class_of_picture(point) or _class_of_category(point, unicodedata.category(character))


def _class_of_picture(point: int) -> str:
    if point in _SKIN_TONES:
        return "x"
    if point in _FLAG_HALVES:
        return "f"
    return "e" if point in _PICTURES else ""


def _class_of_category(point: int, category: str) -> str:
    if category == "Nd":
        return "d"
    if category[0] == "M" or category == "Cf":
        return "x"
    if category[0] in "LN" or category == "Pc":
        return "i" if category[0] == "L" and any(point in block for block in _HAN_AND_HIRAGANA) else "w"
    return "e" if category in ("So", "Sm") else "p"


_CLASSES = _Classes()
