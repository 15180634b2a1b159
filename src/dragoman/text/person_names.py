"""Person names: whether two ways of naming somebody, in one script, can mean the same person."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from dragoman.text.name_forms import NOMINATIVE, Gender, NameReading, readings, words_of
from dragoman.text.transliteration import script

MOST_WORDS = 6
"""Names longer than this are compared word by word, without asking whether gender and case agree."""

_PATRONYMIC = re.compile(
    r"..+(?:(?:ов|ев|ь)?ич(?:а|у|ем|ом|е|и|ей)?|(?:ов|ев|ич|инич)н(?:а|ы|е|у|ой|ою)|(?:ұлы|улы|углы|оглы|қызы|кызы|гызы)\w{0,6}|"
    r"(?:ov|ev|yev)ich|(?:ov|ev|yev|ich)na|uly|ulu|ogly|oglu|kyzy|qyzy|kizi|qizi)"
)
_SURNAME = re.compile(
    r"..+(?:(?:ов|ев|ёв|ин|ын)(?:а|у|ым|е|ой|ою|ы|ых|ыми|[тд][ыі]ң|[тдғқ][аыі]|пен)?|"
    r"[сц]к(?:ий|ого|ому|им|ом|ая|ой|ую)|енко|швили|дзе|(?:ov|ev|off|eff|in|yn)a?|sk(?:y|iy|ii|yi|i|aya|aia)|enko|"
    r"shvili|dze)"
)


@dataclass(frozen=True, slots=True)
class NamePart:
    """One word of a name: the nominatives that it may be; or an initial, a single letter."""

    nominatives: frozenset[str]
    initial: bool = False


PersonName = tuple[NamePart, ...]


@lru_cache(maxsize=16_384)
def person_name(text: str, *, listed: bool = False) -> PersonName:
    """The words of a person's name as it stands in a text, readings narrowed to those that agree in gender and case.

    A ``listed`` name is one that a person wrote into a list: it is in the nominative unless it cannot be.
    """
    words = [word.text for word in words_of(text)]
    options = [_part_readings(word) for word in words]
    if listed and all(any(_may_be_nominative(reading) for reading in each) for each in options):
        options = [tuple(reading for reading in each if _may_be_nominative(reading)) for each in options]
    options = _agreeing(options)
    return tuple(
        NamePart(frozenset(reading.nominative for reading in each), initial=len(word) == 1)
        for word, each in zip(words, options, strict=True)
    )


def same_person(one: PersonName, other: PersonName) -> PersonName | None:
    """The fuller of two names, narrowed by the other, where both can mean one person; None where they cannot.

    They can when every word of the shorter is a word of the longer, in any order, an initial standing for a word that
    begins with it: "Tulegenov", "A. Tulegenov" and "Tulegenov Askar" with "Askar Tulegenov".
    """
    long, short = (one, other) if len(one) >= len(other) else (other, one)
    if not short or all(part.initial for part in short):
        return None
    merged: list[NamePart] = list(long)
    free = set(range(len(long)))
    for part in sorted(short, key=lambda part: part.initial):
        place = next((place for place in sorted(free) if _same_part(merged[place], part)), None)
        if place is None:
            return None
        free.discard(place)
        merged[place] = _narrowed(merged[place], part)
    return tuple(merged)


def fits_person(forms: Sequence[PersonName], name: PersonName) -> PersonName | None:
    """The fuller name, where a name can mean the person whose forms these are: it may say less than any form, but more
    only than the longest ones. With "Askar Tulegenov" and "Tulegenov" listed, "Bolat Tulegenov" is somebody else.
    """
    longest = max(map(len, forms), default=0)
    for form in sorted(forms, key=len, reverse=True):
        if len(name) <= len(form) or len(form) == longest:
            merged = same_person(form, name)
            if merged is not None:
                return merged
    return None


def surname_places(name: str) -> frozenset[int]:
    """Which words of a name are the ones that identify: its surname, or its only word."""
    words = [word.text.casefold() for word in words_of(name)]
    candidates = [place for place, word in enumerate(words) if len(word) > 1 and not is_patronymic(word)]
    if len(candidates) <= 1:
        return frozenset(candidates)
    shaped = [place for place in candidates if looks_like_surname(words[place])]
    if len(shaped) == 1:
        return frozenset(shaped)
    # In "Surname Name Patronymic" the surname leads, everywhere else it closes.
    leads = len(words) > 2 and is_patronymic(words[-1])
    return frozenset({candidates[0] if leads else candidates[-1]})


def looks_like_surname(word: str) -> bool:
    """Whether a word ends as surnames of the region do."""
    return _SURNAME.fullmatch(word.casefold()) is not None


def is_patronymic(word: str) -> bool:
    """Whether a word ends as patronymics of the region do."""
    return _PATRONYMIC.fullmatch(word.casefold()) is not None


def same_script(one: str, other: str) -> bool:
    """Whether two names are written in one alphabet."""
    return script(one) is script(other)


def _part_readings(word: str) -> tuple[NameReading, ...]:
    return (NameReading(word.casefold()),) if len(word) == 1 else readings(word)


def _may_be_nominative(reading: NameReading) -> bool:
    return not reading.cases or NOMINATIVE in reading.cases


def _agreeing(options: list[tuple[NameReading, ...]]) -> list[tuple[NameReading, ...]]:
    """Only readings that take part in a combination agreeing in gender and case; all, where none agrees."""
    if not 1 < len(options) <= MOST_WORDS:
        return options
    kept: list[dict[NameReading, None]] = [{} for _ in options]
    for combination in product(*(each[:8] for each in options)):
        if _agree(combination):
            for place, reading in enumerate(combination):
                kept[place][reading] = None
    return [tuple(each) for each in kept] if all(kept) else options


def _agree(combination: Sequence[NameReading]) -> bool:
    genders: set[Gender] = {reading.gender for reading in combination if reading.gender}
    if len(genders) > 1:
        return False
    declined = [reading.cases for reading in combination if reading.cases]
    return not declined or bool(frozenset.intersection(*declined))


def _same_part(one: NamePart, other: NamePart) -> bool:
    if one.initial or other.initial:
        initials = {form[0] for form in one.nominatives} & {form[0] for form in other.nominatives}
        return bool(initials)
    return bool(one.nominatives & other.nominatives)


def _narrowed(one: NamePart, other: NamePart) -> NamePart:
    if one.initial:
        return other
    return one if other.initial else NamePart(one.nominatives & other.nominatives)
