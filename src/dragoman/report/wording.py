"""Wording: the program's own words in a chapter, in the language of the chapter."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from dragoman.analysis.hypotheses import Bearing
from dragoman.model.base import Texts
from dragoman.model.proposition import Stance


@dataclass(frozen=True, slots=True)
class Wording:
    """All phrases of one language. Names in braces are filled in."""

    language: str
    quote_marks: tuple[str, str]
    decimal: str
    and_: str
    nobody: str
    languages: Mapping[str, str]
    stances: Mapping[Stance, str]
    bearings: Mapping[Bearing, str]
    count_words: Sequence[str]
    phrases: Mapping[str, str] = field(default_factory=dict)

    def __call__(self, phrase: str, **values: object) -> str:
        """A phrase with its values filled in."""
        return self.phrases[phrase].format(**values)

    def listed(self, names: Sequence[str]) -> str:
        """Names in a row: "P01, P02 and P03"; "nobody" for none."""
        if not names:
            return self.nobody
        if len(names) == 1:
            return names[0]
        return f"{', '.join(names[:-1])} {self.and_} {names[-1]}"

    def quoted(self, words: str) -> str:
        """Words between the quotation marks of the language."""
        return f"{self.quote_marks[0]}{words}{self.quote_marks[1]}"

    def text(self, texts: Texts) -> str:
        """A text of the study in this language, else in English, else in the first there is."""
        return texts.get(self.language) or texts.get("en") or next(iter(texts.values()), "")

    def name_of(self, language: str) -> str:
        """A language by its name, or by its code where the name is not known here."""
        return self.languages.get(language, language)
