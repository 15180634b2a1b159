"""Inflected forms: how a name looks in speech and writing, in English, Russian and Kazakh."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.analysis.kazakh_inflection import kazakh_forms
from dragoman.analysis.russian_inflection import russian_forms

_WITHOUT_PLURAL = ("s", "sh", "ese", "-")


def inflected_forms(term: str, language: str, *, adjective: bool = False) -> tuple[str, ...]:
    """All forms of a term of a lexicon, each once, the term itself first.

    ``language`` is an ISO 639-1 code; in a language other than en, ru and kk a term has no other form than its own.
    ``adjective`` marks adjectives and names of people. A form that ends in a hyphen, such as "Sino-", is the first part
    of a compound. English: possessive, plural of adjectives used as nouns, a hyphen for the space in names of two
    words; Russian: see ``russian_forms``; Kazakh: see ``kazakh_forms``.
    """
    if term.endswith("-"):
        return (term,)
    if language == "en":
        return tuple(dict.fromkeys(_english_forms(term, adjective=adjective)))
    if language == "ru":
        return tuple(dict.fromkeys(russian_forms(term, adjective=adjective)))
    if language == "kk":
        return tuple(dict.fromkeys(kazakh_forms(term)))
    return (term,)


def _english_forms(term: str, *, adjective: bool) -> Iterator[str]:
    spellings = [term]
    if term.count(" ") == 1 and "+" not in term:
        spellings.append(term.replace(" ", "-"))
    for spelling in spellings:
        yield spelling
        yield f"{spelling}'s"
        if adjective and not spelling.endswith(_WITHOUT_PLURAL):
            yield f"{spelling}s"
