"""Name runs: the stretches of a text whose words are words of one listed name."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.text.name_forms import Word

_GAP = re.compile(r"[ \u00a0]{1,2}|\n|[-‑]")
_GAP_AFTER_INITIAL = re.compile(r"\.?[ \u00a0]{0,2}|[-‑]")


@dataclass(frozen=True, slots=True)
class ListedForm:
    """One way of writing a listed name. ``strong`` are the places of the words that identify alone (a surname)."""

    number: int
    text: str
    words: tuple[str, ...]
    person: bool
    strong: frozenset[int]


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive words of a text (indexes, both included) and the places of the form's words that they are."""

    first: int
    last: int
    parts: frozenset[int]


def name_runs(text: str, words: Sequence[Word], form: ListedForm, places: dict[int, set[int]]) -> Iterator[Run]:
    """The longest stretches of words that are words of the form: for a person each once and in any order, for
    anything else all of them in their order.
    """
    done = -1
    for index in sorted(places):
        if index <= done:
            continue
        run = (
            _person_run(text, words, form, places, index)
            if form.person
            else _ordered_run(text, words, form, places, index)
        )
        if run is not None:
            done = run.last
            yield run


def _ordered_run(
    text: str, words: Sequence[Word], form: ListedForm, places: dict[int, set[int]], index: int
) -> Run | None:
    for place in range(len(form.words)):
        here = index + place
        if place not in places.get(here, ()) or (place and not _joined(text, words, here)):
            return None
    return Run(index, index + len(form.words) - 1, frozenset(range(len(form.words))))


def _person_run(text: str, words: Sequence[Word], form: ListedForm, places: dict[int, set[int]], index: int) -> Run:
    first = last = index
    taken = {min(places[index])}
    while last + 1 < len(words) and _joined(text, words, last + 1):
        part = _next_part(text, words[last + 1], form, places.get(last + 1, set()), taken)
        if part is None:
            break
        taken.add(part)
        last += 1
    while first > 0 and _joined(text, words, first):
        part = _initial_part(text, words[first - 1], form, taken)
        if part is None:
            break
        taken.add(part)
        first -= 1
    return Run(first, last, frozenset(taken))


def _next_part(text: str, word: Word, form: ListedForm, places: set[int], taken: set[int]) -> int | None:
    free = places - taken
    return min(free) if free else _initial_part(text, word, form, taken)


def _initial_part(text: str, word: Word, form: ListedForm, taken: set[int]) -> int | None:
    """The word of the form that an initial ("A.") stands for."""
    if len(word.text) != 1 or not word.text.isupper() or text[word.end : word.end + 1] != ".":
        return None
    free = (place for place in range(len(form.words)) if place not in taken)
    return next((place for place in free if form.words[place][0].casefold() == word.text.casefold()), None)


def _joined(text: str, words: Sequence[Word], index: int) -> bool:
    """Whether a word follows the one before it within one name."""
    before, word = words[index - 1], words[index]
    gap = text[before.end : word.start]
    pattern = _GAP_AFTER_INITIAL if len(before.text) == 1 else _GAP
    return pattern.fullmatch(gap) is not None
