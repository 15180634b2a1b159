"""Typed numbers: "five of eight" and its kind, written by hand where they should be computed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from dragoman.report.finding import CheckFinding, Kind, Severity
from dragoman.report.prose import Prose
from dragoman.report.wording_en import ENGLISH

_ENGLISH = ENGLISH.count_words[1:]
_RUSSIAN = (
    "один|одна|одно|одного|одной",
    "два|две|двое|двух",
    "три|трое|трёх|трех",
    "четыре|четверо|четырёх|четырех",
    "пять|пятеро|пяти|пятерых",
    "шесть|шестеро|шести|шестерых",
    "семь|семеро|семи|семерых",
    "восемь|восьми|восьмерых",
    "девять|девяти",
    "десять|десяти",
    "одиннадцать|одиннадцати",
    "двенадцать|двенадцати",
    "тринадцать|тринадцати",
    "четырнадцать|четырнадцати",
    "пятнадцать|пятнадцати",
    "шестнадцать|шестнадцати",
    "семнадцать|семнадцати",
    "восемнадцать|восемнадцати",
    "девятнадцать|девятнадцати",
    "двадцать|двадцати",
)
_VALUES = {word: number for number, word in enumerate(_ENGLISH, start=1)} | {
    word: number for number, words in enumerate(_RUSSIAN, start=1) for word in words.split("|")
}
_EN = rf"(?:\d{{1,3}}|{'|'.join(_ENGLISH)})"
_RU = rf"(?:\d{{1,3}}|{'|'.join(_RUSSIAN)})"
_MOST = (
    "most|all|none|half|some|many|few|several|both|each|neither|nobody|everyone|everybody|majority|minority|two thirds"
)
_MOST_RU = "большинство|все|всех|половина|никто|каждый|многие|некоторые|несколько|меньшинство"
_BOTH = re.IGNORECASE | re.DOTALL
_PATTERNS = (
    re.compile(
        rf"(?<![\w.,-])(?P<n>{_EN})\s+(?:out\s+)?of\s+(?:(?:the|our|all|these|those)\s+)*(?P<all>{_EN})(?![\w-])", _BOTH
    ),
    re.compile(rf"(?<!\w)(?P<n>{_MOST})\s+of\s+(?:(?:the|our|all|these|those)\s+)*(?P<all>{_EN})(?![\w-])", _BOTH),
    re.compile(rf"(?<![\w.,-])(?P<n>{_RU})\s+из\s+(?:(?:этих|всех|наших|числа)\s+)*(?P<all>{_RU})(?![\w-])", _BOTH),
    re.compile(rf"(?<!\w)(?P<n>{_MOST_RU})\s+из\s+(?:(?:этих|всех|наших|числа)\s+)*(?P<all>{_RU})(?![\w-])", _BOTH),
    re.compile(r"(?<![\w/.,-])(?P<n>\d{1,3})\s?[/⁄]\s?(?P<all>\d{1,3})(?![\w/-]|[.,]\d)"),
)
_PEOPLE = re.compile(
    r"\W+(?:\w+\W+){0,2}?(?:expert|respondent|participant|interviewee|interview|informant|people|person|asked|speaker|"
    r"эксперт|респондент|участник|интервью|опрошен|спрошен|собеседник|человек)",
    re.IGNORECASE,
)
_LOOSE = re.compile(
    r"(?<![\w.,-])\d{1,3}(?:[.,]\d+)?\s?(?:%|per\s?cent|процент\w*)|(?<![\w.,-])\d{1,4}\s+(?:mentions|times|упоминани\w+|раза?)\b",
    re.IGNORECASE,
)


def typed_numbers(prose: Prose, denominators: Collection[int]) -> Iterator[CheckFinding]:
    """Numbers of the kind "n of N" that were typed. ``denominators`` are those that counts in this study can have.

    An error where N is one of them or people follow; else, and for typed percentages and numbers of mentions, a
    warning: such a number may come from elsewhere.
    """
    for pattern in _PATTERNS:
        for found in pattern.finditer(prose.text):
            if prose.accepted(found.start(), found.end()) or not _possible(found):
                continue
            certain = _number(found["all"]) in denominators or _PEOPLE.match(prose.text, found.end()) is not None
            yield _finding(prose, found, Severity.ERROR if certain else Severity.WARNING)
    for found in _LOOSE.finditer(prose.text):
        if not prose.accepted(found.start(), found.end()):
            yield CheckFinding(
                Kind.TYPED_NUMBER,
                prose.line(found.start()),
                f"'{_shown(found)}' is typed. If it counts what was said, write {{{{ share(…) }}}} or "
                "{{ mentions(…) }}; if it comes from elsewhere, say so with <!-- typed: reason --> on the line.",
            )


def _finding(prose: Prose, found: re.Match[str], severity: Severity) -> CheckFinding:
    return CheckFinding(
        Kind.TYPED_NUMBER,
        prose.line(found.start()),
        f'\'{_shown(found)}\' is typed, not computed. Write {{{{ count("proposition", "affirms") }}}} or '
        '{{ count(code="name") }} instead; if it does not count participants, say so with <!-- typed: reason --> on '
        "the line.",
        severity,
    )


def _possible(found: re.Match[str]) -> bool:
    number, total = _number(found["n"]), _number(found["all"])
    return total is not None and total > 1 and (number is None or number <= total)


def _number(word: str) -> int | None:
    return int(word) if word.isdigit() else _VALUES.get(word.lower())


def _shown(found: re.Match[str]) -> str:
    return " ".join(found.group().split())
