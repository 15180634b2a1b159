"""Name shapes: persons that a text gives away by the form of a word, where no model reads the language or noticed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence, Set

from dragoman.engines.entity import Entity, EntityKind
from dragoman.text.name_forms import Word, is_name_in_dictionary, words_of
from dragoman.text.person_names import is_patronymic
from dragoman.text.transliteration import Script, script

SCORE = 0.6
ORIGIN = "name shapes"

_TELLING = re.compile(
    # Surnames built on Kazakh and Kyrgyz names, with Russian and Kazakh case endings.
    r"..+(?:бае?в|беков|жанов|ханов|галиев|алиев|улов|мбетов|гожин|шинов)"
    r"(?:а|у|ым|е|ой|[тд][ыіа]ң?|ның|ға|қа|пен|тан|та|ты)?|"
    r"..+(?:bayev|baev|bekov|zhanov|janov|khanov|galiyev|galiev|mbetov)a?"
)

_KAZAKH_SURNAME = re.compile(r"...+(?:ов|ев|ёв)а?(?:[тдн][ыі]ң|[тдн][ыі]|[ғқ]а|[тд]а|[тдн]ан|[пмб]ен)?")


def find_name_shapes(text: str, language: str) -> list[Entity]:
    """Persons known by the shape of a word: patronymics and telling surnames; in Russian what the dictionary has as
    names only, in Kazakh surnames in -ov and -ev, which no model reads. The word before a patronymic joins in.
    """
    words = list(words_of(text))
    caseless = not any(character.isupper() for character in text)
    telling = {
        index
        for index, word in enumerate(words)
        if (caseless or word.text[0].isupper()) and _tells(word.text, language)
    }
    return [
        Entity(words[first].start, words[last].end, EntityKind.PERSON, SCORE, ORIGIN)
        for first, last in _stretches(text, words, telling)
    ]


def _tells(word: str, language: str) -> bool:
    if word.isupper() or len(word) < 4:
        return False
    lower = word.casefold()
    if _TELLING.fullmatch(lower) or (is_patronymic(lower) and len(lower) >= 7 and not _foreign_ending(lower)):
        return True
    if language == "kk":
        return _KAZAKH_SURNAME.fullmatch(lower) is not None
    return language == "ru" and is_name_in_dictionary(word)


def _foreign_ending(lower: str) -> bool:
    """Latin words such as "july" or "unruly" end like Kazakh patronymics; those need a name's length before it."""
    return script(lower) is Script.LATIN and lower.endswith(("uly", "ulu")) and len(lower) < 8


def _stretches(text: str, words: Sequence[Word], telling: Set[int]) -> Iterator[tuple[int, int]]:
    done = -1
    for index in sorted(telling):
        if index <= done:
            continue
        first = last = index
        while last + 1 in telling and _spaced(text, words, last + 1):
            last += 1
        if is_patronymic(words[index].text) and index - 1 > done and _may_be_given_name(text, words, index - 1):
            first = index - 1
        done = last
        yield first, last


def _may_be_given_name(text: str, words: Sequence[Word], index: int) -> bool:
    """A capitalised word before a patronymic; at the start of a sentence too, for that is where names stand."""
    if index < 0 or not _spaced(text, words, index + 1):
        return False
    return words[index].text[0].isupper() or words[index + 1].text.islower()


def _spaced(text: str, words: Sequence[Word], index: int) -> bool:
    return text[words[index - 1].end : words[index].start] in (" ", "\u00a0")
