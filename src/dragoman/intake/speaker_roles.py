"""Who asks and who answers, as far as labels and words tell."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Sequence

from dragoman.intake.label_words import GROUP_ROLES, ROLE_GROUPS, LabelParts, label_parts
from dragoman.model.speaker import SpeakerRole
from dragoman.model.turn import Turn

_ASKED = re.compile(r"[?？؟]+")
_LETTER_PAIRS = {"q": "a", "i": "rpe", "m": "rp", "в": "о", "и": "рэ", "м": "рэ"}
"""Letters for the one who asks, each with the letters that answer it by convention."""
_FEWEST_QUESTIONS = 2
_TIMES_MORE_QUESTIONS = 2
_SHARE_OF_WORDS = 0.67


def guess_roles(turns: Iterable[Turn], *, participants: Sequence[str] = ()) -> dict[str, SpeakerRole]:
    """The role of every label, ``UNKNOWN`` where it is not clear.

    A label that says it decides: a role word, a participant's code (one of ``participants``, or ``P04`` by its form),
    or a pair of letters such as Q and A. Otherwise, and only where exactly two voices speak, the other one of a
    decided interviewer answers, and the one that asks at least two questions, twice as many as the other, in at most
    two thirds of its words, is the interviewer.
    """
    words: Counter[str] = Counter()
    questions: Counter[str] = Counter()
    unnamed = 0
    for turn in turns:
        count = len(turn.text.split())
        if turn.speaker is None:
            unnamed += count
            continue
        words[turn.speaker] += count
        questions[turn.speaker] += sum(1 for _ in _ASKED.finditer(turn.text))
    roles = _said_by_labels(list(words), participants)
    two_voices = len(words) == 2 and unnamed * 10 <= words.total()
    if two_voices and SpeakerRole.UNKNOWN in roles.values():
        roles = _told_by_words(roles, words, questions)
    return roles


def _said_by_labels(labels: list[str], participants: Sequence[str]) -> dict[str, SpeakerRole]:
    codes = {_code(label_parts(code)) for code in participants}
    parts = {label: label_parts(label) for label in labels}
    roles = {label: _own_role(part, codes) for label, part in parts.items()}
    letters = {part.word: label for label, part in parts.items() if part.number is None and len(part.word) == 1}
    for asking, answering in _LETTER_PAIRS.items():
        answers = [letters[letter] for letter in answering if letter in letters]
        others = [label for label in labels if label not in answers and label != letters.get(asking)]
        if asking in letters and answers and all(roles[label] is not SpeakerRole.UNKNOWN for label in others):
            roles |= {letters[asking]: SpeakerRole.INTERVIEWER} | dict.fromkeys(answers, SpeakerRole.RESPONDENT)
    return roles


def _own_role(part: LabelParts, codes: set[tuple[str, int | None]]) -> SpeakerRole:
    if _code(part) in codes:
        return SpeakerRole.RESPONDENT
    group = part.group or ROLE_GROUPS.get(part.aside)
    if group is not None:
        return GROUP_ROLES[group]
    if part.is_code:
        return SpeakerRole.RESPONDENT
    return SpeakerRole.INTERVIEWER if part.word == "q" else SpeakerRole.UNKNOWN


def _code(part: LabelParts) -> tuple[str, int | None]:
    return part.word, part.number


def _told_by_words(
    roles: dict[str, SpeakerRole], words: Counter[str], questions: Counter[str]
) -> dict[str, SpeakerRole]:
    one, other = roles
    for asker, answerer in ((one, other), (other, one)):
        if roles[asker] is SpeakerRole.INTERVIEWER:
            leads = _leads(answerer, asker, words, questions)
            return roles if leads else roles | {answerer: SpeakerRole.RESPONDENT}
        if roles[answerer] is not SpeakerRole.INTERVIEWER and _leads(asker, answerer, words, questions):
            contradicted = roles[asker] is SpeakerRole.RESPONDENT
            return roles if contradicted else {asker: SpeakerRole.INTERVIEWER, answerer: SpeakerRole.RESPONDENT}
    return roles


def _leads(asker: str, answerer: str, words: Counter[str], questions: Counter[str]) -> bool:
    return (
        questions[asker] >= _FEWEST_QUESTIONS
        and questions[asker] >= _TIMES_MORE_QUESTIONS * questions[answerer]
        and words[asker] <= _SHARE_OF_WORDS * words[answerer]
    )
