"""Different spellings of one speaker's label."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import replace

from dragoman.intake.label_words import GROUP_ROLES, LETTER_FORMS, ROLE_GROUPS, SHORT_FORMS, LabelParts, label_parts
from dragoman.model.participant import CODE_PATTERN

_Key = tuple[str, int | None]
_SHORT_FORMS = SHORT_FORMS | LETTER_FORMS
_ASKED_AND_ANSWERED = (("q", "a"), ("в", "о"))
_WORDS_OF = {
    group: {word for word, name in (ROLE_GROUPS | _SHORT_FORMS).items() if name == group} for group in GROUP_ROLES
}


def merge_aliases(labels: Iterable[str]) -> dict[str, str]:
    """Which label stands for each label: spellings of one speaker get the same one.

    ``labels`` may repeat; how often decides which spelling stands. Merged are differences of case, accents, spaces and
    Unicode form, titles ("Dr.", "д-р"), an aside such as "(Host)", ways to write a code ("P. 4", "P04"), and role
    words with their short forms in one or several languages ("Interviewer", "INT", "I", "Инт."), a single letter only
    where no other label begins with it. Names that differ are never merged, nor "Mr." with "Mrs." of one name.
    """
    counts = Counter(labels)
    parts = {label: label_parts(label) for label in counts}
    families: dict[_Key, list[str]] = defaultdict(list)
    for label, key in _keys(parts).items():
        families[key].append(label)
    standing: dict[str, str] = {}
    for family in families.values():
        for namesakes in _same_person(family, parts):
            chosen = min(namesakes, key=lambda label: _preference(label, parts[label], counts))
            standing |= dict.fromkeys(namesakes, chosen)
    return {label: standing[label] for label in counts}


def _keys(parts: dict[str, LabelParts]) -> dict[str, _Key]:
    words = {part.word for part in parts.values()}
    parts = {label: _without_number_of_question(part, words) for label, part in parts.items()}
    short_for = {word: group for word, group in _SHORT_FORMS.items() if word in words and _clear(word, group, words)}
    present = {
        (part.group, part.number)
        for part in parts.values()
        if part.word in ROLE_GROUPS or (part.word in SHORT_FORMS and part.word in short_for)
    }
    return {label: _key(part, present, short_for) for label, part in parts.items()}


def _without_number_of_question(part: LabelParts, words: set[str]) -> LabelParts:
    """The label without its number where this counts questions or answers, not people: "Q1", "A1", "Вопрос 2"."""
    group = ROLE_GROUPS.get(part.word) or LETTER_FORMS.get(part.word)
    asked = any({question, answer} <= words for question, answer in _ASKED_AND_ANSWERED)
    numbers_questions = group in ("question", "answer") and (part.word in ROLE_GROUPS or asked)
    return replace(part, number=None) if numbers_questions else part


def _clear(short: str, group: str, words: set[str]) -> bool:
    """Whether a short form can stand for no other label than the ones of its group."""
    return not any(word.startswith(short) for word in words - _WORDS_OF[group])


def _key(part: LabelParts, present: set[tuple[str | None, int | None]], short_for: dict[str, str]) -> _Key:
    group = ROLE_GROUPS.get(part.word) or short_for.get(part.word)
    if group is not None and (group, part.number) in present:
        return f"={group}", part.number
    return part.word, part.number


def _same_person(family: list[str], parts: dict[str, LabelParts]) -> list[list[str]]:
    """The family as one person, or, where titles or asides contradict each other, apart."""
    genders = {parts[label].gender for label in family} - {""}
    asides = {parts[label].aside for label in family} - {""}
    if len(genders) < 2 and len(asides) < 2:
        return [family]
    apart: dict[tuple[str, str], list[str]] = defaultdict(list)
    for label in family:
        apart[parts[label].gender, parts[label].aside].append(label)
    return list(apart.values())


def _preference(label: str, part: LabelParts, counts: Counter[str]) -> tuple[bool, bool, int, int]:
    """The best spelling sorts first: a code in its proper form, no aside, a full role word, the most frequent."""
    role_length = -len(part.word) if part.group is not None else 0
    return CODE_PATTERN.fullmatch(label) is None, "(" in label or "[" in label, role_length, -counts[label]
