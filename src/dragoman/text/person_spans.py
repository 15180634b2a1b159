"""Person spans: what a model took for a person, trimmed to the name, or refused where it is none."""

from __future__ import annotations

import re
from dataclasses import replace

from dragoman.engines.entity import Entity, EntityKind
from dragoman.text.name_forms import Word, could_be_name, lemmas, words_of
from dragoman.text.person_names import looks_like_surname
from dragoman.text.transliteration import Script, script

SURNAME_SCORE = 0.5
"""For what a model calls an organisation and what looks like a surname."""

_TITLES = frozenset(
    re.findall(
        r"\w+",
        """
        mr mrs ms miss dr doctor prof professor president minister deputy ambassador general colonel major sir madam
        lord lady king queen prince princess senator secretary chairman chairwoman director former first vice prime
        foreign comrade chancellor governor mayor akim judge captain uncle aunt the our my his her their dear hello hi
        господин госпожа товарищ президент премьер министр замминистра заместитель вице экс посол генерал полковник
        профессор доктор директор академик депутат аким сенатор секретарь канцлер председатель губернатор мэр дядя тётя
        брат сестра бывший первый глава наш мой уважаемый дорогой
        мырза ханым елші төраға президенті министрі
        """,
    )
)
_HONORIFICS = frozenset({"ага", "аға", "ағай", "апа", "апай", "мырза", "ханым", "aga", "agha", "apa", "bey", "hanym"})
_SEATS = frozenset(
    re.findall(
        r"[^\W\d_]+",
        """
        akorda aqorda kremlin pentagon elysee elysée zhongnanhai capitol bundestag duma mazhilis mejilis majilis senate
        акорда ақорда акорды акорде акорду кремль кремля кремлю кремлём кремле пентагон пентагона капитолий дума думы
        мажилис мажилиса мәжіліс сенат аллах алла allah inshallah inshalla insha инша иншалла
        """,
    )
)
_ABSTRACT = re.compile(r".+(?:ость|ости|ение|ения|ание|ания|ция|ции|изм|изма|ство|ства)")
_PARTICLES = frozenset({"de", "da", "von", "van", "der", "bin", "ibn", "al", "el", "фон", "де", "ван", "бин", "ибн"})
_SENTENCE_END = re.compile(r"(?:^|[.!?…:;«\"“”\n—–-])\s*[\"«“(]*$")


def person_span(text: str, entity: Entity) -> Entity | None:
    """A model's person without titles, roles and possessive endings; None where no name is left.

    Seats of power ("the Kremlin", "Akorda"), acronyms and words that merely begin a sentence are no persons.
    """
    words = [
        Word(entity.start + word.start, entity.start + word.end, word.text)
        for word in words_of(text[entity.start : entity.end])
    ]
    has_case = any(not word.text.islower() for word in words)
    while words and _leads(words[0].text, has_case=has_case):
        words.pop(0)
    while words and _trails(words[-1].text, has_case=has_case):
        words.pop()
    if not words or (len(words) == 1 and _is_no_person(text, words[0])):
        return None
    return replace(entity, start=words[0].start, end=words[-1].end, kind=EntityKind.PERSON)


def surname_span(text: str, entity: Entity) -> Entity | None:
    """A person where a model saw an organisation of one word that ends as surnames of the region do, else None."""
    word = text[entity.start : entity.end].removesuffix("'s").removesuffix("’s")
    # In Latin letters "-in" and "-yn" end too many other words.
    if not re.fullmatch(r"[A-Z][a-z]{3,}", word) or not looks_like_surname(word) or re.search(r"[iy]na?$", word):
        return None
    found = person_span(text, entity)
    return replace(found, score=SURNAME_SCORE) if found else None


def _leads(word: str, *, has_case: bool) -> bool:
    """Whether a word before a name is no part of it."""
    lower = word.casefold()
    if lower in _TITLES or lemmas(word) & _TITLES:
        return True
    return has_case and word.islower() and lower not in _PARTICLES


def _trails(word: str, *, has_case: bool) -> bool:
    return word.casefold() in _HONORIFICS or (has_case and word.islower() and len(word) > 1)


def _is_no_person(text: str, word: Word) -> bool:
    lower = word.text.casefold()
    if len(lower) < 2 or lower in _SEATS or (word.text.isupper() and len(lower) <= 6):
        return True
    if not _SENTENCE_END.search(text[: word.start]):
        return False
    if script(lower) is Script.CYRILLIC:
        return not could_be_name(word.text) or _ABSTRACT.fullmatch(lower) is not None
    return False
