"""Russian inflection through pymorphy3's dictionary (OpenCorpora), with agreement inside names of several words."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from typing import Any, NamedTuple

from dragoman.analysis.abbreviation import is_abbreviation

_CASES = (("nomn",), ("gent", "gen2"), ("datv",), ("accs",), ("ablt",), ("loct", "loc2"))
_NOUN, _ADJECTIVES = "NOUN", ("ADJF", "PRTF")
_CONSONANTS = frozenset("бвгджзклмнпрстфхцчшщ")
_SPOKEN_ENDINGS = ("а", "у", "ом", "е")


def russian_forms(name: str, *, adjective: bool = False) -> Iterator[str]:
    """A name in its cases, or, with ``adjective``, an adjective or name of people in all its forms.

    In a longer name the adjectives agree with the noun after them and what follows the noun stays as it is:
    "Европейского союза", "Организации Объединённых Наций". A name in the plural stays there. An abbreviation is also
    found as it is inflected in speech: "ШОСом". A name that pymorphy3 cannot read as a nominative is only itself.
    """
    yield name
    words = name.split()
    if len(words) == 1 and is_abbreviation(name):
        yield from _spoken_abbreviation(name)
    elif len(words) == 1 and adjective:
        yield from _all_forms(name)
    elif words:
        yield from _phrase(words, adjective=adjective)


def _spoken_abbreviation(name: str) -> Iterator[str]:
    if len(name) > 2 and name[-1].casefold() in _CONSONANTS:
        yield from (name + ending for ending in _SPOKEN_ENDINGS)


def _all_forms(word: str) -> Iterator[str]:
    """Every form of an adjective or noun, and the first part of compounds: "российско-китайский"."""
    parse = _nominative(word, *_ADJECTIVES) or _nominative(word, _NOUN)
    if parse is None:
        return
    yield from (like(word, form.word) for form in parse.lexeme if _same_paradigm(form.tag, parse.tag))
    if parse.tag.POS != _NOUN and word.endswith("ский"):
        yield f"{word.removesuffix('ий')}о-"


def _phrase(words: list[str], *, adjective: bool) -> Iterator[str]:
    head = _head(words)
    if head is None:
        return
    before, noun, rest = words[: head.place], words[head.place], words[head.place + 1 :]
    for gender, number in _agreements(head.parse, free=adjective):
        for cases in _CASES:
            columns = [
                _in_case(word, _nominative(word, *_ADJECTIVES), cases, gender=gender, number=number) for word in before
            ]
            columns.append(_in_case(noun, head.parse, cases, gender=gender, number=number))
            yield from (" ".join([*forms, *rest]) for forms in product(*columns))
            if len(rest) == 1:  # "Республики Корея", in speech also "Республики Кореи"
                apposition = _in_case(rest[0], _nominative(rest[0], _NOUN), cases, gender="", number="sing")
                yield from (" ".join(forms) for forms in product(*columns, apposition))


class _Head(NamedTuple):
    """The word that the adjectives before it agree with: its place in the name and its reading."""

    place: int
    parse: Any


def _head(words: list[str]) -> _Head | None:
    """The first noun after adjectives only, or the last word where it is an adjective itself ("Поднебесная").

    Where the words before the last one are no adjectives of this language ("Ак Орда"), the last one is inflected alone.
    """
    last = len(words) - 1
    for place, word in enumerate(words):
        if place < last and _nominative(word, *_ADJECTIVES) is not None:
            continue
        noun = _nominative(word, _NOUN) or (_nominative(word, *_ADJECTIVES) if place == last else None)
        if noun is not None:
            return _Head(place, noun)
        break
    noun = _nominative(words[last], _NOUN)
    return None if noun is None else _Head(last, noun)


def _agreements(head: Any, *, free: bool) -> list[tuple[str, str]]:
    """Gender and number of the phrase; ``free`` lets an adjective take all of them."""
    tags = [form.tag for form in head.lexeme if form.tag.POS == head.tag.POS] if free else [head.tag]
    return list(dict.fromkeys((str(tag.gender or ""), str(tag.number or "")) for tag in tags))


def _in_case(word: str, parse: Any, cases: tuple[str, ...], *, gender: str, number: str) -> list[str]:
    """The forms of a word in a case, in the gender and number it agrees with; only itself where it has no reading.

    The accusative is that of things, not of living beings: "в Европейский союз".
    """
    if parse is None:
        return [word]
    found = []
    for form in parse.lexeme:
        tag = form.tag
        agrees = tag.number is None or str(tag.number) == number
        if parse.tag.POS != _NOUN:
            agrees = agrees and (number == "plur" or str(tag.gender) == gender) and tag.animacy != "anim"
        if agrees and str(tag.case) in cases and _same_paradigm(tag, parse.tag):
            found.append(like(word, form.word))
    return list(dict.fromkeys(found))


def _same_paradigm(tag: Any, first: Any) -> bool:
    """Whether a form belongs to the same declension: no short or superlative forms, no other participle of the verb."""
    return tag.POS == first.POS and "Supr" not in tag and tag.tense == first.tense and tag.voice == first.voice


@lru_cache(maxsize=4096)
def _nominative(word: str, *parts: str) -> Any:
    """The likeliest reading of a word as a nominative of these parts of speech, None where there is none."""
    readings = _analyser().parse(word.casefold())
    readings = [parse for parse in readings if parse.tag.POS in parts and parse.tag.case == "nomn"]
    return max(readings, key=lambda parse: parse.score, default=None)


def like(written: str, form: str) -> str:
    """A form with the capitals of the word that it is a form of."""
    if written.isupper():
        return form.upper()
    originals, parts = written.split("-"), form.split("-")
    if len(originals) != len(parts):
        return form.capitalize() if written[0].isupper() else form
    return "-".join(
        part[:1].upper() + part[1:] if original[:1].isupper() else part
        for original, part in zip(originals, parts, strict=True)
    )


@lru_cache(maxsize=1)
def _analyser() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")
