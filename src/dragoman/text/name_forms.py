"""Name forms: the nominatives that a word of a name may stand for, in Russian, Kazakh and English.

"Тулегеновым" is "Тулегенов"; "Тулегенова" is "Тулегенов" or "Тулегенова"; "Төлегеновтың" is "Төлегенов". Readings come
from pymorphy3's dictionary where it knows the word as a name, from the declension of surnames and names, and from the
case endings of Kazakh. They are meant for comparing names with names: for other words they would be too generous.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import Any

from dragoman.text.transliteration import Script, script


class Gender(StrEnum):
    """The grammatical gender of a Russian name."""

    MASCULINE = "masculine"
    FEMININE = "feminine"


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text without its English possessive ending: code points, end exclusive."""

    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class NameReading:
    """One way to read a word of a name. ``gender`` None and empty ``cases`` leave it open."""

    nominative: str
    gender: Gender | None = None
    cases: frozenset[str] = frozenset()


NOMINATIVE = "nomn"
_M, _F = Gender.MASCULINE, Gender.FEMININE
_WORD = re.compile(r"[^\W\d_]+(?:['’ʼ][^\W\d_]+)*")
_POSSESSIVE = re.compile(r"['’ʼ][sS]$")
_NAME_TAGS = ("Name", "Surn", "Patr")

_SURNAME = re.compile(r"(..*(?:ов|ев|ёв|ин|ын))(а|у|ым|е|ой|ою|ы|ых|ыми|)")
_SURNAME_ENDINGS = {
    "": ((_M, "nomn"),),
    "а": ((_M, "gent accs"), (_F, "nomn")),
    "у": ((_M, "datv"), (_F, "accs")),
    "ым": ((_M, "ablt"),),
    "е": ((_M, "loct"),),
    "ой": ((_F, "gent datv ablt loct"),),
    "ою": ((_F, "ablt"),),
    "ы": ((_M, ""),),
    "ых": ((_M, ""),),
    "ыми": ((_M, ""),),
}
# Endings of given names: what is written, what the nominative has in its place, gender, cases.
_NAME_ENDINGS = (
    ("а", "", _M, "gent accs"),
    ("у", "", _M, "datv"),
    ("ом", "", _M, "ablt"),
    ("е", "", _M, "loct"),
    ("я", "й", _M, "gent accs"),
    ("ю", "й", _M, "datv"),
    ("ем", "й", _M, "ablt"),
    ("ем", "", _M, "ablt"),
    ("е", "й", _M, "loct"),
    ("ы", "а", _F, "gent"),
    ("и", "а", _F, "gent"),
    ("е", "а", _F, "datv loct"),
    ("у", "а", _F, "accs"),
    ("ой", "а", _F, "ablt"),
    ("и", "я", _F, "gent datv loct"),
    ("ю", "я", _F, "accs"),
    ("ей", "я", _F, "ablt"),
)
# Kazakh: plural, then case (genitive, accusative, dative, locative, ablative, instrumental, equative), as they follow
# a consonant, a vowel or a possessive ending.
_KAZAKH_ENDING = re.compile(
    r"(?:[лдт][ае]р)?(?:ы|і|сы|сі)?"
    r"(?:[ндт][ыі]ң|[ндт][ыі]|[ғқ]а|[гк]е|[дт][ае]|н[дт][ае]|[дтн][ае]н|[мбп]ен|ш[ае]|[дт][ае]й|[дт]ікі|нікі)"
)


def words_of(text: str) -> Iterator[Word]:
    """The words of a text; parts of a hyphenated word are words of their own."""
    for match in _WORD.finditer(text):
        written = _POSSESSIVE.sub("", match.group())
        yield Word(match.start(), match.start() + len(written), written)


@lru_cache(maxsize=65_536)
def readings(word: str) -> tuple[NameReading, ...]:
    """All ways to read a word as part of a name; at least one. Nominatives are in lower case, without accents in
    Latin script.
    """
    if script(word) is not Script.CYRILLIC:
        return (NameReading(_plain(word)),)
    lower = word.casefold()
    known = _dictionary_readings(lower) if _analyser().word_is_known(lower) else ()
    if known:
        return known
    found = dict.fromkeys(_surname_readings(lower) or (NameReading(lower), *_given_name_readings(lower)))
    found.update(dict.fromkeys(NameReading(stem) for stem in kazakh_stems(lower)))
    return tuple(found)


def nominatives(word: str) -> frozenset[str]:
    """The nominatives that a word of a name may stand for."""
    return frozenset(reading.nominative for reading in readings(word))


