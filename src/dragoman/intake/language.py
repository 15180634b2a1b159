"""Which language a text is in."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable
from functools import cache
from typing import Any

LANGUAGES = (
    "ar", "az", "be", "de", "en", "es", "fa", "fr", "hi", "hy", "id", "it", "ja", "ka", "kk", "ko", "ky", "mn", "pl",
    "pt", "ru", "tg", "tr", "tt", "uk", "uz", "zh",
)  # fmt: skip
"""The languages that are told apart (ISO 639-1)."""

_ENOUGH_CHARACTERS = 5_000
_LONGEST_PIECE = 500
_FEWEST_LETTERS = 20
_FEWEST_IDEOGRAPHS = 8
_SURE_ENOUGH = 0.6


def detect_language(texts: Iterable[str]) -> str | None:
    """The language of a conversation as an ISO 639-1 code, None where there is too little text to tell.

    Looks at the first 500 characters of each text until 5,000 are together. The classifier is naive Bayes over byte
    n-grams (Lui and Baldwin 2012, "langid.py", ACL system demonstrations) as packaged in py3langid, limited to
    ``LANGUAGES``.
    """
    sample = _sample(texts)
    letters = sum(character.isalpha() for character in sample)
    ideographs = sum(unicodedata.east_asian_width(character) == "W" for character in sample)
    if letters < _FEWEST_LETTERS and ideographs < _FEWEST_IDEOGRAPHS:
        return None
    language, certainty = _identifier().classify(sample)
    return str(language) if certainty >= _SURE_ENOUGH else None


def _sample(texts: Iterable[str]) -> str:
    pieces: list[str] = []
    length = 0
    for text in texts:
        piece = text[:_LONGEST_PIECE]
        pieces.append(piece)
        length += len(piece)
        if length >= _ENOUGH_CHARACTERS:
            break
    return " ".join(pieces)


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier

    identifier = LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
    identifier.set_languages(LANGUAGES)
    return identifier
