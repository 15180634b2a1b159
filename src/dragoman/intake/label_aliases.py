"""Different spellings of one speaker's label."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable

from dragoman.intake.label_words import LETTER_FORMS, ROLE_GROUPS, SHORT_FORMS, LabelParts, label_parts
from dragoman.model.participant import CODE_PATTERN

_Key = tuple[str, int | None]


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
    present = {(ROLE_GROUPS[part.word], part.number) for part in parts.values() if part.word in ROLE_GROUPS}
    words = {part.word for part in parts.values()}
    present |= {
        (SHORT_FORMS[part.word], part.number)
        for part in parts.values()
        if part.word in SHORT_FORMS and not _ambiguous(part.word, SHORT_FORMS[part.word], words)
    }
    return {label: _key(part, present, words) for label, part in parts.items()}


def _key(part: LabelParts, present: set[_Key], words: set[str]) -> _Key:
    word = part.word
    if word in ROLE_GROUPS:
        return _role_key(ROLE_GROUPS[word], part.number)
    group = SHORT_FORMS.get(word) or LETTER_FORMS.get(word)
    if group is not None and (group, part.number) in present and not _ambiguous(word, group, words):
        return _role_key(group, part.number)
    return word, part.number


def _role_key(group: str, number: int | None) -> _Key:
    return f"={group}", number


def _ambiguous(short: str, group: str, words: set[str]) -> bool:
    """Whether a short form could stand for another label than the one of its group."""
    mine = {word for table in (ROLE_GROUPS, SHORT_FORMS, LETTER_FORMS) for word, name in table.items() if name == group}
    return any(word.startswith(short) for word in words - mine)


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