@lru_cache(maxsize=65_536)
def lemmas(word: str) -> frozenset[str]:
    """The dictionary forms of any word, not only of names; for the words of organisations and places."""
    if script(word) is not Script.CYRILLIC:
        return frozenset({_plain(word)})
    lower = word.casefold()
    normal = (parse.normal_form for parse in _analyser().parse(lower))
    return frozenset({lower, *normal, *(() if _analyser().word_is_known(lower) else kazakh_stems(lower))})


@lru_cache(maxsize=65_536)
def kazakh_stems(word: str) -> frozenset[str]:
    """What may be left of a Kazakh word in lower case when its plural and case endings are taken off."""
    return frozenset(word[:length] for length in range(3, len(word)) if _KAZAKH_ENDING.fullmatch(word, length))


@lru_cache(maxsize=65_536)
def is_everyday_word(word: str) -> bool:
    """Whether the dictionary of Russian, or a short list for English, has the word as something else than a name."""
    lower = word.casefold()
    if script(word) is not Script.CYRILLIC:
        return lower in _ENGLISH_WORDS
    if not _analyser().word_is_known(lower):
        return False
    return any(not _is_name(parse) and parse.score >= 0.1 for parse in _analyser().parse(lower))


@lru_cache(maxsize=65_536)
def is_name_in_dictionary(word: str) -> bool:
    """Whether the dictionary of Russian has the word, and only as a name of a person."""
    lower = word.casefold()
    if script(word) is not Script.CYRILLIC or not _analyser().word_is_known(lower):
        return False
    return all(_is_name(parse) for parse in _analyser().parse(lower))


@lru_cache(maxsize=65_536)
def could_be_name(word: str) -> bool:
    """Whether the dictionary of Russian does not know the word, or knows it as a name of a person too."""
    lower = word.casefold()
    return not _analyser().word_is_known(lower) or any(_is_name(parse) for parse in _analyser().parse(lower))


def _plain(word: str) -> str:
    decomposed = unicodedata.normalize("NFKD", word.casefold())
    return "".join(character for character in decomposed if not unicodedata.combining(character))


def _is_name(parse: Any) -> bool:
    return any(tag in parse.tag for tag in _NAME_TAGS)


def _dictionary_readings(lower: str) -> tuple[NameReading, ...]:
    found = []
    for parse in _analyser().parse(lower):
        if not _is_name(parse) or ("plur" in parse.tag and "Surn" not in parse.tag):
            continue
        gender = {"masc": _M, "femn": _F}.get(parse.tag.gender or "")
        nominative = parse.inflect({NOMINATIVE}) if gender else None
        found.append(
            NameReading(
                nominative.word if nominative else parse.normal_form,
                gender,
                frozenset({parse.tag.case}) if gender and parse.tag.case else frozenset(),
            )
        )
    return tuple(dict.fromkeys(found))


def _surname_readings(lower: str) -> tuple[NameReading, ...]:
    match = _SURNAME.fullmatch(lower)
    if match is None or len(match.group(1)) < 4:
        return ()
    masculine, ending = match.groups()
    return tuple(
        NameReading(masculine if gender is _M else masculine + "а", gender if cases else None, frozenset(cases.split()))
        for gender, cases in _SURNAME_ENDINGS[ending]
    )


def _given_name_readings(lower: str) -> Iterator[NameReading]:
    for ending, nominative, gender, cases in _NAME_ENDINGS:
        stem = lower.removesuffix(ending)
        if stem != lower and len(stem) >= 3 and _takes(stem, ending, nominative):
            yield NameReading(stem + nominative, gender, frozenset(cases.split()))


def _takes(stem: str, ending: str, nominative: str) -> bool:
    """Whether a stem can have the ending: -й follows a vowel, -ем without it a hushing consonant."""
    if nominative == "й":
        return stem[-1] in "аеёиоуыэюя"
    return ending != "ем" or stem[-1] in "жчшщц"


@lru_cache(maxsize=1)
def _analyser() -> Any:
    import pymorphy3

    return pymorphy3.MorphAnalyzer(lang="ru")


_ENGLISH_WORDS = frozenset(
    re.findall(
        r"\w+",
        """
        april art august baker bay bill bishop black brown bush carol case chase cook dawn day dean drew duke earl
        faith field ford fox frank gene grace grant gray green heather hill hope iris ivy jack joy june king lane
        law lee lily long love major mark marshal may miles page pat penny pope power price ray reed rice rich rob
        rose ruby rush sage sharp short sky small stern stone strong sue summer victor violet walker ward white will
        wise wolf wood young
        """,
    )
)
