"""Kazakh inflection by suffix rules: plural, possession and case, with vowel harmony and assimilation.

The rules are those of any grammar of Kazakh, for instance R. Mukhamedova, "Kazakh: A Comprehensive Grammar" (Routledge
2016), on the declension of nouns. A suffix takes back or front vowels after the last vowel of the word, and its first
consonant follows the last sound of the word; б, в, г, д at the end of a word are heard as voiceless.
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product

from dragoman.analysis.abbreviation import is_abbreviation

_BACK, _FRONT = "аоұыяё", "әөүеіэ"
_VOWELS = frozenset(_BACK + _FRONT + "ю")
_NASALS = frozenset("мнң")
_BUZZING = frozenset("зж")
_VOICELESS = frozenset("пфкқтсшщчцхһбвгд")
_VOICED_BEFORE_VOWELS = {"к": "г", "қ": "ғ", "п": "б"}
_OPEN, _HIGH = ("а", "е"), ("ы", "і")  # the back and the front vowel of a suffix


def kazakh_forms(name: str) -> Iterator[str]:
    """A name or noun in the cases of both numbers, also possessed ("біздің Қазақстанымыз", "Шығыс Қытайы").

    Only the last word of a longer name is inflected; one that ends in a possessive, such as "Америка Құрама Штаттары",
    takes the case endings of possessed nouns. An abbreviation takes every variant of a case ending, with a hyphen or
    without, because its letters do not tell how it is read.
    """
    yield name
    before, space, last = name.rpartition(" ")
    if not last:
        return
    if not last[-1].isalpha() or is_abbreviation(last):
        forms = _loose_forms(last)
    elif before and last[-1] in _HIGH:
        forms = _possessed_cases(last)
    else:
        forms = _noun_forms(last)
    yield from (f"{before}{space}{form}" for form in forms)


def kazakh_relationals(name: str) -> tuple[str, ...]:
    """The adjective "of, from" a place: "Қазақстан" gives "Қазақстандық", "Ресей" gives "Ресейлік".

    Nothing for an abbreviation, a name in the possessive or one that does not end in a letter.
    """
    before, _, last = name.rpartition(" ")
    if not last or not last[-1].isalpha() or is_abbreviation(last) or (before and last[-1] in _HIGH):
        return ()
    return tuple(
        f"{name}{_liquid(name)}{_high(harmony)}{'қ' if harmony == 'а' else 'к'}" for harmony in _harmonies(name)
    )


def _noun_forms(stem: str) -> Iterator[str]:
    yield from _cases(stem)
    for ours in _possessed_by_us(stem):
        yield ours
        yield from _cases(ours)
    for plural in _plurals(stem):
        yield plural
        yield from _cases(plural)
        yield from _possessed_forms(plural)
    yield from _possessed_forms(stem)


def _possessed_forms(stem: str) -> Iterator[str]:
    for owned in _possessed_by_third(stem):
        yield owned
        yield from _possessed_cases(owned)


def _cases(stem: str) -> Iterator[str]:
    """Genitive, dative, accusative, locative, what is there, ablative, what belongs to it, instrumental."""
    vowel, nasal, voiceless = _ends_in(stem, _VOWELS), _ends_in(stem, _NASALS), _ends_in(stem, _VOICELESS)
    stop = "т" if voiceless else "д"
    for harmony in _harmonies(stem):
        open_, high = harmony, _high(harmony)
        yield stem + ("н" if vowel or nasal else stop) + high + "ң"
        yield stem + _dative_consonant(harmony, voiceless=voiceless) + open_
        yield stem + ("н" if vowel else stop) + high
        yield stem + stop + open_
        yield stem + stop + open_ + _dative_consonant(harmony, voiceless=False) + high
        yield stem + ("н" if nasal else stop) + open_ + "н"
    yield stem + ("н" if vowel or nasal else stop) + "ікі"
    yield stem + ("пен" if voiceless else "бен" if _ends_in(stem, _BUZZING) else "мен")


def _possessed_cases(stem: str) -> Iterator[str]:
    """The cases after the possessive of the third person: "Штаттары" gives "Штаттарының", "Штаттарына" …"""
    for harmony in _harmonies(stem):
        open_, high = harmony, _high(harmony)
        there = f"{stem}нд{open_}"
        yield from (f"{stem}н{high}ң", f"{stem}н{open_}", f"{stem}н", there, f"{stem}н{open_}н")
        yield there + _dative_consonant(harmony, voiceless=False) + high
    yield f"{stem}мен"


def _plurals(stem: str) -> Iterator[str]:
    for harmony in _harmonies(stem):
        yield f"{stem}{_liquid(stem)}{harmony}р"


def _possessed_by_third(stem: str) -> Iterator[str]:
    for harmony in _harmonies(stem):
        link = "с" if _ends_in(stem, _VOWELS) else ""
        yield f"{_before_vowel(stem) if not link else stem}{link}{_high(harmony)}"


def _possessed_by_us(stem: str) -> Iterator[str]:
    for harmony in _harmonies(stem):
        high = _high(harmony)
        yield f"{stem}м{high}з" if _ends_in(stem, _VOWELS) else f"{_before_vowel(stem)}{high}м{high}з"


def _loose_forms(name: str) -> Iterator[str]:
    """Every variant of every case ending, after a hyphen and without one."""
    endings = [first + high + "ң" for first, high in product("ндт", _HIGH)]
    endings += ["ға", "қа", "ге", "ке", "мен", "бен", "пен", "нікі", "дікі", "тікі"]
    endings += [first + high for first, high in product("ндт", _HIGH)]
    endings += [stop + open_ for stop, open_ in product("дт", _OPEN)]
    endings += [stop + there for stop, there in product("дт", ("ағы", "егі"))]
    endings += [first + open_ + "н" for first, open_ in product("ндт", _OPEN)]
    for ending in endings:
        yield f"{name}-{ending}"
        yield f"{name}{ending}"


def _harmonies(stem: str) -> tuple[str, ...]:
    """The open vowel that suffixes take: ``а`` after a back vowel, ``е`` after a front one.

    Both where the last vowel does not tell: и and ю, and у after a consonant ("Пекинге" but "Ғаниға"); у after a
    vowel is a consonant ("Мәскеуге").
    """
    letters = stem.casefold()
    for place in range(len(letters) - 1, -1, -1):
        letter = letters[place]
        if letter in _BACK:
            return ("а",)
        if letter in _FRONT:
            return ("е",)
        if letter in "ию" or (letter == "у" and letters[place - 1 : place] not in _VOWELS):
            break
    return _OPEN


def _high(harmony: str) -> str:
    return _HIGH[_OPEN.index(harmony)]


def _dative_consonant(harmony: str, *, voiceless: bool) -> str:
    back, front = ("қ", "к") if voiceless else ("ғ", "г")
    return back if harmony == "а" else front


def _liquid(stem: str) -> str:
    """The first consonant of the plural and of the adjective ending."""
    if _ends_in(stem, _VOICELESS):
        return "т"
    return "д" if _ends_in(stem, _NASALS | _BUZZING | {"л"}) else "л"


def _before_vowel(stem: str) -> str:
    stem = stem.rstrip("ьъ")
    return stem[:-1] + _VOICED_BEFORE_VOWELS.get(stem[-1], stem[-1])


def _ends_in(stem: str, letters: frozenset[str]) -> bool:
    return stem.casefold().rstrip("ьъ")[-1:] in letters
