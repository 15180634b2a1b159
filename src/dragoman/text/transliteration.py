"""Transliteration: a key under which one name, written in Cyrillic or Latin letters, looks the same.

The key is for comparison only and never shown. It folds what the usual romanisations of Russian and Kazakh disagree
on (BGN/PCGN 1947 and 1979, ISO 9:1995, passports, the Kazakh Latin alphabet of 2021, press usage), so it also folds a
few names that differ: a match under it is a question to a person, never an answer.
"""

from __future__ import annotations

import re
import unicodedata
from enum import StrEnum
from functools import lru_cache

_SEVERAL = {"ж": "zh", "х": "kh", "ц": "ts", "ч": "ch", "ш": "sh", "щ": "shch", "ю": "yu", "я": "ya", "є": "ye"}
_ROMANISED = str.maketrans(
    dict(zip("абвгдеёзийклмнопрстуфыэ", "abvgdeeziyklmnoprstufye", strict=True))
    | dict(zip("әғқңөұүһіїґ", "agknouuhiig", strict=True))
    | _SEVERAL
    | {"ъ": "", "ь": ""}
)
_MARKED = str.maketrans(
    {"ş": "sh", "š": "sh", "ç": "ch", "č": "ch", "ž": "zh", "ı": "y", "ß": "ss", "æ": "e", "ø": "o", "ł": "l", "đ": "d"}
)
_FOLDS = tuple(
    (re.compile(pattern), fold)
    for pattern, fold in (
        # Consonants that need several letters. X stands for ш and щ, C for ч.
        (r"shch|sch|sh", "X"),
        (r"tch|ch", "C"),
        (r"dzh|dj|zh", "j"),
        (r"kh", "h"),
        (r"gh", "g"),
        (r"ph", "f"),
        (r"ck|q", "k"),
        (r"tz|c(?=[eiy]|ov)", "ts"),
        (r"c", "k"),
        (r"x", "ks"),
        (r"w", "v"),
        # J is ж, as in Jumabayev and Nurjan, but a glide where no vowel follows (Andrej).
        (r"(?<=[aeiou])j(?![aeiouy])", "i"),
        # Glides: ий, iy, ii and y; е, ye and ie; ё, yo and e.
        (r"y", "i"),
        (r"i+", "i"),
        (r"i[eo]", "e"),
        (r"ou|o", "u"),
        (r"(.)\1+", r"\1"),
        (r"(?<=[ue])f$", "v"),
    )
)


class Script(StrEnum):
    """The alphabet that a word is written in."""

    CYRILLIC = "cyrillic"
    LATIN = "latin"
    OTHER = "other"


@lru_cache(maxsize=65_536)
def comparison_key(name: str) -> str:
    """The key of a name: equal for "Тулегенов" and "Tulegenov", "Жумабаев", "Zhumabayev" and "Jumabaev".

    Each word is folded by itself; words stay in their order, one space apart. Inflection is not undone here.
    """
    return " ".join(_word_key(word) for word in re.findall(r"[^\W\d_'’ʼ`]+(?:['’ʼ`][^\W\d_'’ʼ`]+)*", name.casefold()))


def _word_key(word: str) -> str:
    latin = unicodedata.normalize("NFC", word).translate(_ROMANISED).translate(_MARKED)
    plain = "".join(character for character in unicodedata.normalize("NFKD", latin) if character.isalpha())
    for pattern, fold in _FOLDS:
        plain = pattern.sub(fold, plain)
    return plain


@lru_cache(maxsize=65_536)
def script(text: str) -> Script:
    """The alphabet of the first letter of a text; OTHER where it has none, or neither Cyrillic nor Latin."""
    letter = next((character for character in text if character.isalpha()), "")
    name = unicodedata.name(letter, "") if letter else ""
    if name.startswith("CYRILLIC"):
        return Script.CYRILLIC
    return Script.LATIN if name.startswith("LATIN") else Script.OTHER
