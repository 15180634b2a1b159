"""The languages that a chapter can be written in."""

from __future__ import annotations

from dragoman.errors import WrongUse
from dragoman.report.wording import Wording
from dragoman.report.wording_en import ENGLISH
from dragoman.report.wording_ru import RUSSIAN


def wording_of(lang: str) -> Wording:
    """The phrases of a chapter's language. Raises ``WrongUse`` for a language that has none yet."""
    known = {each.language: each for each in (ENGLISH, RUSSIAN)}
    if lang not in known:
        raise WrongUse(
            f"A chapter can be written in {' or '.join(sorted(known))}, not in '{lang}': the program's own words (such "
            "as '5 of 8') are not translated yet. Nothing was rendered. Choose one of these with --lang."
        )
    return known[lang]
